//! Verifying the whole chain on demand.

use leptos::prelude::*;

use super::{ChainCheck, chain_check};
use crate::api::{ApiError, call};
use crate::i18n::t;
use crate::ui::state::{Notice, Weight, failed};
use crate::ui::tag::{Tone, tag_of};
use crate::ui::time;

type Found = Result<chain_check::ChainCheckAuditChain, ApiError>;

/// The last check. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Check {
    busy: RwSignal<bool>,
    found: RwSignal<Option<Found>>,
}

impl Check {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            found: RwSignal::new(None),
        }
    }

    /// Checks now; a second press while it runs does nothing.
    fn run(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let found = call::<ChainCheck>(chain_check::Variables)
                .await
                .map(|data| data.audit_chain);
            self.busy.try_set(false);
            self.found.try_set(Some(found));
        });
    }

    /// The button.
    pub(super) fn button(self) -> AnyView {
        let label = move || {
            if self.busy.get() {
                t::audit::chain::BUSY
            } else {
                t::audit::chain::VERIFY
            }
        };
        view! {
            <button
                type="button"
                class="btn primary"
                aria-busy=move || self.busy.get().to_string()
                aria-disabled=move || self.busy.get().to_string()
                on:click=move |_| self.run()
            >
                {move || label().get()}
            </button>
        }
        .into_any()
    }

    /// What it found, spoken when it is there.
    pub(super) fn result(self) -> AnyView {
        let result = move || match self.found.get()? {
            Err(error) => Some(failed(&error, Callback::new(move |()| self.run()))),
            Ok(chain) => {
                let at = time::second(chain.checked_at);
                if chain.verified {
                    let text = t::audit::chain::whole(chain.records, at);
                    return Some(view! { <p class="row audit-whole">{tag_of(Tone::Done, t::audit::chain::OK)}{text}</p> }.into_any());
                }
                let text = t::audit::chain::broken(chain.first_broken.unwrap_or_default(), chain.records, at);
                Some(view! { <Notice weight=Weight::Bad><p>{text}</p></Notice> }.into_any())
            }
        };
        view! { <div aria-live="assertive">{result}</div> }.into_any()
    }
}
