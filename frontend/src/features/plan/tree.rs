//! The tree of 3 / 11 / 14: read, and edited with the bar above it.

use leptos::prelude::*;
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::tree::Node;
use remit_shared::wire::Wire;

use super::bar::WeightBar;
use super::lines::{Line, input, node};
use super::{Detail, IndicatorChannel, IndicatorMethod, Perspective, PlanEventKind, SaveTree, save_tree};
use crate::api::mutate;
use crate::i18n::{Text, lang, t, tr, word};
use crate::ui::form::{ErrorSummary, Form, options};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// The parameters of the page as the rules take them.
pub(super) fn params(detail: &Detail) -> PlanParams {
    detail
        .params
        .iter()
        .try_fold(PlanParams::default(), |params, one| {
            params.with(&one.key, &one.value.to_string())
        })
        .unwrap_or_default()
}

fn nodes(detail: &Detail) -> Vec<Node> {
    detail.indicators.iter().map(node).collect()
}

/// The card: read or edited.
#[component]
pub(super) fn Tree(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let lines = RwSignal::new(None::<Vec<Line>>);
    let may_edit = move || super::next::may(&detail.read(), PlanEventKind::Edit);
    let begin = move |_| {
        let read = detail.with_untracked(|detail| nodes(detail).iter().map(Line::of).collect());
        lines.set(Some(read));
    };
    let editing = Memo::new(move |_| lines.with(Option::is_some));
    let body = move || {
        if editing.get() {
            view! { <Editor detail=detail lines=lines changed=changed/> }.into_any()
        } else {
            view! {
                {move || {
                    let (tree, params) = detail.with(|detail| (nodes(detail), params(detail)));
                    view! { <WeightBar nodes=Signal::stored(tree.clone()) baseline=tree params=params/> }
                }}
                {move || may_edit().then(|| view! {
                    <div class="row"><button type="button" class="btn" on:click=begin>{tr(t::plan::EDIT_TREE)}</button></div>
                })}
                {move || detail.with(|detail| shown(&nodes(detail)))}
            }
            .into_any()
        }
    };
    view! { <Card title=t::plan::TREE>{body}</Card> }
}

