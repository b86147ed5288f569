//! The blind credential: it works, it is blind, and every lie of either side is found out.

use remit_shared::evaluation::credential::{Blinding, CredentialError, Evaluation, StratumKey, commitment};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Bytes that repeat from run to run.
fn source(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut count = 0_u64;
    move |bytes: &mut [u8]| {
        for chunk in bytes.chunks_mut(32) {
            count += 1;
            let digest = Sha256::digest(format!("{seed}:{count}"));
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

fn campaign() -> Uuid {
    Uuid::from_u128(7)
}

fn key(n: u8) -> StratumKey {
    StratumKey::derive(&[n; 32], campaign(), Uuid::from_u128(u128::from(n))).unwrap()
}

#[test]
fn a_credential_is_made_blindly_and_admitted() {
    let key = key(1);
    let mut random = source(1);
    let blinding = Blinding::begin(campaign(), &mut random).unwrap();
    let evaluation = key.evaluate(&blinding.blinded(), &mut random).unwrap();
    let credential = blinding.finish(&evaluation, &key.public()).unwrap();
    assert!(key.admits(campaign(), &credential.nonce, &credential.output));
    // What the server saw has nothing in common with what is cast later.
    let cast = [credential.nonce.as_slice(), &credential.output].concat();
    for seen in [
        blinding.blinded().as_slice(),
        &evaluation.element,
        &evaluation.proof,
    ] {
        assert!(
            !cast
                .windows(8)
                .any(|window| seen.windows(8).any(|other| other == window))
        );
    }
}

#[test]
fn the_same_nonce_blinds_to_another_element_each_time_but_gives_one_output() {
    let key = key(1);
    let mut random = source(2);
    let first = Blinding::begin(campaign(), &mut random).unwrap();
    let kept = first.keep();
    let again = Blinding::restore(campaign(), &kept).unwrap();
    assert_eq!(
        first.blinded(),
        again.blinded(),
        "a lost answer is asked for with the same element"
    );
    let one = first
        .finish(
            &key.evaluate(&first.blinded(), &mut random).unwrap(),
            &key.public(),
        )
        .unwrap();
    let two = again
        .finish(
            &key.evaluate(&again.blinded(), &mut random).unwrap(),
            &key.public(),
        )
        .unwrap();
    assert_eq!(one, two, "evaluating twice gives nothing new");
    assert_eq!(key.output(campaign(), &one.nonce), Ok(one.output));
}

#[test]
fn a_server_that_uses_another_key_is_found_out() {
    let (committed, marked) = (key(1), key(2));
    let mut random = source(3);
    let blinding = Blinding::begin(campaign(), &mut random).unwrap();
    let evaluation = marked.evaluate(&blinding.blinded(), &mut random).unwrap();
    assert_eq!(
        blinding.finish(&evaluation, &committed.public()),
        Err(CredentialError::Proof)
    );
    let honest = committed.evaluate(&blinding.blinded(), &mut random).unwrap();
    let forged = Evaluation {
        proof: evaluation.proof,
        ..honest
    };
    assert_eq!(
        blinding.finish(&forged, &committed.public()),
        Err(CredentialError::Proof)
    );
}

#[test]
fn nothing_but_a_credential_is_admitted() {
    let (key, other) = (key(1), key(2));
    let mut random = source(4);
    let blinding = Blinding::begin(campaign(), &mut random).unwrap();
    let evaluation = key.evaluate(&blinding.blinded(), &mut random).unwrap();
    let good = blinding.finish(&evaluation, &key.public()).unwrap();
    assert!(
        !other.admits(campaign(), &good.nonce, &good.output),
        "another stratum's"
    );
    assert!(
        !key.admits(Uuid::from_u128(8), &good.nonce, &good.output),
        "another campaign's"
    );
    assert!(!key.admits(campaign(), &[0; 32], &good.output));
    let mut altered = good.output;
    altered[63] ^= 1;
    assert!(!key.admits(campaign(), &good.nonce, &altered));
    assert!(!key.admits(campaign(), &good.nonce, &good.output[..63]));
    assert!(!key.admits(campaign(), &good.nonce, &[]));
}

#[test]
fn rubbish_is_refused_not_panicked_on() {
    let mut random = source(5);
    for bytes in [&[][..], &[0; 32], &[255; 32], &[1; 31], &[1; 33]] {
        assert!(key(1).evaluate(bytes, &mut random).is_err(), "{bytes:?}");
        assert!(StratumKey::of_private(bytes).is_err() || bytes.len() == 32);
    }
    assert!(Blinding::restore(campaign(), &[0; 95]).is_err());
    assert!(Blinding::restore(campaign(), &[]).is_err());
}

#[test]
fn the_key_survives_its_private_half_and_the_commitment_covers_every_key() {
    let key = key(3);
    let again = StratumKey::of_private(&key.private()).unwrap();
    assert_eq!(key.public(), again.public());
    let keys = [(Uuid::from_u128(1), key.public()), (Uuid::from_u128(2), [9; 32])];
    let reversed = [keys[1], keys[0]];
    let whole = commitment(campaign(), &keys);
    assert_eq!(whole, commitment(campaign(), &reversed), "order does not matter");
    assert_ne!(whole, commitment(campaign(), &keys[..1]));
    assert_ne!(whole, commitment(Uuid::nil(), &keys));
    assert_ne!(whole, commitment(campaign(), &[keys[0], (keys[1].0, [8; 32])]));
}
