//! A case begins, is supplemented, or is withdrawn by the department that applied (§3.7).

use remit_shared::coordination::case::{self as machine, Application, CaseProposal, CaseStep};
use remit_shared::coordination::citation::{self, Citation};
use remit_shared::coordination::{CaseEventKind as E, CitationSource, ConsultationState};
use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::Alert;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::coordination::{case as rows, consultation as consultations};
use remit_store::entity::file_object::CASE;
use remit_store::entity::{case_party, consultation, consultation_party, coordination_case};
use remit_store::{Text, row};
use uuid::Uuid;

use super::{consultation as consulting, fire, record, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;
use crate::{file, number};

/// A written request.
#[derive(Debug, Clone)]
pub struct Apply {
    /// Made by the client; sending twice gives the first case back.
    pub client_id: Uuid,
    /// Consultation that failed.
    pub consultation: Uuid,
    /// What is asked for and why, at most 4 000 characters.
    pub statement: String,
    /// Clauses relied on.
    pub citations: Vec<Citation>,
    /// Documents uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// — → APPLIED, by the lead department; or by the oversight section ex officio.
pub async fn apply(app: &App, ctx: &OpCtx, input: Apply) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.apply").await?;
    let result = apply_in(&mut work, input).await;
    work.finish(result).await
}

async fn apply_in(work: &mut Work<'_>, input: Apply) -> Answer<coordination_case::Model> {
    let role = work.actor()?.role;
    let capability = machine::capability_of(E::Apply, role).unwrap_or(Capability::CaseApply);
    let scope = work.authorise(capability)?;
    if let Some(first) = repeated(work, &scope, &input).await? {
        return Ok(first);
    }
    let reading = work.authorise(Capability::ConsultationManage)?;
    let consultation = consultations::find(&work.tx, &reading, input.consultation)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("consultation", consultation.id, consultation.no.clone());
    let step = ask(work, &scope, role, &consultation, input.citations.len()).await?;
    let statement = text::body("statement", &input.statement)?;
    let cited = citation::checked(&input.citations)?;
    let parties = consulting::parties(work, consultation.id).await?;
    let consultation = consulting::lapse(work, consultation).await?;
    let case = new_case(work, &consultation, (&input, statement), (role, &step)).await?;
    let case = row::insert(&work.tx, case).await?;
    work.subject("coordination_case", case.id, case.no.clone());
    work.after(&case);
    let rows = parties.iter().map(|from| party(work, &case, from)).collect();
    row::insert_all(&work.tx, rows).await?;
    let by = (role != Role::Ov).then_some(case.applicant_org_id);
    record::cite(work, case.id, (CitationSource::Application, case.id, by), &cited).await?;
    file::attach(work, &input.files, CASE, case.id).await?;
    begin_history(work, &case, by).await?;
    let orgs: Vec<Uuid> = parties.iter().map(|party| party.org_id).collect();
    tell::of_case(work, &case, (&orgs, &[]), (step.notify, step.notice)).await?;
    Ok(case)
}

async fn repeated(work: &Work<'_>, scope: &Scope, input: &Apply) -> Answer<Option<coordination_case::Model>> {
    let first = rows::by_client_id(&work.tx, scope.jurisdiction_id(), input.client_id).await?;
    match first {
        Some(first) if first.consultation_id == input.consultation => Ok(Some(first)),
        Some(_) => Err(Refusal::plain(RefusalCode::Dup).into()),
        None => Ok(None),
    }
}

async fn ask(
    work: &Work<'_>,
    scope: &Scope,
    role: Role,
    consultation: &consultation::Model,
    citations: usize,
) -> Answer<CaseStep> {
    let calendar = work.app.calendar.get(work.app).await?;
    let cases = rows::of_consultations(&work.tx, work.tx.jurisdiction_id(), &[consultation.id]).await?;
    let facts = Application {
        today: work.ctx.today(),
        calendar: &calendar,
        deadlines: &work.app.settings.deadlines,
        role,
        of_the_lead: scope.covers(consultation.lead_org_id),
        consultation: Some(consultation.state.get()),
        consultation_due_on: Some(consultation.due_on),
        apply_by: consultation.apply_by,
        has_case: cases.values().any(stands),
        citations: Some(citations),
    };
    Ok(machine::apply(&facts)?)
}

/// Whether a case keeps its consultation from another application.
pub(super) fn stands(case: &coordination_case::Model) -> bool {
    use remit_shared::coordination::CaseState as S;
    !matches!(case.state.get(), S::Refused | S::Withdrawn)
}

async fn new_case(
    work: &Work<'_>,
    consultation: &consultation::Model,
    (input, statement): (&Apply, String),
    (role, step): (Role, &CaseStep),
) -> Answer<coordination_case::Model> {
    let now = work.ctx.now();
    Ok(coordination_case::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        no: number::case(work).await?,
        consultation_id: consultation.id,
        applicant_org_id: consultation.lead_org_id,
        ex_officio: role == Role::Ov,
        matter: consultation.matter.clone(),
        scope_kind: consultation.scope_kind,
        statement,
        state: Text(step.to),
        alert: Text(Alert::None),
        applied_on: work.ctx.today(),
        accepted_on: None,
        due_on: None,
        step_due_on: step.step_due_on,
        handler_id: None,
        supplement_list: None,
        supplement_text: None,
        refusal_ground: None,
        refusal_reason: None,
        refusal_by: None,
        round: 0,
        session_id: None,
        extended_wd: None,
        extension_reason: None,
        withdraw_reason: None,
        decided_on: None,
        published_on: None,
        ended_on: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

fn party(
    work: &Work<'_>,
    case: &coordination_case::Model,
    from: &consultation_party::Model,
) -> case_party::Model {
    case_party::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: case.jurisdiction_id,
        case_id: case.id,
        org_id: from.org_id,
        role: from.role,
        decided_role: None,
        created_at: case.created_at,
        created_by: case.created_by,
        updated_at: case.updated_at,
        version: 1,
        change_seq: case.change_seq,
    }
}

async fn begin_history(work: &Work<'_>, case: &coordination_case::Model, by: Option<Uuid>) -> Answer<()> {
    let line = record::Line {
        subject: case.id,
        event: E::Apply.code().to_owned(),
        from: None,
        to: case.state.get().code().to_owned(),
        org: by,
        remark: Some(&case.statement),
        automatic: false,
    };
    record::note(work, line).await
}

/// SUPPLEMENT → APPLIED: what was missing, once.
pub async fn supplement(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    statement: &str,
    (citations, files): (&[Citation], &[Uuid]),
) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.supplement").await?;
    let result = supplement_in(&mut work, step, statement, (citations, files)).await;
    work.finish(result).await
}

async fn supplement_in(
    work: &mut Work<'_>,
    step: Step,
    statement: &str,
    (citations, files): (&[Citation], &[Uuid]),
) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseApply)?;
    let statement = text::optional_body("statement", statement, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        text: &statement,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Supplement, proposal)?;
    if !citations.is_empty() {
        let cited = citation::checked(citations)?;
        let case = loaded.known.row.id;
        record::cite(
            work,
            case,
            (CitationSource::Application, case, loaded.own),
            &cited,
        )
        .await?;
    }
    file::attach(work, files, CASE, loaded.known.row.id).await?;
    let row = coordination_case::Model {
        supplement_text: Some(statement.clone()),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::Supplement, &outcome), Some(&statement), &[])
        .await
}

/// APPLIED, ACCEPTED or HEARING → WITHDRAWN, with the reason or what was agreed.
pub async fn withdraw(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.withdraw").await?;
    let result = withdraw_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn withdraw_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseApply)?;
    let reason = text::optional_body("reason", reason, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        text: &reason,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Withdraw, proposal)?;
    let row = coordination_case::Model {
        withdraw_reason: Some(reason.clone()),
        ended_on: Some(work.ctx.today()),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::Withdraw, &outcome), Some(&reason), &[])
        .await
}

/// Whether the reader could apply on a consultation now, and if not, why; for its page.
pub fn availability(
    facts: &Application,
    case: Option<&coordination_case::Model>,
) -> Option<Result<(), Refusal>> {
    let open = facts.consultation == Some(ConsultationState::Open);
    let shown = match facts.role {
        Role::Dl => facts.of_the_lead && !open,
        Role::Ov => facts.consultation != Some(ConsultationState::Agreed),
        _ => false,
    };
    (shown && !case.is_some_and(stands) && facts.consultation != Some(ConsultationState::Agreed))
        .then(|| machine::may_apply(facts))
}
