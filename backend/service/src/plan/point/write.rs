//! A unit writes its points and its lead signs them (§3.2, first rows).

use chrono::NaiveDate;
use remit_shared::plan::point::entry::{self, Entry};
use remit_shared::plan::point::machine::{self, Facts, Proposal};
use remit_shared::plan::point::{PointEventKind, PointState};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{effectiveness_point, org, point_duty};
use remit_store::plan::{duty, point as rows};
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::fire::{self, Said, by_person, write_event};
use super::loaded::{Loaded, acting, entry_of};
use super::year::{self, Year};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::problem::rectify::require_section;
use crate::work::Work;

/// A point as a unit writes it.
#[derive(Debug, Clone)]
pub struct Written {
    /// Section that carries it.
    pub section: Option<Uuid>,
    /// Title, target, measure, importance, due date.
    pub entry: Entry,
    /// Duties of the own unit that it rests on.
    pub duties: Vec<Uuid>,
}

/// A new point.
#[derive(Debug, Clone)]
pub struct Create {
    /// Made by the client; sending twice gives the first point back.
    pub client_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// What it says.
    pub written: Written,
}

/// — → DRAFT.
pub async fn create(app: &App, ctx: &OpCtx, input: Create) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.create").await?;
    let result = create_in(&mut work, input).await;
    work.finish(result).await
}

async fn create_in(work: &mut Work<'_>, input: Create) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointWrite)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        return repeated(first, &input);
    }
    let unit = own_unit(work).await?;
    let year = year::for_act(work, input.year).await?;
    let code = next_code(work, &unit, input.year).await?;
    insert(work, &unit, &year, (code, Some(input.client_id)), input.written).await
}

/// The same client id and content is the same point; other content is `E_DUP`.
fn repeated(first: effectiveness_point::Model, input: &Create) -> Answer<effectiveness_point::Model> {
    if first.title == input.written.entry.title.trim() {
        return Ok(first);
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        format!("同一份表单已保存为{}，填写其他问效点请重新打开表单。", first.code),
        format!(
            "This form was saved as {}; open a new form for another point.",
            first.code
        ),
    )
    .into())
}

/// The unit that the hat names.
pub(super) async fn own_unit(work: &Work<'_>) -> Answer<org::Model> {
    let own = work.actor()?.org_id.ok_or_else(Refusal::not_found)?;
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[own]).await?;
    let unit = found.into_iter().next().ok_or_else(Refusal::not_found)?;
    if unit.supervised {
        return Ok(unit);
    }
    Err(Refusal::new(
        RefusalCode::Scope,
        "本单位不是被监管单位，无需填报问效点。",
        "Your unit is not supervised and has no points to write.",
    )
    .into())
}

/// How the codes of a unit begin.
pub(super) fn prefix(unit: &org::Model) -> String {
    format!("{}-", unit.code.to_ascii_uppercase())
}

