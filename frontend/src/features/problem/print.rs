//! The two forms of a problem on A4: the rectification notice (整改通知书) and the close-out slip (销号单).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Problem, ProblemPage, ProblemState, problem_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::ui::state::{empty, loaded};
use crate::ui::time;

/// The page of the notice.
pub(super) fn notice() -> AnyView {
    form(notice_of)
}

/// The page of the slip.
pub(super) fn slip() -> AnyView {
    form(slip_of)
}

/// Whether the office has assigned the problem to its unit, so that there is a notice.
pub(super) fn has_notice(state: ProblemState) -> bool {
    !matches!(
        state,
        ProblemState::Raised | ProblemState::Verifying | ProblemState::Rejected | ProblemState::Merged
    )
}

fn form(of: fn(&Problem) -> Option<AnyView>) -> AnyView {
    let params = use_params_map();
    let query = use_query::<ProblemPage>(move || problem_page::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    loaded(query, move |answer| {
        move || match answer.with(|answer| answer.problem.clone()) {
            Some(problem) => of(&problem).unwrap_or_else(|| empty(t::problem::form::NOT_YET, None)),
            None => empty(t::problem::MISSING, Some(t::problem::MISSING_NEXT)),
        }
    })
}

fn notice_of(problem: &Problem) -> Option<AnyView> {
    if !has_notice(problem.state) {
        return None;
    }
    let assigned = problem
        .events
        .iter()
        .find(|event| event.to_state == ProblemState::Assigned);
    let asked = assigned.and_then(|event| event.remark.clone());
    let issued = assigned.map_or_else(String::new, |event| time::instant(event.at));
    let deadline = problem
        .due_on
        .or(problem.step_due_on)
        .map_or_else(String::new, time::day);
    let nature = format!("{} · {}", word(problem.category), word(problem.severity));
    Some(view! {
        {print_button()}
        <article class="paper">
            {heading(t::problem::form::NOTICE, &problem.code)}
            <p class="paper-to">{t::problem::form::to(&problem.org.name)}</p>
            <p class="paper-text">{tr(t::problem::form::NOTICE_TEXT)}</p>
            <table class="paper-form">
                <tbody>
                    {row(t::problem::column::TITLE, &problem.title)}
                    {pair((t::problem::CATEGORY, nature), (t::problem::DUE_ON, deadline))}
                    {tall(t::problem::FACTS, problem.facts.as_deref())}
                    {tall(t::problem::SUGGESTED, asked.as_deref())}
                    {pair((t::problem::form::ISSUED, issued), (t::problem::form::SEAL, String::new()))}
                    {pair((t::problem::form::RECEIVED_BY, String::new()), (t::problem::form::DATE, String::new()))}
                </tbody>
            </table>
            <p class="paper-note">{tr(t::problem::form::NOTICE_NOTE)}</p>
        </article>
    }
    .into_any())
}

fn slip_of(problem: &Problem) -> Option<AnyView> {
    let no = problem
        .close_no
        .clone()
        .filter(|_| problem.state == ProblemState::Closed)?;
    let measures = problem
        .rectifications
        .iter()
        .rev()
        .map(|row| row.measures.clone())
        .find(|text| !text.is_empty());
    let measures = measures.or_else(|| problem.promise.clone());
    let statement = problem
        .rectifications
        .iter()
        .rev()
        .map(|row| row.statement.clone())
        .find(|text| !text.is_empty());
    let last = problem.reverifications.last();
    let verdict = last.map(|row| {
        let visited = if row.visited {
            t::problem::VISITED.get()
        } else {
            t::problem::form::ON_PAPER.get()
        };
        format!("{}（{visited}）\n{}", t::problem::RECTIFIED.get(), row.remark)
    });
    let verifier = last.map_or_else(String::new, |row| row.by.clone());
    let due = time::day_or_dash(problem.due_on);
    let closed = time::day_or_dash(problem.closed_on);
    Some(view! {
        {print_button()}
        <article class="paper">
            {heading(t::problem::form::SLIP, &no)}
            <table class="paper-form">
                <tbody>
                    {pair((t::problem::column::ORG, problem.org.name.clone()), (t::problem::column::CODE, problem.code.clone()))}
                    {row(t::problem::column::TITLE, &problem.title)}
                    {pair((t::problem::DUE_ON, due), (t::problem::ledger::CLOSED, closed))}
                    {tall(t::problem::MEASURES, measures.as_deref())}
                    {tall(t::problem::STATEMENT, statement.as_deref())}
                    {tall(t::problem::REVERIFICATION, verdict.as_deref())}
                    {pair((t::problem::form::VERIFIED_BY, verifier), (t::problem::form::LEAD_SIGNS, String::new()))}
                    {pair((t::problem::form::UNIT_SIGNS, String::new()), (t::problem::form::SEAL, String::new()))}
                </tbody>
            </table>
        </article>
    }
    .into_any())
}

fn print_button() -> AnyView {
    view! {
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::problem::form::PRINT)}</button>
        </div>
    }
    .into_any()
}

fn heading(title: Text, no: &str) -> AnyView {
    document().set_title(&format!("{} {no}", title.get()));
    let no = no.to_owned();
    view! { <h1>{tr(title)}</h1><p class="paper-no">{tr(t::problem::column::CODE)}"："{no}</p> }.into_any()
}

fn row(label: Text, value: &str) -> AnyView {
    let value = value.to_owned();
    view! { <tr><th scope="row">{tr(label)}</th><td colspan="3">{value}</td></tr> }.into_any()
}

fn tall(label: Text, value: Option<&str>) -> AnyView {
    let value = value.unwrap_or_default().to_owned();
    view! { <tr class="tall"><th scope="row">{tr(label)}</th><td colspan="3" class="prose">{value}</td></tr> }
        .into_any()
}

fn pair((one, first): (Text, String), (two, second): (Text, String)) -> AnyView {
    view! {
        <tr class="sign"><th scope="row">{tr(one)}</th><td>{first}</td><th scope="row">{tr(two)}</th><td>{second}</td></tr>
    }
    .into_any()
}
