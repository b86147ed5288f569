//! The eight adjustments from the proposal to the check, each step asked of the machine (§3.12).

mod draft;
mod hand;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::{AdjustmentEventKind as E, AdjustmentKind, CheckResult};
use remit_store::Text;
use uuid::Uuid;

use self::hand::Hand;
use super::book::Book;
use super::courses::{COURSES, Course};
use super::{Pen, moment, tasks, triggers};
use crate::city::Who;
use crate::clock::AS_OF;
use crate::error::DemoError;

/// Writes them and returns how many there are.
pub(super) fn write(pen: &mut Pen<'_>, book: &mut Book) -> Result<i64, DemoError> {
    let mut made = 0;
    for course in &COURSES {
        made += 1;
        follow(pen, book, course, made)?;
    }
    Ok(made)
}

/// The days of an adjustment, each so many working days after the one before.
struct Days {
    consulted: NaiveDate,
    sent: NaiveDate,
    opinion: NaiveDate,
    approved: NaiveDate,
    updated: NaiveDate,
    published: NaiveDate,
    effective: NaiveDate,
}

impl Days {
    fn of(pen: &Pen<'_>, course: &Course) -> Result<Self, DemoError> {
        let signatures = u32::try_from(course.orgs.len()).unwrap_or(1) * 3;
        let consulted = pen.after(course.proposed, 2)?;
        let sent = pen.after(consulted, signatures + 1)?;
        let opinion = pen.after(sent, 6)?;
        let approved = pen.after(opinion, 2)?;
        let updated = pen.after(approved, 9)?;
        Ok(Self {
            consulted,
            sent,
            opinion,
            approved,
            updated,
            published: pen.after(updated, 2)?,
            effective: next_month(approved),
        })
    }
}

/// Adjustments take effect with the next month.
fn next_month(day: NaiveDate) -> NaiveDate {
    use chrono::{Datelike, Months};
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(1)).unwrap_or(day)
}

fn follow(pen: &mut Pen<'_>, book: &mut Book, course: &Course, number: i64) -> Result<(), DemoError> {
    let days = Days::of(pen, course)?;
    let index = u64::try_from(number).unwrap_or(0) * 100;
    let seed = pen.mint.seed();
    let at = |n: u64, day: NaiveDate| moment(seed, "adjustment", index + n, day);
    let officer = pen.city.oversight.get(usize::try_from(number % 4).unwrap_or(0));
    let officer = officer
        .ok_or_else(|| DemoError::unknown("officer", course.title))?
        .clone();
    let lead = pen
        .city
        .leads
        .first()
        .ok_or_else(|| DemoError::unknown("lead", course.title))?
        .clone();
    let proposer = match course.by {
        Some(code) => pen.city.place(code)?.lead.clone(),
        None => officer.clone(),
    };
    let orgs: Vec<Uuid> = course
        .orgs
        .iter()
        .map(|code| pen.org(code))
        .collect::<Result<_, _>>()?;
    let mut hand = Hand::propose(pen, course, (number, &orgs), &proposer, at(0, course.proposed))?;
    let named = AdjustmentProposal {
        orgs: &orgs,
        ..AdjustmentProposal::default()
    };
    hand.row.consulted_on = Some(days.consulted);
    hand.step(pen, E::Consult, &officer, at(1, days.consulted), named, None)?;
    signatures(pen, &mut hand, course, days.consulted, &at)?;
    draft::write(pen, &mut hand, book, course, &officer, at(20, days.sent))?;
    hand.row.legal_sent_on = Some(days.sent);
    hand.step(
        pen,
        E::SendLegal,
        &officer,
        at(21, days.sent),
        AdjustmentProposal::default(),
        None,
    )?;
    opinion(pen, &mut hand, &officer, at(22, days.opinion))?;
    approve(pen, &mut hand, course, &days, &lead, at(23, days.approved))?;
    lists(
        pen,
        &mut hand,
        book,
        course,
        &days,
        &officer,
        at(24, days.updated),
    )?;
    publish(pen, &mut hand, &days, &officer, at(25, days.published))?;
    check(pen, &mut hand, course, &officer, &at)?;
    hand.close(pen);
    Ok(())
}

/// Each unit's lead signs a few days after the one before.
fn signatures(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    course: &Course,
    consulted: NaiveDate,
    at: &impl Fn(u64, NaiveDate) -> DateTime<Utc>,
) -> Result<(), DemoError> {
    for (n, code) in (1u32..).zip(course.orgs) {
        let day = pen.after(consulted, n * 3)?;
        let who = pen.city.place(code)?.lead.clone();
        hand.sign(pen, &who, (day, at(10 + u64::from(n), day)))?;
    }
    Ok(())
}

