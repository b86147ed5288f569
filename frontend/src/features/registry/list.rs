//! The list of units.

use leptos::prelude::*;
use remit_shared::wire::Wire;
use remit_shared::wire_enum;

use super::coverage::CoverageBanner;
use super::{IN_SCOPE, OrgKind, OrgSort, RankingGroup, UnitRows, unit_rows};
use crate::api::use_query;
use crate::i18n::{Text, t, word};
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tabs::{Tabs, tabs_of};
use crate::ui::tag::Tone;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("name", t::registry::column::NAME).sort("NAME", "NAME"),
    Column::new("kind", t::registry::column::KIND).narrow(),
    Column::new("group", t::registry::column::GROUP).narrow().extra(),
    Column::new("leader", t::registry::column::LEADER).narrow(),
    Column::new("supervised", t::registry::column::SUPERVISED).narrow(),
    Column::new("open", t::registry::column::OPEN)
        .number()
        .sort("", "OPEN_PROBLEMS"),
    Column::new("overdue", t::registry::column::OVERDUE).number(),
    Column::new("closed", t::registry::column::CLOSED)
        .number()
        .extra(),
];

wire_enum! {
    /// Whom the registry shows; what is in scope of supervision when the URL does not say.
    pub enum Extent {
        All = "ALL", "全部单位", "All organisations";
    }
}

type Line = unit_rows::UnitRowsOrgsNodes;

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let (text, kinds) = (url.text("q"), url.choices::<OrgKind>("kinds"));
    let (group, supervised) = (url.choice::<RankingGroup>("rankingGroup"), url.flag("supervised"));
    let sort = url.sort(OrgSort::Registry);
    let everybody = url.choice::<Extent>("extent");
    let query = use_query::<UnitRows>(move || {
        let (first, offset) = url.window();
        let filter = unit_rows::OrgFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            kinds: wanted_kinds(kinds.get(), everybody.get().is_some()),
            supervised: supervised.get(),
            ranking_group: group.get(),
        };
        unit_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.orgs.total_count))
    });
    let either = Signal::derive(|| {
        let choice = |code: &str, text: Text| (code.to_owned(), text.get().to_owned());
        vec![
            choice("1", t::registry::SUPERVISED),
            choice("0", t::registry::UNSUPERVISED),
        ]
    });
    let more =
        ViewFn::from(move || filter_select(url, "supervised", t::registry::filter::SUPERVISED, either));
    view! {
        <PageHead title=text_title(t::registry::TITLE)/>
        <CoverageBanner/>
        <Tabs
            url=url
            param="extent"
            label=t::registry::EXTENT
            tabs=Signal::derive(|| tabs_of(t::registry::IN_SCOPE, Extent::ALL))
        />
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::registry::filter::TEXT hint=t::registry::filter::TEXT_HINT/>
            <FilterChoice url=url param="rankingGroup" label=t::registry::filter::GROUP values=RankingGroup::ALL/>
            <FilterChoice url=url param="kinds" label=t::registry::filter::KIND values=OrgKind::ALL/>
        </FilterBar>
        <ListView
            caption=t::registry::CAPTION
            columns=COLUMNS
            url=url
            default_sort="REGISTRY"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::registry::EMPTY
            empty_next=t::registry::EMPTY_NEXT
        />
    }
    .into_any()
}

/// Kinds asked for; when none are, those in scope of supervision unless everybody is to be shown.
fn wanted_kinds(chosen: Vec<OrgKind>, everybody: bool) -> Option<Vec<OrgKind>> {
    match (chosen.is_empty(), everybody) {
        (false, _) => Some(chosen),
        (true, true) => None,
        (true, false) => Some(IN_SCOPE.to_vec()),
    }
}

/// The tag of a unit: supervised, not yet, or never.
pub(super) fn standing(kind: OrgKind, supervised: bool) -> (Tone, Text) {
    match (supervised, IN_SCOPE.contains(&kind)) {
        (true, _) => (Tone::Done, t::registry::SUPERVISED),
        (false, true) => (Tone::Back, t::registry::UNSUPERVISED),
        (false, false) => (Tone::Quiet, t::registry::OUT_OF_SCOPE),
    }
}

fn row(line: &Line) -> Row {
    let (tone, text) = standing(line.kind, line.supervised);
    let overdue = line.overdue_problems.unwrap_or(0);
    let cells = vec![
        Cell::text(&line.name),
        Cell::text(word(line.kind)),
        Cell::maybe(line.ranking_group.map(word)),
        Cell::maybe(
            line.in_charge_leader
                .as_ref()
                .map(|leader| leader.display_name.clone()),
        ),
        Cell::Tag(tone, text),
        count(&line.id, line.open_problems, "OPEN"),
        count(&line.id, line.overdue_problems, "OVERDUE"),
        count(&line.id, line.closed_problems, "CLOSED"),
    ];
    Row::new(cells)
        .link(format!("/registry/{}", line.id))
        .urgent(overdue > 0)
}

/// A number that leads to its rows; a dash for hats that see no problems.
fn count(unit: &str, count: Option<i64>, view: &str) -> Cell {
    match count {
        None => Cell::maybe(None::<String>),
        Some(0) => Cell::number(0),
        Some(count) => {
            let href = problems_of(unit, view);
            Cell::view(move || view! { <a class="num" href=href.clone()>{count}</a> }.into_any())
        }
    }
}

/// The list of a unit's problems in a saved view.
pub(super) fn problems_of(unit: &str, view: &str) -> String {
    format!("/problems?org={unit}&view={view}")
}
