//! What people do to bad ratings, flags and windows (K23, K24).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::rating::bad::{Act, Words, act};
use remit_service::rating::{flag as flags, read, window};
use remit_shared::id::NodeKind;
use remit_shared::rating::{AppealGround, BadEventKind, FlagVerdict, RevisitResult};

use super::bad::BadRating;
use super::flag::RatingFlag;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// An event on a bad-rating case. What an event does not ask for is not read (§3.9).
#[derive(Debug, InputObject)]
pub struct ActOnBadRatingInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The event: one of the case's `actions`.
    pub event: Code<BadEventKind>,
    /// Findings, grounds, explanation, measures, reply or reason, at most 1 000 characters.
    pub text: Option<String>,
    /// CONTACT: the handler is the person who served the rater.
    #[graphql(default = false)]
    pub served_rater: bool,
    /// APPEAL: its ground.
    pub ground: Option<Code<AppealGround>>,
    /// APPEAL: what can be checked, such as recordings or case records.
    pub evidence: Option<String>,
    /// ACCEPT: the matter is complex and takes longer.
    #[graphql(default = false)]
    pub complex: bool,
    /// DECIDE: exclude the rating from the score.
    #[graphql(default = false)]
    pub exclude: bool,
    /// REVISIT: what was found.
    pub result: Option<Code<RevisitResult>>,
}

/// An opinion on a group of flagged ratings.
#[derive(Debug, InputObject)]
pub struct ReviewRatingFlagInput {
    /// The group.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Keep or exclude.
    pub verdict: Code<FlagVerdict>,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// A window whose printed codes are revoked.
#[derive(Debug, InputObject)]
pub struct RevokeRatingWindowInput {
    /// The window.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// The case as changed, or why it was not.
#[derive(SimpleObject)]
pub struct BadRatingPayload {
    /// The case.
    bad_rating: Option<BadRating>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// The group as reviewed, or why it was not.
#[derive(SimpleObject)]
pub struct RatingFlagPayload {
    /// The group.
    flag: Option<RatingFlag>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// The new version of a window's code, or why it was not raised.
#[derive(SimpleObject)]
pub struct RatingWindowPayload {
    /// Version of the code now in force.
    key_version: Option<i32>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// Writes to bad ratings, flags and windows.
#[derive(Debug, Default)]
pub struct RatingMutation;

#[Object]
impl RatingMutation {
    /// Fires an event on a bad-rating case (§3.9, K23).
    async fn act_on_bad_rating(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case, the event and what is said.")] input: ActOnBadRatingInput,
    ) -> Result<BadRatingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let act_input = Act {
                step: id::step(NodeKind::BadRating, &input.id, input.version)?,
                event: input.event.0,
                words: words(input),
            };
            act(&request.app, &request.op, act_input).await
        };
        let settled = request.settle(answer.await)?;
        let row = match settled.value {
            Some(case) => request.value(read::case(&request.app, &request.op, case.id).await)?,
            None => None,
        };
        Ok(BadRatingPayload {
            bad_rating: row.map(BadRating),
            problems: settled.problems,
        })
    }

    /// Gives an opinion on a group of flagged ratings; a second one that agrees decides (K24).
    async fn review_rating_flag(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group and the opinion.")] input: ReviewRatingFlagInput,
    ) -> Result<RatingFlagPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::RatingFlag, &input.id, input.version)?;
            flags::review(&request.app, &request.op, step, input.verdict.0, &input.reason).await
        };
        let settled = request.settle(answer.await)?;
        let row = match settled.value {
            Some(flag) => request.value(flags::find(&request.app, &request.op, flag.id).await)?,
            None => None,
        };
        Ok(RatingFlagPayload {
            flag: row.map(RatingFlag),
            problems: settled.problems,
        })
    }

    /// Revokes the printed codes of a window (K21).
    async fn revoke_rating_window(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: RevokeRatingWindowInput,
    ) -> Result<RatingWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::WindowPoint, &input.id, input.version)?;
            window::revoke(&request.app, &request.op, step).await
        };
        let settled = request.settle(answer.await)?;
        Ok(RatingWindowPayload {
            key_version: settled.value.map(|window| window.qr_key_version),
            problems: settled.problems,
        })
    }
}

fn words(input: ActOnBadRatingInput) -> Words {
    Words {
        text: input.text.unwrap_or_default(),
        served_rater: input.served_rater,
        ground: input.ground.map(|ground| ground.0),
        evidence: input.evidence.unwrap_or_default(),
        complex: input.complex,
        exclude: input.exclude,
        result: input.result.map(|result| result.0),
    }
}
