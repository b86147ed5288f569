use super::*;

const ADMINISTRATORS: [Role; 3] = [Role::Sa, Role::Se, Role::Au];

/// Every pair of roles that may be granted: 13 × 13.
#[test]
fn an_administrator_stands_alone() {
    let (mut allowed, mut refused) = (0, 0);
    let grantable = || Role::ALL.iter().copied().filter(|role| role.is_signed_in());
    for held in grantable() {
        for new in grantable() {
            let separate = held == new || !(ADMINISTRATORS.contains(&held) || ADMINISTRATORS.contains(&new));
            match check_grant(&[held], new) {
                Ok(()) => {
                    assert!(separate, "{held} and {new}");
                    allowed += 1;
                }
                Err(refusal) => {
                    assert!(!separate, "{held} and {new}");
                    assert_eq!(refusal.code, RefusalCode::Separation);
                    assert!(
                        refusal.zh.contains(held.zh()) && refusal.zh.contains(new.zh()),
                        "{}",
                        refusal.zh
                    );
                    refused += 1;
                }
            }
        }
    }
    assert_eq!((allowed, refused), (103, 66));
}

#[test]
fn a_clash_is_found_among_many_hats() {
    assert!(check_grant(&[Role::Io, Role::Dc, Role::Lk], Role::Dl).is_ok());
    assert!(check_grant(&[Role::Io, Role::Dc], Role::Sa).is_err());
    assert!(check_grant(&[Role::Sa], Role::Se).is_err());
    assert!(check_grant(&[], Role::Au).is_ok());
}

#[test]
fn anonymous_and_machine_roles_are_never_granted() {
    for role in [Role::Tk, Role::Pc, Role::Pb] {
        let refusal = check_grant(&[], role).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (RefusalCode::Input, Some("role")),
            "{role}"
        );
    }
}

fn terms(role: Role) -> GrantTerms<'static> {
    GrantTerms {
        role,
        has_org: true,
        document_no: Some("诸编办〔2022〕3号"),
        granter: Uuid::from_u128(1),
        grantee: Uuid::from_u128(2),
    }
}

#[test]
fn the_office_lead_and_two_administrators_need_a_document_and_a_second_person() {
    for role in Role::ALL.iter().copied().filter(|role| role.is_signed_in()) {
        let wants = matches!(role, Role::Ol | Role::Se | Role::Au);
        assert_eq!(needs_second_person(role), wants, "{role}");
        for document_no in [None, Some(" ")] {
            let outcome = check_terms(&GrantTerms {
                document_no,
                ..terms(role)
            });
            let expected = if wants { Err(RefusalCode::Basis) } else { Ok(()) };
            assert_eq!(outcome.map_err(|refusal| refusal.code), expected, "{role}");
        }
        assert_eq!(check_terms(&terms(role)), Ok(()), "{role}");
    }
}

#[test]
fn roles_of_a_unit_name_it() {
    for role in Role::ALL.iter().copied().filter(|role| role.is_signed_in()) {
        let outcome = check_terms(&GrantTerms {
            has_org: false,
            ..terms(role)
        });
        let expected = if needs_org(role) {
            Err((RefusalCode::Input, Some("orgId".to_owned())))
        } else {
            Ok(())
        };
        assert_eq!(
            outcome.map_err(|refusal| (refusal.code, refusal.field)),
            expected,
            "{role}"
        );
    }
    assert!(needs_org(Role::Dc) && needs_org(Role::Dl) && needs_org(Role::Lk) && !needs_org(Role::Ov));
}

#[test]
fn nobody_grants_to_himself() {
    let own = GrantTerms {
        grantee: Uuid::from_u128(1),
        ..terms(Role::Dc)
    };
    assert_eq!(
        check_terms(&own).map_err(|refusal| refusal.code),
        Err(RefusalCode::Conflict)
    );
}

#[test]
fn the_second_person_is_neither_the_first_nor_the_one_who_gains() {
    let [granter, grantee, third] = [1, 2, 3].map(Uuid::from_u128);
    let code = |confirmer| check_confirmation(granter, grantee, confirmer).map_err(|refusal| refusal.code);
    assert_eq!(code(granter), Err(RefusalCode::Conflict));
    assert_eq!(code(grantee), Err(RefusalCode::Conflict));
    assert_eq!(code(third), Ok(()));
}
