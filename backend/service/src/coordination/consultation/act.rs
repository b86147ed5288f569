//! What the parties do in an open consultation (§3.7).

use remit_shared::coordination::ConsultationEventKind as E;
use remit_shared::coordination::consultation::ConsultationProposal;
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::entity::{consultation, consultation_party};
use remit_store::row;
use uuid::Uuid;

use super::{Loaded, Meeting, load, write_meeting};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// The lead records a meeting with its minutes.
pub async fn meet(app: &App, ctx: &OpCtx, step: Step, meeting: Meeting) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.meet").await?;
    let result = meet_in(&mut work, step, meeting).await;
    work.finish(result).await
}

async fn meet_in(work: &mut Work<'_>, step: Step, meeting: Meeting) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    let meeting = meeting.checked()?;
    let loaded = load(work, &scope, step).await?;
    let orgs: Vec<Uuid> = loaded.parties.iter().map(|party| party.org_id).collect();
    let proposal = ConsultationProposal {
        text: &meeting.minutes,
        held_on: Some(meeting.held_on),
        attended: orgs.iter().filter(|org| meeting.attended.contains(org)).count(),
    };
    let outcome = loaded.ask(work, E::Meet, proposal)?;
    write_meeting(work, (Some(loaded.row.id), None), &meeting, &orgs).await?;
    loaded
        .save(
            work,
            loaded.row.clone(),
            (E::Meet, &outcome),
            Some(&meeting.minutes),
        )
        .await
}

/// A party's view; the first one is its answer to the invitation (A31).
pub async fn give_view(app: &App, ctx: &OpCtx, step: Step, view: &str) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.give_view").await?;
    let result = give_view_in(&mut work, step, view).await;
    work.finish(result).await
}

async fn give_view_in(work: &mut Work<'_>, step: Step, view: &str) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    let view = text::optional_body("view", view, text::BODY_MAX)?;
    let loaded = load(work, &scope, step).await?;
    let proposal = ConsultationProposal {
        text: &view,
        ..ConsultationProposal::default()
    };
    let outcome = loaded.ask(work, E::GiveView, proposal)?;
    let today = work.ctx.today();
    own_party(work, &loaded, |party| consultation_party::Model {
        view: Some(view.clone()),
        answered_on: party.answered_on.or(Some(today)),
        ..party
    })
    .await?;
    loaded
        .save(work, loaded.row.clone(), (E::GiveView, &outcome), Some(&view))
        .await
}

/// The lead writes what was agreed; signatures given before are void.
pub async fn write_memo(app: &App, ctx: &OpCtx, step: Step, memo: &str) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.write_memo").await?;
    let result = write_memo_in(&mut work, step, memo).await;
    work.finish(result).await
}

async fn write_memo_in(work: &mut Work<'_>, step: Step, memo: &str) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    let memo = text::optional_body("memo", memo, text::BODY_MAX)?;
    let loaded = load(work, &scope, step).await?;
    let proposal = ConsultationProposal {
        text: &memo,
        ..ConsultationProposal::default()
    };
    let outcome = loaded.ask(work, E::WriteMemo, proposal)?;
    for party in loaded.parties.iter().filter(|party| party.signed_on.is_some()) {
        let next = consultation_party::Model {
            signed_by: None,
            signed_on: None,
            updated_at: work.ctx.now(),
            ..party.clone()
        };
        row::update(&work.tx, next).await?;
    }
    let changed = consultation::Model {
        memo: Some(memo.clone()),
        memo_on: Some(work.ctx.today()),
        ..loaded.row.clone()
    };
    loaded
        .save(work, changed, (E::WriteMemo, &outcome), Some(&memo))
        .await
}

/// A party's lead signs the memo; the last signature agrees, and the memo is filed with the office.
pub async fn sign(app: &App, ctx: &OpCtx, step: Step) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.sign").await?;
    let result = sign_in(&mut work, step).await;
    work.finish(result).await
}

async fn sign_in(work: &mut Work<'_>, step: Step) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    let loaded = load(work, &scope, step).await?;
    let outcome = loaded.ask(work, E::Sign, ConsultationProposal::default())?;
    let (today, person) = (work.ctx.today(), scope.person_id());
    own_party(work, &loaded, |party| consultation_party::Model {
        signed_by: Some(person),
        signed_on: Some(today),
        answered_on: party.answered_on.or(Some(today)),
        ..party
    })
    .await?;
    loaded
        .save(work, loaded.row.clone(), (E::Sign, &outcome), None)
        .await
}

/// OPEN → FAILED: the lead, after a meeting and with everybody's view; 5 working days to apply.
pub async fn declare_failed(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.declare_failed").await?;
    let result = declare_failed_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn declare_failed_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    let reason = text::optional_body("reason", reason, text::REASON_MAX)?;
    let loaded = load(work, &scope, step).await?;
    let proposal = ConsultationProposal {
        text: &reason,
        ..ConsultationProposal::default()
    };
    let outcome = loaded.ask(work, E::DeclareFailed, proposal)?;
    let changed = consultation::Model {
        fail_reason: Some(reason.clone()),
        ..loaded.row.clone()
    };
    loaded
        .save(work, changed, (E::DeclareFailed, &outcome), Some(&reason))
        .await
}

async fn own_party(
    work: &Work<'_>,
    loaded: &Loaded,
    change: impl FnOnce(consultation_party::Model) -> consultation_party::Model,
) -> Answer<()> {
    let own = loaded
        .parties
        .iter()
        .find(|party| Some(party.org_id) == loaded.own);
    if let Some(party) = own.cloned() {
        let mut next = change(party);
        next.updated_at = work.ctx.now();
        row::update(&work.tx, next).await?;
    }
    Ok(())
}
