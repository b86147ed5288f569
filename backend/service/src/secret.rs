//! Encryption of the few personal fields kept in storage: phone numbers, TOTP secrets, contact data (§4).

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

const NONCE_BYTES: usize = 24;

/// Seals and opens short texts with one data key (XChaCha20-Poly1305, random nonce, hexadecimal text).
pub struct Sealer {
    cipher: XChaCha20Poly1305,
}

impl Sealer {
    /// A sealer with a 32-byte key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(Key::from_slice(key)),
        }
    }

    /// Seals a text for storage.
    pub fn seal(&self, ctx: &OpCtx, text: &str) -> Answer<String> {
        let nonce = ctx.random::<NONCE_BYTES>();
        let sealed = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), text.as_bytes())
            .map_err(|_| Fault::Broken("a field could not be sealed".into()))?;
        Ok(hex::encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens a sealed text. A wrong key or an altered value is a fault, never a wrong text.
    pub fn open(&self, sealed: &str) -> Answer<String> {
        let broken = || Fault::Broken("a sealed field cannot be opened; was the data key changed?".into());
        let bytes = hex::decode(sealed).map_err(|_| broken())?;
        let (nonce, body) = bytes.split_at_checked(NONCE_BYTES).ok_or_else(broken)?;
        let plain = self
            .cipher
            .decrypt(XNonce::from_slice(nonce), body)
            .map_err(|_| broken())?;
        Ok(String::from_utf8(plain).map_err(|_| broken())?)
    }
}

impl core::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sealer(***)")
    }
}
