//! The year of a point: signed, reviewed, reported by the 5th of each month, claimed, verified; or late, changed,
//! cancelled, not done.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use remit_shared::plan::point::draw::Lot;
use remit_shared::plan::point::machine::{ChangeAsked, Proposal};
use remit_shared::plan::point::{PointEventKind as E, PointQuality};
use remit_store::entity::{point_progress, point_verification};

use super::deal::End;
use super::story::Story;
use super::{Setting, asked_now};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::{self, day};
use crate::rng::Rng;

type Done = Result<(), DemoError>;

/// A moment of a working day on or after a date.
fn on(setting: &Setting<'_>, rng: &mut Rng, date: NaiveDate) -> DateTime<Utc> {
    let mut date = date;
    while !setting.calendar.is_working(date).unwrap_or(true) {
        date = date + Days::new(1);
    }
    hours::at(date, rng.between(5, 430), rng.between(0, 59))
}

/// The same, on the last working day that is not after a date.
fn by(setting: &Setting<'_>, rng: &mut Rng, date: NaiveDate) -> DateTime<Utc> {
    let mut date = date;
    while !setting.calendar.is_working(date).unwrap_or(true) {
        date = date - Days::new(1);
    }
    hours::at(date, rng.between(5, 430), rng.between(0, 59))
}

/// Points are written in the first half of March.
pub(super) fn written_at(setting: &Setting<'_>, rng: &mut Rng) -> DateTime<Utc> {
    let date = day(2022, 3, rng.between(1, 9));
    on(setting, rng, date)
}

pub(super) fn live(story: &mut Story<'_, '_>, lot: &Lot) -> Done {
    until_april(story)?;
    story.point.sampled = Some(lot.chosen);
    story.point.lot = Some(format!("{:016x}", lot.number));
    match story.card.end {
        End::Cancelled => cancelled(story),
        End::NotDone => not_done(story),
        End::OnTime => {
            let due = story.card.entry.due_on;
            let early = u64::from(story.rng.between(0, 24));
            moved(story, due)?;
            let due = story.point.due_on;
            done(story, due - Days::new(early), lot)
        }
        End::LateMonth => {
            let due = story.point.due_on;
            let late = u64::from(story.rng.between(3, 26));
            done(story, due + Days::new(late), lot)
        }
        End::Later => later(story, lot),
    }
}

/// Signed, sometimes returned once, approved by 31 March, active on 1 April.
fn until_april(story: &mut Story<'_, '_>) -> Done {
    let setting = story.setting;
    let place = story.card.place;
    let office = oversight(story);
    let signed = by(setting, &mut story.rng, day(2022, 3, 15));
    submit(story, signed, &place.lead)?;
    let mut reviewed = on(setting, &mut story.rng, day(2022, 3, 17));
    if story.rng.chance(4) {
        let said = Proposal {
            text: "目标表述较笼统，请写明数量或完成标志后重新签报。",
            ..Proposal::default()
        };
        story.fire(reviewed, E::Return, Some(&office), said)?;
        let again = on(setting, &mut story.rng, day(2022, 3, 21));
        submit(story, again, &place.lead)?;
        reviewed = on(setting, &mut story.rng, day(2022, 3, 24));
    }
    story.fire(reviewed, E::Approve, Some(&office), Proposal::default())?;
    story.fire(
        hours::opening(setting.plan.starts_on),
        E::Activate,
        None,
        Proposal::default(),
    )?;
    Ok(())
}

fn submit(story: &mut Story<'_, '_>, at: DateTime<Utc>, lead: &Who) -> Done {
    let entry = story.card.entry.clone();
    let said = Proposal {
        entry: Some(&entry),
        duties: 1,
        ..Proposal::default()
    };
    story.fire(at, E::Submit, Some(lead), said).map(drop)
}

/// Somebody of the oversight section, the same for all points of a unit in a half-year.
fn oversight(story: &mut Story<'_, '_>) -> Who {
    let people = &story.setting.city.oversight;
    let place = story.card.index % people.len().max(1);
    people
        .get(place)
        .cloned()
        .unwrap_or_else(|| story.card.place.lead.clone())
}

