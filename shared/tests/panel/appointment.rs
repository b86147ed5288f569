//! The appointment machine (§3.14): every (state, event) pair, roles, refusals, terms.

use remit_shared::identity::Role;
use remit_shared::organisation::OrgKind;
use remit_shared::panel::AppointmentEventKind as E;
use remit_shared::panel::AppointmentState as S;
use remit_shared::panel::appointment::{
    AppointmentFacts, AppointmentProposal, automatic, available, capability_of, ends_soon, letter_after,
    longest_to, next, nominate, overlap, roles_of, source_kind,
};
use remit_shared::panel::{AppointmentKind, DismissReason, SourceKind};
use remit_shared::policy::{Reach, matrix};
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{d, limits};

const ALLOWED: &[(S, E, S)] = &[
    (S::Nominated, E::Approve, S::Appointed),
    (S::Appointed, E::Begin, S::Active),
    (S::Active, E::Renew, S::Appointed),
    (S::Active, E::Expire, S::Expired),
    (S::Appointed, E::Dismiss, S::Dismissed),
    (S::Active, E::Dismiss, S::Dismissed),
];

fn ideal(event: E) -> AppointmentFacts<'static> {
    let today = match event {
        E::Renew => "2025-02-10",
        E::Expire => "2025-03-01",
        _ => "2022-03-01",
    };
    AppointmentFacts {
        today: d(today),
        limits: limits(),
        acting: roles_of(event).first().copied(),
        kind: AppointmentKind::InfoOfficer,
        source: Some(SourceKind::Town),
        in_scope: true,
        term: (d("2022-03-01"), d("2025-02-28")),
        last_active_on: None,
        proposal: AppointmentProposal {
            term: Some((d("2025-03-01"), d("2028-02-29"))),
            consent: true,
            letter_no: "诸编办聘〔2022〕001号",
            letter_taken: false,
            overlaps: false,
            reason: Some(DismissReason::LeftPost),
            text: "已调离原单位。",
        },
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            let expected = ALLOWED.iter().find(|(from, by, _)| (from, by) == (state, event));
            match expected {
                Some((.., to)) => assert_eq!(outcome.map(|step| step.to), Ok(*to), "{state} {event}"),
                None => assert_eq!(outcome.unwrap_err().code, C::State, "{state} {event}"),
            }
        }
    }
}

#[test]
fn every_event_is_refused_to_every_other_role_and_the_clock_has_its_own() {
    for (state, event, _) in ALLOWED {
        for role in Role::ALL {
            let facts = AppointmentFacts {
                acting: Some(*role),
                ..ideal(*event)
            };
            let outcome = next(*state, *event, &facts)
                .map(drop)
                .map_err(|refusal| refusal.code);
            let expected = if roles_of(*event).contains(role) {
                Ok(())
            } else {
                Err(C::Role)
            };
            assert_eq!(outcome, expected, "{event} by {role}");
        }
        assert_eq!(
            capability_of(*event).is_none(),
            roles_of(*event).is_empty(),
            "{event}"
        );
        for role in roles_of(*event) {
            let reach = capability_of(*event).map(|capability| matrix::reach(*role, capability));
            assert!(
                reach.is_some_and(|reach| reach != Reach::None),
                "{event} by {role}"
            );
        }
    }
}

type Case = (S, E, fn(&mut AppointmentFacts<'static>), C, Option<&'static str>);

const REFUSED: &[Case] = &[
    (
        S::Nominated,
        E::Approve,
        |f| f.proposal.letter_no = " ",
        C::Basis,
        Some("letterNo"),
    ),
    (
        S::Nominated,
        E::Approve,
        |f| f.proposal.letter_taken = true,
        C::Dup,
        Some("letterNo"),
    ),
    (
        S::Nominated,
        E::Approve,
        |f| f.proposal.overlaps = true,
        C::Dup,
        Some("termFrom"),
    ),
    (
        S::Appointed,
        E::Begin,
        |f| f.today = d("2022-02-28"),
        C::Early,
        None,
    ),
    (
        S::Active,
        E::Expire,
        |f| f.today = d("2025-02-28"),
        C::Early,
        None,
    ),
    (S::Active, E::Renew, |f| f.today = d("2025-01-28"), C::Early, None),
    (
        S::Active,
        E::Renew,
        |f| f.proposal.term = None,
        C::Input,
        Some("termFrom"),
    ),
    (
        S::Active,
        E::Renew,
        |f| f.proposal.term = Some((d("2025-03-01"), d("2025-02-01"))),
        C::Input,
        Some("termTo"),
    ),
    (
        S::Active,
        E::Renew,
        |f| f.proposal.term = Some((d("2025-03-01"), d("2028-03-01"))),
        C::Limit,
        Some("termTo"),
    ),
    (
        S::Active,
        E::Dismiss,
        |f| f.proposal.reason = None,
        C::Reason,
        Some("reason"),
    ),
    (
        S::Active,
        E::Dismiss,
        |f| f.proposal.text = "",
        C::Reason,
        Some("text"),
    ),
    (
        S::Active,
        E::Dismiss,
        |f| {
            f.proposal.reason = Some(DismissReason::Inactive);
            f.today = d("2023-02-28");
        },
        C::Early,
        Some("reason"),
    ),
];

#[test]
fn each_refusal_has_its_code_and_field() {
    for (state, event, change, code, field) in REFUSED {
        let mut facts = ideal(*event);
        change(&mut facts);
        let refusal = next(*state, *event, &facts).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (*code, *field),
            "{event}: {refusal}"
        );
        assert!(
            refusal.zh.ends_with('。') && refusal.en.ends_with('.'),
            "{refusal:?}"
        );
    }
}

