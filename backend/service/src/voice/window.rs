//! The office's side of the windows: their days, reminders, publication, and who has not finished yet.

use chrono::NaiveDate;
use remit_shared::notice::NoticeKind;
use remit_shared::plan::params::PlanParams;
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::voice::window::{self as machine, Days, WindowAvailability, WindowFacts};
use remit_shared::voice::{VoiceKind, VoiceWindowEventKind, VoiceWindowState};
use remit_store::entity::{org, supervision_plan, voice_window};
use remit_store::scoring::inputs;
use remit_store::voice::{comment, mutual, window as rows};
use remit_store::{StoreError, Text, organisation, plan, row};
use uuid::Uuid;

use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What the office sets of a window.
#[derive(Debug, Clone)]
pub struct SetWindow {
    /// Year of the plan.
    pub year: i32,
    /// What it collects.
    pub kind: VoiceKind,
    /// Its days.
    pub days: Days,
    /// Why the days of an open window change.
    pub reason: String,
    /// Version read before; none for the first time.
    pub version: Option<i32>,
}

/// What the machine has to know about a window.
pub(super) fn facts_of(row: &voice_window::Model, today: NaiveDate) -> WindowFacts<'static> {
    WindowFacts {
        today,
        role: None,
        year: row.year,
        days: days_of(row),
        reminded_on: row.reminded_on,
        proposed: None,
        reason: "",
    }
}

/// The days of a window.
pub fn days_of(row: &voice_window::Model) -> Days {
    Days {
        opens_on: row.opens_on,
        closes_on: row.closes_on,
    }
}

/// Whether comments or ballots are taken now.
pub fn takes(row: Option<&voice_window::Model>, today: NaiveDate) -> Result<(), Refusal> {
    match row {
        Some(row) => machine::takes(row.state.get(), days_of(row), today),
        None => Err(Refusal::new(
            RefusalCode::Early,
            "市委编办尚未安排本年度的填写时间，安排后将通知您。",
            "The office has not set the days of this year yet; you will be told.",
        )),
    }
}

/// The year that readers and writers mean when they name none: the latest that has a window, else the current one.
pub async fn year_of(app: &App, ctx: &OpCtx, year: Option<i32>) -> Answer<i32> {
    use chrono::Datelike;
    if let Some(year) = year {
        return Ok(year);
    }
    let jurisdiction = ctx.acting()?.jurisdiction_id;
    let years = rows::years(app.db.read(), jurisdiction).await?;
    Ok(years.first().copied().unwrap_or_else(|| ctx.today().year()))
}

/// The window of a year, for those who write in it.
pub(super) async fn find(
    app: &App,
    ctx: &OpCtx,
    year: i32,
    kind: VoiceKind,
) -> Answer<Option<voice_window::Model>> {
    let jurisdiction = ctx.acting()?.jurisdiction_id;
    Ok(rows::find(app.db.read(), jurisdiction, year, kind).await?)
}

/// The parameters of the year's plan; the defaults while there is none.
pub(super) async fn params(app: &App, jurisdiction: Uuid, year: i32) -> Answer<PlanParams> {
    let found = plan::in_force(app.db.read(), jurisdiction, year).await?;
    Ok(match found {
        Some(found) => PlanParams::read(&found.params)?,
        None => PlanParams::default(),
    })
}

/// Sets the days of a window, for the first time or again.
pub async fn set(app: &App, ctx: &OpCtx, input: SetWindow) -> Answer<voice_window::Model> {
    let mut work = Work::begin(app, ctx, "voice_window.set").await?;
    let result = set_in(&mut work, &input).await;
    work.finish(result).await
}

async fn set_in(work: &mut Work<'_>, input: &SetWindow) -> Answer<voice_window::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let jurisdiction = scope.jurisdiction_id();
    let plan = plan::in_force(&work.tx, jurisdiction, input.year)
        .await?
        .ok_or_else(no_plan)?;
    let known = rows::find(&work.tx, jurisdiction, input.year, input.kind).await?;
    match (known, input.version) {
        (Some(known), Some(version)) if known.version == version => change(work, known, input).await,
        (None, None) => create(work, &plan, input).await,
        _ => Err(StoreError::Stale {
            table: "voice_window",
        }
        .into()),
    }
}

