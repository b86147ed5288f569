//! Linkage with other departments (K16, K17, §3.6): quarter windows, submissions, countermeasures.

pub mod change;
pub mod input;
pub mod mutation;
pub mod office;
pub mod payload;
pub mod query;
pub mod submission;
pub mod window;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::linkage::read::{self as service, Reader};
use remit_service::rows::{countermeasure, linkage_member};
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};

pub use submission::LinkageSubmission;
pub use window::LinkageWindow;

impl RequestContext {
    /// The reading side of linkage.
    pub async fn linkage(&self) -> Result<Arc<Reader>> {
        let reader = service::reader(&self.app, &self.op).await;
        self.value(reader).map(Arc::new)
    }
}

/// A linkage department (联动部门, K16).
#[derive(Description)]
pub struct LinkageMember(linkage_member::Model);

#[Object(use_type_description)]
impl LinkageMember {
    /// The department.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Name of its contact.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.contact_id).await
    }

    /// Since when.
    async fn since(&self) -> NaiveDate {
        self.0.since
    }

    /// What it can see, in words: discipline, audit, petitions …
    async fn topics(&self) -> Vec<&str> {
        self.0
            .topics
            .split(',')
            .filter(|topic| !topic.is_empty())
            .collect()
    }
}

/// A countermeasure that a window's study came to (对策措施, K17).
#[derive(Description)]
pub struct Countermeasure(pub countermeasure::Model);

#[Object(use_type_description)]
impl Countermeasure {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Countermeasure, self.0.id)
    }

    /// What is to be done.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Unit responsible.
    async fn responsible_org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.responsible_org_id).await
    }

    /// Deadline.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// When it was taken.
    async fn done_on(&self) -> Option<NaiveDate> {
        self.0.done_on
    }

    /// What came of it.
    async fn result(&self) -> Option<&str> {
        self.0.result.as_deref()
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
