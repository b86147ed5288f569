//! One dialog for all acts: it shows the fields that the act asks for and keeps what was typed when refused.

use leptos::prelude::*;
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use super::super::{Point, PointEventKind, PointQuality};
use super::is_grave;
use super::send::{Input, send};
use crate::i18n::{Text, t, word};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Checkbox, DateField, Form, RadioGroup, SelectField, TextArea, TextField, required};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// The dialog of one act, made anew for each so that its words and fields are that act's own.
#[component]
pub(super) fn ActDialog(
    point: Memo<Point>,
    event: PointEventKind,
    act: RwSignal<Option<PointEventKind>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let input = Input::of(&point.get_untracked());
    let open = open_while(act);
    let submit = Callback::new(move |()| {
        if !form.check(missing(event, input)) {
            return;
        }
        let done = move || {
            open.set(false);
            let code = point.with_untracked(|point| point.code.clone());
            toasts.show(t::point::acted(code, word(event)));
            changed.run(());
        };
        send(form, event, &point.get_untracked(), input, done);
    });
    // Somebody else was faster: load the record anew, keep what was typed.
    Effect::new(move |_| {
        let stale = form
            .problems
            .with(|problems| problems.iter().any(|problem| problem.code == RefusalCode::Stale));
        if stale {
            changed.run(());
        }
    });
    let title = Text::new(event.zh(), event.en());
    view! {
        <ActionDialog open=open form=form title=title explain=why(event) submit=title danger=is_grave(event) on_submit=submit>
            {fields(event, point, input, form)}
        </ActionDialog>
    }
}

fn why(event: PointEventKind) -> Option<Text> {
    use PointEventKind as E;
    match event {
        E::Submit => Some(t::point::why::SUBMIT),
        E::Approve => Some(t::point::why::APPROVE),
        E::Return => Some(t::point::why::RETURN),
        E::Progress => Some(t::point::why::PROGRESS),
        E::AskChange => Some(t::point::why::ASK_CHANGE),
        E::Claim => Some(t::point::why::CLAIM),
        E::Verify => Some(t::point::why::VERIFY),
        E::Reject => Some(t::point::why::REJECT),
        _ => None,
    }
}

fn missing(event: PointEventKind, input: Input) -> Vec<Option<remit_shared::refusal::Refusal>> {
    use PointEventKind as E;
    match event {
        E::Return | E::Reject | E::RefuseChange | E::AskChange => {
            vec![required("reason", input.text, t::kit::form::REASON)]
        }
        E::Progress => vec![required("progress", input.progress, t::point::column::PROGRESS)],
        _ => Vec::new(),
    }
}

fn fields(event: PointEventKind, point: Memo<Point>, input: Input, form: Form) -> AnyView {
    use PointEventKind as E;
    let text = |name: &'static str, label: Text, required: bool| {
        view! { <TextArea form=form name=name label=label value=input.text required=required max=1000 rows=3/> }
    };
    let files = move || view! { <UploadField form=form label=t::point::EVIDENCE ids=input.files/> };
    match event {
        E::Return | E::Reject | E::RefuseChange => text("reason", t::kit::form::REASON, true).into_any(),
        E::GrantChange => text("reason", t::point::REMARK, false).into_any(),
        E::Progress => view! {
            <TextField form=form name="progress" label=t::point::PROGRESS_NOW value=input.progress required=true max=3 mode="numeric" width=6/>
            {text("note", t::point::NOTE, false)}
            {files()}
        }
        .into_any(),
        E::Claim => view! { {text("statement", t::point::STATEMENT, false)} {files()} }.into_any(),
        E::AskChange => ask(input, form),
        E::Verify => {
            let sampled = point.with_untracked(|point| point.sampled == Some(true));
            view! {
                {sampled.then(|| view! { <p class="notice warn">{move || t::point::SAMPLED_HINT.get()}</p> })}
                <Checkbox form=form name="visited" label=t::point::VISIT value=input.visited/>
                <RadioGroup form=form name="quality" label=t::point::QUALITY values=PointQuality::ALL value=input.quality/>
                {text("remark", t::point::REMARK, false)}
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

fn ask(input: Input, form: Form) -> AnyView {
    let levels = Signal::derive(|| {
        (1..=5)
            .map(|n| (n.to_string(), n.to_string()))
            .collect::<Vec<_>>()
    });
    view! {
        <Checkbox form=form name="cancels" label=t::point::CANCELS value=input.cancels/>
        <Show when=move || !input.cancels.get()>
            <DateField form=form name="dueOn" label=t::point::column::DUE value=input.due hint=t::point::CHANGE_DUE_HINT/>
            <TextArea form=form name="target" label=t::point::TARGET value=input.target max=500 rows=2/>
            <SelectField form=form name="importance" label=t::point::column::IMPORTANCE value=input.importance options=levels/>
        </Show>
        <TextArea form=form name="reason" label=t::kit::form::REASON value=input.text required=true max=1000 rows=3/>
    }
    .into_any()
}
