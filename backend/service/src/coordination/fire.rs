//! Fires one event on a case: asks the machine, writes the answer down, tells who has to know.

use std::sync::Arc;

use remit_shared::calendar::WorkCalendar;
use remit_shared::coordination::CaseEventKind;
use remit_shared::coordination::case::{self as machine, CaseFacts, CaseProposal, CaseStep};
use remit_shared::policy::Scope;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use remit_store::coordination::{case as rows, children};
use remit_store::entity::{case_opinion, coordination_case, follow_up_check};
use remit_store::panel::recusal;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::known::Known;
use super::{record, tell};
use crate::failure::{Answer, Fault};
use crate::problem::{Step, acting};
use crate::work::Work;

/// A case inside a writing transaction.
pub(super) struct Loaded {
    pub known: Known,
    pub acting: Option<Acting>,
    pub own: Option<Uuid>,
    pub calendar: Arc<WorkCalendar>,
}

/// Loads a case within the scope; a stale version is refused before anything runs.
pub(super) async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Loaded> {
    let row = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("coordination_case", row.id, row.no.clone());
    if row.version != step.version {
        return Err(StoreError::Stale {
            table: "coordination_case",
        }
        .into());
    }
    work.before(&row);
    let known = whole(work, row).await?;
    let mut acting = acting(work)?;
    acting.recused = recused(work, acting.person, known.party_ids()).await?;
    Ok(Loaded {
        own: known.own(scope.units()),
        known,
        acting: Some(acting),
        calendar: work.app.calendar.get(work.app).await?,
    })
}

/// A case with what hangs on it.
pub(super) async fn whole(work: &Work<'_>, row: coordination_case::Model) -> Answer<Known> {
    let rows = vec![row];
    let hanging = children::hanging(&work.tx, work.tx.jurisdiction_id(), &rows).await?;
    Known::of(rows, hanging)
        .pop()
        .ok_or_else(|| Fault::Broken("a case that was loaded is gone".to_owned()).into())
}

/// Whether a person is recused for one of these units today.
pub(super) async fn recused(work: &Work<'_>, person: Uuid, orgs: &[Uuid]) -> Answer<bool> {
    let today = work.ctx.today();
    let found = recusal::of_persons(&work.tx, work.tx.jurisdiction_id(), &[person]).await?;
    Ok(found
        .into_values()
        .flatten()
        .any(|row| orgs.contains(&row.org_id) && row.ends_on.is_none_or(|last| last >= today)))
}

impl Loaded {
    /// The machine's view of it.
    pub(super) fn facts<'a>(&'a self, work: &'a Work<'_>, proposal: CaseProposal<'a>) -> CaseFacts<'a> {
        self.known.facts(
            work.ctx.today(),
            (&self.calendar, &work.app.settings.deadlines),
            (self.acting, self.own),
            proposal,
        )
    }

    /// Asks the machine what an event does.
    pub(super) fn ask(
        &self,
        work: &Work<'_>,
        event: CaseEventKind,
        proposal: CaseProposal<'_>,
    ) -> Answer<CaseStep> {
        let facts = self.facts(work, proposal);
        Ok(machine::next(self.known.row.state.get(), event, &facts)?)
    }

    /// Writes a changed row with the step's state and deadlines, what the step brings with it, and its history, and
    /// tells people; the towns hear of a publication.
    pub(super) async fn save(
        &self,
        work: &mut Work<'_>,
        changed: coordination_case::Model,
        (event, step): (CaseEventKind, &CaseStep),
        remark: Option<&str>,
        towns: &[Uuid],
    ) -> Answer<coordination_case::Model> {
        let (today, now) = (work.ctx.today(), work.ctx.now());
        let due_on = step.due_on.or(changed.due_on);
        let dates = (due_on, step.step_due_on);
        let limits = (&*self.calendar, &work.app.settings.deadlines);
        let next = coordination_case::Model {
            state: Text(step.to),
            alert: Text(machine::alert(step.to, dates, today, limits)?),
            due_on,
            step_due_on: step.step_due_on,
            updated_at: now,
            ..changed
        };
        let saved = row::update(&work.tx, next).await?;
        work.after(&saved);
        self.effects(work, &saved, step).await?;
        let line = record::Line {
            subject: saved.id,
            event: event.code().to_owned(),
            from: Some(self.known.row.state.get().code().to_owned()),
            to: step.to.code().to_owned(),
            org: self.own,
            remark,
            automatic: self.acting.is_none(),
        };
        record::note(work, line).await?;
        let units = (self.known.party_ids(), towns);
        tell::of_case(work, &saved, units, (step.notify, step.notice)).await?;
        Ok(saved)
    }

    async fn effects(
        &self,
        work: &Work<'_>,
        saved: &coordination_case::Model,
        step: &CaseStep,
    ) -> Answer<()> {
        if step.opens_round {
            let asked = self
                .known
                .party_ids()
                .iter()
                .map(|org| request(work, saved, *org));
            row::insert_all(&work.tx, asked.collect()).await?;
        }
        if step.lapses {
            let missing = self
                .known
                .present()
                .filter(|opinion| opinion.replied_on.is_none() && !opinion.lapsed);
            for opinion in missing {
                let next = case_opinion::Model {
                    lapsed: true,
                    updated_at: work.ctx.now(),
                    ..opinion.clone()
                };
                row::update(&work.tx, next).await?;
            }
        }
        let mut seq = i32::try_from(self.known.checks.len()).unwrap_or(i32::MAX);
        for day in step.plans.into_iter().flatten() {
            seq += 1;
            let due = self
                .calendar
                .add_working_days(day, work.app.settings.deadlines.case_close)?;
            row::insert(&work.tx, planned(work, saved, seq, (day, due))).await?;
        }
        Ok(())
    }
}

fn request(work: &Work<'_>, case: &coordination_case::Model, org: Uuid) -> case_opinion::Model {
    let now = work.ctx.now();
    let today = work.ctx.today();
    case_opinion::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: case.jurisdiction_id,
        case_id: case.id,
        org_id: org,
        round: case.round,
        asked_on: today,
        due_on: case.step_due_on.unwrap_or(today),
        replied_on: None,
        lapsed: false,
        position: None,
        lead_org_id: None,
        by_id: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

fn planned(
    work: &Work<'_>,
    case: &coordination_case::Model,
    seq: i32,
    (planned_on, due_on): (chrono::NaiveDate, chrono::NaiveDate),
) -> follow_up_check::Model {
    let now = work.ctx.now();
    follow_up_check::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: case.jurisdiction_id,
        case_id: case.id,
        seq,
        planned_on,
        due_on,
        done_on: None,
        result: None,
        findings: None,
        checked_by: None,
        problem_id: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}
