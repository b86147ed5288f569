//! The buttons of a case and the form that each of them opens.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::detail::Case;
use super::{ActOnBadRatingNow, AppealGround, BadEventKind, RevisitResult, act_on_bad_rating_now};
use crate::api::mutate;
use crate::i18n::{Text, lang, t, tr, word};
use crate::ui::dialog::Dialog;
use crate::ui::form::{Checkbox, ErrorSummary, Form, RadioGroup, SubmitButton, TextArea};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// What a rater cannot say of himself: the desk notes satisfied, not satisfied or no answer.
const RESULTS: &[RevisitResult] = RevisitResult::ALL;

#[component]
pub(super) fn Acts(case: Memo<Case>, changed: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(None::<BadEventKind>);
    let buttons = move || {
        let actions = case.with(|case| case.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let none = allowed.is_empty();
        let events = allowed
            .into_iter()
            .filter_map(|action| BadEventKind::parse(&action.action));
        let buttons = events.enumerate().map(|(index, event)| {
            let class = if index == 0 { "btn primary" } else { "btn" };
            view! { <button type="button" class=class on:click=move |_| chosen.set(Some(event))>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = BadEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::rating::NOTHING)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    view! {
        <Card title=t::rating::NEXT>{buttons}</Card>
        <ActDialog case=case event=chosen changed=changed/>
    }
}

#[component]
fn ActDialog(
    case: Memo<Case>,
    event: RwSignal<Option<BadEventKind>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = crate::ui::dialog::open_while(event);
    let (text, evidence) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (served, complex, exclude) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let ground = RwSignal::new(None::<AppealGround>);
    let result = RwSignal::new(None::<RevisitResult>);
    let send = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let Some(fired) = event.get_untracked() else {
            return;
        };
        let (id, version) = case.with_untracked(|case| (case.id.clone(), case.version));
        let input = act_on_bad_rating_now::ActOnBadRatingInput {
            id,
            version,
            event: fired,
            text: Some(text.get_untracked()),
            served_rater: served.get_untracked(),
            ground: ground.get_untracked(),
            evidence: Some(evidence.get_untracked()),
            complex: complex.get_untracked(),
            exclude: exclude.get_untracked(),
            result: result.get_untracked(),
        };
        form.submit(
            mutate::<ActOnBadRatingNow>(act_on_bad_rating_now::Variables { input }),
            move |_| {
                open.set(false);
                text.set(String::new());
                toasts.show(t::rating::acted(word(fired)));
                changed.run(());
            },
        );
    };
    let title = Signal::derive(move || {
        event
            .get()
            .map_or_else(String::new, |event| word(event).to_owned())
    });
    let fields = move || {
        use BadEventKind as E;
        let fired = event.get()?;
        let label = match fired {
            E::ReportBack => t::rating::form::REPLY,
            E::Contact | E::Accept | E::Revisit | E::Explain => t::rating::form::TEXT,
            _ => t::rating::form::REASON,
        };
        let extra = match fired {
            E::Contact => view! { <Checkbox form=form name="servedRater" label=t::rating::form::SERVED value=served/> }.into_any(),
            E::Accept => view! { <Checkbox form=form name="complex" label=t::rating::form::COMPLEX value=complex/> }.into_any(),
            E::Decide => view! { <Checkbox form=form name="exclude" label=t::rating::form::EXCLUDE value=exclude/> }.into_any(),
            E::Revisit => view! { <RadioGroup form=form name="result" label=t::rating::form::RESULT values=RESULTS value=result/> }.into_any(),
            E::Appeal => view! {
                <RadioGroup form=form name="ground" label=t::rating::form::GROUND values=AppealGround::ALL value=ground/>
                <TextArea form=form name="evidence" label=t::rating::form::EVIDENCE value=evidence/>
            }
            .into_any(),
            _ => ().into_any(),
        };
        let submit = Text::new(fired.zh(), fired.en());
        Some(view! {
            <TextArea form=form name="text" label=label value=text max=1000/>
            {extra}
            <SubmitButton form=form label=submit/>
        })
    };
    view! {
        <Dialog open=open title=title>
            <form novalidate on:submit=send class="stack">
                <ErrorSummary form=form/>
                {fields}
            </form>
        </Dialog>
    }
}
