//! The other voices: what was written against the window it was written in, ballots against their marks, negative
//! records against their histories, appraisals against the registry.

use std::collections::{BTreeSet, HashMap};

use remit_shared::calendar::shanghai_day;
use remit_shared::voice::{MutualState, VoiceKind};
use remit_store::entity::{mutual_ballot, mutual_mark, violation, violation_event, voice_window};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let windows = rows::voice_windows(&snapshot, jurisdiction).await?;
    let windows: HashMap<Uuid, voice_window::Model> = windows.into_iter().map(|row| (row.id, row)).collect();
    let comments = rows::leader_comments(&snapshot, jurisdiction).await?;
    report.looked_at.push(("leader_comment", comments.len() as u64));
    for row in &comments {
        let at = shanghai_day(row.created_at);
        if !fits(&windows, (row.window_id, row.year, VoiceKind::Comment), Some(at)) {
            report.find(
                "comment.window",
                row.id.to_string(),
                "was not written in the window it names",
            );
        }
    }
    let ballots = rows::mutual_ballots(&snapshot, jurisdiction).await?;
    let marks = rows::mutual_marks(&snapshot, jurisdiction).await?;
    report.looked_at.push(("mutual_ballot", ballots.len() as u64));
    for row in &ballots {
        ballot(row, &windows, &marks, report);
    }
    let units: BTreeSet<Uuid> = rows::supervised(&snapshot, jurisdiction)
        .await?
        .into_iter()
        .collect();
    let appraisals = rows::appraisal_rows(&snapshot, jurisdiction).await?;
    report.looked_at.push(("appraisal_row", appraisals.len() as u64));
    for row in appraisals {
        if !units.contains(&row.parent_org_id) {
            report.find(
                "appraisal.unit",
                row.institution,
                "counts for a unit that is not supervised",
            );
        }
    }
    let mut events: HashMap<Uuid, Vec<violation_event::Model>> = HashMap::new();
    for line in rows::violation_events(&snapshot, jurisdiction).await? {
        events.entry(line.violation_id).or_default().push(line);
    }
    let records = rows::violations(&snapshot, jurisdiction).await?;
    report.looked_at.push(("violation", records.len() as u64));
    for row in &records {
        history(row, &events.remove(&row.id).unwrap_or_default(), report);
    }
    Ok(())
}

/// Whether the window exists, is of this kind and year, and was open on the day.
fn fits(
    windows: &HashMap<Uuid, voice_window::Model>,
    (id, year, kind): (Uuid, i32, VoiceKind),
    on: Option<chrono::NaiveDate>,
) -> bool {
    windows.get(&id).is_some_and(|window| {
        let open = on.is_none_or(|day| (window.opens_on..=window.closes_on).contains(&day));
        window.year == year && window.kind == kind && open
    })
}

/// A cast ballot rates somebody, a draft has no marks, and every mark is of its ballot's unit and year.
fn ballot(
    row: &mutual_ballot::Model,
    windows: &HashMap<Uuid, voice_window::Model>,
    marks: &[mutual_mark::Model],
    report: &mut Report,
) {
    let name = row.org_id.to_string();
    let cast_on = row.cast_at.map(shanghai_day);
    if !fits(windows, (row.window_id, row.year, VoiceKind::Mutual), cast_on) {
        report.find(
            "ballot.window",
            name.as_str(),
            "was not cast in the window it names",
        );
    }
    let own: Vec<&mutual_mark::Model> = marks.iter().filter(|mark| mark.ballot_id == row.id).collect();
    let rates = own.iter().any(|mark| mark.attitude.is_some());
    if (row.state == MutualState::Cast) != rates {
        report.find(
            "ballot.marks",
            name.as_str(),
            "is cast and rates nobody, or is a draft and has marks",
        );
    }
    if own
        .iter()
        .any(|mark| mark.from_org_id != row.org_id || mark.year != row.year)
    {
        report.find("ballot.marks", name, "has marks of another unit or year");
    }
}

/// The history has no gaps and ends in the state of the record.
fn history(row: &violation::Model, lines: &[violation_event::Model], report: &mut Report) {
    let whole = (1..).zip(lines).all(|(seq, line)| line.seq == seq);
    let ends = lines.last().map(|line| line.to_state) == Some(row.state);
    if !whole || !ends {
        report.find(
            "violation.history",
            row.code.as_str(),
            "does not end in its state, or has gaps",
        );
    }
    if row.year != remit_shared::voice::violation::year_of(row.issued_on) {
        report.find(
            "violation.year",
            row.code.as_str(),
            "counts in another year than its document's",
        );
    }
}
