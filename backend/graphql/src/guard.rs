//! Hostile documents are refused before anything is executed, and equal response keys run once.
//!
//! What it is: a pure function from a document to a safe document or a refusal. [`scan`] looks at the bytes,
//! then the document is parsed, its [`fragments`] are ordered, the operation is [measured](measure) and
//! [merged](merge). Nothing here knows HTTP, the database or who is signed in; the caller chooses the [`Limits`].
//!
//! Only the selected operation goes on to execution: it comes back alone, with the fragments that it still needs.
//! Whether its fields exist, and whether values fit, is for async-graphql's validator, which then has a document
//! of bounded size.

mod conditions;
pub mod fragments;
pub mod limits;
pub mod measure;
pub mod merge;
pub mod rejection;
pub mod scan;
pub mod types;
mod variables;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};

use conditions::{fill_defaults, require_values};
use fragments::Fragments;
pub use limits::{Limits, Tier};
use measure::measure;
use merge::Merger;
pub use rejection::{Code, Rejection};
pub use types::TypeTable;

/// A document that may be executed.
#[derive(Debug)]
pub struct Admitted {
    /// The selected operation, merged, alone but for the fragments that it still needs.
    pub document: ExecutableDocument,
    /// The variables as sent, with the operation's default values.
    pub variables: Variables,
    /// Query, mutation or subscription.
    pub operation: OperationType,
    /// Cost in points, counted before merging.
    pub cost: usize,
}

/// Parses, measures and merges a document, or says why it is refused.
pub fn admit(
    source: &str,
    operation_name: Option<&str>,
    mut variables: Variables,
    types: &TypeTable,
    limits: &Limits,
) -> Result<Admitted, Rejection> {
    scan::scan(source, limits)?;
    let document = parse_query(source).map_err(|error| syntax(&error))?;
    count(&document, limits)?;
    let fragments = Fragments::of(&document)?;
    let (name, operation) = select(&document, operation_name)?;
    fill_defaults(&operation.node, &mut variables);
    require_values(&operation.node, &variables)?;
    let size = measure(&operation.node, &fragments, &variables, types, limits)?;
    let merged = merge_operation(&operation.node, &fragments, &variables, types)?;
    check_root(&merged, limits)?;
    let ty = operation.node.ty;
    let document = alone(
        &document,
        &fragments,
        name,
        Positioned::new(merged, operation.pos),
    );
    Ok(Admitted {
        document,
        variables,
        operation: ty,
        cost: usize::try_from(size.cost.div_ceil(10)).unwrap_or(usize::MAX),
    })
}

/// What the parser says, without the text it says it about.
fn syntax(error: &async_graphql::parser::Error) -> Rejection {
    use async_graphql::parser::Error;
    let rejection = match error {
        Error::MultipleOperations { .. }
        | Error::OperationDuplicated { .. }
        | Error::FragmentDuplicated { .. } => Rejection::new(
            Code::Invalid,
            "查询中的操作或片段重名，或匿名操作不唯一。",
            "Operations and fragments need different names, and an anonymous operation stands alone.",
        ),
        Error::MissingOperation => Rejection::new(
            Code::Operation,
            "查询中没有操作。",
            "The query holds no operation.",
        ),
        _ => Rejection::new(
            Code::Syntax,
            "查询存在语法错误。",
            "The query has a syntax error.",
        ),
    };
    match error.positions().next() {
        Some(pos) => rejection.at(pos),
        None => rejection,
    }
}

