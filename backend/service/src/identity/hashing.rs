//! Password hashes: argon2id in PHC form (§4), computed off the asynchronous threads and few at a time.
//!
//! A hash is meant to be costly, in time and memory. The gate keeps a crowd at the sign-in page from taking all
//! of either: a few are computed at once, some wait, the rest are asked to come back.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use argon2::password_hash::SaltString;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use remit_shared::refusal::{Refusal, RefusalCode};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::settings::IdentitySettings;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// Hashes computed at once, at most.
const AT_ONCE: usize = 4;
/// Callers that may wait for their turn.
const WAITING: usize = 256;
/// Salt of the hash that nobody has, see [`verify`].
const NOBODYS_SALT: [u8; 16] = *b"nobody-has-this.";

static GATE: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, |cores| cores.get().min(AT_ONCE))));
static QUEUE: AtomicUsize = AtomicUsize::new(0);

/// A place in the queue, given back however the wait ends.
struct Place;

impl Drop for Place {
    fn drop(&mut self) {
        QUEUE.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn turn() -> Answer<SemaphorePermit<'static>> {
    let ahead = QUEUE.fetch_add(1, Ordering::Relaxed);
    let _place = Place;
    if ahead >= WAITING {
        return Err(Refusal::new(
            RefusalCode::Unavailable,
            "登录人数较多，请稍候一分钟再试。",
            "Too many people are signing in at the moment; try again in a minute.",
        )
        .into());
    }
    Ok(GATE
        .acquire()
        .await
        .map_err(|_| broken("the hashing gate is closed"))?)
}

/// Runs hashing work on a blocking thread when it is its turn. The work keeps its turn even if the caller leaves.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    let turn = turn().await?;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await
        .map_err(|_| broken("a password hash was not finished"))?
}

/// Hashes a new password with a fresh salt.
pub async fn hash(settings: &IdentitySettings, ctx: &OpCtx, password: &str) -> Answer<String> {
    let (argon2, salt, password) = (argon2id(settings)?, ctx.random::<16>(), password.to_owned());
    off_thread(move || hash_with(&argon2, salt, &password)).await
}

/// As [`hash`], on the caller's thread: for the command line and the demo, which has one password for all.
pub fn hash_blocking(settings: &IdentitySettings, salt: [u8; 16], password: &str) -> Answer<String> {
    hash_with(&argon2id(settings)?, salt, password)
}

fn hash_with(argon2: &Argon2<'_>, salt: [u8; 16], password: &str) -> Answer<String> {
    let salt = SaltString::encode_b64(&salt).map_err(|_| broken("a salt is not usable"))?;
    let hash = argon2.hash_password(password.as_bytes(), &salt);
    Ok(hash
        .map_err(|_| broken("a password could not be hashed"))?
        .to_string())
}

/// Whether the password is the one behind a stored hash. Without one, for a login that nobody has, the same work is
/// done for nothing, so that the time of the answer does not tell which logins exist.
pub(crate) async fn verify(
    settings: &IdentitySettings,
    stored: Option<String>,
    password: &str,
) -> Answer<bool> {
    let (argon2, password) = (argon2id(settings)?, password.to_owned());
    off_thread(move || match stored {
        Some(stored) => matches(&stored, &password),
        None => hash_with(&argon2, NOBODYS_SALT, &password).map(|_| false),
    })
    .await
}

/// Whether the password is behind any of these hashes.
pub(crate) async fn is_among(stored: Vec<String>, password: &str) -> Answer<bool> {
    let password = password.to_owned();
    off_thread(move || {
        for stored in stored {
            if matches(&stored, &password)? {
                return Ok(true);
            }
        }
        Ok(false)
    })
    .await
}

fn matches(stored: &str, password: &str) -> Answer<bool> {
    let stored = PasswordHash::new(stored).map_err(|_| broken("a stored password hash is not readable"))?;
    match Argon2::default().verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::Password) => Ok(false),
        Err(_) => Err(broken("a stored password hash is not argon2").into()),
    }
}

fn argon2id(settings: &IdentitySettings) -> Answer<Argon2<'static>> {
    let params = Params::new(settings.argon2_memory_kib, settings.argon2_passes, 1, None);
    let params = params.map_err(|_| broken("the argon2 settings are not usable"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken(what: &str) -> Fault {
    Fault::Broken(what.to_owned())
}
