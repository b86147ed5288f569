//! Who somebody is: sign-in, sessions, accounts and grants (K40, K41; §4).

pub mod duty;
pub mod settings;
pub mod throttle;
pub mod token;
pub mod units;