async fn create(
    work: &mut Work<'_>,
    plan: &supervision_plan::Model,
    input: &SetWindow,
) -> Answer<voice_window::Model> {
    let now = work.ctx.now();
    let actor = work.actor()?;
    let window = voice_window::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        year: input.year,
        kind: Text(input.kind),
        plan_id: plan.id,
        state: Text(VoiceWindowState::Scheduled),
        opens_on: input.days.opens_on,
        closes_on: input.days.closes_on,
        reminded_on: None,
        reason: None,
        closed_at: None,
        published_at: None,
        published_by: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    machine::check_new(&WindowFacts {
        role: Some(actor.role),
        proposed: Some(input.days),
        ..facts_of(&window, work.ctx.today())
    })?;
    let window = row::insert(&work.tx, window).await?;
    work.subject("voice_window", window.id, tell::name(&window));
    work.after(&window);
    Ok(window)
}

async fn change(
    work: &mut Work<'_>,
    mut window: voice_window::Model,
    input: &SetWindow,
) -> Answer<voice_window::Model> {
    work.subject("voice_window", window.id, tell::name(&window));
    work.before(&window);
    let facts = WindowFacts {
        role: Some(work.actor()?.role),
        proposed: Some(input.days),
        reason: &input.reason,
        ..facts_of(&window, work.ctx.today())
    };
    let state = machine::next(window.state.get(), VoiceWindowEventKind::Set, &facts)?;
    if state == VoiceWindowState::Open {
        window.reason = Some(input.reason.trim().to_owned());
        // Whoever has been reminded of the old day is reminded of the new one.
        window.reminded_on = None;
    }
    (window.opens_on, window.closes_on) = (input.days.opens_on, input.days.closes_on);
    window.updated_at = work.ctx.now();
    let window = row::update(&work.tx, window).await?;
    work.after(&window);
    Ok(window)
}

/// Reminds everybody who has not finished.
pub async fn remind(app: &App, ctx: &OpCtx, step: Step) -> Answer<voice_window::Model> {
    let mut work = Work::begin(app, ctx, "voice_window.remind").await?;
    let result = act_in(&mut work, step, VoiceWindowEventKind::Remind).await;
    work.finish(result).await
}

/// Lets the units read what was said of them.
pub async fn publish(app: &App, ctx: &OpCtx, step: Step) -> Answer<voice_window::Model> {
    let mut work = Work::begin(app, ctx, "voice_window.publish").await?;
    let result = act_in(&mut work, step, VoiceWindowEventKind::Publish).await;
    work.finish(result).await
}

async fn act_in(work: &mut Work<'_>, step: Step, event: VoiceWindowEventKind) -> Answer<voice_window::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut window = rows::by_id(&work.tx, scope.jurisdiction_id(), step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("voice_window", window.id, tell::name(&window));
    if window.version != step.version {
        return Err(StoreError::Stale {
            table: "voice_window",
        }
        .into());
    }
    work.before(&window);
    let actor = work.actor()?;
    let facts = WindowFacts {
        role: Some(actor.role),
        ..facts_of(&window, work.ctx.today())
    };
    let now = work.ctx.now();
    window.state = Text(machine::next(window.state.get(), event, &facts)?);
    window.updated_at = now;
    if event == VoiceWindowEventKind::Publish {
        (window.published_at, window.published_by) = (Some(now), Some(actor.person_id));
    } else {
        window.reminded_on = Some(work.ctx.today());
    }
    let window = row::update(&work.tx, window).await?;
    work.after(&window);
    if event == VoiceWindowEventKind::Publish {
        tell::units(work, &window, NoticeKind::VoicePublished).await?;
    } else {
        tell::unfinished(work, &window, NoticeKind::VoiceReminder).await?;
    }
    Ok(window)
}

/// Who has finished and who has not: names, never what they said.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Those who are asked.
    pub asked: usize,
    /// Those who have finished: leaders who have commented on every unit of their charge, departments whose ballot is in.
    pub done: usize,
    /// Comments written, or ballots cast.
    pub written: usize,
    /// Names of the leaders or departments that have not.
    pub missing: Vec<String>,
}

