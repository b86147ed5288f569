//! Occasions to revise lists: those of the adjustments, two changes of law in the year for every government department,
//! and the one of which a push sheet told. Most came on time.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::list::trigger::{self as machine, TriggerFacts};
use remit_shared::list::{TriggerCause, TriggerEventKind as E, TriggerState};
use remit_store::Text;
use remit_store::entity::{duty_adjustment, list_trigger};
use uuid::Uuid;

use super::laws::LAWS;
use super::{Pen, moment};
use crate::city::Who;
use crate::clock::AS_OF;
use crate::error::DemoError;
use crate::hours::day;
use crate::rng::Rng;

/// Working days after the deadline at which some units came, by unit and round; a unit that never came has none.
const LATE: [(&str, u32, Option<u32>); 6] = [
    ("gongxin", 1, Some(6)),
    ("shangwu", 1, Some(14)),
    ("tongji", 2, Some(9)),
    ("jiaotong", 2, Some(27)),
    ("shuili", 1, Some(41)),
    ("tuiyi", 2, None),
];

/// First days of the two rounds.
const ROUNDS: [(u32, NaiveDate); 2] = [(1, day(2022, 3, 1)), (2, day(2022, 8, 1))];
/// What the law brought in each round.
const BROUGHT: [&str; 2] = ["修订条款施行", "配套规章公布"];

/// Occasions at the end of the data that are still open: unit, day.
const OPEN: [(&str, NaiveDate); 4] = [
    ("renshe", day(2023, 2, 20)),
    ("zhujian", day(2023, 3, 9)),
    ("weijian", day(2023, 3, 15)),
    ("minzheng", day(2023, 3, 22)),
];

/// Writes the changes of law, and the story of the push sheet.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), DemoError> {
    let mut index = 1000;
    for ((round, first), brought) in ROUNDS.into_iter().zip(BROUGHT) {
        for (code, _, law) in LAWS {
            index += 1;
            let occurred = pen.after(
                first,
                Rng::of(pen.mint.seed(), "law change", index).between(1, 35),
            )?;
            let late = LATE.iter().find(|(unit, of, _)| *unit == code && *of == round);
            let came = match late {
                Some((_, _, late)) => late.map(|days| 20 + days),
                None => Some(Rng::of(pen.mint.seed(), "revision", index).between(6, 20)),
            };
            let (title, basis) = (format!("《{law}》{brought}"), format!("《{law}》"));
            law_change(pen, code, (occurred, came), (&title, &basis), index)?;
        }
    }
    let basis = "《诸城市民政局职能配置、内设机构和人员编制规定》第四条";
    law_change(
        pen,
        "minzheng",
        (day(2022, 3, 10), Some(53)),
        ("养老服务职责调整", basis),
        1900,
    )?;
    for (n, (code, occurred)) in (1901..).zip(OPEN) {
        let law = LAWS
            .iter()
            .find(|(unit, ..)| *unit == code)
            .map_or("", |(_, _, law)| law);
        let (title, basis) = (format!("《{law}》实施细则公布"), format!("《{law}》实施细则"));
        law_change(pen, code, (occurred, None), (&title, &basis), n)?;
    }
    Ok(())
}

fn law_change(
    pen: &mut Pen<'_>,
    code: &str,
    (occurred, came): (NaiveDate, Option<u32>),
    (title, basis): (&str, &str),
    index: u64,
) -> Result<(), DemoError> {
    let officer = pen.city.oversight.get(usize::try_from(index % 4).unwrap_or(0));
    let officer = officer
        .ok_or_else(|| DemoError::unknown("officer", title))?
        .clone();
    let at = moment(pen.mint.seed(), "list trigger", index, pen.after(occurred, 1)?);
    let cause = if title.contains("职责") {
        TriggerCause::Decision
    } else {
        TriggerCause::LawChange
    };
    let org = pen.org(code)?;
    let mut row = open(pen, org, (occurred, at), (cause, title, basis), &officer)?;
    if let Some(days) = came {
        let day = pen.after(occurred, days)?;
        let contact = pen.city.place(code)?.contact.clone();
        submit(pen, &mut row, &contact, day, index)?;
    }
    pen.data.list_triggers.push(row);
    Ok(())
}

