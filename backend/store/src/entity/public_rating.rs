//! One rating by the public (§2 `PublicRating`, K21).

use remit_shared::rating::{RatingChannel, RatingLevel, RatingStatus};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One rating by the public (§2 `PublicRating`, K21).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "public_rating", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Id given by the rater's device or the sender, so that sending twice counts once.
    pub client_id: Uuid,
    /// Rated unit.
    pub org_id: Uuid,
    /// Rated window.
    pub window_id: Option<Uuid>,
    /// Channel.
    pub channel: Text<RatingChannel>,
    /// Receipt number as it came; it may be unknown yet.
    pub receipt_no: Option<String>,
    /// The receipt, once known.
    pub receipt_id: Option<Uuid>,
    /// Level; it never changes.
    pub level: Text<RatingLevel>,
    /// Reasons, codes separated by commas; may be empty.
    pub reasons: String,
    /// What the rater wrote.
    pub comment: Option<String>,
    /// What the rater added under the code later.
    pub added_comment: Option<String>,
    /// Photo, in `file_content`.
    pub photo_sha256: Option<String>,
    /// When it was given.
    pub rated_at: DateTimeUtc,
    /// The day of it in Asia/Shanghai.
    pub day: Date,
    /// Keyed hash of the device (F5: nobody reads it but the rules).
    pub device_hash: Option<String>,
    /// Keyed hash of the network prefix (F5).
    pub net_hash: Option<String>,
    /// Code under which the rater follows it up.
    pub receipt_code: String,
    /// What became of it (§5.6).
    pub status: Text<RatingStatus>,
    /// Whether it counts in the score: accepted, or flagged and kept.
    pub counted: bool,
    /// Group in which it was flagged.
    pub flag_id: Option<Uuid>,
    /// Why it was excluded.
    pub excluded_reason: Option<String>,
    /// Both persons who excluded it, by name.
    pub excluded_by: Option<String>,
    /// Sealed telephone number (F4).
    pub contact_enc: Option<String>,
    /// Digest of what was sent, to tell a repetition from another content.
    pub content_hash: String,
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
