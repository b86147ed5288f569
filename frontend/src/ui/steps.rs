//! Where something stands on its way.

use leptos::prelude::*;

use crate::i18n::{Text, t, tr};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Ahead,
}

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub text: Text,
    /// How far it is.
    pub progress: Progress,
    /// A line below: the date, the person, the deadline.
    pub note: Option<String>,
}

/// A row of steps: `steps_at(&[..names..], 2)` marks the third as present.
pub fn steps_at(names: &[Text], now: usize) -> Vec<Step> {
    let at = |index: usize| match index.cmp(&now) {
        core::cmp::Ordering::Less => Progress::Done,
        core::cmp::Ordering::Equal => Progress::Now,
        core::cmp::Ordering::Greater => Progress::Ahead,
    };
    names
        .iter()
        .enumerate()
        .map(|(index, text)| Step {
            text: *text,
            progress: at(index),
            note: None,
        })
        .collect()
}

/// Steps in a row; on a phone below each other.
pub fn steps(list: Vec<Step>) -> AnyView {
    view! {
        <ol class="steps">
            {list
                .into_iter()
                .enumerate()
                .map(|(index, step)| {
                    let (class, state) = match step.progress {
                        Progress::Done => ("step done", Some(t::kit::steps::DONE)),
                        Progress::Now => ("step now", None),
                        Progress::Ahead => ("step", None),
                    };
                    view! {
                        <li class=class aria-current=(step.progress == Progress::Now).then_some("step")>
                            <span class="step-mark" aria-hidden="true">
                                {if step.progress == Progress::Done { "✓".to_owned() } else { (index + 1).to_string() }}
                            </span>
                            <span class="step-text">
                                {tr(step.text)} {state.map(|state| view! { <span class="sr-only">{tr(state)}</span> })}
                                {step.note.map(|note| view! { <small>{note}</small> })}
                            </span>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
