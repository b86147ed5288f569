//! The browser application of Remit (职鉴).
//!
//! What it is: a client-side-rendered single-page application. [`ui`] is the house kit, `layout` the shell,
//! `session` who is signed in, `api` the typed GraphQL calls, and `features` one folder a noun of the domain.
//!
//! What it must not depend on: any crate of ours but `remit-shared`. Its contract with the server is the file
//! `backend/graphql/schema.graphql`, against which every operation under `graphql/` is compiled.
//!
//! How to extend it: a page is a `lazy_page!` in its feature folder, a route in `routes.rs`, an entry in
//! `layout/menu.rs`, sentences in `locales/{zh,en}/<feature>.toml` and operations in `graphql/<feature>.graphql`.

pub mod api;
mod app;
mod features;
pub mod i18n;
mod layout;
pub mod live;
mod routes;
pub mod session;
pub mod ui;
pub mod url_state;

/// Starts the application in the page's body, in the place of the notice that it is loading.
pub fn mount() {
    for id in ["boot", "boot-failed"] {
        if let Some(notice) = leptos::prelude::document().get_element_by_id(id) {
            notice.remove();
        }
    }
    leptos::mount::mount_to_body(app::App);
}
