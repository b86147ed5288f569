//! Cases of bad ratings (§3.9, K23).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rating::read;
use remit_service::rows::{BadRow, bad_rating_event};
use remit_shared::id::NodeKind;
use remit_shared::problem::Alert;
use remit_shared::rating::{
    AppealGround, BadEventKind, BadRatingState, RatingChannel, RatingLevel, RatingReason, RevisitResult,
};
use remit_shared::wire::Wire;

use crate::calendar::overdue_by;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::action::ActionAvailability;

/// A bad rating being followed up (差评, §3.9). Its level never changes.
#[derive(Description)]
pub struct BadRating(pub BadRow);

impl Listed for BadRating {}

/// One step in the history of a case, attempts to reach the rater among them.
#[derive(SimpleObject)]
pub struct BadRatingEvent {
    /// When.
    at: DateTime<Utc>,
    /// What happened.
    event: Code<BadEventKind>,
    /// State after it.
    to_state: Code<BadRatingState>,
    /// Who did it, by name and post.
    actor: String,
    /// What was said.
    remark: Option<String>,
}

impl From<bad_rating_event::Model> for BadRatingEvent {
    fn from(row: bad_rating_event::Model) -> Self {
        Self {
            at: row.at,
            event: row.event.get().into(),
            to_state: row.to_state.get().into(),
            actor: row.actor_label,
            remark: row.remark,
        }
    }
}

#[Object(use_type_description)]
impl BadRating {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::BadRating, self.0.case.id)
    }

    /// Version, for the next change.
    async fn version(&self) -> i32 {
        self.0.case.version
    }

    /// Rated unit.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// Rated window, by number and name; null on platforms and the hotline.
    async fn window(&self) -> Option<String> {
        let window = self.0.window.as_ref();
        window.map(|window| format!("{} {}", window.no, window.name))
    }

    /// Channel.
    async fn channel(&self) -> Code<RatingChannel> {
        self.0.rating.channel.get().into()
    }

    /// Number of the handled item, where one was named.
    async fn receipt_no(&self) -> Option<&str> {
        self.0.rating.receipt_no.as_deref()
    }

    /// Level; null while an appeal is decided whose ground does not depend on it.
    async fn level(&self, ctx: &Context<'_>) -> Result<Option<Code<RatingLevel>>> {
        let request = RequestContext::of(ctx)?;
        Ok((!read::hides_level(&request.op, &self.0)).then(|| self.0.rating.level.get().into()))
    }

    /// Reasons that the rater chose.
    async fn reasons(&self) -> Vec<Code<RatingReason>> {
        let codes = self.0.rating.reasons.split(',');
        codes.filter_map(RatingReason::parse).map(Code).collect()
    }

    /// What the rater wrote.
    async fn comment(&self) -> Option<&str> {
        self.0.rating.comment.as_deref()
    }

    /// What the rater added later.
    async fn added_comment(&self) -> Option<&str> {
        self.0.rating.added_comment.as_deref()
    }

    /// When it was given.
    async fn rated_at(&self) -> DateTime<Utc> {
        self.0.rating.rated_at
    }

    /// State.
    async fn state(&self) -> Code<BadRatingState> {
        self.0.case.state.get().into()
    }

    /// Alert beside the state.
    async fn alert(&self) -> Code<Alert> {
        self.0.case.alert.get().into()
    }

    /// Day it was opened.
    async fn opened_on(&self) -> NaiveDate {
        self.0.case.opened_on
    }

    /// Deadline of the present step.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.0.case.due_on
    }

    /// Whether the deadline has passed.
    async fn overdue(&self, ctx: &Context<'_>) -> Result<bool> {
        let today = RequestContext::of(ctx)?.op.today();
        Ok(self.0.case.due_on.is_some_and(|due| due < today))
    }

    /// Working days by which the deadline has passed; 0 while it has not.
    async fn overdue_working_days(&self, ctx: &Context<'_>) -> Result<u32> {
        overdue_by(RequestContext::of(ctx)?, self.0.case.due_on).await
    }

    /// Whether the unit ever ran over a deadline of it (§5.7).
    async fn was_overdue(&self) -> bool {
        self.0.case.was_overdue
    }

    /// Whether the rater left a telephone number.
    async fn contactable(&self) -> bool {
        self.0.case.contactable
    }

    /// The number in full while the case runs, for its handler and the desk; reading it is audited (F4).
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let request = RequestContext::of(ctx)?;
        request.value(read::contact(&request.app, &request.op, &self.0).await)
    }

    /// What was found.
    async fn verified(&self) -> Option<&str> {
        self.0.case.verified.as_deref()
    }

    /// Name of the handler in the unit.
    async fn handler(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.case.handler_id).await
    }

    /// Why the request has no basis.
    async fn explanation(&self) -> Option<&str> {
        self.0.case.explanation.as_deref()
    }

    /// What is done about it.
    async fn measures(&self) -> Option<&str> {
        self.0.case.measures.as_deref()
    }

    /// Whether the unit declared the matter complex.
    async fn complex(&self) -> bool {
        self.0.case.complex
    }

    /// Reply, which the rater reads under the receipt code.
    async fn reply(&self) -> Option<&str> {
        self.0.case.reply.as_deref()
    }

    /// Ground of the unit's appeal.
    async fn appeal_ground(&self) -> Option<Code<AppealGround>> {
        self.0.case.appeal_ground.map(|ground| ground.get().into())
    }

    /// What the appeal says.
    async fn appeal_text(&self) -> Option<&str> {
        self.0.case.appeal_text.as_deref()
    }

    /// Whether one person has given an opinion on the appeal and a second is awaited.
    async fn awaits_second(&self) -> bool {
        self.0.case.first_ruling_by.is_some()
    }

    /// What the revisit found.
    async fn revisit_result(&self) -> Option<Code<RevisitResult>> {
        self.0.case.revisit_result.map(|result| result.get().into())
    }

    /// Problem that a group of bad ratings raised; null if none did.
    async fn problem_id(&self) -> Option<ID> {
        self.0.case.problem_id.map(|id| global(NodeKind::Problem, id))
    }

    /// Its history, oldest first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<BadRatingEvent>> {
        let request = RequestContext::of(ctx)?;
        let events = read::history(&request.app, &request.op, self.0.case.id).await;
        Ok(request.value(events)?.into_iter().map(Into::into).collect())
    }

    /// What the reader could do, and why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = read::actions(&request.app, &request.op, &self.0).await;
        let line = |action| ActionAvailability::on_bad_rating(&request.op, action);
        Ok(request.value(actions)?.into_iter().map(line).collect())
    }
}
