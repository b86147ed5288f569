//! Sign-in, sessions, accounts and grants on both engines, with a clock that the tests drive.

mod accounts;
mod authenticate;
mod city;
mod grants;
mod hats;
mod password;
mod privacy;
mod refresh;
mod sessions;
mod sign_in;
mod throttle;
mod token;
mod totp;