/// By the 5th of each month until the point is done.
fn report_until(story: &mut Story<'_, '_>, end: NaiveDate) -> Done {
    let setting = story.setting;
    let first = day(2022, 5, 1);
    let months = i64::from(end.month0()) + i64::from(end.year() - 2022) * 12 - i64::from(first.month0()) + 1;
    let most = 90;
    for month in 0..u32::try_from(months.max(0)).unwrap_or(0).min(8) {
        let at = on(setting, &mut story.rng, day(2022, 5 + month, 1));
        if at <= story.point.updated_at {
            // Reported already, before a change was asked for.
            continue;
        }
        if remit_shared::calendar::shanghai_day(at) >= end {
            break;
        }
        let share = most * (i64::from(month) + 1) / (months + 1);
        let jitter = i64::from(story.rng.between(0, 8));
        let value = (share + jitter).clamp(i64::from(story.point.progress), 95);
        let contact = story.card.place.contact.clone();
        let before = story.point.progress;
        let said = Proposal {
            progress: u32::try_from(value).ok(),
            ..Proposal::default()
        };
        story.fire(at, E::Progress, Some(&contact), said)?;
        let line = point_progress::Model {
            id: story.mint.id("point progress", at),
            jurisdiction_id: story.point.jurisdiction_id,
            point_id: story.point.id,
            at,
            before,
            value: story.point.progress,
            note: Some(NOTES[usize::try_from(story.rng.between(0, 3)).unwrap_or(0)].to_owned()),
            by_id: contact.person,
            by_label: contact.label,
        };
        story.data.point_progress.push(line);
    }
    Ok(())
}

const NOTES: [&str; 4] = [
    "按计划推进，本月任务已完成。",
    "已完成前期调研和方案起草，正在征求意见。",
    "主体工作基本完成，正在查漏补缺。",
    "推进总体顺利，个别环节需有关部门配合。",
];

fn done(story: &mut Story<'_, '_>, target: NaiveDate, lot: &Lot) -> Done {
    let setting = story.setting;
    let target = target.max(day(2022, 4, 12));
    let late = target > story.point.due_on;
    let at = if late {
        on(setting, &mut story.rng, target)
    } else {
        by(setting, &mut story.rng, target)
    };
    report_until(story, remit_shared::calendar::shanghai_day(at))?;
    claim(story, at, lot)
}

fn claim(story: &mut Story<'_, '_>, at: DateTime<Utc>, lot: &Lot) -> Done {
    let setting = story.setting;
    let contact = story.card.place.contact.clone();
    let said = Proposal {
        text: "已按目标完成，佐证材料见附件。",
        evidence_count: 1,
        ..Proposal::default()
    };
    story.fire(at, E::Claim, Some(&contact), said)?;
    story.attach(at, &contact);
    let wait = story.rng.between(2, 9);
    let today = story.today();
    let date = setting
        .calendar
        .add_working_days(today, wait)
        .map_err(DemoError::refused(&story.card.code))?;
    let verified = on(setting, &mut story.rng, date);
    verify(story, verified, lot)
}

fn verify(story: &mut Story<'_, '_>, at: DateTime<Utc>, lot: &Lot) -> Done {
    let office = oversight(story);
    let quality = lot.chosen.then(|| grade(story));
    let text = if lot.chosen {
        "现场核查属实，目标已达成。"
    } else {
        "查阅佐证材料，目标已达成。"
    };
    let said = Proposal {
        text,
        visited: lot.chosen,
        quality,
        ..Proposal::default()
    };
    story.fire(at, E::Verify, Some(&office), said)?;
    let point = &story.point;
    let line = point_verification::Model {
        id: story.mint.id("point verification", at),
        jurisdiction_id: point.jurisdiction_id,
        point_id: point.id,
        at,
        by_id: office.person,
        by_label: office.label,
        visited: lot.chosen,
        passed: true,
        outcome: point.outcome,
        quality: point.quality,
        remark: Some(text.to_owned()),
    };
    story.data.point_verifications.push(line);
    Ok(())
}

