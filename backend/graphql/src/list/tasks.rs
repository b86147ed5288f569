//! Duty-task lists, version by version (K36).

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::list::read::{self as service, TaskListDifference};
use remit_service::rows::{duty_task_line, duty_task_list};
use remit_shared::id::NodeKind;
use remit_shared::list::tasks::{LineChange, TaskLine};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::Org;

/// A version of a unit's duty-task list (部门职责任务清单, §2).
#[derive(Description)]
pub struct DutyTaskList(pub duty_task_list::Model);

#[Object(use_type_description)]
impl DutyTaskList {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::TaskList, self.0.id)
    }

    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Number of the version, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// First day.
    async fn effective_on(&self) -> NaiveDate {
        self.0.effective_on
    }

    /// When it was published.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.0.published_on
    }

    /// Why it was revised.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Global id of the adjustment that brought it about.
    async fn adjustment_id(&self) -> Option<ID> {
        self.0.adjustment_id.map(|id| global(NodeKind::Adjustment, id))
    }

    /// Its lines, in their order.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Vec<DutyTaskLine>> {
        let request = RequestContext::of(ctx)?;
        let found = request.batches.lists.lines.load(self.0.id, |ids| async move {
            request.value(service::task_lines(&request.app, &request.op, &ids).await)
        });
        let lines = found.await?.into_iter().flatten();
        Ok(lines.map(DutyTaskLine::from).collect())
    }
}

/// A line of a duty-task list.
#[derive(SimpleObject)]
pub struct DutyTaskLine {
    /// Number within the unit, kept over the versions.
    no: i32,
    /// The duty.
    duty: String,
    /// What is done to perform it.
    tasks: String,
    /// Document and article.
    basis: String,
}

impl From<duty_task_line::Model> for DutyTaskLine {
    fn from(row: duty_task_line::Model) -> Self {
        Self {
            no: row.no,
            duty: row.duty,
            tasks: row.tasks,
            basis: row.basis,
        }
    }
}

impl From<TaskLine> for DutyTaskLine {
    fn from(line: TaskLine) -> Self {
        Self {
            no: line.no,
            duty: line.duty,
            tasks: line.tasks,
            basis: line.basis,
        }
    }
}

/// What a version of a duty-task list changed in another.
#[derive(SimpleObject)]
pub struct DutyTaskListDifference {
    /// The earlier version; null when the later one is the first.
    from: Option<DutyTaskList>,
    /// The later version.
    to: DutyTaskList,
    /// Line by line, in the order of the later version.
    lines: Vec<DutyTaskLineDifference>,
}

/// A line of two versions beside each other.
#[derive(SimpleObject)]
pub struct DutyTaskLineDifference {
    /// What became of it.
    change: Code<LineChange>,
    /// As it was.
    before: Option<DutyTaskLine>,
    /// As it is.
    after: Option<DutyTaskLine>,
}

impl From<TaskListDifference> for DutyTaskListDifference {
    fn from(found: TaskListDifference) -> Self {
        let lines = found.lines.into_iter().map(|line| DutyTaskLineDifference {
            change: line.change.into(),
            before: line.before.map(DutyTaskLine::from),
            after: line.after.map(DutyTaskLine::from),
        });
        Self {
            from: found.from.map(DutyTaskList),
            to: DutyTaskList(found.to),
            lines: lines.collect(),
        }
    }
}

/// Reads of duty-task lists.
#[derive(Debug, Default)]
pub struct TaskListQuery;

#[Object]
impl TaskListQuery {
    /// The versions of a unit's duty-task list, newest first (K36).
    async fn duty_task_lists(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
    ) -> Result<Vec<DutyTaskList>> {
        let request = RequestContext::of(ctx)?;
        let lists = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::task_lists(&request.app, &request.op, org).await
        };
        Ok(request
            .value(lists.await)?
            .into_iter()
            .map(DutyTaskList)
            .collect())
    }

    /// The version in force on a day; null if there is none yet.
    async fn duty_task_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
        #[graphql(desc = "The day; today if left out.")] as_of: Option<NaiveDate>,
    ) -> Result<Option<DutyTaskList>> {
        let request = RequestContext::of(ctx)?;
        let on = as_of.unwrap_or_else(|| request.op.today());
        let list = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::task_list_on(&request.app, &request.op, org, on).await
        };
        Ok(request.value(list.await)?.map(DutyTaskList))
    }

    /// What a version changed in another; null if there is no such version.
    async fn duty_task_list_difference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The earlier version; the one before if left out.")] from_id: Option<ID>,
        #[graphql(desc = "The later version.")] to_id: ID,
    ) -> Result<Option<DutyTaskListDifference>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let from = id::read_optional(NodeKind::TaskList, from_id.as_ref(), "fromId")?;
            let to = id::read(NodeKind::TaskList, &to_id, "toId")?;
            service::task_list_difference(&request.app, &request.op, from, to).await
        };
        Ok(request.value(found.await)?.map(Into::into))
    }
}
