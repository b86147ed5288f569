//! The four windows of 2022 and the first two of 2023.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::calendar::end_of_day_utc;
use remit_shared::identity::Role;
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::window::{self as machine, WindowFacts};
use remit_shared::linkage::{Audience, WindowEventKind as E, WindowState};
use remit_shared::notice::NoticeKind;
use remit_store::Text;
use remit_store::entity::{linkage_window, notification};

use super::Maker;
use crate::city::{Who, founded_at};
use crate::clock::AS_OF;
use crate::error::DemoError;
use crate::hours::{self, day};

/// Days of study and feedback of the four quarters.
const SETTLED: [(NaiveDate, NaiveDate); 4] = [
    (day(2022, 4, 25), day(2022, 4, 25)),
    (day(2022, 7, 22), day(2022, 7, 26)),
    (day(2022, 10, 27), day(2022, 11, 1)),
    (day(2023, 1, 18), day(2023, 1, 30)),
];

/// Makes the windows as they stand on the last day of the data; returns the four of 2022.
pub(super) fn year(maker: &mut Maker<'_>) -> Result<Vec<linkage_window::Model>, DemoError> {
    let mut made = Vec::new();
    for (quarter, settled) in (1..).zip(SETTLED) {
        let mut window = scheduled(maker, Quarter { year: 2022, quarter })?;
        let (opens, closes, grace) = (
            midnight(window.opens_on),
            end_of_day_utc(window.closes_on),
            end_of_day_utc(window.grace_until),
        );
        maker.fire(&mut window, E::Open, opens)?;
        window.reminded_on = Some(reminded(maker, window.closes_on));
        maker.fire(&mut window, E::Grace, closes)?;
        maker.fire(&mut window, E::Close, grace)?;
        maker.fire(&mut window, E::Study, hours::at(settled.0, 120, 0))?;
        maker.fire(&mut window, E::FeedBack, hours::at(settled.1, 400, 0))?;
        maker.data.linkage_windows.push(window.clone());
        made.push(window);
    }
    let mut open = scheduled(
        maker,
        Quarter {
            year: 2023,
            quarter: 1,
        },
    )?;
    let opens = midnight(open.opens_on);
    maker.fire(&mut open, E::Open, opens)?;
    let reminded = reminded(maker, open.closes_on);
    open.reminded_on = Some(reminded);
    maker.tell_members(&open, NoticeKind::LinkageReminder, hours::opening(reminded));
    maker.data.linkage_windows.push(open);
    let next = scheduled(
        maker,
        Quarter {
            year: 2023,
            quarter: 2,
        },
    )?;
    maker.data.linkage_windows.push(next);
    Ok(made)
}

/// The first moment of a day in Asia/Shanghai.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    end_of_day_utc(day) - Duration::days(1)
}

/// The working day on which departments that have not replied are reminded.
fn reminded(maker: &Maker<'_>, closes_on: NaiveDate) -> NaiveDate {
    let blue = i64::from(maker.rules.deadlines.alert_blue);
    let calendar = maker.rules.calendar;
    let days = calendar.days().iter().map(|day| day.date);
    days.filter(|day| {
        calendar
            .working_days_between(*day, closes_on)
            .is_ok_and(|left| left <= blue)
    })
    .find(|day| calendar.is_working(*day) == Ok(true))
    .unwrap_or(closes_on)
}

fn scheduled(maker: &mut Maker<'_>, quarter: Quarter) -> Result<linkage_window::Model, DemoError> {
    let days = quarter
        .window(maker.rules.calendar, maker.rules.deadlines)
        .map_err(DemoError::refused("联动窗口"))?;
    let at = founded_at();
    Ok(linkage_window::Model {
        id: maker.mint.id("linkage window", at),
        jurisdiction_id: maker.city.jurisdiction,
        year: quarter.year,
        quarter: i32::try_from(quarter.quarter).unwrap_or_default(),
        opens_on: days.opens_on,
        closes_on: days.closes_on,
        grace_until: days.grace_until,
        state: Text(WindowState::Scheduled),
        due_on: None,
        reminded_on: None,
        opened_at: None,
        closed_at: None,
        studied_at: None,
        studied_by: None,
        study_note: None,
        fed_back_at: None,
        fed_back_by: None,
        feedback: None,
        created_at: at,
        created_by: None,
        updated_at: at,
        version: 1,
        change_seq: maker.next(),
    })
}

impl Maker<'_> {
    /// Asks the machine and writes down its answer.
    fn fire(
        &mut self,
        row: &mut linkage_window::Model,
        event: E,
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let who: Option<Who> = match event {
            E::Study => self.city.oversight.first().cloned(),
            E::FeedBack => self.city.leads.first().cloned(),
            E::Open | E::Grace | E::Close => None,
        };
        let facts = WindowFacts {
            today: remit_shared::calendar::shanghai_day(at),
            calendar: self.rules.calendar,
            deadlines: self.rules.deadlines,
            acting: who.as_ref().map(Who::acting),
            days: remit_shared::linkage::quarter::WindowDays {
                opens_on: row.opens_on,
                closes_on: row.closes_on,
                grace_until: row.grace_until,
            },
            undecided: 0,
            unanswered: 0,
        };
        let step = machine::next(row.state.get(), event, &facts).map_err(DemoError::refused(format!(
            "{}年第{}季度联动窗口",
            row.year, row.quarter
        )))?;
        (row.state, row.due_on, row.updated_at) = (Text(step.to), step.due_on, at);
        (row.version, row.change_seq) = (row.version + 1, self.next());
        let person = who.map(|who| who.person);
        match event {
            E::Open => row.opened_at = Some(at),
            E::Close => row.closed_at = Some(at),
            E::Grace => {}
            E::Study => {
                (row.studied_at, row.studied_by) = (Some(at), person);
                row.study_note = Some("本季度建议逐件研究，去向均已明确。".to_owned());
            }
            E::FeedBack => {
                (row.fed_back_at, row.fed_back_by) = (Some(at), person);
                row.feedback = Some("本季度联动建议办理结果已逐件反馈，感谢各联动部门支持。".to_owned());
            }
        }
        if step.notify == Audience::Members {
            self.tell_members(row, step.notice, at);
        }
        Ok(())
    }

    /// Inbox lines of the contacts, as far as inboxes go back.
    fn tell_members(&mut self, row: &linkage_window::Model, kind: NoticeKind, at: DateTime<Utc>) {
        if remit_shared::calendar::shanghai_day(at) < AS_OF - Duration::days(90) {
            return;
        }
        let code = format!("{}年第{}季度", row.year, row.quarter);
        let contacts: Vec<Who> = self.city.linkage.values().cloned().collect();
        for who in contacts.iter().filter(|who| who.role == Role::Lk) {
            self.data.notifications.push(notification::Model {
                id: self.mint.id("linkage notification", at),
                jurisdiction_id: self.city.jurisdiction,
                account_id: who.account,
                kind: Text(kind),
                subject_kind: Some("linkage_window".to_owned()),
                subject_id: Some(row.id),
                subject_code: Some(code.clone()),
                title: format!("{code}联动履职建议"),
                due_on: row.due_on,
                read_at: Some(at + Duration::hours(9)),
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: self.change,
            });
        }
    }
}