/// A window as the office sees it.
#[derive(Debug, Clone)]
pub struct WindowView {
    /// The row.
    pub row: voice_window::Model,
    /// What the reader may do with it.
    pub actions: Vec<WindowAvailability>,
    /// Who has finished; for those who manage it.
    pub progress: Option<Progress>,
}

/// The windows of a year as far as the reader is concerned by them.
pub async fn list(app: &App, ctx: &OpCtx, year: i32) -> Answer<Vec<WindowView>> {
    let scope = match ctx.authorise(Capability::CampaignManage) {
        Ok(scope) => scope,
        Err(_) => ctx.authorise(Capability::AggregateRead)?,
    };
    let manages = scope.capability() == Capability::CampaignManage;
    let mut views = Vec::new();
    for row in rows::of_year(app.db.read(), scope.jurisdiction_id(), year).await? {
        let facts = facts_of(&row, ctx.today());
        let progress = if manages {
            Some(progress(app, &row, ctx.today()).await?)
        } else {
            None
        };
        views.push(WindowView {
            actions: machine::available(row.state.get(), scope.role(), &facts),
            progress,
            row,
        });
    }
    Ok(views)
}

/// One window after an act.
pub async fn view(app: &App, ctx: &OpCtx, row: &voice_window::Model) -> Answer<Option<WindowView>> {
    let views = list(app, ctx, row.year).await?;
    Ok(views.into_iter().find(|view| view.row.id == row.id))
}

async fn progress(app: &App, window: &voice_window::Model, today: NaiveDate) -> Answer<Progress> {
    let (conn, jurisdiction) = (app.db.read(), window.jurisdiction_id);
    let units = inputs::units(conn, jurisdiction, today).await?;
    if window.kind == VoiceKind::Mutual {
        let cast = mutual::cast(conn, jurisdiction, window.year).await?;
        let asked: Vec<Uuid> = casters(&units).map(|unit| unit.id).collect();
        return Ok(Progress {
            asked: asked.len(),
            done: asked.iter().filter(|unit| cast.contains(unit)).count(),
            written: cast.len(),
            missing: casters(&units)
                .filter(|unit| !cast.contains(&unit.id))
                .map(|unit| unit.name.clone())
                .collect(),
        });
    }
    let comments = comment::counted(conn, jurisdiction, window.year, None).await?;
    let said: Vec<(Uuid, Uuid)> = comments.iter().map(|row| (row.leader_id, row.org_id)).collect();
    let leaders = leaders(&units);
    let missing = behind(&units, &said);
    Ok(Progress {
        asked: leaders.len(),
        done: leaders.len() - missing.len(),
        written: said.len(),
        missing: names(app, jurisdiction, &missing).await?,
    })
}

async fn names(app: &App, jurisdiction: Uuid, persons: &[Uuid]) -> Answer<Vec<String>> {
    let rows = organisation::persons(app.db.read(), jurisdiction, persons).await?;
    let mut names: Vec<String> = rows.into_iter().map(|person| person.display_name).collect();
    names.sort_unstable();
    Ok(names)
}

/// The units that cast a mutual ballot.
pub(super) fn casters(units: &[org::Model]) -> impl Iterator<Item = &org::Model> {
    use remit_shared::voice::mutual::casts;
    units
        .iter()
        .filter(|unit| casts(unit.kind.get(), unit.supervised).is_ok())
}

/// The leaders in charge of these units, each once.
pub(super) fn leaders(units: &[org::Model]) -> Vec<Uuid> {
    let mut leaders: Vec<Uuid> = units.iter().filter_map(|unit| unit.leader_id).collect();
    leaders.sort_unstable();
    leaders.dedup();
    leaders
}

/// The leaders who have not commented on every unit of their charge.
pub(super) fn behind(units: &[org::Model], said: &[(Uuid, Uuid)]) -> Vec<Uuid> {
    let mut leaders: Vec<Uuid> = units
        .iter()
        .filter_map(|unit| unit.leader_id.map(|leader| (leader, unit.id)))
        .filter(|pair| !said.contains(pair))
        .map(|(leader, _)| leader)
        .collect();
    leaders.sort_unstable();
    leaders.dedup();
    leaders
}

fn no_plan() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该年度监管方案尚未印发，印发后方可安排点评和互评。",
        "The plan of the year is not published; set the days when it is.",
    )
    .on("year")
}
