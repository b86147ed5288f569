//! An evidence file: what is known of it; the bytes are in `file_content` (K45).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// `subject_kind` of a file that hangs on a problem.
pub const PROBLEM: &str = "PROBLEM";
/// `subject_kind` of a file that hangs on an appeal.
pub const APPEAL: &str = "APPEAL";
/// `subject_kind` of a file that hangs on a push sheet.
pub const SHEET: &str = "SHEET";
/// `subject_kind` of a file that hangs on a regulation.
pub const REGULATION: &str = "REGULATION";
/// `subject_kind` of files that hang on effectiveness points.
pub const POINT: &str = "POINT";
/// `subject_kind` of a file that hangs on a linkage submission.
pub const LINKAGE: &str = "LINKAGE";

/// `subject_kind` of a file that hangs on a duty adjustment: the legal opinion.
pub const ADJUSTMENT: &str = "ADJUSTMENT";
/// `subject_kind` of a file that hangs on an occasion to revise lists.
pub const TRIGGER: &str = "TRIGGER";

/// `subject_kind` of a file that hangs on a joint activity: notice and report.
pub const ACTIVITY: &str = "ACTIVITY";
/// `subject_kind` of a file that hangs on a finding: evidence of the team, grounds of the unit.
pub const FINDING: &str = "FINDING";

/// `subject_kind` of a file that hangs on a coordination case.
pub const CASE: &str = "CASE";

/// `subject_kind` of a file that hangs on a suggestion.
pub const SUGGESTION: &str = "SUGGESTION";
/// `subject_kind` of a file that hangs on a negative record.
pub const VIOLATION: &str = "VIOLATION";

/// An evidence file: what is known of it; the bytes are in `file_content` (K45).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_object", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// File name as given.
    pub name: String,
    /// Type found in the content.
    pub mime: String,
    /// Bytes.
    pub size: i64,
    /// `PUBLIC` or `INTERNAL`; state secrets are refused.
    pub secrecy: String,
    /// Looked at by the content check.
    pub scanned: bool,
    /// What it hangs on, one of the kinds above; none until attached.
    pub subject_kind: Option<String>,
    /// Row it hangs on.
    pub subject_id: Option<Uuid>,
    /// Person who uploaded it.
    pub uploaded_by: Uuid,
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
