//! Which fragment uses which: the order in which they can be measured, cycles, and what an operation reaches.

use std::collections::{HashMap, HashSet};

use async_graphql::Positioned;
use async_graphql::parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet};

use super::rejection::{Code, Rejection};

/// The fragments of a document.
pub struct Fragments<'a> {
    by_name: HashMap<&'a str, &'a Positioned<FragmentDefinition>>,
    /// Every fragment after those it uses.
    order: Vec<&'a str>,
}

impl<'a> Fragments<'a> {
    /// Orders the fragments; a cycle is refused.
    pub fn of(document: &'a ExecutableDocument) -> Result<Self, Rejection> {
        let by_name: HashMap<&str, _> = document
            .fragments
            .iter()
            .map(|(name, definition)| (name.as_str(), definition))
            .collect();
        let order = order(&by_name)?;
        Ok(Self { by_name, order })
    }

    /// The fragment of that name, or a refusal.
    pub fn get(&self, name: &str) -> Result<&'a Positioned<FragmentDefinition>, Rejection> {
        self.by_name.get(name).copied().ok_or_else(|| {
            Rejection::new(
                Code::Invalid,
                "查询引用了未定义的片段。",
                "The query uses a fragment that is not defined.",
            )
        })
    }

    /// Every fragment after those it uses.
    pub fn in_order(&self) -> impl Iterator<Item = (&'a str, &'a Positioned<FragmentDefinition>)> {
        self.order
            .iter()
            .filter_map(|name| Some((*name, *self.by_name.get(name)?)))
    }

    /// The fragments that these selections use, directly or through others.
    pub fn reached<'b>(&self, selections: &'b SelectionSet) -> HashSet<&'b str>
    where
        'a: 'b,
    {
        let mut reached = HashSet::new();
        let mut open = spreads(selections);
        while let Some(name) = open.pop() {
            if reached.insert(name)
                && let Some(fragment) = self.by_name.get(name)
            {
                open.extend(spreads(&fragment.node.selection_set.node));
            }
        }
        reached
    }
}

/// Depth first, with a stack of our own: a chain of fragments is as long as the sender likes.
fn order<'a>(
    fragments: &HashMap<&'a str, &'a Positioned<FragmentDefinition>>,
) -> Result<Vec<&'a str>, Rejection> {
    let mut order = Vec::with_capacity(fragments.len());
    let mut done = HashSet::new();
    let mut open = HashSet::new();
    for start in fragments.keys() {
        let mut stack = vec![(*start, None)];
        while let Some((name, uses)) = stack.last_mut() {
            let name = *name;
            let Some(fragment) = fragments.get(name).filter(|_| !done.contains(name)) else {
                stack.pop();
                continue;
            };
            let uses = uses.get_or_insert_with(|| {
                open.insert(name);
                spreads(&fragment.node.selection_set.node)
            });
            match uses.pop() {
                Some(next) if open.contains(next) => return Err(cycle().at(fragment.pos)),
                Some(next) => stack.push((next, None)),
                None => {
                    open.remove(name);
                    done.insert(name);
                    order.push(name);
                    stack.pop();
                }
            }
        }
    }
    Ok(order)
}

fn cycle() -> Rejection {
    Rejection::new(
        Code::Invalid,
        "查询片段循环引用。",
        "A fragment of the query uses itself.",
    )
}

/// Names of the fragments used in a selection set and in the sets below it.
fn spreads(set: &SelectionSet) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![set];
    while let Some(set) = open.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => open.push(&field.node.selection_set.node),
                Selection::InlineFragment(inline) => open.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => found.push(spread.node.fragment_name.node.as_str()),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(source: &str) -> Result<Vec<String>, Code> {
        let document = async_graphql::parser::parse_query(source).unwrap();
        let fragments = Fragments::of(&document).map_err(|rejection| rejection.code)?;
        Ok(fragments.in_order().map(|(name, _)| name.to_owned()).collect())
    }

    #[test]
    fn users_come_after_what_they_use() {
        let source =
            "{ ...a } fragment a on Q { x { ...b ...c } } fragment b on Q { ...c } fragment c on Q { y }";
        assert_eq!(order_of(source).unwrap(), ["c", "b", "a"]);
        assert_eq!(
            order_of("{ ...a } fragment a on Q { ...missing y }").unwrap(),
            ["a"]
        );
    }

    #[test]
    fn cycles_are_refused_wherever_they_are() {
        for source in [
            "{ x } fragment a on Q { x { ...a } }",
            "{ ...a } fragment a on Q { ...b } fragment b on Q { ... on Q { ...c } } fragment c on Q { ...a }",
        ] {
            assert_eq!(order_of(source), Err(Code::Invalid), "{source}");
        }
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let links: Vec<String> = (0..2000)
            .map(|i| format!("fragment f{i} on Q {{ ...f{} }} ", i + 1))
            .collect();
        let links = links.concat();
        let source = format!("{{ ...f0 }} {links} fragment f2000 on Q {{ x }}");
        assert_eq!(order_of(&source).unwrap().len(), 2001);
        let document = async_graphql::parser::parse_query(&source).unwrap();
        let fragments = Fragments::of(&document).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        assert_eq!(fragments.reached(&operation.node.selection_set.node).len(), 2001);
    }
}
