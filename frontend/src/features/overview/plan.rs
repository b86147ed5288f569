//! The indicators of the plan in force: 3 parts, 11 and 14, as published.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use rust_decimal::Decimal;

use super::{TreeInForce, tree_in_force};
use crate::api::use_query;
use crate::i18n::{lang, t, tr};
use crate::session::use_session;
use crate::ui::state::{empty, loaded};
use crate::ui::tree::{Branch, tree};

type Plan = tree_in_force::TreeInForcePlanInForce;
type Node = tree_in_force::TreeInForcePlanInForceIndicators;

/// The card; only for those who may read plans.
#[component]
pub(super) fn PlanInForce() -> impl IntoView {
    use_session().may(Capability::PlanRead).then(|| view! { <Tree/> })
}

#[component]
fn Tree() -> impl IntoView {
    let query = use_query::<TreeInForce>(|| tree_in_force::Variables);
    view! {
        <section class="card regime-plan" aria-labelledby="overview-plan">
            <header class="card-head"><h2 id="overview-plan">{tr(t::overview::PLAN)}</h2></header>
            <div class="card-body">
                {loaded(
                    query,
                    move |answer| move || match answer.with(|answer| answer.plan_in_force.clone()) {
                        Some(plan) => shown(&plan),
                        None => empty(t::overview::PLAN_NONE, None),
                    },
                )}
            </div>
        </section>
    }
}

fn shown(plan: &Plan) -> AnyView {
    let level = |level| plan.indicators.iter().filter(|node| node.level == level).count();
    let sum: Decimal = plan.indicators.iter().filter_map(|node| node.weight).sum();
    let href = format!("/plans/{}", plan.plan.id);
    let about = format!(
        "{} {}",
        plan.plan.title,
        plan.plan.approval_doc_no.as_deref().unwrap_or_default()
    );
    view! {
        <p>{about}" "<a href=href>{tr(t::overview::PLAN_OPEN)}</a></p>
        <p class="muted">{t::overview::plan_counts(level(1), level(2), level(3), sum.normalize())}</p>
        {tree(below(&plan.indicators, None))}
    }
    .into_any()
}

fn below(nodes: &[Node], parent: Option<&str>) -> Vec<Branch> {
    nodes
        .iter()
        .filter(|node| node.parent.as_deref() == parent)
        .map(|node| Branch {
            line: line(node, nodes),
            below: below(nodes, Some(&node.code)),
        })
        .collect()
}

/// Code, name, and the weight of the node or of everything below it.
fn line(node: &Node, nodes: &[Node]) -> AnyView {
    let own = nodes.iter().filter(|leaf| leaf.code.starts_with(&node.code));
    let weight: Decimal = own.clone().filter_map(|leaf| leaf.weight).sum();
    let cap: Decimal = own.filter_map(|leaf| leaf.cap).sum();
    let size = if cap.is_zero() { weight } else { -cap };
    let name = lang().pick(&node.name_zh, &node.name_en).to_owned();
    view! { <span class="num">{node.code.clone()}</span>" "{name}" "<span class="muted num">{size.normalize().to_string()}</span> }
        .into_any()
}
