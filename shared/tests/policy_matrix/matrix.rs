//! Cell by cell, then the rows the document leaves out, the refusals and the generated text.

use std::collections::{BTreeMap, BTreeSet};

use remit_shared::identity::Role;
use remit_shared::linkage::partner::PartnerScope;
use remit_shared::policy::{Actor, Capability, Reach, matrix};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;
use uuid::Uuid;

use crate::document::ROWS;

fn cells(capability: Capability) -> String {
    let letter = |reach| match reach {
        Reach::None => '-',
        Reach::Own => 'O',
        Reach::Unit => 'D',
        Reach::All => 'A',
        Reach::Published => 'P',
    };
    Role::ALL
        .iter()
        .map(|role| letter(matrix::reach(*role, capability)))
        .collect()
}

fn documented() -> BTreeMap<&'static str, String> {
    let mut expected = BTreeMap::new();
    for (codes, row) in ROWS {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 1 + Role::ALL.len(), "{row}");
        for code in codes.split(' ') {
            let previous = expected.insert(code, cells[1..].concat());
            assert_eq!(previous, None, "{code} twice");
        }
    }
    expected
}

#[test]
fn every_cell_of_the_document_is_in_the_table() {
    let mut expected = documented();
    assert_eq!((ROWS.len(), expected.len()), (65, 102));
    // The one departure: §3.3 wants OL to assign SEVERE problems.
    expected.insert("problem.assign", "AA--------------".to_owned());
    let mut compared = 0;
    for (code, row) in &expected {
        let capability = Capability::parse(code).unwrap_or_else(|| panic!("{code} is missing"));
        assert_eq!(&cells(capability), row, "{code}");
        compared += row.len();
    }
    assert_eq!(compared, 102 * 16);
}

/// Whatever is not in the document is on this list, with its cells; nothing else exists.
#[test]
fn the_rows_beyond_the_document_are_these() {
    let documented = documented();
    let beyond: BTreeMap<&str, String> = Capability::ALL
        .iter()
        .filter(|capability| !documented.contains_key(capability.code()))
        .map(|capability| (capability.code(), cells(*capability)))
        .collect();
    let expected = [
        ("account.read", "-------------AA-"),
        ("adjustment.handle", "AA--------------"),
        ("adjustment.read", "AAADD---A-------"),
        ("audit.verify", "---------------A"),
        ("calendar.read", "AAAAAAAAAA---AAA"),
        ("finding.answer", "---DD-----------"),
        ("inbox.read", "OOOOOOOOOO---OOO"),
        ("ledger.explain", "A---------------"),
        ("lists.edit", "-A--------------"),
        ("lists.revise", "---DD-----------"),
        ("plan.opine", "---D------------"),
        ("point.change.decide", "AA--------------"),
        ("policy.read", "--------------A-"),
        ("problem.extension.decide", "AA--------------"),
        ("problem.reopen", "A---------------"),
        ("push.convert", "-A--------------"),
        ("push.file", "-A--------------"),
        ("push.receive", "-A--D-----------"),
        ("regulation.edit", "-A--------------"),
        ("registry.read", "AAAPPPPPAP-P-PP-"),
        ("role.confirm", "A-------------A-"),
        ("violation.contest", "---D------------"),
        ("violation.decide", "AA--------------"),
        ("violation.read", "AAADD---A-------"),
        ("violation.record", "-A--------------"),
    ];
    assert_eq!(beyond, expected.map(|(code, row)| (code, row.to_owned())).into());
    assert_eq!(Capability::ALL.len(), 102 + expected.len());
}

#[test]
fn every_capability_has_a_row_of_sixteen_cells_a_clause_and_somebody_who_may() {
    let mut codes = BTreeSet::new();
    for capability in Capability::ALL {
        assert_eq!(cells(*capability).len(), 16);
        assert!(
            matrix::clause(*capability).starts_with('K'),
            "{capability} has no row"
        );
        assert!(
            !matrix::roles_with(*capability).is_empty(),
            "{capability} is refused to all"
        );
        assert!(codes.insert(capability.code()), "{capability} twice");
        assert!(
            !capability.zh().is_ascii() && capability.en().is_ascii(),
            "{capability} has its names in place"
        );
    }
}

