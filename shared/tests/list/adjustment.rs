//! Every (state, event) pair of §3.12, and every refusal.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::list::adjustment::{self as machine, AdjustmentFacts, AdjustmentProposal};
use remit_shared::list::{AdjustmentEventKind as E, AdjustmentKind, AdjustmentState as S, CheckResult};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::wire::Wire;
use uuid::Uuid;

const FIRST: Uuid = Uuid::from_u128(1);
const SECOND: Uuid = Uuid::from_u128(2);
const BOTH: [Uuid; 2] = [FIRST, SECOND];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

struct World {
    calendar: WorkCalendar,
    deadlines: Deadlines,
}

impl World {
    fn new() -> Self {
        Self {
            calendar: WorkCalendar::new(all_china_days()).unwrap(),
            deadlines: Deadlines::default(),
        }
    }

    /// Facts under which every event of its own state and role is allowed.
    fn facts(&self, role: Role, event: E) -> AdjustmentFacts<'_> {
        AdjustmentFacts {
            today: day(7, 1),
            calendar: &self.calendar,
            deadlines: &self.deadlines,
            acting: Acting {
                role,
                person: Uuid::from_u128(9),
                home_org: None,
                recused: false,
            },
            own_orgs: if role == Role::Dl { &BOTH[..1] } else { &[] },
            kind: AdjustmentKind::EnforcementOverlap,
            orgs: &BOTH,
            signed: if event == E::Sign { &[] } else { &BOTH },
            has_case: false,
            has_opinion: true,
            changes: 14,
            unrevised: &[],
            check_on: Some(day(7, 1)),
            proposal: AdjustmentProposal {
                text: "理由充分",
                basis: "《山东省行政执法监督条例》第十二条",
                doc_no: "诸编发〔2022〕21号",
                case_no: "",
                orgs: &BOTH,
                files: 1,
                effective_on: Some(day(7, 1)),
                result: Some(CheckResult::Effective),
            },
        }
    }
}

/// The whole machine: event, the states it leaves and where it leads.
const TABLE: &[(E, &[(S, S)])] = &[
    (E::Consult, &[(S::Proposed, S::Consulting)]),
    (E::Sign, &[(S::Consulting, S::Consulting)]),
    (
        E::DraftChange,
        &[
            (S::Proposed, S::Proposed),
            (S::Consulting, S::Consulting),
            (S::LegalCheck, S::LegalCheck),
            (S::Approved, S::Approved),
        ],
    ),
    (
        E::DropChange,
        &[
            (S::Proposed, S::Proposed),
            (S::Consulting, S::Consulting),
            (S::LegalCheck, S::LegalCheck),
            (S::Approved, S::Approved),
        ],
    ),
    (E::SendLegal, &[(S::Consulting, S::LegalCheck)]),
    (E::AttachOpinion, &[(S::LegalCheck, S::LegalCheck)]),
    (E::Approve, &[(S::LegalCheck, S::Approved)]),
    (
        E::Reject,
        &[(S::Consulting, S::Rejected), (S::LegalCheck, S::Rejected)],
    ),
    (E::WriteTaskList, &[(S::Approved, S::Approved)]),
    (E::UpdateLists, &[(S::Approved, S::ListsUpdated)]),
    (E::Publish, &[(S::ListsUpdated, S::Published)]),
    (E::Check, &[(S::Published, S::Checked)]),
    (E::Propose, &[]),
];

#[test]
fn every_pair_of_state_and_event() {
    let world = World::new();
    assert_eq!(TABLE.len(), E::ALL.len());
    for (event, ways) in TABLE {
        for state in S::ALL {
            let facts = world.facts(machine::roles_of(*event)[0], *event);
            let answer = machine::next(*state, *event, &facts);
            match ways.iter().find(|(from, _)| from == state) {
                Some((_, to)) => assert_eq!(answer.map(|step| step.to), Ok(*to), "{state} {event}"),
                None => assert_eq!(
                    answer.map_err(|refusal| refusal.code),
                    Err(R::State),
                    "{state} {event}"
                ),
            }
        }
    }
}

#[test]
fn every_other_role_is_refused_and_the_policy_agrees() {
    let world = World::new();
    for (event, _) in TABLE {
        let may = machine::roles_of(*event);
        let state = machine::from(*event).first().copied().unwrap_or(S::Proposed);
        for role in Role::ALL.iter().filter(|role| !may.contains(role)) {
            let answer = machine::next(state, *event, &world.facts(*role, *event));
            assert_eq!(answer.map_err(|r| r.code), Err(R::Role), "{role} {event}");
        }
        for role in may {
            let capability = machine::capability_of(*event);
            assert_ne!(reach(*role, capability), Reach::None, "{role} {event}");
        }
    }
}

#[test]
fn the_deadlines_are_those_of_the_plan() {
    let world = World::new();
    let due = |state, event, role| {
        machine::next(state, event, &world.facts(role, event))
            .unwrap()
            .due
            .unwrap()
    };
    assert_eq!(due(S::Proposed, E::Consult, Role::Ov), (day(7, 29), 20));
    assert_eq!(due(S::Consulting, E::SendLegal, Role::Ov), (day(7, 15), 10));
    assert_eq!(due(S::LegalCheck, E::Approve, Role::Ol), (day(7, 29), 20));
    assert_eq!(due(S::Approved, E::UpdateLists, Role::Ov), (day(7, 6), 3));
    assert_eq!(due(S::ListsUpdated, E::Publish, Role::Ov), (day(9, 26), 60));
}

