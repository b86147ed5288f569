//! §3.11: every pair of state and event of a staffing proposal, and the rules for tilting and reducing.

use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;
use remit_shared::scoring::Band;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::staffing::machine::{ProposalFacts, available, next};
use remit_shared::staffing::{ProposalEventKind as E, ProposalKind as K, ProposalState as S};
use remit_shared::wire::Wire;
use uuid::Uuid;

const DRAFTER: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn facts(role: Role, kind: K) -> ProposalFacts<'static> {
    ProposalFacts {
        role,
        person: OTHER,
        drafted_by: DRAFTER,
        kind,
        band: Some(Band::Front),
        security: Some(RankSecurity::Front),
        next_result: true,
        text: Some("情况属实"),
        doc_no: Some("诸编委〔2023〕3号"),
    }
}

/// The role that each event belongs to, and where it leads from where.
const ALLOWED: [(E, S, Role, S); 7] = [
    (E::Check, S::Draft, Role::Ov, S::Checked),
    (E::Submit, S::Checked, Role::Ol, S::Submitted),
    (E::Adopt, S::Submitted, Role::Ol, S::Adopted),
    (E::NotSupport, S::Submitted, Role::Ol, S::NotSupported),
    (E::Implement, S::Adopted, Role::Os, S::Implemented),
    (E::Review, S::Implemented, Role::Ov, S::Reviewed),
    (E::Review, S::Implemented, Role::Os, S::Reviewed),
];

#[test]
fn every_pair_of_state_and_event() {
    for state in S::ALL {
        for event in E::ALL {
            for role in [Role::Ol, Role::Ov, Role::Os, Role::Dl, Role::Cl] {
                let found = next(*state, *event, &facts(role, K::SectionAdjust));
                let line = ALLOWED
                    .iter()
                    .find(|(e, s, r, _)| (e, s, r) == (event, state, &role));
                match (found, line) {
                    (Ok(to), Some((.., expected))) => assert_eq!(to, *expected, "{state} {event} {role:?}"),
                    (Err(refusal), None) => assert!(
                        matches!(refusal.code, RefusalCode::Role | RefusalCode::State),
                        "{state} {event} {role:?}: {refusal:?}"
                    ),
                    (found, _) => panic!("{state} {event} {role:?}: {found:?}"),
                }
            }
        }
    }
}

fn code(state: S, event: E, facts: &ProposalFacts<'_>) -> Option<RefusalCode> {
    next(state, event, facts).err().map(|refusal| refusal.code)
}

#[test]
fn a_second_person_checks() {
    let own = ProposalFacts {
        person: DRAFTER,
        ..facts(Role::Ov, K::Tilt)
    };
    assert_eq!(code(S::Draft, E::Check, &own), Some(RefusalCode::Conflict));
    let shown = available(S::Draft, &own);
    assert!(shown.len() == 1 && shown[0].1.is_err(), "the button says why not");
}

#[test]
fn favouring_a_unit_that_is_not_in_front_takes_a_written_reason() {
    for kind in [K::Tilt, K::Hiring] {
        let middle = ProposalFacts {
            band: Some(Band::Middle),
            text: None,
            ..facts(Role::Ov, kind)
        };
        assert_eq!(code(S::Draft, E::Check, &middle), Some(RefusalCode::Reason));
        let reasoned = ProposalFacts {
            text: Some("承担重大任务"),
            ..middle
        };
        assert_eq!(code(S::Draft, E::Check, &reasoned), None);
        let front = ProposalFacts {
            text: None,
            ..facts(Role::Ov, kind)
        };
        assert_eq!(code(S::Draft, E::Check, &front), None);
    }
}

#[test]
fn reducing_a_unit_that_is_not_securely_back_takes_the_leads_written_reason() {
    let back = ProposalFacts {
        band: Some(Band::Back),
        security: Some(RankSecurity::None),
        text: None,
        ..facts(Role::Ol, K::Reduce)
    };
    assert_eq!(code(S::Checked, E::Submit, &back), Some(RefusalCode::Reason));
    let reasoned = ProposalFacts {
        text: Some("连续两年靠后"),
        ..back
    };
    assert_eq!(code(S::Checked, E::Submit, &reasoned), None);
    let secure = ProposalFacts {
        security: Some(RankSecurity::Back),
        ..back
    };
    assert_eq!(code(S::Checked, E::Submit, &secure), None);
}

#[test]
fn not_considering_is_offered_for_units_at_the_back() {
    for (band, refused) in [
        (Some(Band::Back), None),
        (Some(Band::Middle), Some(RefusalCode::State)),
        (None, Some(RefusalCode::State)),
    ] {
        let facts = ProposalFacts {
            band,
            ..facts(Role::Ov, K::NotConsider)
        };
        assert_eq!(code(S::Draft, E::Check, &facts), refused);
    }
}

#[test]
fn decisions_carry_a_document_number_and_the_review_waits_for_the_next_result() {
    for event in [E::Adopt, E::NotSupport] {
        let bare = ProposalFacts {
            doc_no: Some(" "),
            ..facts(Role::Ol, K::Tilt)
        };
        assert_eq!(code(S::Submitted, event, &bare), Some(RefusalCode::Basis));
    }
    let early = ProposalFacts {
        next_result: false,
        ..facts(Role::Ov, K::Tilt)
    };
    assert_eq!(code(S::Implemented, E::Review, &early), Some(RefusalCode::Early));
    let silent = ProposalFacts {
        text: Some(" "),
        ..facts(Role::Os, K::Tilt)
    };
    assert_eq!(code(S::Adopted, E::Implement, &silent), Some(RefusalCode::Reason));
}
