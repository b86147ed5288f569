//! Changing a draft: its tree, its parameters, its title (§3.1). What is published is frozen.

use remit_shared::plan::machine::PlanProposal;
use remit_shared::plan::tree::{Node, milli};
use remit_shared::plan::{IndicatorPart, PlanEventKind};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{indicator, supervision_plan};
use remit_store::plan as rows;
use remit_store::{Text, row};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::write::{ask, open_step, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// Longest code of an indicator.
const CODE_MAX: usize = 8;
/// Indicators a tree may have.
const NODES_MAX: usize = 200;

/// Replaces the tree of a draft. It may be incomplete; what is missing is shown, and refused when it is consulted on.
pub async fn tree(app: &App, ctx: &OpCtx, step: Step, nodes: Vec<Node>) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.edit_tree").await?;
    let result = tree_in(&mut work, step, nodes).await;
    work.finish(result).await
}

async fn tree_in(work: &mut Work<'_>, step: Step, nodes: Vec<Node>) -> Answer<supervision_plan::Model> {
    let plan = open_step(work, PlanEventKind::Edit, step).await?;
    let outcome = ask(work, &plan, PlanEventKind::Edit, PlanProposal::default())?;
    let nodes = check(nodes)?;
    let changed = store(work, plan.row.id, &nodes).await?;
    let remark = format!("修改指标体系，涉及{changed}个指标");
    save(work, plan.row, PlanEventKind::Edit, outcome, Some(&remark)).await
}

/// Changes parameters of a draft, each by its key.
pub async fn params(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    values: Vec<(String, String)>,
) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.edit_params").await?;
    let result = params_in(&mut work, step, values).await;
    work.finish(result).await
}

async fn params_in(
    work: &mut Work<'_>,
    step: Step,
    values: Vec<(String, String)>,
) -> Answer<supervision_plan::Model> {
    let mut plan = open_step(work, PlanEventKind::Edit, step).await?;
    let outcome = ask(work, &plan, PlanEventKind::Edit, PlanProposal::default())?;
    let mut params = plan.params.clone();
    for (key, value) in &values {
        params = params.with(key, value)?;
    }
    params.check()?;
    plan.row.params = params.write();
    let keys: Vec<&str> = values.iter().map(|(key, _)| key.as_str()).collect();
    let remark = format!("修改参数：{}", keys.join("、"));
    let remark: String = remark.chars().take(text::REASON_MAX).collect();
    save(work, plan.row, PlanEventKind::Edit, outcome, Some(&remark)).await
}

/// Changes the title of a draft.
pub async fn title(app: &App, ctx: &OpCtx, step: Step, title: &str) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.edit_title").await?;
    let result = title_in(&mut work, step, title).await;
    work.finish(result).await
}

async fn title_in(work: &mut Work<'_>, step: Step, title: &str) -> Answer<supervision_plan::Model> {
    let mut plan = open_step(work, PlanEventKind::Edit, step).await?;
    let outcome = ask(work, &plan, PlanEventKind::Edit, PlanProposal::default())?;
    plan.row.title = text::title("title", title)?;
    save(work, plan.row, PlanEventKind::Edit, outcome, Some("修改标题")).await
}

/// What the schema demands of a node, so that an unfinished tree can be kept but an impossible one cannot.
fn check(nodes: Vec<Node>) -> Result<Vec<Node>, Refusal> {
    if nodes.len() > NODES_MAX {
        return Err(refuse(
            &format!("指标不能超过{NODES_MAX}个。"),
            &format!("A tree has at most {NODES_MAX} indicators."),
        ));
    }
    let mut checked: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let node = check_node(node)?;
        if checked.iter().any(|other| other.code == node.code) {
            return Err(refuse(
                &format!("指标编码{}重复，请修改。", node.code),
                &format!("The code {} is used twice.", node.code),
            ));
        }
        checked.push(node);
    }
    Ok(checked)
}

