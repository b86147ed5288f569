//! Every (state, event) pair of §3.1, and every refusal.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::plan::machine::{self, OpinionFacts, PlanFacts, PlanProposal};
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::tree::Node;
use remit_shared::plan::{PlanEventKind as E, PlanState as S};
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::wire::Wire;
use rust_decimal::Decimal;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

struct World {
    calendar: WorkCalendar,
    tree: Vec<Node>,
    params: PlanParams,
    opinions: OpinionFacts,
}

impl World {
    fn new() -> Self {
        Self {
            calendar: WorkCalendar::new(all_china_days()).unwrap(),
            tree: default_tree(),
            params: PlanParams::default(),
            opinions: OpinionFacts {
                asked: 50,
                given: 48,
                unanswered: Vec::new(),
            },
        }
    }

    /// Facts under which every event of its own state and role is allowed.
    fn facts(&self, role: Option<Role>) -> PlanFacts<'_> {
        PlanFacts {
            today: day(2, 1),
            calendar: &self.calendar,
            role,
            year: 2022,
            amends: false,
            consult_due_on: Some(day(1, 26)),
            approval_doc_no: Some("诸编发〔2022〕3号"),
            nodes: &self.tree,
            baseline: &[],
            params: &self.params,
            opinions: &self.opinions,
            result_frozen: true,
            proposal: PlanProposal {
                text: "理由充分",
                doc_no: "诸编发〔2022〕3号",
                ..PlanProposal::default()
            },
        }
    }
}

/// The system where the event is automatic, else the role that may.
fn right_role(event: E) -> Option<Role> {
    machine::roles_of(event).first().copied()
}

#[test]
fn every_pair_of_state_and_event_is_allowed_or_refused_as_the_table_says() {
    let world = World::new();
    let allowed: [(S, E, S); 9] = [
        (S::Draft, E::Edit, S::Draft),
        (S::Draft, E::Consult, S::Consulted),
        (S::Consulted, E::Edit, S::Consulted),
        (S::Consulted, E::Opine, S::Consulted),
        (S::Consulted, E::Answer, S::Consulted),
        (S::Consulted, E::Approve, S::Approved),
        (S::Approved, E::Publish, S::Published),
        (S::Published, E::Amend, S::Amended),
        (S::Published, E::Archive, S::Archived),
    ];
    for state in S::ALL {
        for event in E::ALL {
            let mut facts = world.facts(right_role(*event));
            if *event == E::Opine {
                facts.today = day(1, 20);
            }
            let result = machine::next(*state, *event, &facts);
            if let Some((.., to)) = allowed.iter().find(|(from, on, _)| from == state && on == event) {
                assert_eq!(result.map(|step| step.to), Ok(*to), "{state} {event}");
            } else {
                let expected = if *state == S::Archived {
                    R::Frozen
                } else {
                    R::State
                };
                assert_eq!(result.unwrap_err().code, expected, "{state} {event}");
            }
        }
    }
    assert_eq!(
        machine::draft(&world.facts(Some(Role::Ov))).map(|step| step.to),
        Ok(S::Draft)
    );
}

#[test]
fn only_the_roles_of_the_matrix_may_and_a_refusal_names_them() {
    let world = World::new();
    for event in E::ALL {
        let state = machine::from(*event).first().copied().unwrap_or(S::Draft);
        for role in Role::ALL {
            let may = machine::roles_of(*event).contains(role);
            if let Some(capability) = machine::capability_of(*event) {
                assert_eq!(reach(*role, capability) != Reach::None, may, "{event} {role}");
            }
            if !may {
                let refusal = machine::next(state, *event, &world.facts(Some(*role))).unwrap_err();
                assert_eq!(refusal.code, R::Role, "{event} {role}");
            }
        }
    }
    assert_eq!(
        machine::next(S::Draft, E::Consult, &world.facts(None))
            .unwrap_err()
            .code,
        R::Role
    );
}

