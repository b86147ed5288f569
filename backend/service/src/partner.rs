//! Machine clients of partners (K39, §8): granted and revoked by the security administrator, signed in by a signed
//! assertion, narrowed to scopes, unit and address ranges.

pub mod authenticate;
pub mod clients;
mod network;
pub mod token;

/// Address of the token endpoint, which assertions are made out to.
pub const TOKEN_PATH: &str = "/oauth/token";
