//! Where the sign-in resolvers leave what the server then puts into cookies.
//!
//! Cookies are HTTP, so only the server makes them; only the resolvers know the tokens. The server puts a slot
//! into the request's data, a resolver fills it, and the server looks into it once the answer is there.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

/// What is to happen to the browser's sign-in cookies.
#[derive(Clone, PartialEq, Eq)]
pub enum CookieChange {
    /// Signed in, refreshed or under another hat.
    Set {
        /// Access token.
        access: String,
        /// Refresh token; `None` leaves the browser the one it has.
        refresh: Option<String>,
        /// When the session ends at the latest, and the cookies with it.
        expires: DateTime<Utc>,
    },
    /// Signed out.
    Clear,
}

impl std::fmt::Debug for CookieChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Set { .. } => "Set(***)",
            Self::Clear => "Clear",
        })
    }
}

/// The slot of one request. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct SessionSlot(Arc<Mutex<Slot>>);

#[derive(Debug, Default)]
struct Slot {
    change: Option<CookieChange>,
    refresh: Option<Refresh>,
}

/// The refresh token that the browser sent, if any.
#[derive(Clone)]
struct Refresh(String);

impl std::fmt::Debug for Refresh {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl SessionSlot {
    /// A slot for a request that came with this refresh cookie.
    pub fn new(refresh: Option<String>) -> Self {
        Self(Arc::new(Mutex::new(Slot {
            change: None,
            refresh: refresh.map(Refresh),
        })))
    }

    /// The refresh token of the browser's cookie, for `refreshSession` without a token in its input.
    pub fn refresh_token(&self) -> Option<String> {
        self.lock().refresh.as_ref().map(|refresh| refresh.0.clone())
    }

    /// Asks for new cookies.
    pub fn set(&self, access: String, refresh: Option<String>, expires: DateTime<Utc>) {
        self.lock().change = Some(CookieChange::Set {
            access,
            refresh,
            expires,
        });
    }

    /// Asks for the cookies to be removed.
    pub fn clear(&self) {
        self.lock().change = Some(CookieChange::Clear);
    }

    /// What was asked for last; the server calls this once.
    pub fn take(&self) -> Option<CookieChange> {
        self.lock().change.take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_change_counts_and_is_taken_once() {
        let slot = SessionSlot::new(Some("old".to_owned()));
        let resolver = slot.clone();
        assert_eq!(resolver.refresh_token().as_deref(), Some("old"));
        resolver.set("a".to_owned(), Some("r".to_owned()), DateTime::UNIX_EPOCH);
        resolver.clear();
        assert_eq!(slot.take(), Some(CookieChange::Clear));
        assert_eq!(slot.take(), None);
    }

    #[test]
    fn tokens_are_never_printed() {
        let slot = SessionSlot::new(Some("secret-refresh".to_owned()));
        slot.set(
            "secret-access".to_owned(),
            Some("secret-next".to_owned()),
            DateTime::UNIX_EPOCH,
        );
        assert!(!format!("{slot:?}").contains("secret"));
    }
}
