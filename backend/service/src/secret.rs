//! Encryption of the few personal fields kept in storage: phone numbers, TOTP secrets, contact data (§4).

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

const NONCE_BYTES: usize = 24;

/// Seals and opens short texts with one data key (XChaCha20-Poly1305, random nonce, hexadecimal text).
pub struct Sealer {
    cipher: XChaCha20Poly1305,
    mac: Hmac<Sha256>,
}

impl Sealer {
    /// A sealer with a 32-byte key.
    pub fn new(key: &[u8; 32]) -> Self {
        // A key shorter than the block is filled up with zeros (RFC 2104).
        let mut block = [0; 64];
        for (to, from) in block.iter_mut().zip(key) {
            *to = *from;
        }
        Self {
            cipher: XChaCha20Poly1305::new(Key::from_slice(key)),
            mac: <Hmac<Sha256> as Mac>::new((&block).into()),
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

    /// A keyed digest (HMAC-SHA-256) of bytes for one purpose; equal inputs give equal digests, and nobody without
    /// the key can make or check one. Purposes never share digests.
    pub fn tag(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        let mut mac = self.mac.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
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
