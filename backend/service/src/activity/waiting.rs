//! What of activities waits on the workbench, and the counts beside it (K37).

use chrono::NaiveDate;
use remit_shared::activity::{ActivityEventKind, ActivityState as S, FindingEventKind, FindingState};
use remit_shared::identity::Role;
use remit_shared::wire::Wire;
use remit_store::activity::{ActivityFilter, ActivitySort};
use remit_store::entity::joint_activity;
use remit_store::page::Slice;

use super::read::{self, Loaded, Reader};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::workbench::{Count, QueueItem};

/// Lines asked for at most.
const SHOWN: u64 = 30;

/// An activity, the code of the first thing this person can do about it, and until when.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The activity.
    pub row: joint_activity::Model,
    /// Code of an event of the activity or of one of its findings.
    pub action: &'static str,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// The part of this hat: nothing for most.
pub async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let role = ctx.signed_in()?.role;
    if !matches!(role, Role::Ol | Role::Ov | Role::Os | Role::Dl | Role::Dc) {
        return Ok(Vec::new());
    }
    let reader = read::reader(app, ctx).await?;
    let filter = ActivityFilter {
        states: vec![S::Planned, S::Notified, S::OnSite, S::Findings],
        ..ActivityFilter::default()
    };
    let page = read::list(app, &reader, (&filter, ActivitySort::Oldest), Slice::first(SHOWN)).await?;
    let loaded = read::load(app, &reader, page.rows).await?;
    let lines = loaded.into_iter().filter_map(|loaded| {
        let (action, due_on) = duty(app, &reader, &loaded)?;
        let row = loaded.row;
        Some(QueueItem::Activity(Box::new(Waiting { row, action, due_on })))
    });
    Ok(lines.collect())
}

fn duty(app: &App, reader: &Reader, loaded: &Loaded) -> Option<(&'static str, Option<NaiveDate>)> {
    let mut of_findings = loaded.findings.iter().filter_map(|row| {
        let allowed = reader.finding_actions(loaded, row);
        let duties = [FindingEventKind::Confirm, FindingEventKind::Convert];
        let duty = allowed
            .into_iter()
            .find(|one| one.outcome.is_ok() && duties.contains(&one.event))?;
        let due = (duty.event == FindingEventKind::Confirm).then_some(row.answer_due_on);
        Some((duty.event.code(), due.flatten()))
    });
    if let Some(duty) = of_findings.next() {
        return Some(duty);
    }
    let duties = [
        ActivityEventKind::Notify,
        ActivityEventKind::Enter,
        ActivityEventKind::Put,
        ActivityEventKind::Report,
    ];
    let mut allowed = reader.actions(app, loaded).into_iter();
    let event = allowed
        .find(|one| one.outcome.is_ok() && duties.contains(&one.event))?
        .event;
    let due = match event {
        ActivityEventKind::Put => loaded.row.to_on,
        ActivityEventKind::Report => loaded.row.answer_due_on.unwrap_or(loaded.row.to_on),
        _ => loaded.row.from_on,
    };
    Some((event.code(), Some(due)))
}

/// The tiles of a role, those with nothing in them left out.
pub async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<Count>> {
    let findings = |findings: &[FindingState]| ActivityFilter {
        findings: findings.to_vec(),
        ..ActivityFilter::default()
    };
    let states = |states: &[S]| ActivityFilter {
        states: states.to_vec(),
        ..ActivityFilter::default()
    };
    let (key, filter, query) = match ctx.signed_in()?.role {
        Role::Dl | Role::Dc => (
            "activities.toConfirm",
            findings(&[FindingState::Put]),
            "findings=PUT",
        ),
        Role::Ov => (
            "activities.toSettle",
            findings(&[FindingState::Confirmed, FindingState::Contested]),
            "findings=CONFIRMED,CONTESTED",
        ),
        Role::Ol => ("activities.toReport", states(&[S::Findings]), "states=FINDINGS"),
        Role::Os => (
            "activities.live",
            states(&[S::Planned, S::Notified, S::OnSite, S::Findings]),
            "states=PLANNED,NOTIFIED,ON_SITE,FINDINGS",
        ),
        _ => return Ok(Vec::new()),
    };
    let reader = read::reader(app, ctx).await?;
    let count = read::count(app, &reader, &filter).await?;
    let tile = Count {
        key,
        count,
        list: "/activities",
        filter: query,
    };
    Ok(if count > 0 { vec![tile] } else { Vec::new() })
}
