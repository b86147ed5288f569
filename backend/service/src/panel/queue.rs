//! What of the panel waits on the workbench, and the counts beside it (K37).

use chrono::NaiveDate;
use remit_shared::identity::Role;
use remit_shared::panel::{AppointmentEventKind, AppointmentState, SuggestionEventKind};
use remit_store::entity::{expert_review, expert_session, suggestion};
use remit_store::page::Slice;
use remit_store::panel::{
    AppointmentFilter, AppointmentRow, AppointmentSort, SuggestionFilter, SuggestionSort, SuggestionView,
};

use super::appointment::read as appointments;
use super::session::read as sessions;
use super::suggestion::read as suggestions;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::workbench::Count;

/// Lines asked for at most.
const SHOWN: u64 = 30;
/// Characters of a suggestion that a line shows.
const EXCERPT: usize = 40;

/// A line of the panel in the queue.
#[derive(Debug, Clone)]
pub enum PanelItem {
    /// A suggestion, the first thing to do about it, and the beginning of its text.
    Suggestion(Box<suggestion::Model>, SuggestionEventKind, String),
    /// A review that the expert owes.
    Review(Box<(expert_review::Model, expert_session::Model)>),
    /// An appointment that waits for the office lead.
    Appointment(Box<AppointmentRow>, AppointmentEventKind),
}

impl PanelItem {
    /// The deadline that runs.
    pub fn due_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Suggestion(row, ..) => row.due_on,
            Self::Review(owed) => Some(owed.1.held_on),
            Self::Appointment(row, AppointmentEventKind::Renew) => Some(row.appointment.term_to),
            Self::Appointment(row, _) => Some(row.appointment.term_from),
        }
    }
}

/// The panel's part of the workbench of this hat: nothing for most.
pub async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<PanelItem>> {
    match ctx.signed_in()?.role {
        Role::Ol => {
            let mut items = screening(app, ctx).await?;
            items.extend(waiting(app, ctx).await?);
            Ok(items)
        }
        Role::Ov => screening(app, ctx).await,
        Role::Ex => {
            let owed = sessions::owed(app, ctx, SHOWN).await?;
            Ok(owed
                .into_iter()
                .map(|owed| PanelItem::Review(Box::new(owed)))
                .collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Suggestions on which this person has something to do now.
async fn screening(app: &App, ctx: &OpCtx) -> Answer<Vec<PanelItem>> {
    use remit_shared::panel::SuggestionState as S;
    let reader = suggestions::reader(app, ctx).await?;
    let filter = SuggestionFilter {
        states: vec![S::Submitted, S::Screening, S::Valid, S::Adopted],
        ..SuggestionFilter::default()
    };
    let page = suggestions::list(app, &reader, filter, SuggestionSort::Due, Slice::first(SHOWN)).await?;
    let lines = page.rows.into_iter().filter_map(|row| {
        let actions = reader.actions(app, &row);
        let event = actions.iter().find(|action| action.outcome.is_ok())?.event;
        let title = row.text.chars().take(EXCERPT).collect();
        Some(PanelItem::Suggestion(Box::new(row), event, title))
    });
    Ok(lines.collect())
}

/// Nominations, and active terms that end soon.
async fn waiting(app: &App, ctx: &OpCtx) -> Answer<Vec<PanelItem>> {
    let nominated = AppointmentFilter {
        states: vec![AppointmentState::Nominated],
        ..AppointmentFilter::default()
    };
    let ending = AppointmentFilter {
        ending_by: Some(appointments::soon(app, ctx.today())),
        ..AppointmentFilter::default()
    };
    let mut items = Vec::new();
    for (filter, event) in [
        (nominated, AppointmentEventKind::Approve),
        (ending, AppointmentEventKind::Renew),
    ] {
        let page =
            appointments::list(app, ctx, &filter, AppointmentSort::TermTo, Slice::first(SHOWN)).await?;
        let lines = page.rows.into_iter();
        items.extend(lines.map(|row| PanelItem::Appointment(Box::new(row), event)));
    }
    Ok(items)
}

/// The panel's counts for this hat, each equal to the list behind it.
pub async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<Count>> {
    let tiles: &[(&'static str, SuggestionView, &'static str, &'static str)] = match ctx.signed_in()?.role {
        Role::Ol | Role::Ov => &[(
            "suggestions.toScreen",
            SuggestionView::ToScreen,
            "/suggestions",
            "view=TO_SCREEN",
        )],
        Role::Ex | Role::Io => &[
            ("own.submitted", SuggestionView::All, "/report", ""),
            ("own.valid", SuggestionView::Valid, "/report", ""),
            ("own.adopted", SuggestionView::Adopted, "/report", ""),
        ],
        _ => return Ok(Vec::new()),
    };
    let reader = suggestions::reader(app, ctx).await?;
    let views: Vec<SuggestionView> = tiles.iter().map(|(_, view, ..)| *view).collect();
    let numbers = suggestions::counts(app, &reader, &views).await?;
    Ok(tiles
        .iter()
        .zip(numbers)
        .map(|((key, _, list, filter), count)| Count {
            key,
            count,
            list,
            filter,
        })
        .collect())
}
