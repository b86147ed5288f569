//! A list page's table with everything around it.

use leptos::prelude::*;

use super::{Column, Pager, Row};
use crate::i18n::{Text, t, tr};
use crate::ui::state::{Status, empty, failed, no_match, skeleton};
use crate::url_state::{COLUMNS, SORT, UrlState};

/// A list: notice about the URL, toolbar with column chooser, table or state, pager.
#[component]
pub fn ListView(
    /// What the table shows, for screen readers.
    caption: Text,
    /// All columns.
    columns: &'static [Column],
    /// URL state of the page.
    url: UrlState,
    /// The order used when the URL does not say.
    #[prop(optional)]
    default_sort: &'static str,
    /// State of the query.
    status: Status,
    /// Rows of this page, a cell for each of `columns`.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
    /// Rows in all.
    #[prop(into)]
    total: Signal<i64>,
    /// Why nothing is there when no filter is set.
    empty_why: Text,
    /// What comes next then.
    #[prop(optional, into)]
    empty_next: Option<Text>,
    /// A last row of sums, a cell for each of `columns`.
    #[prop(optional, into)]
    totals: Option<Signal<Vec<super::Cell>>>,
    /// Buttons of the toolbar: export and the like.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let chosen = url.columns(columns);
    let shown = Memo::new(move |_| chosen.with(|chosen| shown_columns(columns, chosen.as_deref())));
    let body = move || {
        if let Some(error) = status.error.get() {
            return failed(&error, status.retry);
        }
        if status.waiting.get() {
            return skeleton(8);
        }
        if rows.with(Vec::is_empty) {
            return if url.filtered() {
                no_match(Callback::new(move |()| url.clear_filters()))
            } else {
                empty(empty_why, empty_next)
            };
        }
        table(caption, columns, shown, url, default_sort, rows, totals)
    };
    view! {
        {move || {
            let notices = url.notices();
            (!notices.is_empty())
                .then(|| {
                    view! {
                        <div class="notice warn" role="status">
                            <span class="notice-icon">{crate::ui::icon::warning()}</span>
                            <ul>{notices.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                        </div>
                    }
                })
        }}
        <section class="card list as-cards" aria-busy=move || status.busy.get().to_string()>
            <div class="list-bar">
                <p class="list-count" role="status">
                    {move || (!status.waiting.get()).then(|| t::kit::table::count(total.get()))}
                </p>
                <div class="list-tools">
                    {children.map(|children| children())}
                    {chooser(columns, shown, url)}
                </div>
            </div>
            {body}
            <Pager url=url total=total/>
        </section>
    }
}

fn shown_columns(columns: &[Column], chosen: Option<&[String]>) -> Vec<usize> {
    let wanted = |column: &Column| match chosen {
        Some(keys) => keys.iter().any(|key| key == column.key),
        None => !column.extra,
    };
    columns
        .iter()
        .enumerate()
        .filter(|(index, column)| *index == 0 || wanted(column))
        .map(|(index, _)| index)
        .collect()
}

fn chooser(columns: &'static [Column], shown: Memo<Vec<usize>>, url: UrlState) -> AnyView {
    let toggle = move |index: usize, on: bool| {
        let keys: Vec<_> = (0..columns.len())
            .filter(|at| {
                if *at == index {
                    on
                } else {
                    shown.with_untracked(|shown| shown.contains(at))
                }
            })
            .map(|at| columns[at].key)
            .collect();
        let usual: Vec<_> = columns
            .iter()
            .filter(|column| !column.extra)
            .map(|column| column.key)
            .collect();
        url.set(COLUMNS, (keys != usual).then(|| keys.join(",")));
    };
    view! {
        <details class="menu">
            <summary class="btn small">{tr(t::kit::table::COLUMNS)} {crate::ui::icon::chevron()}</summary>
            <div class="menu-list checks">
                {columns
                    .iter()
                    .enumerate()
                    .skip(1)
                    .map(|(index, column)| {
                        view! {
                            <label class="radio">
                                <input
                                    type="checkbox"
                                    prop:checked=move || shown.with(|shown| shown.contains(&index))
                                    on:change:target=move |event| toggle(index, event.target().checked())
                                />
                                <span>{tr(column.title)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
    .into_any()
}

fn table(
    caption: Text,
    columns: &'static [Column],
    shown: Memo<Vec<usize>>,
    url: UrlState,
    default_sort: &'static str,
    rows: Signal<Vec<Row>>,
    totals: Option<Signal<Vec<super::Cell>>>,
) -> AnyView {
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(caption)>
            <table class="table">
                <caption class="sr-only">{tr(caption)}</caption>
                <thead>
                    <tr>{move || shown.get().into_iter().map(|index| head(columns[index], url, default_sort)).collect_view()}</tr>
                </thead>
                <tbody on:keydown=super::simple::walk>
                    {move || {
                        let shown = shown.get();
                        rows.get().into_iter().map(|row| line(row, columns, &shown)).collect_view()
                    }}
                </tbody>
                {totals.map(|totals| view! { <tfoot>{move || sums(totals.get(), &shown.get())}</tfoot> })}
            </table>
        </div>
    }
    .into_any()
}

fn head(column: Column, url: UrlState, default_sort: &'static str) -> AnyView {
    let class = column_class(column);
    let Some((ascending, descending)) = column.sort else {
        return view! { <th scope="col" class=class>{tr(column.title)}</th> }.into_any();
    };
    let current = move || {
        let chosen = url.raw(SORT);
        if chosen.is_empty() {
            default_sort.to_owned()
        } else {
            chosen
        }
    };
    let order = move || match current() {
        now if now == ascending => "ascending",
        now if now == descending => "descending",
        _ => "none",
    };
    let press = move |_| {
        let now = untrack(current);
        let next = match now == ascending || (ascending.is_empty() && now != descending) {
            true => descending,
            false if ascending.is_empty() => default_sort,
            false => ascending,
        };
        url.set(SORT, (next != default_sort).then(|| next.to_owned()));
    };
    view! {
        <th scope="col" class=class aria-sort=order>
            <button type="button" class="sort" on:click=press>
                {tr(column.title)}
                <span class="sort-mark" aria-hidden="true">
                    {move || match order() {
                        "ascending" => "↑",
                        "descending" => "↓",
                        _ => "↕",
                    }}
                </span>
            </button>
        </th>
    }
    .into_any()
}

fn column_class(column: Column) -> &'static str {
    match (column.number, column.narrow) {
        (true, _) => "number",
        (false, true) => "narrow",
        (false, false) => "",
    }
}

fn line(row: Row, columns: &'static [Column], shown: &[usize]) -> AnyView {
    let Row { href, cells, urgent } = row;
    let cells = cells
        .into_iter()
        .enumerate()
        .filter(|(index, _)| shown.contains(index))
        .map(|(index, cell)| {
            let content = cell.render();
            let column = columns[index];
            let class = column_class(column);
            match (&href, index) {
                (Some(href), 0) => {
                    let href = href.clone();
                    view! { <th scope="row" class=class><a class="row-link" href=href>{content}</a></th> }
                        .into_any()
                }
                _ => view! { <td class=class data-label=tr(column.title)>{content}</td> }.into_any(),
            }
        })
        .collect_view();
    view! { <tr class:urgent=urgent>{cells}</tr> }.into_any()
}

fn sums(cells: Vec<super::Cell>, shown: &[usize]) -> AnyView {
    let cells = cells
        .into_iter()
        .enumerate()
        .filter(|(index, _)| shown.contains(index))
        .map(|(_, cell)| view! { <td>{cell.render()}</td> })
        .collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}