/// Limits on what is written, whether it is used or not.
fn count(document: &ExecutableDocument, limits: &Limits) -> Result<(), Rejection> {
    let definitions = document.operations.iter().count() + document.fragments.len();
    if definitions > limits.definitions {
        return Err(Rejection::over(
            Code::TooLarge,
            "操作与片段数",
            "operations and fragments",
            limits.definitions,
        ));
    }
    let (mut aliases, mut directives) = (0, 0);
    let mut open: Vec<&SelectionSet> = Vec::new();
    for (_, operation) in document.operations.iter() {
        directives += operation.node.directives.len();
        directives += operation
            .node
            .variable_definitions
            .iter()
            .map(|v| v.node.directives.len())
            .sum::<usize>();
        open.push(&operation.node.selection_set.node);
    }
    for fragment in document.fragments.values() {
        directives += fragment.node.directives.len();
        open.push(&fragment.node.selection_set.node);
    }
    while let Some(set) = open.pop() {
        for selection in &set.items {
            directives += selection.node.directives().len();
            match &selection.node {
                Selection::Field(field) => {
                    aliases += usize::from(field.node.alias.is_some());
                    open.push(&field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => open.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
    if aliases > limits.aliases {
        return Err(Rejection::over(
            Code::TooManyAliases,
            "别名",
            "aliases",
            limits.aliases,
        ));
    }
    if directives > limits.directives {
        return Err(Rejection::over(
            Code::TooManyDirectives,
            "指令",
            "directives",
            limits.directives,
        ));
    }
    Ok(())
}

/// The operation that was asked for.
fn select<'a>(
    document: &'a ExecutableDocument,
    wanted: Option<&str>,
) -> Result<(Option<&'a Name>, &'a Positioned<OperationDefinition>), Rejection> {
    let mut operations = document.operations.iter();
    let found = match wanted {
        Some(wanted) => operations.find(|(name, _)| name.is_some_and(|name| name == wanted)),
        None if operations.len() == 1 => operations.next(),
        None => None,
    };
    found.ok_or_else(|| {
        Rejection::new(
            Code::Operation,
            "请指明要执行的操作名称（operationName）。",
            "Name one of the query's operations in operationName.",
        )
    })
}

fn merge_operation(
    operation: &OperationDefinition,
    fragments: &Fragments<'_>,
    variables: &Variables,
    types: &TypeTable,
) -> Result<OperationDefinition, Rejection> {
    let merger = Merger {
        types,
        fragments,
        variables,
    };
    let set = &operation.selection_set;
    let mut merged = OperationDefinition {
        ty: operation.ty,
        variable_definitions: operation.variable_definitions.clone(),
        directives: operation.directives.clone(),
        selection_set: Positioned::new(merger.operation(&set.node, operation.ty)?, set.pos),
    };
    variables::drop_lost(operation, &mut merged, fragments);
    Ok(merged)
}

/// Limits on the root, after merging: what is left is what runs.
fn check_root(operation: &OperationDefinition, limits: &Limits) -> Result<(), Rejection> {
    let roots = operation.selection_set.node.items.len();
    let limit = match operation.ty {
        OperationType::Query => limits.root_fields,
        OperationType::Mutation => limits.root_mutations,
        // The specification allows exactly one.
        OperationType::Subscription => 1,
    };
    if roots > limit {
        return Err(Rejection::over(
            Code::TooManyRootFields,
            "顶层字段",
            "fields at the root",
            limit,
        ));
    }
    Ok(())
}

/// A document of the one operation, with the fragments that it still uses and those that nothing ever used,
/// which the validator refuses.
fn alone(
    document: &ExecutableDocument,
    fragments: &Fragments<'_>,
    name: Option<&Name>,
    operation: Positioned<OperationDefinition>,
) -> ExecutableDocument {
    let mut kept = document.fragments.clone();
    if !kept.is_empty() {
        let still = fragments.reached(&operation.node.selection_set.node);
        let used: Vec<_> = document
            .operations
            .iter()
            .map(|(_, operation)| fragments.reached(&operation.node.selection_set.node))
            .collect();
        kept.retain(|name, _| {
            still.contains(name.as_str()) || !used.iter().any(|used| used.contains(name.as_str()))
        });
    }
    let operations = match name {
        None => DocumentOperations::Single(operation),
        Some(name) => DocumentOperations::Multiple(std::iter::once((name.clone(), operation)).collect()),
    };
    ExecutableDocument {
        operations,
        fragments: kept,
    }
}

#[cfg(test)]
mod tests;
