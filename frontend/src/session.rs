//! Who is signed in under which hat, what the hat may do, and how this person likes the screen.

mod prefs;
mod viewer;

use std::sync::OnceLock;

use leptos::prelude::*;
use remit_shared::policy::{Capability, Reach};

use crate::api::shell::{AppInfo, Me, app_info, me};
use crate::api::{ApiError, call, renew};

pub use prefs::{Prefs, Theme, use_prefs};
pub use viewer::{Hat, Unit, Viewer};

/// What is known about the installation.
pub(crate) type Info = app_info::AppInfoAppInfo;

static ENDED: OnceLock<ArcRwSignal<bool>> = OnceLock::new();
static EPOCH: OnceLock<ArcRwSignal<u32>> = OnceLock::new();

fn ended_signal() -> &'static ArcRwSignal<bool> {
    ENDED.get_or_init(|| ArcRwSignal::new(false))
}

fn epoch_signal() -> &'static ArcRwSignal<u32> {
    EPOCH.get_or_init(|| ArcRwSignal::new(0))
}

/// The session ended under way: the sign-in dialog opens over the page, which keeps what was typed.
pub(crate) fn raise_ended() {
    ended_signal().set(true);
}

/// Whether the session ended under way; tracks it.
pub(crate) fn has_ended() -> bool {
    ended_signal().get()
}

/// Makes a query ask again after a new sign-in or a change of hat.
pub(crate) fn track_epoch() {
    epoch_signal().track();
}

/// The session of this browser. `Copy`; take it with [`use_session`].
#[derive(Debug, Clone, Copy)]
pub struct Session {
    viewer: RwSignal<Option<Viewer>>,
    info: RwSignal<Option<Info>>,
    known: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
}

/// The session of this browser.
pub fn use_session() -> Session {
    use_context::<Session>().unwrap_or_else(Session::new)
}

impl Session {
    /// Nobody yet.
    pub(crate) fn new() -> Self {
        Self {
            viewer: RwSignal::new(None),
            info: RwSignal::new(None),
            known: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// Asks who is signed in, renewing the session if only its short token ran out.
    pub(crate) async fn load(self) {
        self.failure.set(None);
        match call::<AppInfo>(app_info::Variables).await {
            Ok(data) => self.info.set(Some(data.app_info)),
            Err(error) => return self.failure.set(Some(error)),
        }
        let mut found = call::<Me>(me::Variables).await;
        if matches!(&found, Ok(data) if data.me.is_none()) && renew().await {
            found = call::<Me>(me::Variables).await;
        }
        match found {
            Ok(data) => self.viewer.set(data.me.map(Viewer::from)),
            Err(ApiError::Unauthenticated) => self.viewer.set(None),
            Err(error) => return self.failure.set(Some(error)),
        }
        ended_signal().set(false);
        self.known.set(true);
    }

    /// After a sign-in or a change of hat: asks who one is now, and lets every query ask again.
    pub(crate) async fn renewed(self) {
        self.load().await;
        epoch_signal().update(|count| *count += 1);
    }

    /// After signing out.
    pub(crate) fn forget(self) {
        ended_signal().set(false);
        self.viewer.set(None);
    }

    /// Whether it is known yet who is signed in; tracks it.
    pub(crate) fn known(self) -> bool {
        self.known.get()
    }

    /// Why it could not be found out; tracks it.
    pub(crate) fn failure(self) -> Option<ApiError> {
        self.failure.get()
    }

    /// The person signed in; tracks it.
    pub fn viewer(self) -> Option<Viewer> {
        self.viewer.get()
    }

    /// Part of the viewer; tracks it.
    pub fn with<U>(self, part: impl FnOnce(&Viewer) -> U) -> Option<U> {
        self.viewer.with(|viewer| viewer.as_ref().map(part))
    }

    /// Part of the viewer without tracking it.
    pub fn with_untracked<U>(self, part: impl FnOnce(&Viewer) -> U) -> Option<U> {
        self.viewer.with_untracked(|viewer| viewer.as_ref().map(part))
    }

    /// Whether somebody is signed in; tracks it.
    pub fn signed_in(self) -> bool {
        self.viewer.with(Option::is_some)
    }

    /// How far the hat's right reaches (§4); tracks the session.
    pub fn reach(self, capability: Capability) -> Reach {
        self.with(|viewer| viewer.reach(capability))
            .unwrap_or(Reach::None)
    }

    /// Whether the hat has the right at all; menus and buttons ask this. The server decides again.
    pub fn may(self, capability: Capability) -> bool {
        self.reach(capability) != Reach::None
    }

    /// What is known about the installation; tracks it.
    pub(crate) fn info(self) -> Option<Info> {
        self.info.get()
    }

    /// Today in the server's calendar; tracks it.
    pub fn today(self) -> Option<chrono::NaiveDate> {
        self.info.with(|info| info.as_ref().map(|info| info.today))
    }

    /// Types and size that evidence may have: `(types, bytes)`; tracks it.
    pub fn upload_rules(self) -> (Vec<String>, i64) {
        self.info.with(|info| {
            info.as_ref().map_or((Vec::new(), 0), |info| {
                (info.upload_types.clone(), info.max_upload_bytes)
            })
        })
    }
}
