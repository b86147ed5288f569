//! Expert sessions (K14).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::panel::session::read as service;
use remit_service::rows::{SessionMemberRow, expert_session};
use remit_shared::id::NodeKind;
use remit_shared::panel::{ReviewState, SessionKind, SessionState, SessionSubject};

use super::review::ExpertReview;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::{Org, Person};
use crate::page::{Listed, Paging, Rows, asks_total};
use crate::problem::action::ActionAvailability;

/// An expert seminar or operation evaluation with its blind reviews (K14).
#[derive(Description)]
pub struct ExpertSession(pub expert_session::Model);

impl Listed for ExpertSession {}

impl ExpertSession {
    async fn seen(&self, ctx: &Context<'_>) -> Result<Vec<service::SeenReview>> {
        let request = RequestContext::of(ctx)?;
        let key = (self.0.id, self.0.state.get());
        let found = request.batches.panel.reviews.load(key, |keys| async move {
            let reviews = service::reviews(&request.app, &request.op, &keys).await;
            let mut reviews = request.value(reviews)?;
            Ok(keys
                .into_iter()
                .map(|key| (key, reviews.remove(&key.0).unwrap_or_default()))
                .collect())
        });
        Ok(found.await?.unwrap_or_default())
    }
}

#[Object(use_type_description)]
impl ExpertSession {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::ExpertSession, self.0.id)
    }

    /// Seminar or evaluation.
    async fn kind(&self) -> Code<SessionKind> {
        self.0.kind.get().into()
    }

    /// What it is about.
    async fn subject(&self) -> Code<SessionSubject> {
        self.0.subject.get().into()
    }

    /// Title, at most 120 characters.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What the experts have to read beforehand.
    async fn materials(&self) -> &str {
        &self.0.materials
    }

    /// Where.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// Day.
    async fn held_on(&self) -> NaiveDate {
        self.0.held_on
    }

    /// State.
    async fn state(&self) -> Code<SessionState> {
        self.0.state.get().into()
    }

    /// Minutes, once held.
    async fn minutes(&self) -> Option<&str> {
        self.0.minutes.as_deref()
    }

    /// Why it was cancelled.
    async fn cancel_reason(&self) -> Option<&str> {
        self.0.cancel_reason.as_deref()
    }

    /// Experts invited, by name.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<SessionMember>> {
        let request = RequestContext::of(ctx)?;
        let rows = request.batches.panel.members.load(self.0.id, |ids| async move {
            request.value(service::members(&request.app, &request.op, &ids).await)
        });
        Ok(rows.await?.into_iter().flatten().map(SessionMember).collect())
    }

    /// Reviews as the reader may see them: others' grades and opinions are null until all are in.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Vec<ExpertReview>> {
        let seen = self.seen(ctx).await?;
        Ok(seen.into_iter().map(ExpertReview).collect())
    }

    /// Reviews handed in.
    async fn reviews_in(&self, ctx: &Context<'_>) -> Result<usize> {
        let seen = self.seen(ctx).await?;
        let handed_in = |review: &&service::SeenReview| review.row.state.get() == ReviewState::Submitted;
        Ok(seen.iter().filter(handed_in).count())
    }

    /// Reviews expected: handed in or pending.
    async fn reviews_expected(&self, ctx: &Context<'_>) -> Result<usize> {
        let seen = self.seen(ctx).await?;
        let expected = |review: &&service::SeenReview| {
            matches!(
                review.row.state.get(),
                ReviewState::Submitted | ReviewState::Pending
            )
        };
        Ok(seen.iter().filter(expected).count())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = service::actions(&request.op, &self.0);
        Ok(actions
            .into_iter()
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// An expert invited to a session.
#[derive(Description)]
pub struct SessionMember(SessionMemberRow);

#[Object(use_type_description)]
impl SessionMember {
    /// The expert.
    async fn person(&self) -> Option<Person> {
        self.0.1.clone().map(Person)
    }

    /// Whether the expert attended; null before the session is held.
    async fn attended(&self) -> Option<bool> {
        self.0.0.attended
    }
}

/// Reads of expert sessions.
#[derive(Debug, Default)]
pub struct SessionQuery;

#[Object]
impl SessionQuery {
    /// Expert sessions: all for the office, the own invitations for an expert; the latest first (K14, R3).
    async fn expert_sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only seminars or only evaluations.")] kind: Option<Code<SessionKind>>,
        #[graphql(desc = "Only in this state.")] state: Option<Code<SessionState>>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<ExpertSession>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let narrow = (kind.map(|kind| kind.0), state.map(|state| state.0));
        let page = service::list(&request.app, &request.op, narrow, window.slice()).await;
        Ok(window.connection(request.value(page)?, ExpertSession))
    }

    /// One expert session; null if there is none with this id in the reader's scope.
    async fn expert_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the session.")] id: ID,
    ) -> Result<Option<ExpertSession>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            let id = id::read(NodeKind::ExpertSession, &id, "id")?;
            service::one(&request.app, &request.op, id).await
        };
        Ok(request.value(row.await)?.map(ExpertSession))
    }
}

/// A unit that a review judges, loaded in batches.
pub(super) async fn unit(ctx: &Context<'_>, id: Option<uuid::Uuid>) -> Result<Option<Org>> {
    match id {
        Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
        None => Ok(None),
    }
}
