//! What only the command line on the server does: the first administrators of an empty installation, and the way
//! back in when nobody is left who could open the door. Both are audited like everything else.

use remit_shared::identity::separation::check_grant;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::role_grant;
use remit_store::identity::{self as rows, AccountRow, session};
use remit_store::{Text, row};
use uuid::Uuid;

use super::accounts::{self, Issued};
use super::password::{self, Generated};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Who the audit names.
const CONSOLE: &str = "命令行";

/// The first holder of one of the three administrators' roles.
#[derive(Debug, Clone)]
pub struct Founder {
    /// Login.
    pub login: String,
    /// The person's name.
    pub display_name: String,
    /// The person's post.
    pub post: String,
    /// SA, SE or AU.
    pub role: Role,
    /// Number of the written order behind it.
    pub document_no: String,
}

/// Opens the account of the first system, security or audit administrator. Refused as soon as somebody holds the
/// role: from then on the administrators do it among themselves, with a second person.
pub async fn found(app: &App, ctx: &OpCtx, founder: Founder) -> Answer<Issued> {
    let secret = password::generate(app, ctx, &founder.login).await;
    let mut work = Work::begin(app, ctx, "account.found").await?;
    work.tried_by(CONSOLE);
    let result = match secret {
        Ok(secret) => found_in(&mut work, &founder, secret).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn found_in(work: &mut Work<'_>, founder: &Founder, secret: Generated) -> Answer<Issued> {
    let role = founder.role;
    if !role.is_administrator() {
        return Err(Refusal::new(
            RefusalCode::Role,
            "命令行只开设首任系统、安全、审计管理员，其他账号请在系统中办理。",
            "The command line opens the first three administrators only; everybody else gets an account in the system.",
        )
        .on("role")
        .into());
    }
    check_grant(&[], role)?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    if !rows::addressees(&work.tx, jurisdiction, role, None, None, today)
        .await?
        .is_empty()
    {
        return Err(Refusal::new(
            RefusalCode::State,
            "该岗位已有人担任，请由安全管理员授权，并由第二人确认。",
            "Somebody holds this role already; the security administrator grants it, and a second person confirms.",
        )
        .on("role")
        .into());
    }
    let login = text::login("login", &founder.login)?;
    let name = text::line("displayName", &founder.display_name, text::NAME_MAX)?;
    let post = text::line("post", &founder.post, text::NAME_MAX)?;
    let document_no = text::line("documentNo", &founder.document_no, text::NAME_MAX)?;
    let person = row::insert(&work.tx, accounts::new_person(work, &name, &post, None)).await?;
    let account = accounts::insert(work, accounts::new_account(work, person.id, login, secret.hash)).await?;
    let grant = row::insert(&work.tx, first_grant(work, account.id, role, document_no)).await?;
    work.subject("account", account.id, format!("{} {role}", account.login));
    work.after(&account);
    let account = AccountRow {
        account,
        person,
        grants: vec![grant],
    };
    Ok(Issued {
        account,
        initial_password: Some(secret.password),
    })
}

fn first_grant(work: &Work<'_>, account_id: Uuid, role: Role, document_no: String) -> role_grant::Model {
    let now = work.ctx.now();
    role_grant::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        account_id,
        role: Text(role),
        org_id: None,
        section_id: None,
        valid_from: work.ctx.today(),
        valid_to: None,
        state: Text(GrantState::Active),
        granted_by: None,
        confirmed_by: None,
        document_no: Some(document_no),
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// Lets somebody back in: the account is enabled and unlocked, gets a password to start with and loses its second
/// factor, and its sessions end. For whoever commands the server; the audit keeps the reason.
pub async fn rescue(app: &App, ctx: &OpCtx, login: &str, reason: &str) -> Answer<Issued> {
    let secret = password::generate(app, ctx, login).await;
    let mut work = Work::begin(app, ctx, "account.rescue").await?;
    work.tried_by(CONSOLE);
    let result = match secret {
        Ok(secret) => rescue_in(&mut work, login, reason, secret).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn rescue_in(work: &mut Work<'_>, login: &str, reason: &str, secret: Generated) -> Answer<Issued> {
    let reason = text::reason("reason", reason)?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let login = text::login("login", login)?;
    let found = rows::unscoped_account_by_login(&work.tx, jurisdiction, &login).await?;
    let (mut account, person) = found.ok_or_else(|| Refusal::not_found().on("login"))?;
    work.subject("account", account.id, account.login.clone());
    work.remark(reason);
    account.state = Text(AccountState::Active);
    (account.totp_enc, account.totp_pending_enc) = (None, None);
    let account = password::set(work, account, secret.hash, true).await?;
    session::revoke_all(&work.tx, account.id, None, "rescued", work.ctx.now()).await?;
    let grants = rows::unscoped_grants_of_account(&work.tx, jurisdiction, account.id, today).await?;
    let account = AccountRow {
        account,
        person,
        grants,
    };
    Ok(Issued {
        account,
        initial_password: Some(secret.password),
    })
}
