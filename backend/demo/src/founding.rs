//! What is entered on the first day besides registry and people: the work calendar and the regime's tree.

use chrono::{DateTime, Utc};
use remit_shared::calendar::Day;
use remit_store::entity::{regime_node, work_day};
use uuid::Uuid;

use crate::city::founded_at;
use crate::dataset::Dataset;
use crate::mint::Mint;
use crate::regime::NODES;

/// Adds the days of the calendar.
pub(crate) fn calendar(mint: &mut Mint, jurisdiction: Uuid, days: &[Day], data: &mut Dataset) {
    let at: DateTime<Utc> = founded_at();
    data.work_days.extend(days.iter().map(|day| work_day::Model {
        id: mint.id("work day", at),
        jurisdiction_id: jurisdiction,
        date: day.date,
        is_working: day.is_working,
        note: day.note.clone(),
        created_at: at,
        created_by: None,
        updated_at: at,
        version: 1,
        change_seq: 1,
    }));
}

/// Adds the 2-3-3-3 tree.
pub(crate) fn regime(mint: &mut Mint, jurisdiction: Uuid, data: &mut Dataset) {
    let at: DateTime<Utc> = founded_at();
    data.regime.extend(
        (1..)
            .zip(NODES)
            .map(|(sort, (code, parent, zh, en))| regime_node::Model {
                id: mint.id("regime node", at),
                jurisdiction_id: jurisdiction,
                code: code.to_owned(),
                parent_code: parent.map(str::to_owned),
                name_zh: zh.to_owned(),
                name_en: en.to_owned(),
                sort,
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: 1,
            }),
    );
}
