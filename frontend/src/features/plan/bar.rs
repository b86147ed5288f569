//! The bar that shows how the weights add up to 100.000, what is missing, and where.

use leptos::prelude::*;
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::tree::{Node, WeightReport, gaps, weigh};
use rust_decimal::Decimal;

use crate::i18n::{lang, t, tr};

/// The bar over a tree, compared with the tree as saved. It follows what is typed.
#[component]
pub(super) fn WeightBar(
    /// The tree as it is now.
    #[prop(into)]
    nodes: Signal<Vec<Node>>,
    /// The tree it is compared with.
    baseline: Vec<Node>,
    /// The parameters, which hold the caps.
    params: PlanParams,
) -> impl IntoView {
    let baseline = StoredValue::new(baseline);
    let params = StoredValue::new(params);
    view! {
        <div class="weights" role="status">
            {move || {
                let nodes = nodes.get();
                let report = baseline.with_value(|baseline| weigh(&nodes, baseline));
                let lacks = params.with_value(|params| gaps(&nodes, params));
                let lines = lacks.into_iter().map(|gap| view! { <li>{lang().pick(&gap.zh, &gap.en).to_owned()}</li> });
                view! {
                    {segments(&report)}
                    {verdict(&report)}
                    {(lines.len() > 0).then(|| view! { <ul class="weights-gaps">{lines.collect_view()}</ul> })}
                }
            }}
        </div>
    }
}

fn segments(report: &WeightReport) -> AnyView {
    let width = |points: Decimal| format!("{}%", points.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED));
    let second = report.branches.iter().filter(|(code, ..)| code.len() == 2);
    let parts = second.map(|(code, zh, en, sum)| {
        let label = format!("{code} {}", lang().pick(zh, en));
        let class = if code.starts_with('A') {
            "weights-part core"
        } else {
            "weights-part evaluation"
        };
        view! {
            <span class=class style:width=width(*sum) title=format!("{label} {}", sum.normalize())>
                <span aria-hidden="true">{code.clone()}" "{sum.normalize().to_string()}</span>
            </span>
        }
    });
    let missing = (report.missing > Decimal::ZERO).then(|| {
        view! { <span class="weights-part missing" style:width=width(report.missing)><span aria-hidden="true">{report.missing.to_string()}</span></span> }
    });
    view! { <div class="weights-bar" aria-hidden="true">{parts.collect_view()}{missing}</div> }.into_any()
}

/// The same in words: sum by part, what is missing, and which indicators differ or have none.
fn verdict(report: &WeightReport) -> AnyView {
    let first = report.branches.iter().filter(|(code, ..)| code.len() == 1);
    let parts: Vec<String> = first
        .map(|(_, zh, en, sum)| format!("{} {}", lang().pick(zh, en), sum.normalize()))
        .collect();
    let sum = report.sum;
    let state = if report.missing.is_zero() {
        view! { <strong class="weights-ok">{tr(t::plan::weights::FULL)}</strong> }.into_any()
    } else if report.missing > Decimal::ZERO {
        view! { <strong class="weights-bad">{t::plan::weights::short(report.missing)}</strong> }.into_any()
    } else {
        view! { <strong class="weights-bad">{t::plan::weights::over(-report.missing)}</strong> }.into_any()
    };
    let without: Vec<String> = report
        .without
        .iter()
        .map(|node| format!("{} {}", node.code, lang().pick(&node.name_zh, &node.name_en)))
        .collect();
    let shifts: Vec<String> = report
        .shifts
        .iter()
        .map(|shift| format!("{} {} → {}", shift.code, shift.before, shift.after))
        .collect();
    view! {
        <p class="weights-words">
            {t::plan::weights::sum(sum)}" · "{state}" · "<span class="muted">{parts.join(" · ")}</span>
        </p>
        {(!without.is_empty()).then(|| view! { <p class="weights-bad">{t::plan::weights::without(without.join("、"))}</p> })}
        {(!shifts.is_empty()).then(|| view! { <p class="muted">{t::plan::weights::shifts(shifts.join("、"))}</p> })}
    }
    .into_any()
}
