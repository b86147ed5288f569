//! The officer's page, made for a phone: one big button, the own list with outcomes (K15, §7).

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use remit_shared::panel::suggestion::TEXT_MIN;

use super::draft::{self, Draft};
use super::{
    OwnSuggestions, ReportCounts, ReportUnits, SubmitReport, own_suggestions, report_counts, report_units,
    submit_report,
};
use crate::api::{ApiError, Reply, UserProblem, mutate, use_query};
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::form::{ErrorSummary, Form, SelectField, SubmitButton, TextArea, client_id};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::panel::suggestion::NO).narrow(),
    Column::new("text", t::panel::suggestion::TEXT),
    Column::new("state", t::panel::suggestion::STATE).narrow(),
    Column::new("submitted", t::panel::suggestion::SUBMITTED).narrow(),
    Column::new("reply", t::panel::report::REPLY),
];

/// Waits between attempts while there is no network, seconds (§7).
const RETRY: [u64; 3] = [2, 8, 30];

/// What the page shares: the reports that wait, and how sending them goes on.
#[derive(Clone, Copy)]
struct Outbox {
    account: StoredValue<String>,
    waiting: RwSignal<Vec<Draft>>,
    sending: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
    sent: Callback<String>,
}

impl Outbox {
    fn put(self, report: Draft) {
        self.waiting.update(|waiting| waiting.push(report));
        self.keep();
        self.flush(0);
    }

    fn keep(self) {
        let account = self.account.get_value();
        self.waiting
            .with_untracked(|waiting| draft::keep_waiting(&account, waiting));
    }

    fn drop_first(self) {
        self.waiting.update(|waiting| {
            if !waiting.is_empty() {
                waiting.remove(0);
            }
        });
        self.refused.set(None);
        self.keep();
    }

    /// Sends the oldest report that waits, then the next; without network it tries again later.
    fn flush(self, attempt: usize) {
        let first = self.waiting.with_untracked(|waiting| waiting.first().cloned());
        let Some(first) = first.filter(|_| !self.sending.get_untracked()) else {
            return;
        };
        self.sending.set(true);
        spawn_local(async move {
            let input = submit_report::SubmitSuggestionInput {
                client_id: first.id,
                org_id: Some(first.unit).filter(|unit| !unit.is_empty()),
                text: first.text,
                file_ids: Some(first.files),
            };
            let answer = mutate::<SubmitReport>(submit_report::Variables { input }).await;
            if self.sending.try_set(false).is_some() {
                return;
            }
            self.settle(answer, attempt);
        });
    }

