//! Questions about expert sessions: the office sees all of them, an expert those of the own invitations (R3).
//! Grades and opinions of others stay hidden from everybody, the office included, until all are in.

use std::collections::HashMap;

use remit_shared::identity::Role;
use remit_shared::panel::session::{self as machine, SessionAvailability, SessionFacts, SessionProposal};
use remit_shared::panel::{ReviewState, SessionKind, SessionState};
use remit_shared::policy::{Capability, Reach, Scope};
use remit_store::entity::{expert_review, expert_session};
use remit_store::page::{Page, Slice};
use remit_store::panel::session::{self as rows, Member};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// The scope of whoever reads sessions.
pub fn scope(ctx: &OpCtx) -> Answer<Scope> {
    let capability = match ctx.signed_in()?.role {
        Role::Ex => Capability::ReviewWrite,
        _ => Capability::SessionManage,
    };
    Ok(ctx.authorise(capability)?)
}

/// A page of sessions, the latest first.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    narrow: (Option<SessionKind>, Option<SessionState>),
    slice: Slice,
) -> Answer<Page<expert_session::Model>> {
    Ok(rows::page(app.db.read(), &scope(ctx)?, narrow, slice).await?)
}

/// One session, or `None` out of scope.
pub async fn one(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<expert_session::Model>> {
    Ok(rows::find(app.db.read(), &scope(ctx)?, id).await?)
}

/// The sessions among `ids` that the reader may see.
pub async fn by_ids(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<Vec<expert_session::Model>> {
    Ok(rows::by_ids(app.db.read(), &scope(ctx)?, ids).await?)
}

/// The experts invited, by session.
pub async fn members(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<HashMap<Uuid, Vec<Member>>> {
    Ok(rows::members(app.db.read(), scope(ctx)?.jurisdiction_id(), ids).await?)
}

/// A review as this reader may see it.
#[derive(Debug, Clone)]
pub struct SeenReview {
    /// The row, with grade and opinion blanked while they are hidden.
    pub row: expert_review::Model,
    /// Whether grade and opinion are shown.
    pub shown: bool,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// The reviews of sessions as this reader may see them, by session. An expert sees nothing of units for which he
/// or she is recused.
pub async fn reviews(
    app: &App,
    ctx: &OpCtx,
    sessions: &[(Uuid, SessionState)],
) -> Answer<HashMap<Uuid, Vec<SeenReview>>> {
    let scope = scope(ctx)?;
    let ids: Vec<Uuid> = sessions.iter().map(|(id, _)| *id).collect();
    let states: HashMap<Uuid, SessionState> = sessions.iter().copied().collect();
    let found = rows::reviews(app.db.read(), scope.jurisdiction_id(), &ids).await?;
    let seen = found.into_iter().map(|(session, reviews)| {
        let state = states.get(&session).copied().unwrap_or(SessionState::Planned);
        (session, seen(&scope, state, reviews))
    });
    Ok(seen.collect())
}

fn seen(scope: &Scope, state: SessionState, reviews: Vec<expert_review::Model>) -> Vec<SeenReview> {
    let own = |review: &expert_review::Model| review.person_id == scope.person_id();
    let hidden: Vec<Option<Uuid>> = reviews
        .iter()
        .filter(|review| own(review) && review.state.get() == ReviewState::Recused)
        .map(|review| review.org_id)
        .collect();
    let expert = scope.reach() == Reach::Own;
    reviews
        .into_iter()
        .filter(|review| !expert || own(review) || !hidden.contains(&review.org_id))
        .map(|mut row| {
            let own = own(&row);
            let shown = machine::shows(state, own);
            if !shown {
                (row.grade, row.opinion) = (None, String::new());
            }
            SeenReview { row, shown, own }
        })
        .collect()
}

/// The reviews that the expert still owes, the nearest session first.
pub async fn owed(
    app: &App,
    ctx: &OpCtx,
    limit: u64,
) -> Answer<Vec<(expert_review::Model, expert_session::Model)>> {
    let scope = ctx.authorise(Capability::ReviewWrite)?;
    Ok(rows::owed(app.db.read(), &scope, limit).await?)
}

/// The actions that the state and the role could ever allow, each with the reason why not now.
pub fn actions(ctx: &OpCtx, row: &expert_session::Model) -> Vec<SessionAvailability> {
    let Some(actor) = &ctx.actor else {
        return Vec::new();
    };
    let facts = SessionFacts {
        today: ctx.today(),
        acting: Some(actor.role),
        held_on: row.held_on,
        all_in: false,
        proposal: SessionProposal::default(),
    };
    machine::available(row.state.get(), actor.role, &facts)
}
