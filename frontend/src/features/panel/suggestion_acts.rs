//! What can be done to a suggestion: take, judge, adopt, reply; or ask for a second look (§3.5).

use leptos::prelude::*;
use remit_shared::panel::{InvalidReason, SuggestionEventKind as E, SuggestionLink, Verdict};
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::wire::Wire;

use super::suggestion::sorted;
use super::{
    AdoptSuggestion, AskSuggestionAgain, JudgeSuggestion, ReplySuggestion, ReportUnits, Suggestion,
    TakeSuggestion, adopt_suggestion, ask_suggestion_again, judge_suggestion, reply_suggestion, report_units,
    take_suggestion,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    Checkbox, ErrorSummary, Form, RadioGroup, ReasonDialog, SelectField, TextArea, TextField, chosen,
    options, required,
};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// The card with the buttons, and its dialogs.
#[component]
pub(super) fn Acts(row: Memo<Suggestion>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = RwSignal::new(None::<E>);
    let [judging, adopting, replying, asking] = [E::Judge, E::Adopt, E::Reply, E::AskAgain].map(|event| {
        let shown = RwSignal::new(false);
        Effect::new(move |_| {
            let wanted = open.get() == Some(event);
            if shown.get_untracked() != wanted {
                shown.set(wanted);
            }
        });
        Effect::new(move |_| {
            if !shown.get() && open.get_untracked() == Some(event) {
                open.set(None);
            }
        });
        shown
    });
    let done = Callback::new(move |event: E| {
        open.set(None);
        toasts.show(t::panel::suggestion::acted(word(event)));
        changed.run(());
    });
    let step = move || row.with_untracked(|row| (row.id.clone(), row.version));
    let fire = move |event: E| {
        if event != E::Take {
            form.reset();
            open.set(Some(event));
            return;
        }
        let (id, version) = step();
        let input = take_suggestion::SuggestionStepInput { id, version };
        form.submit(
            mutate::<TakeSuggestion>(take_suggestion::Variables { input }),
            move |_| done.run(event),
        );
    };
    let reply = Callback::new(move |reply: String| {
        let (id, version) = step();
        let input = reply_suggestion::ReplySuggestionInput { id, version, reply };
        form.submit(
            mutate::<ReplySuggestion>(reply_suggestion::Variables { input }),
            move |_| done.run(E::Reply),
        );
    });
    let ask = Callback::new(move |reason: String| {
        let (id, version) = step();
        let input = ask_suggestion_again::SuggestionReasonInput { id, version, reason };
        form.submit(
            mutate::<AskSuggestionAgain>(ask_suggestion_again::Variables { input }),
            move |_| {
                done.run(E::AskAgain);
            },
        );
    });
    let buttons = move || {
        let (allowed, refused) = row.with(sorted);
        let none = allowed.is_empty();
        let buttons = allowed.into_iter().map(|event| {
            view! { <button type="button" class="btn primary" disabled=move || form.busy.get() on:click=move |_| fire(event)>{move || word(event)}</button> }
        });
        let reasons = refused
            .into_iter()
            .map(|(event, why)| view! { <li><strong>{move || word(event)}</strong>" "{why}</li> });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::panel::suggestion::NOTHING)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    view! {
        <Card title=t::panel::suggestion::NEXT><ErrorSummary form=form/>{buttons}</Card>
        <JudgeDialog open=judging form=form row=row done=done/>
        <AdoptDialog open=adopting form=form row=row done=done/>
        <ReasonDialog open=replying form=form field="reply" label=t::panel::suggestion::REPLY title=t::panel::suggestion::REPLY_TITLE explain=t::panel::suggestion::REPLY_WHY submit=t::panel::suggestion::SUBMIT on_submit=reply/>
        <ReasonDialog open=asking form=form title=t::panel::suggestion::ASK_AGAIN explain=t::panel::suggestion::ASK_AGAIN_WHY submit=t::panel::suggestion::SUBMIT on_submit=ask/>
    }
}

