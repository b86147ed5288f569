//! What has happened to a point: steps, reports, changes, verifications; and the duties it rests on.

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rows::{duty, point_change, point_event, point_progress, point_verification};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::plan::point::{PointChangeState, PointEventKind, PointOutcome, PointQuality, PointState};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;

/// A step in the life of a point (§3.2).
#[derive(Description)]
pub struct PointEvent(pub point_event::Model);

#[Object(use_type_description)]
impl PointEvent {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened.
    async fn event(&self) -> Code<PointEventKind> {
        self.0.event.get().into()
    }

    /// State before; null at the beginning.
    async fn from_state(&self) -> Option<Code<PointState>> {
        self.0.from_state.map(|state| state.get().into())
    }

    /// State after.
    async fn to_state(&self) -> Code<PointState> {
        self.0.to_state.get().into()
    }

    /// Name and post of whoever did it, as they were then.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Hat worn.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// Reason or note.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }

    /// Progress after the step.
    async fn progress(&self) -> i32 {
        self.0.progress
    }

    /// Due date after the step.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// Whether the clock did it.
    async fn automatic(&self) -> bool {
        self.0.automatic
    }
}

/// A monthly report (§3.2).
#[derive(Description)]
pub struct PointProgress(pub point_progress::Model);

#[Object(use_type_description)]
impl PointProgress {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Progress before.
    async fn before(&self) -> i32 {
        self.0.before
    }

    /// Progress reported, 0–100.
    async fn value(&self) -> i32 {
        self.0.value
    }

    /// What was done, or why it fell.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Name and post of whoever reported.
    async fn by(&self) -> &str {
        &self.0.by_label
    }
}

/// A request to change or cancel a point, with before and after (§3.2).
#[derive(Description)]
pub struct PointChange(pub point_change::Model);

#[Object(use_type_description)]
impl PointChange {
    /// Place among the requests of the point, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// State.
    async fn state(&self) -> Code<PointChangeState> {
        self.0.state.get().into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Whether the point is to be cancelled.
    async fn cancels(&self) -> bool {
        self.0.cancels
    }

    /// Target before.
    async fn target_before(&self) -> &str {
        &self.0.target_before
    }

    /// Target asked for.
    async fn target_after(&self) -> &str {
        &self.0.target_after
    }

    /// Importance before.
    async fn importance_before(&self) -> i32 {
        self.0.importance_before
    }

    /// Importance asked for.
    async fn importance_after(&self) -> i32 {
        self.0.importance_after
    }

    /// Due date before.
    async fn due_before(&self) -> NaiveDate {
        self.0.due_before
    }

    /// Due date asked for.
    async fn due_after(&self) -> NaiveDate {
        self.0.due_after
    }

    /// Last day of the decision.
    async fn decide_by(&self) -> Option<NaiveDate> {
        self.0.decide_by
    }

    /// Name of the person who asked.
    async fn asked_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.asked_by)).await
    }

    /// When it was asked for.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.asked_at
    }

    /// Name of the person who decided.
    async fn decided_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.decided_by).await
    }

    /// When it was decided.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Why so.
    async fn decision_reason(&self) -> Option<&str> {
        self.0.decision_reason.as_deref()
    }
}

/// A verification of a claim (§3.2).
#[derive(Description)]
pub struct PointVerification(pub point_verification::Model);

#[Object(use_type_description)]
impl PointVerification {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Name and post of whoever verified.
    async fn by(&self) -> &str {
        &self.0.by_label
    }

    /// Whether the unit was visited.
    async fn visited(&self) -> bool {
        self.0.visited
    }

    /// Whether the claim held.
    async fn passed(&self) -> bool {
        self.0.passed
    }

    /// On time or late, when it held.
    async fn outcome(&self) -> Option<Code<PointOutcome>> {
        self.0.outcome.map(|outcome| outcome.get().into())
    }

    /// Grade, when one was given.
    async fn quality(&self) -> Option<Code<PointQuality>> {
        self.0.quality.map(|quality| quality.get().into())
    }

    /// What was found.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }
}

/// A duty that a point rests on, as the form and the record show it.
#[derive(Description)]
pub struct PointDuty(pub duty::Model);

#[Object(use_type_description)]
impl PointDuty {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Duty, self.0.id)
    }

    /// Place in the unit's list, from 1.
    async fn sort(&self) -> i32 {
        self.0.sort
    }

    /// The duty.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Document and article.
    async fn basis(&self) -> &str {
        &self.0.basis
    }
}
