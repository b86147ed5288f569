//! Points against their histories, their ledger entries, and the draw of each year recomputed.

use std::collections::{BTreeMap, HashMap};

use remit_shared::plan::point::PointState;
use remit_shared::problem::LedgerState;
use remit_store::entity::{effectiveness_point, ledger_entry, point_event};
use remit_store::integrity as rows;
use remit_store::plan::point::draw as drawn;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;
use crate::plan::point::{draw, year};

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let points = rows::points(&snapshot, jurisdiction).await?;
    let mut events: HashMap<Uuid, Vec<point_event::Model>> = HashMap::new();
    for event in rows::point_events(&snapshot, jurisdiction).await? {
        events.entry(event.point_id).or_default().push(event);
    }
    let mut entries: HashMap<Uuid, Vec<ledger_entry::Model>> = HashMap::new();
    for entry in rows::daily_entries(&snapshot, jurisdiction).await? {
        entries
            .entry(entry.point_id.unwrap_or_default())
            .or_default()
            .push(entry);
    }
    report
        .looked_at
        .push(("effectiveness_point", points.len() as u64));
    let mut years: BTreeMap<i32, Vec<&effectiveness_point::Model>> = BTreeMap::new();
    for point in &points {
        history(point, &events.remove(&point.id).unwrap_or_default(), report);
        ledger(point, &entries.remove(&point.id).unwrap_or_default(), report);
        years.entry(point.year).or_default().push(point);
    }
    drop(snapshot);
    for (of_year, points) in years {
        sample(app, jurisdiction, of_year, &points, report).await?;
    }
    Ok(())
}

/// The events chain from nothing to the present state, numbered 1, 2, 3 …
fn history(point: &effectiveness_point::Model, events: &[point_event::Model], report: &mut Report) {
    let mut state = None;
    for (place, event) in (1..).zip(events) {
        if event.seq != place || event.from_state.map(remit_store::Text::get) != state {
            report.find(
                "point.history",
                point.code.as_str(),
                format!("event {} does not follow the one before", event.seq),
            );
        }
        state = Some(event.to_state.get());
    }
    if state != Some(point.state.get()) {
        report.find(
            "point.state",
            point.code.as_str(),
            format!("is {} but its history ends in {state:?}", point.state),
        );
    }
}

/// A point that entered the ledger has one entry, with its deadline; it is closed when the point has ended, but
/// for what was not done, which stays until the year's result is frozen.
fn ledger(point: &effectiveness_point::Model, entries: &[ledger_entry::Model], report: &mut Report) {
    use PointState as S;
    let code = point.code.as_str();
    let expected = usize::from(point.approved_on.is_some());
    if entries.len() != expected {
        report.find(
            "point.ledger",
            code,
            format!("has {} ledger entries", entries.len()),
        );
    }
    let closed = matches!(point.state.get(), S::Verified | S::Cancelled | S::Archived);
    for entry in entries {
        if (entry.state.get() == LedgerState::Closed) != closed {
            report.find(
                "point.ledger",
                code,
                format!("is {}, its entry {}", point.state, entry.state),
            );
        }
        if entry.due_on != point.due_on {
            report.find("point.ledger.due", code, "its ledger entry has another deadline");
        }
    }
}

/// The lots on the points are those that the seed gives.
async fn sample(
    app: &App,
    jurisdiction: Uuid,
    of_year: i32,
    points: &[&effectiveness_point::Model],
    report: &mut Report,
) -> Answer<()> {
    let Some(row) = drawn::find(app.db.read(), jurisdiction, of_year).await? else {
        return Ok(());
    };
    let record = format!("draw {of_year}");
    let year = year::for_reading(app, jurisdiction, of_year).await?;
    // Points that came later have no lot and are visited anyway.
    let late = |id: Uuid| {
        let point = points.iter().find(|point| point.id == id);
        point.is_some_and(|point| point.lot.as_deref() == Some("LATE"))
    };
    let mut entrants = drawn::entrants(app.db.read(), jurisdiction, of_year).await?;
    entrants.retain(|entrant| !late(entrant.id));
    if draw::digest(&entrants) != row.codes_sha256 {
        report.find("point.draw", record.as_str(), "was made over other points");
        return Ok(());
    }
    let seed = row.seed.parse().unwrap_or_default();
    let known: HashMap<Uuid, &effectiveness_point::Model> =
        points.iter().map(|point| (point.id, *point)).collect();
    for (entrant, lot) in entrants.iter().zip(draw::lots(seed, &entrants, &year.rules)) {
        let point = known.get(&entrant.id);
        let holds = point
            .is_some_and(|point| point.sampled == Some(lot.chosen) && point.lot == Some(draw::written(&lot)));
        if !holds {
            report.find(
                "point.draw",
                entrant.code.as_str(),
                "has another lot than the seed gives",
            );
        }
    }
    Ok(())
}