/// The verdict: valid, not valid with a reason of the list, or a repetition of one of the hints.
#[component]
fn JudgeDialog(open: RwSignal<bool>, form: Form, row: Memo<Suggestion>, done: Callback<E>) -> impl IntoView {
    let verdict = RwSignal::new(None::<Verdict>);
    let (reason, original, said) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let reasons = Signal::derive(|| options(InvalidReason::ALL));
    let hints = Signal::derive(move || {
        row.with(|row| {
            let hint = |hint: &super::suggestion_page::SuggestionPageSuggestionAlike| {
                let short: String = hint.suggestion.text.chars().take(24).collect();
                (
                    hint.suggestion.id.clone(),
                    format!("{} {short}", hint.suggestion.no),
                )
            };
            row.alike.iter().map(hint).collect::<Vec<_>>()
        })
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("verdict", verdict, t::panel::suggestion::VERDICT),
            required("text", said, t::panel::suggestion::SAID),
        ]);
        let Some(given) = verdict.get_untracked().filter(|_| fine) else {
            return;
        };
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = judge_suggestion::JudgeSuggestionInput {
            id,
            version,
            verdict: given,
            reason: InvalidReason::parse(&reason.get_untracked()),
            duplicate_of_id: Some(original.get_untracked()).filter(|id| !id.is_empty()),
            text: said.get_untracked(),
        };
        form.submit(
            mutate::<JudgeSuggestion>(judge_suggestion::Variables { input }),
            move |_| {
                said.set(String::new());
                done.run(E::Judge);
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::suggestion::JUDGE explain=Some(t::panel::suggestion::JUDGE_WHY) submit=t::panel::suggestion::SUBMIT on_submit=send>
            <RadioGroup form=form name="verdict" label=t::panel::suggestion::VERDICT values=Verdict::ALL value=verdict/>
            {move || (verdict.get() == Some(Verdict::Invalid)).then(|| view! {
                <SelectField form=form name="reason" label=t::panel::suggestion::REASON value=reason options=reasons required=true/>
            })}
            {move || (verdict.get() == Some(Verdict::Duplicate)).then(|| view! {
                <SelectField form=form name="duplicateOfId" label=t::panel::suggestion::ORIGINAL hint=t::panel::suggestion::ORIGINAL_HINT value=original options=hints required=true/>
            })}
            <TextArea form=form name="text" label=t::panel::suggestion::SAID hint=t::panel::suggestion::SAID_HINT value=said required=true max=1000/>
        </ActionDialog>
    }
}

/// What a valid suggestion is made into, with the office's own text for the unit (F2).
#[component]
fn AdoptDialog(open: RwSignal<bool>, form: Form, row: Memo<Suggestion>, done: Callback<E>) -> impl IntoView {
    let link = RwSignal::new(Some(SuggestionLink::Note));
    let (unit, redacted, title) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let (category, severity) = (
        RwSignal::new(ProblemCategory::Other.code().to_owned()),
        RwSignal::new(Some(Severity::Minor)),
    );
    let distinct = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            unit.set(row.with_untracked(|row| {
                row.about
                    .as_ref()
                    .map(|about| about.id.clone())
                    .unwrap_or_default()
            }));
        }
    });
    let units = use_query::<ReportUnits>(|| report_units::Variables);
    let unit_options = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|unit| (unit.id, unit.name))
            .collect::<Vec<_>>()
    });
    let categories = Signal::derive(|| options(ProblemCategory::ALL));
    let is = move |wanted: SuggestionLink| link.get() == Some(wanted);
    let send = Callback::new(move |()| {
        let problem = link.get_untracked() == Some(SuggestionLink::Problem);
        let fine = form.check([
            chosen("link", link, t::panel::suggestion::LINK),
            problem
                .then(|| required("title", title, t::panel::suggestion::PROBLEM_TITLE))
                .flatten(),
        ]);
        let Some(chosen) = link.get_untracked().filter(|_| fine) else {
            return;
        };
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = adopt_suggestion::AdoptSuggestionInput {
            id,
            version,
            link: chosen,
            org_id: Some(unit.get_untracked()).filter(|id| !id.is_empty()),
            text_for_unit: redacted.get_untracked(),
            title: Some(title.get_untracked()),
            category: ProblemCategory::parse(&category.get_untracked()),
            severity: severity.get_untracked(),
            not_duplicate: distinct.get_untracked(),
        };
        form.submit(
            mutate::<AdoptSuggestion>(adopt_suggestion::Variables { input }),
            move |_| done.run(E::Adopt),
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::suggestion::ADOPT explain=Some(t::panel::suggestion::ADOPT_WHY) submit=t::panel::suggestion::SUBMIT on_submit=send>
            <RadioGroup form=form name="link" label=t::panel::suggestion::LINK values=SuggestionLink::ALL value=link/>
            {move || (!is(SuggestionLink::Note)).then(|| view! {
                <SelectField form=form name="orgId" label=t::panel::suggestion::UNIT value=unit options=unit_options/>
                <TextArea form=form name="textForUnit" label=t::panel::suggestion::REDACTED value=redacted required=true max=4000/>
            })}
            {move || is(SuggestionLink::Problem).then(|| view! {
                <TextField form=form name="title" label=t::panel::suggestion::PROBLEM_TITLE value=title required=true max=120/>
                <SelectField form=form name="category" label=t::panel::suggestion::CATEGORY value=category options=categories/>
                <RadioGroup form=form name="severity" label=t::panel::suggestion::SEVERITY values=Severity::ALL value=severity/>
                <Checkbox form=form name="notDuplicate" label=t::panel::suggestion::NOT_DUPLICATE value=distinct/>
            })}
        </ActionDialog>
    }
}
