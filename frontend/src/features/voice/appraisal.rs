//! Institution appraisals (K29): the year's list, its grades, imports.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::import::ImportDialog;
use super::{AppraisalMark, AppraisalRows, AppraisalSort, AppraisalSums, appraisal_rows, appraisal_sums};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row, SimpleTable};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("institution", t::voice::appraisal::NAME).sort("NAME", "NAME"),
    Column::new("org", t::voice::appraisal::ORG).sort("UNIT", "UNIT"),
    Column::new("grade", t::voice::appraisal::GRADE)
        .narrow()
        .sort("GRADE", "GRADE"),
    Column::new("score", t::voice::appraisal::SCORE).number(),
];
const BATCHES: &[Column] = &[
    Column::new("at", t::voice::appraisal::AT),
    Column::new("file", t::voice::appraisal::FILE_NAME),
    Column::new("rows", t::voice::appraisal::ROWS).number(),
    Column::new("written", t::voice::appraisal::WRITTEN).number(),
    Column::new("rejected", t::voice::appraisal::REJECTED),
    Column::new("author", t::voice::appraisal::AUTHOR),
];

/// The page.
pub(super) fn page() -> AnyView {
    use chrono::Datelike;
    let (url, session) = (use_url_state(), use_session());
    let text = url.text("q");
    let grades = url.choices::<AppraisalMark>("grades");
    let asked = url.year("year");
    let sort = url.sort(AppraisalSort::Unit);
    // The year under review: until the cut-off has passed the data is last year's.
    let usual = session.today().map_or(2022, |today| {
        i64::from(today.year()) - i64::from(today.month() < 11)
    });
    let year = Memo::new(move |_| asked.get().unwrap_or(usual));
    let query = use_query::<AppraisalRows>(move || {
        let (first, offset) = url.window();
        let filter = appraisal_rows::AppraisalFilter {
            year: Some(year.get()),
            text: Some(text.get()).filter(|text| !text.is_empty()),
            grades: Some(grades.get()).filter(|grades| !grades.is_empty()),
            org_id: None,
        };
        appraisal_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let sums = use_query::<AppraisalSums>(move || appraisal_sums::Variables { year: year.get() });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.appraisals.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.appraisals.total_count))
    });
    let importing = RwSignal::new(false);
    let imports = session.may(Capability::AppraisalImport);
    let changed = Callback::new(move |()| {
        query.refetch();
        sums.refetch();
    });
    let export = move || {
        let grades: Vec<_> = grades.get().into_iter().map(Wire::code).collect();
        let mut address = format!(
            "/exports/appraisals.xlsx?year={}&sort={}",
            year.get(),
            sort.get().code()
        );
        if !grades.is_empty() {
            address = format!("{address}&grades={}", grades.join(","));
        }
        address
    };
    let template = move || format!("/exports/appraisals-template.xlsx?year={}", year.get());
    view! {
        <PageHead title=text_title(t::voice::appraisal::TITLE)>
            {imports.then(|| view! { <button type="button" class="btn primary" on:click=move |_| importing.set(true)>{tr(t::voice::appraisal::IMPORT)}</button> })}
        </PageHead>
        <p class="muted">{tr(t::voice::appraisal::LEAD)}</p>
        {move || sums.data.with(|data| data.as_ref().map(|data| grade_tiles(&data.appraisal_year, year.get())))}
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::voice::appraisal::NAME/>
            <FilterText url=url param="year" label=t::voice::appraisal::YEAR/>
            <FilterChoice url=url param="grades" label=t::voice::appraisal::GRADE values=AppraisalMark::ALL/>
        </FilterBar>
        <ListView
            caption=t::voice::appraisal::TITLE
            columns=COLUMNS
            url=url
            default_sort="UNIT"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::voice::appraisal::EMPTY
            empty_next=t::voice::appraisal::EMPTY_NEXT
        >
            {imports.then(|| view! { <a class="btn small" href=template rel="external" download>{tr(t::voice::appraisal::TEMPLATE)}</a> })}
            <a class="btn small" href=export rel="external" download>{tr(t::voice::appraisal::EXPORT)}</a>
        </ListView>
        {imports.then(|| view! {
            <Batches sums=Signal::derive(move || sums.data.with(|data| data.as_ref().map(|data| data.appraisal_year.clone())))/>
            <ImportDialog open=importing year=year changed=changed/>
        })}
    }
    .into_any()
}

fn row(line: &appraisal_rows::AppraisalRowsAppraisalsNodes) -> Row {
    Row::new(vec![
        Cell::text(&line.institution),
        Cell::text(&line.org.name),
        Cell::tag(line.grade),
        Cell::maybe(line.score.clone()),
    ])
}

type Year = appraisal_sums::AppraisalSumsAppraisalYear;

fn grade_tiles(found: &Year, year: i64) -> AnyView {
    let list = found.grades.iter().map(|line| Tile {
        label: word(line.grade).to_owned(),
        value: line.count.to_string(),
        href: Some(format!("/appraisals?year={year}&grades={}", line.grade.code())),
        urgent: false,
        note: None,
    });
    tiles(list.collect())
}

#[component]
fn Batches(sums: Signal<Option<Year>>) -> impl IntoView {
    let rows = Signal::derive(move || {
        let batches = sums
            .with(|year| year.as_ref().map(|year| year.batches.clone()))
            .unwrap_or_default();
        let lines = batches.into_iter().map(|batch| {
            let file = if batch.file_name.is_empty() {
                Cell::view(|| view! { {tr(t::voice::appraisal::PARTNER)} }.into_any())
            } else {
                Cell::text(batch.file_name)
            };
            Row::new(vec![
                Cell::number(time::instant(batch.at)),
                file,
                Cell::number(batch.rows),
                Cell::number(batch.written),
                Cell::maybe(Some(batch.rejected.join("；")).filter(|text| !text.is_empty())),
                Cell::maybe(batch.author),
            ])
        });
        lines.collect::<Vec<_>>()
    });
    let body = move || {
        if rows.with(Vec::is_empty) {
            return view! { <p class="muted">{tr(t::voice::appraisal::NO_BATCHES)}</p> }.into_any();
        }
        view! { <SimpleTable caption=t::voice::appraisal::BATCHES quiet=true columns=BATCHES rows=rows/> }
            .into_any()
    };
    view! { <Card title=t::voice::appraisal::BATCHES>{body}</Card> }
}
