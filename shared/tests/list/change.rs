//! What a list change may say (§2 `ListChange`).

use remit_shared::list::change::{ChangeFacts, ItemText, check};
use remit_shared::list::{ListOp, PowerCategory};
use remit_shared::refusal::RefusalCode as R;
use uuid::Uuid;

const FIRST: Uuid = Uuid::from_u128(1);
const SECOND: Uuid = Uuid::from_u128(2);

fn item(org: Uuid, name: &str) -> ItemText {
    ItemText {
        org,
        code: "YINGJI-CF-001".to_owned(),
        category: PowerCategory::Penalty,
        name: name.to_owned(),
        basis: "《中华人民共和国安全生产法》第九十四条".to_owned(),
    }
}

type Case<'a> = (
    ListOp,
    Option<&'a ItemText>,
    Option<&'a ItemText>,
    &'a [Uuid],
    Result<(), R>,
);

#[test]
fn each_operation_takes_what_it_needs() {
    let (old, renamed, moved) = (item(FIRST, "旧"), item(FIRST, "新"), item(SECOND, "旧"));
    let mut baseless = renamed.clone();
    baseless.basis = " ".to_owned();
    let both = [FIRST, SECOND];
    let one = [FIRST];
    let cases: &[Case] = &[
        (ListOp::Add, None, Some(&renamed), &both, Ok(())),
        (ListOp::Add, None, None, &both, Err(R::Input)),
        (ListOp::Add, None, Some(&baseless), &both, Err(R::Basis)),
        (ListOp::Add, None, Some(&moved), &one, Err(R::Scope)),
        (ListOp::Cancel, Some(&old), None, &both, Ok(())),
        (ListOp::Cancel, None, None, &both, Err(R::State)),
        (ListOp::Cancel, Some(&moved), None, &one, Err(R::Scope)),
        (ListOp::Change, Some(&old), Some(&renamed), &both, Ok(())),
        (ListOp::Change, Some(&old), Some(&old), &both, Err(R::Input)),
        (ListOp::Change, Some(&old), Some(&moved), &both, Err(R::Input)),
        (ListOp::Change, None, Some(&renamed), &both, Err(R::State)),
        (ListOp::Transfer, Some(&old), Some(&moved), &both, Ok(())),
        (ListOp::Transfer, Some(&old), Some(&renamed), &both, Err(R::Input)),
        (ListOp::Transfer, Some(&old), Some(&moved), &one, Err(R::Scope)),
        (ListOp::Transfer, None, Some(&moved), &both, Err(R::State)),
    ];
    for (op, before, after, orgs, wanted) in cases {
        let facts = ChangeFacts {
            op: *op,
            before: *before,
            after: *after,
            orgs,
            code_taken: false,
            changed_already: false,
        };
        assert_eq!(check(&facts).map_err(|r| r.code), *wanted, "{op}");
    }
}

#[test]
fn a_code_is_never_used_twice_and_an_item_changed_once() {
    let after = item(FIRST, "新");
    let facts = ChangeFacts {
        op: ListOp::Add,
        before: None,
        after: Some(&after),
        orgs: &[FIRST],
        code_taken: true,
        changed_already: false,
    };
    assert_eq!(check(&facts).map_err(|r| r.code), Err(R::Dup));
    let again = ChangeFacts {
        code_taken: false,
        changed_already: true,
        ..facts
    };
    assert_eq!(check(&again).map_err(|r| r.code), Err(R::Dup));
}
