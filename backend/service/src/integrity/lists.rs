//! Adjustments and lists: state against history, changes against the lists they were carried into, stretches of items
//! against each other, deadlines against the calendar.

use std::collections::{BTreeMap, HashMap};

use remit_shared::list::{AdjustmentState, ListOp, trigger};
use remit_store::entity::{duty_adjustment, list_change, power_list_version};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;
use crate::list::change::{item_text, read_item};

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let adjustments = rows::duty_adjustments(&snapshot, jurisdiction).await?;
    let changes = rows::list_changes(&snapshot, jurisdiction).await?;
    let versions = rows::power_versions(&snapshot, jurisdiction).await?;
    let last_states = rows::adjustment_states(&snapshot, jurisdiction).await?;
    report
        .looked_at
        .push(("duty_adjustment", adjustments.len() as u64));
    report.looked_at.push(("list_change", changes.len() as u64));
    report
        .looked_at
        .push(("power_list_version", versions.len() as u64));
    for row in &adjustments {
        if last_states.get(&row.id).map(|state| state.get()) != Some(row.state.get()) {
            report.find("adjustment.state", row.no.as_str(), "differs from its history");
        }
    }
    let adjustments: HashMap<Uuid, &duty_adjustment::Model> =
        adjustments.iter().map(|row| (row.id, row)).collect();
    for change in &changes {
        carried_out(change, &adjustments, &versions, report)?;
    }
    stretches(&versions, report);
    occasions(app, jurisdiction, report).await
}

/// A change of an adjustment whose lists are updated stands in the lists, as of its day and with its words.
fn carried_out(
    change: &list_change::Model,
    adjustments: &HashMap<Uuid, &duty_adjustment::Model>,
    versions: &[power_list_version::Model],
    report: &mut Report,
) -> Answer<()> {
    let Some(adjustment) = adjustments.get(&change.adjustment_id) else {
        return Ok(());
    };
    let name = || format!("{} {}", adjustment.no, change.code);
    let updated = matches!(
        adjustment.state.get(),
        AdjustmentState::ListsUpdated | AdjustmentState::Published | AdjustmentState::Checked
    );
    if change.effective_on.is_some() != (updated && !change.dropped) {
        report.find(
            "change.effective",
            name(),
            "is carried out although it is a draft, or the other way round",
        );
        return Ok(());
    }
    if change.effective_on.is_none() {
        return Ok(());
    }
    if change.effective_on != adjustment.effective_on || change.published_on != adjustment.published_on {
        report.find("change.days", name(), "has other days than its adjustment");
    }
    let made = versions
        .iter()
        .find(|version| version.change_id == Some(change.id));
    let ended = versions
        .iter()
        .find(|version| version.ended_by == Some(change.id));
    if made.is_some() == (change.op == ListOp::Cancel) || ended.is_some() == (change.op == ListOp::Add) {
        report.find("change.lists", name(), "does not stand in the lists as it says");
    }
    let after = read_item(change.after.as_deref())?;
    let before = read_item(change.before.as_deref())?;
    if made.map(item_text) != after || ended.map(item_text) != before {
        report.find("change.words", name(), "says something else than the lists");
    }
    Ok(())
}

/// The stretches of one item follow each other without overlap; only the last one may end with a cancellation.
fn stretches(versions: &[power_list_version::Model], report: &mut Report) {
    let mut items: BTreeMap<Uuid, Vec<&power_list_version::Model>> = BTreeMap::new();
    for version in versions {
        items.entry(version.item_id).or_default().push(version);
    }
    for list in items.values() {
        for pair in list.windows(2) {
            let follows = pair[0].valid_to.and_then(|day| day.succ_opt()) == Some(pair[1].valid_from);
            if !follows || pair[0].cancelled || pair[0].ended_by != pair[1].change_id {
                report.find(
                    "item.stretches",
                    pair[1].code.as_str(),
                    "does not follow on what the item said before",
                );
            }
        }
        if let Some(last) = list.last()
            && last.valid_to.is_some() != last.cancelled
        {
            report.find("item.end", last.code.as_str(), "ended without being cancelled");
        }
    }
}

/// The deadline of an occasion is the one the calendar gives.
async fn occasions(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let found = rows::list_triggers(&snapshot, jurisdiction).await?;
    report.looked_at.push(("list_trigger", found.len() as u64));
    let calendar = app.calendar.get(app).await?;
    for row in found {
        let days = u32::try_from(row.due_wd).unwrap_or_default();
        let counted = calendar.add_working_days(row.occurred_on, days).ok();
        let expected = trigger::due_on(row.occurred_on, &calendar, &app.settings.deadlines).ok();
        if counted != Some(row.due_on) && expected != Some(row.due_on) {
            report.find(
                "trigger.due",
                row.title,
                "is not due on the day that the calendar gives",
            );
        }
    }
    Ok(())
}
