//! Every refusal of §3.2, each with its code and the field it points at.

use remit_shared::identity::Role;
use remit_shared::plan::point::machine::{Facts, create, next};
use remit_shared::plan::point::{PointEventKind as E, PointMeasure, PointState as S};
use remit_shared::refusal::{Refusal, RefusalCode};

use crate::world::{CLAIMANT, UNIT, acting, d, ideal, written};

fn refused(state: S, event: E, facts: &Facts) -> Refusal {
    next(state, event, facts).expect_err("has to be refused")
}

#[test]
fn a_point_without_a_duty_of_the_own_unit_is_out_of_scope() {
    let mut facts = ideal(E::Create);
    facts.proposal.duties = 0;
    assert_eq!(create(&facts).unwrap_err().code, RefusalCode::Scope);
    facts.proposal = ideal(E::Create).proposal;
    facts.proposal.foreign_duties = 1;
    let refusal = create(&facts).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (RefusalCode::Scope, Some("dutyIds"))
    );
}

#[test]
fn points_are_written_under_a_published_plan_within_its_year() {
    let mut facts = ideal(E::Create);
    facts.plan.published = false;
    assert_eq!(create(&facts).unwrap_err().code, RefusalCode::State);
    let mut facts = ideal(E::Create);
    facts.today = d("2023-01-01");
    assert_eq!(create(&facts).unwrap_err().code, RefusalCode::Late);
}

#[test]
fn a_target_has_to_be_measurable_and_due_in_the_year() {
    for (target, measure) in [
        ("加强管理", PointMeasure::Quantity),
        ("办结率明显提高", PointMeasure::Ratio),
        ("抓好落实", PointMeasure::Milestone),
    ] {
        let mut entry = written().clone();
        (entry.target, entry.measure) = (target.to_owned(), measure);
        let mut facts = ideal(E::Submit);
        facts.proposal.entry = Some(&entry);
        let refusal = refused(S::Draft, E::Submit, &facts);
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (RefusalCode::Input, Some("target")),
            "{target}"
        );
    }
    let mut entry = written().clone();
    entry.due_on = d("2023-01-01");
    let mut facts = ideal(E::Submit);
    facts.proposal.entry = Some(&entry);
    assert_eq!(
        refused(S::Draft, E::Submit, &facts).field.as_deref(),
        Some("dueOn")
    );
}

#[test]
fn a_copy_is_not_approved() {
    let mut facts = ideal(E::Approve);
    facts.proposal.copy_of = Some("MZ-03");
    let refusal = refused(S::Submitted, E::Approve, &facts);
    assert_eq!(refusal.code, RefusalCode::Dup);
    assert!(refusal.zh.contains("MZ-03"));
}

#[test]
fn reasons_are_asked_for() {
    for (state, event) in [
        (S::Submitted, E::Return),
        (S::ChangePending, E::RefuseChange),
        (S::Claimed, E::Reject),
        (S::Active, E::AskChange),
    ] {
        let mut facts = ideal(event);
        facts.proposal.text = "  ";
        assert_eq!(refused(state, event, &facts).code, RefusalCode::Reason, "{event}");
    }
}

#[test]
fn progress_falls_only_with_a_reason_and_stays_within_0_and_100() {
    let mut facts = ideal(E::Progress);
    facts.proposal.progress = Some(30);
    facts.proposal.text = "";
    assert_eq!(refused(S::Active, E::Progress, &facts).code, RefusalCode::Reason);
    facts.proposal.text = "上月误报";
    assert_eq!(next(S::Active, E::Progress, &facts).unwrap().progress, 30);
    for wrong in [None, Some(101)] {
        facts.proposal.progress = wrong;
        assert_eq!(refused(S::Active, E::Progress, &facts).code, RefusalCode::Input);
    }
}

#[test]
fn a_change_is_asked_for_before_the_due_date_and_twice_at_most() {
    let mut facts = ideal(E::AskChange);
    facts.today = d("2022-09-29");
    facts.due_on = d("2022-09-30");
    let mut entry = written().clone();
    entry.due_on = d("2022-10-20");
    facts.proposal.change =
        facts
            .proposal
            .change
            .map(|change| remit_shared::plan::point::machine::ChangeAsked {
                entry: &entry,
                ..change
            });
    assert!(next(S::Active, E::AskChange, &facts).is_ok());
    facts.today = d("2022-09-30");
    assert_eq!(refused(S::Active, E::AskChange, &facts).code, RefusalCode::Late);
    facts.today = d("2022-06-01");
    facts.changes_count = 2;
    assert_eq!(refused(S::Active, E::AskChange, &facts).code, RefusalCode::Limit);
}

#[test]
fn thirty_days_are_the_oversight_sections_more_is_the_leads() {
    let mut facts = ideal(E::GrantChange);
    for (due, decider, other) in [
        ("2022-10-30", Role::Ov, Role::Ol),
        ("2022-10-31", Role::Ol, Role::Ov),
    ] {
        facts.pending.as_mut().unwrap().due_on = Some(d(due));
        assert!(next(S::ChangePending, E::GrantChange, &facts.by(Some(acting(decider)))).is_ok());
        let refusal = refused(S::ChangePending, E::GrantChange, &facts.by(Some(acting(other))));
        assert_eq!(refusal.code, RefusalCode::Role, "{due}");
    }
    facts.pending = None;
    assert_eq!(
        refused(S::ChangePending, E::GrantChange, &facts).code,
        RefusalCode::State
    );
}

#[test]
fn nothing_is_claimed_without_evidence() {
    let mut facts = ideal(E::Claim);
    facts.proposal.evidence_count = 0;
    let refusal = refused(S::Active, E::Claim, &facts);
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (RefusalCode::Evidence, Some("fileIds"))
    );
}

#[test]
fn nobody_verifies_the_own_claim_or_the_own_unit() {
    let mut facts = ideal(E::Verify);
    facts.claimant = facts.acting.map(|acting| acting.person);
    assert_ne!(facts.claimant, Some(CLAIMANT));
    assert_eq!(refused(S::Claimed, E::Verify, &facts).code, RefusalCode::Conflict);
    let mut facts = ideal(E::Verify);
    facts.acting.as_mut().unwrap().home_org = Some(UNIT);
    assert_eq!(refused(S::Claimed, E::Verify, &facts).code, RefusalCode::Conflict);
}

#[test]
fn the_sample_is_drawn_first_and_its_points_are_visited_and_graded() {
    let mut facts = ideal(E::Verify);
    facts.sampled = None;
    assert_eq!(refused(S::Claimed, E::Verify, &facts).code, RefusalCode::Early);
    facts.sampled = Some(true);
    facts.proposal.visited = false;
    assert_eq!(
        refused(S::Claimed, E::Verify, &facts).field.as_deref(),
        Some("visited")
    );
    facts.proposal.visited = true;
    facts.proposal.quality = None;
    assert_eq!(
        refused(S::Claimed, E::Verify, &facts).field.as_deref(),
        Some("quality")
    );
    facts.sampled = Some(false);
    assert!(next(S::Claimed, E::Verify, &facts).is_ok());
}

#[test]
fn what_is_frozen_stays() {
    let mut facts = ideal(E::Claim);
    facts.plan.frozen = true;
    assert_eq!(refused(S::Active, E::Claim, &facts).code, RefusalCode::Frozen);
    assert_eq!(
        refused(S::Archived, E::Edit, &ideal(E::Edit)).code,
        RefusalCode::Frozen
    );
}
