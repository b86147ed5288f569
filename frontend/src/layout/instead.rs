//! What is shown instead of a page: not found, forbidden.

use std::future::Future;

use leptos::__reexports::send_wrapper::SendWrapper;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Reach, matrix};
use remit_shared::wire::Wire;

use crate::i18n::{Text, t, tr, word};
use crate::routes::Opening;
use crate::session::use_session;
use crate::ui::page::{PageHead, text_title};

/// A URL that leads nowhere.
pub(crate) fn not_found() -> AnyView {
    view! {
        <PageHead title=text_title(t::shell::not_found::TITLE)/>
        <div class="card card-body">
            <p>{tr(t::shell::not_found::WHY)}</p>
            <p><a class="btn primary" href="/">{tr(t::shell::not_found::BACK)}</a></p>
        </div>
    }
    .into_any()
}

/// A page whose code could not be loaded: no network, or a newer build on the server.
pub(crate) fn not_loaded() -> AnyView {
    let reload = move |_| {
        let _ = location().reload();
    };
    view! {
        <PageHead title=text_title(t::shell::not_loaded::TITLE)/>
        <div class="card card-body">
            <p>{tr(t::shell::not_loaded::WHY)}</p>
            <p><button type="button" class="btn primary" on:click=reload>{tr(t::shell::not_loaded::RELOAD)}</button></p>
        </div>
    }
    .into_any()
}

/// A part of the shell that is loaded when it is first needed.
pub(super) fn later(part: impl Future<Output = Result<AnyView, SplitLoaderError>> + 'static) -> AnyView {
    let part: Opening = Box::pin(part);
    let view = async move {
        let lost = |_| view! { <p class="muted">{tr(t::kit::failure::OFFLINE)}</p> }.into_any();
        part.await.unwrap_or_else(lost)
    };
    Suspend::new(SendWrapper::new(view)).into_any()
}

/// The page, or a sentence that names the missing right and who has it.
pub(crate) fn guarded(capability: Capability, page: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let may = Memo::new(move |_| session.may(capability));
    view! { {move || if may.get() { page() } else { forbidden(capability) }} }.into_any()
}

fn forbidden(capability: Capability) -> AnyView {
    let right = Text::new(capability.zh(), capability.en());
    let holders = move || {
        let roles = Role::ALL.iter().filter(|role| role.is_signed_in());
        let roles = roles.filter(|role| matrix::reach(**role, capability) != Reach::None);
        roles.map(|role| word(*role)).collect::<Vec<_>>().join("、")
    };
    view! {
        <PageHead title=text_title(t::shell::forbidden::TITLE)/>
        <div class="card card-body">
            <p>{move || t::shell::forbidden::why(right.get())}</p>
            <p>{move || t::shell::forbidden::holders(holders())}</p>
            <p>{tr(t::shell::forbidden::NEXT)}</p>
            <p><a class="btn primary" href="/">{tr(t::shell::not_found::BACK)}</a></p>
        </div>
    }
    .into_any()
}
