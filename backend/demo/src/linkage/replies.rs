//! The 40 replies of 2022: 23 submissions with what became of them, 17 nil returns.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::linkage::submission::{
    self as machine, SubmissionFacts, SubmissionProposal, SubmissionStep,
};
use remit_shared::linkage::{LinkageKind, SubmissionEventKind as E, SubmissionState, WindowState};
use remit_store::Text;
use remit_store::entity::{countermeasure, linkage_submission, linkage_window};
use uuid::Uuid;

use super::table::{End, ROWS};
use super::{Maker, home};
use crate::cases::{Case, Origin, cases};
use crate::city::Who;
use crate::clock::AS_OF;
use crate::error::DemoError;
use crate::hours;
use crate::names::LINKAGE;
use crate::rng::Rng;

/// The department that was late in the first quarter, and its day (§9 step 5).
const LATE: (u32, &str, NaiveDate) = (1, "renshe", hours::day(2022, 4, 6));

/// What a department said in a quarter.
#[derive(Clone, Copy)]
enum Said {
    Matter(&'static Case),
    Row(&'static super::table::Row),
    Nil,
}

/// A reply to be written.
struct Reply<'a> {
    window: &'a linkage_window::Model,
    department: &'static str,
    said: Said,
    at: DateTime<Utc>,
}

/// Writes all replies in the order of time; returns how many numbers were given.
pub(super) fn write(maker: &mut Maker<'_>, windows: &[linkage_window::Model]) -> Result<i64, DemoError> {
    let mut replies = Vec::new();
    for (quarter, window) in (1..).zip(windows) {
        for department in LINKAGE {
            let said = said(maker, window, quarter, department)?;
            let at = moment(maker, window, quarter, department, said)?;
            replies.push(Reply {
                window,
                department,
                said,
                at,
            });
        }
    }
    replies.sort_by_key(|reply| reply.at);
    for (number, reply) in (1..).zip(&replies) {
        submit(maker, reply, number)?;
    }
    Ok(i64::try_from(replies.len()).unwrap_or_default())
}

fn said(
    maker: &Maker<'_>,
    window: &linkage_window::Model,
    quarter: u32,
    department: &'static str,
) -> Result<Said, DemoError> {
    let matter = cases().find(|case| {
        matches!(case.origin, Origin::Linkage(by) if by == department)
            && (window.opens_on..=studied(window)).contains(&case.found)
    });
    if let Some(case) = matter {
        maker.city.place(case.unit)?;
        return Ok(Said::Matter(case));
    }
    let row = ROWS.iter().find(|row| row.0 == quarter && row.1 == department);
    Ok(row.map_or(Said::Nil, Said::Row))
}

fn studied(window: &linkage_window::Model) -> NaiveDate {
    window.studied_at.map_or(window.grace_until, shanghai_day)
}

/// When a department replied: within the window, and a matter before its problem was raised.
fn moment(
    maker: &Maker<'_>,
    window: &linkage_window::Model,
    quarter: u32,
    department: &str,
    said: Said,
) -> Result<DateTime<Utc>, DemoError> {
    let place = LINKAGE
        .iter()
        .position(|code| *code == department)
        .unwrap_or_default();
    let index = u64::from(quarter) * 100 + u64::try_from(place).unwrap_or_default();
    let mut rng = Rng::of(maker.mint.seed(), "linkage reply", index);
    let calendar = maker.rules.calendar;
    let in_days = |days| {
        calendar
            .add_working_days(window.opens_on, days)
            .map_err(DemoError::refused("联动报送日期"))
    };
    let last = match said {
        // Early enough to be accepted a working day before its problem is raised.
        Said::Matter(case) => {
            let left = calendar
                .working_days_between(window.opens_on, case.found)
                .map_err(DemoError::refused("联动报送日期"))?;
            u32::try_from(left - 2).unwrap_or(0).min(8)
        }
        _ => 8,
    };
    let day = if (quarter, department) == (LATE.0, LATE.1) {
        LATE.2
    } else {
        in_days(rng.between(0, last))?
    };
    Ok(hours::at(day, rng.between(5, 440), rng.between(0, 59)))
}

fn submit(maker: &mut Maker<'_>, reply: &Reply<'_>, number: u32) -> Result<(), DemoError> {
    let who = maker.city.contact_of(reply.department)?.clone();
    let own = home(&who)?;
    let mut row = draft(maker, reply, &who, own, number);
    let (event, about) = match reply.said {
        Said::Nil => (E::NilReturn, None),
        Said::Matter(case) => (
            E::Submit,
            Some((case.unit, LinkageKind::Problem, matter_text(case))),
        ),
        Said::Row(said) => (E::Submit, Some((said.2, said.3, said.4))),
    };
    if let Some((unit, kind, text)) = about {
        row.about_org_id = Some(maker.city.place(unit)?.id);
        (row.kind, row.text) = (Some(Text(kind)), text.to_owned());
        // Discipline and inspection stay with the office.
        row.confidential = matches!(reply.department, "jiwei" | "xunchaban");
    }
    let title = format!("联动建议{number}");
    let late = shanghai_day(reply.at) > reply.window.closes_on;
    let state = if late {
        WindowState::Grace
    } else {
        WindowState::Open
    };
    let facts = facts(maker, &row, Some(&who), (reply.at, state));
    let step = machine::begin(event, &facts).map_err(DemoError::refused(title.clone()))?;
    row.late = step.late;
    (row.state, row.due_on) = (Text(step.to), step.due_on);
    row.change_seq = maker.next();
    if event == E::Submit {
        judge(maker, reply, &mut row, &title)?;
    }
    maker.data.linkage_submissions.push(row);
    Ok(())
}

/// A contact reports what the unit hears of later as 监管渠道.
fn matter_text(case: &Case) -> &'static str {
    case.facts.strip_prefix("监管渠道反映，").unwrap_or(case.facts)
}

