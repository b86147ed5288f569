//! [`Story`]: one point on its way through the year. It asks the machine for every step and keeps what it answers.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::plan::point::entry::{Entry, title_key};
use remit_shared::plan::point::machine::{self, ChangeAsked, Facts, PendingChange, Proposal, Step};
use remit_shared::plan::point::{PointChangeState, PointEventKind as E, PointState};
use remit_shared::problem::machine::LedgerEffect;
use remit_store::Text;
use remit_store::entity::{effectiveness_point, point_change, point_duty, point_event};
use uuid::Uuid;

use super::deal::Card;
use super::{Closing, Setting, YEAR, papers};
use crate::city::Who;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::rng::Rng;

pub(super) struct Story<'a, 'd> {
    pub setting: &'a Setting<'a>,
    pub card: &'a Card<'a>,
    pub rng: Rng,
    pub mint: &'d mut Mint,
    pub data: &'d mut Dataset,
    pub point: effectiveness_point::Model,
    pub pending: Option<point_change::Model>,
    opened: DateTime<Utc>,
    closed: Option<(DateTime<Utc>, Uuid)>,
    seq: i32,
}

impl<'a, 'd> Story<'a, 'd> {
    /// The draft, written by the contact in March.
    pub fn begin(
        setting: &'a Setting<'a>,
        card: &'a Card<'a>,
        mint: &'d mut Mint,
        data: &'d mut Dataset,
    ) -> Result<Self, DemoError> {
        let mut rng = card.rng.clone();
        let at = super::course::written_at(setting, &mut rng);
        let contact = &card.place.contact;
        let basis = (card.place.id, card.entry.due_on);
        let facts = Facts::new(
            shanghai_day(at),
            setting.calendar,
            &setting.rules,
            setting.plan,
            basis,
        );
        let proposal = Proposal {
            entry: Some(&card.entry),
            duties: 1,
            ..Proposal::default()
        };
        let facts = facts.by(Some(contact.acting())).proposing(proposal);
        let step = machine::create(&facts).map_err(DemoError::refused(&card.code))?;
        let point = fresh(setting, card, mint, at, &step);
        let mut story = Self {
            setting,
            card,
            rng,
            mint,
            data,
            point,
            pending: None,
            opened: at,
            closed: None,
            seq: 0,
        };
        let link = point_duty::Model {
            id: story.mint.id("point duty", at),
            jurisdiction_id: setting.city.jurisdiction,
            point_id: story.point.id,
            duty_id: card.duty,
        };
        story.data.point_duties.push(link);
        story.note(at, E::Create, None, Some(contact), None);
        Ok(story)
    }

    /// The day on which the point stands.
    pub fn today(&self) -> NaiveDate {
        shanghai_day(self.point.updated_at)
    }

    /// One event: asked of the machine, written down.
    pub fn fire(
        &mut self,
        at: DateTime<Utc>,
        event: E,
        who: Option<&Who>,
        said: Proposal<'_>,
    ) -> Result<Step, DemoError> {
        let step = machine::next(self.point.state.get(), event, &self.facts(at, who, said))
            .map_err(DemoError::refused(&self.card.code))?;
        let from = self.point.state;
        self.change(at, who, said, &step);
        self.apply(at, event, who, &step);
        let remark = Some(said.text.to_owned()).filter(|text| !text.is_empty());
        self.note(at, event, Some(from.get()), who, remark);
        match step.ledger {
            LedgerEffect::Open | LedgerEffect::OpenAgain => self.opened = at,
            LedgerEffect::Close => {
                let by = who.map(|who| who.person);
                self.closed = by.map(|by| (at, by));
            }
            LedgerEffect::None => {}
        }
        Ok(step)
    }

    fn facts<'f>(&'f self, at: DateTime<Utc>, who: Option<&Who>, said: Proposal<'f>) -> Facts<'f> {
        let point = &self.point;
        let setting = self.setting;
        Facts {
            step_due_on: point.step_due_on,
            progress: point.progress.unsigned_abs(),
            returned_count: point.returned_count.unsigned_abs(),
            changes_count: point.changes_count.unsigned_abs(),
            pending: self.pending.as_ref().map(|change| PendingChange {
                asked_by: change.asked_by,
                cancels: change.cancels,
                due_on: Some(change.due_after),
            }),
            claimant: point.claimant_id,
            done_on: point.done_on,
            sampled: point.sampled,
            has_problem: point.problem_id.is_some(),
            ..Facts::new(
                shanghai_day(at),
                setting.calendar,
                &setting.rules,
                setting.plan,
                (point.org_id, point.due_on),
            )
        }
        .by(who.map(Who::acting))
        .proposing(said)
    }

    fn apply(&mut self, at: DateTime<Utc>, event: E, who: Option<&Who>, step: &Step) {
        let day = shanghai_day(at);
        let point = &mut self.point;
        point.state = Text(step.to);
        point.step_due_on = step.step_due_on;
        point.progress = i32::try_from(step.progress).unwrap_or(100);
        if step.reports || event == E::Activate {
            point.reported_on = Some(day);
        }
        point.returned_count = i32::try_from(step.returned_count).unwrap_or_default();
        point.changes_count = i32::try_from(step.changes_count).unwrap_or_default();
        point.claimant_id = step.claimant;
        point.done_on = step.done_on;
        point.outcome = step.outcome.map(Text).or(point.outcome);
        point.quality = step.quality.map(Text).or(point.quality);
        if step.ledger == LedgerEffect::Open {
            point.approved_on = Some(day);
        }
        if event == E::Submit {
            point.signed_by = who.map(|who| who.person);
        }
        point.updated_at = at;
        point.version += 1;
    }