fn grade(story: &mut Story<'_, '_>) -> PointQuality {
    let favoured = story.card.favoured;
    match story.rng.between(1, 100) {
        1..=70 if favoured => PointQuality::Excellent,
        _ if favoured => PointQuality::Good,
        1..=34 => PointQuality::Excellent,
        35..=80 => PointQuality::Good,
        81..=97 => PointQuality::Fair,
        _ => PointQuality::Poor,
    }
}

/// More than thirty days late: a problem of the daily ledger first.
fn later(story: &mut Story<'_, '_>, lot: &Lot) -> Done {
    let Some((problem, raised_on)) = story.card.problem else {
        return Err(DemoError::unknown(
            "problem of the daily ledger",
            &story.card.code,
        ));
    };
    report_until(story, raised_on)?;
    let at = hours::at(raised_on, 1, 0);
    story.fire(at, E::Overdue, None, Proposal::default())?;
    story.point.problem_id = Some(problem);
    let setting = story.setting;
    let days = u64::from(story.rng.between(4, 20));
    let claimed = on(setting, &mut story.rng, raised_on + Days::new(days));
    claim(story, claimed, lot)
}

/// A few points had their due date moved by the oversight section before.
fn moved(story: &mut Story<'_, '_>, due: NaiveDate) -> Done {
    if due < day(2022, 7, 1) || !story.rng.chance(5) {
        return Ok(());
    }
    let setting = story.setting;
    let lead = story.card.place.lead.clone();
    let earlier = u64::from(story.rng.between(15, 28));
    story.point.due_on = due - Days::new(earlier);
    let asked = by(setting, &mut story.rng, due - Days::new(earlier + 12));
    report_until(story, remit_shared::calendar::shanghai_day(asked))?;
    let entry = story.moved(due);
    let said = Proposal {
        text: "受项目审批进度影响，申请顺延完成时限，目标不变。",
        change: Some(ChangeAsked {
            cancels: false,
            entry: &entry,
            alters: true,
        }),
        ..Proposal::default()
    };
    story.fire(asked, E::AskChange, Some(&lead), said)?;
    decide(story, E::GrantChange, "情况属实，同意顺延。", false)
}

fn decide(story: &mut Story<'_, '_>, event: E, text: &str, by_lead: bool) -> Done {
    debug_assert!(story.pending.as_ref().is_some_and(asked_now));
    let setting = story.setting;
    let office = oversight(story);
    let who = if by_lead {
        setting.city.leads.first().cloned().unwrap_or(office)
    } else {
        office
    };
    let wait = story.rng.between(1, 4);
    let today = story.today();
    let date = setting
        .calendar
        .add_working_days(today, wait)
        .map_err(DemoError::refused(&story.card.code))?;
    let at = on(setting, &mut story.rng, date);
    let said = Proposal {
        text,
        ..Proposal::default()
    };
    story.fire(at, event, Some(&who), said).map(drop)
}

/// Cancelled by an approved change, which the lead of the office decides.
fn cancelled(story: &mut Story<'_, '_>) -> Done {
    let setting = story.setting;
    let due = story.point.due_on;
    let lead = story.card.place.lead.clone();
    let before = u64::from(story.rng.between(25, 60));
    let asked = by(setting, &mut story.rng, due - Days::new(before));
    report_until(story, remit_shared::calendar::shanghai_day(asked))?;
    let entry = story.moved(due);
    let said = Proposal {
        text: "因上级政策调整，该项工作已并入其他任务，申请取消。",
        change: Some(ChangeAsked {
            cancels: true,
            entry: &entry,
            alters: false,
        }),
        ..Proposal::default()
    };
    story.fire(asked, E::AskChange, Some(&lead), said)?;
    decide(story, E::GrantChange, "依据上级文件，同意取消。", true)
}

/// Nobody claims it: the year ends.
fn not_done(story: &mut Story<'_, '_>) -> Done {
    report_until(story, day(2022, 12, 31))?;
    story
        .fire(
            hours::opening(day(2023, 1, 1)),
            E::Expire,
            None,
            Proposal::default(),
        )
        .map(drop)
}
