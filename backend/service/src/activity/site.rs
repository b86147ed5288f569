//! What the team does at a unit: visits, the checklist, findings (§3.13). Written on a phone: nothing here asks for the
//! activity's version, so that members at different units do not stand in each other's way.

use remit_shared::activity::finding::{self as machine, FindingProposal};
use remit_shared::activity::{ActivityState, FindingState};
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::activity::{self as rows, finding as findings};
use remit_store::entity::file_object::FINDING as FILES;
use remit_store::entity::{activity_check, activity_unit, finding, joint_activity};
use remit_store::panel::recusal;
use remit_store::{Text, row};
use uuid::Uuid;

use super::loaded::{Loaded, standing};
use super::write::{ACTIVITY, load};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::work::Work;

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Made by the client, so that sending twice writes once.
    pub client_id: Uuid,
    /// The activity.
    pub activity: Uuid,
    /// The unit.
    pub org: Uuid,
    /// One line.
    pub title: String,
    /// The facts.
    pub facts: String,
    /// Clause that is not kept.
    pub basis: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity as first judged.
    pub severity: Severity,
    /// Photos and papers uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// — → RECORDED.
pub async fn record(app: &App, ctx: &OpCtx, input: Found) -> Answer<finding::Model> {
    let mut work = Work::begin(app, ctx, "finding.record").await?;
    let result = record_in(&mut work, input).await;
    work.finish(result).await
}

async fn record_in(work: &mut Work<'_>, input: Found) -> Answer<finding::Model> {
    let scope = work.authorise(Capability::FindingWrite)?;
    if let Some(first) = findings::by_client_id(&work.tx, &scope, input.client_id).await? {
        work.subject("finding", first.id, first.title.clone());
        return Ok(first);
    }
    let loaded = load(work, &scope, input.activity).await?;
    let actor = work.actor()?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let recused = recusal::holds(&work.tx, jurisdiction, (actor.person_id, input.org), today).await?;
    let proposal = FindingProposal {
        text: &input.facts,
        basis: &input.basis,
    };
    let facts = loaded.finding_facts(today, standing(actor, recused), (input.org, None), proposal);
    let state = machine::record(&facts)?;
    let row = fresh(work, &loaded, &input, state).await?;
    let row = row::insert(&work.tx, row).await?;
    work.subject("finding", row.id, format!("{} {}", loaded.row.no, row.title));
    file::attach(work, &input.files, FILES, row.id).await?;
    work.after(&row);
    Ok(row)
}

async fn fresh(
    work: &Work<'_>,
    loaded: &Loaded,
    input: &Found,
    state: FindingState,
) -> Answer<finding::Model> {
    let (actor, now) = (work.actor()?, work.ctx.now());
    Ok(finding::Model {
        title: text::title("title", &input.title)?,
        facts: text::body("facts", &input.facts)?,
        basis: text::line("basis", &input.basis, text::REASON_MAX)?,
        seq: findings::last_seq(&work.tx, loaded.row.id).await? + 1,
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        activity_id: loaded.row.id,
        org_id: input.org,
        category: Text(input.category),
        severity: Text(input.severity),
        state: Text(state),
        author_id: actor.person_id,
        answer_due_on: None,
        answered_on: None,
        answered_by: None,
        grounds: None,
        lapsed: false,
        settled_on: None,
        settled_by: None,
        reason: None,
        problem_id: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

/// The team was at a unit: with a note of what was looked at. Recording again changes the note.
pub async fn visit(
    app: &App,
    ctx: &OpCtx,
    activity: Uuid,
    org: Uuid,
    note: &str,
) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.visit").await?;
    let result = async {
        let loaded = on_site(&mut work, activity).await?;
        let unit = loaded.units.iter().find(|unit| unit.org_id == org);
        let unit = unit.cloned().ok_or_else(Refusal::not_found)?;
        let note = text::optional_body("note", note, text::REASON_MAX)?;
        let next = activity_unit::Model {
            visited_on: unit.visited_on.or(Some(work.ctx.today())),
            visited_by: Some(work.actor()?.person_id),
            note: Some(note).filter(|note| !note.is_empty()),
            updated_at: work.ctx.now(),
            ..unit
        };
        row::update(&work.tx, next).await?;
        Ok(loaded.row)
    }
    .await;
    work.finish(result).await
}

/// An item of the checklist is done, or is not after all.
pub async fn tick(
    app: &App,
    ctx: &OpCtx,
    activity: Uuid,
    seq: i32,
    done: bool,
) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.check").await?;
    let result = async {
        let loaded = on_site(&mut work, activity).await?;
        let items = rows::checks(&work.tx, work.tx.jurisdiction_id(), activity).await?;
        let item = items.into_iter().find(|item| item.seq == seq);
        let item = item.ok_or_else(Refusal::not_found)?;
        let person = work.actor()?.person_id;
        let next = activity_check::Model {
            done_on: done.then(|| work.ctx.today()),
            done_by: done.then_some(person),
            updated_at: work.ctx.now(),
            ..item
        };
        row::update(&work.tx, next).await?;
        Ok(loaded.row)
    }
    .await;
    work.finish(result).await
}

/// The activity, if the actor writes findings there and the team is on site.
async fn on_site(work: &mut Work<'_>, activity: Uuid) -> Answer<Loaded> {
    let scope = work.authorise(Capability::FindingWrite)?;
    let loaded = load(work, &scope, activity).await?;
    work.subject(ACTIVITY, loaded.row.id, loaded.row.no.clone());
    if loaded.row.state.get() == ActivityState::OnSite {
        return Ok(loaded);
    }
    Err(Refusal::new(
        RefusalCode::State,
        "现场检查期间才能登记检查情况。",
        "Visits and checks are recorded while the team is on site.",
    )
    .into())
}
