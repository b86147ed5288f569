//! Drawing a credential and casting a ballot. No session.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::evaluation::ballot::{self as service, Cast};
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;

use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::read;

/// Asking for a credential.
#[derive(Debug, InputObject)]
pub struct DrawCredentialInput {
    /// Code on the invitation.
    pub code: String,
    /// Blinded element, hexadecimal; the same one gets the same answer again.
    pub blinded: String,
}

/// The evaluated element, or why there is none.
#[derive(Default, SimpleObject)]
pub struct DrawCredentialPayload {
    /// Evaluated element, hexadecimal.
    element: Option<String>,
    /// Proof that the committed key was used, hexadecimal.
    proof: Option<String>,
    /// Why nothing was handed out; empty on success.
    problems: Vec<UserProblem>,
}

/// A ballot with the credential that admits it.
#[derive(Debug, InputObject)]
pub struct CastBallotInput {
    /// Campaign.
    pub campaign_id: ID,
    /// Group whose key the credential was made under.
    pub group_id: ID,
    /// Nonce of the credential, hexadecimal.
    pub nonce: String,
    /// Output of the credential, hexadecimal.
    pub output: String,
    /// Random bytes of the ballot's hash, hexadecimal.
    pub salt: String,
    /// Answers, one letter each, unit by unit: 5 to 1, - for 不了解, . for a unit left out.
    pub answers: String,
}

impl TryFrom<CastBallotInput> for Cast {
    type Error = Refusal;

    fn try_from(input: CastBallotInput) -> Result<Self, Refusal> {
        Ok(Self {
            campaign: read(NodeKind::Campaign, &input.campaign_id, "campaignId")?,
            stratum: read(NodeKind::CampaignStratum, &input.group_id, "groupId")?,
            nonce: input.nonce,
            output: input.output,
            salt: input.salt,
            answers: input.answers,
        })
    }
}

/// The ballot's hash, or why it was not taken.
#[derive(Default, SimpleObject)]
pub struct CastBallotPayload {
    /// Hash under which the ballot will be found in the published list.
    hash: Option<String>,
    /// Why nothing was taken; empty on success.
    problems: Vec<UserProblem>,
}

/// Writes of voters.
#[derive(Debug, Default)]
pub struct BallotMutation;

#[Object]
impl BallotMutation {
    /// Hands out a blind credential, one a invitation. Refused with a session: only at `/graphql/ballot` (F1).
    async fn draw_ballot_credential(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The invitation and the blinded element.")] input: DrawCredentialInput,
    ) -> Result<DrawCredentialPayload> {
        let request = RequestContext::of(ctx)?;
        let drawn = service::draw(&request.app, &request.op, &input.code, &input.blinded).await;
        let settled = request.settle(drawn)?;
        let mut payload = DrawCredentialPayload {
            problems: settled.problems,
            ..DrawCredentialPayload::default()
        };
        if let Some(evaluation) = settled.value {
            let [element, proof] = evaluation.to_hex();
            (payload.element, payload.proof) = (Some(element), Some(proof));
        }
        Ok(payload)
    }

    /// Casts a ballot with a credential alone. Refused with a session: only at `/graphql/ballot` (F1).
    async fn cast_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ballot.")] input: CastBallotInput,
    ) -> Result<CastBallotPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::cast(&request.app, &request.op, &input.try_into()?).await };
        let settled = request.settle(answer.await)?;
        Ok(CastBallotPayload {
            hash: settled.value,
            problems: settled.problems,
        })
    }
}