fn opinion(pen: &mut Pen<'_>, hand: &mut Hand, officer: &Who, at: DateTime<Utc>) -> Result<(), DemoError> {
    let words = "经审查，调整事项依据充分、程序合法，未发现与上位法相抵触的情形，同意按程序报批。";
    let proposal = AdjustmentProposal {
        files: 1,
        ..AdjustmentProposal::default()
    };
    hand.row.legal_opinion = Some(words.to_owned());
    hand.step(pen, E::AttachOpinion, officer, at, proposal, Some(words))?;
    hand.row.legal_on = Some(remit_shared::calendar::shanghai_day(at));
    hand.attach(pen, officer, at, words);
    Ok(())
}

fn approve(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    course: &Course,
    days: &Days,
    lead: &Who,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    let proposal = AdjustmentProposal {
        doc_no: course.doc_no,
        effective_on: Some(days.effective),
        ..AdjustmentProposal::default()
    };
    hand.step(pen, E::Approve, lead, at, proposal, Some(course.doc_no))?;
    hand.row.doc_no = Some(course.doc_no.to_owned());
    hand.row.approved_on = Some(days.approved);
    hand.row.approved_by = Some(lead.person);
    hand.row.effective_on = Some(days.effective);
    for org in hand.orgs.clone() {
        triggers::of_adjustment(pen, &hand.row, org, (days.approved, at), lead)?;
    }
    Ok(())
}

fn lists(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    book: &mut Book,
    course: &Course,
    days: &Days,
    officer: &Who,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    for org in hand.orgs.clone() {
        hand.step(
            pen,
            E::WriteTaskList,
            officer,
            at,
            AdjustmentProposal::default(),
            None,
        )?;
        let change = pen.change;
        let revision = tasks::Revision {
            adjustment: hand.row.id,
            title: course.title,
            doc_no: course.doc_no,
            duty: course.duty,
            from: days.effective,
            at,
            by: officer,
            change,
        };
        tasks::revise(pen, org, &revision);
        hand.revised.push(org);
    }
    let remark = format!("{}项，自{}起执行", hand.changes.len(), days.effective);
    hand.step(
        pen,
        E::UpdateLists,
        officer,
        at,
        AdjustmentProposal::default(),
        Some(&remark),
    )?;
    hand.row.lists_updated_on = Some(days.updated);
    draft::carry_out(pen, hand, book, days.effective, officer, at);
    Ok(())
}

fn publish(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    days: &Days,
    officer: &Who,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    hand.step(pen, E::Publish, officer, at, AdjustmentProposal::default(), None)?;
    hand.row.published_on = Some(days.published);
    let change = pen.change;
    for row in &mut hand.changes {
        row.published_on = Some(days.published);
        (row.updated_at, row.change_seq) = (at, change);
        row.version += 1;
    }
    tasks::publish(pen, hand.row.id, (days.published, at), change);
    Ok(())
}

/// The check, where it is over by the end of the data.
fn check(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    course: &Course,
    officer: &Who,
    at: &impl Fn(u64, NaiveDate) -> DateTime<Utc>,
) -> Result<(), DemoError> {
    let (Some(found), Some(due)) = (course.found, hand.row.due_on) else {
        return Ok(());
    };
    let day = pen.after(due, 2)?;
    if day > AS_OF {
        return Ok(());
    }
    let proposal = AdjustmentProposal {
        text: found,
        result: Some(CheckResult::Effective),
        ..AdjustmentProposal::default()
    };
    hand.step(pen, E::Check, officer, at(30, day), proposal, Some(found))?;
    hand.row.checked_on = Some(day);
    hand.row.check_result = Some(Text(CheckResult::Effective));
    hand.row.check_note = Some(found.to_owned());
    (hand.row.due_on, hand.row.due_from, hand.row.due_wd) = (None, None, None);
    Ok(())
}

/// The record an adjustment comes from: the problem that the push sheet founded, for the finding.
fn source(pen: &Pen<'_>, course: &Course) -> Option<Uuid> {
    let finding = course.kind == AdjustmentKind::Finding;
    let problem = pen
        .data
        .problems
        .iter()
        .find(|problem| problem.title == "职责任务清单修订不及时");
    problem.filter(|_| finding).map(|problem| problem.id)
}
