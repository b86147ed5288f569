//! The powers list of a unit, or of all, as it is on any day.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::import::ImportDialog;
use super::{PowerCategory, PowerListSort, PowerRows, PowerState, PowerUnits, power_rows, power_units};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterDate, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tag::Toned;
use crate::ui::time;
use crate::url_state::{UrlState, use_url_state};

const COLUMNS: &[Column] = &[
    Column::new("name", t::list::column::NAME),
    Column::new("code", t::list::column::CODE)
        .narrow()
        .sort("CODE", "CODE"),
    Column::new("category", t::list::column::CATEGORY)
        .narrow()
        .sort("CATEGORY", "CATEGORY"),
    Column::new("org", t::list::column::ORG).narrow(),
    Column::new("basis", t::list::column::BASIS),
    Column::new("state", t::list::column::STATE).narrow(),
    Column::new("change", t::list::column::CHANGE)
        .narrow()
        .sort("", "CHANGED"),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let (text, org) = (url.text("q"), url.text("org"));
    let (as_of, since) = (url.date("asOf"), url.date("changedSince"));
    let (categories, states) = (
        url.choices::<PowerCategory>("categories"),
        url.choices::<PowerState>("states"),
    );
    let sort = url.sort(PowerListSort::Code);
    let again = RwSignal::new(0);
    let query = use_query::<PowerRows>(move || {
        again.track();
        let (first, offset) = url.window();
        let filter = power_rows::PowerListFilter {
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            as_of: as_of.get(),
            categories: Some(categories.get()).filter(|list| !list.is_empty()),
            states: Some(states.get()).filter(|list| !list.is_empty()),
            text: Some(text.get()).filter(|text| !text.is_empty()),
            changed_since: since.get(),
        };
        power_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.power_list_items.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.power_list_items.total_count))
    });
    let export = move || {
        let pairs = [
            ("org", org.get()),
            ("asOf", url.raw("asOf")),
            ("categories", url.raw("categories")),
            ("states", url.raw("states")),
            ("q", text.get()),
            ("changedSince", url.raw("changedSince")),
            ("sort", sort.get().code().to_owned()),
        ];
        address("/exports/powers.xlsx", &pairs)
    };
    let importing = RwSignal::new(false);
    let may_edit = session.may(Capability::ListsEdit);
    let day = move || match as_of.get().or(session.today()) {
        Some(day) => t::list::as_of(time::day(day)),
        None => String::new(),
    };
    view! {
        <PageHead title=text_title(t::list::TITLE)>
            <a class="btn" href="/lists/changes">{tr(t::list::CHANGES)}</a>
            <a class="btn" href=move || compare(&org.get())>{tr(t::list::COMPARE)}</a>
            {move || tasks_link(&org.get())}
        </PageHead>
        <Filters url=url/>
        <p class="muted" aria-live="polite">{day}</p>
        <ListView
            caption=t::list::TITLE
            columns=COLUMNS
            url=url
            default_sort="CODE"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::list::EMPTY
            empty_next=t::list::EMPTY_NEXT
        >
            <a class="btn small" href=export rel="external" download>{tr(t::list::EXPORT)}</a>
            {may_edit.then(|| view! {
                <button type="button" class="btn small" on:click=move |_| importing.set(true)>{tr(t::list::IMPORT)}</button>
            })}
        </ListView>
        {may_edit.then(|| view! { <ImportDialog open=importing changed=Callback::new(move |()| again.update(|n| *n += 1))/> })}
    }
    .into_any()
}

fn compare(org: &str) -> String {
    if org.is_empty() {
        "/lists/compare".to_owned()
    } else {
        format!("/lists/compare?org={org}")
    }
}

fn tasks_link(org: &str) -> Option<AnyView> {
    let href = (!org.is_empty()).then(|| format!("/lists/tasks/{org}"))?;
    Some(view! { <a class="btn" href=href>{tr(t::list::TASKS)}</a> }.into_any())
}

/// A path with those of the parameters that say something.
pub(super) fn address(path: &str, pairs: &[(&str, String)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<_> = said
        .map(|(key, value)| {
            let value = js_sys::encode_uri_component(value);
            format!("{key}={}", String::from(value))
        })
        .collect();
    format!("{path}?{}", said.join("&"))
}

#[component]
fn Filters(url: UrlState) -> impl IntoView {
    let as_of = url.date("asOf");
    let units = use_query::<PowerUnits>(move || power_units::Variables { as_of: as_of.get() });
    let choices = Signal::derive(move || {
        let counts = units
            .data
            .with(|data| data.as_ref().map(|data| data.power_list_counts.clone()));
        let mut choices: Vec<_> = counts
            .unwrap_or_default()
            .into_iter()
            .map(|count| {
                let label = t::list::unit_count(&count.org.name, count.items);
                (count.org.id, label)
            })
            .collect();
        choices.sort_by(|one, other| one.1.cmp(&other.1));
        choices
    });
    let more = ViewFn::from(move || {
        view! {
            <FilterChoice url=url param="categories" label=t::list::column::CATEGORY values=PowerCategory::ALL/>
            <FilterChoice url=url param="states" label=t::list::column::STATE values=PowerState::ALL/>
            <FilterDate url=url param="changedSince" label=t::list::CHANGED_SINCE/>
        }
    });
    view! {
        <FilterBar url=url more=more>
            {filter_select(url, "org", t::list::column::ORG, choices)}
            <FilterDate url=url param="asOf" label=t::list::AS_OF_LABEL/>
            <FilterText url=url param="q" label=t::list::TEXT hint=t::list::TEXT_HINT/>
        </FilterBar>
    }
}

fn row(line: &power_rows::PowerRowsPowerListItemsNodes) -> Row {
    // What a cancelled item shows is its end, else what made it say this.
    let last = match line.state {
        PowerState::Cancelled => line.ended_by.as_ref().map(|change| (change.op, line.valid_to)),
        PowerState::Active => line
            .made_by
            .as_ref()
            .map(|change| (change.op, Some(line.valid_from))),
    };
    let change = match last {
        Some((op, day)) => Cell::Several(vec![
            Cell::Tag(op.tone(), Text::new(op.zh(), op.en())),
            Cell::Date(day),
        ]),
        None => Cell::Muted("—".to_owned()),
    };
    Row::new(vec![
        Cell::text(&line.name),
        Cell::number(&line.code),
        Cell::text(word(line.category)),
        Cell::text(&line.org.short_name),
        Cell::Muted(line.basis.clone()),
        Cell::tag(line.state),
        change,
    ])
    .link(format!("/lists/items/{}", line.id))
}
