//! Mass intake: ratings and receipts by the hundred, each with its own result (K22, §8).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::rating::import::{self, NamedRating, NamedReceipt};
use remit_shared::rating::{RatingChannel, RatingLevel, RatingReason, ReceiptChannel};
use remit_shared::refusal::Refusal;

use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// One rating of a platform, a device, the hotline or the desk (§8).
#[derive(Debug, InputObject)]
pub struct RatingInput {
    /// UUID that the sender made; the same id and content gives the first result again.
    pub client_id: ID,
    /// Code of the rated unit.
    pub org_code: String,
    /// Number of the window, as on its sign.
    pub window_no: Option<String>,
    /// Channel.
    pub channel: Code<RatingChannel>,
    /// Number of the handled item.
    pub receipt_no: Option<String>,
    /// Level.
    pub level: Code<RatingLevel>,
    /// Reasons.
    pub reasons: Option<Vec<Code<RatingReason>>>,
    /// Comment, at most 300 characters.
    pub comment: Option<String>,
    /// When it was given.
    pub rated_at: DateTime<Utc>,
    /// Hash of the device, as the sender knows it.
    pub device_hash: Option<String>,
}

/// One handled item (§8).
#[derive(Debug, InputObject)]
pub struct ReceiptInput {
    /// UUID that the sender made.
    pub client_id: ID,
    /// Code of the unit.
    pub org_code: String,
    /// Number of the item, unique in the unit.
    pub receipt_no: String,
    /// Number of the window, as on its sign.
    pub window_no: Option<String>,
    /// Code of the matter.
    pub matter_code: String,
    /// When it was finished.
    pub finished_at: DateTime<Utc>,
    /// Where.
    pub channel: Code<ReceiptChannel>,
}

/// What became of one rating.
#[derive(SimpleObject)]
pub struct RatingItem {
    /// The sender's id.
    client_id: ID,
    /// Code under which the rater follows it up.
    receipt_code: Option<String>,
    /// The same rating had been handed in before.
    replayed: bool,
    /// Why it was not taken.
    refusal: Option<UserProblem>,
}

/// What became of one receipt.
#[derive(SimpleObject)]
pub struct ReceiptItem {
    /// The sender's id.
    client_id: ID,
    /// The same receipt had been handed in before.
    replayed: bool,
    /// Why it was not taken.
    refusal: Option<UserProblem>,
}

/// Ratings handed in, or why none was.
#[derive(SimpleObject)]
pub struct SubmitRatingsPayload {
    /// One result an item, in their order.
    items: Vec<RatingItem>,
    /// Why nothing was taken; empty otherwise.
    problems: Vec<UserProblem>,
}

/// Receipts handed in, or why none was.
#[derive(SimpleObject)]
pub struct SubmitReceiptsPayload {
    /// One result an item, in their order.
    items: Vec<ReceiptItem>,
    /// Why nothing was taken; empty otherwise.
    problems: Vec<UserProblem>,
}

/// Mass intake of ratings and receipts.
#[derive(Debug, Default)]
pub struct RatingIntakeMutation;

#[Object]
impl RatingIntakeMutation {
    /// Hands in at most 500 ratings; accepted ones stay, refused ones carry their reason (K22).
    async fn submit_ratings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ratings.")] items: Vec<RatingInput>,
    ) -> Result<SubmitRatingsPayload> {
        let request = RequestContext::of(ctx)?;
        let ids: Vec<ID> = items.iter().map(|item| item.client_id.clone()).collect();
        let answer = async {
            let items = items
                .into_iter()
                .map(NamedRating::try_from)
                .collect::<Result<_, _>>()?;
            import::submit_named(&request.app, &request.op, items).await
        };
        let settled = request.settle(answer.await)?;
        let items = ids.into_iter().zip(settled.value.into_iter().flatten());
        let line = |(client_id, answer): (ID, Result<_, Refusal>)| {
            let taken: Option<&remit_service::rating::intake::Taken> = answer.as_ref().ok();
            RatingItem {
                client_id,
                receipt_code: taken.map(|taken| taken.code.clone()),
                replayed: taken.is_some_and(|taken| taken.replayed),
                refusal: answer
                    .as_ref()
                    .err()
                    .map(|refusal| UserProblem::of(&request.op, refusal)),
            }
        };
        Ok(SubmitRatingsPayload {
            items: items.map(line).collect(),
            problems: settled.problems,
        })
    }

    /// Hands in at most 500 receipts of handled items (K22).
    async fn submit_receipts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The receipts.")] items: Vec<ReceiptInput>,
    ) -> Result<SubmitReceiptsPayload> {
        let request = RequestContext::of(ctx)?;
        let ids: Vec<ID> = items.iter().map(|item| item.client_id.clone()).collect();
        let answer = async {
            let items = items
                .into_iter()
                .map(NamedReceipt::try_from)
                .collect::<Result<_, _>>()?;
            import::submit_named_receipts(&request.app, &request.op, items).await
        };
        let settled = request.settle(answer.await)?;
        let items = ids.into_iter().zip(settled.value.into_iter().flatten());
        let line = |(client_id, answer): (ID, Result<bool, Refusal>)| ReceiptItem {
            client_id,
            replayed: matches!(answer, Ok(true)),
            refusal: answer
                .as_ref()
                .err()
                .map(|refusal| UserProblem::of(&request.op, refusal)),
        };
        Ok(SubmitReceiptsPayload {
            items: items.map(line).collect(),
            problems: settled.problems,
        })
    }
}

impl TryFrom<RatingInput> for NamedRating {
    type Error = Refusal;

    fn try_from(input: RatingInput) -> Result<Self, Refusal> {
        Ok(Self {
            client_id: id::read_client(&input.client_id)?,
            org_code: input.org_code,
            window_no: input.window_no,
            channel: input.channel.0,
            receipt_no: input.receipt_no,
            level: input.level.0,
            reasons: plain(input.reasons),
            comment: input.comment,
            rated_at: input.rated_at,
            device_hash: input.device_hash,
        })
    }
}

impl TryFrom<ReceiptInput> for NamedReceipt {
    type Error = Refusal;

    fn try_from(input: ReceiptInput) -> Result<Self, Refusal> {
        Ok(Self {
            client_id: id::read_client(&input.client_id)?,
            org_code: input.org_code,
            receipt_no: input.receipt_no,
            window_no: input.window_no,
            matter_code: input.matter_code,
            finished_at: input.finished_at,
            channel: input.channel.0,
        })
    }
}
