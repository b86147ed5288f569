//! The result of a year on A4: every unit with rank, score, grade, interval and band; who signs for it, and the digest by
//! which anybody can tell it from another.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{RunPaper, run_paper};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::{empty, loaded};
use crate::ui::time;

type Paper = run_paper::RunPaperScoreRun;

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let query = use_query::<RunPaper>(move || run_paper::Variables {
        id: params.read().get("run").unwrap_or_default(),
    });
    loaded(query, move |answer| {
        move || match answer.with(|answer| answer.score_run.clone()) {
            Some(run) => paper(&run),
            None => empty(t::result::MISSING, None),
        }
    })
}

fn paper(run: &Paper) -> AnyView {
    use t::result::paper as p;
    document().set_title(&t::result::title_of(run.year));
    let lines = run.results.iter().map(line).collect_view();
    let state = run.state;
    let day = |on: Option<chrono::NaiveDate>| on.map_or_else(|| "—".to_owned(), time::day);
    let about = p::line(
        run.year,
        run.no,
        time::day(run.cut_on),
        &run.engine,
        &run.inputs_sha256,
    );
    let correction = run
        .doc_no
        .clone()
        .map(|no| view! { <p class="small-print">{tr(t::result::DOC_NO)}"："{no}</p> });
    view! {
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(p::DO_PRINT)}</button>
        </div>
        <article class="paper result-paper">
            <h1>{t::result::title_of(run.year)}</h1>
            <p class="paper-no">
                {move || word(state)}"　"{tr(t::result::PUBLISHED_ON)}"："{day(run.published_on)}"　"{tr(t::result::FROZEN_ON)}"："{day(run.frozen_on)}
            </p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{tr(t::result::column::RANK)}</th>
                        <th scope="col">{tr(t::result::column::ORG)}</th>
                        <th scope="col">{tr(t::result::column::TOTAL)}</th>
                        <th scope="col">{tr(t::result::column::PARTS)}</th>
                        <th scope="col">{tr(t::result::column::GRADE)}</th>
                        <th scope="col">{tr(t::result::column::INTERVAL)}</th>
                        <th scope="col">{tr(t::result::column::GROUP)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <p class="small-print">{about}</p>
            {correction}
            <table class="paper-form">
                <tbody>
                    <tr class="sign"><th scope="row">{tr(p::MADE_BY)}</th><td>{tr(p::SIGN)}</td><th scope="row">{tr(p::CHECKED_BY)}</th><td>{tr(p::SIGN)}</td></tr>
                    <tr class="sign"><th scope="row">{tr(p::APPROVED_BY)}</th><td>{tr(p::SIGN)}</td><th scope="row">{tr(p::SEAL)}</th><td></td></tr>
                </tbody>
            </table>
        </article>
    }
    .into_any()
}

fn line(row: &run_paper::RunPaperScoreRunResults) -> AnyView {
    let none = || "—".to_owned();
    let (group, grade, band) = (row.ranking_group, row.grade, row.band);
    let place = row.group_rank.map_or_else(String::new, |rank| {
        t::result::group_place(rank, row.group_size, word(band))
    });
    let interval = row
        .rank_p5
        .zip(row.rank_p95)
        .map_or_else(none, |(low, high)| t::result::interval(low, high));
    view! {
        <tr>
            <td class="num">{row.rank.map_or_else(none, |rank| rank.to_string())}</td>
            <td>{row.org.name.clone()}</td>
            <td class="num">{row.total.clone()}</td>
            <td class="num">{format!("{} + {} − {}", row.part_a, row.part_b, row.deduction)}</td>
            <td>{move || grade.map_or("—", word)}</td>
            <td class="num">{interval}</td>
            <td>{move || word(group)}" "{place}</td>
        </tr>
    }
    .into_any()
}
