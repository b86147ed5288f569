//! Ratings against their counters and cases (K21, K23).

use std::collections::{HashMap, HashSet};

use remit_shared::rating::intake::opens_case;
use remit_shared::rating::{BadRatingState, code};
use remit_store::Text;
use remit_store::entity::{bad_rating_case, public_rating, rating_rollup, receipt_rollup};
use remit_store::integrity as rows;
use remit_store::rating::{receipt, rollup};
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let stored = rollup::unscoped_all(&snapshot, jurisdiction).await?;
    let counted = rollup::unscoped_recount(&snapshot, jurisdiction).await?;
    counters(stored, &counted, report);
    receipts(
        receipt::unscoped_all(&snapshot, jurisdiction).await?,
        &receipt::unscoped_recount(&snapshot, jurisdiction).await?,
        report,
    );
    let mut ends: HashMap<Uuid, Text<BadRatingState>> = HashMap::new();
    for event in rows::bad_rating_events(&snapshot, jurisdiction).await? {
        ends.insert(event.case_id, event.to_state);
    }
    let cases = rows::bad_rating_cases(&snapshot, jurisdiction).await?;
    histories(&cases, &ends, report);
    bad_ones(&rows::bad_ratings(&snapshot, jurisdiction).await?, &cases, report);
    Ok(())
}

/// A counter is the number of its rows; an empty one may stay behind.
fn counters(stored: Vec<rating_rollup::Model>, counted: &[rating_rollup::Model], report: &mut Report) {
    report.looked_at.push((
        "rating_rollup",
        counted.iter().map(|cell| cell.n.unsigned_abs()).sum(),
    ));
    let stored = rollup::gather(stored.into_iter().filter(|cell| cell.n != 0));
    // Names are made for those that differ only; there are many cells.
    if stored.as_slice() != counted {
        let named = |cell: &rating_rollup::Model| (name(cell), cell.n);
        compare(
            "rating.rollup",
            stored.iter().map(named),
            counted.iter().map(named),
            report,
        );
    }
}

/// The same of receipts.
fn receipts(stored: Vec<receipt_rollup::Model>, counted: &[receipt_rollup::Model], report: &mut Report) {
    report.looked_at.push((
        "receipt_rollup",
        counted.iter().map(|cell| cell.n.unsigned_abs()).sum(),
    ));
    let stored = receipt::gather(stored.into_iter().filter(|cell| cell.n != 0));
    if stored.as_slice() != counted {
        let named = |cell: &receipt_rollup::Model| {
            let name = format!("{} {} {}", cell.place_id, cell.day, cell.channel);
            (name, cell.n)
        };
        compare(
            "rating.receipts",
            stored.iter().map(named),
            counted.iter().map(named),
            report,
        );
    }
}

fn compare(
    rule: &'static str,
    stored: impl Iterator<Item = (String, i64)>,
    counted: impl Iterator<Item = (String, i64)>,
    report: &mut Report,
) {
    let mut kept: HashMap<String, i64> = stored.collect();
    for (cell, n) in counted {
        let found = kept.remove(&cell).unwrap_or(0);
        if found != n {
            report.find(rule, cell, format!("is {found}, counted {n}"));
        }
    }
    for (cell, n) in kept {
        report.find(rule, cell, format!("is {n}, counted 0"));
    }
}

fn name(cell: &rating_rollup::Model) -> String {
    format!(
        "{} {} {} {} {} {} {}",
        cell.place_id, cell.day, cell.channel, cell.level, cell.receipted, cell.status, cell.counted
    )
}

/// The history of a case ends in its state.
fn histories(
    cases: &[bad_rating_case::Model],
    ends: &HashMap<Uuid, Text<BadRatingState>>,
    report: &mut Report,
) {
    report.looked_at.push(("bad_rating_case", cases.len() as u64));
    for case in cases {
        let end = ends.get(&case.id).copied();
        if end != Some(case.state) {
            report.find(
                "rating.case.state",
                case.id.to_string(),
                format!("is {} but its history ends in {end:?}", case.state),
            );
        }
    }
}

/// Every bad rating has a case; codes carry their check character.
fn bad_ones(ratings: &[public_rating::Model], cases: &[bad_rating_case::Model], report: &mut Report) {
    let with_case: HashSet<Uuid> = cases.iter().map(|case| case.rating_id).collect();
    for rating in ratings {
        let code = rating.receipt_code.as_str();
        if opens_case(rating.level.get(), rating.status.get()) && !with_case.contains(&rating.id) {
            report.find("rating.case", code, "is bad and has no case");
        }
        if code::parse(code).is_err() {
            report.find("rating.code", code, "has a wrong check character");
        }
    }
}
