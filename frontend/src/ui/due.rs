//! Deadlines: what is left or overdue in working days, and how the date came about.

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::calendar::{Day, ExplainedDay, WorkCalendar};
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;

use crate::api::shell::{WorkCalendar as CalendarQuery, work_calendar};
use crate::api::use_query;
use crate::i18n::{Text, t, tr};
use crate::ui::dialog::Dialog;
use crate::ui::state::loaded;
use crate::ui::tag::alert;
use crate::ui::time;

/// A deadline as a record carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Due {
    /// The day it ends, at 24:00.
    pub on: Option<NaiveDate>,
    /// Working days overdue; 0 while it is not.
    pub overdue: i64,
    /// Today in the server's calendar; without it only the date is shown.
    pub today: Option<NaiveDate>,
    /// Alert to show beside it.
    pub alert: Option<Alert>,
}

impl Due {
    /// A deadline.
    pub fn new(on: Option<NaiveDate>, overdue: i64) -> Self {
        Self {
            on,
            overdue,
            today: None,
            alert: None,
        }
    }

    /// With an alert.
    #[must_use]
    pub fn with_alert(mut self, level: Alert) -> Self {
        self.alert = Some(level);
        self
    }

    /// With today, so that "today" and "tomorrow" are said.
    #[must_use]
    pub fn seen_on(mut self, today: Option<NaiveDate>) -> Self {
        self.today = today;
        self
    }

    /// `2022-06-03 逾期 2 个工作日`.
    pub fn render(self) -> AnyView {
        let Some(on) = self.on else {
            return view! { <span class="muted">"—"</span> }.into_any();
        };
        let overdue = self.overdue;
        let days = self.today.map(|today| (on - today).num_days());
        let note = move || match (overdue, days) {
            (1.., _) => Some(t::kit::due::overdue(overdue)),
            (_, Some(0)) => Some(t::kit::due::TODAY.get().to_owned()),
            (_, Some(1)) => Some(t::kit::due::TOMORROW.get().to_owned()),
            _ => None,
        };
        view! {
            <span class="due" class:over=overdue.is_positive()>
                <span class="num">{time::day(on)}</span>
                {move || note().map(|note| view! { <span class="due-note">{note}</span> })}
                {self.alert.map(alert)}
            </span>
        }
        .into_any()
    }
}

/// A button that explains a deadline: each day counted or skipped, and why. `from` is the day of the event,
/// `days` the working days given.
#[component]
pub fn DueExplainer(
    /// Day of the event; counting starts the day after.
    from: NaiveDate,
    /// Working days given.
    days: i64,
    /// The day it ended up on.
    due: NaiveDate,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="btn quiet small" on:click=move |_| open.set(true)>{tr(t::kit::due::WHY)}</button>
        <Dialog open=open title=Signal::derive(|| t::kit::due::TITLE.get().to_owned())>
            {move || explanation(from, days, due)}
        </Dialog>
    }
}

fn explanation(from: NaiveDate, days: i64, due: NaiveDate) -> AnyView {
    let query = use_query::<CalendarQuery>(move || work_calendar::Variables { from, to: due });
    loaded(query, move |answer| {
        move || {
            let calendar: Vec<Day> = answer.with(|answer| {
                let days = answer.work_calendar.iter();
                days.map(|day| Day {
                    date: day.date,
                    is_working: day.is_working,
                    note: day.note.clone(),
                })
                .collect()
            });
            let count = u32::try_from(days).unwrap_or(0);
            match WorkCalendar::new(calendar).and_then(|calendar| calendar.explain(from, count)) {
                Ok(explained) => steps(from, days, due, &explained),
                Err(refusal) => {
                    view! { <p>{crate::i18n::lang().pick(&refusal.zh, &refusal.en).to_owned()}</p> }
                        .into_any()
                }
            }
        }
    })
}

fn steps(from: NaiveDate, days: i64, due: NaiveDate, explained: &[ExplainedDay]) -> AnyView {
    let rows = explained
        .iter()
        .map(|day| {
            let counted = day.counted.map_or_else(|| "—".to_owned(), |nth| nth.to_string());
            let reason = Text::new(day.reason.zh(), day.reason.en());
            view! {
                <tr class:skipped=day.counted.is_none()>
                    <th scope="row" class="narrow">
                        <span class="num">{time::day(day.date)}</span>
                        " "
                        {time::weekday(day.date)}
                    </th>
                    <td class="number">{counted}</td>
                    <td>{tr(reason)} " " <span class="muted">{day.note.clone()}</span></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p>{t::kit::due::sentence(time::day(from), days, time::day(due))}</p>
        <table class="table dense">
            <caption class="sr-only">{tr(t::kit::due::TITLE)}</caption>
            <thead>
                <tr>
                    <th scope="col">{tr(t::kit::due::DAY)}</th>
                    <th scope="col" class="number">{tr(t::kit::due::NTH)}</th>
                    <th scope="col">{tr(t::kit::due::REASON)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
