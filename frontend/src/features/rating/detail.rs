//! One bad rating: what was said, how it stands, what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::acts::Acts;
use super::{BadRatingPage, bad_rating_page};
use crate::api::use_query;
use crate::i18n::{Text, lang, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::{alert, tag};
use crate::ui::time;

pub(super) type Case = bad_rating_page::BadRatingPageBadRating;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/bad-ratings",
    text: t::rating::BAD,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<BadRatingPage>(move || {
        live.track();
        bad_rating_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.bad_rating.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.bad_rating.clone());
            let (true, Some(first)) = (known.get(), first) else {
                return empty(t::rating::MISSING, None);
            };
            let case = Memo::new(move |_| {
                answer
                    .with(|answer| answer.bad_rating.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head case=case/>
                <div class="columns">
                    <div class="stack">
                        <Acts case=case changed=Callback::new(move |()| query.refetch())/>
                        <Card title=t::rating::SAID>{move || said(&case.get())}</Card>
                        <Card title=t::rating::HANDLING>{move || handling(&case.get())}</Card>
                    </div>
                    <Card title=t::rating::HISTORY>{move || history(&case.get())}</Card>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(case: Memo<Case>) -> impl IntoView {
    let session = use_session();
    let title =
        Signal::derive(move || case.with(|case| format!("{} {}", case.org.name, t::rating::BAD_OF.get())));
    let standing = move || {
        let case = case.get();
        let due = case.due_on.map(|due| {
            let due = Due::new(Some(due), case.overdue_working_days).seen_on(session.today());
            view! { <span class="muted">{tr(t::rating::column::DUE)}</span> {due.render()} }
        });
        view! { <div class="row">{tag(case.state)} {alert(case.alert)} {due}</div> }
    };
    view! {
        <PageHead title=title crumbs=CRUMBS/>
        {standing}
    }
}

fn said(case: &Case) -> AnyView {
    let level = match case.level {
        Some(level) => tag(level).into_any(),
        None => view! { <span class="muted">{tr(t::rating::HIDDEN_LEVEL)}</span> }.into_any(),
    };
    let reasons: Vec<_> = case
        .reasons
        .iter()
        .map(|reason| lang().pick(reason.zh(), reason.en()))
        .collect();
    let mut items = vec![
        (t::rating::column::LEVEL, level),
        (
            t::rating::column::WINDOW,
            case.window.clone().unwrap_or_else(|| "—".to_owned()).into_any(),
        ),
        (t::rating::column::CHANNEL, word(case.channel).into_any()),
        (t::rating::column::RATED, time::instant(case.rated_at).into_any()),
    ];
    let mut add = |name: Text, text: Option<String>| {
        items.extend(
            text.filter(|text| !text.is_empty())
                .map(|text| (name, prose(text))),
        );
    };
    add(t::rating::column::RECEIPT, case.receipt_no.clone());
    add(t::rating::column::REASONS, Some(reasons.join("、")));
    add(t::rating::column::COMMENT, case.comment.clone());
    add(t::rating::column::ADDED, case.added_comment.clone());
    add(t::rating::column::CONTACT, case.contact.clone());
    details(items)
}

fn handling(case: &Case) -> AnyView {
    let mut items = Vec::new();
    let mut add = |name: Text, text: Option<String>| {
        items.extend(
            text.filter(|text| !text.is_empty())
                .map(|text| (name, prose(text))),
        );
    };
    let picked = |zh: &str, en: &str| Some(lang().pick(zh, en).to_owned());
    add(t::rating::column::HANDLER, case.handler.clone());
    add(t::rating::column::VERIFIED, case.verified.clone());
    add(
        t::rating::column::GROUND,
        case.appeal_ground
            .and_then(|ground| picked(ground.zh(), ground.en())),
    );
    add(t::rating::column::APPEAL, case.appeal_text.clone());
    add(t::rating::column::EXPLANATION, case.explanation.clone());
    add(t::rating::column::MEASURES, case.measures.clone());
    add(t::rating::column::REPLY, case.reply.clone());
    add(
        t::rating::column::RESULT,
        case.revisit_result
            .and_then(|result| picked(result.zh(), result.en())),
    );
    let second = case
        .awaits_second
        .then(|| view! { <p class="muted">{tr(t::rating::SECOND)}</p> });
    let problem = case.problem_id.clone().map(|id| {
        view! { <p><a href=format!("/problems/{id}")>{tr(t::rating::PROBLEM)}</a></p> }
    });
    view! { {details(items)} {second} {problem} }.into_any()
}

fn history(case: &Case) -> AnyView {
    let lines = case.events.iter().map(|event| {
        let (kind, remark) = (event.event, event.remark.clone());
        view! {
            <li>
                <p><strong>{word(kind)}</strong>" "<span class="muted">{event.actor.clone()}" · "{time::instant(event.at)}</span></p>
                {remark.map(|remark| view! { <p class="prose">{remark}</p> })}
            </li>
        }
    });
    view! { <ol class="stack">{lines.collect_view()}</ol> }.into_any()
}
