//! Blind reviews of experts (K14).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use remit_service::panel::session::read::SeenReview;
use remit_shared::id::NodeKind;
use remit_shared::panel::{ReviewGrade, ReviewState};

use super::session::unit;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};

/// One expert's review of one unit, or of the session's subject; blind until all are in (K14).
#[derive(Description)]
pub struct ExpertReview(pub SeenReview);

#[Object(use_type_description)]
impl ExpertReview {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::ExpertReview, self.0.row.id)
    }

    /// Name of the expert.
    async fn expert(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.row.person_id)).await
    }

    /// Whether it is the reader's own.
    async fn own(&self) -> bool {
        self.0.own
    }

    /// Unit judged; null where the session is about something else.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        unit(ctx, self.0.row.org_id).await
    }

    /// State.
    async fn state(&self) -> Code<ReviewState> {
        self.0.row.state.get().into()
    }

    /// Whether grade and opinion are shown to the reader by now.
    async fn shown(&self) -> bool {
        self.0.shown
    }

    /// Grade; null while it is hidden or none was given.
    async fn grade(&self) -> Option<Code<ReviewGrade>> {
        self.0.row.grade.map(|grade| grade.get().into())
    }

    /// Opinion; empty while it is hidden.
    async fn opinion(&self) -> &str {
        &self.0.row.opinion
    }

    /// When it was handed in.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.submitted_at
    }

    /// Version to name when writing it.
    async fn version(&self) -> i32 {
        self.0.row.version
    }
}
