//! How large an operation is once its fragments are in place: depth, selections, cost.
//!
//! Cost is counted before equal fields are merged, in tenths of a point: an object is a point, a plain field a
//! tenth, and a list multiplies what is selected in it by its rows: `first`, else the schema's default, else
//! [`ASSUMED_ROWS`]. Each fragment is measured once, so that a document of fragments that use each other twice
//! is measured in the time it takes to read it; every sum saturates.

use std::collections::HashMap;

use async_graphql::parser::types::{Field, OperationDefinition, OperationType, Selection, SelectionSet};
use async_graphql::{Positioned, Value, Variables};

use super::fragments::Fragments;
use super::limits::Limits;
use super::rejection::{Code, Rejection};
use super::types::{ASSUMED_ROWS, FieldInfo, TypeInfo, TypeTable};

/// A plain field.
const LEAF: u64 = 1;
/// An object.
const OBJECT: u64 = 10;
/// `__schema` or `__type`, whatever is asked of it; lists in it are limited by [`INTROSPECTION_LISTS`].
const INTROSPECTION: u64 = 20_000;
/// Lists inside each other in introspection: types, fields, arguments.
const INTROSPECTION_LISTS: usize = 3;
/// Fragments and fields inside each other; bounds the recursion of everything after this.
const STRUCTURE: usize = 32;

/// Size of a selection set. Sums saturate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Fields inside each other, introspection apart.
    pub depth: usize,
    /// Fields and fragments inside each other.
    pub structure: usize,
    /// Selections.
    pub selections: u64,
    /// Tenths of a point.
    pub cost: u64,
    /// Tenths of a point for each row of the page this set is selected on.
    per_row: u64,
    /// Lists inside each other in introspection.
    lists: usize,
    /// Whether the schema is asked about itself.
    pub introspects: bool,
}

impl Size {
    fn add(&mut self, other: Self) {
        self.depth = self.depth.max(other.depth);
        self.structure = self.structure.max(other.structure);
        self.selections = self.selections.saturating_add(other.selections);
        self.cost = self.cost.saturating_add(other.cost);
        self.per_row = self.per_row.saturating_add(other.per_row);
        self.lists = self.lists.max(other.lists);
        self.introspects |= other.introspects;
    }

    /// Cost where every row of the page is counted `rows` times.
    fn with_rows(&self, rows: u64) -> u64 {
        self.cost.saturating_add(self.per_row.saturating_mul(rows))
    }
}

/// Measures the selected operation and refuses it when it is over a limit.
pub fn measure(
    operation: &OperationDefinition,
    fragments: &Fragments<'_>,
    variables: &Variables,
    types: &TypeTable,
    limits: &Limits,
) -> Result<Size, Rejection> {
    let mut measurer = Measurer {
        types,
        variables,
        fragments: HashMap::new(),
    };
    for (name, fragment) in fragments.in_order() {
        let on = types.get(&fragment.node.type_condition.node.on.node);
        let size = measurer.set(&fragment.node.selection_set.node, on);
        measurer.fragments.insert(name, size);
    }
    let size = measurer.set(&operation.selection_set.node, types.root(operation.ty));
    check(&size, operation.ty, limits)?;
    Ok(size)
}

fn check(size: &Size, operation: OperationType, limits: &Limits) -> Result<(), Rejection> {
    if size.depth > limits.depth || size.structure > STRUCTURE {
        return Err(Rejection::over(
            Code::TooDeep,
            "层数",
            "levels of fields",
            limits.depth,
        ));
    }
    if size.selections > limits.selections as u64 {
        return Err(Rejection::over(
            Code::TooLarge,
            "字段总数",
            "fields",
            limits.selections,
        ));
    }
    if size.introspects && (!limits.introspection || operation != OperationType::Query) {
        return Err(Rejection::new(
            Code::Introspection,
            "未开放架构查询，请使用随产品提供的 schema.graphql。",
            "The schema is not shown here; use the schema.graphql that comes with the product.",
        ));
    }
    if size.lists > INTROSPECTION_LISTS {
        return Err(Rejection::over(
            Code::TooDeep,
            "架构查询列表层数",
            "lists within introspection",
            INTROSPECTION_LISTS,
        ));
    }
    let points = usize::try_from(size.cost.div_ceil(10)).unwrap_or(usize::MAX);
    if points > limits.cost {
        return Err(Rejection::over(
            Code::TooCostly,
            "开销点数",
            "cost points",
            limits.cost,
        ));
    }
    Ok(())
}

