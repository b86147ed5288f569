//! Sign-in, sessions, accounts and grants on both engines, with a clock that the tests drive.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod authenticate;
#[cfg(test)]
mod city;
#[cfg(test)]
mod console;
#[cfg(test)]
mod grants;
#[cfg(test)]
mod hats;
#[cfg(test)]
mod password;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod throttle;
#[cfg(test)]
mod token;
#[cfg(test)]
mod totp;
