//! The meetings of a consultation or a case, with their minutes.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::details::prose;
use crate::ui::page::Card;
use crate::ui::time;

/// A meeting, whichever record it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meeting {
    /// Day.
    pub held_on: NaiveDate,
    /// Place.
    pub place: String,
    /// Short names of the units that came.
    pub came: Vec<String>,
    /// Minutes.
    pub minutes: String,
}

/// All of them; nothing where there was none.
#[component]
pub(super) fn Meetings(meetings: Memo<Vec<Meeting>>) -> impl IntoView {
    let body = move || {
        let lines = meetings.get().into_iter().map(|meeting| {
            view! {
                <li>
                    <p><strong>{time::day(meeting.held_on)}</strong>" "{meeting.place}" "<span class="muted">{meeting.came.join("、")}</span></p>
                    {prose(meeting.minutes)}
                </li>
            }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }
    };
    let any = Memo::new(move |_| meetings.with(|meetings| !meetings.is_empty()));
    move || {
        any.get()
            .then(|| view! { <Card title=t::coordination::MEETINGS>{body}</Card> })
    }
}
