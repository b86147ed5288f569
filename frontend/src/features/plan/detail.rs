//! One plan: where it stands, what it says, what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::apply::Applicability;
use super::changes::{Changes, History};
use super::next::Next;
use super::opinions::{Opinions, own};
use super::params::Params;
use super::tree::Tree;
use super::{Detail, PlanPage, PlanState, plan_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::steps::{steps, steps_at};
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::url_state::use_url_state;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/plans",
    text: t::plan::TITLE,
}];
const WAY: [Text; 4] = [
    t::plan::step::DRAFT,
    t::plan::step::CONSULT,
    t::plan::step::APPROVE,
    t::plan::step::PUBLISH,
];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<PlanPage>(move || {
        live.track();
        plan_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.plan.is_some()));
        move || {
            if !known.get() {
                return empty(t::plan::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.plan.clone()) else {
                return ().into_any();
            };
            let detail = Memo::new(move |_| {
                answer
                    .with(|answer| answer.plan.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let changed = Callback::new(move |()| query.refetch());
            view! { <Plan detail=detail changed=changed/> }.into_any()
        }
    })
}

#[component]
fn Plan(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let url = use_url_state();
    let tab = url.text("tab");
    let tabs = Signal::derive(move || {
        let (opinions, changes) =
            detail.with(|detail| (count(detail.opinions.len()), count(detail.changes.lines.len())));
        let tab = |key, text, count| Tab { key, text, count };
        vec![
            tab("", t::plan::TREE, None),
            tab("params", t::plan::PARAMS, None),
            tab("apply", t::plan::apply::TITLE, None),
            tab("opinions", t::plan::opinion::TITLE, Some(opinions)),
            tab("changes", t::plan::change::TITLE, Some(changes)),
            tab("history", t::plan::HISTORY, None),
        ]
    });
    let body = move || match tab.get().as_str() {
        "params" => view! { <Params detail=detail changed=changed/> }.into_any(),
        "apply" => view! { <Applicability detail=detail changed=changed/> }.into_any(),
        "opinions" => view! { <Opinions detail=detail changed=changed/> }.into_any(),
        "changes" => view! { <Changes detail=detail/> }.into_any(),
        "history" => view! { <History detail=detail/> }.into_any(),
        _ => view! { <Tree detail=detail changed=changed/> }.into_any(),
    };
    view! {
        <Head detail=detail/>
        <div class="columns">
            <Next detail=detail changed=changed/>
            <About detail=detail/>
        </div>
        <Tabs url=url param="tab" label=t::plan::TITLE tabs=tabs/>
        {body}
    }
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

#[component]
fn Head(detail: Memo<Detail>) -> impl IntoView {
    let title = Signal::derive(move || detail.with(|detail| detail.plan.title.clone()));
    let standing = move || {
        let state = detail.with(|detail| detail.plan.state);
        let place = match state {
            PlanState::Draft => 0,
            PlanState::Consulted => 1,
            PlanState::Approved => 3,
            PlanState::Published | PlanState::Amended | PlanState::Archived => WAY.len(),
        };
        let own = detail
            .with(own)
            .map(|word| view! { <span class="muted">{tr(t::plan::opinion::OWN)}" "{word}</span> });
        view! { <div class="row">{tag(state)}{own}</div> {steps(steps_at(&WAY, place))} }
    };
    view! { <PageHead title=title crumbs=CRUMBS/>{standing} }
}

#[component]
fn About(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let plan = detail.with(|detail| detail.plan.clone());
        let with_name = |at: Option<chrono::DateTime<chrono::Utc>>, who: Option<String>| {
            let at = at.map_or_else(|| "—".to_owned(), time::instant);
            match who {
                Some(who) => format!("{at} {who}"),
                None => at,
            }
        };
        let mut items = vec![
            (t::plan::column::YEAR, plan.year.to_string().into_any()),
            (t::plan::column::REVISION, plan.revision.to_string().into_any()),
            (t::plan::STARTS, time::day(plan.starts_on).into_any()),
            (
                t::plan::column::CONSULT,
                time::day_or_dash(plan.consult_due_on).into_any(),
            ),
            (
                t::plan::column::DOC_NO,
                plan.approval_doc_no
                    .clone()
                    .unwrap_or_else(|| "—".to_owned())
                    .into_any(),
            ),
            (
                t::plan::APPROVED,
                with_name(plan.approved_at, plan.approved_by.clone()).into_any(),
            ),
            (
                t::plan::column::PUBLISHED,
                with_name(plan.published_at, plan.published_by.clone()).into_any(),
            ),
        ];
        items.extend(plan.reason.clone().map(|reason| (t::plan::REASON, prose(reason))));
        details(items)
    };
    view! { <Card title=t::plan::ABOUT>{body}</Card> }
}
