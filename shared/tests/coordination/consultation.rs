//! The consultation (§3.7): every pair, every refusal, its clock.

use remit_shared::coordination::ConsultationEventKind as E;
use remit_shared::coordination::ConsultationState as S;
use remit_shared::coordination::consultation::{
    ConsultationFacts, ConsultationProposal, alert, available, capability_of, next, open, roles_of,
};
use remit_shared::identity::Role;
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::Alert;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{LEAD, OTHER, STRANGER, TODAY, calendar, d, deadlines};

fn ideal(event: E) -> ConsultationFacts<'static> {
    ConsultationFacts {
        today: d(TODAY),
        calendar: calendar(),
        deadlines: deadlines(),
        acting: roles_of(event).first().copied(),
        own: Some(LEAD),
        lead: LEAD,
        opened_on: d("2022-05-20"),
        due_on: d(if event == E::Lapse {
            "2022-06-14"
        } else {
            "2022-06-20"
        }),
        meetings: 1,
        parties: 2,
        views: 2,
        has_memo: true,
        signatures: 1,
        own_signed: false,
        proposal: ConsultationProposal {
            text: "双方就执法边界充分协商。",
            held_on: Some(d("2022-06-01")),
            attended: 2,
        },
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    let to = |event| match event {
        E::Meet | E::GiveView | E::WriteMemo => Some(S::Open),
        E::Sign => Some(S::Agreed),
        E::DeclareFailed | E::Lapse => Some(S::Failed),
        E::Invite => None,
    };
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            match to(*event).filter(|_| *state == S::Open) {
                Some(to) => assert_eq!(outcome.map(|step| step.to), Ok(to), "{state} {event}"),
                None => assert_eq!(outcome.unwrap_err().code, C::State, "{state} {event}"),
            }
        }
    }
    for event in E::ALL {
        for role in Role::ALL {
            let facts = ConsultationFacts {
                acting: Some(*role),
                ..ideal(*event)
            };
            let may = roles_of(*event).contains(role);
            if *event != E::Invite {
                assert_eq!(next(S::Open, *event, &facts).is_ok(), may, "{event} by {role}");
            }
        }
        for role in roles_of(*event) {
            assert_ne!(
                matrix::reach(*role, capability_of(*event)),
                Reach::None,
                "{event} by {role}"
            );
        }
    }
}

#[test]
fn it_runs_for_20_working_days_and_names_its_parties() {
    let calendar = (d("2022-05-20"), calendar(), deadlines());
    let due = open(Role::Dl, Some(LEAD), LEAD, &[OTHER], calendar).unwrap();
    assert_eq!(calendar.1.working_days_between(d("2022-05-20"), due), Ok(20));
    assert!(
        open(Role::Ov, None, LEAD, &[OTHER], calendar).is_ok(),
        "found in supervision"
    );
    let code = |role, own, lead, others: &[_]| open(role, own, lead, others, calendar).unwrap_err().code;
    assert_eq!(code(Role::Dl, Some(OTHER), LEAD, &[OTHER]), C::Scope);
    assert_eq!(code(Role::Dl, Some(LEAD), LEAD, &[]), C::Input);
    assert_eq!(code(Role::Dl, Some(LEAD), LEAD, &[LEAD]), C::Input);
    assert_eq!(code(Role::Ex, None, LEAD, &[OTHER]), C::Role);
}

#[test]
fn failing_wants_a_meeting_and_every_view() {
    let code = |event, change: fn(&mut ConsultationFacts<'static>)| {
        let mut facts = ideal(event);
        change(&mut facts);
        next(S::Open, event, &facts).unwrap_err().code
    };
    assert_eq!(code(E::DeclareFailed, |f| f.meetings = 0), C::State);
    assert_eq!(code(E::DeclareFailed, |f| f.views = 1), C::State);
    assert_eq!(code(E::DeclareFailed, |f| f.proposal.text = ""), C::Reason);
    assert_eq!(
        code(E::DeclareFailed, |f| f.own = Some(OTHER)),
        C::Scope,
        "the lead declares it"
    );
    assert_eq!(code(E::Meet, |f| f.proposal.text = ""), C::Input);
    assert_eq!(code(E::Meet, |f| f.proposal.attended = 1), C::Input);
    assert_eq!(
        code(E::Meet, |f| f.proposal.held_on = Some(d("2022-06-16"))),
        C::Input
    );
    assert_eq!(code(E::Meet, |f| f.proposal.held_on = None), C::Input);
    assert_eq!(code(E::GiveView, |f| f.proposal.text = ""), C::Input);
    assert_eq!(code(E::GiveView, |f| f.own = None), C::Scope);
    assert_eq!(code(E::WriteMemo, |f| f.proposal.text = ""), C::Input);
    assert_eq!(code(E::Sign, |f| f.has_memo = false), C::State);
    assert_eq!(code(E::Sign, |f| f.own_signed = true), C::Dup);
    assert_eq!(code(E::Lapse, |f| f.due_on = d("2022-06-15")), C::Early);
}

#[test]
fn the_last_signature_agrees_and_a_new_memo_wants_them_all_again() {
    let mut facts = ideal(E::Sign);
    facts.parties = 3;
    assert_eq!(next(S::Open, E::Sign, &facts).unwrap().to, S::Open);
    facts.signatures = 2;
    assert_eq!(next(S::Open, E::Sign, &facts).unwrap().to, S::Agreed);
    assert!(
        next(S::Open, E::WriteMemo, &ideal(E::WriteMemo))
            .unwrap()
            .clears_signatures
    );
    let failed = next(S::Open, E::DeclareFailed, &ideal(E::DeclareFailed)).unwrap();
    assert_eq!(failed.apply_by, Some(d("2022-06-22")), "5 WD to apply");
}

#[test]
fn each_party_is_offered_its_own_acts() {
    let offered = |role, own| {
        let facts = ConsultationFacts {
            acting: Some(role),
            own,
            ..ideal(E::Sign)
        };
        let actions = available(S::Open, &facts);
        actions.into_iter().map(|action| action.event).collect::<Vec<_>>()
    };
    assert_eq!(
        offered(Role::Dl, Some(LEAD)),
        [E::Meet, E::GiveView, E::WriteMemo, E::Sign, E::DeclareFailed]
    );
    assert_eq!(offered(Role::Dl, Some(OTHER)), [E::GiveView, E::Sign]);
    assert_eq!(offered(Role::Dc, Some(OTHER)), [E::GiveView]);
    assert!(offered(Role::Ov, None).is_empty());
    assert!(offered(Role::Dl, None).is_empty());
    assert_ne!(OTHER, STRANGER);
}

#[test]
fn its_alert_follows_its_last_day() {
    let level = |state, due| alert(state, d(due), d(TODAY), (calendar(), deadlines())).unwrap();
    assert_eq!(level(S::Open, "2022-06-21"), Alert::None);
    assert_eq!(level(S::Open, "2022-06-20"), Alert::Blue);
    assert_eq!(level(S::Open, "2022-06-14"), Alert::Yellow);
    assert_eq!(level(S::Open, "2022-05-31"), Alert::Red);
    assert_eq!(level(S::Failed, "2022-05-31"), Alert::None);
}
