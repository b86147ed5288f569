//! Opinions of the units on a plan (§3.1).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use remit_service::rows::plan_opinion;
use remit_shared::id::NodeKind;
use remit_shared::plan::OpinionKind;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};

/// What a unit says about a plan, and the answer (§3.1).
#[derive(Description)]
pub struct PlanOpinion(pub plan_opinion::Model);

#[Object(use_type_description)]
impl PlanOpinion {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::PlanOpinion, self.0.id)
    }

    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// No objection, or a suggestion.
    async fn kind(&self) -> Code<OpinionKind> {
        self.0.kind.get().into()
    }

    /// The suggestion; empty without one.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Name of the person who gave it.
    async fn given_by(&self, ctx: &Context<'_>) -> Result<String> {
        let name = Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.given_by)).await?;
        Ok(name.unwrap_or_default())
    }

    /// When it was given.
    async fn given_at(&self) -> DateTime<Utc> {
        self.0.given_at
    }

    /// Whether the office adopted it; null until answered.
    async fn adopted(&self) -> Option<bool> {
        self.0.adopted
    }

    /// The answer.
    async fn answer(&self) -> Option<&str> {
        self.0.answer.as_deref()
    }

    /// When it was answered.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.0.answered_at
    }

    /// Version to name when answering it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