#[test]
fn proposing_needs_a_basis_and_ones_own_unit() {
    let world = World::new();
    let code = |facts: &AdjustmentFacts| machine::propose(facts).map(|step| step.to).map_err(|r| r.code);
    let ov = world.facts(Role::Ov, E::Propose);
    assert_eq!(code(&ov), Ok(S::Proposed));
    let dl = world.facts(Role::Dl, E::Propose);
    assert_eq!(code(&dl), Ok(S::Proposed));
    let mut other = dl;
    other.proposal.orgs = &BOTH[1..];
    assert_eq!(code(&other), Err(R::Scope));
    let mut groundless = ov;
    groundless.proposal.basis = "  ";
    assert_eq!(code(&groundless), Err(R::Basis));
    assert_eq!(code(&world.facts(Role::Dc, E::Propose)), Err(R::Role));
}

type Spoil = for<'a> fn(&mut AdjustmentFacts<'a>);

#[test]
fn what_is_missing_is_named_and_nothing_happens() {
    let world = World::new();
    let cases: &[(S, E, Role, R, &str, Spoil)] = &[
        (S::Proposed, E::Consult, Role::Ov, R::Input, "orgIds", |f| {
            f.proposal.orgs = &BOTH[..1];
        }),
        (S::Consulting, E::SendLegal, Role::Ov, R::State, "caseNo", |f| {
            f.signed = &BOTH[..1];
        }),
        (S::Consulting, E::Sign, Role::Dl, R::Dup, "", |f| {
            f.signed = &BOTH[..1];
        }),
        (S::Consulting, E::Sign, Role::Dl, R::Scope, "", |f| {
            f.orgs = &BOTH[1..];
        }),
        (
            S::LegalCheck,
            E::AttachOpinion,
            Role::Ov,
            R::Basis,
            "fileIds",
            |f| {
                f.proposal.files = 0;
            },
        ),
        (S::LegalCheck, E::Approve, Role::Ol, R::Basis, "", |f| {
            f.has_opinion = false;
        }),
        (S::LegalCheck, E::Approve, Role::Ol, R::Basis, "docNo", |f| {
            f.proposal.doc_no = " ";
        }),
        (
            S::LegalCheck,
            E::Approve,
            Role::Ol,
            R::Input,
            "effectiveOn",
            |f| {
                f.proposal.effective_on = None;
            },
        ),
        (S::LegalCheck, E::Approve, Role::Ol, R::Late, "effectiveOn", |f| {
            f.proposal.effective_on = f.today.pred_opt();
        }),
        (S::LegalCheck, E::Reject, Role::Ol, R::Reason, "reason", |f| {
            f.proposal.text = "";
        }),
        (S::Approved, E::DropChange, Role::Ov, R::Reason, "reason", |f| {
            f.proposal.text = "";
        }),
        (S::Approved, E::UpdateLists, Role::Ov, R::State, "", |f| {
            f.changes = 0;
        }),
        (S::Published, E::Check, Role::Ov, R::Early, "", |f| {
            f.check_on = f.today.succ_opt();
        }),
        (S::Published, E::Check, Role::Ov, R::Input, "result", |f| {
            f.proposal.result = None;
        }),
        (S::Published, E::Check, Role::Ov, R::Reason, "note", |f| {
            f.proposal.text = "";
        }),
        (S::Proposed, E::Consult, Role::Ov, R::Conflict, "", |f| {
            f.acting.home_org = Some(FIRST);
        }),
    ];
    for (state, event, role, code, field, spoil) in cases {
        let mut facts = world.facts(*role, *event);
        spoil(&mut facts);
        let refusal = machine::next(*state, *event, &facts).unwrap_err();
        assert_eq!(refusal.code, *code, "{event}: {refusal}");
        assert_eq!(refusal.field.as_deref().unwrap_or(""), *field, "{event}");
    }
}

#[test]
fn a_unit_whose_list_is_not_revised_is_named() {
    let world = World::new();
    let names = ["应急局".to_owned()];
    let mut facts = world.facts(Role::Ov, E::UpdateLists);
    facts.unrevised = &names;
    let refusal = machine::next(S::Approved, E::UpdateLists, &facts).unwrap_err();
    assert_eq!(refusal.code, R::State);
    assert!(refusal.zh.contains("应急局"));
}

#[test]
fn a_case_stands_for_the_memo() {
    let world = World::new();
    let mut facts = world.facts(Role::Ov, E::SendLegal);
    facts.signed = &[];
    assert!(machine::next(S::Consulting, E::SendLegal, &facts).is_err());
    facts.proposal.case_no = "XT-2022-0001";
    assert!(machine::next(S::Consulting, E::SendLegal, &facts).is_ok());
    facts.proposal.case_no = "";
    facts.has_case = true;
    assert!(machine::next(S::Consulting, E::SendLegal, &facts).is_ok());
}

#[test]
fn the_office_is_told_when_the_last_unit_signs() {
    let world = World::new();
    let mut facts = world.facts(Role::Dl, E::Sign);
    let first = machine::next(S::Consulting, E::Sign, &facts).unwrap();
    assert_eq!(first.notice, None);
    facts.signed = &BOTH[1..];
    let last = machine::next(S::Consulting, E::Sign, &facts).unwrap();
    assert_eq!(last.notice, Some(NoticeKind::AdjustmentSigned));
}

#[test]
fn buttons_are_the_machines() {
    let world = World::new();
    let names = |state, role| -> Vec<(E, bool)> {
        machine::available(state, &world.facts(role, E::Approve))
            .into_iter()
            .map(|one| (one.event, one.outcome.is_ok()))
            .collect()
    };
    assert_eq!(
        names(S::LegalCheck, Role::Ol),
        vec![(E::Approve, true), (E::Reject, true)]
    );
    assert_eq!(names(S::Consulting, Role::Dl), vec![(E::Sign, false)]);
    assert_eq!(names(S::Checked, Role::Ov), vec![]);
    assert_eq!(names(S::Rejected, Role::Ol), vec![]);
}
