//! The page.

use leptos::prelude::*;

use super::password::PasswordCard;
use super::sessions::SessionsCard;
use super::totp::TotpCard;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::details::details;
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::{Notice, Weight};
use crate::ui::time;

/// Own account. With a password that must be changed, nothing but that.
pub(super) fn page() -> AnyView {
    let session = use_session();
    let must_change = Memo::new(move |_| {
        session
            .with(|viewer| viewer.must_change_password)
            .unwrap_or(false)
    });
    view! {
        <PageHead title=text_title(t::own::TITLE)/>
        <Show when=move || must_change.get()>
            <Notice weight=Weight::Warn><p>{tr(t::own::MUST_CHANGE)}</p></Notice>
        </Show>
        <div class="columns">
            <div>
                <PasswordCard/>
                <Show when=move || !must_change.get()>
                    <SessionsCard/>
                </Show>
            </div>
            <div>
                <Card title=t::own::who::TITLE>{move || who()}</Card>
                <Show when=move || !must_change.get()>
                    <TotpCard/>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

fn who() -> Option<AnyView> {
    let viewer = use_session().viewer()?;
    let expires = viewer.password_expires_on;
    let hats = viewer
        .hats
        .iter()
        .map(|hat| view! { <li>{hat.label()}</li> })
        .collect_view();
    Some(details(vec![
        (t::own::who::NAME, viewer.display_name.into_any()),
        (t::own::who::LOGIN, viewer.login.into_any()),
        (t::own::who::HATS, view! { <ul>{hats}</ul> }.into_any()),
        (
            t::own::who::EXPIRES,
            view! { <span class="num">{time::day_or_dash(expires)}</span> }.into_any(),
        ),
    ]))
}
