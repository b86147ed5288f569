//! The dialog in which the office lead explains why an entry is still open.

use leptos::prelude::*;

use super::{ExplainLeftover, explain_leftover};
use crate::api::mutate;
use crate::i18n::t;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Form, TextArea, required};
use crate::ui::toast::use_toasts;

/// The entry that is being explained.
#[derive(Clone)]
pub(super) struct Line {
    /// Global id.
    pub(super) id: String,
    /// Version that was seen.
    pub(super) version: i64,
    /// Number of the problem or point.
    pub(super) code: String,
    /// What was said so far.
    pub(super) explanation: String,
}

/// Explains one entry. It stays open, with what was typed, when it is refused.
#[component]
pub(super) fn Explain(line: RwSignal<Option<Line>>, done: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let form = Form::new();
    let open = open_while(line);
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(line) = line.get() {
            text.set(line.explanation);
        }
    });
    let send = Callback::new(move |()| {
        let Some(line) = line.get_untracked() else {
            return;
        };
        if !form.check([required("explanation", text, t::ledger::column::EXPLANATION)]) {
            return;
        }
        let input = explain_leftover::ExplainLeftoverInput {
            id: line.id,
            version: line.version,
            explanation: text.get_untracked().trim().to_owned(),
        };
        form.submit(
            mutate::<ExplainLeftover>(explain_leftover::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::ledger::explained(&line.code));
                done.run(());
            },
        );
    });
    view! {
        <ActionDialog
            open=open
            form=form
            title=t::ledger::EXPLAIN
            explain=Some(t::ledger::EXPLAIN_WHY)
            submit=t::ledger::SUBMIT
            on_submit=send
        >
            <TextArea
                form=form
                name="explanation"
                label=t::ledger::column::EXPLANATION
                value=text
                required=true
                max=1000
            />
        </ActionDialog>
    }
}
