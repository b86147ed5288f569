//! What of linkage waits for a person: a department that has not replied or whose submission came back, the section
//! that decides and studies, the lead who feeds back (K37).

use remit_shared::linkage::{SubmissionEventKind, SubmissionState, WindowEventKind, WindowState};
use remit_shared::wire::Wire;
use remit_store::linkage::submission::{SubmissionFilter, SubmissionSort};
use remit_store::linkage::window as windows;
use remit_store::page::Slice;

use super::read::{self, Reader};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::workbench::QueueItem;

/// Submissions looked at.
const SHOWN: u64 = 30;

/// The lines of linkage in the queue of the present hat; none for hats without a right to it.
pub(crate) async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let Ok(reader) = read::reader(app, ctx).await else {
        return Ok(Vec::new());
    };
    let mut lines = of_windows(app, &reader).await?;
    lines.extend(of_submissions(app, &reader).await?);
    Ok(lines)
}

async fn of_windows(app: &App, reader: &Reader) -> Answer<Vec<QueueItem>> {
    let states = if reader.sees_all() {
        vec![WindowState::Closed, WindowState::Studied]
    } else {
        vec![WindowState::Open, WindowState::Grace]
    };
    let found = windows::in_states(app.db.read(), reader.scope.jurisdiction_id(), &states).await?;
    let ids: Vec<_> = found.iter().map(|window| window.id).collect();
    let mut replies = read::replies(app, reader, &ids).await?;
    let mut lines = Vec::new();
    for window in found {
        let replies = replies.remove(&window.id).unwrap_or_default();
        let action = if reader.sees_all() {
            let actions = reader.window_actions(app, &window, &replies);
            actions.first().map(|action| action.event.code())
        } else {
            replies.is_empty().then(|| SubmissionEventKind::Submit.code())
        };
        lines.extend(action.map(|action| QueueItem::LinkageWindow(Box::new(window), action)));
    }
    Ok(lines)
}

async fn of_submissions(app: &App, reader: &Reader) -> Answer<Vec<QueueItem>> {
    let states = if reader.sees_all() {
        vec![SubmissionState::Submitted]
    } else {
        vec![SubmissionState::Returned]
    };
    let filter = SubmissionFilter {
        states,
        ..SubmissionFilter::default()
    };
    let page = read::submissions(app, reader, &filter, SubmissionSort::Due, Slice::first(SHOWN)).await?;
    let lines = page.rows.into_iter().filter_map(|row| {
        let actions = reader.actions(app, &row, WindowState::Open);
        let wanted = [SubmissionEventKind::Accept, SubmissionEventKind::Submit];
        actions
            .into_iter()
            .find(|action| wanted.contains(&action.event) && action.outcome.is_ok())
            .map(|action| QueueItem::Linkage(Box::new(row), action.event))
    });
    Ok(lines.collect())
}

/// What a window's line is called.
pub fn title(window: &remit_store::entity::linkage_window::Model, action: &str) -> String {
    let code = super::tell::quarter_code(window);
    match WindowEventKind::parse(action) {
        Some(WindowEventKind::Study) => format!("{code}联动建议待研究"),
        Some(WindowEventKind::FeedBack) => format!("{code}联动建议待反馈"),
        _ => format!("{code}联动履职建议待报送"),
    }
}
