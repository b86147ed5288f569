//! Variables that only occurred in what was merged away.

use std::collections::HashSet;
use std::convert::Infallible;

use async_graphql::parser::types::{Directive, OperationDefinition, Selection, SelectionSet};
use async_graphql::{Name, Positioned, Value};

use super::fragments::Fragments;

/// Removes the definitions of variables that the operation used and uses no longer; the validator would call
/// them unused. Those that it never used stay, and are refused.
pub fn drop_lost(before: &OperationDefinition, after: &mut OperationDefinition, fragments: &Fragments<'_>) {
    if before.variable_definitions.is_empty() {
        return;
    }
    let (used, still) = (used(before, fragments), used(after, fragments));
    after.variable_definitions.retain(|definition| {
        let name = &definition.node.name.node;
        still.contains(name) || !used.contains(name)
    });
}

fn used(operation: &OperationDefinition, fragments: &Fragments<'_>) -> HashSet<Name> {
    let mut names = HashSet::new();
    in_directives(&operation.directives, &mut names);
    in_set(&operation.selection_set.node, &mut names);
    for name in fragments.reached(&operation.selection_set.node) {
        if let Ok(fragment) = fragments.get(name) {
            in_set(&fragment.node.selection_set.node, &mut names);
        }
    }
    names
}

fn in_set(set: &SelectionSet, names: &mut HashSet<Name>) {
    let mut open = vec![set];
    while let Some(set) = open.pop() {
        for selection in &set.items {
            in_directives(selection.node.directives(), names);
            match &selection.node {
                Selection::Field(field) => {
                    for (_, value) in &field.node.arguments {
                        let _ = value.node.clone().into_const_with(|name| note(name, names));
                    }
                    open.push(&field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => open.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
}

fn in_directives(directives: &[Positioned<Directive>], names: &mut HashSet<Name>) {
    for (_, value) in directives.iter().flat_map(|directive| &directive.node.arguments) {
        let _ = value.node.clone().into_const_with(|name| note(name, names));
    }
}

/// Filling in a value is the way to be told of every variable in it, however deep.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the shape that `into_const_with` asks for"
)]
fn note(name: Name, names: &mut HashSet<Name>) -> Result<Value, Infallible> {
    names.insert(name);
    Ok(Value::Null)
}
