//! The administrator's side: a client granted through GraphQL.

use remit_store::entity::org;
use remit_tests::{Browser, Served};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

/// Every scope there is.
pub const ALL: [&str; 4] = ["linkage:write", "linkage:read", "change:read", "org:read"];

/// What a client is granted.
pub struct Wish<'a> {
    pub name: &'a str,
    /// Login of the contact of a linkage department, who answers for the client.
    pub owner: &'a str,
    pub scopes: &'a [&'a str],
    pub networks: &'a [&'a str],
    pub public_key: &'a str,
}

async fn unit_of(served: &Served, name: &str) -> String {
    let found = org::Entity::find()
        .filter(org::Column::Name.eq(name))
        .one(served.server.state.app.db.read())
        .await;
    let unit = found.expect("units can be read").expect("the unit exists");
    remit_shared::id::encode(remit_shared::id::NodeKind::Org, unit.id)
}

/// Asks for the grant as an administrator and returns the payload.
pub async fn ask(served: &Served, administrator: &Browser, wish: &Wish<'_>) -> Value {
    let found = administrator
        .data(
            "query($text: String!) { accounts(filter: { text: $text }) { nodes { id login person { org { name } } } } }",
            json!({ "text": wish.owner }),
        )
        .await;
    let owner = &found["accounts"]["nodes"][0];
    let unit = owner["person"]["org"]["name"].as_str().expect("the owner's unit");
    let mut answer = administrator
        .data(
            "mutation($input: GrantApiClientInput!) { grantApiClient(input: $input) { client { id version state } problems { code field } } }",
            json!({ "input": {
                "name": wish.name, "orgId": unit_of(served, unit).await, "ownerAccountId": owner["id"],
                "scopes": wish.scopes, "networks": wish.networks, "publicKey": wish.public_key,
                "documentNo": "诸编办对接〔2023〕1号",
            } }),
        )
        .await;
    answer["grantApiClient"].take()
}

/// The id of a client that the security administrator grants.
pub async fn grant(served: &Served, wish: &Wish<'_>) -> String {
    let administrator = served.signed_in("se01").await;
    let payload = ask(served, &administrator, wish).await;
    assert_eq!(payload["problems"], json!([]), "{payload}");
    payload["client"]["id"].as_str().expect("an id").to_owned()
}
