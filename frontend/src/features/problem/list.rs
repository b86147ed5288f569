//! The list of problems: filters, order, columns and page in the URL; alerts in words and colours.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::raise::RaiseDialog;
use super::{
    Alert, ProblemRows, ProblemSort, ProblemSource, ProblemState, ProblemView, Severity, problem_rows,
};
use crate::api::use_query;
use crate::i18n::{lang, t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterDate, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::{UrlState, use_url_state};

const COLUMNS: &[Column] = &[
    Column::new("code", t::problem::column::CODE)
        .narrow()
        .sort("CODE", "CODE"),
    Column::new("title", t::problem::column::TITLE),
    Column::new("org", t::problem::column::ORG),
    Column::new("state", t::problem::column::STATE).narrow(),
    Column::new("severity", t::problem::column::SEVERITY)
        .narrow()
        .sort("SEVERITY", "SEVERITY"),
    Column::new("due", t::problem::column::DUE)
        .narrow()
        .sort("DUE", "DUE_DESC"),
    Column::new("source", t::problem::column::SOURCE).narrow(),
    Column::new("raised", t::problem::column::RAISED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("close_no", t::problem::column::CLOSE_NO).narrow(),
    Column::new("section", t::problem::column::SECTION).extra(),
    Column::new("returned", t::problem::column::RETURNED)
        .number()
        .extra(),
    Column::new("extensions", t::problem::column::EXTENSIONS)
        .number()
        .extra(),
];

type Line = problem_rows::ProblemRowsProblemsNodes;

/// What the URL narrows the list to.
#[derive(Clone, Copy)]
struct Narrow {
    text: Memo<String>,
    view: Memo<Option<ProblemView>>,
    states: Memo<Vec<ProblemState>>,
    severities: Memo<Vec<Severity>>,
    sources: Memo<Vec<ProblemSource>>,
    alerts: Memo<Vec<Alert>>,
    org: Memo<String>,
    from: Memo<Option<chrono::NaiveDate>>,
    to: Memo<Option<chrono::NaiveDate>>,
}

impl Narrow {
    fn of(url: UrlState) -> Self {
        Self {
            text: url.text("q"),
            view: url.choice("view"),
            states: url.choices("states"),
            severities: url.choices("severities"),
            sources: url.choices("sources"),
            alerts: url.choices("alerts"),
            org: url.text("org"),
            from: url.date("from"),
            to: url.date("to"),
        }
    }

    fn filter(self) -> problem_rows::ProblemFilter {
        let some = |list: Vec<_>| (!list.is_empty()).then_some(list);
        problem_rows::ProblemFilter {
            text: Some(self.text.get()).filter(|text| !text.is_empty()),
            states: some(self.states.get()),
            alerts: Some(self.alerts.get()).filter(|list| !list.is_empty()),
            severities: Some(self.severities.get()).filter(|list| !list.is_empty()),
            sources: Some(self.sources.get()).filter(|list| !list.is_empty()),
            org_id: Some(self.org.get()).filter(|id| !id.is_empty()),
            view: self.view.get(),
            raised_from: self.from.get(),
            raised_to: self.to.get(),
        }
    }

    /// The same filter for the export's URL.
    fn query_string(self) -> String {
        fn codes<W: Wire>(list: &[W]) -> String {
            list.iter()
                .map(|value| value.code())
                .collect::<Vec<_>>()
                .join(",")
        }
        let pairs = [
            ("q", self.text.get()),
            (
                "view",
                self.view
                    .get()
                    .map(|view| view.code().to_owned())
                    .unwrap_or_default(),
            ),
            ("states", codes(&self.states.get())),
            ("severities", codes(&self.severities.get())),
            ("sources", codes(&self.sources.get())),
            ("alerts", codes(&self.alerts.get())),
            ("org", self.org.get()),
            ("from", self.from.get().map(time::day).unwrap_or_default()),
            ("to", self.to.get().map(time::day).unwrap_or_default()),
        ];
        let set = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        set.map(|(key, value)| format!("{key}={}", String::from(js_sys::encode_uri_component(&value))))
            .collect::<Vec<_>>()
            .join("&")
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let narrow = Narrow::of(url);
    let sort = url.sort(ProblemSort::Newest);
    let query = use_query::<ProblemRows>(move || {
        live.track();
        let (first, offset) = url.window();
        problem_rows::Variables {
            filter: Some(narrow.filter()),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let today = session.today();
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.problems.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|line| row(&line, today))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.problems.total_count))
    });
    let raising = RwSignal::new(false);
    let export = move || {
        format!(
            "/exports/problems.xlsx?{}&sort={}",
            narrow.query_string(),
            sort.get().code()
        )
    };
    view! {
        <PageHead title=text_title(t::problem::TITLE)>
            {session
                .may(Capability::ProblemRaise)
                .then(|| {
                    view! {
                        <button type="button" class="btn primary" on:click=move |_| raising.set(true)>
                            {tr(t::problem::RAISE)}
                        </button>
                    }
                })}
        </PageHead>
        <Filters url=url/>
        <ListView
            caption=t::problem::CAPTION
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::problem::EMPTY
            empty_next=t::problem::EMPTY_NEXT
        >
            <a class="btn small" href=export rel="external" download>{tr(t::problem::EXPORT)}</a>
        </ListView>
        <RaiseDialog open=raising/>
    }
    .into_any()
}

#[component]
fn Filters(url: UrlState) -> impl IntoView {
    let more = ViewFn::from(move || {
        view! {
            <FilterChoice url=url param="severities" label=t::problem::column::SEVERITY values=Severity::ALL/>
            <FilterChoice url=url param="sources" label=t::problem::column::SOURCE values=ProblemSource::ALL/>
            <FilterChoice url=url param="alerts" label=t::problem::filter::ALERT values=Alert::ALL/>
            <FilterDate url=url param="from" label=t::problem::filter::FROM/>
            <FilterDate url=url param="to" label=t::problem::filter::TO/>
        }
    });
    view! {
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::problem::filter::TEXT hint=t::problem::filter::TEXT_HINT/>
            <FilterChoice url=url param="view" label=t::problem::filter::VIEW values=ProblemView::ALL/>
            <FilterChoice url=url param="states" label=t::problem::column::STATE values=ProblemState::ALL/>
        </FilterBar>
    }
}

fn row(line: &Line, today: Option<chrono::NaiveDate>) -> Row {
    let overdue = line.overdue_working_days;
    let due = Due::new(line.step_due_on.or(line.due_on), overdue).seen_on(today);
    let ended = matches!(
        line.state,
        ProblemState::Closed | ProblemState::Rejected | ProblemState::Merged
    );
    let source = match line.source {
        Some(source) => lang().pick(source.zh(), source.en()).to_owned(),
        None => line.source_label.clone(),
    };
    let cells = vec![
        Cell::number(&line.code),
        Cell::text(&line.title),
        Cell::text(&line.org.short_name),
        Cell::Several(vec![Cell::tag(line.state), Cell::Alert(line.alert)]),
        Cell::tag(line.severity),
        if ended {
            Cell::Date(line.closed_on)
        } else {
            Cell::Due(due)
        },
        Cell::text(&source),
        Cell::Date(time::local_day(line.raised_at)),
        Cell::maybe(line.close_no.clone()),
        Cell::maybe(line.section.as_ref().map(|section| section.name.clone())),
        Cell::number(line.returned_count),
        Cell::number(line.extensions_count),
    ];
    Row::new(cells)
        .link(format!("/problems/{}", line.id))
        .urgent(overdue > 0)
}
