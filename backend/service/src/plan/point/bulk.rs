//! One act on many points: previewed line by line, then done for all of them or for none.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use remit_shared::plan::point::PointEventKind;
use remit_shared::plan::point::machine;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::effectiveness_point;
use remit_store::plan::point as rows;
use uuid::Uuid;

use super::loaded::{Loaded, entry_of};
use super::write::{Written, rewrite, sign};
use super::{review, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::problem::Step;
use crate::work::Work;

/// Points one act may name.
pub const POINTS_MAX: usize = 1000;

remit_shared::wire_enum! {
    /// What is done to many points at once.
    pub enum PointBulkAct {
        Submit = "SUBMIT", "签报", "sign and submit";
        Approve = "APPROVE", "审核通过", "approve";
        Return = "RETURN", "退回修改", "return";
        Edit = "EDIT", "批量修改", "edit";
    }
}

/// What every point gets; `None` keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values {
    /// Section.
    pub section: Option<Uuid>,
    /// Importance.
    pub importance: Option<u32>,
    /// Due date.
    pub due_on: Option<NaiveDate>,
}

/// One act on many points.
#[derive(Debug, Clone)]
pub struct Bulk {
    /// The act.
    pub act: PointBulkAct,
    /// The points with the versions seen.
    pub steps: Vec<Step>,
    /// The one reason for all, where the act asks for one.
    pub reason: String,
    /// What EDIT sets.
    pub values: Values,
    /// Whether it is only tried.
    pub dry_run: bool,
}

/// What the act does, or would do, to one point.
#[derive(Debug, Clone)]
pub struct Line {
    /// The point before.
    pub before: effectiveness_point::Model,
    /// The point after, or why not.
    pub after: Result<effectiveness_point::Model, Refusal>,
}

/// Tries the act on every point; commits it only if it is meant and no point refuses.
pub async fn bulk(app: &App, ctx: &OpCtx, input: Bulk) -> Answer<Vec<Line>> {
    let action = match input.act {
        _ if input.dry_run => "point.bulk_preview",
        PointBulkAct::Submit => "point.bulk_submit",
        PointBulkAct::Approve => "point.bulk_approve",
        PointBulkAct::Return => "point.bulk_return",
        PointBulkAct::Edit => "point.bulk_edit",
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = bulk_in(&mut work, &input).await;
    let refused = |lines: &[Line]| lines.iter().any(|line| line.after.is_err());
    match result {
        Ok(lines) if input.dry_run => {
            work.abandon().await?;
            Ok(lines)
        }
        Ok(lines) if refused(&lines) => {
            // One point refuses, so nothing is changed; the attempt is audited as any refused one.
            let first = lines.iter().find_map(|line| line.after.as_ref().err().cloned());
            let refusal = first.unwrap_or_else(|| Refusal::plain(RefusalCode::State));
            match work.finish::<()>(Err(refusal.into())).await {
                Err(Failure::Fault(fault)) => Err(fault.into()),
                _ => Ok(lines),
            }
        }
        other => work.finish(other).await,
    }
}

async fn bulk_in(work: &mut Work<'_>, input: &Bulk) -> Answer<Vec<Line>> {
    let scope = work.authorise(capability(input.act))?;
    check(input)?;
    let ids: Vec<Uuid> = input.steps.iter().map(|step| step.id).collect();
    let found = rows::by_ids(&work.tx, &scope, &ids).await?;
    let mut known: BTreeMap<Uuid, _> = found.into_iter().map(|row| (row.id, row)).collect();
    let mut lines = Vec::with_capacity(input.steps.len());
    for step in &input.steps {
        let Some(before) = known.remove(&step.id) else {
            return Err(Refusal::not_found().into());
        };
        let after = match one(work, &scope, *step, input).await {
            Ok(point) => Ok(point),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(fault) => return Err(fault),
        };
        lines.push(Line { before, after });
    }
    if !input.dry_run {
        tell_units(work, input.act, &lines).await?;
    }
    work.remark(format!("{} points", lines.len()));
    Ok(lines)
}

fn capability(act: PointBulkAct) -> Capability {
    match act {
        PointBulkAct::Submit => Capability::PointSubmit,
        PointBulkAct::Approve | PointBulkAct::Return => Capability::PointReview,
        PointBulkAct::Edit => Capability::PointWrite,
    }
}

fn check(input: &Bulk) -> Result<(), Refusal> {
    if input.steps.is_empty() || input.steps.len() > POINTS_MAX {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请选择1至{POINTS_MAX}个问效点。"),
            format!("Choose 1 to {POINTS_MAX} points."),
        ));
    }
    if matches!(input.act, PointBulkAct::Return | PointBulkAct::Edit) {
        text::reason("reason", &input.reason)?;
    }
    let values = input.values;
    let nothing = values.section.is_none() && values.importance.is_none() && values.due_on.is_none();
    if input.act == PointBulkAct::Edit && nothing {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请至少填写一项要修改的内容。",
            "Say what is to be changed.",
        ));
    }
    Ok(())
}

async fn one(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    input: &Bulk,
) -> Answer<effectiveness_point::Model> {
    match input.act {
        PointBulkAct::Submit => sign(work, scope, step, true).await,
        PointBulkAct::Approve => review::accept(work, scope, step, true).await,
        PointBulkAct::Return => review::give_back(work, scope, step, &input.reason, true).await,
        PointBulkAct::Edit => {
            let mut loaded = Loaded::for_person(work, scope, step).await?;
            let duties = rows::duty_ids(&work.tx, step.id).await?;
            let mut entry = entry_of(&loaded.row);
            entry.importance = input.values.importance.unwrap_or(entry.importance);
            entry.due_on = input.values.due_on.unwrap_or(entry.due_on);
            let written = Written {
                section: input.values.section.or(loaded.row.section_id),
                entry,
                duties,
            };
            rewrite(work, &mut loaded, written, Some(input.reason.trim())).await?;
            Ok(loaded.row)
        }
    }
}

/// One line a unit instead of one a point.
async fn tell_units(work: &mut Work<'_>, act: PointBulkAct, lines: &[Line]) -> Answer<()> {
    let event = match act {
        PointBulkAct::Submit => PointEventKind::Submit,
        PointBulkAct::Approve => PointEventKind::Approve,
        PointBulkAct::Return => PointEventKind::Return,
        PointBulkAct::Edit => return Ok(()),
    };
    let Some((audiences, kind)) = machine::told_of_many(event) else {
        return Ok(());
    };
    let mut units: BTreeMap<Uuid, Vec<effectiveness_point::Model>> = BTreeMap::new();
    for point in lines.iter().filter_map(|line| line.after.as_ref().ok()) {
        units.entry(point.org_id).or_default().push(point.clone());
    }
    for points in units.into_values() {
        tell::of_many(work, &points, audiences, kind).await?;
    }
    Ok(())
}
