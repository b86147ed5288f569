//! Appointments with their counts by the four kinds of source bodies (K13).

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::nominate::NominateDialog;
use super::{
    AppointmentKind, AppointmentRows, AppointmentSort, AppointmentState, SourceKind, appointment_rows,
};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("name", t::panel::appointment::NAME),
    Column::new("kind", t::panel::appointment::KIND).narrow(),
    Column::new("source", t::panel::appointment::SOURCE),
    Column::new("source_kind", t::panel::appointment::SOURCE_KIND).narrow(),
    Column::new("state", t::panel::appointment::STATE).narrow(),
    Column::new("field", t::panel::appointment::FIELD),
    Column::new("letter", t::panel::appointment::LETTER)
        .narrow()
        .sort("LETTER", "LETTER"),
    Column::new("term", t::panel::appointment::TERM)
        .narrow()
        .sort("TERM_TO", "NEWEST"),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let text = url.text("q");
    let kind = url.choice::<AppointmentKind>("kind");
    let source = url.choice::<SourceKind>("sourceKind");
    let states = url.choices::<AppointmentState>("states");
    let soon = url.flag("endsSoon");
    let sort = url.sort(AppointmentSort::Letter);
    let query = use_query::<AppointmentRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = appointment_rows::AppointmentFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            kind: kind.get(),
            source_kind: source.get(),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            org_id: None,
            ends_soon: soon.get(),
        };
        appointment_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.appointments.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.appointments.total_count))
    });
    let counts = move || {
        let counts = query
            .data
            .with(|data| data.as_ref().map(|data| data.appointment_counts.clone()))
            .unwrap_or_default();
        tiles(
            SourceKind::ALL
                .iter()
                .map(|source| tile(*source, &counts))
                .collect(),
        )
    };
    let nominating = RwSignal::new(false);
    view! {
        <PageHead title=text_title(t::panel::appointment::TITLE)>
            {session
                .may(Capability::AppointmentNominate)
                .then(|| {
                    view! {
                        <button type="button" class="btn primary" on:click=move |_| nominating.set(true)>
                            {tr(t::panel::appointment::NOMINATE)}
                        </button>
                    }
                })}
        </PageHead>
        {counts}
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::panel::appointment::KEYWORD hint=t::panel::appointment::KEYWORD_HINT/>
            <FilterChoice url=url param="sourceKind" label=t::panel::appointment::SOURCE_KIND values=SourceKind::ALL/>
            <FilterChoice url=url param="kind" label=t::panel::appointment::KIND values=AppointmentKind::ALL/>
        </FilterBar>
        <ListView
            caption=t::panel::appointment::CAPTION
            columns=COLUMNS
            url=url
            default_sort="LETTER"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::panel::appointment::EMPTY
            empty_next=t::panel::appointment::EMPTY_NEXT
        />
        {session.may(Capability::AppointmentNominate).then(|| view! { <NominateDialog open=nominating changed=Callback::new(move |()| query.refetch())/> })}
    }
    .into_any()
}

/// Active appointees from one kind of body, experts and officers apart.
fn tile(source: SourceKind, counts: &[appointment_rows::AppointmentRowsAppointmentCounts]) -> Tile {
    let of = |kind: AppointmentKind| {
        let hit = counts
            .iter()
            .find(|row| row.source_kind == source && row.kind == kind);
        hit.map_or(0, |row| row.count)
    };
    let note = AppointmentKind::ALL
        .iter()
        .filter(|kind| of(**kind) > 0)
        .map(|kind| t::panel::appointment::total(word(*kind), of(*kind)))
        .collect::<Vec<_>>()
        .join(" · ");
    Tile {
        label: word(source).to_owned(),
        value: AppointmentKind::ALL
            .iter()
            .map(|kind| of(*kind))
            .sum::<i64>()
            .to_string(),
        href: Some(format!(
            "/appointments?sourceKind={}&states=ACTIVE",
            source.code()
        )),
        urgent: false,
        note: Some(note),
    }
}

fn row(line: &appointment_rows::AppointmentRowsAppointmentsNodes) -> Row {
    let term = format!("{} — {}", time::day(line.term_from), time::day(line.term_to));
    let cells = vec![
        Cell::text(&line.person.display_name),
        Cell::text(word(line.kind)),
        Cell::text(&line.source_org.short_name),
        Cell::text(word(line.source_kind)),
        Cell::tag(line.state),
        Cell::text(&line.field),
        Cell::maybe(Some(line.letter_no.clone()).filter(|letter| !letter.is_empty())),
        Cell::Number(term),
    ];
    Row::new(cells).link(format!("/appointments/{}", line.id))
}
