//! The page and its stages.

use leptos::prelude::*;

use super::device::{self, Draft};
use super::enter::Enter;
use super::fill::Fill;
use super::finish::{Check, Done};
use super::verify::Verify;
use crate::i18n::{Lang, lang, lang_untracked, set_lang, t, tr};

/// Where the voter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Enter,
    Fill,
    Check,
    Done,
    Verify,
}

/// What the stages share.
#[derive(Clone, Copy)]
pub(super) struct Ballot {
    pub stage: RwSignal<Stage>,
    pub draft: RwSignal<Option<Draft>>,
    /// Unit shown, one a page.
    pub place: RwSignal<usize>,
}

impl Ballot {
    /// Changes the draft and keeps it on the device.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                change(draft);
                device::keep(draft);
            }
        });
    }

    /// Goes to a stage, from its top.
    pub fn go(self, stage: Stage) {
        self.stage.set(stage);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    let kept = device::draft().filter(|draft| !draft.output.is_empty());
    let begin = if kept.is_some() { Stage::Fill } else { Stage::Enter };
    let ballot = Ballot {
        stage: RwSignal::new(begin),
        draft: RwSignal::new(kept),
        place: RwSignal::new(0),
    };
    Effect::new(move |_| document().set_title(t::ballot::TITLE.get()));
    view! {
        <div class="ballot">
            <header class="ballot-head">
                <div>
                    <p class="ballot-brand">{tr(t::ballot::BRAND)}</p>
                    <h1>{move || ballot.draft.with(|draft| draft.as_ref().map_or_else(|| t::ballot::TITLE.get().to_owned(), |draft| draft.title.clone()))}</h1>
                </div>
                <button type="button" class="btn small" on:click=move |_| set_lang(if lang_untracked() == Lang::En { Lang::Zh } else { Lang::En })>
                    {move || lang().pick("English", "中文").to_owned()}
                </button>
            </header>
            {move || match ballot.stage.get() {
                Stage::Enter => view! { <Enter ballot=ballot/> }.into_any(),
                Stage::Fill => view! { <Fill ballot=ballot/> }.into_any(),
                Stage::Check => view! { <Check ballot=ballot/> }.into_any(),
                Stage::Done => view! { <Done ballot=ballot/> }.into_any(),
                Stage::Verify => view! { <Verify ballot=ballot/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