struct Measurer<'a> {
    types: &'a TypeTable,
    variables: &'a Variables,
    fragments: HashMap<&'a str, Size>,
}

impl Measurer<'_> {
    fn set(&self, set: &SelectionSet, on: Option<&TypeInfo>) -> Size {
        let mut sum = Size::default();
        for selection in &set.items {
            let size = match &selection.node {
                Selection::Field(field) => self.field(field, on),
                Selection::FragmentSpread(spread) => inside(
                    self.fragments
                        .get(spread.node.fragment_name.node.as_str())
                        .copied()
                        .unwrap_or_default(),
                ),
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    let on = condition.map_or(on, |condition| self.types.get(&condition.node.on.node));
                    inside(self.set(&inline.node.selection_set.node, on))
                }
            };
            sum.add(size);
        }
        sum
    }

    fn field(&self, field: &Positioned<Field>, on: Option<&TypeInfo>) -> Size {
        let name = field.node.name.node.as_str();
        let info = on.and_then(|on| on.field(name));
        let below = self.set(
            &field.node.selection_set.node,
            info.and_then(|info| self.types.get(&info.ty)),
        );
        let size = Size {
            selections: below.selections.saturating_add(1),
            structure: below.structure + 1,
            ..below
        };
        if name == "__schema" || name == "__type" {
            return Size {
                cost: INTROSPECTION,
                per_row: 0,
                depth: 1,
                introspects: true,
                ..size
            };
        }
        let is_list = info.is_some_and(|info| info.is_list);
        if on.is_some_and(|on| on.name.starts_with("__")) {
            return Size {
                lists: below.lists + usize::from(is_list),
                ..size
            };
        }
        let own = if field.node.selection_set.node.items.is_empty() {
            LEAF
        } else {
            OBJECT
        };
        let (cost, per_row) = match self.page_size(field, info) {
            // A page: its rows are those of the lists in it.
            Some(rows) if !is_list => (own.saturating_add(below.with_rows(rows)), 0),
            // A list that takes `first`: it is the rows.
            Some(rows) => (row(own, &below).saturating_mul(rows), 0),
            // The rows of the page that was asked for above.
            None if is_list && own == OBJECT && on.is_some_and(|on| on.is_page) => (0, row(own, &below)),
            None if is_list && own == OBJECT => (row(own, &below).saturating_mul(ASSUMED_ROWS), 0),
            None => (row(own, &below), 0),
        };
        Size {
            cost,
            per_row,
            depth: below.depth + 1,
            ..size
        }
    }

    /// Rows asked for, where the field takes a page size.
    fn page_size(&self, field: &Positioned<Field>, info: Option<&FieldInfo>) -> Option<u64> {
        let default = info.and_then(|info| info.default_first);
        let asked = ["first", "last"]
            .into_iter()
            .filter_map(|name| field.node.get_argument(name))
            .map(|value| {
                let value = value
                    .node
                    .clone()
                    .into_const_with(|name| self.variables.get(&name).cloned().ok_or(()));
                match value {
                    Ok(Value::Number(rows)) => rows.as_u64().unwrap_or(ASSUMED_ROWS),
                    _ => default.unwrap_or(ASSUMED_ROWS),
                }
            });
        asked.max().or(default)
    }
}

/// One object with what is selected on it.
fn row(own: u64, below: &Size) -> u64 {
    own.saturating_add(below.with_rows(ASSUMED_ROWS))
}

/// A fragment: one level more of structure, none of depth.
fn inside(size: Size) -> Size {
    Size {
        structure: size.structure + 1,
        selections: size.selections.saturating_add(1),
        ..size
    }
}
