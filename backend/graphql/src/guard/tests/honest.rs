//! What the product itself sends is admitted, and costs what the rules say.

use std::fs;
use std::path::Path;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{OperationDefinition, OperationType, VariableDefinition};
use async_graphql::{Value, Variables};

use super::{admit_as, types};
use crate::guard::{Limits, Tier, admit};

/// What a stranger may send: the sign-in page needs no more.
const FOR_STRANGERS: [&str; 4] = ["AppInfo", "SignIn", "RefreshSession", "Me"];

/// A value for every variable that an operation requires: page sizes of 50, conditions that hold.
fn variables(operation: &OperationDefinition) -> Variables {
    let required = operation
        .variable_definitions
        .iter()
        .filter(|definition| !definition.node.var_type.node.nullable);
    let value = |definition: &VariableDefinition| match definition.var_type.node.to_string().as_str() {
        "Int!" => Value::from(50),
        "Boolean!" => Value::from(true),
        _ => Value::from("x"),
    };
    let values = required.map(|definition| (definition.node.name.node.clone(), value(&definition.node)));
    Variables::from_value(Value::Object(values.collect()))
}

#[test]
fn every_operation_of_the_spa_is_admitted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/graphql");
    let mut operations = 0;
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let document = parse_query(&source).unwrap();
        for (name, operation) in document.operations.iter() {
            let name = name.unwrap().as_str();
            let tier = if FOR_STRANGERS.contains(&name) {
                Tier::Anonymous
            } else {
                Tier::SignedIn
            };
            let admitted = admit(
                &source,
                Some(name),
                variables(&operation.node),
                &types(),
                &Limits::of(tier),
            );
            assert!(admitted.is_ok(), "{name}: {}", admitted.unwrap_err().message);
            operations += 1;
        }
    }
    assert!(operations > 0);
}

#[test]
fn cost_counts_objects_rows_and_tenths() {
    for (source, cost) in [
        // 1 object + 1 leaf, rounded up.
        ("{ me { login } }", 2),
        ("{ me { login displayName unread hat { role } } }", 3),
        // 1 page + 20 rows of (1 object + 2 leaves) + 1 leaf.
        ("{ problems(first: 20) { totalCount nodes { id code } } }", 26),
        // The schema's default of 50.
        ("{ problems { nodes { id } } }", 56),
        // Edges and nodes are both rows.
        (
            "{ problems(first: 20) { nodes { id } edges { node { id } } } }",
            65,
        ),
        // A list without a page size counts as 10 rows.
        ("{ regime { code } }", 11),
        ("{ problem(id: \"x\") { events { at } } }", 12),
        // Counted before merging.
        ("{ me { login } me { login } }", 3),
        (
            "{ me { login } ...a ...a } fragment a on Query { me { login } }",
            4,
        ),
    ] {
        assert_eq!(admit_as(Tier::SignedIn, source).unwrap().cost, cost, "{source}");
    }
}

#[test]
fn page_sizes_come_from_variables_and_their_defaults() {
    let cost = |source: &str, first: Option<Value>| {
        let mut variables = Variables::default();
        if let Some(first) = first {
            variables.insert(async_graphql::Name::new("n"), first);
        }
        admit(source, None, variables, &types(), &Limits::of(Tier::SignedIn))
            .unwrap()
            .cost
    };
    let plain = "query($n: Int) { problems(first: $n) { nodes { id } } }";
    assert_eq!(cost(plain, Some(Value::from(100))), 111);
    assert_eq!(cost(plain, Some(Value::Null)), 56);
    assert_eq!(cost(plain, None), 56);
    let with_default = "query($n: Int = 10) { problems(first: $n) { nodes { id } } }";
    assert_eq!(cost(with_default, None), 12);
}

#[test]
fn only_the_selected_operation_goes_on() {
    let source = "query a { me { ...v } } query b { me { ...w } } mutation c { signOut { done } }
        fragment v on Viewer { login } fragment w on Viewer { unread }";
    let admitted = admit(
        source,
        Some("c"),
        Variables::default(),
        &types(),
        &Limits::of(Tier::SignedIn),
    )
    .unwrap();
    assert_eq!(admitted.operation, OperationType::Mutation);
    assert_eq!(admitted.document.operations.iter().len(), 1);
    assert!(admitted.document.fragments.is_empty());
}

#[test]
fn a_fragment_that_nothing_uses_is_left_for_the_validator() {
    let admitted = admit_as(Tier::SignedIn, "{ me { login } } fragment v on Viewer { login }").unwrap();
    assert_eq!(admitted.document.fragments.len(), 1);
}
