//! The two joint activities of 2022 (§6.1): the survey of the three fixes from 9 May at 12 units with five findings, the
//! staffing evaluation from 6 September with three. Each finding is one of the city's problems with that source; every
//! step is asked of the machines of `remit_shared::activity`.

mod rows;
mod table;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::activity::finding::{self as finding_machine, FindingFacts, FindingProposal};
use remit_shared::activity::machine::{self, ActivityFacts, ActivityProposal};
use remit_shared::activity::{ActivityEventKind as E, ActivityState, FindingEventKind, FindingState};
use remit_shared::calendar::shanghai_day;
use remit_shared::problem::ProblemSource;
use remit_store::Text;
use remit_store::entity::{counter, finding, joint_activity, problem};
use uuid::Uuid;

use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;
use crate::plan::Rules;
use crate::rng::Rng;
use table::{ACTIVITIES, Told};

/// What the modules write with.
struct Pen<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    change: i64,
}

impl Pen<'_> {
    /// Takes the next ticket.
    fn ticket(&mut self) -> i64 {
        self.change += 1;
        self.change
    }

    /// A moment of a day, different for every row.
    fn moment(&self, index: u64, day: NaiveDate) -> DateTime<Utc> {
        let mut rng = Rng::of(self.mint.seed(), "activity", index);
        let minute = rng.between(10, hours::MINUTES - 20);
        hours::at(day, minute, rng.between(0, 59))
    }
}

/// An activity while it is being told.
struct Story<'a> {
    told: &'static Told,
    index: u64,
    officer: &'a Who,
    lead: &'a Who,
    row: joint_activity::Model,
    events: i32,
}

/// Adds the activities, ties the problems to their findings and returns the last change of the city.
pub(crate) fn add(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    last: i64,
) -> Result<i64, DemoError> {
    let mut pen = Pen {
        city,
        rules,
        mint,
        data,
        change: last,
    };
    for (index, told) in (0..).zip(&ACTIVITIES) {
        tell(&mut pen, told, index)?;
    }
    pen.data.counters.push(counter::Model {
        jurisdiction_id: city.jurisdiction,
        name: "activity:2022".to_owned(),
        value: i64::try_from(ACTIVITIES.len()).unwrap_or_default(),
    });
    Ok(pen.change)
}

fn tell(pen: &mut Pen<'_>, told: &'static Told, index: u64) -> Result<(), DemoError> {
    let city = pen.city;
    let unknown = || DemoError::unknown("officer", told.title);
    let place = usize::try_from(index).unwrap_or_default();
    let officer = city.oversight.get(place).ok_or_else(unknown)?;
    let lead = city.leads.first().ok_or_else(unknown)?;
    let problems = grown_from(pen, told)?;
    let at = pen.moment(index * 100, told.planned_on);
    let row = rows::planned(pen, told, index, (officer, at));
    let mut story = Story {
        told,
        index,
        officer,
        lead,
        row,
        events: 0,
    };
    rows::note(pen, &mut story, (E::Plan, None), Some(officer), at, None);
    step(pen, &mut story, E::Notify, told.notified_on)?;
    step(pen, &mut story, E::Enter, told.from_on)?;
    rows::children(pen, &story)?;
    let found = findings(pen, &story, &problems)?;
    step(pen, &mut story, E::Put, told.put_on)?;
    answer(pen, &mut story, found, &problems)?;
    let raised = problems
        .iter()
        .map(|row| row.raised_on)
        .max()
        .unwrap_or(told.put_on);
    let reported = after(pen, raised, 4)?;
    step(pen, &mut story, E::Report, reported)?;
    rows::shares(pen, &story);
    let closed = problems
        .iter()
        .filter_map(|row| row.closed_on)
        .max()
        .unwrap_or(reported);
    let closed = after(pen, closed.max(reported), 1)?;
    step(pen, &mut story, E::Close, closed)?;
    pen.data.joint_activities.push(story.row);
    Ok(())
}

fn after(pen: &Pen<'_>, day: NaiveDate, days: u32) -> Result<NaiveDate, DemoError> {
    let later = pen.rules.calendar.add_working_days(day, days);
    later.map_err(DemoError::refused("工作日历"))
}

/// The city's problems that grew out of an activity: of that source, raised after it and before the next.
fn grown_from(pen: &Pen<'_>, told: &Told) -> Result<Vec<problem::Model>, DemoError> {
    let mut found = Vec::new();
    for unit in told.found_at {
        let org = pen.city.place(unit)?.id;
        let problem = pen.data.problems.iter().find(|row| {
            row.org_id == org
                && row.source.get() == ProblemSource::JointActivity
                && row.raised_on > told.put_on
                && row.raised_on < told.raised_before
        });
        found.push(
            problem
                .cloned()
                .ok_or_else(|| DemoError::unknown("problem of", unit))?,
        );
    }
    Ok(found)
}

