//! Equal response keys run once.
//!
//! The GraphQL specification collects the fields of a selection set by response key and runs each key once;
//! async-graphql 7 runs every occurrence. So the operation is rewritten before it is executed: fragments are put
//! in their places, fields of one key become one field with the selections of all, and fields of one key that
//! differ are refused. A fragment stays where it is only if its type condition has to be judged per object
//! (interfaces, unions), or if it is skipped: the validator still has to see it.

use std::collections::HashMap;

use async_graphql::parser::types::{
    Directive, Field, InlineFragment, OperationType, Selection, SelectionSet,
};
use async_graphql::{Positioned, Variables};

use super::conditions::{is_included, only_conditions};
use super::fragments::Fragments;
use super::rejection::{Code, Rejection};
use super::types::{TypeInfo, TypeTable};

/// What merging needs to know.
pub struct Merger<'a> {
    /// The schema's types.
    pub types: &'a TypeTable,
    /// The document's fragments.
    pub fragments: &'a Fragments<'a>,
    /// Variables, defaults filled in.
    pub variables: &'a Variables,
}

/// Fields of one key, or a selection that stays as it is.
enum Collected<'a> {
    Field {
        first: &'a Positioned<Field>,
        sets: Vec<&'a SelectionSet>,
    },
    Inline(&'a Positioned<InlineFragment>),
    AsItIs(&'a Positioned<Selection>),
}

/// The selections of one set in the order of their first occurrence.
#[derive(Default)]
struct Collection<'a> {
    items: Vec<Collected<'a>>,
    keys: HashMap<&'a str, usize>,
}

impl<'a> Merger<'a> {
    /// The operation's selections, merged.
    pub fn operation(&self, set: &'a SelectionSet, ty: OperationType) -> Result<SelectionSet, Rejection> {
        self.sets(&[set], self.types.root(ty))
    }

    fn sets(&self, sets: &[&'a SelectionSet], on: Option<&TypeInfo>) -> Result<SelectionSet, Rejection> {
        let mut collection = Collection::default();
        for set in sets {
            self.collect(&mut collection, set, on)?;
        }
        let items = collection
            .items
            .iter()
            .map(|item| self.rebuild(item, on))
            .collect::<Result<_, _>>()?;
        Ok(SelectionSet { items })
    }

    fn collect(
        &self,
        into: &mut Collection<'a>,
        set: &'a SelectionSet,
        on: Option<&TypeInfo>,
    ) -> Result<(), Rejection> {
        for selection in &set.items {
            let directives = selection.node.directives();
            if !is_included(directives, self.variables)? {
                into.items.push(Collected::AsItIs(selection));
                continue;
            }
            let (condition, below, as_it_is) = match &selection.node {
                Selection::Field(field) => {
                    into.field(field)?;
                    continue;
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.fragments.get(&spread.node.fragment_name.node)?.node;
                    refuse_others(&fragment.directives)?;
                    let condition = Some(&fragment.type_condition);
                    (condition, &fragment.selection_set, Collected::AsItIs(selection))
                }
                Selection::InlineFragment(inline) => {
                    let fragment = &inline.node;
                    (
                        fragment.type_condition.as_ref(),
                        &fragment.selection_set,
                        Collected::Inline(inline),
                    )
                }
            };
            refuse_others(directives)?;
            if applies(on, condition.map(|condition| condition.node.on.node.as_str())) {
                self.collect(into, &below.node, on)?;
            } else {
                into.items.push(as_it_is);
            }
        }
        Ok(())
    }

    fn rebuild(
        &self,
        item: &Collected<'a>,
        on: Option<&TypeInfo>,
    ) -> Result<Positioned<Selection>, Rejection> {
        match item {
            Collected::AsItIs(selection) => Ok((*selection).clone()),
            Collected::Field { first, sets } => {
                let info = on.and_then(|on| on.field(&first.node.name.node));
                let below = self.sets(sets, info.and_then(|info| self.types.get(&info.ty)))?;
                let field = Field {
                    alias: first.node.alias.clone(),
                    name: first.node.name.clone(),
                    arguments: first.node.arguments.clone(),
                    directives: first.node.directives.clone(),
                    selection_set: Positioned::new(below, first.node.selection_set.pos),
                };
                Ok(Positioned::new(
                    Selection::Field(Positioned::new(field, first.pos)),
                    first.pos,
                ))
            }
            Collected::Inline(inline) => {
                let condition = inline.node.type_condition.as_ref();
                let on = condition.map_or(on, |condition| self.types.get(&condition.node.on.node));
                let set = &inline.node.selection_set;
                let rebuilt = InlineFragment {
                    type_condition: inline.node.type_condition.clone(),
                    directives: inline.node.directives.clone(),
                    selection_set: Positioned::new(self.sets(&[&set.node], on)?, set.pos),
                };
                Ok(Positioned::new(
                    Selection::InlineFragment(Positioned::new(rebuilt, inline.pos)),
                    inline.pos,
                ))
            }
        }
    }
}

impl<'a> Collection<'a> {
    fn field(&mut self, field: &'a Positioned<Field>) -> Result<(), Rejection> {
        let set = &field.node.selection_set.node;
        let key = field.node.response_key().node.as_str();
        let Some(at) = self.keys.get(key) else {
            self.keys.insert(key, self.items.len());
            self.items.push(Collected::Field {
                first: field,
                sets: vec![set],
            });
            return Ok(());
        };
        match self.items.get_mut(*at) {
            Some(Collected::Field { first, sets }) if is_same(first, field) => sets.push(set),
            _ => return Err(conflict().at(field.pos)),
        }
        Ok(())
    }
}

/// Whether a fragment's content belongs to the set it is used in, whatever object answers. Where the type is
/// unknown the document is invalid anyway, and the validator says so.
fn applies(on: Option<&TypeInfo>, condition: Option<&str>) -> bool {
    match (on, condition) {
        (None, _) | (_, None) => true,
        (Some(on), Some(condition)) => on.always_is(condition),
    }
}

/// Whether two fields of one key may become one: same field, same arguments in any order, no directive that
/// would be lost, and both or neither with selections.
fn is_same(first: &Positioned<Field>, other: &Positioned<Field>) -> bool {
    let (first, other) = (&first.node, &other.node);
    first.name.node == other.name.node
        && first.arguments.len() == other.arguments.len()
        && first.arguments.iter().all(|(name, value)| {
            other
                .get_argument(&name.node)
                .is_some_and(|other| other.node == value.node)
        })
        && only_conditions(&other.directives)
        && first.selection_set.node.items.is_empty() == other.selection_set.node.items.is_empty()
}

/// The schema has no directives of its own for fragments.
fn refuse_others(directives: &[Positioned<Directive>]) -> Result<(), Rejection> {
    if only_conditions(directives) {
        return Ok(());
    }
    Err(Rejection::new(
        Code::Invalid,
        "片段上只能使用 @skip 和 @include。",
        "Fragments take no directives but @skip and @include.",
    ))
}

fn conflict() -> Rejection {
    Rejection::new(
        Code::Conflict,
        "同一应答键下的字段不一致，请使用不同别名。",
        "Two fields answer under one key and differ; give them different aliases.",
    )
}
