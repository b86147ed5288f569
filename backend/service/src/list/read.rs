//! Questions about adjustments, occasions to revise lists, and the versions of duty-task lists.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::list::adjustment::{self as machine, AdjustmentAvailability, AdjustmentProposal};
use remit_shared::list::tasks::{LineDifference, TaskLine, difference};
use remit_shared::policy::{Actor, Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{
    adjustment_event, adjustment_party, duty_adjustment, duty_task_line, duty_task_list, file_object,
    list_trigger,
};
use remit_store::list::{adjustment as rows, tasks, trigger};
use remit_store::page::{Page, Slice};
use remit_store::{file, list};
use uuid::Uuid;

use super::loaded;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use super::loaded::Loaded;
pub use list::{AdjustmentFilter, AdjustmentSort, TriggerFilter, TriggerSort};

/// What a reader has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave: all, or the units concerned (R1).
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Opens the reading side.
pub async fn reader(app: &App, ctx: &OpCtx) -> Answer<Reader> {
    let scope = ctx.authorise(Capability::AdjustmentRead)?;
    Ok(Reader {
        scope,
        actor: ctx.signed_in()?.clone(),
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// The actions on an adjustment that its state and the role could ever allow, each with the reason why not now.
    pub fn actions(&self, app: &App, loaded: &Loaded) -> Vec<AdjustmentAvailability> {
        let facts = loaded.facts(
            self.today,
            &app.settings.deadlines,
            &self.actor,
            AdjustmentProposal::default(),
        );
        machine::available(loaded.row.state.get(), &facts)
    }

    /// Working days by which a deadline has passed; 0 while it has not.
    pub fn overdue_days(&self, due_on: NaiveDate) -> u32 {
        self.calendar
            .overdue_working_days(due_on, self.today)
            .unwrap_or_default()
    }
}

/// A page of adjustments.
pub async fn adjustments(
    app: &App,
    reader: &Reader,
    filter: &AdjustmentFilter,
    sort: AdjustmentSort,
    slice: Slice,
) -> Answer<Page<duty_adjustment::Model>> {
    Ok(rows::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One adjustment, if the scope opens it.
pub async fn adjustment(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<duty_adjustment::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// What hangs on an adjustment that the reader has been given.
pub async fn load(app: &App, row: duty_adjustment::Model) -> Answer<Loaded> {
    loaded::for_reading(app, row).await
}

/// The units concerned by adjustments that the reader has been given, by adjustment.
pub async fn parties(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<adjustment_party::Model>>> {
    Ok(rows::parties(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}

/// The history of an adjustment that the reader has been given.
pub async fn events(app: &App, row: &duty_adjustment::Model) -> Answer<Vec<adjustment_event::Model>> {
    let found = rows::events(app.db.read(), row.jurisdiction_id, &[row.id]).await?;
    Ok(found.into_values().flatten().collect())
}

/// The legal opinion attached to adjustments, by adjustment.
pub async fn files(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_adjustments(app.db.read(), &reader.scope, ids).await?)
}

/// A page of the queue of occasions to revise lists.
pub async fn triggers(
    app: &App,
    reader: &Reader,
    filter: &TriggerFilter,
    sort: TriggerSort,
    slice: Slice,
) -> Answer<Page<list_trigger::Model>> {
    Ok(trigger::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One occasion, if the scope opens it.
pub async fn trigger(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<list_trigger::Model>> {
    Ok(trigger::find(app.db.read(), &reader.scope, id).await?)
}

/// The occasions that an adjustment opened, as far as the scope opens them.
pub async fn triggers_of(app: &App, reader: &Reader, id: Uuid) -> Answer<Vec<list_trigger::Model>> {
    Ok(trigger::of_adjustments(app.db.read(), &reader.scope, &[id]).await?)
}

/// The files attached to occasions, by occasion.
pub async fn trigger_files(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_triggers(app.db.read(), &reader.scope, ids).await?)
}

/// The versions of a unit's duty-task list, newest first.
pub async fn task_lists(app: &App, ctx: &OpCtx, org: Uuid) -> Answer<Vec<duty_task_list::Model>> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    let found = tasks::of_orgs(app.db.read(), scope.jurisdiction_id(), &[org]).await?;
    Ok(found.into_values().flatten().collect())
}

/// The version of a unit's duty-task list that is in force on a day; two statements with its lines.
pub async fn task_list_on(
    app: &App,
    ctx: &OpCtx,
    org: Uuid,
    on: NaiveDate,
) -> Answer<Option<duty_task_list::Model>> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    let found = tasks::in_force(app.db.read(), scope.jurisdiction_id(), &[org], on).await?;
    Ok(found.into_values().next())
}

/// The lines of versions, by version.
pub async fn task_lines(
    app: &App,
    ctx: &OpCtx,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<duty_task_line::Model>>> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    Ok(tasks::lines(app.db.read(), scope.jurisdiction_id(), ids).await?)
}

/// A version and the one it is compared with.
#[derive(Debug, Clone)]
pub struct TaskListDifference {
    /// The earlier version; none when the later one is the first.
    pub from: Option<duty_task_list::Model>,
    /// The later version.
    pub to: duty_task_list::Model,
    /// Line by line.
    pub lines: Vec<LineDifference>,
}

/// What a version of a duty-task list changed in another; in the one before it, if none is named.
pub async fn task_list_difference(
    app: &App,
    ctx: &OpCtx,
    from: Option<Uuid>,
    to: Uuid,
) -> Answer<Option<TaskListDifference>> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    let conn = app.db.read();
    let Some(later) = tasks::by_ids(conn, &scope, &[to]).await?.pop() else {
        return Ok(None);
    };
    let earlier = if let Some(id) = from {
        tasks::by_ids(conn, &scope, &[id]).await?.pop()
    } else {
        let versions = tasks::of_orgs(conn, scope.jurisdiction_id(), &[later.org_id]).await?;
        let mut versions = versions.into_values().flatten();
        versions.find(|version| version.number < later.number)
    };
    if earlier
        .as_ref()
        .is_some_and(|version| version.org_id != later.org_id)
    {
        return Err(Refusal::new(
            RefusalCode::Input,
            "只能对比同一单位的两个版本。",
            "Only versions of the same unit can be compared.",
        )
        .on("fromId")
        .into());
    }
    let ids: Vec<Uuid> = earlier
        .iter()
        .map(|version| version.id)
        .chain([later.id])
        .collect();
    let lines = tasks::lines(conn, scope.jurisdiction_id(), &ids).await?;
    let of = |id: Uuid| -> Vec<TaskLine> { lines.get(&id).into_iter().flatten().map(task_line).collect() };
    let before = earlier.as_ref().map(|version| of(version.id)).unwrap_or_default();
    Ok(Some(TaskListDifference {
        lines: difference(&before, &of(later.id)),
        from: earlier,
        to: later,
    }))
}

fn task_line(row: &duty_task_line::Model) -> TaskLine {
    TaskLine {
        no: row.no,
        duty: row.duty.clone(),
        tasks: row.tasks.clone(),
        basis: row.basis.clone(),
    }
}
