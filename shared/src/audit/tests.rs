use chrono::{Duration, TimeZone};

use super::*;

fn fields(seq: i64) -> AuditFields<'static> {
    AuditFields {
        seq,
        jurisdiction_id: Uuid::from_u128(1),
        id: Uuid::from_u128(0x100 + u128::try_from(seq).unwrap()),
        at: Utc.with_ymd_and_hms(2022, 5, 12, 1, 2, 3).unwrap() + Duration::seconds(seq),
        actor_id: Some(Uuid::from_u128(2)),
        actor_label: "监管科-01",
        role: Some(Role::Ov),
        address: Some("192.0.2.1"),
        trace: "t-1",
        action: "problem.take",
        subject_kind: Some("problem"),
        subject_id: Some(Uuid::from_u128(3)),
        subject_label: "LZ-2022-0001",
        outcome: Outcome::Done,
        detail: None,
        before_hash: Some("aa"),
        after_hash: Some("bb"),
    }
}

/// Fields with the two hashes of their place.
type Stored = (AuditFields<'static>, String, String);

fn chain(length: i64) -> Vec<Stored> {
    let mut prev = GENESIS.to_owned();
    (1..=length)
        .map(|seq| {
            let fields = fields(seq);
            let hash = record_hash(&prev, &fields);
            (fields, std::mem::replace(&mut prev, hash.clone()), hash)
        })
        .collect()
}

fn entries(chain: &[Stored]) -> Vec<AuditEntry<'_>> {
    chain
        .iter()
        .map(|(fields, prev_hash, hash)| AuditEntry {
            fields: *fields,
            prev_hash,
            hash,
        })
        .collect()
}

#[test]
fn a_whole_chain_verifies() {
    assert_eq!(verify(entries(&chain(20))), Ok(20));
    assert_eq!(verify(Vec::new()), Ok(0));
}

/// The serialisation is a contract with what is stored: this digest must never change.
#[test]
fn the_digest_of_a_known_record_is_fixed() {
    let hash = record_hash(GENESIS, &fields(1));
    assert_eq!(
        hash,
        "ede53bcefff147c08642633ad581173c0d058229b3eaacb5c427d6b486f4a608"
    );
    assert_eq!(GENESIS.len(), hash.len());
}

type Change = (&'static str, fn(&mut AuditFields<'static>));

const CHANGES: &[Change] = &[
    ("jurisdiction", |f| f.jurisdiction_id = Uuid::from_u128(9)),
    ("id", |f| f.id = Uuid::from_u128(9)),
    ("at", |f| f.at += Duration::microseconds(1)),
    ("actor", |f| f.actor_id = None),
    ("actor label", |f| f.actor_label = "监管科-02"),
    ("role", |f| f.role = Some(Role::Ol)),
    ("address", |f| f.address = None),
    ("trace", |f| f.trace = "t-2"),
    ("action", |f| f.action = "problem.reject"),
    ("subject kind", |f| f.subject_kind = None),
    ("subject", |f| f.subject_id = None),
    ("subject label", |f| f.subject_label = "LZ-2022-0002"),
    ("outcome", |f| f.outcome = Outcome::Refused),
    ("detail", |f| f.detail = Some("")),
    ("before", |f| f.before_hash = None),
    ("after", |f| f.after_hash = Some("bc")),
];

#[test]
fn one_altered_field_of_one_record_is_found_at_that_record() {
    for (name, change) in CHANGES {
        let mut stored = chain(9);
        change(&mut stored[4].0);
        assert_eq!(
            verify(entries(&stored)),
            Err(Broken {
                seq: 5,
                kind: BreakKind::Content
            }),
            "{name}"
        );
    }
    assert_eq!(CHANGES.len(), 16, "every field but the number");
}

#[test]
fn a_record_rehashed_by_the_forger_breaks_the_link_after_it() {
    let mut stored = chain(9);
    stored[4].0.outcome = Outcome::Failed;
    stored[4].2 = record_hash(&stored[4].1, &stored[4].0);
    assert_eq!(
        verify(entries(&stored)),
        Err(Broken {
            seq: 6,
            kind: BreakKind::Link
        })
    );
}

#[test]
fn dropped_doubled_swapped_and_inserted_records_are_found() {
    let broken = |change: fn(&mut Vec<Stored>)| {
        let mut stored = chain(9);
        change(&mut stored);
        verify(entries(&stored)).unwrap_err()
    };
    let sequence = |seq| Broken {
        seq,
        kind: BreakKind::Sequence,
    };
    assert_eq!(broken(|c| drop(c.remove(4))), sequence(5));
    assert_eq!(broken(|c| drop(c.remove(0))), sequence(1));
    assert_eq!(broken(|c| c.insert(5, c[4].clone())), sequence(5));
    assert_eq!(broken(|c| c.swap(2, 3)), sequence(3));
    let renumbered = broken(|c| {
        c.remove(4);
        for later in &mut c[4..] {
            later.0.seq -= 1;
        }
    });
    assert_eq!(
        renumbered,
        Broken {
            seq: 5,
            kind: BreakKind::Link
        }
    );
}

#[test]
fn neighbouring_pieces_cannot_be_shifted_into_each_other() {
    let hash = |actor_label, trace, action| {
        record_hash(
            GENESIS,
            &AuditFields {
                actor_label,
                trace,
                action,
                ..fields(1)
            },
        )
    };
    let hashes = [
        hash("ab", "c", "d"),
        hash("a", "bc", "d"),
        hash("abc", "", "d"),
        hash("", "abcd", ""),
        hash("", "abc", "d"),
        hash("ab", "cd", ""),
    ];
    for (index, hash) in hashes.iter().enumerate() {
        assert!(!hashes[index + 1..].contains(hash), "{index}");
    }
}

#[test]
fn a_chain_can_be_verified_in_pages_and_from_an_archived_head() {
    let stored = chain(10);
    let mut verifier = Verifier::default();
    for page in entries(&stored).chunks(3) {
        for entry in page {
            verifier.check(entry).unwrap();
        }
    }
    assert_eq!(verifier.head(), (10, stored[9].2.as_str()));
    let mut tail = Verifier::after(6, &stored[5].2);
    assert!(
        entries(&stored)[6..]
            .iter()
            .all(|entry| tail.check(entry).is_ok())
    );
    assert_eq!(
        Verifier::after(6, GENESIS).check(&entries(&stored)[6]),
        Err(Broken {
            seq: 7,
            kind: BreakKind::Link
        })
    );
}

#[test]
fn nanoseconds_that_no_engine_keeps_do_not_matter() {
    let with_nanos = AuditFields {
        at: fields(1).at + Duration::nanoseconds(999),
        ..fields(1)
    };
    assert_eq!(
        record_hash(GENESIS, &with_nanos),
        record_hash(GENESIS, &fields(1))
    );
}

#[test]
fn the_digest_is_sha_256() {
    assert_eq!(
        digest("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}
