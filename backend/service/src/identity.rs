//! Who somebody is: sign-in, sessions, accounts and grants (K40, K41; §4).
//!
//! Numbers and rules are in `remit_shared::identity`; here they meet rows. Three ways lead in: [`sign_in`] with a
//! password, [`refresh`] with a refresh token, [`authenticate`] with the access token of every request. Rights are
//! read from the grant each time, so taking something away works at the next request.

pub mod accounts;
pub mod authenticate;
pub mod console;
pub mod duty;
pub mod grants;
pub mod hashing;
pub mod hats;
mod lockout;
pub mod matrix;
pub mod password;
pub mod refresh;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod throttle;
pub mod token;
pub mod tokens;
pub mod totp;
pub mod units;
pub mod viewer;
