//! Every (state, event) pair of §3.2, allowed and refused, and what each allowed one does.

use remit_shared::identity::Role;
use remit_shared::plan::point::machine::{automatic, available, create, next, roles_of};
use remit_shared::plan::point::{PointEventKind as E, PointOutcome, PointState as S};
use remit_shared::problem::machine::{Audience, LedgerEffect};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use crate::world::{acting, d, ideal};

const ALLOWED: &[(S, E, S)] = &[
    (S::Draft, E::Edit, S::Draft),
    (S::Returned, E::Edit, S::Returned),
    (S::Draft, E::Submit, S::Submitted),
    (S::Returned, E::Submit, S::Submitted),
    (S::Submitted, E::Return, S::Returned),
    (S::Submitted, E::Approve, S::Approved),
    (S::Approved, E::Activate, S::Active),
    (S::Active, E::Progress, S::Active),
    (S::Active, E::AskChange, S::ChangePending),
    (S::ChangePending, E::GrantChange, S::Active),
    (S::ChangePending, E::RefuseChange, S::Active),
    (S::Active, E::Claim, S::Claimed),
    (S::Claimed, E::Verify, S::Verified),
    (S::Claimed, E::Reject, S::Active),
    (S::Active, E::Overdue, S::Active),
    (S::Active, E::Expire, S::NotDone),
    (S::Verified, E::Archive, S::Archived),
    (S::NotDone, E::Archive, S::Archived),
    (S::Cancelled, E::Archive, S::Archived),
];

#[test]
fn every_pair_is_allowed_or_refused_as_the_table_says() {
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            let expected = ALLOWED
                .iter()
                .find(|(from, by, _)| from == state && by == event)
                .map(|(.., to)| *to);
            if let Some(to) = expected {
                assert_eq!(outcome.map(|step| step.to), Ok(to), "{state} {event}");
                continue;
            }
            let refusal = outcome.expect_err(&format!("{state} {event}"));
            let code = if *state == S::Archived {
                RefusalCode::Frozen
            } else {
                RefusalCode::State
            };
            assert_eq!(refusal.code, code, "{state} {event}: {refusal}");
        }
    }
}

#[test]
fn a_point_begins_as_a_draft_due_on_15_march() {
    let step = create(&ideal(E::Create)).unwrap();
    assert_eq!((step.to, step.step_due_on), (S::Draft, Some(d("2022-03-15"))));
}

#[test]
fn only_the_roles_of_the_table_and_nobody_by_hand_what_the_clock_does() {
    for (state, event, _) in ALLOWED {
        for role in Role::ALL {
            let facts = ideal(*event).by(Some(acting(*role)));
            let refused = next(*state, *event, &facts).err().map(|refusal| refusal.code);
            if !roles_of(*event).contains(role) {
                assert_eq!(refused, Some(RefusalCode::Role), "{state} {event} {role}");
            }
        }
        let by_clock = next(*state, *event, &ideal(*event).by(None));
        assert_eq!(by_clock.is_ok(), roles_of(*event).is_empty(), "{state} {event}");
    }
}

#[test]
fn the_daily_ledger_opens_on_approval_and_closes_with_the_point() {
    for (state, event, _) in ALLOWED {
        let step = next(*state, *event, &ideal(*event)).unwrap();
        let expected = match (state, event) {
            (_, E::Approve) => LedgerEffect::Open,
            (_, E::Verify) | (S::NotDone, E::Archive) => LedgerEffect::Close,
            _ => LedgerEffect::None,
        };
        assert_eq!(step.ledger, expected, "{state} {event}");
        assert_eq!(step.notify.is_empty(), step.notice.is_none(), "{state} {event}");
    }
}

#[test]
fn a_granted_cancellation_ends_the_point_and_its_entry() {
    let mut facts = ideal(E::GrantChange).by(Some(acting(Role::Ol)));
    facts.pending.as_mut().unwrap().cancels = true;
    let step = next(S::ChangePending, E::GrantChange, &facts).unwrap();
    assert_eq!(step.to, S::Cancelled);
    assert_eq!(step.outcome, Some(PointOutcome::Cancelled));
    assert_eq!(step.ledger, LedgerEffect::Close);
}

#[test]
fn verification_says_on_time_late_or_later_by_the_day_of_the_claim() {
    for (done, outcome) in [
        ("2022-09-30", PointOutcome::OnTime),
        ("2022-10-01", PointOutcome::LateMonth),
        ("2022-10-30", PointOutcome::LateMonth),
        ("2022-10-31", PointOutcome::Later),
    ] {
        let mut facts = ideal(E::Verify);
        facts.done_on = Some(d(done));
        let step = next(S::Claimed, E::Verify, &facts).unwrap();
        assert_eq!(step.outcome, Some(outcome), "{done}");
    }
}

#[test]
fn the_third_return_goes_to_the_office_lead() {
    let mut facts = ideal(E::Return);
    for count in 0..4 {
        facts.returned_count = count;
        let step = next(S::Submitted, E::Return, &facts).unwrap();
        assert_eq!(step.returned_count, count + 1);
        assert_eq!(
            step.notify.contains(&Audience::OfficeLead),
            count >= 2,
            "return {}",
            count + 1
        );
    }
}

#[test]
fn the_clock_activates_on_1_april_and_ends_the_year_on_31_december_at_24_00() {
    let mut facts = ideal(E::Activate).by(None);
    facts.today = d("2022-03-31");
    assert_eq!(automatic(S::Approved, &facts), None);
    facts.today = d("2022-04-01");
    assert_eq!(automatic(S::Approved, &facts), Some(E::Activate));
    facts.today = d("2022-12-31");
    facts.due_on = d("2022-12-31");
    assert_eq!(automatic(S::Active, &facts), None);
    facts.today = d("2023-01-01");
    assert_eq!(automatic(S::Active, &facts), Some(E::Expire));
    assert_eq!(
        automatic(S::Claimed, &facts),
        None,
        "a claim in time is still verified"
    );
    facts.plan.frozen = true;
    assert_eq!(automatic(S::NotDone, &facts), Some(E::Archive));
}

#[test]
fn more_than_thirty_days_overdue_is_a_problem_once() {
    let mut facts = ideal(E::Overdue).by(None);
    facts.today = d("2022-10-30");
    assert_eq!(automatic(S::Active, &facts), None);
    facts.today = d("2022-10-31");
    assert_eq!(automatic(S::Active, &facts), Some(E::Overdue));
    assert!(next(S::Active, E::Overdue, &facts).unwrap().raises_problem);
    facts.has_problem = true;
    assert_eq!(automatic(S::Active, &facts), None);
}

#[test]
fn buttons_say_why_not() {
    let mut facts = ideal(E::Verify);
    facts.sampled = None;
    let actions = available(S::Claimed, Role::Ov, &facts);
    let verify = actions.iter().find(|action| action.event == E::Verify).unwrap();
    assert_eq!(verify.outcome.as_ref().unwrap_err().code, RefusalCode::Early);
    assert!(
        actions
            .iter()
            .any(|action| action.event == E::Reject && action.outcome.is_ok())
    );
}
