//! A tree that folds: the 2-3-3-3 regime, indicators.

use leptos::prelude::*;

/// A node and what hangs below it.
pub struct Branch {
    /// What the line shows.
    pub line: AnyView,
    /// Nodes below.
    pub below: Vec<Branch>,
}

/// A tree, unfolded to the second level. Built on `<details>`: keyboard and screen reader come with it.
pub fn tree(branches: Vec<Branch>) -> AnyView {
    view! { <ul class="tree">{level(branches, 0)}</ul> }.into_any()
}

fn level(branches: Vec<Branch>, depth: usize) -> AnyView {
    branches
        .into_iter()
        .map(|Branch { line, below }| {
            if below.is_empty() {
                return view! { <li class="leaf">{line}</li> }.into_any();
            }
            view! {
                <li>
                    <details open={depth < 2}>
                        <summary>{line}</summary>
                        <ul>{level(below, depth + 1)}</ul>
                    </details>
                </li>
            }
            .into_any()
        })
        .collect_view()
        .into_any()
}
