//! A city leader's cards (K25).

use std::sync::Arc;

use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::rows::leader_comment;
use remit_service::voice::comment::{CommentCard as Card, CommentDesk as Desk};
use remit_shared::rating::RatingLevel;

use super::{ClosedBecause, VoiceDays, whole};
use crate::code::Code;
use crate::context::RequestContext;
use crate::organisation::Org;

/// What the leader has said of a unit; nobody else reads it (F6).
#[derive(Description)]
pub struct LeaderComment(leader_comment::Model);

#[Object(use_type_description)]
impl LeaderComment {
    /// Level.
    async fn level(&self) -> Code<RatingLevel> {
        self.0.level.get().into()
    }

    /// Text; may be empty.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// When it was written or last changed.
    async fn at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
}

/// A unit's card (K25).
#[derive(Description)]
pub struct CommentCard(pub Card);

#[Object(use_type_description)]
impl CommentCard {
    /// The unit.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// Whether the leader is in charge of it: then the comment counts twice in B31.
    async fn in_charge(&self) -> bool {
        self.0.in_charge
    }

    /// What the leader has said; null if nothing, or taken back.
    async fn comment(&self) -> Option<LeaderComment> {
        self.0.comment.clone().map(LeaderComment)
    }

    /// Its open problems; for units of the own charge (R5).
    async fn open_problems(&self) -> Option<i64> {
        self.0.problems.map(|(open, _)| open)
    }

    /// Its overdue problems; for units of the own charge (R5).
    async fn overdue_problems(&self) -> Option<i64> {
        self.0.problems.map(|(_, overdue)| overdue)
    }
}

/// The leader's cards of a year.
#[derive(SimpleObject)]
pub struct CommentDesk {
    /// Year.
    year: i32,
    /// The days; null until the office sets them.
    window: Option<VoiceDays>,
    /// Why nothing can be written now; null while it can.
    closed: Option<ClosedBecause>,
    /// Units of the own charge.
    own: i32,
    /// Units of the own charge that have a comment.
    own_done: i32,
    /// The units, the own charge first.
    cards: Vec<CommentCard>,
}

impl CommentDesk {
    /// Wraps what the use case found.
    pub fn of(request: &RequestContext, desk: Desk) -> Self {
        let own = desk.cards.iter().filter(|card| card.in_charge);
        Self {
            year: desk.year,
            window: desk.window.as_ref().map(VoiceDays::of),
            closed: desk
                .open
                .err()
                .map(|refusal| ClosedBecause::of(request, &refusal)),
            own: whole(own.clone().count()),
            own_done: whole(own.filter(|card| card.comment.is_some()).count()),
            cards: desk.cards.into_iter().map(CommentCard).collect(),
        }
    }

    /// Reads the cards of the leader who asks.
    pub async fn load(ctx: &Context<'_>, year: Option<i32>) -> Result<Self> {
        let request = RequestContext::of(ctx)?;
        let desk = remit_service::voice::comment::desk(&request.app, &request.op, year).await;
        Ok(Self::of(request, request.value(desk)?))
    }
}
