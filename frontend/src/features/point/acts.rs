//! What to do next with a point: the actions that state and role allow, and a sentence for those that are not
//! allowed now.

mod dialog;
mod send;

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::write::EditDialog;
use super::{Point, PointEventKind};
use crate::i18n::{lang, t, tr, word};
use crate::ui::page::Card;
use dialog::ActDialog;

/// Acts that send something back.
fn is_grave(event: PointEventKind) -> bool {
    matches!(
        event,
        PointEventKind::Return | PointEventKind::Reject | PointEventKind::RefuseChange
    )
}

/// The card with the buttons. `changed` is called after an act, and after one that was refused as stale.
#[component]
pub(super) fn NextCard(point: Memo<Point>, changed: Callback<()>) -> impl IntoView {
    let act = RwSignal::new(None::<PointEventKind>);
    let editing = RwSignal::new(false);
    let press = move |event: PointEventKind| {
        if event == PointEventKind::Edit {
            editing.set(true);
        } else {
            act.set(Some(event));
        }
    };
    let buttons = move || {
        let actions = point.with(|point| point.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let none = allowed.is_empty();
        let events = allowed
            .into_iter()
            .filter_map(|action| PointEventKind::parse(&action.action))
            .enumerate();
        let buttons = events.map(|(index, event)| {
            let class = match (index, is_grave(event)) {
                (_, true) => "btn danger",
                (0, _) => "btn primary",
                _ => "btn",
            };
            view! { <button type="button" class=class on:click=move |_| press(event)>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = PointEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::point::NOTHING_TO_DO)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    view! {
        <Card title=t::point::NEXT>{buttons}</Card>
        {move || act.get().map(|event| view! { <ActDialog point=point event=event act=act changed=changed/> })}
        {move || editing.get().then(|| view! { <EditDialog open=editing point=point changed=changed/> })}
    }
}
