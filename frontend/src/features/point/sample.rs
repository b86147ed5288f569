//! The draw of the sample: seed, rule, and every point's lot, so that anybody can recompute it.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{
    DrawPointSample, PointLots, PointSample, PointYearInfo, draw_point_sample, point_lots, point_sample,
    point_year_info,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::details;
use crate::ui::form::Form;
use crate::ui::page::{Card, Crumb, PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/points",
    text: t::point::TITLE,
}];

const COLUMNS: &[Column] = &[
    Column::new("code", t::point::column::CODE).narrow(),
    Column::new("title", t::point::column::TITLE),
    Column::new("org", t::point::column::ORG),
    Column::new("lot", t::point::LOT).narrow(),
    Column::new("sampled", t::point::IN_SAMPLE).narrow(),
    Column::new("state", t::point::column::STATE).narrow(),
    Column::new("quality", t::point::QUALITY).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let asked = url.year("year");
    let sampled = url.flag("sampled");
    let years = use_query::<PointYearInfo>(move || point_year_info::Variables { year: asked.get() });
    let year = Memo::new(move |_| {
        years
            .data
            .with(|data| data.as_ref().map(|data| data.point_year.year))
    });
    let draw = use_query::<PointSample>(move || point_sample::Variables {
        year: year.get().unwrap_or(2000),
    });
    let lots = use_query::<PointLots>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = point_lots::PointFilter {
            year: year.get(),
            text: None,
            states: None,
            lights: None,
            measures: None,
            outcomes: None,
            org_id: None,
            sampled: sampled.get(),
            view: Some(super::PointView::Ledger),
        };
        point_lots::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let (form, toasts) = (Form::new(), use_toasts());
    let press = move |()| {
        let year = year.get_untracked().unwrap_or_default();
        form.submit(
            mutate::<DrawPointSample>(draw_point_sample::Variables { year }),
            move |_| {
                toasts.show(t::point::DRAWN.get().to_owned());
                draw.refetch();
                lots.refetch();
            },
        );
    };
    let may = session.may(Capability::PointVerify);
    let found = Memo::new(move |_| {
        draw.data
            .with(|data| data.as_ref().and_then(|data| data.point_draw.clone()))
    });
    let rows = Signal::derive(move || {
        let nodes = lots
            .data
            .with(|data| data.as_ref().map(|data| data.points.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        lots.data
            .with(|data| data.as_ref().map_or(0, |data| data.points.total_count))
    });
    let only = move |value: Option<&'static str>| move |_| url.set("sampled", value.map(str::to_owned));
    view! {
        <PageHead title=text_title(t::point::SAMPLE) crumbs=CRUMBS>
            <span class="muted">{move || year.get().map(t::point::of_year)}</span>
        </PageHead>
        <div class="columns draw-top">
            <div class="stack"><Card title=t::point::DRAW_FACTS>{move || facts(found.get(), may, form, Callback::new(press))}</Card></div>
            <div class="stack">
                <Card title=t::point::DRAW_RULE>
                    <ol class="draw-rule">
                        <li>{tr(t::point::rule::QUOTA)}</li>
                        <li>{tr(t::point::rule::ORDER)}</li>
                        <li>{tr(t::point::rule::STREAM)}</li>
                        <li>{tr(t::point::rule::CHOICE)}</li>
                        <li>{tr(t::point::rule::VISIT)}</li>
                    </ol>
                </Card>
            </div>
        </div>
        <ListView
            caption=t::point::SAMPLE
            columns=COLUMNS
            url=url
            status=lots.status()
            rows=rows
            total=total
            empty_why=t::point::EMPTY
            empty_next=t::point::EMPTY_NEXT
        >
            <button type="button" class="btn small" aria-pressed=move || sampled.get().is_none().to_string() on:click=only(None)>{tr(t::point::ALL)}</button>
            <button type="button" class="btn small" aria-pressed=move || (sampled.get() == Some(true)).to_string() on:click=only(Some("1"))>{tr(t::point::ONLY_SAMPLED)}</button>
        </ListView>
    }
    .into_any()
}

/// What is known of the draw, or the button that makes it.
fn facts(
    found: Option<point_sample::PointSamplePointDraw>,
    may: bool,
    form: Form,
    press: Callback<()>,
) -> AnyView {
    let Some(found) = found else {
        let refused = move || {
            form.problems.with(|problems| {
                problems
                    .first()
                    .map(|problem| view! { <p class="bulk-no" role="alert">{problem.text()}</p> })
            })
        };
        return view! {
            <p>{tr(t::point::NOT_DRAWN)}</p>
            {may.then(|| view! { <button type="button" class="btn primary" on:click=move |_| press.run(())>{tr(t::point::DRAW)}</button> })}
            {refused}
        }
        .into_any();
    };
    let code = |text: String| view! { <code class="wrap">{text}</code> }.into_any();
    details(vec![
        (t::point::SEED, code(found.seed)),
        (t::point::DRAWN_AT, time::instant(found.at).into_any()),
        (t::point::DRAWN_BY, found.by.into_any()),
        (t::point::DRAWN_POINTS, found.points.to_string().into_any()),
        (t::point::DRAWN_CHOSEN, found.chosen.to_string().into_any()),
        (t::point::CODES_SHA, code(found.codes_sha256)),
    ])
}

fn row(line: &point_lots::PointLotsPointsNodes) -> Row {
    let sampled = line.sampled;
    let yes = Cell::view(move || match sampled {
        Some(true) => view! { <strong>{tr(t::point::YES)}</strong> }.into_any(),
        Some(false) => view! { <span class="muted">{tr(t::point::NO)}</span> }.into_any(),
        None => "—".into_any(),
    });
    Row::new(vec![
        Cell::number(&line.code),
        Cell::text(&line.title),
        Cell::text(&line.org.short_name),
        Cell::maybe(line.lot.clone()),
        yes,
        Cell::tag(line.state),
        Cell::maybe(line.quality.map(word)),
    ])
    .link(format!("/points/{}", line.id))
}
