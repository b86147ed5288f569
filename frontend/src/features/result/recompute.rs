//! Runs a stored result again and says whether every digit came out (§5.11).

use leptos::prelude::*;

use super::{RunRecomputation, run_recomputation};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::loaded;

type Found = run_recomputation::RunRecomputationScoreRunRecomputation;

/// The button, and what it found.
#[component]
pub(super) fn Recompute(id: String) -> impl IntoView {
    let asked = RwSignal::new(false);
    let id = StoredValue::new(id);
    move || {
        if asked.get() {
            view! { <Outcome id=id.get_value()/> }.into_any()
        } else {
            view! {
                <button type="button" class="btn small" title=tr(t::result::recompute::WHY) on:click=move |_| asked.set(true)>
                    {tr(t::result::recompute::ACT)}
                </button>
            }
            .into_any()
        }
    }
}

#[component]
fn Outcome(id: String) -> impl IntoView {
    let query = use_query::<RunRecomputation>(move || run_recomputation::Variables { id: id.clone() });
    loaded(query, move |answer| {
        (move || {
            answer.with(|answer| {
                let run = answer.score_run.as_ref();
                run.map(|run| found(&run.recomputation))
            })
        })
        .into_any()
    })
}

fn found(found: &Found) -> AnyView {
    let digest = found.inputs_sha256.get(..16).unwrap_or_default();
    if found.same {
        let text = t::result::recompute::same(found.compared, digest);
        return view! { <p class="notice ok" role="status">{text}</p> }.into_any();
    }
    let lines = found.deviations.iter().map(|row| {
        let (org, code) = (row.org.name.clone(), row.code);
        let what = move || {
            code.map_or_else(
                || t::result::recompute::WHOLE.get().to_owned(),
                |code| format!("{code} {}", word(code)),
            )
        };
        view! { <li>{org}" "{what}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <div class="notice bad" role="alert">
            <p>{t::result::recompute::differs(found.deviations.len(), digest)}</p>
            <ul class="plain">{lines}</ul>
        </div>
    }
    .into_any()
}
