//! Expert sessions and blind reviews (K14): planned by the oversight section, reviewed by the invited experts.

pub mod hold;
pub mod plan;
pub mod read;
pub mod review;

use remit_shared::identity::Role;
use remit_shared::panel::session::{self as machine, SessionFacts, SessionProposal};
use remit_shared::policy::Scope;
use remit_shared::refusal::Refusal;
use remit_store::entity::{expert_review, expert_session};
use remit_store::identity::addressees;
use remit_store::panel::session as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use crate::failure::{Answer, Fault};
use crate::notice::{self, Message};
use crate::problem::Step;
use crate::work::Work;

/// Loads a session within the scope; a stale version is refused before anything runs.
async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<expert_session::Model> {
    let row = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("expert_session", row.id, row.title.clone());
    if row.version != step.version {
        return Err(StoreError::Stale {
            table: "expert_session",
        }
        .into());
    }
    work.before(&row);
    Ok(row)
}

fn facts<'a>(
    work: &Work<'_>,
    row: &expert_session::Model,
    acting: Option<Role>,
    proposal: SessionProposal<'a>,
) -> SessionFacts<'a> {
    SessionFacts {
        today: work.ctx.today(),
        acting,
        held_on: row.held_on,
        all_in: false,
        proposal,
    }
}

/// The reviews of one session.
async fn reviews(work: &Work<'_>, session: Uuid) -> Answer<Vec<expert_review::Model>> {
    let found = rows::reviews(&work.tx, work.tx.jurisdiction_id(), &[session]).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// Closes a held session once everything is in; from then on everybody invited sees the reviews.
async fn settle(work: &mut Work<'_>, row: expert_session::Model) -> Answer<expert_session::Model> {
    let all_in = machine::all_in(
        reviews(work, row.id)
            .await?
            .iter()
            .map(|review| review.state.get()),
    );
    let facts = SessionFacts {
        all_in,
        ..facts(work, &row, None, SessionProposal::default())
    };
    let state = row.state.get();
    let Some(event) = machine::automatic(state, &facts) else {
        return Ok(row);
    };
    let step = machine::next(state, event, &facts)
        .map_err(|refusal| Fault::Broken(format!("an automatic event was refused: {refusal}")))?;
    let next = expert_session::Model {
        state: Text(step.to),
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut accounts = Vec::new();
    for role in step.notify {
        accounts.extend(addressees(&work.tx, jurisdiction, *role, None, None, today).await?);
    }
    if let Some(kind) = step.notice {
        let message = message(kind, &saved);
        notice::send(work, accounts, &message).await?;
    }
    Ok(saved)
}

fn message(kind: remit_shared::notice::NoticeKind, row: &expert_session::Model) -> Message<'_> {
    Message {
        kind,
        subject: ("expert_session", row.id),
        code: "",
        title: &row.title,
        due_on: Some(row.held_on),
    }
}
