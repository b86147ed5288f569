//! Random rows of a ballot box: ids of version 4, credentials under the group's key, ballots with their hashes.

use remit_shared::evaluation::credential::{ELEMENT, StratumKey};
use remit_shared::evaluation::paper::{Answers, SALT_BYTES, ballot_hash};
use remit_store::entity::{ballot_credential, ballot_response, campaign};
use uuid::{Builder, Uuid};

use crate::error::DemoError;
use crate::rng::Rng;

/// Bytes of a stream.
pub(super) fn bytes<const N: usize>(rng: &mut Rng) -> [u8; N] {
    let mut bytes = [0; N];
    for chunk in bytes.chunks_mut(8) {
        let drawn = rng.next().to_be_bytes();
        for (to, from) in chunk.iter_mut().zip(drawn) {
            *to = from;
        }
    }
    bytes
}

/// An id that tells no order.
pub(super) fn random_id(rng: &mut Rng) -> Uuid {
    Builder::from_random_bytes(bytes(rng)).into_uuid()
}

/// The key of a group, a function of the seed.
pub(super) fn key(rng: &mut Rng, campaign: Uuid, stratum: Uuid) -> Result<StratumKey, DemoError> {
    StratumKey::derive(&bytes::<ELEMENT>(rng), campaign, stratum)
        .map_err(|_| DemoError::unknown("key of", &stratum.to_string()))
}

/// A spent credential.
pub(super) fn credential(
    rng: &mut Rng,
    key: &StratumKey,
    row: &campaign::Model,
    stratum: Uuid,
) -> Result<ballot_credential::Model, DemoError> {
    let nonce = bytes::<ELEMENT>(rng);
    let output = key
        .output(row.id, &nonce)
        .map_err(|_| DemoError::unknown("credential of", &stratum.to_string()))?;
    Ok(ballot_credential::Model {
        nonce: hex::encode(nonce),
        jurisdiction_id: row.jurisdiction_id,
        campaign_id: row.id,
        stratum_id: stratum,
        output: hex::encode(output),
    })
}

/// A ballot as the closing leaves it: without its day.
pub(super) fn response(
    rng: &mut Rng,
    row: &campaign::Model,
    stratum: Uuid,
    own: Option<Uuid>,
    answers: &Answers,
) -> ballot_response::Model {
    let salt = bytes::<SALT_BYTES>(rng);
    let answers = answers.render();
    ballot_response::Model {
        id: random_id(rng),
        jurisdiction_id: row.jurisdiction_id,
        campaign_id: row.id,
        stratum_id: stratum,
        answered_on: row.closes_on,
        salt: hex::encode(salt),
        hash: ballot_hash(row.id, own, &salt, &answers),
        answers,
    }
}
