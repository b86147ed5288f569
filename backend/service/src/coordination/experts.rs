//! Experts are consulted on a case: a session of the panel (K14), recusals respected (R3, R9).

use chrono::NaiveDate;
use remit_shared::coordination::CaseEventKind as E;
use remit_shared::coordination::case::CaseProposal;
use remit_shared::panel::{SessionKind, SessionSubject};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::coordination::case as rows;
use remit_store::entity::{coordination_case, expert_review, expert_session};
use remit_store::panel::{appointment as appointments, recusal};
use uuid::Uuid;

use super::fire;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::panel::session::plan::{Plan, plan_within};
use crate::problem::Step;
use crate::work::Work;

/// Characters of the matter in the session's title.
const TITLE: usize = 90;

/// A session of experts on a case.
#[derive(Debug, Clone)]
pub struct Consult {
    /// The case.
    pub step: Step,
    /// What they are asked.
    pub questions: String,
    /// Where.
    pub place: String,
    /// Day, within the experts' 10 working days.
    pub held_on: NaiveDate,
    /// Appointments of the experts.
    pub experts: Vec<Uuid>,
}

/// HEARING → EXPERT: the experts are invited at once; nobody who comes from, or is recused for, a party.
pub async fn consult(app: &App, ctx: &OpCtx, input: Consult) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.consult_experts").await?;
    let result = consult_in(&mut work, input).await;
    work.finish(result).await
}

async fn consult_in(work: &mut Work<'_>, input: Consult) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let questions = text::optional_body("questions", &input.questions, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let row = loaded.known.row.clone();
    let proposal = CaseProposal {
        text: &questions,
        held_on: Some(input.held_on),
        experts: input.experts.len(),
        expert_recused: any_recused(work, &input.experts, loaded.known.party_ids()).await?,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::ConsultExperts, proposal)?;
    let matter: String = row.matter.chars().take(TITLE).collect();
    let plan = Plan {
        client_id: work.ctx.new_id(),
        kind: SessionKind::Seminar,
        subject: SessionSubject::Case,
        title: format!("{} {matter}", row.no),
        materials: questions.clone(),
        place: input.place,
        held_on: input.held_on,
        experts: input.experts,
        units: Vec::new(),
    };
    let session = plan_within(work, plan).await?;
    work.subject("coordination_case", row.id, row.no.clone());
    let row = coordination_case::Model {
        session_id: Some(session.id),
        ..row
    };
    loaded
        .save(work, row, (E::ConsultExperts, &outcome), Some(&questions), &[])
        .await
}

/// Whether somebody of these appointments comes from, or is recused for, one of the parties.
async fn any_recused(work: &Work<'_>, appointments: &[Uuid], parties: &[Uuid]) -> Answer<bool> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let active = appointments::experts(&work.tx, jurisdiction).await?;
    let chosen: Vec<_> = active
        .into_iter()
        .filter(|row| appointments.contains(&row.appointment.id))
        .collect();
    let at_home = chosen
        .iter()
        .any(|row| row.person.org_id.is_some_and(|org| parties.contains(&org)));
    let persons: Vec<Uuid> = chosen.iter().map(|row| row.person.id).collect();
    let recusals = recusal::of_persons(&work.tx, jurisdiction, &persons).await?;
    Ok(at_home
        || recusals
            .into_values()
            .flatten()
            .any(|row| parties.contains(&row.org_id) && row.ends_on.is_none_or(|last| last >= today)))
}

/// Whether an expert is recused for a party of the case that a session is about.
pub(crate) async fn recused_for_case(
    work: &Work<'_>,
    session: &expert_session::Model,
    review: &expert_review::Model,
) -> Answer<bool> {
    if session.subject.get() != SessionSubject::Case {
        return Ok(false);
    }
    let found = rows::watch_of_session(&work.tx, session.jurisdiction_id, session.id).await?;
    let Some(case) = found else { return Ok(false) };
    let known = fire::whole(work, case).await?;
    let home = work.actor()?.home_org_id;
    Ok(home.is_some_and(|org| known.party_ids().contains(&org))
        || fire::recused(work, review.person_id, known.party_ids()).await?)
}
