//! Reading the trail and proving its chain; both for AU only, both audited themselves (K42).

use remit_shared::audit::{Broken, Verifier};
use remit_shared::policy::Capability;
use remit_store::Db;
use remit_store::audit::{self as rows, AuditFilter};
use remit_store::entity::audit_record;
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use super::{entry_of, note_read};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Records read at a time.
const CHUNK: u64 = 1000;

/// What verifying the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Records read.
    pub records: u64,
    /// The first record that does not fit, if any.
    pub broken: Option<Broken>,
}

/// A page of audit records, newest first.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: AuditFilter,
    slice: Slice,
) -> Answer<Page<audit_record::Model>> {
    let scope = ctx.authorise(Capability::AuditRead)?;
    let page = rows::page(app.db.read(), &scope, &filter, slice).await?;
    note_read(app, ctx, "audit.read", format!("{} records", page.rows.len())).await?;
    Ok(page)
}

/// Verifies the chain for AU.
pub async fn verify(app: &App, ctx: &OpCtx) -> Answer<Chain> {
    let scope = ctx.authorise(Capability::AuditVerify)?;
    let chain = verify_chain(&app.db, scope.jurisdiction_id()).await?;
    let result = if chain.broken.is_none() {
        "intact"
    } else {
        "broken"
    };
    note_read(
        app,
        ctx,
        "audit.verify",
        format!("{} records, {result}", chain.records),
    )
    .await?;
    Ok(chain)
}

/// Verifies the chain of a jurisdiction in chunks, in constant memory.
pub async fn verify_chain(db: &Db, jurisdiction: Uuid) -> Answer<Chain> {
    let snapshot = db.snapshot().await?;
    let mut verifier = Verifier::default();
    let mut records = 0;
    loop {
        let chunk = rows::chunk(&snapshot, jurisdiction, verifier.head().0, CHUNK).await?;
        if chunk.is_empty() {
            return Ok(Chain {
                records,
                broken: None,
            });
        }
        for record in &chunk {
            if let Err(broken) = verifier.check(&entry_of(record)) {
                return Ok(Chain {
                    records,
                    broken: Some(broken),
                });
            }
            records += 1;
        }
    }
}
