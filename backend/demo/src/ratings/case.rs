//! The case of a bad rating: every step asked of the machine of §3.9.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::problem::Alert;
use remit_shared::rating::bad::{self as machine, BadFacts, BadProposal};
use remit_shared::rating::{BadEventKind as E, BadRatingState, RatingRules, RevisitResult};
use remit_store::Text;
use remit_store::entity::{bad_rating_case, bad_rating_event, public_rating};

use super::slot::{Course, Slot};
use super::{Makers, bad, window};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours;
use crate::mint::id_of;
use crate::rng::Rng;

const FOUND: [&str; 3] = [
    "已电话联系评价人并调看窗口监控，反映情况属实。",
    "经核对叫号记录和办件材料，评价人反映基本属实。",
    "已向当班人员了解情况，评价人反映的问题存在。",
];
const MEASURES: [&str; 3] = [
    "对当班人员进行提醒谈话，增设高峰时段窗口。",
    "完善一次性告知单，当日公示。",
    "已联系评价人到窗口优先办理，并对流程作出调整。",
];
const REPLIES: [&str; 3] = [
    "您反映的问题属实，已对相关人员批评教育并调整窗口安排，感谢您的监督。",
    "已修订一次性告知单并在窗口公示，给您带来不便，深表歉意。",
    "您的事项已办结，窗口高峰时段已增派人员，欢迎继续监督。",
];

/// A case being made.
struct Making<'a> {
    makers: &'a Makers<'a>,
    rules: RatingRules,
    rng: Rng,
    case: bad_rating_case::Model,
    events: Vec<bad_rating_event::Model>,
    index: u64,
    /// The day of the last step.
    today: NaiveDate,
}

/// The case of a bad rating with its history.
pub(super) fn of(
    makers: &Makers<'_>,
    slot: &Slot,
    rating: &public_rating::Model,
) -> Result<(bad_rating_case::Model, Vec<bad_rating_event::Model>), DemoError> {
    let mut rng = Rng::of(makers.seed, "bad case", slot.index);
    let day = shanghai_day(slot.at);
    // Contacts are erased 90 days after closing (F4), so only older cases can have had one.
    let contactable = day < hours::day(2022, 11, 20) && rng.chance(70);
    let mut making = Making {
        makers,
        rules: RatingRules::default(),
        case: new_case(makers, slot, rating, contactable),
        rng,
        events: Vec::new(),
        index: slot.index,
        today: day,
    };
    making.open(slot.at)?;
    making.course(slot)?;
    Ok((making.case, making.events))
}

