//! The initial password, shown once.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{Text, t, tr};
use crate::ui::details::details;
use crate::ui::dialog::Dialog;
use crate::ui::state::{Notice, Weight};

/// Why there is a new initial password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// The account is new.
    Created,
    /// The old password was lost.
    Reset,
}

/// An initial password on its way to its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handover {
    /// Why.
    pub occasion: Occasion,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// The password; forgotten when the dialog closes.
    pub password: String,
}

/// Shows a password until it is closed with its own button; Esc does not throw it away.
#[component]
pub(super) fn HandoverDialog(handover: RwSignal<Option<Handover>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let copied = RwSignal::new(None::<Text>);
    Effect::new(move |_| {
        let there = handover.with(Option::is_some);
        copied.set(None);
        open.set(there);
    });
    let title = Signal::derive(move || {
        let created =
            handover.with(|handover| handover.as_ref().is_none_or(|h| h.occasion == Occasion::Created));
        let text = if created {
            t::accounts::password::CREATED
        } else {
            t::accounts::password::RESET
        };
        text.get().to_owned()
    });
    view! {
        <Dialog open=open title=title closable=false>
            {move || handover.get().map(|handover| content(handover, copied))}
            <div class="dialog-foot">
                <button type="button" class="btn primary" on:click=move |_| handover.set(None)>
                    {tr(t::accounts::password::CLOSE)}
                </button>
            </div>
        </Dialog>
    }
}

fn content(handover: Handover, copied: RwSignal<Option<Text>>) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let Handover {
        login,
        name,
        password,
        ..
    } = handover;
    let shown = password.clone();
    let copy = move |_| {
        let password = password.clone();
        leptos::task::spawn_local(async move {
            let done = to_clipboard(&password).await.is_ok();
            if !done && let Some(field) = field.get_untracked() {
                field.select();
            }
            copied.try_set(Some(if done {
                t::accounts::password::COPIED
            } else {
                t::accounts::password::SELECT
            }));
        });
    };
    view! {
        <Notice weight=Weight::Warn><p>{tr(t::accounts::password::ONCE)}</p></Notice>
        {details(vec![(t::accounts::password::LOGIN, login.into_any()), (t::accounts::password::NAME, name.into_any())])}
        <div class="field handover">
            <label class="field-label" for="handover-password">{tr(t::accounts::password::VALUE)}</label>
            <div class="input-group">
                <input class="input" id="handover-password" readonly spellcheck="false" value=shown node_ref=field/>
                <button type="button" class="btn" on:click=copy>{tr(t::accounts::password::COPY)}</button>
            </div>
            <p class="field-hint" role="status">{move || copied.get().map(Text::get)}</p>
        </div>
    }
    .into_any()
}

/// Puts a text on the clipboard. Browsers offer it to secure pages only; an office network without TLS has to select
/// and copy by hand.
async fn to_clipboard(text: &str) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))?;
    let write: js_sys::Function =
        js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText"))?.dyn_into()?;
    let promise: js_sys::Promise = write.call1(&clipboard, &JsValue::from_str(text))?.dyn_into()?;
    JsFuture::from(promise).await.map(|_| ())
}