#[test]
fn a_town_contact_nominates_officers_of_the_own_town_only() {
    let facts = AppointmentFacts {
        acting: Some(Role::Dc),
        ..ideal(E::Nominate)
    };
    assert_eq!(nominate(&facts).unwrap().to, S::Nominated);
    let code = |facts| nominate(&facts).unwrap_err().code;
    assert_eq!(
        code(AppointmentFacts {
            in_scope: false,
            ..facts
        }),
        C::Scope
    );
    let expert = AppointmentKind::Expert;
    assert_eq!(
        code(AppointmentFacts {
            kind: expert,
            ..facts
        }),
        C::Scope
    );
    assert_eq!(
        code(AppointmentFacts {
            source: None,
            ..facts
        }),
        C::Input
    );
    let with = |change: fn(&mut AppointmentProposal<'static>)| {
        let mut facts = facts;
        change(&mut facts.proposal);
        nominate(&facts).unwrap_err().code
    };
    assert_eq!(with(|proposal| proposal.consent = false), C::Basis);
    assert_eq!(with(|proposal| proposal.overlaps = true), C::Dup);
    assert_eq!(with(|proposal| proposal.term = None), C::Input);
    assert_eq!(
        code(AppointmentFacts {
            acting: Some(Role::Ol),
            ..facts
        }),
        C::Role
    );
    let office = AppointmentFacts {
        acting: Some(Role::Ov),
        kind: expert,
        ..facts
    };
    assert!(nominate(&office).is_ok());
}

#[test]
fn idleness_counts_from_the_last_activity() {
    let mut facts = ideal(E::Dismiss);
    facts.proposal.reason = Some(DismissReason::Inactive);
    facts.today = d("2023-03-01");
    assert!(
        next(S::Active, E::Dismiss, &facts).is_ok(),
        "twelve months after the term began"
    );
    facts.last_active_on = Some(d("2022-06-06"));
    assert_eq!(next(S::Active, E::Dismiss, &facts).unwrap_err().code, C::Early);
}

#[test]
fn the_clock_begins_and_ends_terms() {
    let on = |day: &str| AppointmentFacts {
        today: d(day),
        ..ideal(E::Begin)
    };
    assert_eq!(automatic(S::Appointed, &on("2022-02-28")), None);
    assert_eq!(automatic(S::Appointed, &on("2022-03-01")), Some(E::Begin));
    assert_eq!(automatic(S::Active, &on("2025-02-28")), None);
    assert_eq!(automatic(S::Active, &on("2025-03-01")), Some(E::Expire));
    for state in [S::Nominated, S::Expired, S::Dismissed] {
        assert_eq!(automatic(state, &on("2030-01-01")), None, "{state}");
    }
    let step = next(
        S::Active,
        E::Expire,
        &AppointmentFacts {
            acting: None,
            ..on("2025-03-01")
        },
    )
    .unwrap();
    assert!(step.ends_grant);
}

#[test]
fn terms_are_three_years_at_most_and_end_soon_in_their_last_thirty_days() {
    assert_eq!(longest_to(d("2022-03-01"), limits()), d("2025-02-28"));
    assert_eq!(longest_to(d("2024-02-29"), limits()), d("2027-02-27"));
    assert!(!ends_soon(d("2025-02-28"), d("2025-01-28"), limits()));
    assert!(ends_soon(d("2025-02-28"), d("2025-01-29"), limits()));
    let term = |from: &str, to: &str| (d(from), d(to));
    assert!(overlap(
        term("2022-03-01", "2025-02-28"),
        term("2025-02-28", "2026-01-01")
    ));
    assert!(!overlap(
        term("2022-03-01", "2025-02-28"),
        term("2025-03-01", "2026-01-01")
    ));
}

#[test]
fn four_kinds_of_bodies_send_people() {
    let sending: Vec<_> = OrgKind::ALL
        .iter()
        .filter_map(|kind| source_kind(*kind))
        .collect();
    assert!(SourceKind::ALL.iter().all(|kind| sending.contains(kind)));
    assert_eq!(source_kind(OrgKind::OversightOffice), None);
}

#[test]
fn letters_are_numbered_by_the_year() {
    assert_eq!(letter_after(None, d("2022-03-01")), "诸编办聘〔2022〕001号");
    assert_eq!(
        letter_after(Some("诸编办聘〔2022〕098号"), d("2022-04-01")),
        "诸编办聘〔2022〕099号"
    );
    assert_eq!(
        letter_after(Some("诸编办聘〔2022〕098号"), d("2023-04-01")),
        "诸编办聘〔2023〕001号"
    );
    assert_eq!(
        letter_after(Some("无文号"), d("2023-04-01")),
        "诸编办聘〔2023〕001号"
    );
}

#[test]
fn buttons_follow_state_and_role() {
    let shown = |state, role, event| -> Vec<E> {
        available(state, role, &ideal(event))
            .into_iter()
            .map(|one| one.event)
            .collect()
    };
    assert_eq!(shown(S::Nominated, Role::Ol, E::Approve), [E::Approve]);
    assert_eq!(shown(S::Active, Role::Ol, E::Renew), [E::Renew, E::Dismiss]);
    assert!(shown(S::Active, Role::Ov, E::Renew).is_empty());
}