/// 三员分立: the three see no business row, and nobody else has theirs.
#[test]
fn administrators_and_business_roles_share_nothing_but_calendar_inbox_and_names() {
    let of = |role| {
        matrix::capabilities_of(role)
            .into_iter()
            .map(|(capability, _)| capability)
            .collect::<BTreeSet<_>>()
    };
    let business: BTreeSet<_> = Role::ALL
        .iter()
        .filter(|role| !role.is_administrator())
        .flat_map(|role| of(*role))
        .collect();
    for role in [Role::Sa, Role::Se, Role::Au] {
        let shared: Vec<_> = of(role)
            .intersection(&business)
            .map(|capability| capability.code())
            .collect();
        let expected: &[&str] = match role {
            Role::Sa => &["registry.read", "calendar.read", "inbox.read"],
            Role::Se => &["registry.read", "calendar.read", "inbox.read", "role.confirm"],
            _ => &["calendar.read", "inbox.read"],
        };
        assert_eq!(shared, expected, "{role}");
    }
    assert_eq!(of(Role::Sa).intersection(&of(Role::Au)).count(), 2);
}

#[test]
fn the_number_of_open_cells_per_role_is_known() {
    let counts: Vec<_> = Role::ALL
        .iter()
        .map(|role| (role.code(), matrix::capabilities_of(*role).len()))
        .collect();
    let text: Vec<_> = counts
        .iter()
        .map(|(role, count)| format!("{role}{count}"))
        .collect();
    assert_eq!(
        text.join(" "),
        "OL57 OV72 OS31 DL43 DC39 EX19 IO13 LK14 CL24 RA15 TK2 PC13 PB10 SA8 SE10 AU5"
    );
}

#[test]
fn a_refusal_names_who_may() {
    let refusal = matrix::refuse(Capability::ProblemClose);
    assert_eq!(refusal.code, RefusalCode::Role);
    assert_eq!(
        refusal.zh,
        "“销号”由编办负责人、职能运行监管科办理，您当前的岗位无此权限。"
    );
    assert!(
        refusal.en.contains("office lead, oversight section"),
        "{}",
        refusal.en
    );
    for capability in Capability::ALL {
        let refusal = matrix::refuse(*capability);
        assert!(
            matrix::roles_with(*capability)
                .iter()
                .all(|role| refusal.zh.contains(role.zh())),
            "{}",
            refusal.zh
        );
    }
}

#[test]
fn the_generated_text_shows_every_row_aligned() {
    let text = matrix::render();
    let table: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.starts_with("capability "))
        .collect();
    assert_eq!(table.len(), 1 + Capability::ALL.len());
    let last_cell = table[0].find("AU").unwrap() + 1;
    for (line, capability) in table[1..].iter().zip(Capability::ALL) {
        let letters: String = line[capability.code().len()..=last_cell]
            .chars()
            .filter(|c| *c != ' ')
            .collect();
        assert_eq!(letters, cells(*capability), "{line}");
        assert!(
            line.ends_with(matrix::clause(*capability)) && !line.ends_with(' '),
            "{line}"
        );
    }
    for explained in ["-  none", "O  own", "D  own unit", "A  all", "P  published"] {
        assert!(text.contains(explained), "{explained}");
    }
}

fn actor(role: Role, units: Vec<Uuid>) -> Actor {
    let id = Uuid::from_u128(7);
    Actor {
        jurisdiction_id: id,
        account_id: id,
        person_id: id,
        label: "测试".to_owned(),
        role,
        grant_id: id,
        session_id: id,
        org_id: units.first().copied(),
        home_org_id: None,
        section_id: None,
        units,
        scopes: PartnerScope::ALL.to_vec(),
    }
}

#[test]
fn a_scope_is_given_exactly_where_the_matrix_says() {
    for role in Role::ALL {
        for capability in Capability::ALL {
            let actor = actor(*role, Vec::new());
            let outcome = actor.authorise(*capability);
            let reach = matrix::reach(*role, *capability);
            assert_eq!(actor.may(*capability), reach != Reach::None);
            match outcome {
                Ok(scope) => assert_eq!(
                    (scope.reach(), scope.capability(), scope.role()),
                    (reach, *capability, *role)
                ),
                Err(refusal) => {
                    assert_eq!(
                        (reach, refusal.code),
                        (Reach::None, RefusalCode::Role),
                        "{role} {capability}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_scope_covers_its_own_units_only() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let unit = actor(Role::Dc, vec![own])
        .authorise(Capability::ProblemRead)
        .unwrap();
    assert!(unit.covers(own) && !unit.covers(other));
    let office = actor(Role::Ov, Vec::new())
        .authorise(Capability::ProblemRead)
        .unwrap();
    assert!(office.covers(own) && office.covers(other));
    let officer = actor(Role::Io, vec![own])
        .authorise(Capability::ProblemRead)
        .unwrap();
    assert!(!officer.covers(own), "own records are not own unit");
    let reader = actor(Role::Dc, vec![own])
        .authorise(Capability::RegistryRead)
        .unwrap();
    assert!(!reader.covers(own), "the published part is not the unit's rows");
}
