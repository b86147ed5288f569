//! Ratings of the units, from rollups: the list, and one unit by month, channel and level (K21).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::windows::Years;
use super::{
    RatingLevel, UnitRatingPage, UnitRatingRows, span, unit_rating_page, unit_rating_rows, usual_year,
};
use crate::api::use_query;
use crate::i18n::{lang, t, tr};
use crate::session::use_session;
use crate::ui::chart::{Bar, BarChart};
use crate::ui::page::{Card, Crumb, PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("org", t::rating::column::ORG),
    Column::new("n", t::rating::COUNT).number(),
    Column::new("mean", t::rating::MEAN).number(),
    Column::new("bad", t::rating::column::BAD).number(),
];

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/ratings",
    text: t::rating::AGGREGATES,
}];

fn shown_year() -> Signal<i64> {
    let (url, session) = (use_url_state(), use_session());
    let year = url.year("year");
    Signal::derive(move || year.get().unwrap_or_else(|| usual_year(session.today())))
}

/// All units in scope.
pub(super) fn page() -> AnyView {
    let shown = shown_year();
    let query = use_query::<UnitRatingRows>(move || {
        let (from, to) = span(shown.get());
        unit_rating_rows::Variables { from, to }
    });
    view! {
        <PageHead title=text_title(t::rating::AGGREGATES)><Years shown=shown/></PageHead>
        <p class="muted">{tr(t::rating::SCALE)}</p>
        {loaded(query, move |answer| {
            let rows = Signal::derive(move || {
                let year = shown.get();
                answer.with(|answer| answer.unit_ratings.iter().map(|line| row(line, year)).collect::<Vec<_>>())
            });
            move || {
                if rows.with(Vec::is_empty) {
                    return empty(t::rating::AGGREGATES_EMPTY, None);
                }
                view! { <SimpleTable caption=t::rating::AGGREGATES_CAPTION quiet=true columns=COLUMNS rows=rows/> }.into_any()
            }
        })}
    }
    .into_any()
}

fn row(line: &unit_rating_rows::UnitRatingRowsUnitRatings, year: i64) -> Row {
    let bad: i64 = line.tally.levels.iter().skip(3).sum();
    Row::new(vec![
        Cell::text(&line.org.short_name),
        Cell::number(line.tally.n),
        Cell::maybe(line.tally.mean.clone()),
        Cell::number(bad),
    ])
    .link(format!("/ratings/{}?year={year}", line.org.id))
}

/// One unit.
pub(super) fn one() -> AnyView {
    let (params, shown) = (use_params_map(), shown_year());
    let query = use_query::<UnitRatingPage>(move || {
        let (from, to) = span(shown.get());
        unit_rating_page::Variables {
            org_id: params.read().get("id").unwrap_or_default(),
            from,
            to,
        }
    });
    loaded(query, move |answer| {
        move || match answer.with(|answer| answer.rating_aggregate.clone()) {
            Some(found) => unit(&found, shown),
            None => empty(t::rating::NO_UNIT, None),
        }
    })
}

fn unit(found: &unit_rating_page::UnitRatingPageRatingAggregate, shown: Signal<i64>) -> AnyView {
    let name = found.org.name.clone();
    let title = Signal::derive(move || format!("{name} {}", t::rating::AGGREGATES.get()));
    let mean = found.total.mean.clone().unwrap_or_else(|| "—".to_owned());
    let pick = |zh: &'static str, en: &'static str| lang().pick(zh, en).to_owned();
    let bar = |label: String, n: i64, shown: String| Bar {
        label,
        value: f64::from(i32::try_from(n).unwrap_or(i32::MAX)),
        shown,
        href: None,
    };
    let with_mean = |n: i64, mean: &Option<String>| match mean {
        Some(mean) => format!("{n} · {mean}"),
        None => n.to_string(),
    };
    let months = found.months.iter().map(|tally| {
        let month = tally
            .month
            .map_or_else(String::new, |day| day.format("%Y-%m").to_string());
        bar(month, tally.n, with_mean(tally.n, &tally.mean))
    });
    let channels = found.channels.iter().map(|tally| {
        let channel = tally
            .channel
            .map_or_else(String::new, |channel| pick(channel.zh(), channel.en()));
        bar(channel, tally.n, with_mean(tally.n, &tally.mean))
    });
    let levels = RatingLevel::ALL
        .iter()
        .zip(&found.total.levels)
        .map(|(level, n)| bar(pick(level.zh(), level.en()), *n, n.to_string()));
    let statuses = found.statuses.iter().map(|line| {
        bar(
            pick(line.status.zh(), line.status.en()),
            line.n,
            line.n.to_string(),
        )
    });
    let (months, channels): (Vec<_>, Vec<_>) = (months.collect(), channels.collect());
    let (levels, statuses): (Vec<_>, Vec<_>) = (levels.collect(), statuses.collect());
    view! {
        <PageHead title=title crumbs=CRUMBS><Years shown=shown/></PageHead>
        <p class="row">
            <span>{tr(t::rating::COUNT)}" "<strong class="num">{found.total.n}</strong></span>
            <span>{tr(t::rating::MEAN)}" "<strong class="num">{mean}</strong></span>
        </p>
        <p class="muted">{tr(t::rating::SCALE)}</p>
        <div class="columns">
            <div class="stack">
                <Card title=t::rating::BY_MONTH><BarChart caption=t::rating::BY_MONTH label=t::rating::MONTH value=t::rating::COUNT bars=months/></Card>
            </div>
            <div class="stack">
                <Card title=t::rating::BY_LEVEL><BarChart caption=t::rating::BY_LEVEL label=t::rating::column::LEVEL value=t::rating::COUNT bars=levels/></Card>
                <Card title=t::rating::BY_CHANNEL><BarChart caption=t::rating::BY_CHANNEL label=t::rating::column::CHANNEL value=t::rating::COUNT bars=channels/></Card>
                <Card title=t::rating::BY_STATUS><BarChart caption=t::rating::BY_STATUS label=t::rating::column::STATE value=t::rating::COUNT bars=statuses/></Card>
            </div>
        </div>
    }
    .into_any()
}
