//! B21 and B22: the public's ratings by their counters, never the ratings themselves; and what of bad ratings ran late,
//! for C11 (§5.4, §5.6, §5.7).

use std::collections::{BTreeMap, HashMap};

use remit_shared::rating::RatingChannel;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::{LevelCounts, RatingCell, UnitRecords};
use remit_shared::wire::Wire;
use remit_store::rating::window;
use remit_store::scoring::inputs::{self, CellLine};
use uuid::Uuid;

use super::{Gathered, Sources};
use crate::failure::Answer;

/// Unit, window, channel, on a receipt: one cell of the trace.
type Key = (Uuid, Option<Uuid>, RatingChannel, bool);

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let (conn, scope) = (sources.app.db.read(), sources.scope);
    let (from, to) = (sources.period.first(), sources.period.last());
    let windows = window::list(conn, scope, None).await?;
    let numbers: HashMap<Uuid, String> = windows.into_iter().map(|row| (row.id, row.no)).collect();
    let mut cells: BTreeMap<Key, LevelCounts> = BTreeMap::new();
    for line in inputs::ratings(conn, scope, from, to).await? {
        if line.counted {
            count(&mut cells, &line);
        } else if let Some(unit) = gathered.unit(line.org_id) {
            leave_out(&mut unit.inputs, &line);
        }
    }
    for ((org, window, channel, receipted), levels) in cells {
        let Some(unit) = gathered.unit(org) else { continue };
        let place = window.and_then(|window| numbers.get(&window));
        let cell = RatingCell {
            reference: Some(place.map_or_else(
                || channel.code().to_owned(),
                |no| format!("{no} {}", channel.code()),
            )),
            count: 1,
            receipted,
            levels,
        };
        match indicator(channel) {
            IndicatorCode::B21 => unit.inputs.windows.cells.push(cell),
            _ => unit.inputs.platforms.push(cell),
        }
    }
    for (org, n) in inputs::receipts(conn, scope, from, to).await? {
        if let Some(unit) = gathered.unit(org) {
            unit.inputs.windows.receipts = n.unsigned_abs();
        }
    }
    for (org, n) in inputs::late_bad_ratings(conn, scope, sources.period).await? {
        if let Some(unit) = gathered.unit(org) {
            unit.inputs.problems.overdue_bad_ratings = n.unsigned_abs();
        }
    }
    Ok(())
}

fn indicator(channel: RatingChannel) -> IndicatorCode {
    if channel.is_window() {
        IndicatorCode::B21
    } else {
        IndicatorCode::B22
    }
}

fn count(cells: &mut BTreeMap<Key, LevelCounts>, line: &CellLine) {
    let key = (line.org_id, line.window_id, line.channel.get(), line.receipted);
    let levels = cells.entry(key).or_default();
    if let Some(slot) = levels.0.get_mut(line.level.get() as usize) {
        *slot = slot.saturating_add(line.n.unsigned_abs());
    }
}

fn leave_out(records: &mut UnitRecords, line: &CellLine) {
    let counts = records.left_out.entry(indicator(line.channel.get())).or_default();
    let slot = counts.entry(line.status.get()).or_default();
    *slot = slot.saturating_add(line.n.unsigned_abs());
}