/// The office accepts it and says what becomes of it.
fn judge(
    maker: &mut Maker<'_>,
    reply: &Reply<'_>,
    row: &mut linkage_submission::Model,
    title: &str,
) -> Result<(), DemoError> {
    let place = usize::try_from(row.change_seq).unwrap_or_default() % maker.city.oversight.len().max(1);
    let officer = maker.city.oversight.get(place).cloned();
    let officer = officer.ok_or_else(|| DemoError::unknown("officers", "oversight section"))?;
    let day = maker
        .rules
        .calendar
        .add_working_days(shanghai_day(reply.at), 1)
        .map_err(DemoError::refused(title.to_owned()))?;
    let decided = hours::at(day, 40, 0);
    let step = ask(
        maker,
        row,
        &officer,
        (E::Accept, decided),
        SubmissionProposal::default(),
    )?;
    apply(maker, row, &step, decided);
    (row.decided_at, row.decided_by) = (Some(decided), Some(officer.person));
    match reply.said {
        Said::Matter(case) => become_problem(maker, row, case),
        Said::Row((.., End::Advice(text, unit, days))) => {
            advise(maker, reply, row, &officer, (text, unit, *days))
        }
        Said::Row((.., End::Noted(reason))) => {
            let at = hours::at(studied(reply.window) - Duration::days(4), 200, 0);
            let proposal = SubmissionProposal {
                text: reason,
                ..SubmissionProposal::default()
            };
            let step = ask(maker, row, &officer, (E::Note, at), proposal)?;
            apply(maker, row, &step, at);
            (row.outcome_by, row.outcome_reason) = (Some(officer.person), Some((*reason).to_owned()));
            Ok(())
        }
        Said::Nil => Ok(()),
    }
}

/// The problem of the case names the submission as its source.
fn become_problem(
    maker: &mut Maker<'_>,
    row: &mut linkage_submission::Model,
    case: &Case,
) -> Result<(), DemoError> {
    let place = maker
        .data
        .problems
        .iter()
        .position(|problem| problem.title == case.title)
        .ok_or_else(|| DemoError::unknown("problem", case.title))?;
    let (at, raised_by) = {
        let problem = &mut maker.data.problems[place];
        problem.source_id = Some(row.id);
        row.problem_id = Some(problem.id);
        (problem.created_at, problem.created_by)
    };
    let officer = maker
        .city
        .oversight
        .iter()
        .find(|who| Some(who.account) == raised_by);
    let officer = officer
        .or(maker.city.oversight.first())
        .cloned()
        .ok_or_else(|| DemoError::unknown("officer of", case.title))?;
    let step = ask(
        maker,
        row,
        &officer,
        (E::Convert, at),
        SubmissionProposal::default(),
    )?;
    apply(maker, row, &step, at);
    row.outcome_by = Some(officer.person);
    Ok(())
}

