//! The integrity desk (K24): the engine that flags, and the blind review that decides.

mod engine;

pub use engine::run;

use chrono::{DateTime, Utc};
use remit_shared::policy::Capability;
use remit_shared::rating::flags::{self, Review, Reviewed};
use remit_shared::rating::{FlagState, FlagVerdict, RatingChannel, RatingStatus};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::{org, public_rating, rating_flag, window_point};
use remit_store::page::{Page, Slice};
use remit_store::rating::{flag as rows, rollup, window};
use remit_store::{StoreError, Text, organisation, row};

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// A group as a reviewer sees it: pattern and counts, no level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagRow {
    /// The group.
    pub flag: rating_flag::Model,
    /// Rated unit.
    pub org: org::Model,
    /// Rated window.
    pub window: window_point::Model,
}

/// The groups, newest first.
pub async fn list(app: &App, ctx: &OpCtx, states: &[FlagState], slice: Slice) -> Answer<Page<FlagRow>> {
    let scope = ctx.authorise(Capability::FlagReview)?;
    let conn = app.db.read();
    let page = rows::page(conn, &scope, states, slice).await?;
    let total = page.total;
    let rows = with_places(app, page.rows).await?;
    Ok(Page { rows, total })
}

/// One group, or `None` out of scope.
pub async fn find(app: &App, ctx: &OpCtx, id: uuid::Uuid) -> Answer<Option<FlagRow>> {
    let scope = ctx.authorise(Capability::FlagReview)?;
    let found = rows::find(app.db.read(), &scope, id).await?;
    Ok(with_places(app, found.into_iter().collect()).await?.pop())
}

/// Times and channels of a group's ratings.
pub async fn times(
    app: &App,
    ctx: &OpCtx,
    id: uuid::Uuid,
) -> Answer<Vec<(DateTime<Utc>, RatingChannel, RatingStatus)>> {
    let scope = ctx.authorise(Capability::FlagReview)?;
    Ok(rows::times(app.db.read(), &scope, id).await?)
}

async fn with_places(app: &App, flags: Vec<rating_flag::Model>) -> Answer<Vec<FlagRow>> {
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let orgs: Vec<_> = flags.iter().map(|flag| flag.org_id).collect();
    let windows: Vec<_> = flags.iter().map(|flag| flag.window_id).collect();
    let orgs = organisation::by_ids(conn, jurisdiction, &orgs).await?;
    let windows = window::by_ids(conn, jurisdiction, &windows).await?;
    Ok(flags
        .into_iter()
        .filter_map(|flag| {
            let org = orgs.iter().find(|org| org.id == flag.org_id)?.clone();
            let window = windows.iter().find(|window| window.id == flag.window_id)?.clone();
            Some(FlagRow { flag, org, window })
        })
        .collect())
}

/// Whether this person may give an opinion on a group now.
pub fn may_review(ctx: &OpCtx, flag: &rating_flag::Model) -> Answer<()> {
    ctx.authorise(Capability::FlagReview)?;
    let actor = ctx.signed_in()?;
    flags::review(Review {
        person: actor.person_id,
        home_org: actor.home_org_id,
        org: flag.org_id,
        state: flag.state.get(),
        first: flag.reviewer_id.zip(flag.verdict.map(Text::get)),
        verdict: FlagVerdict::Keep,
    })?;
    Ok(())
}

/// Gives an opinion on a group; the second one that agrees decides.
pub async fn review(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    verdict: FlagVerdict,
    reason: &str,
) -> Answer<rating_flag::Model> {
    let mut work = Work::begin(app, ctx, "rating_flag.review").await?;
    let result = review_in(&mut work, step, verdict, reason).await;
    work.finish(result).await
}

async fn review_in(
    work: &mut Work<'_>,
    step: Step,
    verdict: FlagVerdict,
    reason: &str,
) -> Answer<rating_flag::Model> {
    let scope = work.authorise(Capability::FlagReview)?;
    let reason = text::reason("reason", reason)?;
    let flag = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("rating_flag", flag.id, flag.rule.to_string());
    if flag.version != step.version {
        return Err(StoreError::Stale { table: "rating_flag" }.into());
    }
    work.before(&flag);
    let actor = work.actor()?;
    let outcome = flags::review(Review {
        person: actor.person_id,
        home_org: actor.home_org_id,
        org: flag.org_id,
        state: flag.state.get(),
        first: flag.reviewer_id.zip(flag.verdict.map(Text::get)),
        verdict,
    })?;
    let mut next = flag.clone();
    next.updated_at = work.ctx.now();
    match outcome {
        Reviewed::Noted => {
            next.state = Text(FlagState::Reviewed);
            (next.verdict, next.reason) = (Some(Text(verdict)), Some(reason.clone()));
            next.reviewer_id = Some(actor.person_id);
        }
        Reviewed::Again => {
            next.state = Text(FlagState::Open);
            (next.verdict, next.reason, next.reviewer_id) = (None, None, None);
        }
        Reviewed::Decided(_) => {
            next.state = Text(FlagState::Decided);
            (next.confirmer_id, next.decided_at) = (Some(actor.person_id), Some(work.ctx.now()));
            decide(work, &flag, verdict, &reason).await?;
        }
    }
    work.remark(format!("{verdict}"));
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    Ok(saved)
}

/// Keeps or excludes the flagged ratings of a group; their counters move with them.
async fn decide(
    work: &Work<'_>,
    flag: &rating_flag::Model,
    verdict: FlagVerdict,
    reason: &str,
) -> Answer<()> {
    let first = match flag.reviewer_id {
        Some(person) => organisation::person(&work.tx, flag.jurisdiction_id, person).await?,
        None => None,
    };
    let names = [
        first.map(|person| person.display_name),
        work.ctx.actor.as_ref().map(|actor| actor.label.clone()),
    ];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join("、");
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for rating in rows::members(&work.tx, flag.id).await? {
        // One that counts was kept by an earlier decision about the same group.
        if rating.status.get() != RatingStatus::Flagged || rating.counted {
            continue;
        }
        before.push(rollup::cell_of(&rating));
        let next = match verdict {
            FlagVerdict::Keep => public_rating::Model {
                counted: true,
                ..rating
            },
            FlagVerdict::Exclude => public_rating::Model {
                status: Text(RatingStatus::Excluded),
                counted: false,
                excluded_reason: Some(reason.to_owned()),
                excluded_by: Some(names.clone()),
                ..rating
            },
        };
        let next = public_rating::Model {
            updated_at: work.ctx.now(),
            ..next
        };
        after.push(rollup::cell_of(&next));
        row::update(&work.tx, next).await?;
    }
    rollup::take(&work.tx, before).await?;
    rollup::add(&work.tx, after).await?;
    Ok(())
}
