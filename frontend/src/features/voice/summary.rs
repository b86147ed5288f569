//! What was said of the units, as means; and for the office how was voted.

use leptos::prelude::*;
use remit_shared::policy::{Capability, Reach};

use super::voice_board;
use crate::i18n::{Text, t, tr};
use crate::session::use_session;
use crate::ui::page::Card;
use crate::ui::state::empty;
use crate::ui::table::{Cell, Column, Row, SimpleTable};

type Results = voice_board::VoiceBoardVoiceResults;
type Unit = voice_board::VoiceBoardVoiceResultsUnits;

const COLUMNS: &[Column] = &[
    Column::new("unit", t::voice::column::UNIT),
    Column::new("leaders", t::voice::column::LEADERS).number(),
    Column::new("commentMean", t::voice::column::COMMENT_MEAN).number(),
    Column::new("casters", t::voice::column::CASTERS).number(),
    Column::new("attitude", t::voice::column::ATTITUDE).number(),
    Column::new("timeliness", t::voice::column::TIMELINESS).number(),
    Column::new("effect", t::voice::column::EFFECT).number(),
    Column::new("mean", t::voice::column::MUTUAL_MEAN).number(),
];

const CASTERS: &[Column] = &[
    Column::new("unit", t::voice::column::UNIT),
    Column::new("rated", t::voice::column::RATED).number(),
    Column::new("mean", t::voice::column::MEAN).number(),
    Column::new("difference", t::voice::column::DIFFERENCE).number(),
    Column::new("corrected", t::voice::column::CORRECTED).narrow(),
    Column::new("straight", t::voice::STRAIGHT).narrow(),
];

/// The summary by unit; nothing of an open window (R6).
#[component]
pub(super) fn Summary(results: Memo<Results>) -> impl IntoView {
    let session = use_session();
    let own = session.reach(Capability::AggregateRead) == Reach::Unit;
    let title = if own {
        t::voice::OWN_RESULT
    } else {
        t::voice::RESULTS
    };
    let nothing =
        Memo::new(move |_| results.with(|results| !results.comments_shown && !results.mutual_shown));
    let rows =
        Signal::derive(move || results.with(|results| results.units.iter().map(row).collect::<Vec<_>>()));
    let body = move || {
        if nothing.get() {
            return view! { <p class="muted">{tr(t::voice::NOT_YET)}</p> }.into_any();
        }
        if results.with(|results| results.units.is_empty()) {
            return empty(t::voice::NO_RESULTS, Some(t::voice::NO_RESULTS_NEXT));
        }
        view! { <SimpleTable caption=title quiet=true columns=COLUMNS rows=rows/> <Texts results=results/> }
            .into_any()
    };
    view! { <Card title=title>{body}</Card> }
}

fn row(unit: &Unit) -> Row {
    let dash = || Cell::Muted("—".to_owned());
    let hidden = |text: Text| Cell::view(move || view! { <span class="muted">{tr(text)}</span> }.into_any());
    let number = |value: &Option<String>| value.as_ref().map_or_else(dash, Cell::number);
    let mut cells = vec![Cell::text(&unit.org.name)];
    match &unit.comments {
        None => cells.extend([dash(), dash()]),
        Some(said) => cells.extend([
            Cell::number(said.leaders),
            said.mean
                .as_ref()
                .map_or_else(|| hidden(t::voice::FEW_LEADERS), Cell::number),
        ]),
    }
    match &unit.mutual {
        None => cells.extend([dash(), dash(), dash(), dash(), dash()]),
        Some(means) => {
            cells.push(Cell::number(means.casters));
            if means.mean.is_none() {
                cells.extend([hidden(t::voice::FEW_CASTERS), dash(), dash(), dash()]);
            } else {
                let items = [&means.attitude, &means.timeliness, &means.effect, &means.mean];
                cells.extend(items.map(number));
            }
        }
    }
    Row::new(cells).link(format!("/registry/{}", unit.org.id))
}

/// The leaders' remarks, without their authors (F6).
#[component]
fn Texts(results: Memo<Results>) -> impl IntoView {
    move || {
        let units = results.with(|results| results.units.clone());
        let said = units.into_iter().filter_map(|unit| {
            let texts = unit.comments.map(|said| said.texts).unwrap_or_default();
            (!texts.is_empty()).then_some((unit.org.name, texts))
        });
        let groups = said.map(|(name, texts)| {
            let count = texts.len();
            let lines = texts.into_iter().map(|text| view! { <li>{text}</li> });
            view! {
                <details>
                    <summary>{move || t::voice::texts_of(&name, count)}</summary>
                    <ul>{lines.collect_view()}</ul>
                </details>
            }
        });
        let groups: Vec<_> = groups.collect();
        (!groups.is_empty()).then(|| view! { <h3>{tr(t::voice::TEXTS)}</h3> {groups} })
    }
}

/// How was voted, for the office (§5.6: reported, not excluded).
#[component]
pub(super) fn Report(results: Memo<Results>) -> impl IntoView {
    let there = Memo::new(move |_| results.with(|results| results.casters.is_some()));
    let rows = Signal::derive(move || {
        let casters = results
            .with(|results| results.casters.clone())
            .unwrap_or_default();
        let flag = |yes: bool| {
            let text = if yes { t::voice::YES } else { t::voice::NO };
            Cell::view(move || view! { {tr(text)} }.into_any())
        };
        let lines = casters.into_iter().map(|line| {
            Row::new(vec![
                Cell::text(line.org.name),
                Cell::number(line.rated),
                Cell::number(line.mean),
                Cell::number(line.leniency),
                flag(line.corrected),
                flag(line.straight),
            ])
        });
        lines.collect::<Vec<_>>()
    });
    let pairs =
        move || {
            let pairs = results.with(|results| results.pairs.clone()).unwrap_or_default();
            if pairs.is_empty() {
                return view! { <p class="muted">{tr(t::voice::NO_PAIRS)}</p> }.into_any();
            }
            let lines = pairs.into_iter().map(|pair| {
            let units = pair.orgs.into_iter().zip(pair.others);
            let words: Vec<String> = units.map(|(unit, others)| format!("{} {others}", unit.name)).collect();
            view! { <li>{words.join(" ↔ ")}" "<span class="muted">{tr(t::voice::column::OTHERS)}</span></li> }
        });
            view! { <ul>{lines.collect_view()}</ul> }.into_any()
        };
    move || {
        there.get().then(|| {
            view! {
                <Card title=t::voice::LENIENCY>
                    <p class="muted">{tr(t::voice::LENIENCY_WHY)}</p>
                    <SimpleTable caption=t::voice::LENIENCY quiet=true columns=CASTERS rows=rows/>
                </Card>
                <Card title=t::voice::PAIRS>
                    <p class="muted">{tr(t::voice::PAIRS_WHY)}</p>
                    {pairs}
                </Card>
            }
        })
    }
}