fn open(
    pen: &mut Pen<'_>,
    org: Uuid,
    (occurred_on, at): (NaiveDate, DateTime<Utc>),
    (cause, title, basis): (TriggerCause, &str, &str),
    who: &Who,
) -> Result<list_trigger::Model, DemoError> {
    let due_on = machine::due_on(occurred_on, pen.rules.calendar, pen.rules.deadlines);
    Ok(list_trigger::Model {
        id: pen.mint.id("list trigger", at),
        jurisdiction_id: pen.city.jurisdiction,
        org_id: org,
        cause: Text(cause),
        title: title.to_owned(),
        basis: basis.to_owned(),
        occurred_on,
        due_on: due_on.map_err(DemoError::refused(title))?,
        due_wd: i32::try_from(pen.rules.deadlines.list_trigger).unwrap_or(20),
        state: Text(TriggerState::Open),
        submitted_on: None,
        submitted_by: None,
        note: None,
        returned_count: 0,
        office_reason: None,
        adjustment_id: None,
        source_kind: None,
        source_id: None,
        reminded_on: None,
        client_id: None,
        created_at: at,
        created_by: Some(who.account),
        updated_at: at,
        version: 1,
        change_seq: pen.ticket(),
    })
}

fn submit(
    pen: &mut Pen<'_>,
    row: &mut list_trigger::Model,
    who: &Who,
    day: NaiveDate,
    index: u64,
) -> Result<(), DemoError> {
    let note = "已对照新规定逐项梳理，修订职责任务清单和权责清单有关事项，报送备案。";
    let at = moment(pen.mint.seed(), "list revision", index, day);
    let step = machine::next(
        row.state.get(),
        E::Submit,
        &TriggerFacts {
            today: day,
            calendar: pen.rules.calendar,
            deadlines: pen.rules.deadlines,
            acting: who.acting(),
            own_unit: true,
            occurred_on: row.occurred_on,
            text: note,
            home_unit: true,
        },
    );
    let step = step.map_err(DemoError::refused(row.title.as_str()))?;
    row.state = Text(step.to);
    row.submitted_on = Some(day);
    row.submitted_by = Some(who.person);
    row.note = Some(note.to_owned());
    (row.updated_at, row.version) = (at, row.version + 1);
    row.change_seq = pen.ticket();
    // Whoever was late has been reminded.
    if day > row.due_on {
        row.reminded_on = row.due_on.succ_opt();
    }
    Ok(())
}

/// The occasion that an approved adjustment opens for a unit, answered within the twenty days.
pub(super) fn of_adjustment(
    pen: &mut Pen<'_>,
    adjustment: &duty_adjustment::Model,
    org: Uuid,
    (approved, at): (NaiveDate, DateTime<Utc>),
    lead: &Who,
) -> Result<(), DemoError> {
    let index = 2000 + u64::try_from(pen.data.list_triggers.len()).unwrap_or(0);
    let basis = adjustment.doc_no.clone().unwrap_or_default();
    let about = (
        adjustment.kind.get().cause(),
        adjustment.title.as_str(),
        basis.as_str(),
    );
    let mut row = open(pen, org, (approved, at), about, lead)?;
    row.adjustment_id = Some(adjustment.id);
    row.source_kind = Some("duty_adjustment".to_owned());
    row.source_id = Some(adjustment.id);
    let day = pen.after(
        approved,
        Rng::of(pen.mint.seed(), "revision", index).between(4, 9),
    )?;
    let place = pen.city.places.values().find(|place| place.id == org);
    let contact = place.map(|place| place.contact.clone());
    if let Some(contact) = contact.filter(|_| day <= AS_OF) {
        submit(pen, &mut row, &contact, day, index)?;
    }
    pen.data.list_triggers.push(row);
    Ok(())
}
