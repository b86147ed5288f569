//! The daily ledger: an entry a point, closed out in the order of time with numbers that have no gaps. What was
//! not done stays open and is explained line by line (不留余账).

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::problem::{LedgerKind, LedgerState};
use remit_store::Text;
use remit_store::entity::{counter, ledger_entry};

use super::{Closing, Setting};
use crate::dataset::Dataset;
use crate::hours::{self, day};
use crate::mint::Mint;

/// The day on which the lead explains what is left over.
const EXPLAINED_ON: chrono::NaiveDate = day(2023, 1, 10);

pub(super) fn add(setting: &Setting<'_>, closings: Vec<Closing>, mint: &mut Mint, data: &mut Dataset) {
    let mut order: Vec<(DateTime<Utc>, usize)> = closings
        .iter()
        .enumerate()
        .filter_map(|(place, closing)| closing.closed.map(|(at, _)| (at, place)))
        .collect();
    order.sort_unstable();
    let (mut numbers, mut last) = (BTreeMap::new(), BTreeMap::<i32, i64>::new());
    for (at, place) in order {
        let year = shanghai_day(at).year();
        let number = last.entry(year).or_default();
        *number += 1;
        numbers.insert(place, format!("RX-{year}-{number:04}"));
    }
    for (place, closing) in closings.into_iter().enumerate() {
        let entry = entry(setting, &closing, numbers.remove(&place), mint);
        data.entries.push(entry);
    }
    for (year, value) in last {
        data.counters.push(counter::Model {
            jurisdiction_id: setting.city.jurisdiction,
            name: format!("daily:{year}"),
            value,
        });
    }
}

fn entry(
    setting: &Setting<'_>,
    closing: &Closing,
    close_no: Option<String>,
    mint: &mut Mint,
) -> ledger_entry::Model {
    let lead = setting.city.leads.first();
    let open = close_no.is_none();
    let explained = hours::at(EXPLAINED_ON, 60, 0);
    ledger_entry::Model {
        id: mint.id("daily ledger entry", closing.opened),
        jurisdiction_id: setting.city.jurisdiction,
        ledger: Text(LedgerKind::Daily),
        point_id: Some(closing.point.id),
        problem_id: None,
        opened_on: shanghai_day(closing.opened),
        due_on: closing.point.due_on,
        state: Text(if open {
            LedgerState::Open
        } else {
            LedgerState::Closed
        }),
        close_no,
        closed_by: closing.closed.map(|(_, by)| by),
        closed_on: closing.closed.map(|(at, _)| shanghai_day(at)),
        explanation: open.then(|| {
            "年底到期未完成，已按进度计入年度测算；单位已书面说明原因，结转下年度继续推进。".to_owned()
        }),
        explained_by: lead.filter(|_| open).map(|lead| lead.person),
        created_at: closing.opened,
        created_by: None,
        updated_at: closing.closed.map_or(explained, |(at, _)| at),
        version: 2,
        change_seq: setting.change,
    }
}
