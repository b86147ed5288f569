//! Opinions of the units, the answers, and the unit's own opinion.

use leptos::prelude::*;

use super::{
    AnswerSuggestion, Detail, OpinionKind, PlanEventKind, SayOpinion, answer_suggestion, plan_page,
    say_opinion,
};
use crate::api::mutate;
use crate::i18n::{t, tr, word};
use crate::ui::details::prose;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{ErrorSummary, Form, RadioGroup, SubmitButton, TextArea, chosen, required};
use crate::ui::page::Card;
use crate::ui::tag::{Tone, tag_of};
use crate::ui::time;
use crate::ui::toast::use_toasts;
use remit_shared::wire::Wire;

type Opinion = plan_page::PlanPagePlanOpinions;

/// The card with every opinion that the reader may see.
#[component]
pub(super) fn Opinions(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let answering = RwSignal::new(None::<Opinion>);
    let may_answer = move || super::next::may(&detail.read(), PlanEventKind::Answer);
    let progress = move || {
        detail.with(|detail| {
            let silent: Vec<&str> = detail
                .silent_units
                .iter()
                .map(|org| org.short_name.as_str())
                .collect();
            let silent = (!silent.is_empty()).then(|| t::plan::opinion::silent(silent.join("、")));
            view! {
                <p>{t::plan::opinion::progress(detail.asked, detail.answered)}</p>
                {silent.map(|text| view! { <p class="muted">{text}</p> })}
            }
        })
    };
    let lines = move || {
        let (suggestions, silent): (Vec<_>, Vec<_>) = detail
            .with(|detail| detail.opinions.clone())
            .into_iter()
            .partition(|opinion| opinion.kind == OpinionKind::Suggestion);
        if suggestions.is_empty() && silent.is_empty() {
            return view! { <p class="muted">{tr(t::plan::opinion::NONE)}</p> }.into_any();
        }
        let may = may_answer();
        let names: Vec<String> = silent.into_iter().map(|opinion| opinion.org.short_name).collect();
        view! {
            <ul class="plan-opinions">
                {suggestions.into_iter().map(|opinion| line(opinion, may, answering)).collect_view()}
            </ul>
            {(!names.is_empty()).then(|| view! { <p class="muted">{t::plan::opinion::agreed(names.len(), names.join("、"))}</p> })}
        }
        .into_any()
    };
    view! {
        <Say detail=detail changed=changed/>
        <Card title=t::plan::opinion::TITLE>{progress}{lines}</Card>
        <AnswerDialog answering=answering changed=changed/>
    }
}

fn line(opinion: Opinion, may: bool, answering: RwSignal<Option<Opinion>>) -> AnyView {
    let state = match opinion.adopted {
        None => tag_of(Tone::Waiting, t::plan::opinion::WAITS),
        Some(true) => tag_of(Tone::Done, t::plan::opinion::ADOPTED),
        Some(false) => tag_of(Tone::Quiet, t::plan::opinion::NOT_ADOPTED),
    };
    let answer = opinion
        .answer
        .clone()
        .map(|text| view! { <div class="plan-answer">{prose(text)}</div> });
    let open = opinion.clone();
    let button = (may && opinion.adopted.is_none()).then(|| {
        view! { <button type="button" class="btn small" on:click=move |_| answering.set(Some(open.clone()))>{tr(t::plan::opinion::ANSWER)}</button> }
    });
    view! {
        <li>
            <div class="row"><strong>{opinion.org.short_name}</strong>{state}<span class="muted num">{time::instant(opinion.given_at)}</span></div>
            {prose(opinion.text)}
            {answer}
            {button}
        </li>
    }
    .into_any()
}

#[component]
fn AnswerDialog(answering: RwSignal<Option<Opinion>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(answering);
    let adopted = RwSignal::new(None::<Adoption>);
    let answer = RwSignal::new(String::new());
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("adopted", adopted, t::plan::opinion::ADOPT),
            required("answer", answer, t::plan::opinion::ANSWER),
        ]);
        let (Some(opinion), Some(choice), true) = (answering.get_untracked(), adopted.get_untracked(), fine)
        else {
            return;
        };
        let input = answer_suggestion::AnswerOpinionInput {
            id: opinion.id,
            version: opinion.version,
            adopted: choice == Adoption::Adopted,
            answer: answer.get_untracked(),
        };
        form.submit(
            mutate::<AnswerSuggestion>(answer_suggestion::Variables { input }),
            move |_| {
                toasts.show(t::plan::opinion::ANSWERED.get().to_owned());
                answer.set(String::new());
                adopted.set(None);
                answering.set(None);
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::plan::opinion::ANSWER explain=None submit=t::plan::opinion::ANSWER on_submit=send>
            {move || answering.with(|opinion| opinion.as_ref().map(|opinion| prose(opinion.text.clone())))}
            <RadioGroup form=form name="adopted" label=t::plan::opinion::ADOPT values=Adoption::ALL value=adopted/>
            <TextArea form=form name="answer" label=t::plan::opinion::ANSWER value=answer required=true max=1000/>
        </ActionDialog>
    }
}

remit_shared::wire_enum! {
    /// Whether a suggestion is taken up.
    pub enum Adoption {
        Adopted = "ADOPTED", "采纳", "adopt";
        NotAdopted = "NOT_ADOPTED", "不采纳", "do not adopt";
    }
}

/// The unit's own opinion; shown while it can be given.
#[component]
fn Say(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let kind = RwSignal::new(None::<OpinionKind>);
    let text = RwSignal::new(String::new());
    let may = Memo::new(move |_| super::next::may(&detail.read(), PlanEventKind::Opine));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let fine = form.check([chosen("kind", kind, t::plan::opinion::KIND)]);
        let (Some(chosen), true) = (kind.get_untracked(), fine) else {
            return;
        };
        let input = say_opinion::PlanOpinionInput {
            id: detail.with_untracked(|detail| detail.plan.id.clone()),
            kind: chosen,
            text: Some(text.get_untracked()),
        };
        form.submit(
            mutate::<SayOpinion>(say_opinion::Variables { input }),
            move |_| {
                toasts.show(t::plan::opinion::SAID.get().to_owned());
                changed.run(());
            },
        );
    };
    let due = move || {
        detail
            .with(|detail| detail.plan.consult_due_on)
            .map(|due| t::plan::opinion::until(time::day(due)))
    };
    move || {
        may.get().then(|| {
            view! {
                <Card title=t::plan::opinion::SAY>
                    <p class="muted">{due}</p>
                    <form novalidate on:submit=send>
                        <ErrorSummary form=form/>
                        <RadioGroup form=form name="kind" label=t::plan::opinion::KIND values=OpinionKind::ALL value=kind/>
                        <Show when=move || kind.get() == Some(OpinionKind::Suggestion)>
                            <TextArea form=form name="text" label=t::plan::opinion::TEXT value=text required=true max=4000/>
                        </Show>
                        <SubmitButton form=form label=t::plan::opinion::SAY/>
                    </form>
                </Card>
            }
        })
    }
}

/// The word of an opinion's kind, for the head of the page.
pub(super) fn own(detail: &Detail) -> Option<&'static str> {
    let [opinion] = detail.opinions.as_slice() else {
        return None;
    };
    Some(word(opinion.kind))
}
