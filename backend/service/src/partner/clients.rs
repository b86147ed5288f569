//! Clients granted and revoked by the security administrator (K41 K39).

use jsonwebtoken::DecodingKey;
use remit_shared::linkage::partner::{ClientState, PartnerScope};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::api_client;
use remit_store::page::{Page, Slice};
use remit_store::{StoreError, Text, identity, organisation, partner as rows, row};
use uuid::Uuid;

use super::network;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// Longest document number and public key, characters.
const DOCUMENT_MAX: usize = 60;
const KEY_MAX: usize = 1000;

/// A client to be granted.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Name of the partner's system.
    pub name: String,
    /// Unit it acts for.
    pub org: Uuid,
    /// Account of the person who answers for it.
    pub owner_account: Uuid,
    /// Scopes, by their codes.
    pub scopes: Vec<String>,
    /// Address ranges; none for any.
    pub networks: Vec<String>,
    /// ES256 public key, PEM.
    pub public_key: String,
    /// Document that the grant rests on.
    pub document_no: String,
}

/// A page of clients.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    state: Option<ClientState>,
    slice: Slice,
) -> Answer<Page<api_client::Model>> {
    let scope = ctx.authorise(Capability::ClientManage)?;
    Ok(rows::page(app.db.read(), &scope, state, slice).await?)
}

/// Grants a client its scopes, unit and addresses. Only the public key is kept; the private one never leaves the
/// partner.
pub async fn grant(app: &App, ctx: &OpCtx, input: NewClient) -> Answer<api_client::Model> {
    let mut work = Work::begin(app, ctx, "partner.grant").await?;
    let result = grant_in(&mut work, input).await;
    work.finish(result).await
}

async fn grant_in(work: &mut Work<'_>, input: NewClient) -> Answer<api_client::Model> {
    let scope = work.authorise(Capability::ClientManage)?;
    work.authorise(Capability::ScopeGrant)?;
    let name = text::line("name", &input.name, text::NAME_MAX)?;
    let document_no = text::line("documentNo", &input.document_no, DOCUMENT_MAX)?;
    let (scopes, networks) = (checked_scopes(&input.scopes)?, network::checked(&input.networks)?);
    let public_key = checked_key(&input.public_key)?;
    let owner_id = owner(work, &scope, &input).await?;
    if rows::is_named(&work.tx, &scope, &name).await? {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "已有同名的对接系统，请更换名称。",
            "There is a client of this name already; choose another.",
        )
        .on("name")
        .into());
    }
    let now = work.ctx.now();
    let client = api_client::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        name,
        org_id: input.org,
        owner_id,
        scopes,
        networks,
        public_key,
        state: Text(ClientState::Active),
        document_no,
        last_token_at: None,
        revoked_at: None,
        revoked_reason: None,
        created_at: now,
        created_by: Some(work.actor()?.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let saved = row::insert(&work.tx, client).await?;
    work.subject("api_client", saved.id, saved.name.clone());
    work.after(&saved);
    Ok(saved)
}

/// The unit exists, and the person who answers for the client comes from it.
async fn owner(work: &Work<'_>, scope: &Scope, input: &NewClient) -> Answer<Uuid> {
    let unit = organisation::by_ids(&work.tx, scope.jurisdiction_id(), &[input.org]).await?;
    if unit.is_empty() {
        return Err(Refusal::not_found().on("orgId").into());
    }
    let account = identity::find_account(&work.tx, scope, input.owner_account)
        .await?
        .ok_or_else(|| Refusal::not_found().on("ownerAccountId"))?;
    if account.person.org_id == Some(input.org) {
        return Ok(account.person.id);
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "对接责任人须为该单位人员，请重新选择。",
        "The person who answers for the client has to come from its unit; choose another.",
    )
    .on("ownerAccountId")
    .into())
}

fn checked_scopes(codes: &[String]) -> Result<String, Refusal> {
    let mut scopes = Vec::new();
    for code in codes {
        let scope = PartnerScope::parse(code.trim()).ok_or_else(|| {
            Refusal::new(
                RefusalCode::Scope,
                format!("没有“{code}”这一授权范围，请从列表中选择。"),
                format!("There is no scope \"{code}\"; choose from the list."),
            )
            .on("scopes")
        })?;
        scopes.push(scope);
    }
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请至少选择一项授权范围。",
            "Choose at least one scope.",
        )
        .on("scopes"));
    }
    let codes: Vec<_> = scopes.into_iter().map(Wire::code).collect();
    Ok(codes.join(" "))
}

fn checked_key(pem: &str) -> Result<String, Refusal> {
    let pem = text::optional_body("publicKey", pem, KEY_MAX)?;
    if pem.contains("PRIVATE KEY") {
        return Err(Refusal::new(
            RefusalCode::Secrecy,
            "这是私钥，请勿提供；私钥须留在对接单位，此处只需公钥。请对接单位立即更换密钥。",
            "This is a private key: it has to stay with the partner, who should replace it now. Give the public key.",
        )
        .on("publicKey"));
    }
    DecodingKey::from_ec_pem(pem.as_bytes()).map_err(|_| {
        Refusal::new(
            RefusalCode::Input,
            "公钥格式不正确，应为 PEM 格式的 P-256（ES256）公钥。",
            "The public key has to be a P-256 (ES256) key in PEM.",
        )
        .on("publicKey")
    })?;
    Ok(pem)
}

/// Takes a client's access away at once.
pub async fn revoke(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<api_client::Model> {
    let mut work = Work::begin(app, ctx, "partner.revoke").await?;
    let result = revoke_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn revoke_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<api_client::Model> {
    let scope = work.authorise(Capability::ClientManage)?;
    let reason = text::reason("reason", reason)?;
    let client = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("api_client", client.id, client.name.clone());
    if client.version != step.version {
        return Err(StoreError::Stale { table: "api_client" }.into());
    }
    if client.state.get() == ClientState::Revoked {
        return Err(Refusal::new(
            RefusalCode::State,
            "该对接系统已撤销，无需重复办理。",
            "The client is revoked already.",
        )
        .into());
    }
    work.before(&client);
    let now = work.ctx.now();
    let next = api_client::Model {
        state: Text(ClientState::Revoked),
        revoked_at: Some(now),
        revoked_reason: Some(reason),
        updated_at: now,
        ..client
    };
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    Ok(saved)
}
