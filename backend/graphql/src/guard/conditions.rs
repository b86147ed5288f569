//! Variables and the conditions that hang on them, decided before execution: equal keys can only be merged among
//! what is included.

use async_graphql::parser::types::{Directive, OperationDefinition};
use async_graphql::{Positioned, Value, Variables};

use super::rejection::{Code, Rejection};

/// Adds the operation's default values to the variables that were not sent: async-graphql forgets them in
/// `@skip` and `@include`.
pub fn fill_defaults(operation: &OperationDefinition, variables: &mut Variables) {
    for definition in &operation.variable_definitions {
        if let Some(default) = &definition.node.default_value {
            variables
                .entry(definition.node.name.node.clone())
                .or_insert_with(|| default.node.clone());
        }
    }
}

/// Refuses an operation whose required variables were not sent: async-graphql notices only when a field asks for
/// them, and then the fields before it have run already.
pub fn require_values(operation: &OperationDefinition, variables: &Variables) -> Result<(), Rejection> {
    let missing = operation.variable_definitions.iter().find(|definition| {
        let is_set = variables
            .get(&definition.node.name.node)
            .is_some_and(|value| *value != Value::Null);
        !definition.node.var_type.node.nullable && !is_set
    });
    match missing {
        None => Ok(()),
        Some(definition) => Err(Rejection::new(
            Code::Invalid,
            "缺少查询所需的变量值。",
            "A variable that the query requires has no value.",
        )
        .at(definition.pos)),
    }
}

/// Whether a selection with these directives is part of the answer.
pub fn is_included(directives: &[Positioned<Directive>], variables: &Variables) -> Result<bool, Rejection> {
    let mut included = true;
    for directive in directives {
        let wanted = match directive.node.name.node.as_str() {
            "include" => true,
            "skip" => false,
            _ => continue,
        };
        let condition = directive.node.get_argument("if").map(|value| {
            value
                .node
                .clone()
                .into_const_with(|name| variables.get(&name).cloned().ok_or(()))
        });
        let Some(Ok(Value::Boolean(condition))) = condition else {
            return Err(Rejection::new(
                Code::Invalid,
                "@skip 和 @include 的条件须为布尔值。",
                "The condition of @skip and @include has to be true or false.",
            )
            .at(directive.pos));
        };
        included &= condition == wanted;
    }
    Ok(included)
}

/// Whether the directives are none but `@skip` and `@include`.
pub fn only_conditions(directives: &[Positioned<Directive>]) -> bool {
    directives
        .iter()
        .all(|directive| matches!(directive.node.name.node.as_str(), "skip" | "include"))
}