    /// The request for a change, or the decision on it.
    fn change(&mut self, at: DateTime<Utc>, who: Option<&Who>, said: Proposal<'_>, step: &Step) {
        let Some(who) = who else { return };
        match (step.change, said.change) {
            (Some(PointChangeState::Asked), Some(ask)) => self.ask(at, who, said.text, ask, step),
            (Some(state), _) => {
                let Some(mut change) = self.pending.take() else {
                    return;
                };
                if step.applies_change && !change.cancels {
                    self.point.due_on = change.due_after;
                }
                change.state = Text(state);
                change.decided_by = Some(who.person);
                change.decided_at = Some(at);
                change.decision_reason = Some(said.text.to_owned()).filter(|text| !text.is_empty());
                change.updated_at = at;
                change.version += 1;
                self.data.point_changes.push(change);
            }
            (None, _) => {}
        }
    }

    fn ask(&mut self, at: DateTime<Utc>, who: &Who, reason: &str, ask: ChangeAsked<'_>, step: &Step) {
        let point = &self.point;
        self.pending = Some(point_change::Model {
            id: self.mint.id("point change", at),
            jurisdiction_id: point.jurisdiction_id,
            point_id: point.id,
            seq: point.changes_count + 1,
            state: Text(PointChangeState::Asked),
            reason: reason.to_owned(),
            cancels: ask.cancels,
            target_before: point.target.clone(),
            target_after: ask.entry.target.clone(),
            importance_before: point.importance,
            importance_after: point.importance,
            due_before: point.due_on,
            due_after: ask.entry.due_on,
            decide_by: step.step_due_on,
            asked_by: who.person,
            asked_at: at,
            decided_by: None,
            decided_at: None,
            decision_reason: None,
            created_at: at,
            created_by: Some(who.account),
            updated_at: at,
            version: 1,
            change_seq: self.setting.change,
        });
    }

    fn note(
        &mut self,
        at: DateTime<Utc>,
        event: E,
        from: Option<PointState>,
        who: Option<&Who>,
        remark: Option<String>,
    ) {
        self.seq += 1;
        self.data.point_events.push(point_event::Model {
            id: self.mint.id("point event", at),
            jurisdiction_id: self.point.jurisdiction_id,
            point_id: self.point.id,
            seq: self.seq,
            at,
            event: Text(event),
            from_state: from.map(Text),
            to_state: self.point.state,
            actor_id: who.map(|who| who.person),
            actor_label: who.map_or_else(|| "系统".to_owned(), |who| who.label.clone()),
            role: who.map(|who| Text(who.role)),
            remark,
            progress: self.point.progress,
            due_on: self.point.due_on,
            automatic: who.is_none(),
        });
    }

    /// Hangs the evidence of a claim on the point.
    pub fn attach(&mut self, at: DateTime<Utc>, who: &Who) {
        papers::attach(self, at, who);
    }

    /// The point as a unit's lead would have it read with another due date.
    pub fn moved(&self, due_on: NaiveDate) -> Entry {
        Entry {
            due_on,
            ..self.card.entry.clone()
        }
    }

    /// Puts the point away and says what the ledger has to know.
    pub fn file(self) -> Closing {
        self.data.points.push(self.point.clone());
        Closing {
            point: self.point,
            opened: self.opened,
            closed: self.closed,
        }
    }
}

fn fresh(
    setting: &Setting<'_>,
    card: &Card<'_>,
    mint: &mut Mint,
    at: DateTime<Utc>,
    step: &Step,
) -> effectiveness_point::Model {
    let contact = &card.place.contact;
    effectiveness_point::Model {
        id: mint.id("effectiveness point", at),
        jurisdiction_id: setting.city.jurisdiction,
        plan_id: setting.plan_id,
        year: YEAR,
        org_id: card.place.id,
        section_id: card.place.sections.get(card.section).copied(),
        code: card.code.clone(),
        title: card.entry.title.clone(),
        title_key: title_key(&card.entry.title),
        target: card.entry.target.clone(),
        measure: Text(card.entry.measure),
        importance: i32::try_from(card.entry.importance).unwrap_or(1),
        due_on: card.entry.due_on,
        state: Text(step.to),
        step_due_on: step.step_due_on,
        progress: 0,
        reported_on: None,
        returned_count: 0,
        changes_count: 0,
        approved_on: None,
        author_id: contact.person,
        signed_by: None,
        claimant_id: None,
        done_on: None,
        outcome: None,
        quality: None,
        sampled: None,
        lot: None,
        problem_id: None,
        client_id: None,
        created_at: at,
        created_by: Some(contact.account),
        updated_at: at,
        version: 1,
        change_seq: setting.change,
    }
}
