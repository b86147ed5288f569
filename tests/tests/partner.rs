//! A partner's program that is not ours, against the running server over its socket (§8): a GraphQL client library,
//! documents compiled against the schema, an ES256 key of its own. And the examples of `docs/partner-api.md`, run as
//! they are printed.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up has failed"
)]

#[path = "partner/client.rs"]
mod client;
#[path = "partner/examples.rs"]
mod examples;
#[path = "partner/granted.rs"]
mod granted;
#[path = "partner/limits.rs"]
mod limits;
#[path = "partner/program.rs"]
mod program;
#[path = "partner/token.rs"]
mod token;

use remit_service::context::Clock as _;
use remit_store::Engine;
use remit_store::testing::wanted;
use remit_tests::Served;

use client::{Claims, KeyPair, Partner, exchange};
use granted::{Wish, grant};

/// The first window of 2023 is open on this day and nobody has replied.
const DAY: &str = "2023-03-31";

/// A client of a department with its key.
pub struct Client {
    /// Its id, as its assertions name it.
    pub id: String,
    /// Its keys.
    pub key: KeyPair,
}

impl Client {
    /// Grants one.
    pub async fn granted(served: &Served, owner: &str, scopes: &[&str], networks: &[&str]) -> Self {
        let key = KeyPair::new();
        let name = format!("{owner} {}", scopes.join(" "));
        let wish = Wish {
            name: &name,
            owner,
            scopes,
            networks,
            public_key: &key.public,
        };
        let id = grant(served, &wish).await;
        Self { id, key }
    }

    /// Good claims at the server's time.
    pub fn claims(&self, served: &Served) -> Claims {
        Claims::of(&self.id, served.clock.now())
    }

    /// A program that has fetched its token.
    ///
    /// # Panics
    ///
    /// Where the token is refused.
    pub async fn enters(&self, served: &Served) -> Partner {
        let assertion = self.claims(served).signed(&self.key.private);
        let (status, body) = exchange(&served.url, &assertion).await;
        assert_eq!(status, 200, "{body}");
        Partner::new(&served.url, body["access_token"].as_str().expect("a token"))
    }
}

/// Engines that this run is about.
pub fn engines() -> impl Iterator<Item = Engine> {
    [Engine::Sqlite, Engine::Postgres]
        .into_iter()
        .filter(|engine| wanted(*engine))
}
