//! Dialogs on a finding: the unit confirms or contests, the office converts or drops (§3.13).

use leptos::prelude::*;
use remit_shared::activity::{FindingEventKind as E, FindingState};
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::wire::Wire;

use super::{
    ConfirmFinding, ContestFinding, ConvertFinding, DropFinding, Found, confirm_finding, contest_finding,
    convert_finding, drop_finding,
};
use crate::api::mutate;
use crate::i18n::{t, tr, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Checkbox, Form, RadioGroup, TextArea, TextField, chosen, required};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

type Acting = RwSignal<Option<(E, Found)>>;

/// Open while this event is the one chosen.
fn open_for(acting: Acting, event: E) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    let is = move |chosen: &Option<(E, Found)>| chosen.as_ref().is_some_and(|(one, _)| *one == event);
    Effect::new(move |_| {
        let wanted = acting.with(is);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && acting.with_untracked(is) {
            acting.set(None);
        }
    });
    open
}

/// The finding chosen: its id and version.
fn step(acting: Acting) -> Option<(String, i64)> {
    acting.with_untracked(|chosen| {
        chosen
            .as_ref()
            .map(|(_, found)| (found.id.clone(), found.version))
    })
}

/// All four.
#[component]
pub(super) fn Answers(acting: Acting, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let done = Callback::new(move |said: String| {
        acting.set(None);
        toasts.show(said);
        changed.run(());
    });
    view! {
        <Confirm acting=acting done=done/>
        <Contest acting=acting done=done/>
        <Convert acting=acting done=done/>
        <Drop acting=acting done=done/>
    }
}

#[component]
fn Confirm(acting: Acting, done: Callback<String>) -> impl IntoView {
    let (form, open) = (Form::new(), open_for(acting, E::Confirm));
    let send = Callback::new(move |()| {
        let Some((id, version)) = step(acting) else { return };
        let input = confirm_finding::FindingStepInput { id, version };
        let ask = mutate::<ConfirmFinding>(confirm_finding::Variables { input });
        form.submit(ask, move |_| done.run(t::activity::acted(word(E::Confirm))));
    });
    view! {
        <ActionDialog open=open form=form title=t::activity::act::CONFIRM explain=Some(t::activity::act::CONFIRM_WHY) submit=t::activity::act::CONFIRM on_submit=send>
            <p class="muted">{tr(t::activity::act::CONFIRM_ASK)}</p>
        </ActionDialog>
    }
}

#[component]
fn Contest(acting: Acting, done: Callback<String>) -> impl IntoView {
    let (form, open) = (Form::new(), open_for(acting, E::Contest));
    let (reason, files) = (RwSignal::new(String::new()), RwSignal::new(Vec::<String>::new()));
    let send = Callback::new(move |()| {
        let (Some((id, version)), true) = (
            step(acting),
            form.check([required("reason", reason, t::activity::GROUNDS)]),
        ) else {
            return;
        };
        let input = contest_finding::ContestFindingInput {
            id,
            version,
            reason: reason.get_untracked(),
            file_ids: Some(files.get_untracked()),
        };
        let ask = mutate::<ContestFinding>(contest_finding::Variables { input });
        form.submit(ask, move |_| done.run(t::activity::acted(word(E::Contest))));
    });
    view! {
        <ActionDialog open=open form=form title=t::activity::act::CONTEST explain=Some(t::activity::act::CONTEST_WHY) submit=t::activity::act::CONTEST on_submit=send>
            <TextArea form=form name="reason" label=t::activity::GROUNDS value=reason required=true max=4000/>
            <UploadField form=form label=t::activity::EVIDENCE ids=files/>
        </ActionDialog>
    }
}

#[component]
fn Convert(acting: Acting, done: Callback<String>) -> impl IntoView {
    let (form, open) = (Form::new(), open_for(acting, E::Convert));
    let (title, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (category, severity) = (
        RwSignal::new(None::<ProblemCategory>),
        RwSignal::new(None::<Severity>),
    );
    let other = RwSignal::new(false);
    let contested = Memo::new(move |_| {
        acting.with(|chosen| {
            chosen
                .as_ref()
                .is_some_and(|(_, found)| found.state == FindingState::Contested)
        })
    });
    // The words of the finding are where the problem starts from.
    Effect::new(move |_| {
        acting.with(|chosen| {
            if let Some((E::Convert, found)) = chosen {
                title.set(found.title.clone());
                category.set(Some(found.category));
                severity.set(Some(found.severity));
                other.set(false);
            }
        });
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("title", title, t::activity::FOUND_TITLE),
            chosen("category", category, t::activity::CATEGORY),
            chosen("severity", severity, t::activity::SEVERITY),
        ]);
        let (Some((id, version)), Some(kind), Some(grave), true) = (
            step(acting),
            category.get_untracked(),
            severity.get_untracked(),
            fine,
        ) else {
            return;
        };
        let input = convert_finding::ConvertFindingInput {
            id,
            version,
            title: title.get_untracked(),
            category: kind,
            severity: grave,
            reason: Some(reason.get_untracked()).filter(|reason| !reason.trim().is_empty()),
            not_duplicate: Some(other.get_untracked()),
        };
        let ask = mutate::<ConvertFinding>(convert_finding::Variables { input });
        form.submit(ask, move |data| {
            done.run(t::activity::converted(
                data.convert_finding.problem_code.unwrap_or_default(),
            ));
        });
    });
    view! {
        <ActionDialog open=open form=form title=t::activity::act::CONVERT explain=Some(t::activity::act::CONVERT_WHY) submit=t::activity::act::CONVERT on_submit=send>
            <TextField form=form name="title" label=t::activity::FOUND_TITLE value=title required=true max=120/>
            <RadioGroup form=form name="category" label=t::activity::CATEGORY values=ProblemCategory::ALL value=category/>
            <RadioGroup form=form name="severity" label=t::activity::SEVERITY values=Severity::ALL value=severity/>
            <div hidden=move || !contested.get()>
                <TextArea form=form name="reason" label=t::activity::NOT_FOLLOWED value=reason max=1000/>
            </div>
            <Checkbox form=form name="notDuplicate" label=t::activity::NOT_DUPLICATE value=other/>
        </ActionDialog>
    }
}

#[component]
fn Drop(acting: Acting, done: Callback<String>) -> impl IntoView {
    let (form, open) = (Form::new(), open_for(acting, E::Drop));
    let reason = RwSignal::new(String::new());
    let send = Callback::new(move |()| {
        let (Some((id, version)), true) = (
            step(acting),
            form.check([required("reason", reason, t::activity::REASON)]),
        ) else {
            return;
        };
        let input = drop_finding::DropFindingInput {
            id,
            version,
            reason: reason.get_untracked(),
        };
        let ask = mutate::<DropFinding>(drop_finding::Variables { input });
        form.submit(ask, move |_| done.run(t::activity::acted(word(E::Drop))));
    });
    view! {
        <ActionDialog open=open form=form title=t::activity::act::DROP explain=Some(t::activity::act::DROP_WHY) submit=t::activity::act::DROP on_submit=send>
            <TextArea form=form name="reason" label=t::activity::REASON value=reason required=true max=1000/>
        </ActionDialog>
    }
}
