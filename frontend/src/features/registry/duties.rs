//! What a unit is there for, and the way to its lists.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{Unit, UnitDuties, unit_duties};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::page::Card;
use crate::ui::state::loaded;

/// The card, for those who may read the lists.
#[component]
pub(super) fn Duties(unit: Memo<Unit>) -> impl IntoView {
    let may = use_session().may(Capability::ListsRead);
    may.then(|| card(unit))
}

fn card(unit: Memo<Unit>) -> AnyView {
    let session = use_session();
    let id = Memo::new(move |_| unit.with(|unit| unit.id.clone()));
    let links = move || {
        let id = id.get();
        let powers = view! { <a class="btn small" href=format!("/lists?org={id}")>{tr(t::registry::unit::POWERS)}</a> };
        let tasks = view! { <a class="btn small" href=format!("/lists/tasks/{id}")>{tr(t::registry::unit::TASKS)}</a> };
        let occasions = session
            .may(Capability::AdjustmentRead)
            .then(|| view! { <a class="btn small" href=format!("/list-triggers?org={id}")>{tr(t::registry::unit::OCCASIONS)}</a> });
        view! { <div class="row">{powers}{tasks}{occasions}</div> }
    };
    let query = use_query::<UnitDuties>(move || unit_duties::Variables { org_id: id.get() });
    let list = loaded(query, move |answer| {
        move || {
            let duties = answer.with(|answer| answer.duties.clone());
            if duties.is_empty() {
                return view! { <p class="muted">{tr(t::registry::unit::NO_DUTIES)}</p> }.into_any();
            }
            let lines = duties.into_iter().map(|duty| {
                let section = duty.section.map(|section| section.name);
                view! {
                    <li value=duty.sort>
                        {duty.text}
                        <p class="muted">{word(duty.source)}" · "{duty.basis}{section.map(|name| format!(" · {name}"))}</p>
                    </li>
                }
            });
            view! { <ol class="duty-list">{lines.collect_view()}</ol> }.into_any()
        }
    });
    view! { <Card title=t::registry::unit::DUTIES>{links}{list}</Card> }.into_any()
}
