//! The tree 2-3-3-3: four groups, each with the number and the names of its parts.

use leptos::prelude::*;

use super::{RegimeTree, regime_tree};
use crate::api::use_query;
use crate::i18n::{lang, t, tr};
use crate::ui::state::{empty, loaded};

type Node = regime_tree::RegimeTreeRegime;

/// A root with its parts.
struct Group {
    root: Node,
    parts: Vec<Node>,
}

/// The four groups.
#[component]
pub(super) fn Regime() -> impl IntoView {
    let query = use_query::<RegimeTree>(|| regime_tree::Variables);
    view! {
        <section aria-labelledby="overview-regime">
            <h2 id="overview-regime" class="sr-only">{tr(t::overview::REGIME)}</h2>
            {loaded(
                query,
                move |answer| move || {
                    let groups = answer.with(|answer| groups(&answer.regime));
                    if groups.is_empty() {
                        return empty(t::overview::REGIME_EMPTY, None);
                    }
                    view! { <ul class="regime">{groups.iter().map(group).collect_view()}</ul> }.into_any()
                },
            )}
        </section>
    }
}

/// Roots in their order, each with its children in theirs.
fn groups(nodes: &[Node]) -> Vec<Group> {
    let below = |code: Option<&str>| {
        let mut found: Vec<_> = nodes
            .iter()
            .filter(|node| node.parent.as_deref() == code)
            .cloned()
            .collect();
        found.sort_by_key(|node| node.sort);
        found
    };
    let with_parts = |root: Node| Group {
        parts: below(Some(&root.code)),
        root,
    };
    below(None).into_iter().map(with_parts).collect()
}

fn name(node: &Node) -> String {
    lang().pick(&node.name_zh, &node.name_en).to_owned()
}

fn group(group: &Group) -> AnyView {
    let parts = group
        .parts
        .iter()
        .map(|part| view! { <li>{name(part)}</li> })
        .collect_view();
    view! {
        <li class="regime-group">
            <h3><span class="regime-count num" aria-hidden="true">{group.parts.len()}</span>{name(&group.root)}</h3>
            <ol>{parts}</ol>
        </li>
    }
    .into_any()
}
