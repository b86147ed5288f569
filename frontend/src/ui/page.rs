//! The head of a page: title, breadcrumb, actions.

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::{Text, t, tr};

/// A step of the breadcrumb above the present page.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// Where it leads.
    pub href: &'static str,
    /// Its name.
    pub text: Text,
}

/// Title, breadcrumb and actions of a page. Sets the document's title and takes the focus after navigation.
#[component]
pub fn PageHead(
    /// Title.
    #[prop(into)]
    title: Signal<String>,
    /// Steps above, from the top; the workbench is always first.
    #[prop(optional)]
    crumbs: &'static [Crumb],
    /// Buttons on the right, and tags beside the title if wanted.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| document().set_title(&format!("{} - {}", title.get(), t::shell::NAME.get())));
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && crate::layout::arrived_by_link()
        {
            let _ = heading.focus();
        }
    });
    let home = untrack(|| use_location().pathname.get()) == "/";
    view! {
        {(!home).then(|| trail(title, crumbs))}
        <div class="page-head">
            <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
        </div>
    }
}

/// Where the page lies, from the workbench down.
fn trail(title: Signal<String>, crumbs: &'static [Crumb]) -> AnyView {
    view! {
        <nav class="crumbs" aria-label=tr(t::kit::page::CRUMBS)>
            <ol>
                <li><a href="/">{tr(t::shell::menu::WORKBENCH)}</a></li>
                {crumbs
                    .iter()
                    .map(|crumb| view! { <li><a href=crumb.href>{tr(crumb.text)}</a></li> })
                    .collect_view()}
                <li aria-current="page">{move || title.get()}</li>
            </ol>
        </nav>
    }
    .into_any()
}

/// A plain title from the message files: `title=text_title(t::ledger::TITLE)`.
pub fn text_title(text: Text) -> Signal<String> {
    Signal::derive(move || text.get().to_owned())
}

/// A card with a heading.
#[component]
pub fn Card(
    /// Heading.
    title: Text,
    /// Right of the heading.
    #[prop(optional)]
    side: Option<AnyView>,
    /// Content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            <header class="card-head"><h2>{tr(title)}</h2>{side}</header>
            <div class="card-body">{children()}</div>
        </section>
    }
}
