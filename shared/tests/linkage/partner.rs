//! Machines of partners have what the matrix gives the role and SE has granted, and nothing else (R8).

use remit_shared::identity::Role;
use remit_shared::linkage::partner::{PartnerScope, scope_of};
use remit_shared::policy::{Actor, Capability, Reach, matrix};
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;
use uuid::Uuid;

fn machine(scopes: &[PartnerScope]) -> Actor {
    let id = Uuid::from_u128(7);
    Actor {
        jurisdiction_id: id,
        account_id: id,
        person_id: id,
        label: "测试".to_owned(),
        role: Role::Pc,
        grant_id: id,
        session_id: id,
        home_org_id: Some(id),
        org_id: Some(id),
        section_id: None,
        units: vec![id],
        scopes: scopes.to_vec(),
    }
}

#[test]
fn a_scope_opens_its_capabilities_and_no_others() {
    for scope in PartnerScope::ALL {
        let actor = machine(&[*scope]);
        for capability in Capability::ALL {
            let given = matrix::reach(Role::Pc, *capability) != Reach::None;
            let needed = scope_of(*capability);
            let expected = match needed {
                _ if !given => Err(C::Role),
                Some(needed) if needed != *scope => Err(C::Scope),
                _ => Ok(()),
            };
            let outcome = actor.authorise(*capability).map(|_| ()).map_err(|no| no.code);
            assert_eq!(outcome, expected, "{capability} under {scope}");
            assert_eq!(actor.may(*capability), expected.is_ok());
        }
    }
}

#[test]
fn without_scopes_only_what_is_published_is_left() {
    let actor = machine(&[]);
    for capability in Capability::ALL {
        if actor.may(*capability) {
            assert_eq!(
                matrix::reach(Role::Pc, *capability),
                Reach::Published,
                "{capability}"
            );
        }
    }
}

#[test]
fn people_need_no_scopes() {
    let actor = Actor {
        role: Role::Lk,
        ..machine(&[])
    };
    assert!(actor.authorise(Capability::LinkageSubmit).is_ok());
}