    fn settle(self, answer: Result<Reply<submit_report::ResponseData>, ApiError>, attempt: usize) {
        match answer {
            Ok(Reply { data, problems }) if problems.is_empty() => {
                self.drop_first();
                let no = data.submit_suggestion.suggestion.map(|row| row.no);
                self.sent.run(no.unwrap_or_default());
                self.flush(0);
            }
            Ok(Reply { problems, .. }) => {
                let why = problems.iter().map(UserProblem::text).collect::<Vec<_>>();
                self.refused.set(Some(why.join(" ")));
            }
            Err(_) => {
                if let Some(seconds) = RETRY.get(attempt) {
                    set_timeout(move || self.flush(attempt + 1), Duration::from_secs(*seconds));
                }
            }
        }
    }
}

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, live, toasts, url) = (use_session(), use_live(), use_toasts(), use_url_state());
    let account = session
        .viewer()
        .map(|viewer| viewer.account_id)
        .unwrap_or_default();
    let list = use_query::<OwnSuggestions>(move || {
        live.track();
        let (first, offset) = url.window();
        own_suggestions::Variables { first, offset }
    });
    let sent = RwSignal::new(0_u32);
    let outbox = Outbox {
        waiting: RwSignal::new(draft::waiting(&account)),
        account: StoredValue::new(account),
        sending: RwSignal::new(false),
        refused: RwSignal::new(None),
        sent: Callback::new(move |no: String| {
            toasts.show(t::panel::report::sent(no));
            list.refetch();
            sent.update(|count| *count += 1);
        }),
    };
    outbox.flush(0);
    let online = window_event_listener(leptos::ev::online, move |_| outbox.flush(0));
    on_cleanup(move || online.remove());
    let writing = RwSignal::new(false);
    let rows = Signal::derive(move || {
        let nodes = list
            .data
            .with(|data| data.as_ref().map(|data| data.suggestions.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        list.data
            .with(|data| data.as_ref().map_or(0, |data| data.suggestions.total_count))
    });
    view! {
        <PageHead title=text_title(t::panel::report::TITLE)/>
        <p class="muted">{tr(t::panel::report::WHY)}</p>
        {move || {
            (!writing.get())
                .then(|| {
                    view! {
                        <button type="button" class="btn primary report-button" on:click=move |_| writing.set(true)>
                            {tr(t::panel::report::BUTTON)}
                        </button>
                    }
                })
        }}
        <div hidden=move || !writing.get()><Write outbox=outbox writing=writing/></div>
        <Waiting outbox=outbox/>
        <Counts sent=sent/>
        <h2 class="report-own">{tr(t::panel::report::OWN)}</h2>
        <ListView
            caption=t::panel::report::OWN
            columns=COLUMNS
            url=url
            status=list.status()
            rows=rows
            total=total
            empty_why=t::panel::report::OWN_EMPTY
            empty_next=t::panel::report::OWN_EMPTY_NEXT
        />
    }
    .into_any()
}

fn row(line: &own_suggestions::OwnSuggestionsSuggestionsNodes) -> Row {
    let short: String = line.text.chars().take(40).collect();
    let reply = line
        .reply
        .clone()
        .unwrap_or_else(|| t::panel::report::NO_REPLY.get().to_owned());
    let cells = vec![
        Cell::number(&line.no),
        Cell::text(short),
        Cell::tag(line.state),
        Cell::Date(Some(line.submitted_on)),
        Cell::Muted(reply),
    ];
    Row::new(cells).link(format!("/suggestions/{}", line.id))
}

/// Own numbers: submitted, valid, adopted.
#[component]
fn Counts(sent: RwSignal<u32>) -> impl IntoView {
    let live = use_live();
    let query = use_query::<ReportCounts>(move || {
        live.track();
        sent.track();
        report_counts::Variables
    });
    move || {
        let counts = query
            .data
            .with(|data| data.as_ref().map(|data| data.workbench.counts.clone()))
            .unwrap_or_default();
        let tile = |count: report_counts::ReportCountsWorkbenchCounts| {
            let label = match count.key.as_str() {
                "own.submitted" => t::panel::report::SUBMITTED,
                "own.valid" => t::panel::report::VALID,
                "own.adopted" => t::panel::report::ADOPTED,
                _ => return None,
            };
            Some(Tile {
                label: label.get().to_owned(),
                value: count.count.to_string(),
                href: None,
                urgent: false,
                note: None,
            })
        };
        tiles(counts.into_iter().filter_map(tile).collect())
    }
}

/// Reports that wait for the network, and what the server would not take.
#[component]
fn Waiting(outbox: Outbox) -> impl IntoView {
    move || {
        let count = outbox.waiting.with(Vec::len);
        (count > 0).then(|| {
            let refused = outbox.refused.get();
            let again = refused.is_none();
            view! {
                <div class="notice warn" role="status">
                    <p>{move || t::panel::report::waiting(count)}</p>
                    {refused.map(|why| view! { <p>{move || t::panel::report::refused(&why)}</p> })}
                    {if again {
                        view! { <button type="button" class="btn small" disabled=move || outbox.sending.get() on:click=move |_| outbox.flush(0)>{tr(t::panel::report::RESEND)}</button> }.into_any()
                    } else {
                        view! { <button type="button" class="btn small" on:click=move |_| { outbox.drop_first(); outbox.flush(0); }>{tr(t::panel::report::DROP)}</button> }.into_any()
                    }}
                </div>
            }
        })
    }
}

/// The form. What is typed is kept on the device with its client id until it has been handed over.
#[component]
fn Write(outbox: Outbox, writing: RwSignal<bool>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let kept = draft::draft(&outbox.account.get_value()).unwrap_or_default();
    if !kept.text.is_empty() {
        writing.set(true);
    }
    let id = RwSignal::new(
        Some(kept.id)
            .filter(|id| !id.is_empty())
            .unwrap_or_else(client_id),
    );
    let (unit, text) = (RwSignal::new(kept.unit), RwSignal::new(kept.text));
    let (earlier, files) = (RwSignal::new(kept.files), RwSignal::new(Vec::<String>::new()));
    let uploads = RwSignal::new(0_u32);
    let all_files = move || {
        let mut all = earlier.get();
        all.extend(files.get());
        all
    };
    Effect::new(move |_| {
        let draft = Draft {
            id: id.get(),
            unit: unit.get(),
            text: text.get(),
            files: all_files(),
        };
        draft::keep_draft(&outbox.account.get_value(), &draft);
    });
    let units = use_query::<ReportUnits>(|| report_units::Variables);
    let options = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|unit| (unit.id, unit.name))
            .collect::<Vec<_>>()
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let length = text.with_untracked(|text| text.trim().chars().count());
        let short = (length < TEXT_MIN).then(|| {
            let (zh, en) = (t::panel::report::TEXT_HINT.zh(), t::panel::report::TEXT_HINT.en());
            remit_shared::refusal::Refusal::new(remit_shared::refusal::RefusalCode::Input, zh, en).on("text")
        });
        if !form.check([short]) {
            return;
        }
        let report = untrack(|| Draft {
            id: id.get(),
            unit: unit.get(),
            text: text.get().trim().to_owned(),
            files: all_files(),
        });
        id.set(client_id());
        unit.set(String::new());
        text.set(String::new());
        earlier.set(Vec::new());
        uploads.update(|count| *count += 1);
        writing.set(false);
        if !window().navigator().on_line() {
            toasts.show(t::panel::report::QUEUED.get().to_owned());
        }
        outbox.put(report);
    };
    view! {
        <form class="card report-form" novalidate on:submit=send>
            <div class="card-body stack">
                <ErrorSummary form=form/>
                <TextArea form=form name="text" label=t::panel::report::TEXT hint=t::panel::report::TEXT_HINT value=text required=true max=4000/>
                <SelectField form=form name="orgId" label=t::panel::report::UNIT value=unit options=options/>
                {move || {
                    uploads.track();
                    view! { <UploadField form=form label=t::panel::report::PHOTO ids=files/> }
                }}
                <SubmitButton form=form label=t::panel::report::SEND/>
            </div>
        </form>
    }
}
