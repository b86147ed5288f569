//! The application and the decision of a case on A4, with their signature boxes.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{Case, CasePage, case_page};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::{empty, loaded};
use crate::ui::time;

/// The page: the application, or the decision with `?paper=OPINION`.
pub(super) fn page() -> AnyView {
    let (params, asked) = (use_params_map(), use_query_map());
    let query = use_query::<CasePage>(move || case_page::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    loaded(query, move |answer| {
        move || {
            let opinion = asked.read().get("paper").as_deref() == Some("OPINION");
            match answer.with(|answer| answer.coordination_case.clone()) {
                Some(row) if opinion => decision(&row),
                Some(row) => application(&row),
                None => empty(t::coordination::MISSING, None),
            }
        }
    })
}

fn button() -> AnyView {
    view! {
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::coordination::paper::DO_PRINT)}</button>
        </div>
    }
    .into_any()
}

fn parties(row: &Case) -> String {
    let names: Vec<_> = row.parties.iter().map(|party| party.org.name.clone()).collect();
    names.join("、")
}

fn application(row: &Case) -> AnyView {
    use t::coordination::paper as p;
    document().set_title(&format!("{} {}", p::APPLICATION.get(), row.no));
    let basis = row
        .citations
        .iter()
        .map(|cited| format!("《{}》{}", cited.title, cited.article));
    let basis: Vec<_> = basis.collect();
    let reason = row.consultation.as_ref().map(|talk| {
        let (from, to) = (time::day(talk.opened_on), time::day_or_dash(talk.ended_on));
        format!(
            "{} {from}—{to} {}",
            talk.no,
            talk.fail_reason.clone().unwrap_or_default()
        )
    });
    let scope = row.scope_kind;
    view! {
        {button()}
        <article class="paper">
            <h1>{tr(p::APPLICATION)}</h1>
            <p class="paper-no">{tr(t::coordination::NO)}"："{row.no.clone()}</p>
            <table class="paper-form">
                <tbody>
                    <tr><th scope="row">{tr(t::coordination::case::APPLICANT)}</th><td>{row.applicant.name.clone()}</td><th scope="row">{tr(t::coordination::APPLIED_ON)}</th><td>{time::day(row.applied_on)}</td></tr>
                    <tr><th scope="row">{tr(t::coordination::MATTER)}</th><td colspan="3">{row.matter.clone()}</td></tr>
                    <tr><th scope="row">{tr(p::PARTY)}</th><td colspan="3">{parties(row)}</td></tr>
                    <tr><th scope="row">{tr(t::coordination::SCOPE)}</th><td colspan="3">{move || word(scope)}</td></tr>
                    <tr class="tall"><th scope="row">{tr(t::coordination::case::STATEMENT)}</th><td colspan="3" class="prose">{row.statement.clone()}</td></tr>
                    <tr><th scope="row">{tr(t::coordination::BASIS)}</th><td colspan="3">{basis.join("；")}</td></tr>
                    <tr><th scope="row">{tr(t::coordination::case::CONSULTATION)}</th><td colspan="3" class="prose">{reason}</td></tr>
                    <tr class="sign"><th scope="row">{tr(p::APPLICANT_OPINION)}</th><td colspan="3"><Seal/></td></tr>
                    <tr class="sign"><th scope="row">{tr(p::OFFICE_OPINION)}</th><td colspan="3"><Seal/></td></tr>
                </tbody>
            </table>
        </article>
    }
    .into_any()
}

/// Signature, seal, date.
#[component]
fn Seal() -> impl IntoView {
    use t::coordination::paper as p;
    view! { <p class="paper-seal">{tr(p::SIGN)}"："<br/>{tr(p::SEAL)}<br/>{tr(p::DAY)}</p> }
}

fn decision(row: &Case) -> AnyView {
    use t::coordination::paper as p;
    let Some(decision) = row.decision.clone() else {
        return empty(t::coordination::MISSING, None);
    };
    document().set_title(&format!("{} {}", p::OPINION.get(), row.no));
    let basis = decision
        .citations
        .iter()
        .map(|cited| format!("《{}》{}", cited.title, cited.article));
    let basis: Vec<_> = basis.collect();
    let roles = row.parties.iter().filter_map(|party| {
        let role = party.decided_role?;
        Some(format!("{}：{}", word(role), party.org.name))
    });
    let roles: Vec<_> = roles.collect();
    let signed = decision.published_on.unwrap_or(decision.decided_on);
    view! {
        {button()}
        <article class="paper case-opinion">
            <h1>{tr(p::OPINION)}</h1>
            <p class="paper-no">{decision.doc_no.clone()}</p>
            <p class="to">{parties(row)}"："</p>
            <p>{row.matter.clone()}</p>
            <p>{tr(p::DIVISION)}"："{decision.text.clone()}</p>
            <p>{roles.join("；")}</p>
            <p>{tr(t::coordination::BASIS)}"："{basis.join("；")}</p>
            {decision.commission_doc_no.clone().map(|no| view! { <p>{tr(t::coordination::case::COMMISSION)}"："{no}</p> })}
            <p class="end">{tr(p::OFFICE)}<br/>{time::day(signed)}</p>
        </article>
    }
    .into_any()
}
