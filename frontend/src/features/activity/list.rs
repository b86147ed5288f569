//! The planner: the list of activities.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::plan::PlanDialog;
use super::{
    ActivityKind, ActivityRows, ActivityState, ActivityUnits, FindingState, JointActivitySort, activity_rows,
    activity_units,
};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::activity::column::NO)
        .narrow()
        .sort("NO", "NO"),
    Column::new("title", t::activity::column::TITLE),
    Column::new("kinds", t::activity::column::KINDS),
    Column::new("days", t::activity::column::DAYS)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("leader", t::activity::column::LEADER).narrow(),
    Column::new("units", t::activity::column::UNITS).narrow(),
    Column::new("findings", t::activity::column::FINDINGS).narrow(),
    Column::new("problems", t::activity::column::PROBLEMS).narrow(),
    Column::new("state", t::activity::column::STATE).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, org, year) = (url.text("q"), url.text("org"), url.text("year"));
    let states = url.choices::<ActivityState>("states");
    let kinds = url.choices::<ActivityKind>("kinds");
    let found = url.choices::<FindingState>("findings");
    let sort = url.sort(JointActivitySort::Newest);
    let query = use_query::<ActivityRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = activity_rows::JointActivityFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            kinds: Some(kinds.get()).filter(|kinds| !kinds.is_empty()),
            year: year.get().parse().ok(),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            findings: Some(found.get()).filter(|states| !states.is_empty()),
        };
        activity_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.joint_activities.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.joint_activities.total_count))
    });
    let planning = RwSignal::new(false);
    let may_plan = session.may(Capability::ActivityManage);
    let units = units();
    let more = ViewFn::from(move || {
        view! {
            {filter_select(url, "org", t::activity::column::UNITS, units)}
            <FilterChoice url=url param="findings" label=t::activity::FINDING_STATE values=FindingState::ALL/>
            <FilterText url=url param="year" label=t::activity::YEAR hint=t::activity::YEAR_HINT/>
        }
    });
    view! {
        <PageHead title=text_title(t::activity::TITLE)>
            {may_plan.then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| planning.set(true)>{tr(t::activity::PLAN)}</button>
            })}
        </PageHead>
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::activity::TEXT hint=t::activity::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::activity::column::STATE values=ActivityState::ALL/>
            <FilterChoice url=url param="kinds" label=t::activity::column::KINDS values=ActivityKind::ALL/>
        </FilterBar>
        <ListView
            caption=t::activity::TITLE
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::activity::EMPTY
            empty_next=t::activity::EMPTY_NEXT
        />
        {may_plan.then(|| view! { <PlanDialog open=planning/> })}
    }
    .into_any()
}

fn units() -> Signal<Vec<(String, String)>> {
    let units = use_query::<ActivityUnits>(|| activity_units::Variables);
    Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.name)).collect()
    })
}

fn row(line: &activity_rows::ActivityRowsJointActivitiesNodes) -> Row {
    let kinds: Vec<_> = line.kinds.iter().map(|kind| word(*kind)).collect();
    Row::new(vec![
        Cell::number(&line.no),
        Cell::text(&line.title),
        Cell::text(kinds.join("、")),
        Cell::number(t::activity::from_to(
            time::day(line.from_on),
            time::day(line.to_on),
        )),
        Cell::maybe(line.leader.clone()),
        Cell::number(line.unit_count.to_string()),
        Cell::number(line.finding_count.to_string()),
        Cell::number(line.problem_count.to_string()),
        Cell::tag(line.state),
    ])
    .link(format!("/activities/{}", line.id))
}
