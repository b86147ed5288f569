//! An activity with everything that its page shows.

use std::sync::Arc;

use async_graphql::{Context, Description, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::activity::read::{self as service, Children, Loaded, Reader};
use remit_service::rows::{ActivityMemberRow, activity_check, activity_event, activity_unit};
use remit_shared::activity::{
    ActivityEventKind, ActivityState, FindingEventKind, TeamPart, finding as machine,
};
use remit_shared::identity::Role;

use super::finding::Finding;
use super::object::JointActivity;
use crate::code::Code;
use crate::context::RequestContext;
use crate::organisation::{Org, Person};
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// An activity with everything that its page shows.
#[derive(Description)]
pub struct JointActivityDetail {
    loaded: Arc<Loaded>,
    children: Children,
    reader: Arc<Reader>,
}

impl JointActivityDetail {
    /// Loads what hangs on an activity that the reader has been given.
    pub async fn of(request: &RequestContext, reader: Arc<Reader>, loaded: Loaded) -> Result<Self> {
        let children = service::children(&request.app, &reader, &loaded).await;
        Ok(Self {
            children: request.value(children)?,
            loaded: Arc::new(loaded),
            reader,
        })
    }
}

#[Object(use_type_description)]
impl JointActivityDetail {
    /// The activity.
    async fn activity(&self) -> JointActivity {
        JointActivity((*self.loaded).clone())
    }

    /// The units inspected, in their order; a unit sees its own line.
    async fn units(&self) -> Vec<ActivityUnit> {
        self.loaded.units.iter().cloned().map(ActivityUnit).collect()
    }

    /// The team, the person in charge first.
    async fn team(&self) -> Vec<ActivityMember> {
        self.children.team.iter().cloned().map(ActivityMember).collect()
    }

    /// What is looked at.
    async fn checks(&self) -> Vec<ActivityCheck> {
        self.children.checks.iter().cloned().map(ActivityCheck).collect()
    }

    /// What was found, as far as the reader's scope shows it.
    async fn findings(&self) -> Vec<Finding> {
        let wrap = |row: &remit_service::rows::finding::Model| Finding {
            row: row.clone(),
            loaded: Arc::clone(&self.loaded),
            files: self.children.evidence.get(&row.id).cloned().unwrap_or_default(),
            reader: Arc::clone(&self.reader),
        };
        self.loaded.findings.iter().map(wrap).collect()
    }

    /// Names of the sections with which the result is shared (K07).
    async fn shares(&self) -> Vec<&str> {
        self.children
            .shares
            .iter()
            .map(|section| section.name.as_str())
            .collect()
    }

    /// Its history, oldest first.
    async fn events(&self) -> Vec<ActivityEvent> {
        self.children.events.iter().cloned().map(ActivityEvent).collect()
    }

    /// Notice and report.
    async fn files(&self) -> Vec<EvidenceFile> {
        self.children.files.iter().cloned().map(EvidenceFile).collect()
    }

    /// Whether the reader may record visits, checks and findings now.
    async fn records(&self) -> bool {
        let role = self.reader.actor.role;
        self.loaded.row.state.get() == ActivityState::OnSite
            && machine::roles_of(FindingEventKind::Record).contains(&role)
    }

    /// What the state and the reader's role could ever allow, each with the reason why not now (§3.13).
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&request.app, &self.loaded).into_iter();
        Ok(actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }
}

/// A unit inspected by an activity.
#[derive(Description)]
pub struct ActivityUnit(activity_unit::Model);

#[Object(use_type_description)]
impl ActivityUnit {
    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// When the team was there.
    async fn visited_on(&self) -> Option<NaiveDate> {
        self.0.visited_on
    }

    /// Name of the person who recorded it.
    async fn visited_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.visited_by).await
    }

    /// What was looked at, in short.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// A member of the team of an activity.
#[derive(Description)]
pub struct ActivityMember(ActivityMemberRow);

#[Object(use_type_description)]
impl ActivityMember {
    /// The name.
    async fn name(&self) -> &str {
        self.0
            .1
            .as_ref()
            .map_or("", |person| person.display_name.as_str())
    }

    /// The post.
    async fn post(&self) -> &str {
        self.0.1.as_ref().map_or("", |person| person.post.as_str())
    }

    /// Unit he or she comes from.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.0.0.org_id {
            Some(org) => Org::load(RequestContext::of(ctx)?, org).await,
            None => Ok(None),
        }
    }

    /// Where he or she comes from.
    async fn part(&self) -> Code<TeamPart> {
        self.0.0.part.get().into()
    }
}

/// An item of the checklist of an activity.
#[derive(Description)]
pub struct ActivityCheck(activity_check::Model);

#[Object(use_type_description)]
impl ActivityCheck {
    /// Place in the list, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// What is looked at.
    async fn item(&self) -> &str {
        &self.0.item
    }

    /// When it was done.
    async fn done_on(&self) -> Option<NaiveDate> {
        self.0.done_on
    }

    /// Name of the person who did it.
    async fn done_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.done_by).await
    }
}

/// A line in the history of an activity.
#[derive(Description)]
pub struct ActivityEvent(activity_event::Model);

#[Object(use_type_description)]
impl ActivityEvent {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened.
    async fn event(&self) -> Code<ActivityEventKind> {
        self.0.event.get().into()
    }

    /// State after it.
    async fn to_state(&self) -> Code<ActivityState> {
        self.0.to_state.get().into()
    }

    /// Name and post of the actor at the time.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Role of the hat worn; null for the system.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// Reason, document number or the like.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }
}
