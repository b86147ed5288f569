//! All plans, and a new year.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::{DraftYear, PlanRows, PlanState, draft_year, plan_rows};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::form::{Form, SelectField, TextField, required};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("title", t::plan::column::TITLE),
    Column::new("year", t::plan::column::YEAR).narrow(),
    Column::new("revision", t::plan::column::REVISION).narrow(),
    Column::new("state", t::plan::column::STATE).narrow(),
    Column::new("docNo", t::plan::column::DOC_NO),
    Column::new("published", t::plan::column::PUBLISHED).narrow(),
    Column::new("consult", t::plan::column::CONSULT).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let year = url.text("year");
    let states = url.choices::<PlanState>("states");
    let query = use_query::<PlanRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = plan_rows::PlanFilter {
            year: year.get().trim().parse().ok(),
            states: Some(states.get()).filter(|states| !states.is_empty()),
        };
        plan_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let nodes = move || {
        query
            .data
            .with(|data| data.as_ref().map(|data| data.plans.nodes.clone()))
            .unwrap_or_default()
    };
    let rows = Signal::derive(move || nodes().iter().map(row).collect::<Vec<_>>());
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.plans.total_count))
    });
    let drafting = RwSignal::new(false);
    let earlier = Signal::derive(move || {
        let known = nodes().into_iter();
        known.map(|plan| (plan.id, plan.title)).collect::<Vec<_>>()
    });
    view! {
        <PageHead title=text_title(t::plan::TITLE)>
            {session
                .may(Capability::PlanEdit)
                .then(|| {
                    view! {
                        <button type="button" class="btn primary" on:click=move |_| drafting.set(true)>
                            {tr(t::plan::DRAFT)}
                        </button>
                    }
                })}
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="year" label=t::plan::column::YEAR hint=t::plan::YEAR_HINT/>
            <FilterChoice url=url param="states" label=t::plan::column::STATE values=PlanState::ALL/>
        </FilterBar>
        <ListView
            caption=t::plan::TITLE
            columns=COLUMNS
            url=url
            default_sort=""
            status=query.status()
            rows=rows
            total=total
            empty_why=t::plan::EMPTY
            empty_next=t::plan::EMPTY_NEXT
        />
        <DraftDialog open=drafting earlier=earlier/>
    }
    .into_any()
}

fn row(plan: &plan_rows::PlanRowsPlansNodes) -> Row {
    let consult = Some(plan.consult_due_on).filter(|_| plan.state == PlanState::Consulted);
    Row::new(vec![
        Cell::text(&plan.title),
        Cell::number(plan.year),
        Cell::number(plan.revision),
        Cell::tag(plan.state),
        Cell::maybe(plan.approval_doc_no.clone()),
        Cell::Date(plan.published_at.and_then(time::local_day)),
        Cell::Date(consult.flatten()),
    ])
    .link(format!("/plans/{}", plan.id))
}

#[component]
fn DraftDialog(open: RwSignal<bool>, earlier: Signal<Vec<(String, String)>>) -> impl IntoView {
    let form = Form::new();
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let (year, from) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = Callback::new(move |()| {
        if !form.check([required("year", year, t::plan::column::YEAR)]) {
            return;
        }
        let input = draft_year::DraftPlanInput {
            year: year.get_untracked().trim().parse().unwrap_or_default(),
            from_id: Some(from.get_untracked()).filter(|id| !id.is_empty()),
        };
        form.submit(
            mutate::<DraftYear>(draft_year::Variables { input }),
            move |data| {
                let Some(plan) = data.draft_plan.plan else { return };
                open.set(false);
                navigate.with_value(|go| {
                    go(
                        &format!("/plans/{}", plan.plan.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::plan::DRAFT explain=Some(t::plan::DRAFT_WHY) submit=t::plan::DRAFT on_submit=send>
            <TextField form=form name="year" label=t::plan::column::YEAR value=year hint=t::plan::YEAR_HINT required=true max=4/>
            <SelectField form=form name="fromId" label=t::plan::FROM value=from options=earlier hint=t::plan::FROM_HINT/>
        </ActionDialog>
    }
}
