//! The result of one unit: what it got, why, and how firmly it stands.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::policy::Capability;
use remit_shared::scoring::life::RunState;

use super::appeal::{AppealDialog, evidence};
use super::interval::interval;
use super::perspective::perspectives;
use super::trace::TraceDrawer;
use super::waterfall::waterfall;
use super::{UnitOutcome, unit_outcome};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::details;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/results",
    text: t::result::TITLE,
}];

/// The result as the page holds it.
pub(super) type Outcome = unit_outcome::UnitOutcomeScoreResult;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<UnitOutcome>(move || {
        live.track();
        unit_outcome::Variables {
            run_id: params.read().get("run").unwrap_or_default(),
            org_id: params.read().get("org").unwrap_or_default(),
        }
    });
    let name = query.map(|data| data.score_result.as_ref().map(|result| result.org.name.clone()));
    let title = Signal::derive(move || {
        name.get()
            .flatten()
            .unwrap_or_else(|| t::result::TITLE.get().to_owned())
    });
    let (appealing, tracing) = (RwSignal::new(false), RwSignal::new(None));
    let run_id = Signal::derive(move || params.read().get("run").unwrap_or_default());
    let org_id = Signal::derive(move || params.read().get("org").unwrap_or_default());
    let body = loaded(query, move |answer| {
        let outcome = Memo::new(move |_| answer.with(|answer| answer.score_result.clone()));
        move || match outcome.get() {
            None => empty(t::result::MISSING, None),
            Some(outcome) => {
                let spread =
                    answer.with(|answer| answer.score_run.as_ref().and_then(|run| run.spread.clone()));
                let ranked = spread.as_ref().map_or(1, |spread| spread.units);
                let (why, place) = (waterfall(&outcome, tracing), standing(&outcome, ranked));
                view! {
                    <div class="columns">
                        <Card title=t::result::unit::WHY>{why}</Card>
                        <div class="stack">
                            <Card title=t::result::unit::STANDING>{place}</Card>
                            <Card title=t::result::unit::PERSPECTIVES>{perspectives(&outcome)}</Card>
                            <Card title=t::result::unit::CITY>{answer.with(city)}</Card>
                            <Card title=t::result::appeal::TITLE>{answer.with(own_appeals)}</Card>
                        </div>
                    </div>
                }
                .into_any()
            }
        }
    });
    let paper_line = move || {
        query.data.with(|data| {
            let run = data.as_ref()?.score_run.as_ref()?;
            Some(t::result::paper::line(
                run.year,
                run.no,
                time::day(run.cut_on),
                &run.engine,
                &run.inputs_sha256,
            ))
        })
    };
    let session = use_session();
    let may_appeal = move || {
        let state = query.data.with(|data| {
            data.as_ref()
                .and_then(|data| data.score_run.as_ref().map(|run| run.state))
        });
        (session.may(Capability::ResultAppeal) && state == Some(RunState::Published)).then(|| {
            view! { <button type="button" class="btn" on:click=move |_| appealing.set(true)>{tr(t::result::appeal::ACT)}</button> }
        })
    };
    view! {
        <PageHead title=title crumbs=CRUMBS>
            {may_appeal}
            <button type="button" class="btn" on:click=move |_| { let _ = window().print(); }>{tr(t::result::paper::DO_PRINT)}</button>
        </PageHead>
        <p class="print-only">{paper_line}</p>
        {body}
        <AppealDialog open=appealing run=run_id changed=Callback::new(move |()| query.refetch())/>
        <TraceDrawer run=run_id org=org_id chosen=tracing/>
    }
    .into_any()
}

fn standing(outcome: &Outcome, ranked: i64) -> AnyView {
    let none = || "—".to_owned();
    let of = |rank: Option<i64>, size: i64| rank.map_or_else(none, |rank| format!("{rank} / {size}"));
    let ranks = interval(
        outcome.rank,
        outcome.rank_p5,
        outcome.rank_p95,
        usize::try_from(ranked).unwrap_or(1),
    );
    let mut items: Vec<(Text, AnyView)> = vec![
        (
            t::result::column::TOTAL,
            view! { <strong class="num">{outcome.total.clone()}</strong> }.into_any(),
        ),
        (t::result::column::RANK, of(outcome.rank, ranked).into_any()),
        (t::result::column::INTERVAL, ranks),
        (
            t::result::column::GROUP,
            format!(
                "{} {}",
                word(outcome.ranking_group),
                of(outcome.group_rank, outcome.group_size)
            )
            .into_any(),
        ),
        (t::result::unit::BAND, word(outcome.band).into_any()),
        (
            t::result::column::GRADE,
            outcome.grade.map_or("—", word).into_any(),
        ),
        (t::result::unit::EXPORT, outcome.export_points.clone().into_any()),
    ];
    items.extend(
        outcome
            .security
            .map(|security| (t::result::unit::SECURITY, word(security).into_any())),
    );
    let capped = outcome
        .severe_overdue
        .then(|| view! { <p class="notice warn">{tr(t::result::unit::SEVERE)}</p> });
    let thin = outcome
        .rank
        .is_none()
        .then(|| view! { <p class="notice warn">{t::result::not_ranked(&outcome.nominal_weight)}</p> });
    view! { {details(items)}{capped}{thin} }.into_any()
}

fn city(answer: &unit_outcome::ResponseData) -> AnyView {
    let Some(spread) = answer.score_run.as_ref().and_then(|run| run.spread.as_ref()) else {
        return view! { <p class="muted">{tr(t::result::unit::NO_CITY)}</p> }.into_any();
    };
    details(vec![
        (t::result::unit::MEAN, spread.mean.clone().into_any()),
        (t::result::unit::UPPER, spread.upper_quartile.clone().into_any()),
        (t::result::unit::MEDIAN, spread.median.clone().into_any()),
        (t::result::unit::LOWER, spread.lower_quartile.clone().into_any()),
    ])
}

fn own_appeals(answer: &unit_outcome::ResponseData) -> AnyView {
    let appeals = answer
        .score_run
        .as_ref()
        .map(|run| run.appeals.clone())
        .unwrap_or_default();
    if appeals.is_empty() {
        return view! { <p class="muted">{tr(t::result::appeal::NONE)}</p> }.into_any();
    }
    let lines = appeals.into_iter().map(|appeal| {
        let code = appeal.indicator;
        let attached = evidence(appeal.files.iter().map(|file| (file.url.clone(), file.name.clone())));
        view! {
            <li class="appeal">
                <p>{code.to_string()}" "{move || word(code)}" "{tag(appeal.state)}" "<span class="muted">{t::result::appeal::dates(time::day(appeal.filed_on), time::day(appeal.due_on))}</span></p>
                <p class="prose">{appeal.grounds}</p>
                {attached}
                {appeal.decision.map(|decision| view! { <p class="prose muted">{decision}</p> })}
            </li>
        }
    });
    view! { <ul class="appeals">{lines.collect_view()}</ul> }.into_any()
}
