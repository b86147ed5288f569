//! The daily ledger of points: filters, order, groups and page in the URL; bulk acts with a preview.

use std::collections::BTreeMap;

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::bulk::BulkBar;
use super::grid::Grid;
use super::import::ImportDialog;
use super::narrow::Narrow;
use super::write::WriteDialog;
use super::{
    Line, PointGrouping, PointLight, PointMeasure, PointOutcome, PointRows, PointSort, PointState,
    PointSubtotals, PointView, PointYearInfo, point_rows, point_subtotals, point_year_info,
};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::{Status, empty, failed, no_match, skeleton};
use crate::ui::table::Pager;
use crate::url_state::{UrlState, use_url_state};

type Year = Memo<Option<point_year_info::PointYearInfoPointYear>>;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let narrow = Narrow::of(url);
    let sort = order(url, narrow);
    let query = use_query::<PointRows>(move || {
        live.track();
        let (first, offset) = url.window();
        point_rows::Variables {
            filter: Some(narrow.filter()),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let groups = use_query::<PointSubtotals>(move || {
        live.track();
        point_subtotals::Variables {
            filter: Some(narrow.subtotals()),
            by: narrow.group.get().unwrap_or(PointGrouping::State),
        }
    });
    let years = use_query::<PointYearInfo>(move || point_year_info::Variables {
        year: narrow.filter().year,
    });
    let year = Memo::new(move |_| {
        years
            .data
            .with(|data| data.as_ref().map(|data| data.point_year.clone()))
    });
    let rows = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map(|data| data.points.nodes.clone()))
            .unwrap_or_default()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.points.total_count))
    });
    let subtotals = Signal::derive(move || {
        groups
            .data
            .with(|data| data.as_ref().map(|data| data.point_groups.clone()))
            .unwrap_or_default()
    });
    let selection = RwSignal::new(BTreeMap::new());
    let changed = Callback::new(move |()| {
        selection.set(BTreeMap::new());
        query.refetch();
        groups.refetch();
    });
    let (importing, writing) = (RwSignal::new(false), RwSignal::new(false));
    let export = move || {
        format!(
            "/exports/points.xlsx?{}&sort={}",
            narrow.query_string(),
            sort.get().code()
        )
    };
    let template = move || {
        let year = year.get().map(|info| info.year).unwrap_or_default();
        format!("/exports/points-template.xlsx?year={year}")
    };
    let writes = session.may(Capability::PointWrite);
    let status = query.status();
    let table = move || {
        instead(status, rows, url).unwrap_or_else(|| {
            view! { <Grid rows=rows subtotals=subtotals group=narrow.group selection=selection url=url total=total/> }
                .into_any()
        })
    };
    view! {
        <Heading year=year importing=importing writing=writing/>
        <Filters url=url/>
        <section class="card list as-cards" aria-busy=move || status.busy.get().to_string()>
            <div class="list-bar">
                <p class="list-count" role="status">
                    {move || (!status.waiting.get()).then(|| t::kit::table::count(total.get()))}
                    {move || summary(narrow, subtotals)}
                </p>
                <div class="list-tools">
                    {writes.then(|| view! { <a class="btn small" href=template rel="external" download>{tr(t::point::TEMPLATE)}</a> })}
                    <a class="btn small" href=export rel="external" download>{tr(t::point::EXPORT)}</a>
                </div>
            </div>
            <BulkBar selection=selection changed=changed/>
            {table}
            <Pager url=url total=total/>
        </section>
        {writes
            .then(|| {
                view! {
                    <ImportDialog open=importing year=year changed=changed/>
                    <WriteDialog open=writing year=year changed=changed/>
                }
            })}
    }
    .into_any()
}

/// The order asked for; groups need their own.
fn order(url: UrlState, narrow: Narrow) -> Memo<PointSort> {
    let chosen = url.choice::<PointSort>("sort");
    Memo::new(move |_| match (chosen.get(), narrow.group.get()) {
        (_, Some(PointGrouping::Org)) => PointSort::Org,
        (_, Some(PointGrouping::Measure)) => PointSort::Measure,
        (_, Some(PointGrouping::State)) => PointSort::State,
        (sort, None) => sort.unwrap_or(PointSort::Code),
    })
}

/// What stands in the grid's place while there is nothing to show in it.
fn instead(status: Status, rows: Signal<Vec<Line>>, url: UrlState) -> Option<AnyView> {
    if let Some(error) = status.error.get() {
        return Some(failed(&error, status.retry));
    }
    if status.waiting.get() {
        return Some(skeleton(10));
    }
    if !rows.with(Vec::is_empty) {
        return None;
    }
    Some(if url.filtered() {
        no_match(Callback::new(move |()| url.clear_filters()))
    } else {
        empty(t::point::EMPTY, Some(t::point::EMPTY_NEXT))
    })
}

/// Title, year, and the ways to the other pages of points.
#[component]
fn Heading(year: Year, importing: RwSignal<bool>, writing: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let of_year = move || year.get().map(|info| t::point::of_year(info.year));
    view! {
        <PageHead title=text_title(t::point::TITLE)>
            <span class="muted">{of_year}</span>
            {session.may(Capability::PointProgress).then(|| view! { <a class="btn" href="/points/fill">{tr(t::point::FILL)}</a> })}
            {session
                .may(Capability::PointVerify)
                .then(|| view! { <a class="btn" href="/points/sample">{tr(t::point::SAMPLE)}</a> })}
            {session
                .may(Capability::PointWrite)
                .then(|| {
                    view! {
                        <button type="button" class="btn" on:click=move |_| importing.set(true)>{tr(t::point::IMPORT)}</button>
                        <button type="button" class="btn primary" on:click=move |_| writing.set(true)>{tr(t::point::CREATE)}</button>
                    }
                })}
        </PageHead>
    }
}

/// States with their counts, as long as the rows are not grouped otherwise.
fn summary(narrow: Narrow, subtotals: Signal<Vec<super::grid::Subtotal>>) -> AnyView {
    if narrow
        .group
        .get()
        .is_some_and(|group| group != PointGrouping::State)
    {
        return ().into_any();
    }
    let states = subtotals
        .get()
        .into_iter()
        .filter_map(|group| group.state.map(|state| (state, group.count)));
    states
        .map(|(state, count)| view! { " "<span class="count-of">{move || crate::i18n::word(state)}" "<b class="num">{count}</b></span> })
        .collect_view()
        .into_any()
}

#[component]
fn Filters(url: UrlState) -> impl IntoView {
    let more = ViewFn::from(move || {
        view! {
            <FilterChoice url=url param="view" label=t::point::filter::VIEW values=PointView::ALL/>
            <FilterChoice url=url param="measures" label=t::point::column::MEASURE values=PointMeasure::ALL/>
            <FilterChoice url=url param="outcomes" label=t::point::column::OUTCOME values=PointOutcome::ALL/>
            <FilterChoice url=url param="sort" label=t::point::filter::SORT values=PointSort::ALL/>
        }
    });
    view! {
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::point::filter::TEXT hint=t::point::filter::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::point::column::STATE values=PointState::ALL/>
            <FilterChoice url=url param="lights" label=t::point::column::LIGHT values=PointLight::ALL/>
            <FilterChoice url=url param="group" label=t::point::filter::GROUP values=PointGrouping::ALL/>
        </FilterBar>
    }
}
