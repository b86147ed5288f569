//! What this device keeps of a ballot between visits: the draft while it is filled in, the proof once it is cast.

use leptos::prelude::*;
use remit_shared::evaluation::paper::{Answers, Shape};
use serde::{Deserialize, Serialize};

const KEY: &str = "remit-ballot";
const PROOFS: &str = "remit-ballot-proofs";

/// A ballot under way. The invitation's code is gone as soon as the credential is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Code of the invitation, until the credential has come.
    pub code: Option<String>,
    /// The blinding, until the credential has come.
    pub blinding: Option<String>,
    pub campaign: String,
    pub group: String,
    pub group_key: String,
    pub title: String,
    pub closes_on: String,
    pub questions: Vec<String>,
    pub units: Vec<String>,
    pub nonce: String,
    pub output: String,
    pub salt: String,
    pub answers: String,
}

impl Draft {
    pub fn shape(&self) -> Shape {
        Shape {
            targets: self.units.len(),
            questions: self.questions.len(),
        }
    }

    pub fn read(&self) -> Answers {
        Answers::parse(self.shape(), &self.answers).unwrap_or_else(|_| Answers::blank(self.shape()))
    }
}

/// What is kept of a cast ballot: enough to find it counted, nothing of what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Proof {
    pub campaign: String,
    pub title: String,
    pub nonce: String,
    pub hash: String,
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn load<T: for<'de> Deserialize<'de>>(key: &str) -> Option<T> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn save<T: Serialize>(key: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(key, &text);
    }
}

pub(super) fn draft() -> Option<Draft> {
    load(KEY)
}

pub(super) fn keep(draft: &Draft) {
    save(KEY, draft);
}

pub(super) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

pub(super) fn proofs() -> Vec<Proof> {
    load(PROOFS).unwrap_or_default()
}

pub(super) fn add_proof(proof: Proof) {
    let mut all = proofs();
    all.retain(|known| known.hash != proof.hash);
    all.insert(0, proof);
    save(PROOFS, &all);
}
