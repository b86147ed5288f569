//! New versions of duty-task lists (K36): as part of an adjustment, or by themselves with a reason.

use chrono::NaiveDate;
use remit_shared::list::AdjustmentEventKind as E;
use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::tasks::{TaskLine, check};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{duty_adjustment, duty_task_line, duty_task_list, org};
use remit_store::list::tasks as rows;
use remit_store::{organisation, row};
use uuid::Uuid;

use super::write::{ask, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// A line as typed: the number of a line that is kept, the duty, its tasks, its basis.
pub type TypedLine = (Option<i32>, String, String, String);

/// A new version of a unit's list.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The adjustment that brings it about; its effective day is then the version's.
    pub adjustment: Option<Step>,
    /// Unit.
    pub org: Uuid,
    /// First day, where no adjustment says it.
    pub effective_on: Option<NaiveDate>,
    /// Why, where no adjustment says it.
    pub reason: String,
    /// All the lines of the new version.
    pub lines: Vec<TypedLine>,
}

/// Writes the version.
pub async fn revise(app: &App, ctx: &OpCtx, revision: &Revision) -> Answer<duty_task_list::Model> {
    let mut work = Work::begin(app, ctx, "task_list.revise").await?;
    let result = revise_in(&mut work, revision).await;
    work.finish(result).await
}

async fn revise_in(work: &mut Work<'_>, revision: &Revision) -> Answer<duty_task_list::Model> {
    work.authorise(Capability::ListsEdit)?;
    let (adjustment, from) = match revision.adjustment {
        Some(step) => {
            let adjustment = of_adjustment(work, step, revision.org).await?;
            let from = adjustment.effective_on;
            (Some(adjustment), from)
        }
        None => (None, revision.effective_on),
    };
    let reason = match &adjustment {
        Some(row) => row.title.clone(),
        None => text::reason("reason", &revision.reason)?,
    };
    let from = from.ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            "请填写执行日期。",
            "Give the day from which it is in force.",
        )
        .on("effectiveOn")
    })?;
    let unit = unit(work, revision.org).await?;
    let (number, last_no) = next_number(work, unit.id, from).await?;
    let lines = check(&revision.lines, last_no)?;
    let list = list(work, &unit, (number, from), adjustment.as_ref(), reason);
    let list = row::insert(&work.tx, list).await?;
    work.subject("duty_task_list", list.id, format!("{}第{number}版", unit.name));
    row::append_all(&work.tx, lines_of(work, list.id, &lines)).await?;
    work.after(&list);
    Ok(list)
}

/// The adjustment, if the unit is one of those concerned; its history notes the revision.
async fn of_adjustment(work: &mut Work<'_>, step: Step, org: Uuid) -> Answer<duty_adjustment::Model> {
    let loaded = open(work, E::WriteTaskList, step).await?;
    let outcome = ask(work, &loaded, E::WriteTaskList, AdjustmentProposal::default())?;
    if !loaded.orgs().contains(&org) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "该单位不在本次调整所涉单位之列。",
            "The unit is not among those concerned by the adjustment.",
        )
        .on("orgId")
        .into());
    }
    let name = unit(work, org).await?.short_name;
    save(work, loaded.row, E::WriteTaskList, &outcome, Some(&name)).await
}

async fn unit(work: &Work<'_>, org: Uuid) -> Answer<org::Model> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org]).await?;
    Ok(found.into_iter().next().ok_or_else(Refusal::not_found)?)
}

/// The number of the next version and the highest number of a line ever used. Versions follow each other in time.
async fn next_number(work: &Work<'_>, org: Uuid, from: NaiveDate) -> Answer<(i32, i32)> {
    let jurisdiction = work.tx.jurisdiction_id();
    let versions = rows::of_orgs(&work.tx, jurisdiction, &[org]).await?;
    let versions = versions.get(&org).map_or(&[][..], Vec::as_slice);
    let Some(newest) = versions.first() else {
        return Ok((1, 0));
    };
    if newest.effective_on > from {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!(
                "第{}版自{}起执行，新版本不得早于该日。",
                newest.number, newest.effective_on
            ),
            format!(
                "Version {} is in force from {}; a new one cannot begin earlier.",
                newest.number, newest.effective_on
            ),
        )
        .on("effectiveOn")
        .into());
    }
    let ids: Vec<Uuid> = versions.iter().map(|version| version.id).collect();
    let lines = rows::lines(&work.tx, jurisdiction, &ids).await?;
    let last_no = lines.values().flatten().map(|line| line.no).max().unwrap_or(0);
    Ok((newest.number + 1, last_no))
}

fn list(
    work: &Work<'_>,
    unit: &org::Model,
    (number, from): (i32, NaiveDate),
    adjustment: Option<&duty_adjustment::Model>,
    reason: String,
) -> duty_task_list::Model {
    let now = work.ctx.now();
    duty_task_list::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        org_id: unit.id,
        number,
        effective_on: from,
        // A version of an adjustment is published with it.
        published_on: adjustment.is_none().then(|| work.ctx.today()),
        adjustment_id: adjustment.map(|row| row.id),
        reason: Some(reason),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

fn lines_of(work: &Work<'_>, list: Uuid, lines: &[TaskLine]) -> Vec<duty_task_line::Model> {
    (1..)
        .zip(lines)
        .map(|(sort, line)| duty_task_line::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: work.tx.jurisdiction_id(),
            list_id: list,
            no: line.no,
            sort,
            duty: line.duty.clone(),
            tasks: line.tasks.clone(),
            basis: line.basis.clone(),
        })
        .collect()
}