fn advise(
    maker: &mut Maker<'_>,
    reply: &Reply<'_>,
    row: &mut linkage_submission::Model,
    officer: &Who,
    (text, unit, days): (&'static str, &'static str, u32),
) -> Result<(), DemoError> {
    let at = hours::at(studied(reply.window) - Duration::days(4), 100, 0);
    let due_on = maker
        .rules
        .calendar
        .add_working_days(shanghai_day(at), days)
        .map_err(DemoError::refused("对策措施时限"))?;
    let proposal = SubmissionProposal {
        responsible_named: true,
        due_on: Some(due_on),
        ..SubmissionProposal::default()
    };
    let step = ask(maker, row, officer, (E::Advise, at), proposal)?;
    apply(maker, row, &step, at);
    row.outcome_by = Some(officer.person);
    let done = due_on <= AS_OF - Duration::days(20);
    let measure = countermeasure::Model {
        id: maker.mint.id("countermeasure", at),
        jurisdiction_id: maker.city.jurisdiction,
        window_id: Some(reply.window.id),
        problem_id: None,
        text: text.to_owned(),
        responsible_org_id: maker.city.place(unit)?.id,
        due_on,
        done_on: done.then_some(due_on),
        result: done.then(|| "已按要求落实，经查阅台账和抽查，措施到位。".to_owned()),
        created_at: at,
        created_by: Some(officer.account),
        updated_at: at,
        version: if done { 2 } else { 1 },
        change_seq: maker.change,
    };
    row.countermeasure_id = Some(measure.id);
    maker.data.countermeasures.push(measure);
    Ok(())
}

fn facts<'a>(
    maker: &Maker<'a>,
    row: &linkage_submission::Model,
    who: Option<&Who>,
    (at, window): (DateTime<Utc>, WindowState),
) -> SubmissionFacts<'a> {
    SubmissionFacts {
        today: shanghai_day(at),
        calendar: maker.rules.calendar,
        deadlines: maker.rules.deadlines,
        acting: who.map(Who::acting),
        own_org: row.org_id,
        is_member: true,
        about_org: row.about_org_id,
        supervised: true,
        urgent: false,
        window,
        replies: 0,
        has_nil: false,
        outcome: row.outcome.map(Text::get),
        proposal: SubmissionProposal {
            text: "已填写。",
            ..SubmissionProposal::default()
        },
    }
}

fn ask(
    maker: &Maker<'_>,
    row: &linkage_submission::Model,
    officer: &Who,
    (event, at): (E, DateTime<Utc>),
    proposal: SubmissionProposal<'_>,
) -> Result<SubmissionStep, DemoError> {
    let facts = SubmissionFacts {
        proposal,
        ..facts(maker, row, Some(officer), (at, WindowState::Closed))
    };
    machine::next(row.state.get(), event, &facts)
        .map_err(DemoError::refused(format!("联动建议“{}”", row.text)))
}

fn apply(
    maker: &mut Maker<'_>,
    row: &mut linkage_submission::Model,
    step: &SubmissionStep,
    at: DateTime<Utc>,
) {
    (row.state, row.due_on, row.updated_at) = (Text(step.to), step.due_on, at);
    (row.version, row.change_seq) = (row.version + 1, maker.next());
    if let Some(outcome) = step.outcome {
        (row.outcome, row.outcome_at) = (Some(Text(outcome)), Some(at));
    }
}

fn draft(
    maker: &mut Maker<'_>,
    reply: &Reply<'_>,
    who: &Who,
    own: Uuid,
    number: u32,
) -> linkage_submission::Model {
    let nil = matches!(reply.said, Said::Nil);
    linkage_submission::Model {
        id: maker.mint.id("linkage submission", reply.at),
        jurisdiction_id: maker.city.jurisdiction,
        no: Some(format!("LD-2022-{number:04}")),
        window_id: reply.window.id,
        org_id: own,
        about_org_id: None,
        kind: None,
        text: String::new(),
        confidential: false,
        urgent: false,
        late: false,
        nil_return: nil,
        client_id: maker.mint.id("linkage form", reply.at),
        digest: String::new(),
        state: Text(SubmissionState::Draft),
        author_id: who.person,
        api_client_id: None,
        submitted_at: Some(reply.at),
        due_on: None,
        decided_at: None,
        decided_by: None,
        decision_reason: None,
        outcome: None,
        outcome_reason: None,
        outcome_at: None,
        outcome_by: None,
        problem_id: None,
        countermeasure_id: None,
        created_at: reply.at,
        created_by: Some(who.account),
        updated_at: reply.at,
        version: 1,
        change_seq: maker.change,
    }
}