#[test]
fn consulting_gives_the_units_ten_working_days_and_tells_their_leads() {
    let world = World::new();
    let facts = PlanFacts {
        today: day(1, 12),
        ..world.facts(Some(Role::Ov))
    };
    let step = machine::next(S::Draft, E::Consult, &facts).unwrap();
    assert_eq!(step.consult_due_on, Some(day(1, 26)));
    assert_eq!(step.notice, Some(NoticeKind::PlanConsulted));
}

#[test]
fn an_incomplete_tree_is_neither_put_to_the_units_nor_approved() {
    let mut world = World::new();
    world.tree.retain(|node| node.code != "B51");
    for (state, event) in [
        (S::Draft, E::Consult),
        (S::Consulted, E::Approve),
        (S::Approved, E::Publish),
    ] {
        let refusal = machine::next(state, event, &world.facts(right_role(event))).unwrap_err();
        assert_eq!(refusal.code, R::Input);
        assert!(refusal.zh.contains("B5 社会评"), "{}", refusal.zh);
    }
}

#[test]
fn weights_that_do_not_sum_to_one_hundred_may_be_discussed_but_not_approved_or_published() {
    let mut world = World::new();
    world.tree[2].weight = Some(Decimal::new(245, 1));
    assert!(machine::next(S::Draft, E::Consult, &world.facts(Some(Role::Ov))).is_ok());
    for (state, event) in [(S::Consulted, E::Approve), (S::Approved, E::Publish)] {
        let refusal = machine::next(state, event, &world.facts(Some(Role::Ol))).unwrap_err();
        assert_eq!(refusal.code, R::Weights);
        assert!(refusal.zh.contains("还差0.5"));
    }
}

#[test]
fn approval_waits_for_every_answer_for_the_units_and_for_a_document_number() {
    let mut world = World::new();
    world.opinions.unanswered = vec!["民政局".to_owned(), "司法局".to_owned()];
    let refusal = machine::next(S::Consulted, E::Approve, &world.facts(Some(Role::Ol))).unwrap_err();
    assert_eq!(refusal.code, R::Reason);
    assert!(
        refusal.zh.contains("2条意见未答复：民政局、司法局"),
        "{}",
        refusal.zh
    );
    world.opinions.unanswered.clear();
    let early = PlanFacts {
        today: day(1, 26),
        ..world.facts(Some(Role::Ol))
    };
    assert_eq!(
        machine::next(S::Consulted, E::Approve, &early).unwrap_err().code,
        R::Early
    );
    let all = OpinionFacts {
        asked: 50,
        given: 50,
        unanswered: Vec::new(),
    };
    let heard = PlanFacts {
        opinions: &all,
        ..early
    };
    assert!(machine::next(S::Consulted, E::Approve, &heard).is_ok());
    let unnumbered = PlanFacts {
        proposal: PlanProposal::default(),
        ..world.facts(Some(Role::Ol))
    };
    assert_eq!(
        machine::next(S::Consulted, E::Approve, &unnumbered)
            .unwrap_err()
            .field
            .as_deref(),
        Some("docNo")
    );
    let lost = PlanFacts {
        approval_doc_no: None,
        ..world.facts(Some(Role::Ol))
    };
    assert_eq!(
        machine::next(S::Approved, E::Publish, &lost).unwrap_err().code,
        R::Basis
    );
}