/// The tree as a table that reads from top to bottom.
fn shown(nodes: &[Node]) -> AnyView {
    let rows = nodes.iter().map(|node| {
        let class = format!("level-{}", node.level);
        let size = node.weight.or(node.cap).map(|size| size.normalize().to_string());
        let size = size.map(|size| {
            if node.cap.is_some() {
                t::plan::cap_of(size)
            } else {
                size
            }
        });
        let name = lang().pick(&node.name_zh, &node.name_en).to_owned();
        view! {
            <tr class=class>
                <th scope="row"><span class="num">{node.code.clone()}</span>" "{name}</th>
                <td class="num">{size}</td>
                <td>{node.method.map(word)}</td>
                <td>{node.channel.map(word)}</td>
                <td>{node.perspective.map(word)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::plan::TREE)>
            <table class="table plan-tree">
                <thead>{head(&[t::plan::node::NAME, t::plan::node::SIZE, t::plan::node::METHOD, t::plan::node::CHANNEL, t::plan::node::PERSPECTIVE])}</thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(columns: &[Text]) -> AnyView {
    let cells = columns
        .iter()
        .map(|text| view! { <th scope="col">{tr(*text)}</th> });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}

#[component]
fn Editor(detail: Memo<Detail>, lines: RwSignal<Option<Vec<Line>>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let now = Signal::derive(move || {
        lines.with(|lines| lines.iter().flatten().map(Line::node).collect::<Vec<_>>())
    });
    let (saved, params, step) = detail.with_untracked(|detail| {
        (
            nodes(detail),
            params(detail),
            (detail.plan.id.clone(), detail.plan.version),
        )
    });
    let save = move |_| {
        let (id, version) = step.clone();
        let indicators = now.get_untracked().into_iter().map(input).collect();
        let input = save_tree::PlanTreeInput {
            id,
            version,
            indicators,
        };
        form.submit(mutate::<SaveTree>(save_tree::Variables { input }), move |_| {
            toasts.show(t::plan::SAVED.get().to_owned());
            lines.set(None);
            changed.run(());
        });
    };
    let rows = move || {
        let list = lines.get().unwrap_or_default();
        list.into_iter().map(|line| row(&line, lines)).collect_view()
    };
    view! {
        <WeightBar nodes=now baseline=saved params=params/>
        <ErrorSummary form=form/>
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::plan::TREE)>
            <table class="table plan-tree editing">
                <thead>{head(&[t::plan::node::NAME, t::plan::node::SIZE, t::plan::node::METHOD, t::plan::node::CHANNEL, t::plan::node::PERSPECTIVE, t::plan::node::ACT])}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="row">
            <button type="button" class="btn primary" disabled=move || form.busy.get() on:click=save>{tr(t::plan::SAVE)}</button>
            <button type="button" class="btn" on:click=move |_| lines.set(None)>{tr(t::plan::LEAVE)}</button>
        </div>
    }
}

fn row(line: &Line, lines: RwSignal<Option<Vec<Line>>>) -> AnyView {
    let class = format!("level-{}", line.level);
    let leaf = line.level == 3;
    let code = line.code.clone();
    let label = move |what: Text| format!("{code} {}", what.get());
    let label = StoredValue::new(label);
    let text = move |value: RwSignal<String>, what: Text, class: &'static str| {
        view! {
            <input
                class=class
                type="text"
                aria-label=label.with_value(|label| label(what))
                placeholder=tr(what)
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        }
    };
    let choice = move |value: RwSignal<String>, what: Text, values: Vec<(String, String)>| {
        let list = values.into_iter().map(|(code, name)| {
            let own = code.clone();
            view! { <option value=code selected=move || value.with(|value| *value == own)>{name}</option> }
        });
        view! {
            <select
                class="input small"
                aria-label=label.with_value(|label| label(what))
                on:change:target=move |event| value.set(event.target().value())
            >
                <option value="">"—"</option>
                {list.collect_view()}
            </select>
        }
    };
    let here = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let (low, high, method) = (here(&line.low), here(&line.high), here(&line.method));
    let linear = move || method.with(|method| method == IndicatorMethod::Linear.code());
    let size = leaf.then(|| text(here(&line.size), t::plan::node::SIZE, "input small plan-size num"));
    let bounds = move || {
        linear().then(|| {
            view! {
                {text(low, t::plan::node::LOW, "input small plan-size num")}
                {text(high, t::plan::node::HIGH, "input small plan-size num")}
            }
        })
    };
    let negative = line.part == super::IndicatorPart::Negative;
    let method = leaf.then(
        move || view! { {choice(method, t::plan::node::METHOD, options(IndicatorMethod::ALL))} {bounds} },
    );
    let (channel_value, perspective_value) = (here(&line.channel), here(&line.perspective));
    let channel = leaf.then(|| {
        choice(
            channel_value,
            t::plan::node::CHANNEL,
            options(IndicatorChannel::ALL),
        )
    });
    let perspective = (leaf && !negative).then(|| {
        choice(
            perspective_value,
            t::plan::node::PERSPECTIVE,
            options(Perspective::ALL),
        )
    });
    let names = view! {
        <div class="plan-names">
            <span class="num">{line.code.clone()}</span>
            {text(here(&line.name_zh), t::plan::node::NAME_ZH, "input small")}
            {text(here(&line.name_en), t::plan::node::NAME_EN, "input small")}
        </div>
    };
    let (add, gone) = (line.clone(), line.code.clone());
    let acts = view! {
        {(!leaf).then(|| view! {
            <button type="button" class="btn quiet small" on:click=move |_| insert(lines, &add)>{tr(t::plan::node::ADD)}</button>
        })}
        {(line.level > 1).then(|| view! {
            <button type="button" class="btn quiet small" on:click=move |_| remove(lines, &gone)>{tr(t::plan::node::REMOVE)}</button>
        })}
    };
    view! {
        <tr class=class>
            <td>{names}</td>
            <td>{size}</td>
            <td>{method}</td>
            <td>{channel}</td>
            <td>{perspective}</td>
            <td><div class="row">{acts}</div></td>
        </tr>
    }
    .into_any()
}

/// Adds a node after the last one below its parent.
fn insert(lines: RwSignal<Option<Vec<Line>>>, parent: &Line) {
    lines.update(|lines| {
        let Some(lines) = lines else { return };
        let added = Line::below(parent, lines);
        let last = lines.iter().rposition(|line| line.code.starts_with(&parent.code));
        let place = last.map_or(lines.len(), |last| last + 1);
        lines.insert(place, added);
    });
}

/// Takes a node out with everything below it.
fn remove(lines: RwSignal<Option<Vec<Line>>>, code: &str) {
    lines.update(|lines| {
        if let Some(lines) = lines {
            lines.retain(|line| !line.code.starts_with(code));
        }
    });
}