async fn next_code(work: &Work<'_>, unit: &org::Model, year: i32) -> Answer<String> {
    let prefix = prefix(unit);
    let used = rows::codes(&work.tx, unit.id, year).await?;
    let last = used
        .iter()
        .filter_map(|code| code.strip_prefix(&prefix))
        .filter_map(|rest| rest.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Ok(format!("{prefix}{:02}", last + 1))
}

/// Writes a new point; the machine says whether it may begin.
pub(super) async fn insert(
    work: &mut Work<'_>,
    unit: &org::Model,
    year: &Year,
    (code, client_id): (String, Option<Uuid>),
    written: Written,
) -> Answer<effectiveness_point::Model> {
    let actor = acting(work)?;
    let (own, foreign) = sort_duties(work, unit.id, &written.duties).await?;
    require_section(work, unit.id, written.section).await?;
    let outcome = {
        let proposal = Proposal {
            entry: Some(&written.entry),
            duties: own,
            foreign_duties: foreign,
            ..Proposal::default()
        };
        let basis = (unit.id, written.entry.due_on);
        let facts = Facts::new(work.ctx.today(), &year.calendar, &year.rules, year.plan, basis);
        machine::create(&facts.by(Some(actor)).proposing(proposal))?
    };
    let plan_id = year
        .plan_id
        .ok_or_else(|| Fault::Broken("a published plan has an id".into()))?;
    let point = fresh(
        work,
        (unit.id, plan_id, year.plan.year),
        actor.person,
        outcome.step_due_on,
    );
    let point = effectiveness_point::Model {
        code,
        client_id,
        ..with_entry(point, &written, year.plan.year)?
    };
    let point = row::insert(&work.tx, point).await?;
    work.subject("effectiveness_point", point.id, point.code.clone());
    link_duties(work, point.id, &written.duties).await?;
    work.after(&point);
    write_event(work, None, &point, PointEventKind::Create, None).await?;
    Ok(point)
}

fn fresh(
    work: &Work<'_>,
    (org_id, plan_id, year): (Uuid, Uuid, i32),
    author_id: Uuid,
    step_due_on: Option<NaiveDate>,
) -> effectiveness_point::Model {
    effectiveness_point::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        plan_id,
        year,
        org_id,
        section_id: None,
        code: String::new(),
        title: String::new(),
        title_key: String::new(),
        target: String::new(),
        measure: Text(remit_shared::plan::point::PointMeasure::Quantity),
        importance: 1,
        due_on: work.ctx.today(),
        state: Text(PointState::Draft),
        step_due_on,
        progress: 0,
        reported_on: None,
        returned_count: 0,
        changes_count: 0,
        approved_on: None,
        author_id,
        signed_by: None,
        claimant_id: None,
        done_on: None,
        outcome: None,
        quality: None,
        sampled: None,
        lot: None,
        problem_id: None,
        client_id: None,
        created_at: work.ctx.now(),
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: work.ctx.now(),
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// The row with what is written, its texts trimmed.
fn with_entry(
    row: effectiveness_point::Model,
    written: &Written,
    year: i32,
) -> Answer<effectiveness_point::Model> {
    let checked = entry::check(&written.entry, year)?;
    Ok(effectiveness_point::Model {
        section_id: written.section,
        title_key: entry::title_key(&checked.title),
        title: checked.title,
        target: checked.target,
        measure: Text(checked.measure),
        importance: i32::try_from(checked.importance).unwrap_or(1),
        due_on: checked.due_on,
        ..row
    })
}

/// How many of the duties are the unit's and in force, and how many are not.
async fn sort_duties(work: &Work<'_>, org: Uuid, ids: &[Uuid]) -> Answer<(u32, u32)> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let today = work.ctx.today();
    let known = duty::by_ids(&work.tx, work.tx.jurisdiction_id(), &ids).await?;
    let own = known
        .iter()
        .filter(|duty| duty.org_id == org && duty.valid_to.is_none_or(|to| to >= today))
        .count();
    Ok((
        u32::try_from(own).unwrap_or(u32::MAX),
        u32::try_from(ids.len() - own).unwrap_or(u32::MAX),
    ))
}

async fn link_duties(work: &Work<'_>, point_id: Uuid, duties: &[Uuid]) -> Answer<()> {
    let mut duties = duties.to_vec();
    duties.sort_unstable();
    duties.dedup();
    let links = duties
        .into_iter()
        .map(|duty_id| point_duty::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: work.tx.jurisdiction_id(),
            point_id,
            duty_id,
        })
        .collect();
    Ok(rows::set_duties(&work.tx, point_id, links).await?)
}

/// DRAFT or RETURNED → the same: the unit rewrites the point.
pub async fn edit(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    written: Written,
) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.edit").await?;
    let result = edit_in(&mut work, step, written).await;
    work.finish(result).await
}

async fn edit_in(work: &mut Work<'_>, step: Step, written: Written) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointWrite)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    rewrite(work, &mut loaded, written, None).await?;
    Ok(loaded.row)
}

/// Rewrites a loaded point with one step in its history.
pub(super) async fn rewrite(
    work: &mut Work<'_>,
    loaded: &mut Loaded,
    written: Written,
    remark: Option<&str>,
) -> Answer<()> {
    let (own, foreign) = sort_duties(work, loaded.row.org_id, &written.duties).await?;
    require_section(work, loaded.row.org_id, written.section).await?;
    let said = Said {
        proposal: Proposal {
            entry: Some(&written.entry),
            duties: own,
            foreign_duties: foreign,
            ..Proposal::default()
        },
        remark,
        ..Said::default()
    };
    let year = loaded.row.year;
    // The machine judges first, so that a refusal names the state rather than a field.
    fire::event_on(work, loaded, PointEventKind::Edit, said).await?;
    let next = with_entry(loaded.row.clone(), &written, year)?;
    link_duties(work, loaded.row.id, &written.duties).await?;
    loaded.row = row::update(&work.tx, next).await?;
    work.after(&loaded.row);
    Ok(())
}

/// DRAFT or RETURNED → SUBMITTED: the lead signs.
pub async fn submit(app: &App, ctx: &OpCtx, step: Step) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.submit").await?;
    let result = submit_in(&mut work, step).await;
    work.finish(result).await
}

async fn submit_in(work: &mut Work<'_>, step: Step) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointSubmit)?;
    sign(work, &scope, step, false).await
}

pub(super) async fn sign(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    quiet: bool,
) -> Answer<effectiveness_point::Model> {
    let row = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let entry = entry_of(&row);
    let duties = rows::duty_ids(&work.tx, row.id).await?;
    let (own, foreign) = sort_duties(work, row.org_id, &duties).await?;
    let said = Said {
        proposal: Proposal {
            entry: Some(&entry),
            duties: own,
            foreign_duties: foreign,
            ..Proposal::default()
        },
        quiet,
        ..Said::default()
    };
    Ok(by_person(work, scope, step, PointEventKind::Submit, said)
        .await?
        .row)
}
