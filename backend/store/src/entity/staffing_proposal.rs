//! A staffing proposal (§2 `StaffingProposal`, §3.11, K33).

use remit_shared::scoring::Band;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::staffing::{ProposalBasis, ProposalKind, ProposalState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A staffing proposal (§2 `StaffingProposal`, §3.11, K33).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staffing_proposal", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year of the result or the findings.
    pub year: i32,
    /// Number `BZ-2022-0001`.
    pub no: String,
    /// Unit.
    pub org_id: Uuid,
    /// What is proposed.
    pub kind: Text<ProposalKind>,
    /// What it rests on.
    pub basis: Text<ProposalBasis>,
    /// JSON: the run, or the problems closed.
    pub basis_ids: String,
    /// The proposal in words.
    pub content: String,
    /// Posts more or fewer.
    pub quota_delta: Option<i32>,
    /// State.
    pub state: Text<ProposalState>,
    /// Frozen run whose figures are printed on it.
    pub run_id: Option<Uuid>,
    /// Band of the unit.
    pub band: Option<Text<Band>>,
    /// Rank in its group.
    pub group_rank: Option<i32>,
    /// Ranked units of its group.
    pub group_size: Option<i32>,
    /// Group rank at the 5th percentile.
    pub group_rank_p5: Option<i32>,
    /// Group rank at the 95th percentile.
    pub group_rank_p95: Option<i32>,
    /// How firmly it stands there.
    pub security: Option<Text<RankSecurity>>,
    /// The checker's reason for favouring a unit that is not in front.
    pub check_reason: Option<String>,
    /// The lead's reason for reducing a unit that is not securely at the back.
    pub lead_reason: Option<String>,
    /// Person who drafted it.
    pub drafted_by: Uuid,
    /// Person who checked it.
    pub checked_by: Option<Uuid>,
    /// Day.
    pub checked_on: Option<Date>,
    /// Lead who submitted it.
    pub submitted_by: Option<Uuid>,
    /// Day.
    pub submitted_on: Option<Date>,
    /// Lead who recorded the decision.
    pub decided_by: Option<Uuid>,
    /// Day.
    pub decided_on: Option<Date>,
    /// The commission's document number.
    pub doc_no: Option<String>,
    /// The decision in words.
    pub decision: Option<String>,
    /// Day by which an adopted one is to be implemented.
    pub due_on: Option<Date>,
    /// Person who recorded the implementation.
    pub implemented_by: Option<Uuid>,
    /// Day.
    pub implemented_on: Option<Date>,
    /// What was done.
    pub implementation: Option<String>,
    /// Person who reviewed it beside the next result.
    pub reviewed_by: Option<Uuid>,
    /// Day.
    pub reviewed_on: Option<Date>,
    /// What the next result showed.
    pub review: Option<String>,
    /// Made by the client; sending a form twice gives the first proposal back.
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
