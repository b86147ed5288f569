//! A suggestion of an officer or expert (§2 `Suggestion`, §3.5, K15).

use remit_shared::panel::{InvalidReason, SuggestionLink, SuggestionState, Verdict};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A suggestion of an officer or expert (§2 `Suggestion`, §3.5, K15).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suggestion", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `YJ-2022-0001`, unique in the jurisdiction.
    pub no: String,
    /// Appointment under which it was written (F2: office and author only).
    pub author_id: Uuid,
    /// Person who wrote it; the row rule of R4.
    pub person_id: Uuid,
    /// Unit it is about, where it names one.
    pub about_org_id: Option<Uuid>,
    /// The author works for that unit.
    pub own_unit: bool,
    /// The verdict takes two persons.
    pub two_persons: bool,
    /// What the author wrote, 10 to 4 000 characters (F2: office and author only).
    pub text: String,
    /// Id given by the client, so that sending twice writes once.
    pub client_id: Uuid,
    /// State.
    pub state: Text<SuggestionState>,
    /// Deadline of the office's next step.
    pub due_on: Option<Date>,
    /// Day of submission, in Asia/Shanghai.
    pub submitted_on: Date,
    /// Person of the office who took it for screening.
    pub taken_by: Option<Uuid>,
    /// Verdict that waits for a second person.
    pub proposed_verdict: Option<Text<Verdict>>,
    /// Who proposed it.
    pub proposed_by: Option<Uuid>,
    /// Who gave the verdict that stands, or stood before the second look.
    pub judged_by: Option<Uuid>,
    /// Day of that verdict.
    pub judged_on: Option<Date>,
    /// Reason from the fixed list.
    pub invalid_reason: Option<Text<InvalidReason>>,
    /// Earlier suggestion that this one repeats.
    pub duplicate_of: Option<Uuid>,
    /// Why it is valid.
    pub valid_reason: Option<String>,
    /// The author has asked for the one second look.
    pub second_look: bool,
    /// With these words.
    pub second_look_reason: Option<String>,
    /// Redacted copy written by the office, the only text a unit may read.
    pub text_for_unit: Option<String>,
    /// What it led to.
    pub linked: Option<Text<SuggestionLink>>,
    /// The problem, case or point; none for a note.
    pub linked_id: Option<Uuid>,
    /// Day on which the outcome of the link became known.
    pub outcome_on: Option<Date>,
    /// Reply to the author.
    pub reply: Option<String>,
    /// Day of the reply.
    pub replied_on: Option<Date>,
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
    /// Row that `author_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "author_id", to = "id")]
    pub author: BelongsTo<super::appointment::Entity>,
    /// Row that `about_org_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "about_org_id", to = "id")]
    pub about_org: BelongsTo<Option<super::org::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
