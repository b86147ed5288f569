//! Evidence files (K45).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use remit_service::rows::file_object;
use remit_shared::id::{NodeKind, encode};

use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;

/// An evidence file; who may read the record may read the file (K45).
#[derive(Description)]
pub struct EvidenceFile(pub file_object::Model);

#[Object(use_type_description)]
impl EvidenceFile {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::File, self.0.id)
    }

    /// Name as uploaded, for people.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Type found by its content, never by its name.
    async fn mime(&self) -> &str {
        &self.0.mime
    }

    /// Bytes.
    async fn size(&self) -> i64 {
        self.0.size
    }

    /// SHA-256 of its content, hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Name of the person who uploaded it.
    async fn uploaded_by(&self, ctx: &Context<'_>) -> Result<String> {
        let name = Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.uploaded_by)).await?;
        Ok(name.unwrap_or_default())
    }

    /// When it was uploaded.
    async fn uploaded_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Path to open it at, with the cookies or the token of the session.
    async fn url(&self) -> String {
        format!("/files/{}", encode(NodeKind::File, self.0.id))
    }
}
