//! What happened, who did it, and how long it took.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::i18n::{t, tr};
use crate::ui::time;

/// One event.
#[derive(Clone)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// What: `交办`.
    pub title: String,
    /// Who, with the role.
    pub actor: String,
    /// Whether the system did it by itself.
    pub automatic: bool,
    /// Remark, if any.
    pub remark: Option<String>,
    /// Further lines: a deadline that moved, a state that changed.
    pub notes: Vec<String>,
}

/// Events from the oldest to the newest, each with the time since the one before.
pub fn timeline(moments: Vec<Moment>) -> AnyView {
    let mut before: Option<DateTime<Utc>> = None;
    let items = moments
        .into_iter()
        .map(|moment| {
            let since = before.map(|before| (before, moment.at));
            before = Some(moment.at);
            item(moment, since)
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }.into_any()
}

fn item(moment: Moment, since: Option<(DateTime<Utc>, DateTime<Utc>)>) -> AnyView {
    view! {
        <li class="moment" class:automatic=moment.automatic>
            <div class="moment-head">
                <strong>{moment.title}</strong>
                {moment.automatic.then(|| view! { <span class="tag quiet">{tr(t::kit::timeline::AUTOMATIC)}</span> })}
                <span class="num muted">{time::instant(moment.at)}</span>
                {since
                    .map(|(from, to)| {
                        view! { <span class="muted">{move || t::kit::timeline::after(time::elapsed(from, to))}</span> }
                    })}
            </div>
            <div class="moment-actor">{moment.actor}</div>
            {moment.remark.filter(|remark| !remark.is_empty()).map(crate::ui::details::prose)}
            {moment.notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }).collect_view()}
        </li>
    }
    .into_any()
}
