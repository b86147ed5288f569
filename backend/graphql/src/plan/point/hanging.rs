//! What hangs on points, looked up for all points of an answer together.

use std::sync::Arc;

use async_graphql::{Context, Result};
use remit_service::plan::point::read;
use remit_service::rows::{
    duty, file_object, ledger_entry, point_change, point_event, point_progress, point_verification,
};

use super::EffectivenessPoint;
use crate::context::{Lists, RequestContext};

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $table:ident by $look_up:ident,)+) => {
        /// The batches of one request.
        #[derive(Default)]
        pub struct PointBatches {
            $($(#[$doc])* pub $name: Lists<$table::Model>,)+
        }

        impl EffectivenessPoint { $(
            $(#[$doc])*
            pub(super) async fn $name(&self, ctx: &Context<'_>) -> Result<Vec<$table::Model>> {
                let request = RequestContext::of(ctx)?;
                let found = request.batches.points.$name.load(self.row.point.id, |ids| {
                    let reader = Arc::clone(&self.reader);
                    async move { request.value(read::$look_up(&request.app, &reader, &ids).await) }
                });
                Ok(found.await?.unwrap_or_default())
            }
        )+ }
    };
}

lists! {
    /// Histories.
    list_events: point_event by events,
    /// Monthly reports.
    list_progress: point_progress by progress,
    /// Requests for changes.
    list_changes: point_change by changes,
    /// Verifications.
    list_verifications: point_verification by verifications,
    /// Duties.
    list_duties: duty by duties_of,
    /// Ledger entries.
    list_entries: ledger_entry by entries,
    /// Evidence.
    list_evidence: file_object by evidence,
}
