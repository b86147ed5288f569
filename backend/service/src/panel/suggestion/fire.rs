//! Fires one event on a suggestion: asks the machine, writes the answer down, tells who has to know.

use std::sync::Arc;

use remit_shared::calendar::WorkCalendar;
use remit_shared::notice::NoticeKind;
use remit_shared::panel::SuggestionEventKind;
use remit_shared::panel::suggestion::{
    self as machine, Proposed, SuggestionFacts, SuggestionProposal, SuggestionStep,
};
use remit_shared::policy::Scope;
use remit_shared::problem::ProblemState;
use remit_shared::problem::machine::{Acting, Audience};
use remit_shared::refusal::Refusal;
use remit_store::entity::{problem, suggestion};
use remit_store::panel::{recusal, suggestion as rows};
use remit_store::{StoreError, Text, row};

use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::problem::{Step, acting};
use crate::work::Work;

/// Characters of a suggestion that a notification shows.
const EXCERPT: usize = 30;

/// A suggestion inside a writing transaction with what the machine has to know.
pub(super) struct Loaded {
    pub row: suggestion::Model,
    pub acting: Acting,
    pub calendar: Arc<WorkCalendar>,
}

/// Loads a suggestion within the scope; a stale version is refused before anything runs.
pub(super) async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Loaded> {
    let row = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("suggestion", row.id, row.no.clone());
    if row.version != step.version {
        return Err(StoreError::Stale { table: "suggestion" }.into());
    }
    work.before(&row);
    let mut acting = acting(work)?;
    if let Some(org) = row.about_org_id {
        let pair = (acting.person, org);
        acting.recused = recusal::holds(&work.tx, row.jurisdiction_id, pair, work.ctx.today()).await?;
    }
    let calendar = work.app.calendar.get(work.app).await?;
    Ok(Loaded {
        row,
        acting,
        calendar,
    })
}

/// The machine's view of a suggestion.
pub(super) fn facts<'a>(
    work: &'a Work<'_>,
    loaded: &'a Loaded,
    proposal: SuggestionProposal<'a>,
) -> SuggestionFacts<'a> {
    SuggestionFacts {
        today: work.ctx.today(),
        calendar: &loaded.calendar,
        deadlines: &work.app.settings.deadlines,
        acting: Some(loaded.acting),
        author: loaded.row.person_id,
        about_org: loaded.row.about_org_id,
        two_persons: loaded.row.two_persons,
        proposed: proposed(&loaded.row),
        due_on: loaded.row.due_on,
        second_look: loaded.row.second_look,
        judged_by: loaded.row.judged_by,
        judged_on: loaded.row.judged_on,
        outcome_on: loaded.row.outcome_on,
        proposal,
    }
}

/// The verdict that waits for a second person.
pub(super) fn proposed(row: &suggestion::Model) -> Option<Proposed> {
    row.proposed_verdict
        .zip(row.proposed_by)
        .map(|(verdict, by)| Proposed {
            verdict: verdict.get(),
            by,
        })
}

/// Asks the machine what an event does.
pub(super) fn ask(
    work: &Work<'_>,
    loaded: &Loaded,
    event: SuggestionEventKind,
    proposal: SuggestionProposal<'_>,
) -> Answer<SuggestionStep> {
    let facts = facts(work, loaded, proposal);
    Ok(machine::next(loaded.row.state.get(), event, &facts)?)
}

/// Writes a changed row with the step's state and deadline, and tells people.
pub(super) async fn save(
    work: &mut Work<'_>,
    row: suggestion::Model,
    step: &SuggestionStep,
) -> Answer<suggestion::Model> {
    let next = suggestion::Model {
        state: Text(step.to),
        due_on: step.due_on,
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    tell(work, &saved, step.notify, step.notice).await?;
    Ok(saved)
}

/// Tells the office or the author about a suggestion.
pub(super) async fn tell(
    work: &mut Work<'_>,
    row: &suggestion::Model,
    audiences: &[Audience],
    kind: Option<NoticeKind>,
) -> Answer<()> {
    let Some(kind) = kind else { return Ok(()) };
    let mut accounts = Vec::new();
    for audience in audiences {
        accounts.extend(match audience {
            Audience::SourceAuthor => notice::people(work, &[row.person_id]).await?,
            other => notice::holders(work, *other, None).await?,
        });
    }
    let title: String = row.text.chars().take(EXCERPT).collect();
    let message = Message {
        kind,
        subject: ("suggestion", row.id),
        code: &row.no,
        title: &title,
        due_on: row.due_on,
    };
    notice::send(work, accounts, &message).await
}

/// A problem that came of a suggestion has ended: the reply falls due. A merged problem hands its suggestions to
/// the one that goes on.
pub(crate) async fn outcome_known(work: &mut Work<'_>, problem: &problem::Model) -> Answer<()> {
    let merged = problem.state.get() == ProblemState::Merged;
    if !merged && !matches!(problem.state.get(), ProblemState::Closed | ProblemState::Rejected) {
        return Ok(());
    }
    for row in rows::watch_linked(&work.tx, work.tx.jurisdiction_id(), problem.id).await? {
        let now = work.ctx.now();
        if merged {
            let linked_id = problem.merged_into.or(row.linked_id);
            let next = suggestion::Model {
                linked_id,
                updated_at: now,
                ..row
            };
            row::update(&work.tx, next).await?;
            continue;
        }
        let calendar = work.app.calendar.get(work.app).await?;
        let today = work.ctx.today();
        let days = work.app.settings.deadlines.suggestion_reply;
        let next = suggestion::Model {
            outcome_on: Some(today),
            due_on: Some(calendar.add_working_days(today, days)?),
            updated_at: now,
            ..row
        };
        let saved = row::update(&work.tx, next).await?;
        tell(
            work,
            &saved,
            &[Audience::Oversight],
            Some(NoticeKind::SuggestionOutcome),
        )
        .await?;
    }
    Ok(())
}
