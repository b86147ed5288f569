//! What has happened to a problem, step by step (§3.3).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rows::{escalation, extension, problem_event, rectification, reverification};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::problem::{Alert, ExtensionState, ProblemEventKind, ProblemState};
use remit_shared::wire::Wire;
use uuid::Uuid;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;

/// A step in a problem's history; histories are never rewritten (§3.3).
#[derive(Description)]
pub struct ProblemEvent(pub problem_event::Model);

#[Object(use_type_description)]
impl ProblemEvent {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened.
    async fn event(&self) -> Code<ProblemEventKind> {
        self.0.event.get().into()
    }

    /// State before; null for the first step.
    async fn from_state(&self) -> Option<Code<ProblemState>> {
        self.0.from_state.map(|state| state.get().into())
    }

    /// State after.
    async fn to_state(&self) -> Code<ProblemState> {
        self.0.to_state.get().into()
    }

    /// Name and post as they were then; 系统 for steps of the clock.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Hat worn; null for steps of the clock.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// What the person wrote with it.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref().filter(|remark| !remark.is_empty())
    }

    /// Rectification deadline before.
    async fn due_before(&self) -> Option<NaiveDate> {
        self.0.due_before
    }

    /// Rectification deadline after.
    async fn due_after(&self) -> Option<NaiveDate> {
        self.0.due_after
    }

    /// Whether the clock did it because a deadline had passed.
    async fn automatic(&self) -> bool {
        self.0.automatic
    }
}

/// What the unit wrote about its rectification: a plan (measures) or a submission (statement) (§3.3).
#[derive(Description)]
pub struct Rectification(pub rectification::Model);

#[Object(use_type_description)]
impl Rectification {
    /// Opaque id, for keyed lists; it opens nothing.
    async fn id(&self) -> ID {
        opaque(self.0.id)
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Measures planned; empty for a submission.
    async fn measures(&self) -> &str {
        &self.0.measures
    }

    /// Statement that it is done; empty for a plan.
    async fn statement(&self) -> &str {
        &self.0.statement
    }

    /// Name and post of the writer as they were then.
    async fn by(&self) -> &str {
        &self.0.by_label
    }
}

/// A request for more time: at most twice, up to 15 working days each (§3.3).
#[derive(Description)]
pub struct Extension(pub extension::Model);

#[Object(use_type_description)]
impl Extension {
    /// Global id, to name when deciding it.
    async fn id(&self) -> ID {
        global(NodeKind::Extension, self.0.id)
    }

    /// When it was asked for.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Working days asked for.
    async fn days(&self) -> i32 {
        self.0.days
    }

    /// Reason.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// State.
    async fn state(&self) -> Code<ExtensionState> {
        self.0.state.get().into()
    }

    /// Deadline when it was asked for.
    async fn old_due(&self) -> NaiveDate {
        self.0.old_due
    }

    /// Deadline that granting it gives or gave.
    async fn new_due(&self) -> NaiveDate {
        self.0.new_due
    }

    /// When it was decided.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Name of the person who decided it.
    async fn decided_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.decided_by).await
    }

    /// Reason of the decision.
    async fn decision_reason(&self) -> Option<&str> {
        self.0
            .decision_reason
            .as_deref()
            .filter(|reason| !reason.is_empty())
    }
}

/// A check whether a problem is rectified, by somebody other than the submitter (R10, §3.3).
#[derive(Description)]
pub struct Reverification(pub reverification::Model);

#[Object(use_type_description)]
impl Reverification {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Name and post of the checker as they were then.
    async fn by(&self) -> &str {
        &self.0.by_label
    }

    /// Whether the place was visited; asked for from MODERATE on.
    async fn visited(&self) -> bool {
        self.0.visited
    }

    /// What was found: rectified, or returned.
    async fn rectified(&self) -> bool {
        self.0.rectified
    }

    /// Remark or reason of the return.
    async fn remark(&self) -> &str {
        &self.0.remark
    }
}

/// An alert that was raised and whom it told (§3.3).
#[derive(Description)]
pub struct Escalation(pub escalation::Model);

#[Object(use_type_description)]
impl Escalation {
    /// Alert.
    async fn level(&self) -> Code<Alert> {
        self.0.level.get().into()
    }

    /// Day it was raised.
    async fn on(&self) -> NaiveDate {
        self.0.on_date
    }

    /// Roles told.
    async fn to(&self) -> Vec<Code<Role>> {
        self.0
            .roles
            .split(',')
            .filter_map(Role::parse)
            .map(Code::from)
            .collect()
    }
}

/// The id of a row that no query opens by itself.
fn opaque(id: Uuid) -> ID {
    ID(id.simple().to_string())
}
