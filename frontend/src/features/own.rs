//! One's own account: password, second factor, sessions (K40, K41).

mod page;
mod password;
mod sessions;
mod totp;

crate::lazy_page!(hall: OwnAccount => page::page);

crate::operation!(
    "graphql/own.graphql": OwnSessions, RevokeSession, SignOutEverywhere, ChangePassword, StartTotp, ConfirmTotp
);
