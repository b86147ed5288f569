//! Groups of flagged ratings, for a blind review: pattern and counts, no level (K24).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rating::flag::{self, FlagRow};
use remit_shared::id::NodeKind;
use remit_shared::rating::{FlagRule, FlagState, FlagVerdict, RatingChannel, RatingStatus};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;

/// A group of ratings that an integrity rule flagged (§5.6).
#[derive(Description)]
pub struct RatingFlag(pub FlagRow);

impl Listed for RatingFlag {}

/// When and how one rating of a group came, never what it said.
#[derive(SimpleObject)]
pub struct FlaggedRating {
    /// When.
    at: DateTime<Utc>,
    /// Channel.
    channel: Code<RatingChannel>,
    /// What became of it.
    status: Code<RatingStatus>,
}

#[Object(use_type_description)]
impl RatingFlag {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::RatingFlag, self.0.flag.id)
    }

    /// Version, for the next change.
    async fn version(&self) -> i32 {
        self.0.flag.version
    }

    /// Which rule.
    async fn rule(&self) -> Code<FlagRule> {
        self.0.flag.rule.get().into()
    }

    /// Rated unit.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// Rated window, by number and name.
    async fn window(&self) -> String {
        format!("{} {}", self.0.window.no, self.0.window.name)
    }

    /// Day of the ratings.
    async fn day(&self) -> NaiveDate {
        self.0.flag.day
    }

    /// Hour of the day, for bursts.
    async fn hour(&self) -> Option<i32> {
        Some(self.0.flag.hour).filter(|hour| *hour >= 0)
    }

    /// Ratings in the group.
    async fn count(&self) -> i32 {
        self.0.flag.count
    }

    /// Different networks among them.
    async fn networks(&self) -> i32 {
        self.0.flag.networks
    }

    /// How far the review is.
    async fn state(&self) -> Code<FlagState> {
        self.0.flag.state.get().into()
    }

    /// What was decided; the first opinion is not shown to the second reviewer.
    async fn verdict(&self) -> Option<Code<FlagVerdict>> {
        let decided = self.0.flag.state.get() == FlagState::Decided;
        let verdict = self.0.flag.verdict.filter(|_| decided);
        verdict.map(|verdict| verdict.get().into())
    }

    /// Reason of the decision.
    async fn reason(&self) -> Option<&str> {
        let decided = self.0.flag.state.get() == FlagState::Decided;
        self.0.flag.reason.as_deref().filter(|_| decided)
    }

    /// Name of the first reviewer.
    async fn reviewer(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.flag.reviewer_id).await
    }

    /// Name of the second.
    async fn confirmer(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.flag.confirmer_id).await
    }

    /// Whether the reader may give an opinion now, and if not, why.
    async fn reviewable(&self, ctx: &Context<'_>) -> Result<bool> {
        let request = RequestContext::of(ctx)?;
        Ok(flag::may_review(&request.op, &self.0.flag).is_ok())
    }

    /// When and how the ratings came, at most 500.
    async fn ratings(&self, ctx: &Context<'_>) -> Result<Vec<FlaggedRating>> {
        let request = RequestContext::of(ctx)?;
        let times = flag::times(&request.app, &request.op, self.0.flag.id).await;
        let line = |(at, channel, status): (DateTime<Utc>, RatingChannel, RatingStatus)| FlaggedRating {
            at,
            channel: channel.into(),
            status: status.into(),
        };
        Ok(request.value(times)?.into_iter().map(line).collect())
    }
}
