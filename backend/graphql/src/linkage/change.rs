//! The feed of changes that partners follow (§8).

use std::sync::Arc;

use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject, Union};
use chrono::{DateTime, Utc};
use remit_service::linkage::change as service;
use remit_service::linkage::read::Reader as LinkageReader;
use remit_service::problem::read::Reader as ProblemReader;
use remit_service::rows::Changed;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;

use super::{LinkageSubmission, LinkageWindow};
use crate::context::RequestContext;
use crate::id::global;
use crate::problem::Problem;

/// What can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ChangeKind {
    /// Quarter windows.
    LinkageWindow,
    /// Submissions within the reader's scope.
    LinkageSubmission,
    /// Problems within the reader's scope.
    Problem,
}

impl From<ChangeKind> for service::Kind {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::LinkageWindow => Self::Window,
            ChangeKind::LinkageSubmission => Self::Submission,
            ChangeKind::Problem => Self::Problem,
        }
    }
}

/// What became of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ChangeOp {
    /// It is new or was changed; `node` is how it stands now.
    Put,
    /// It was voided; drop it.
    Tombstone,
}

/// A row that can be followed.
#[derive(Union)]
pub enum ChangeNode {
    /// A window.
    Window(LinkageWindow),
    /// A submission.
    Submission(LinkageSubmission),
    /// A problem.
    Problem(Box<Problem>),
}

/// A row that changed.
#[derive(Description)]
#[expect(
    clippy::struct_field_names,
    reason = "the change and the readers that resolve its node"
)]
pub struct Change {
    change: service::Change,
    linkage: Arc<LinkageReader>,
    problems: Arc<ProblemReader>,
}

#[Object(use_type_description)]
impl Change {
    /// Number of the change, in the order of commits.
    async fn seq(&self) -> i64 {
        self.change.seq
    }

    /// What kind of row.
    async fn kind(&self) -> ChangeKind {
        match self.change.kind {
            service::Kind::Window => ChangeKind::LinkageWindow,
            service::Kind::Submission => ChangeKind::LinkageSubmission,
            service::Kind::Problem => ChangeKind::Problem,
        }
    }

    /// Global id of the row.
    async fn id(&self) -> ID {
        let kind = match self.change.kind {
            service::Kind::Window => NodeKind::LinkageWindow,
            service::Kind::Submission => NodeKind::LinkageSubmission,
            service::Kind::Problem => NodeKind::Problem,
        };
        global(kind, self.change.id)
    }

    /// Whether to keep it or to drop it.
    async fn op(&self) -> ChangeOp {
        if self.change.row.is_some() {
            ChangeOp::Put
        } else {
            ChangeOp::Tombstone
        }
    }

    /// When it changed.
    async fn at(&self) -> DateTime<Utc> {
        self.change.at
    }

    /// The row as it stands; null for a tombstone.
    async fn node(&self) -> Option<ChangeNode> {
        Some(match self.change.row.clone()? {
            Changed::Window(row) => ChangeNode::Window(LinkageWindow::new(*row, &self.linkage)),
            Changed::Submission(row) => ChangeNode::Submission(LinkageSubmission::new(*row, &self.linkage)),
            Changed::Problem(row) => ChangeNode::Problem(Box::new(Problem::new(*row, &self.problems))),
        })
    }
}

/// A part of the feed.
#[derive(SimpleObject)]
pub struct ChangePage {
    /// The changes, in the order of commits.
    items: Vec<Change>,
    /// Cursor to go on from; it lives 400 days.
    next: String,
    /// Whether there is more already.
    more: bool,
}

/// Reads of the feed.
#[derive(Debug, Default)]
pub struct ChangeQuery;

#[Object]
impl ChangeQuery {
    /// What changed after a cursor, in the order of commits, at least once and nothing skipped (§8). An expired
    /// cursor is refused with E_STALE: begin anew without one.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(0) * child_complexity")]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last answer's `next`; left out to begin.")] after: Option<String>,
        #[graphql(desc = "What to follow; everything if left out.")] kinds: Option<Vec<ChangeKind>>,
        #[graphql(desc = "Changes wanted, 1 to 200.", default = 100)] first: i32,
    ) -> Result<ChangePage> {
        let request = RequestContext::of(ctx)?;
        let kinds: Vec<_> = kinds.into_iter().flatten().map(service::Kind::from).collect();
        let page = service::changes(&request.app, &request.op, after.as_deref(), &kinds, first).await;
        let page = request.value(page)?;
        let (linkage, problems) = (
            request.linkage().await?,
            request.reader(Capability::ProblemRead).await?,
        );
        let wrap = |change| Change {
            change,
            linkage: Arc::clone(&linkage),
            problems: Arc::clone(&problems),
        };
        Ok(ChangePage {
            items: page.items.into_iter().map(wrap).collect(),
            next: page.next,
            more: page.more,
        })
    }
}
