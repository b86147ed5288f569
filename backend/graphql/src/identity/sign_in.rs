//! What signing in asks for and answers.

use async_graphql::{Enum, ID, InputObject, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::identity::sessions::Opened;
use remit_service::identity::sign_in::{SignIn, SignedIn};
use remit_service::identity::tokens;
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;

use super::{Hat, Viewer};
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// How tokens are handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
pub enum TokenDelivery {
    /// In HttpOnly cookies, for browsers; `tokens` is null.
    #[default]
    Cookie,
    /// In the payload, for programs that send them as bearer tokens.
    Bearer,
}

/// Signing in. A second factor or a choice of hats is asked for by the answer; then everything is sent again.
#[derive(InputObject)]
pub struct SignInInput {
    /// Login; capitals and spaces around it do not matter.
    pub login: String,
    /// Password.
    pub password: String,
    /// Six digits of the second factor, once asked for.
    pub totp: Option<String>,
    /// Hat chosen, once asked for.
    pub grant_id: Option<ID>,
    /// How tokens are handed over.
    #[graphql(default_with = "Some(TokenDelivery::Cookie)")]
    pub delivery: Option<TokenDelivery>,
}

impl TryFrom<SignInInput> for SignIn {
    type Error = Refusal;

    fn try_from(input: SignInInput) -> Result<Self, Refusal> {
        Ok(Self {
            grant_id: id::read_optional(NodeKind::Grant, input.grant_id.as_ref(), "grantId")?,
            login: input.login,
            password: input.password,
            totp: input.totp,
        })
    }
}

/// Renewing a session.
#[derive(InputObject)]
pub struct RefreshInput {
    /// The refresh token; browsers leave it out and send their cookie.
    pub refresh_token: Option<String>,
    /// How tokens are handed over.
    #[graphql(default_with = "Some(TokenDelivery::Cookie)")]
    pub delivery: Option<TokenDelivery>,
}

/// Putting on another of one's own hats.
#[derive(Debug, InputObject)]
pub struct SwitchHatInput {
    /// Grant that gives the hat.
    pub grant_id: ID,
    /// How tokens are handed over.
    #[graphql(default_with = "Some(TokenDelivery::Cookie)")]
    pub delivery: Option<TokenDelivery>,
}

/// Tokens for programs.
#[derive(SimpleObject)]
pub struct Tokens {
    /// Short-lived, sent with every request.
    access_token: String,
    /// Good for one renewal. Null only where a renewal came second within seconds: keep the newer one.
    refresh_token: Option<String>,
    /// When the access token ends.
    access_expires_at: DateTime<Utc>,
}

/// Who is signed in now, what is still asked for, or why it was refused.
#[derive(Default, SimpleObject)]
pub struct SignInPayload {
    /// Who acts from now on; null until the sign-in is complete.
    viewer: Option<Viewer>,
    /// The password is right; send everything again with a code of the second factor.
    needs_totp: bool,
    /// The person has several hats; send everything again with the one chosen.
    choices: Vec<Hat>,
    /// Tokens, for BEARER.
    tokens: Option<Tokens>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl SignInPayload {
    /// Refused.
    pub fn refused(problems: Vec<UserProblem>) -> Self {
        Self {
            problems,
            ..Self::default()
        }
    }

    /// How far a sign-in got.
    pub async fn signed_in(
        request: &RequestContext,
        signed_in: SignedIn,
        by: Option<TokenDelivery>,
    ) -> Result<Self> {
        match signed_in {
            SignedIn::Open(opened) => Self::opened(request, *opened, by).await,
            SignedIn::NeedsTotp => Ok(Self {
                needs_totp: true,
                ..Self::default()
            }),
            SignedIn::ChooseHat(hats) => Ok(Self {
                choices: hats.into_iter().map(Hat).collect(),
                ..Self::default()
            }),
        }
    }

    /// An open session: the tokens go where they were asked for.
    pub async fn opened(request: &RequestContext, opened: Opened, by: Option<TokenDelivery>) -> Result<Self> {
        let viewer = Viewer::of(request, &opened.enter(request.op.clone())).await?;
        let tokens = deliver(request, opened.tokens, by.unwrap_or_default());
        Ok(Self {
            viewer: Some(viewer),
            tokens,
            ..Self::default()
        })
    }
}

fn deliver(request: &RequestContext, tokens: tokens::Tokens, by: TokenDelivery) -> Option<Tokens> {
    match by {
        TokenDelivery::Cookie => {
            request.session.set(
                tokens.access_token,
                tokens.refresh_token,
                tokens.session_expires_at,
            );
            None
        }
        TokenDelivery::Bearer => Some(Tokens {
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            access_expires_at: tokens.access_expires_at,
        }),
    }
}