#[test]
fn opinions_end_with_their_deadline_and_with_the_answer() {
    let world = World::new();
    let base = world.facts(Some(Role::Dl));
    let on = |today, proposal| {
        machine::next(
            S::Consulted,
            E::Opine,
            &PlanFacts {
                today,
                proposal,
                ..base
            },
        )
    };
    let suggestion = PlanProposal {
        text: "建议调整权重。",
        is_suggestion: true,
        ..PlanProposal::default()
    };
    assert_eq!(
        on(day(1, 26), suggestion).unwrap().notice,
        Some(NoticeKind::PlanOpinion)
    );
    assert_eq!(on(day(1, 26), PlanProposal::default()).unwrap().notice, None);
    assert_eq!(on(day(1, 27), suggestion).unwrap_err().code, R::Late);
    let empty = PlanProposal {
        text: "  ",
        ..suggestion
    };
    assert_eq!(on(day(1, 20), empty).unwrap_err().field.as_deref(), Some("text"));
    let answered = PlanProposal {
        is_answered: true,
        ..suggestion
    };
    assert_eq!(on(day(1, 20), answered).unwrap_err().code, R::Dup);
    let again = PlanFacts {
        proposal: answered,
        ..world.facts(Some(Role::Ov))
    };
    assert_eq!(
        machine::next(S::Consulted, E::Answer, &again).unwrap_err().code,
        R::Dup
    );
    let silent = PlanFacts {
        proposal: PlanProposal::default(),
        ..again
    };
    assert_eq!(
        machine::next(S::Consulted, E::Answer, &silent).unwrap_err().code,
        R::Reason
    );
}

#[test]
fn an_amendment_is_published_before_30_september_with_a_reason() {
    let world = World::new();
    for (today, allowed) in [(day(9, 29), true), (day(9, 30), false), (day(12, 1), false)] {
        let facts = PlanFacts {
            today,
            amends: true,
            ..world.facts(Some(Role::Ol))
        };
        let code = |result: Result<_, remit_shared::refusal::Refusal>| result.map(drop).map_err(|r| r.code);
        let expected = if allowed { Ok(()) } else { Err(R::Late) };
        assert_eq!(
            code(machine::next(S::Published, E::Amend, &facts)),
            expected,
            "{today}"
        );
        assert_eq!(
            code(machine::next(S::Approved, E::Publish, &facts)),
            expected,
            "{today}"
        );
    }
    let unreasoned = PlanFacts {
        proposal: PlanProposal::default(),
        ..world.facts(Some(Role::Ol))
    };
    assert_eq!(
        machine::next(S::Published, E::Amend, &unreasoned)
            .unwrap_err()
            .code,
        R::Reason
    );
    // The first version of a year may come late; that is a missed deadline, not an amendment.
    let late = PlanFacts {
        today: day(10, 10),
        ..world.facts(Some(Role::Ol))
    };
    assert!(machine::next(S::Approved, E::Publish, &late).is_ok());
}

#[test]
fn a_plan_is_archived_when_its_result_is_frozen_and_not_before() {
    let world = World::new();
    let open = PlanFacts {
        result_frozen: false,
        ..world.facts(None)
    };
    assert_eq!(
        machine::next(S::Published, E::Archive, &open).unwrap_err().code,
        R::Early
    );
    assert!(machine::next(S::Published, E::Archive, &world.facts(None)).is_ok());
}

#[test]
fn buttons_are_the_events_of_the_state_and_the_role() {
    let world = World::new();
    let events = |state, role| -> Vec<E> {
        machine::available(state, role, &world.facts(Some(role)))
            .into_iter()
            .map(|one| one.event)
            .collect()
    };
    assert_eq!(events(S::Draft, Role::Ov), [E::Edit, E::Consult]);
    assert_eq!(events(S::Consulted, Role::Ov), [E::Edit, E::Answer]);
    assert_eq!(events(S::Consulted, Role::Dl), [E::Opine]);
    assert_eq!(events(S::Consulted, Role::Ol), [E::Approve]);
    assert_eq!(events(S::Approved, Role::Ol), [E::Publish]);
    for role in Role::ALL {
        for state in [S::Published, S::Amended, S::Archived] {
            assert_eq!(events(state, *role), [], "{state} {role}");
        }
    }
}

#[test]
fn supervision_starts_on_1_april_and_by_an_amendment_when_it_is_published() {
    assert_eq!(machine::starts_on(2022, None), Some(day(4, 1)));
    assert_eq!(machine::starts_on(2022, Some(day(2, 15))), Some(day(4, 1)));
    assert_eq!(machine::starts_on(2022, Some(day(7, 4))), Some(day(7, 4)));
}
