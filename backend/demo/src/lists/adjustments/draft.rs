//! The list changes of an adjustment: drafted from the lists as they stand, then carried out.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::change::{ChangeFacts, ItemText, check};
use remit_shared::list::{AdjustmentEventKind as E, ListOp, PowerCategory as C};
use remit_store::Text;
use remit_store::entity::list_change;
use uuid::Uuid;

use super::super::Pen;
use super::super::book::Book;
use super::super::courses::Course;
use super::super::items::{first_free, item_code, letters};
use super::hand::Hand;
use crate::city::Who;
use crate::error::DemoError;

/// Drafts every change of the course.
pub(super) fn write(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    book: &Book,
    course: &Course,
    who: &Who,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    let [adds, cancels, changes, transfers] = course.ops;
    let units = course.orgs.len();
    let unit = |n: usize| course.orgs.get(n % units).copied().unwrap_or_default();
    for (n, name) in course.adds.iter().take(adds).enumerate() {
        let after = added(pen, hand, book, unit(n), name, course)?;
        draft(pen, hand, ListOp::Add, None, Some(&after), (who, at))?;
    }
    for n in 0..cancels {
        let before = pick(hand, book, unit(n), C::Other)?;
        draft(pen, hand, ListOp::Cancel, Some(before), None, (who, at))?;
    }
    for n in 0..changes {
        let (item, before) = pick(hand, book, unit(n), C::Inspection)?;
        let after = ItemText {
            name: format!("{}{}", before.name, course.suffix),
            ..before.clone()
        };
        draft(
            pen,
            hand,
            ListOp::Change,
            Some((item, before)),
            Some(&after),
            (who, at),
        )?;
    }
    for _ in 0..transfers {
        let (item, before) = pick(hand, book, unit(0), C::Penalty)?;
        let after = ItemText {
            org: pen.org(unit(1))?,
            ..before.clone()
        };
        draft(
            pen,
            hand,
            ListOp::Transfer,
            Some((item, before)),
            Some(&after),
            (who, at),
        )?;
    }
    Ok(())
}

/// The next item of a unit and kind that this adjustment has not changed yet.
fn pick(hand: &Hand, book: &Book, unit: &str, category: C) -> Result<(Uuid, ItemText), DemoError> {
    (1..first_free(category))
        .map(|number| item_code(unit, letters(category), number))
        .filter(|code| hand.changes.iter().all(|change| change.code != *code))
        // Items that an earlier adjustment changed are left alone.
        .filter(|code| !book.changed(code))
        .find_map(|code| book.standing(&code))
        .ok_or_else(|| DemoError::unknown("item of", unit))
}

fn added(
    pen: &Pen<'_>,
    hand: &Hand,
    book: &Book,
    unit: &str,
    name: &str,
    course: &Course,
) -> Result<ItemText, DemoError> {
    let category = if name.contains("检查") || name.contains("巡查") {
        C::Inspection
    } else {
        C::Other
    };
    let free = |code: &String| {
        book.standing(code).is_none() && hand.changes.iter().all(|change| change.code != *code)
    };
    let code = (first_free(category)..=999)
        .map(|number| item_code(unit, letters(category), number))
        .find(free)
        .unwrap_or_default();
    Ok(ItemText {
        org: pen.org(unit)?,
        code,
        category,
        name: name.to_owned(),
        basis: course
            .basis
            .split('、')
            .next_back()
            .unwrap_or_default()
            .to_owned(),
    })
}

fn draft(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    op: ListOp,
    before: Option<(Uuid, ItemText)>,
    after: Option<&ItemText>,
    (who, at): (&Who, DateTime<Utc>),
) -> Result<(), DemoError> {
    let (item_id, before) = before.unzip();
    let code = before
        .as_ref()
        .or(after)
        .map(|item| item.code.clone())
        .unwrap_or_default();
    check(&ChangeFacts {
        op,
        before: before.as_ref(),
        after,
        orgs: &hand.orgs,
        code_taken: false,
        changed_already: false,
    })
    .map_err(DemoError::refused(code.as_str()))?;
    hand.step(
        pen,
        E::DraftChange,
        who,
        at,
        AdjustmentProposal::default(),
        Some(&code),
    )?;
    let json = |item: &ItemText| serde_json::to_string(item).unwrap_or_default();
    hand.changes.push(list_change::Model {
        id: pen.mint.id("list change", at),
        jurisdiction_id: pen.city.jurisdiction,
        adjustment_id: hand.row.id,
        seq: i32::try_from(hand.changes.len()).unwrap_or(i32::MAX) + 1,
        op: Text(op),
        item_id,
        code,
        from_org_id: before.as_ref().map(|item| item.org),
        to_org_id: after.map(|item| item.org),
        before: before.as_ref().map(json),
        after: after.map(json),
        dropped: false,
        drop_reason: None,
        doc_no: None,
        effective_on: None,
        published_on: None,
        created_at: at,
        created_by: Some(who.account),
        updated_at: at,
        version: 1,
        change_seq: pen.change,
    });
    Ok(())
}

/// The changes stand in the lists from a day on.
pub(super) fn carry_out(
    pen: &mut Pen<'_>,
    hand: &mut Hand,
    book: &mut Book,
    from: NaiveDate,
    who: &Who,
    at: DateTime<Utc>,
) {
    let ticket = pen.change;
    for change in &mut hand.changes {
        if change.op.get() != ListOp::Add {
            book.end(change, from, at, ticket);
        }
        let after = change
            .after
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok());
        if let Some(after) = after {
            let by = Some((change.id, who.account));
            change.item_id = Some(book.begin(pen, after, (from, at), ticket, by));
        }
        change.effective_on = Some(from);
        change.doc_no.clone_from(&hand.row.doc_no);
        (change.updated_at, change.change_seq) = (at, ticket);
        change.version += 1;
    }
}
