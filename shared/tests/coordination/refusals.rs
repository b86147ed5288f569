//! Every refusal of §3.7's case rows, with the field it points at.

use remit_shared::coordination::CaseEventKind as E;
use remit_shared::coordination::CaseState as S;
use remit_shared::coordination::case::{
    Application, CaseFacts, OwnRequest, Stand, apply, bases_conflict, next, unanimous,
};
use remit_shared::coordination::{CitationKind, ConsultationState, DecisionKind};
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode as C;

use crate::world::{LEAD, OFFICE, OTHER, PROPOSER, STRANGER, TODAY, acting, calendar, d, deadlines, ideal};

fn application() -> Application<'static> {
    Application {
        today: d(TODAY),
        calendar: calendar(),
        deadlines: deadlines(),
        role: Role::Dl,
        of_the_lead: true,
        consultation: Some(ConsultationState::Failed),
        consultation_due_on: Some(d("2022-06-20")),
        apply_by: Some(d("2022-06-20")),
        has_case: false,
        citations: Some(1),
    }
}

fn applying(change: fn(&mut Application<'static>)) -> C {
    let mut facts = application();
    change(&mut facts);
    apply(&facts).unwrap_err().code
}

#[test]
fn applying_wants_a_failed_consultation_and_a_basis() {
    let step = apply(&application()).unwrap();
    assert_eq!((step.to, step.step_due_on), (S::Applied, Some(d("2022-06-22"))));
    assert_eq!(applying(|f| f.consultation = None), C::State);
    assert_eq!(
        applying(|f| f.consultation = Some(ConsultationState::Open)),
        C::State
    );
    assert_eq!(
        applying(|f| f.consultation = Some(ConsultationState::Agreed)),
        C::State
    );
    assert_eq!(applying(|f| f.citations = Some(0)), C::Basis);
    assert_eq!(applying(|f| f.of_the_lead = false), C::Scope);
    assert_eq!(applying(|f| f.has_case = true), C::Dup);
    assert_eq!(applying(|f| f.role = Role::Dc), C::Role);
    assert_eq!(applying(|f| f.apply_by = Some(d("2022-06-14"))), C::Late);
}

#[test]
fn the_office_applies_ex_officio_when_time_is_over() {
    let office = |change: fn(&mut Application<'static>)| {
        let mut facts = Application {
            role: Role::Ov,
            of_the_lead: false,
            ..application()
        };
        change(&mut facts);
        apply(&facts).map(|step| step.to).map_err(|refusal| refusal.code)
    };
    assert_eq!(office(|f| f.apply_by = Some(d("2022-06-14"))), Ok(S::Applied));
    let open = |f: &mut Application<'static>| f.consultation = Some(ConsultationState::Open);
    assert_eq!(office(open), Err(C::State), "the departments have their 20 WD");
    let overdue = |f: &mut Application<'static>| {
        f.consultation = Some(ConsultationState::Open);
        f.consultation_due_on = Some(d("2022-06-14"));
    };
    assert_eq!(office(overdue), Ok(S::Applied));
}