impl Making<'_> {
    fn facts(&self, proposal: BadProposal<'static>, who: Option<&Who>) -> BadFacts<'_> {
        BadFacts {
            today: self.today,
            calendar: self.makers.calendar,
            rules: &self.rules,
            acting: who.map(Who::acting),
            org: self.case.org_id,
            due_on: self.case.due_on,
            contactable: self.case.contactable,
            appealed: false,
            first_ruling: None,
            sent_back: false,
            result: self.case.revisit_result.map(Text::get),
            proposal,
        }
    }

    fn open(&mut self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let step = machine::open(&self.facts(BadProposal::default(), None));
        let step = step.map_err(DemoError::refused("差评立案"))?;
        (self.case.state, self.case.due_on) = (Text(step.to), step.due_on);
        self.write(E::Open, None, at, None, BadRatingState::Opened, None);
        Ok(())
    }

    fn be_late(&mut self) {
        self.case.was_overdue = true;
        self.case.late_on = self.case.due_on.and_then(|due| due.succ_opt());
    }

    /// Contact, measures, reply, revisit or the rater's silence.
    fn course(&mut self, slot: &Slot) -> Result<(), DemoError> {
        let code = window::units().nth(slot.unit).map_or("", |unit| unit.code);
        let contact = self.makers.city.place(code)?.contact.clone();
        let pick = |rng: &mut Rng, texts: &[&'static str; 3]| rng.pick(texts).copied().unwrap_or("");
        let (found, measures) = (pick(&mut self.rng, &FOUND), pick(&mut self.rng, &MEASURES));
        let reply = pick(&mut self.rng, &REPLIES);
        self.step(E::Contact, Some(&contact), 1, says(found))?;
        self.case.verified = Some(found.to_owned());
        self.case.handler_id = Some(contact.person);
        let wait = self.rng.between(0, 2);
        self.step(E::Accept, Some(&contact), wait, says(measures))?;
        self.case.measures = Some(measures.to_owned());
        match slot.course {
            Some(Course::Overdue) => {
                self.case.alert = Text(Alert::Red);
                self.be_late();
                return Ok(());
            }
            Some(Course::Late) => {
                let late = self.rules.bad_simple + self.rng.between(1, 4);
                self.be_late();
                self.step(E::ReportBack, Some(&contact), late, says(reply))?;
            }
            _ => {
                let wait = self.rng.between(1, self.rules.bad_simple);
                self.step(E::ReportBack, Some(&contact), wait, says(reply))?;
            }
        }
        self.case.reply = Some(reply.to_owned());
        self.finish(code)
    }

    fn finish(&mut self, code: &str) -> Result<(), DemoError> {
        if !self.case.contactable {
            let days = self.rules.bad_code_answer + 1;
            self.case.revisit_result = Some(Text(RevisitResult::NoAnswer));
            return self.step(E::Lapse, None, days, BadProposal::default());
        }
        // The administrators come from one of the units; the oversight section revisits that one (R9).
        let desk = if code == crate::names::RATING_SEAT {
            &self.makers.city.oversight
        } else {
            &self.makers.city.raters
        };
        let desk = self.rng.pick(desk).cloned();
        let desk = desk.ok_or_else(|| DemoError::unknown("rating administrator", "ra01"))?;
        let satisfied = self.rng.chance(92);
        let result = if satisfied {
            RevisitResult::Satisfied
        } else {
            RevisitResult::NotSatisfied
        };
        let wait = self.rng.between(1, self.rules.bad_revisit);
        let proposal = BadProposal {
            result: Some(result),
            ..says("已电话回访评价人。")
        };
        self.case.revisit_result = Some(Text(result));
        self.step(E::Revisit, Some(&desk), wait, proposal)?;
        if satisfied {
            return Ok(());
        }
        let close = says("单位已按规定办理并答复，评价人诉求超出职责范围，予以办结。");
        self.step(E::Close, Some(&desk), 1, close)
    }

    /// One event some working days after the last one.
    fn step(
        &mut self,
        event: E,
        who: Option<&Who>,
        days: u32,
        proposal: BadProposal<'static>,
    ) -> Result<(), DemoError> {
        let refused = || DemoError::refused(format!("差评{event}"));
        let same = self.today;
        self.today = self
            .makers
            .calendar
            .add_working_days(self.today, days)
            .map_err(refused())?;
        let from = self.case.state.get();
        let step = machine::next(from, event, &self.facts(proposal, who)).map_err(refused())?;
        let last = self
            .events
            .last()
            .map_or_else(|| hours::opening(same), |event| event.at);
        let drawn = hours::at(self.today, self.rng.between(0, hours::MINUTES - 1), 0);
        // A second step on the same day comes after the first.
        let at = if self.today == same || drawn <= last {
            last.max(hours::opening(self.today)) + Duration::minutes(20)
        } else {
            drawn
        };
        (self.case.state, self.case.due_on) = (Text(step.to), step.due_on);
        self.case.updated_at = at;
        self.case.version += 1;
        self.case.closed_at = machine::is_over(step.to).then_some(at);
        let remark = (!proposal.text.is_empty()).then(|| proposal.text.to_owned());
        self.write(event, Some(from), at, who, step.to, remark);
        Ok(())
    }

    fn write(
        &mut self,
        event: E,
        from: Option<BadRatingState>,
        at: DateTime<Utc>,
        who: Option<&Who>,
        to: BadRatingState,
        remark: Option<String>,
    ) {
        let seq = i32::try_from(self.events.len()).unwrap_or(0) + 1;
        let index = self.index * 16 + u64::from(seq.unsigned_abs());
        self.events.push(bad_rating_event::Model {
            id: id_of(self.makers.seed, "bad event", index, at),
            jurisdiction_id: self.makers.jurisdiction,
            case_id: self.case.id,
            seq,
            at,
            event: Text(event),
            from_state: from.map(Text),
            to_state: Text(to),
            actor_id: who.map(|who| who.person),
            actor_label: who.map_or_else(|| "系统".to_owned(), |who| who.label.clone()),
            role: who.map(|who| Text(who.role)),
            remark,
        });
    }
}

fn says(text: &'static str) -> BadProposal<'static> {
    BadProposal {
        text,
        ..BadProposal::default()
    }
}

fn new_case(
    makers: &Makers<'_>,
    slot: &Slot,
    rating: &public_rating::Model,
    contactable: bool,
) -> bad_rating_case::Model {
    let code = window::units().nth(slot.unit).map_or("", |unit| unit.code);
    let grouped = bad::group_of(code, slot.window, rating.day);
    let problem = makers
        .data
        .problems
        .iter()
        .find(|problem| grouped && problem.source_id == rating.window_id)
        .map(|problem| problem.id);
    bad_rating_case::Model {
        id: id_of(makers.seed, "bad case", slot.index, slot.at),
        jurisdiction_id: makers.jurisdiction,
        rating_id: rating.id,
        org_id: rating.org_id,
        window_id: rating.window_id,
        state: Text(BadRatingState::Opened),
        opened_on: rating.day,
        due_on: None,
        alert: Text(Alert::None),
        was_overdue: false,
        late_on: None,
        contactable,
        handler_id: None,
        complex: false,
        verified: None,
        explanation: None,
        measures: None,
        reply: None,
        appeal_ground: None,
        appeal_text: None,
        first_ruling_by: None,
        first_ruling: None,
        revisit_result: None,
        sent_back: false,
        problem_id: problem,
        closed_at: None,
        created_at: slot.at,
        created_by: None,
        updated_at: slot.at,
        version: 1,
        change_seq: makers.change,
    }
}
