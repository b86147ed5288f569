//! The browser's side of the blind credential.

use leptos::prelude::window;
use remit_shared::evaluation::credential::{ELEMENT, StratumKey, commitment};
use remit_shared::id::{NodeKind, decode};
use uuid::Uuid;

/// Fills a buffer from the browser's generator.
pub(super) fn random(bytes: &mut [u8]) {
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(bytes);
    }
}

/// The row behind a global id.
pub(super) fn uuid(kind: NodeKind, id: &str) -> Option<Uuid> {
    decode(kind, id).ok()
}

fn element(text: &str) -> Option<[u8; ELEMENT]> {
    let mut bytes = [0; ELEMENT];
    unhex(text, &mut bytes).then_some(bytes)
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
        text
    })
}

/// Reads hexadecimal of exactly this length.
pub(super) fn unhex(text: &str, bytes: &mut [u8]) -> bool {
    text.len() == bytes.len() * 2
        && bytes.iter_mut().enumerate().all(|(place, byte)| {
            let digits = text.get(place * 2..place * 2 + 2);
            let read = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            read.map(|read| *byte = read).is_some()
        })
}

/// Reads hexadecimal of any length.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = vec![0; text.len() / 2];
    if unhex(text, &mut bytes) {
        bytes
    } else {
        Vec::new()
    }
}

/// Whether the keys are those that were committed to: `(group, public key)`.
pub(super) fn committed(campaign: &str, keys: &[(String, String)], promised: Option<&str>) -> bool {
    let Some(campaign) = uuid(NodeKind::Campaign, campaign) else {
        return false;
    };
    let keys: Option<Vec<_>> = keys
        .iter()
        .map(|(group, key)| Some((uuid(NodeKind::CampaignStratum, group)?, element(key)?)))
        .collect();
    keys.is_some_and(|keys| promised == Some(commitment(campaign, &keys).as_str()))
}

/// Whether a published credential (`group nonce output`) was made under the published key of its group.
pub(super) fn good(campaign: &str, line: &str, keys: &[(String, String)]) -> bool {
    let mut parts = line.split(' ');
    let (Some(group), Some(nonce), Some(output)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (Some(campaign), Some(nonce)) = (uuid(NodeKind::Campaign, campaign), element(nonce)) else {
        return false;
    };
    // Groups in which too few have answered are listed together, each with its own key.
    keys.iter()
        .filter(|(known, _)| known == group)
        .filter_map(|(_, private)| StratumKey::of_private(&bytes(private)).ok())
        .any(|key| key.admits(campaign, &nonce, &bytes(output)))
}
