//! Who sends a partner's request: access token → client → actor. The client is read at each request, so a revoked one
//! is refused at once, whatever its token says.

use remit_shared::identity::Role;
use remit_shared::linkage::partner::{ClientState, PartnerScope};
use remit_shared::policy::Actor;
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use remit_store::entity::api_client;
use remit_store::{organisation, partner as rows};

use super::network;
use super::token::refused;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Verifies a partner's access token and puts its client into the context.
pub async fn authenticate(app: &App, ctx: OpCtx, token: &str) -> Answer<OpCtx> {
    let id = app.keys.verify_client(token, ctx.now())?;
    let client = rows::unscoped_client(app.db.read(), app.settings.jurisdiction_id, id)
        .await?
        .ok_or_else(refused)?;
    admitted(&client, ctx.address.as_deref())?;
    let actor = actor(app, &client).await?;
    Ok(ctx.acting_as(actor))
}

/// Active, and calling from one of its addresses.
pub(super) fn admitted(client: &api_client::Model, address: Option<&str>) -> Result<(), Refusal> {
    if client.state.get() == ClientState::Active && network::allows(&client.networks, address) {
        Ok(())
    } else {
        Err(refused())
    }
}

/// The scopes granted.
pub fn scopes(client: &api_client::Model) -> Vec<PartnerScope> {
    client
        .scopes
        .split_whitespace()
        .filter_map(PartnerScope::parse)
        .collect()
}

/// The client as an actor: role PC, its unit with predecessors (R1), and the person who answers for it.
async fn actor(app: &App, client: &api_client::Model) -> Answer<Actor> {
    let jurisdiction = client.jurisdiction_id;
    let units = organisation::with_predecessors(app.db.read(), jurisdiction, client.org_id).await?;
    Ok(Actor {
        jurisdiction_id: jurisdiction,
        account_id: client.id,
        person_id: client.owner_id,
        label: client.name.clone(),
        role: Role::Pc,
        grant_id: client.id,
        session_id: client.id,
        home_org_id: Some(client.org_id),
        org_id: Some(client.org_id),
        section_id: None,
        units,
        scopes: scopes(client),
    })
}
