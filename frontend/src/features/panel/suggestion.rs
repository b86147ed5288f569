//! One suggestion: the author's words and the hints side by side, the screening, the outcome (K15).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::panel::SuggestionEventKind;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::suggestion_acts::Acts;
use super::{Suggestion, SuggestionPage, suggestion_page};
use crate::api::use_query;
use crate::i18n::{Text, lang, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::upload::size;

const OFFICE_CRUMBS: &[Crumb] = &[Crumb {
    href: "/suggestions",
    text: t::panel::suggestion::TITLE,
}];
const AUTHOR_CRUMBS: &[Crumb] = &[Crumb {
    href: "/report",
    text: t::panel::report::OWN,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<SuggestionPage>(move || {
        live.track();
        suggestion_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let office = use_session().may(Capability::SuggestionRead);
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.suggestion.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.suggestion.clone());
            let Some(first) = first.filter(|_| known.get()) else {
                return empty(t::panel::suggestion::MISSING, None);
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.suggestion.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head row=row office=office/>
                <div class="columns">
                    <div class="stack">
                        <Acts row=row changed=Callback::new(move |()| query.refetch())/>
                        <Says row=row office=office/>
                        <Outcome row=row/>
                    </div>
                    <div class="stack">
                        {office.then(|| view! { <Hints row=row/> <Screening row=row/> })}
                        <Evidence row=row/>
                    </div>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(row: Memo<Suggestion>, office: bool) -> impl IntoView {
    let session = use_session();
    let title = Signal::derive(move || row.with(|row| row.no.clone()));
    let standing = move || {
        let row = row.get();
        let due = row.due_on.filter(|_| office).map(|due| {
            view! { <span class="muted">{tr(t::panel::suggestion::DUE)}</span> {Due::new(Some(due), row.overdue_working_days).seen_on(session.today()).render()} }
        });
        let two = (office && row.two_persons && !row.state.is_over() && !row.state.is_valid())
            .then(|| view! { <p class="muted">{tr(t::panel::suggestion::TWO)}</p> });
        let proposed = row.proposed_verdict.map(|verdict| {
            view! { <p class="notice warn">{move || t::panel::suggestion::proposed(word(verdict))}</p> }
        });
        view! { <div class="row standing">{tag(row.state)} {due}</div> {two} {proposed} }
    };
    let crumbs = if office { OFFICE_CRUMBS } else { AUTHOR_CRUMBS };
    view! { <PageHead title=title crumbs=crumbs/> {standing} }
}

#[component]
fn Says(row: Memo<Suggestion>, office: bool) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let mut items = vec![
            (t::panel::suggestion::CONTENT, prose(row.text.clone())),
            (
                t::panel::suggestion::ABOUT,
                row.about
                    .map_or_else(|| "—".to_owned(), |about| about.name)
                    .into_any(),
            ),
            (
                t::panel::suggestion::SUBMITTED,
                time::day(row.submitted_on).into_any(),
            ),
        ];
        if let Some(author) = row.author.filter(|_| office) {
            let who = format!("{} {}", author.person.display_name, author.person.post);
            items.extend([
                (t::panel::suggestion::WHO, who.into_any()),
                (t::panel::suggestion::SOURCE, author.source_org.name.into_any()),
                (t::panel::suggestion::FIELD, author.field.into_any()),
            ]);
        }
        if office && row.own_unit {
            items.push((
                t::panel::suggestion::OWN_UNIT,
                view! { {tr(t::panel::suggestion::OWN_UNIT_YES)} }.into_any(),
            ));
        }
        if let Some(reason) = row.second_look_reason {
            items.push((t::panel::suggestion::SECOND_LOOK, prose(reason)));
        }
        details(items)
    };
    view! { <Card title=t::panel::suggestion::TEXT>{body}</Card> }
}

#[component]
fn Outcome(row: Memo<Suggestion>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let mut items: Vec<(Text, AnyView)> = Vec::new();
        if let Some(day) = row.judged_on {
            items.push((t::panel::suggestion::JUDGED, time::day(day).into_any()));
        }
        if let Some(reason) = row.valid_reason {
            items.push((t::panel::suggestion::VALID_REASON, prose(reason)));
        }
        if let Some(reason) = row.invalid_reason {
            items.push((
                t::panel::suggestion::INVALID_REASON,
                view! { {move || word(reason)} }.into_any(),
            ));
        }
        if let Some(other) = row.duplicate_of {
            let href = format!("/suggestions/{}", other.id);
            items.push((
                t::panel::suggestion::DUPLICATE_OF,
                view! { <a href=href>{other.no}</a> }.into_any(),
            ));
        }
        if let Some(linked) = row.linked {
            items.push((
                t::panel::suggestion::LINKED,
                view! { {move || word(linked)} }.into_any(),
            ));
        }
        if let Some(problem) = row.problem {
            let href = format!("/problems/{}", problem.id);
            let view = view! { <a href=href>{problem.code} " " {problem.title}</a> " " {tag(problem.state)} };
            items.push((t::panel::suggestion::PROBLEM, view.into_any()));
        }
        if let Some(text) = row.text_for_unit {
            items.push((t::panel::suggestion::FOR_UNIT, prose(text)));
        }
        if let Some(reply) = row.reply {
            items.push((t::panel::suggestion::REPLY, prose(reply)));
        }
        details(items)
    };
    let shown = move || row.with(|row| row.judged_on.is_some());
    move || shown().then(|| view! { <Card title=t::panel::suggestion::OUTCOME>{body}</Card> })
}

#[component]
fn Hints(row: Memo<Suggestion>) -> impl IntoView {
    let body = move || {
        let hints = row.with(|row| row.alike.clone());
        if hints.is_empty() {
            return view! { <p class="muted">{tr(t::panel::suggestion::NO_HINTS)}</p> }.into_any();
        }
        let lines = hints.into_iter().map(|hint| {
            let (other, percent) = (hint.suggestion, hint.likeness);
            let href = format!("/suggestions/{}", other.id);
            view! {
                <li>
                    <p><a href=href>{other.no}</a> " " {tag(other.state)} " " <span class="muted">{time::day(other.submitted_on)} " " {move || t::panel::suggestion::likeness(percent)}</span></p>
                    <p>{other.text}</p>
                </li>
            }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::panel::suggestion::HINTS>{body}</Card> }
}

#[component]
fn Screening(row: Memo<Suggestion>) -> impl IntoView {
    let body = move || {
        let lines = row.with(|row| row.screenings.clone());
        if lines.is_empty() {
            return view! { <p class="muted">{tr(t::panel::suggestion::NO_SCREENING)}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|line| {
            let (verdict, reason, settles) = (line.verdict, line.reason, line.settles);
            let waits = (!settles).then(|| view! { " " <span class="muted">{tr(t::panel::suggestion::WAITS)}</span> });
            view! {
                <li>
                    <p><strong>{move || word(verdict)}</strong> {reason.map(|reason| view! { " " {move || word(reason)} })} {waits}</p>
                    <p>{line.remark}</p>
                    <p class="muted">{line.screener} " " {time::instant(line.at)}</p>
                </li>
            }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::panel::suggestion::SCREENING>{body}</Card> }
}

#[component]
fn Evidence(row: Memo<Suggestion>) -> impl IntoView {
    let body = move || {
        let files = row.with(|row| row.evidence.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::panel::suggestion::NO_EVIDENCE)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {}", size(file.size), time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::panel::suggestion::EVIDENCE>{body}</Card> }
}

/// What the row allows, and why the rest is not possible now.
pub(super) fn sorted(row: &Suggestion) -> (Vec<SuggestionEventKind>, Vec<(SuggestionEventKind, String)>) {
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for action in &row.actions {
        let Some(event) = SuggestionEventKind::parse(&action.action) else {
            continue;
        };
        if action.allowed {
            allowed.push(event);
        } else {
            let zh = action.message_zh.clone().unwrap_or_default();
            let en = action.message.clone().unwrap_or_default();
            refused.push((event, lang().pick(&zh, &en).to_owned()));
        }
    }
    (allowed, refused)
}
