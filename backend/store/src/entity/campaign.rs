//! A questionnaire campaign (§2 `Campaign`, §3.8).

use remit_shared::evaluation::{CampaignKind, CampaignState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A questionnaire campaign (§2 `Campaign`, §3.8).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `WJ-2022-0001`.
    pub code: String,
    /// Kind.
    pub kind: Text<CampaignKind>,
    /// Year that it is scored in.
    pub year: i32,
    /// Title on the ballot.
    pub title: String,
    /// State.
    pub state: Text<CampaignState>,
    /// First day of answering.
    pub opens_on: Date,
    /// Last day of answering, ends at 24:00.
    pub closes_on: Date,
    /// Smallest number of ballots that is shown, at least 5.
    pub min_cell: i32,
    /// JSON: topic, sentence and weight of each question.
    pub questions: String,
    /// JSON: ids of the units rated, in the order of the ballot.
    pub targets: String,
    /// JSON: invitations by group, where they do not come from the pool.
    pub seats: String,
    /// Whether it has been prolonged.
    pub prolonged: bool,
    /// Digest of all public keys, fixed before opening.
    pub commitment: Option<String>,
    /// Digest of the counted ballots and cells.
    pub tally_hash: Option<String>,
    /// Deadline of the present step.
    pub due_on: Option<Date>,
    /// Why it was voided.
    pub void_reason: Option<String>,
    /// Person who drafted it.
    pub author_id: Uuid,
    /// Person who approved it.
    pub approved_by: Option<Uuid>,
    /// When it was approved.
    pub approved_at: Option<DateTimeUtc>,
    /// When it was published.
    pub published_at: Option<DateTimeUtc>,
    /// Id given by the client, so that sending twice writes once.
    pub client_id: Option<Uuid>,
    /// When the row was written, UTC.
    pub created_at: DateTimeUtc,
    /// Account that wrote it; none for the system.
    pub created_by: Option<Uuid>,
    /// Last change, UTC.
    pub updated_at: DateTimeUtc,
    /// Optimistic lock: an update names the version it read.
    pub version: i32,
    /// The jurisdiction's write ticket of the last change; commit order.
    pub change_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