fn check_node(node: Node) -> Result<Node, Refusal> {
    let code = text::line("indicators", &node.code, CODE_MAX)?;
    let plain = code.starts_with(|c: char| c.is_ascii_uppercase())
        && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if !plain {
        return Err(refuse(
            &format!("指标编码“{code}”应以大写字母开头，只含大写字母和数字。"),
            &format!("The code {code} must begin with a capital letter and hold capitals and digits only."),
        ));
    }
    let leaf = node.weight.is_some() || node.cap.is_some() || node.method.is_some();
    let fits = (1..=3).contains(&node.level)
        && (node.level == 1) == node.parent.is_none()
        && (node.level == 3 || !leaf)
        && !(node.weight.is_some() && node.cap.is_some());
    if !fits {
        return Err(refuse(
            &format!("指标{code}的层级、上级或权重设置不符合要求。"),
            &format!("Level, parent or weight of {code} do not fit each other."),
        ));
    }
    for value in [node.weight, node.cap].into_iter().flatten() {
        if value < Decimal::ZERO || value > Decimal::ONE_HUNDRED || milli(value).is_none() {
            return Err(refuse(
                &format!("指标{code}的权重或扣分上限应在0至100之间，最多三位小数。"),
                &format!(
                    "Weight or cap of {code} must lie between 0 and 100 with at most three decimal places."
                ),
            ));
        }
    }
    Ok(Node {
        name_zh: text::optional_line("indicators", &node.name_zh, text::NAME_MAX)?,
        name_en: text::optional_line("indicators", &node.name_en, text::TITLE_MAX)?,
        perspective: node.perspective.filter(|_| node.part != IndicatorPart::Negative),
        code,
        ..node
    })
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("indicators")
}

/// Brings the stored tree in line with the wanted one; returns how many nodes changed.
async fn store(work: &Work<'_>, plan_id: Uuid, nodes: &[Node]) -> Answer<usize> {
    let stored = rows::all_indicators(&work.tx, plan_id).await?;
    let mut changed = 0;
    let mut added = Vec::new();
    for (sort, node) in (1..).zip(nodes) {
        let wanted = fresh_indicator(work, plan_id, sort, node);
        match stored.iter().find(|row| row.code == node.code) {
            None => added.push(wanted),
            Some(row) if same(row, &wanted) => {}
            Some(old) => {
                let next = indicator::Model {
                    id: old.id,
                    version: old.version,
                    created_at: old.created_at,
                    created_by: old.created_by,
                    ..wanted
                };
                row::update(&work.tx, next).await?;
                changed += 1;
            }
        }
    }
    changed += added.len();
    row::insert_all(&work.tx, added).await?;
    let gone = stored
        .into_iter()
        .filter(|row| row.voided_at.is_none() && !nodes.iter().any(|node| node.code == row.code));
    for old in gone {
        let now = work.ctx.now();
        row::update(
            &work.tx,
            indicator::Model {
                voided_at: Some(now),
                updated_at: now,
                ..old
            },
        )
        .await?;
        changed += 1;
    }
    Ok(changed)
}

/// Whether two rows say the same, whoever wrote them and when.
fn same(old: &indicator::Model, new: &indicator::Model) -> bool {
    let content = |row: &indicator::Model| indicator::Model {
        id: new.id,
        version: new.version,
        change_seq: new.change_seq,
        created_at: new.created_at,
        created_by: new.created_by,
        updated_at: new.updated_at,
        ..row.clone()
    };
    content(old) == content(new)
}

/// A node as a new row of a plan.
pub(super) fn fresh_indicator(work: &Work<'_>, plan_id: Uuid, sort: i32, node: &Node) -> indicator::Model {
    let now = work.ctx.now();
    indicator::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        plan_id,
        code: node.code.clone(),
        level: i32::from(node.level),
        part: Text(node.part),
        parent_code: node.parent.clone(),
        name_zh: node.name_zh.clone(),
        name_en: node.name_en.clone(),
        weight_milli: node.weight.and_then(milli),
        cap_milli: node.cap.and_then(milli),
        method: node.method.map(Text),
        low_milli: node.low.and_then(milli),
        high_milli: node.high.and_then(milli),
        channel: node.channel.map(Text),
        perspective: node.perspective.map(Text),
        sort,
        voided_at: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}
