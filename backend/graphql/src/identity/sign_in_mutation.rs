//! Signing in and out, and one's own password and second factor (§4).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::identity::{hats, password, refresh, sessions, sign_in, totp};
use remit_shared::id::NodeKind;

use super::sign_in::{RefreshInput, SignInInput, SignInPayload, SwitchHatInput};
use crate::context::RequestContext;
use crate::failure::{SimplePayload, UserProblem};
use crate::id;

/// Ending one of one's own sessions.
#[derive(Debug, InputObject)]
pub struct RevokeSessionInput {
    /// The session.
    pub id: ID,
}

/// Changing one's own password.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// Present password.
    pub current: String,
    /// New password: at least 10 characters, 14 for administrators, of 3 of 4 classes, none of the last 5.
    pub new: String,
}

/// Finishing the set-up of the second factor.
#[derive(InputObject)]
pub struct ConfirmTotpInput {
    /// Six digits that the authenticator shows now.
    pub code: String,
}

/// Whether the session has ended, or why not.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Whether it was done.
    done: bool,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// Whether the password was changed, or why not.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// Whether it was done.
    done: bool,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// The secret to put into an authenticator, or why there is none.
#[derive(SimpleObject)]
pub struct StartTotpPayload {
    /// The secret in base32, to be typed.
    secret: Option<String>,
    /// The same for a QR code.
    otpauth_url: Option<String>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// Writes to one's own session and account.
#[derive(Debug, Default)]
pub struct SignInMutation;

#[Object]
impl SignInMutation {
    /// Signs somebody in: password, second factor where it is set up, and a hat where there are several (§4).
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Login, password and what else was asked for.")] input: SignInInput,
    ) -> Result<SignInPayload> {
        let request = RequestContext::of(ctx)?;
        let delivery = input.delivery;
        let answer = async { sign_in::sign_in(&request.app, &request.op, input.try_into()?).await };
        let settled = request.settle(answer.await)?;
        match settled.value {
            Some(signed_in) => SignInPayload::signed_in(request, signed_in, delivery).await,
            None => Ok(SignInPayload::refused(settled.problems)),
        }
    }

    /// Renews a session. A refresh token is good once; its return means theft and ends the session (§4).
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The refresh token, unless it is in the cookie.")] input: RefreshInput,
    ) -> Result<SignInPayload> {
        let request = RequestContext::of(ctx)?;
        let by_cookie = input.refresh_token.is_none();
        let token = input
            .refresh_token
            .or_else(|| request.session.refresh_token())
            .unwrap_or_default();
        let settled = request.settle(refresh::refresh(&request.app, &request.op, &token).await)?;
        if let Some(opened) = settled.value {
            return SignInPayload::opened(request, opened, input.delivery).await;
        }
        if by_cookie {
            request.session.clear();
        }
        Ok(SignInPayload::refused(settled.problems))
    }

    /// Puts another of one's own hats on the present session; both tokens are new (R2).
    async fn switch_hat(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The hat.")] input: SwitchHatInput,
    ) -> Result<SignInPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let grant = id::read(NodeKind::Grant, &input.grant_id, "grantId")?;
            hats::switch(&request.app, &request.op, grant).await
        };
        let settled = request.settle(answer.await)?;
        match settled.value {
            Some(opened) => SignInPayload::opened(request, opened, input.delivery).await,
            None => Ok(SignInPayload::refused(settled.problems)),
        }
    }

    /// Ends the present session.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload> {
        let request = RequestContext::of(ctx)?;
        let settled = request.settle(sessions::sign_out(&request.app, &request.op).await)?;
        request.session.clear();
        Ok(SignOutPayload {
            done: settled.value.is_some(),
            problems: settled.problems,
        })
    }

    /// Ends all of one's own sessions, the present one too.
    async fn sign_out_everywhere(&self, ctx: &Context<'_>) -> Result<SignOutPayload> {
        let request = RequestContext::of(ctx)?;
        let settled = request.settle(sessions::sign_out_everywhere(&request.app, &request.op).await)?;
        if settled.value.is_some() {
            request.session.clear();
        }
        Ok(SignOutPayload {
            done: settled.value.is_some(),
            problems: settled.problems,
        })
    }

    /// Ends one of one's own sessions.
    async fn revoke_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: RevokeSessionInput,
    ) -> Result<SignOutPayload> {
        let request = RequestContext::of(ctx)?;
        let session = id::read(NodeKind::Session, &input.id, "id");
        let answer = async { sessions::revoke(&request.app, &request.op, session.clone()?).await };
        let settled = request.settle(answer.await)?;
        let present = request.op.actor.as_ref().map(|actor| actor.session_id);
        if settled.value.is_some() && session.ok() == present {
            request.session.clear();
        }
        Ok(SignOutPayload {
            done: settled.value.is_some(),
            problems: settled.problems,
        })
    }

    /// Changes one's own password; all other sessions of the account end (§4).
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present and the new password.")] input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload> {
        let request = RequestContext::of(ctx)?;
        let change = password::ChangePassword {
            current: input.current,
            new: input.new,
        };
        let settled = request.settle(password::change(&request.app, &request.op, change).await)?;
        Ok(ChangePasswordPayload {
            done: settled.value.is_some(),
            problems: settled.problems,
        })
    }

    /// Begins the set-up of one's own second factor; starting again replaces a secret not confirmed yet.
    async fn start_totp(&self, ctx: &Context<'_>) -> Result<StartTotpPayload> {
        let request = RequestContext::of(ctx)?;
        let settled = request.settle(totp::start(&request.app, &request.op).await)?;
        let started = settled.value.map(|started| (started.secret, started.otpauth_url));
        let (secret, otpauth_url) = started.unzip();
        Ok(StartTotpPayload {
            secret,
            otpauth_url,
            problems: settled.problems,
        })
    }

    /// Ends the set-up of one's own second factor with a first code.
    async fn confirm_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A code.")] input: ConfirmTotpInput,
    ) -> Result<SimplePayload> {
        let request = RequestContext::of(ctx)?;
        Ok(request
            .settle(totp::confirm(&request.app, &request.op, &input.code).await)?
            .into())
    }
}