/// State, event, what is changed of the ideal facts, the code and the field.
type Row = (S, E, fn(&mut CaseFacts<'static>), C, Option<&'static str>);

const STANDING: &[Row] = &[
    (
        S::Applied,
        E::AskSupplement,
        |f| f.supplemented = true,
        C::Limit,
        None,
    ),
    (
        S::Supplement,
        E::Supplement,
        |f| f.own = Some(OTHER),
        C::Scope,
        None,
    ),
    (S::Applied, E::Withdraw, |f| f.own = Some(OTHER), C::Scope, None),
    (S::Applied, E::Refuse, |f| f.refusal_by = None, C::State, None),
    (S::Hearing, E::AskOpinions, |f| f.round = 2, C::Limit, None),
    (S::Hearing, E::AskOpinions, |f| f.waiting = 1, C::Early, None),
    (S::Hearing, E::GiveOpinion, |f| f.own = None, C::Scope, None),
    (
        S::Hearing,
        E::GiveOpinion,
        |f| f.own_request = OwnRequest::None,
        C::Scope,
        None,
    ),
    (
        S::Hearing,
        E::GiveOpinion,
        |f| f.own_request = OwnRequest::Answered,
        C::Dup,
        None,
    ),
    (S::Hearing, E::Lapse, |f| f.waiting = 0, C::Early, None),
    (S::Hearing, E::Meet, |f| f.waiting = 1, C::Early, None),
    (S::Hearing, E::ConsultExperts, |f| f.round = 0, C::Early, None),
    (S::Hearing, E::Extend, |f| f.extended = true, C::Limit, None),
    (
        S::Hearing,
        E::Extend,
        |f| f.due_on = Some(d("2022-06-14")),
        C::Late,
        None,
    ),
    (S::Hearing, E::Decide, |f| f.waiting = 1, C::Early, None),
    (
        S::Hearing,
        E::Decide,
        |f| f.parties = &[LEAD, OTHER, STRANGER],
        C::State,
        None,
    ),
    (S::Expert, E::Decide, |f| f.reviews_in = false, C::Early, None),
    (
        S::FollowUp,
        E::Check,
        |f| f.check_on = Some(d("2022-06-16")),
        C::Early,
        None,
    ),
    (S::FollowUp, E::Check, |f| f.check_on = None, C::State, None),
];

const INPUT: &[Row] = &[
    (
        S::Applied,
        E::AskSupplement,
        |f| f.proposal.text = " ",
        C::Reason,
        Some("list"),
    ),
    (
        S::Supplement,
        E::Supplement,
        |f| f.proposal.text = "",
        C::Input,
        Some("statement"),
    ),
    (
        S::Applied,
        E::ProposeRefusal,
        |f| f.proposal.text = "",
        C::Reason,
        Some("reason"),
    ),
    (
        S::Applied,
        E::ProposeRefusal,
        |f| f.proposal.ground = None,
        C::Reason,
        Some("ground"),
    ),
    (
        S::Applied,
        E::ProposeRefusal,
        |f| f.proposal.citations = 0,
        C::Basis,
        Some("citations"),
    ),
    (
        S::Hearing,
        E::GiveOpinion,
        |f| f.proposal.text = "",
        C::Input,
        Some("position"),
    ),
    (
        S::Hearing,
        E::GiveOpinion,
        |f| f.proposal.citations = 0,
        C::Basis,
        Some("citations"),
    ),
    (
        S::Hearing,
        E::GiveOpinion,
        |f| f.proposal.lead = Some(STRANGER),
        C::Input,
        Some("leadOrgId"),
    ),
    (
        S::Hearing,
        E::Meet,
        |f| f.proposal.text = "",
        C::Input,
        Some("minutes"),
    ),
    (
        S::Hearing,
        E::Meet,
        |f| f.proposal.held_on = Some(d("2022-05-31")),
        C::Input,
        Some("heldOn"),
    ),
    (
        S::Hearing,
        E::ConsultExperts,
        |f| f.proposal.text = "",
        C::Input,
        Some("questions"),
    ),
    (
        S::Hearing,
        E::ConsultExperts,
        |f| f.proposal.experts = 0,
        C::Input,
        Some("expertIds"),
    ),
    (
        S::Hearing,
        E::ConsultExperts,
        |f| f.proposal.expert_recused = true,
        C::Conflict,
        Some("expertIds"),
    ),
    (
        S::Hearing,
        E::ConsultExperts,
        |f| f.proposal.held_on = Some(d("2022-06-30")),
        C::Input,
        Some("heldOn"),
    ),
    (
        S::Hearing,
        E::Extend,
        |f| f.proposal.days = Some(16),
        C::Limit,
        Some("days"),
    ),
    (
        S::Hearing,
        E::Extend,
        |f| f.proposal.text = "",
        C::Reason,
        Some("reason"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.text = "",
        C::Input,
        Some("text"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.citations = 0,
        C::Basis,
        Some("citations"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.lead = None,
        C::Input,
        Some("leadOrgId"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.assists = &[LEAD],
        C::Input,
        Some("assistOrgIds"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.assists = &[STRANGER],
        C::Input,
        Some("assistOrgIds"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| f.proposal.kind = None,
        C::Input,
        Some("kind"),
    ),
    (
        S::Hearing,
        E::Decide,
        |f| {
            f.proposal.important = true;
            f.proposal.doc_no = "";
        },
        C::Input,
        Some("commissionDocNo"),
    ),
    (
        S::Hearing,
        E::Withdraw,
        |f| f.proposal.text = "",
        C::Reason,
        Some("reason"),
    ),
    (
        S::Decided,
        E::Publish,
        |f| f.proposal.doc_no = " ",
        C::Input,
        Some("docNo"),
    ),
    (
        S::FollowUp,
        E::Check,
        |f| f.proposal.text = "",
        C::Input,
        Some("findings"),
    ),
    (
        S::FollowUp,
        E::Check,
        |f| f.proposal.result = None,
        C::Input,
        Some("result"),
    ),
];

#[test]
fn what_stands_in_the_way_is_said_before_and_after_typing() {
    for (state, event, change, code, field) in STANDING.iter().chain(INPUT) {
        assert!(
            next(*state, *event, &ideal(*event)).is_ok(),
            "{state} {event} is ideal"
        );
        let mut facts = ideal(*event);
        change(&mut facts);
        let refusal = next(*state, *event, &facts).expect_err(&format!("{state} {event} {code}"));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (*code, *field),
            "{state} {event}: {refusal}"
        );
        assert!(
            !refusal.zh.is_empty() && refusal.zh.ends_with(['。', '；']),
            "{}",
            refusal.zh
        );
    }
}

#[test]
fn nobody_handles_a_matter_of_the_own_unit_and_two_persons_refuse() {
    for (state, event) in [
        (S::Applied, E::Accept),
        (S::Hearing, E::Decide),
        (S::Decided, E::Publish),
    ] {
        let mut facts = ideal(event);
        let person = facts.acting.as_mut().unwrap();
        person.home_org = Some(OTHER);
        assert_eq!(
            next(state, event, &facts).unwrap_err().code,
            C::Conflict,
            "{event}"
        );
        let mut facts = ideal(event);
        facts.acting.as_mut().unwrap().recused = true;
        assert_eq!(
            next(state, event, &facts).unwrap_err().code,
            C::Conflict,
            "{event}"
        );
    }
    let mut facts = ideal(E::Refuse);
    facts.acting.as_mut().unwrap().person = PROPOSER;
    assert_eq!(next(S::Applied, E::Refuse, &facts).unwrap_err().code, C::Conflict);
    assert_eq!(acting(Role::Ol).home_org, Some(OFFICE));
}

#[test]
fn bases_conflict_where_two_clauses_of_one_rank_name_different_leads() {
    let stand = |org, lead, kinds: &[CitationKind]| Stand {
        org,
        lead: Some(lead),
        kinds: kinds.to_vec(),
    };
    let law = &[CitationKind::Law][..];
    let document = &[CitationKind::Document][..];
    let split = [stand(LEAD, LEAD, law), stand(OTHER, OTHER, law)];
    assert!(bases_conflict(&split) && !unanimous(&split));
    assert!(
        !bases_conflict(&[stand(LEAD, LEAD, law), stand(OTHER, OTHER, document)]),
        "a law is above"
    );
    let agreed = [stand(LEAD, LEAD, law), stand(OTHER, LEAD, law)];
    assert!(!bases_conflict(&agreed) && unanimous(&agreed));
    let silent = Stand {
        org: OTHER,
        lead: None,
        kinds: Vec::new(),
    };
    assert!(
        unanimous(&[stand(LEAD, LEAD, law), silent.clone()]),
        "silence is no objection"
    );
    assert!(!unanimous(&[silent]));
    let mut facts = ideal(E::Decide);
    facts.stands = Box::leak(Box::new(split));
    assert_eq!(
        next(S::Hearing, E::Decide, &facts).unwrap_err().code,
        C::State,
        "experts first"
    );
    facts.experts_asked = true;
    assert!(next(S::Hearing, E::Decide, &facts).is_ok());
    facts.proposal.kind = Some(DecisionKind::Agreed);
    let refusal = next(S::Hearing, E::Decide, &facts).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (C::State, Some("kind")));
}
