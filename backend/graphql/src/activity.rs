//! Joint activities and their findings (K06, K07, §3.13).

pub mod detail;
pub mod finding;
pub mod input;
pub mod mutation;
pub mod object;
pub mod payload;
pub mod query;

use std::sync::Arc;

use async_graphql::Result;
use remit_service::activity::read::{self as service, Reader};

use crate::context::RequestContext;

pub use finding::Finding;
pub use object::JointActivity;

impl RequestContext {
    /// The reading side of joint activities.
    pub async fn activities(&self) -> Result<Arc<Reader>> {
        let reader = service::reader(&self.app, &self.op).await;
        self.value(reader).map(Arc::new)
    }
}