/// Asks the machine about a step on a day and writes it down.
fn step(pen: &mut Pen<'_>, story: &mut Story<'_>, event: E, on: NaiveDate) -> Result<(), DemoError> {
    let told = story.told;
    let who = match event {
        E::Report => Some(story.lead),
        E::Close => None,
        _ => Some(story.officer),
    };
    let at = if who.is_some() {
        pen.moment(
            story.index * 100 + u64::try_from(story.events).unwrap_or_default(),
            on,
        )
    } else {
        hours::opening(on)
    };
    let facts = ActivityFacts {
        today: on,
        calendar: pen.rules.calendar,
        deadlines: pen.rules.deadlines,
        acting: who.map(|who| who.role),
        from_on: told.from_on,
        unvisited: 0,
        unsettled: 0,
        open_problems: 0,
        proposal: ActivityProposal {
            text: told.report,
            doc_no: told.doc_no,
        },
    };
    let from = story.row.state.get();
    let outcome = machine::next(from, event, &facts).map_err(DemoError::refused(told.title))?;
    let row = &mut story.row;
    match event {
        E::Notify => {
            row.notice_doc_no = Some(told.doc_no.to_owned());
            row.notified_on = Some(on);
        }
        E::Enter => row.entered_on = Some(on),
        E::Put => (row.put_on, row.answer_due_on) = (Some(on), outcome.answer_due),
        E::Report => {
            row.report = Some(told.report.to_owned());
            (row.reported_on, row.reported_by) = (Some(on), Some(story.lead.person));
        }
        E::Close => row.closed_on = Some(on),
        E::Plan | E::Cancel => {}
    }
    row.state = Text(outcome.to);
    (row.updated_at, row.version, row.change_seq) = (at, row.version + 1, pen.ticket());
    let remark = (event == E::Notify).then_some(told.doc_no);
    rows::note(pen, story, (event, Some(from)), who, at, remark);
    Ok(())
}

/// The findings as recorded on site, on the days of the visits.
fn findings(
    pen: &mut Pen<'_>,
    story: &Story<'_>,
    problems: &[problem::Model],
) -> Result<Vec<finding::Model>, DemoError> {
    let mut found = Vec::new();
    for (seq, problem) in (1..).zip(problems) {
        let place = story
            .told
            .units
            .iter()
            .position(|unit| pen.city.place(unit).is_ok_and(|place| place.id == problem.org_id));
        let on = rows::visit_day(pen, story.told, place.unwrap_or_default())?;
        let at = pen.moment(
            story.index * 100 + 20 + u64::try_from(seq).unwrap_or_default(),
            on,
        );
        let facts = facts(
            story,
            ActivityState::OnSite,
            (Some(story.officer), &[]),
            (problem.org_id, on, None),
        );
        let units = [problem.org_id];
        let state = finding_machine::record(&FindingFacts {
            units: &units,
            ..facts
        })
        .map_err(DemoError::refused(story.told.title))?;
        let row = rows::finding(pen, story, (seq, state), problem, at);
        rows::photo(pen, story.officer, row.id, at);
        found.push(row);
    }
    Ok(found)
}

/// The units confirm, and the office turns each finding into its problem.
fn answer(
    pen: &mut Pen<'_>,
    story: &mut Story<'_>,
    found: Vec<finding::Model>,
    problems: &[problem::Model],
) -> Result<(), DemoError> {
    let due = story.row.answer_due_on;
    let city = pen.city;
    for (index, (mut row, problem)) in (0_u64..).zip(found.into_iter().zip(problems)) {
        let place = city.places.values().find(|place| place.id == row.org_id);
        let unit = place.ok_or_else(|| DemoError::unknown("unit of", story.told.title))?;
        let days = Rng::of(pen.mint.seed(), "finding answered", story.index * 100 + index).between(2, 4);
        let on = after(pen, story.told.put_on, days)?;
        let refused = || DemoError::refused(story.told.title);
        let own = [row.org_id];
        let asked = |state, event, who: &Who, own: &[Uuid], day| {
            let facts = facts(
                story,
                ActivityState::Findings,
                (Some(who), own),
                (row.org_id, day, due),
            );
            finding_machine::next(state, event, &facts).map_err(refused())
        };
        let state = asked(FindingState::Put, FindingEventKind::Confirm, &unit.lead, &own, on)?;
        let handler = city
            .oversight
            .iter()
            .find(|who| Some(who.account) == problem.created_by);
        let handler = handler.unwrap_or(story.officer);
        let state = asked(state, FindingEventKind::Convert, handler, &[], problem.raised_on)?;
        row.state = Text(state);
        row.answer_due_on = due;
        (row.answered_on, row.answered_by) = (Some(on), Some(unit.lead.person));
        (row.settled_on, row.settled_by) = (Some(shanghai_day(problem.created_at)), Some(handler.person));
        row.problem_id = Some(problem.id);
        (row.updated_at, row.version, row.change_seq) = (problem.created_at, 4, pen.ticket());
        let id = row.id;
        pen.data.findings.push(row);
        let tied = pen.data.problems.iter_mut().find(|one| one.id == problem.id);
        if let Some(tied) = tied {
            tied.source_id = Some(id);
        }
    }
    Ok(())
}

fn facts<'a>(
    story: &Story<'_>,
    activity: ActivityState,
    (who, own_orgs): (Option<&Who>, &'a [Uuid]),
    (org, today, answer_due): (Uuid, NaiveDate, Option<NaiveDate>),
) -> FindingFacts<'a> {
    FindingFacts {
        today,
        acting: who.map(Who::acting),
        own_orgs,
        activity,
        units: &[],
        org,
        answer_due,
        proposal: FindingProposal {
            text: story.told.title,
            basis: story.told.basis,
        },
    }
}
