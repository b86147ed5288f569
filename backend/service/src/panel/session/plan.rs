//! A session is planned: experts, units, materials, day. Each expert and unit is one review; recusals are settled
//! here (R3, R9).

use chrono::NaiveDate;
use remit_shared::notice::NoticeKind;
use remit_shared::panel::{ReviewState, SessionKind, SessionState, SessionSubject};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{expert_review, expert_session, person, session_member};
use remit_store::panel::{appointment as appointments, recusal, session as rows};
use remit_store::{Text, row};
use uuid::Uuid;

use super::message;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::notice;
use crate::problem::require_supervised;
use crate::work::Work;

/// Units of one session at most.
const UNITS_MAX: usize = 20;

/// What the oversight section plans.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Made by the client; sending twice gives the first session back.
    pub client_id: Uuid,
    /// Seminar or evaluation.
    pub kind: SessionKind,
    /// What it is about.
    pub subject: SessionSubject,
    /// Title, at most 120 characters.
    pub title: String,
    /// What the experts have to read beforehand.
    pub materials: String,
    /// Where.
    pub place: String,
    /// Day.
    pub held_on: NaiveDate,
    /// Appointments of the experts invited.
    pub experts: Vec<Uuid>,
    /// Units to be judged; none for a seminar on the whole.
    pub units: Vec<Uuid>,
}

/// — → PLANNED: the experts are told at once.
pub async fn plan(app: &App, ctx: &OpCtx, input: Plan) -> Answer<expert_session::Model> {
    let mut work = Work::begin(app, ctx, "session.plan").await?;
    let result = plan_in(&mut work, input).await;
    work.finish(result).await
}

async fn plan_in(work: &mut Work<'_>, input: Plan) -> Answer<expert_session::Model> {
    plan_within(work, input).await
}

/// The same inside a transaction that has more to do: experts are consulted on a case.
pub(crate) async fn plan_within(work: &mut Work<'_>, input: Plan) -> Answer<expert_session::Model> {
    let scope = work.authorise(Capability::SessionManage)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        return Ok(first);
    }
    let session = new_session(work, &scope, &input)?;
    let experts = invited(work, &input).await?;
    check_units(work, &input).await?;
    let session = row::insert(&work.tx, session).await?;
    work.subject("expert_session", session.id, session.title.clone());
    work.after(&session);
    let members = experts
        .iter()
        .map(|expert| member(work, &session, expert.id))
        .collect();
    row::insert_all(&work.tx, members).await?;
    let mut papers = Vec::new();
    for expert in &experts {
        papers.extend(reviews_of(work, &session, expert, &input.units).await?);
    }
    row::insert_all(&work.tx, papers).await?;
    let persons: Vec<Uuid> = experts.iter().map(|expert| expert.id).collect();
    let accounts = notice::people(work, &persons).await?;
    let message = message(NoticeKind::SessionPlanned, &session);
    notice::send(work, accounts, &message).await?;
    Ok(session)
}

fn new_session(work: &Work<'_>, scope: &Scope, input: &Plan) -> Answer<expert_session::Model> {
    let now = work.ctx.now();
    if input.held_on < work.ctx.today() {
        return Err(Refusal::new(
            RefusalCode::Late,
            "会议日期不能早于今天。",
            "The session cannot be planned for a day that has passed.",
        )
        .on("heldOn")
        .into());
    }
    Ok(expert_session::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        kind: Text(input.kind),
        subject: Text(input.subject),
        title: text::title("title", &input.title)?,
        materials: text::body("materials", &input.materials)?,
        place: text::line("place", &input.place, text::NAME_MAX)?,
        held_on: input.held_on,
        state: Text(SessionState::Planned),
        minutes: None,
        cancel_reason: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(scope.account_id()),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

/// The persons behind the appointments: active experts, each once.
async fn invited(work: &Work<'_>, input: &Plan) -> Answer<Vec<person::Model>> {
    let active = appointments::experts(&work.tx, work.tx.jurisdiction_id()).await?;
    let mut wanted = input.experts.clone();
    wanted.sort_unstable();
    wanted.dedup();
    let found: Vec<_> = active
        .into_iter()
        .filter(|row| wanted.contains(&row.appointment.id))
        .map(|row| row.person)
        .collect();
    if found.is_empty() || found.len() != wanted.len() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请选择在聘的监管专家，至少一名。",
            "Choose experts whose terms are active, at least one.",
        )
        .on("expertIds")
        .into());
    }
    Ok(found)
}

async fn check_units(work: &Work<'_>, input: &Plan) -> Answer<()> {
    if input.units.len() > UNITS_MAX || (input.kind == SessionKind::Evaluation && input.units.is_empty()) {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("运行情况评价须选定被评价单位，每次不超过{UNITS_MAX}个。"),
            format!("An evaluation names the units it judges, {UNITS_MAX} at most."),
        )
        .on("unitIds")
        .into());
    }
    for unit in &input.units {
        require_supervised(work, *unit).await?;
    }
    Ok(())
}

fn member(work: &Work<'_>, session: &expert_session::Model, person: Uuid) -> session_member::Model {
    session_member::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: session.jurisdiction_id,
        session_id: session.id,
        person_id: person,
        attended: None,
        created_at: session.created_at,
        created_by: session.created_by,
        updated_at: session.updated_at,
        version: 1,
        change_seq: session.change_seq,
    }
}

/// One review a unit, or one for the whole session; recused from the start where R9 says so.
async fn reviews_of(
    work: &Work<'_>,
    session: &expert_session::Model,
    expert: &person::Model,
    units: &[Uuid],
) -> Answer<Vec<expert_review::Model>> {
    let mut units: Vec<Option<Uuid>> = units.iter().copied().map(Some).collect();
    units.sort_unstable();
    units.dedup();
    if units.is_empty() {
        units.push(None);
    }
    let mut rows = Vec::new();
    for org in units {
        let recused = match org {
            None => false,
            Some(org) if expert.org_id == Some(org) => true,
            Some(org) => {
                recusal::holds(
                    &work.tx,
                    session.jurisdiction_id,
                    (expert.id, org),
                    session.held_on,
                )
                .await?
            }
        };
        let state = if recused {
            ReviewState::Recused
        } else {
            ReviewState::Pending
        };
        rows.push(expert_review::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: session.jurisdiction_id,
            session_id: session.id,
            person_id: expert.id,
            org_id: org,
            state: Text(state),
            grade: None,
            opinion: String::new(),
            submitted_at: None,
            created_at: session.created_at,
            created_by: session.created_by,
            updated_at: session.updated_at,
            version: 1,
            change_seq: session.change_seq,
        });
    }
    Ok(rows)
}
