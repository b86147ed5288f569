//! One problem: where it stands, what to do next, how it came here.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::NextCard;
use super::head::Head;
use super::history::{Ledger, Timeline};
use super::record::{Evidence, Facts, Rounds};
use super::{ProblemPage, problem_page};
use crate::api::use_query;
use crate::i18n::t;
use crate::live::use_live;
use crate::ui::state::{empty, loaded};

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let live = use_live();
    let query = use_query::<ProblemPage>(move || {
        live.track();
        problem_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.problem.is_some()));
        move || {
            if !known.get() {
                return empty(t::problem::MISSING, Some(t::problem::MISSING_NEXT));
            }
            let Some(first) = answer.with_untracked(|answer| answer.problem.clone()) else {
                return ().into_any();
            };
            let problem = Memo::new(move |_| {
                answer
                    .with(|answer| answer.problem.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head problem=problem/>
                <div class="columns">
                    <div class="stack">
                        <NextCard problem=problem changed=Callback::new(move |()| query.refetch())/>
                        <Facts problem=problem/>
                        <Rounds problem=problem/>
                        <Evidence problem=problem/>
                    </div>
                    <div class="stack"><Timeline problem=problem/><Ledger problem=problem/></div>
                </div>
            }
            .into_any()
        }
    })
}
