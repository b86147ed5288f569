//! The result of a year: the run, where it stands, the ranking; for the office also what to do next.

use chrono::Datelike;
use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::acts::Acts;
use super::appeal::appeals;
use super::check::Check;
use super::office::Office;
use super::ranking::ranking;
use super::recompute::Recompute;
use super::record::value_word;
use super::{Run, RunList, RunPage, run_list, run_page};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::details;
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::url_state::use_url_state;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session, live) = (use_url_state(), use_session(), use_live());
    let (chosen_year, chosen_run) = (url.year("year"), url.record("run"));
    // Read where two runs are compared.
    let _ = url.record("with");
    // The year that is scored is the one before until its result is out.
    let year = Memo::new(move |_| {
        let last = session.today().map_or(2022, |today| i64::from(today.year()) - 1);
        chosen_year.get().unwrap_or(last)
    });
    let runs = use_query::<RunList>(move || {
        live.track();
        run_list::Variables { year: year.get() }
    });
    let body = loaded(runs, move |answer| {
        let shown = Memo::new(move |_| {
            let asked = chosen_run.get();
            answer.with(|answer| {
                let runs = &answer.score_runs;
                let found = runs.iter().find(|run| run.id == asked);
                found.or_else(|| runs.first()).map(|run| run.id.clone())
            })
        });
        let changed = Callback::new(move |()| runs.refetch());
        let choices = move || {
            let runs = answer.with(|answer| answer.score_runs.clone());
            let options = runs.into_iter().map(|run| {
                let (id, label) = (
                    run.id.clone(),
                    t::result::run_option(run.no, time::day(run.cut_on), word(run.state)),
                );
                view! { <option value=run.id.clone() selected=move || shown.get().as_ref() == Some(&id)>{label}</option> }
            });
            view! {
                <label class="row">
                    <span class="muted">{tr(t::result::RUN)}</span>
                    <select class="input small" on:change:target=move |event| url.set("run", Some(event.target().value()))>
                        {options.collect_view()}
                    </select>
                </label>
            }
        };
        view! {
            {move || shown.get().is_some().then(choices)}
            <Office year=year changed=changed/>
            {move || match shown.get() {
                Some(id) => view! { <OneRun id=id year=year changed=changed/> }.into_any(),
                None => empty(t::result::NONE, Some(t::result::NONE_NEXT)),
            }}
        }
        .into_any()
    });
    let title = Signal::derive(move || t::result::title_of(year.get()));
    // The run on screen is the one that is tried.
    let what_if = move || {
        let run = runs.data.with(|data| {
            let runs = &data.as_ref()?.score_runs;
            let asked = chosen_run.get();
            let found = runs.iter().find(|run| run.id == asked).or_else(|| runs.first());
            found.map(|run| run.id.clone())
        });
        run.map_or_else(|| "/what-if".to_owned(), |run| format!("/what-if?run={run}"))
    };
    view! {
        <PageHead title=title><a class="btn" href=what_if>{tr(t::result::WHAT_IF)}</a></PageHead>
        <div class="stack">{body}</div>
    }
    .into_any()
}

#[component]
fn OneRun(id: String, year: Memo<i64>, changed: Callback<()>) -> impl IntoView {
    let live = use_live();
    let shown = StoredValue::new(id.clone());
    let query = use_query::<RunPage>(move || {
        live.track();
        run_page::Variables { id: id.clone() }
    });
    loaded(query, move |answer| {
        let run = Memo::new(move |_| answer.with(|answer| answer.score_run.clone()));
        let again = Callback::new(move |()| {
            query.refetch();
            changed.run(());
        });
        view! {
            {move || run.with(|run| run.as_ref().map(about))}
            <Acts run=run changed=again/>
            {move || run.with(|run| run.as_ref().map(|run| appeals(run, again)))}
            <Check id=shown.get_value() year=year/>
            <Card title=t::result::RANKING>
                {move || run.with(|run| run.as_ref().map_or_else(|| empty(t::result::NONE, None), ranking))}
            </Card>
        }
        .into_any()
    })
}

fn about(run: &Run) -> AnyView {
    let mut items = vec![
        (t::result::STATE, tag(run.state)),
        (t::result::CUT_ON, time::day(run.cut_on).into_any()),
        (
            t::result::RAN_BY,
            run.ran_by.clone().unwrap_or_else(|| "—".to_owned()).into_any(),
        ),
    ];
    if let Some(spread) = &run.spread {
        let text = t::result::spread_of(
            spread.units,
            &spread.mean,
            &spread.lower_quartile,
            &spread.median,
            &spread.upper_quartile,
        );
        items.push((t::result::SPREAD, text.into_any()));
    }
    items.extend(
        run.review
            .clone()
            .map(|review| (t::result::REVIEW, review.into_any())),
    );
    items.extend(
        run.published_on
            .map(|day| (t::result::PUBLISHED_ON, time::day(day).into_any())),
    );
    items.extend(
        run.frozen_on
            .map(|day| (t::result::FROZEN_ON, time::day(day).into_any())),
    );
    items.extend(run.doc_no.clone().map(|no| (t::result::DOC_NO, no.into_any())));
    let digest = format!(
        "{}… · {}",
        run.inputs_sha256.get(..16).unwrap_or_default(),
        run.engine
    );
    items.push((t::result::DIGEST, view! { <code>{digest}</code> }.into_any()));
    if let Some(export) = &run.export {
        let href = format!(
            "data:application/json;charset=utf-8,{}",
            js_sys::encode_uri_component(&export.body)
        );
        let name = format!("remit-{}-{}.json", run.year, run.no);
        let about = t::result::exported(
            export.rows,
            time::day(export.exported_on),
            export.sha256.get(..16).unwrap_or_default(),
        );
        items.push((
            t::result::EXPORT,
            view! { {about}" "<a href=href download=name rel="external">{tr(t::result::DOWNLOAD)}</a> }
                .into_any(),
        ));
        let noted = export.acknowledged_on.map(|day| {
            let no = export.acknowledged_no.clone().unwrap_or_default();
            t::result::acknowledged(time::day(day), no)
        });
        let waiting = || t::result::NOT_ACKNOWLEDGED.get().to_owned();
        items.push((
            t::result::ACKNOWLEDGEMENT,
            noted.unwrap_or_else(waiting).into_any(),
        ));
    }
    items.extend(corrections(run));
    let title = text_title(t::result::ABOUT);
    let paper = format!("/print/results/{}", run.id);
    let recompute = use_session()
        .may(Capability::DraftRead)
        .then(|| view! { <Recompute id=run.id.clone()/> });
    view! {
        <section class="card card-body" aria-label=move || title.get()>
            {details(items)}
            <div class="row">
                {recompute}
                <a class="btn small" href=paper>{tr(t::result::paper::OPEN)}</a>
            </div>
        </section>
    }
    .into_any()
}

/// What a document corrects of this result, if one does.
fn corrections(run: &Run) -> Option<(crate::i18n::Text, AnyView)> {
    if run.corrections.is_empty() {
        return None;
    }
    let lines = run.corrections.iter().map(|row| {
        let (org, code) = (row.org.name.clone(), row.indicator);
        let changed = t::result::appeal::corrected(&row.corrected_ref, value_word(code, &row.corrected_to));
        view! { <li>{org}" "<span class="num">{code.to_string()}</span>" "{changed}</li> }
    });
    let list = view! { <ul class="plain">{lines.collect_view()}</ul> }.into_any();
    Some((t::result::CORRECTIONS, list))
}
