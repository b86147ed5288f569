//! What to do next: the actions that state and role allow, and a sentence for those that are not allowed now.

mod dialog;
mod send;
mod spec;

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{Problem, ProblemEventKind};
use crate::i18n::{lang, t, tr, word};
use crate::ui::page::Card;
use dialog::ActDialog;

/// The card with the buttons. `changed` is called after an act, and after one that was refused as stale.
#[component]
pub(super) fn NextCard(problem: Memo<Problem>, changed: Callback<()>) -> impl IntoView {
    let act = RwSignal::new(None::<ProblemEventKind>);
    let buttons = move || {
        let actions = problem.with(|problem| problem.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let none = allowed.is_empty();
        let buttons = allowed
            .into_iter()
            .filter_map(|action| ProblemEventKind::parse(&action.action))
            .enumerate();
        let buttons = buttons.map(|(index, event)| {
            let class = match (index, spec::is_grave(event)) {
                (_, true) => "btn danger",
                (0, _) => "btn primary",
                _ => "btn",
            };
            view! { <button type="button" class=class on:click=move |_| act.set(Some(event))>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = ProblemEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::problem::NOTHING_TO_DO)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    view! {
        <Card title=t::problem::NEXT>{buttons}</Card>
        <ActDialog problem=problem act=act changed=changed/>
    }
}
