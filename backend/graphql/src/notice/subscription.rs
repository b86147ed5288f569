//! What the outbox says, live, to the account it is addressed to.
//!
//! A subscription ends with its session: signed out, revoked, idle, or the account disabled. That is looked at
//! before every event and at least once in [`RECHECK`].

use std::time::Duration;

use async_graphql::{Context, Description, ID, Object, Result, Subscription};
use futures_util::{Stream, StreamExt, stream};
use remit_service::app::App;
use remit_service::context::OpCtx;
use remit_service::identity::authenticate;
use remit_service::live::LiveEvent;
use remit_service::notice::inbox;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::Alert;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use super::subject_kind;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;

/// How long a silent subscription may outlive its session.
const RECHECK: Duration = Duration::from_secs(30);

/// Something happened that concerns the reader. `kind` is null when events were missed: fetch everything again.
#[derive(Description)]
pub struct QueueChange {
    event: Option<LiveEvent>,
}

#[Object(use_type_description)]
impl QueueChange {
    /// Global id of the record to open: a problem, a push sheet or a grant.
    async fn subject_id(&self) -> Option<ID> {
        let event = self.event.as_ref()?;
        event.subject_id.map(|id| global(subject_kind(event.kind), id))
    }

    /// What happened; null when events were missed.
    async fn kind(&self) -> Option<Code<NoticeKind>> {
        self.event.as_ref().map(|event| event.kind.into())
    }

    /// Title of the record; empty when events were missed.
    async fn title(&self) -> &str {
        self.event.as_ref().map_or("", |event| event.title.as_str())
    }

    /// Number of the record, such as `LZ-2022-0001`.
    async fn code(&self) -> Option<&str> {
        self.event
            .as_ref()
            .map(|event| event.code.as_str())
            .filter(|code| !code.is_empty())
    }

    /// Unread notifications now.
    async fn unread(&self, ctx: &Context<'_>) -> Result<u64> {
        let request = RequestContext::of(ctx)?;
        request.value(inbox::unread(&request.app, &request.op).await)
    }
}

/// An alert was raised on a problem that the reader answers for (§3.3).
#[derive(Description)]
pub struct AlertRaised {
    event: LiveEvent,
    problem: Uuid,
    alert: Alert,
}

impl AlertRaised {
    fn of(event: LiveEvent) -> Option<Self> {
        let alert = match event.kind {
            NoticeKind::AlertBlue => Alert::Blue,
            NoticeKind::AlertYellow => Alert::Yellow,
            NoticeKind::AlertRed => Alert::Red,
            _ => return None,
        };
        Some(Self {
            problem: event.subject_id?,
            alert,
            event,
        })
    }
}

#[Object(use_type_description)]
impl AlertRaised {
    /// Global id of the problem.
    async fn problem_id(&self) -> ID {
        global(subject_kind(self.event.kind), self.problem)
    }

    /// Its number.
    async fn code(&self) -> &str {
        &self.event.code
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.event.title
    }

    /// The alert.
    async fn alert(&self) -> Code<Alert> {
        self.alert.into()
    }
}

/// What is told live.
#[derive(Debug, Default, Description)]
pub struct Subscription;

#[Subscription(use_type_description)]
impl Subscription {
    /// One's own queue or inbox has changed (K38). Ends with the session.
    async fn my_queue_changed<'a>(
        &self,
        ctx: &Context<'a>,
    ) -> Result<impl Stream<Item = QueueChange> + use<'a>> {
        Ok(events(RequestContext::of(ctx)?)?.map(|event| QueueChange { event }))
    }

    /// An alert was raised on a problem that the reader answers for (§3.3). Ends with the session.
    async fn alert_raised<'a>(&self, ctx: &Context<'a>) -> Result<impl Stream<Item = AlertRaised> + use<'a>> {
        let events = events(RequestContext::of(ctx)?)?;
        Ok(events.filter_map(async |event| event.and_then(AlertRaised::of)))
    }
}

/// A live subscription of one account.
struct Listener<'a> {
    app: &'a App,
    op: &'a OpCtx,
    events: Receiver<LiveEvent>,
}

/// The events for the account signed in; `None` in place of events that were missed.
fn events(request: &RequestContext) -> Result<impl Stream<Item = Option<LiveEvent>>> {
    let (app, op) = (&request.app, &request.op);
    request.value(op.authorise(Capability::InboxRead).map_err(Into::into))?;
    let listener = Listener {
        app,
        op,
        events: app.live.subscribe(),
    };
    Ok(stream::unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((event, listener))
    }))
}

impl Listener<'_> {
    /// The next event, or `None` at the end of the session or of the process.
    async fn next(&mut self) -> Option<Option<LiveEvent>> {
        let actor = self.op.actor.as_ref()?;
        loop {
            let heard = tokio::time::timeout(RECHECK, self.events.recv()).await;
            let event = match heard {
                Ok(Ok(event)) if event.account_id != actor.account_id => continue,
                Ok(Ok(event)) => Some(Some(event)),
                Ok(Err(RecvError::Lagged(_))) => Some(None),
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) => None,
            };
            authenticate::recheck(self.app, self.op, actor).await.ok()?;
            if event.is_some() {
                return event;
            }
        }
    }
}
