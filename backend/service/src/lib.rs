//! The use cases of Remit: authorise → load → apply the rule → save → audit → announce.
//!
//! What it is: one function a use case, taking the process's [`app::App`], the operation's [`context::OpCtx`]
//! and the input. Writing ones run in a [`work::Work`]: one transaction with its audit record, notifications
//! and live events. Rules come from `remit_shared`, rows from `remit_store`.
//!
//! What it must not depend on: GraphQL, HTTP or anything above.
//!
//! How to extend it: add the function beside its noun, authorise first, let the machine in `remit_shared`
//! decide, and end in [`work::Work::finish`]. `docs/adding-a-feature.md` walks through one.

pub mod activity;
pub mod app;
pub mod audit;
pub mod burden;
pub mod calendar;
pub mod context;
pub mod coordination;
pub mod evaluation;
pub mod export;
pub mod failure;
pub mod figures;
pub mod file;
pub mod identity;
pub mod import;
pub mod integrity;
pub mod linkage;
pub mod list;
pub mod live;
pub mod notice;
mod number;
pub mod organisation;
pub mod panel;
pub mod partner;
pub mod plan;
pub mod problem;
pub mod rating;
pub mod scoring;
pub mod secret;
pub mod staffing;
mod table_file;
pub mod voice;
pub mod work;
pub mod workbench;

/// Row models and list types that use cases return; GraphQL wraps them field by field.
pub mod rows {
    pub use remit_store::activity::{ActivityFilter, ActivitySort, Member as ActivityMemberRow};
    pub use remit_store::audit::AuditFilter;
    pub use remit_store::coordination::case::{CaseFilter, CaseSort, CaseView};
    pub use remit_store::coordination::consultation::{ConsultationFilter, ConsultationSort};
    pub use remit_store::entity::*;
    pub use remit_store::evaluation::campaign::CampaignFilter;
    pub use remit_store::evaluation::pool::{EvaluatorFilter, PoolCount};
    pub use remit_store::figures::Coverage;
    pub use remit_store::identity::{AccountFilter, AccountRow, GrantFilter, GrantRow};
    pub use remit_store::linkage::change::Changed;
    pub use remit_store::linkage::submission::{SubmissionFilter, SubmissionSort};
    pub use remit_store::linkage::window::Reply;
    pub use remit_store::list::{
        AdjustmentFilter, AdjustmentSort, ChangeFilter, PowerFilter, PowerSort, TriggerFilter, TriggerSort,
    };
    pub use remit_store::organisation::{OrgFilter, OrgRow, OrgSort};
    pub use remit_store::page::{Page, Slice};
    pub use remit_store::panel::session::Member as SessionMemberRow;
    pub use remit_store::panel::{
        AppointmentFilter, AppointmentRow, AppointmentSort, SuggestionFilter, SuggestionSort, SuggestionView,
    };
    pub use remit_store::plan::point::{
        GroupKey, Grouping, PointFilter, PointGroup, PointRow, PointSort, PointView,
    };
    pub use remit_store::plan::regulation::RegulationFilter;
    pub use remit_store::plan::version::{ExceptionRow, PlanFilter};
    pub use remit_store::problem::ledger::{LedgerFilter, LedgerRow, LedgerSort};
    pub use remit_store::problem::sheet::{SheetFilter, SheetSort};
    pub use remit_store::problem::{Horizon, OrgCounts, ProblemFilter, ProblemRow, ProblemSort, ProblemView};
    pub use remit_store::rating::bad::{BadFilter, BadRow, BadSort};
    pub use remit_store::staffing::ProposalFilter;
    pub use remit_store::voice::appraisal::{AppraisalFilter, AppraisalSort};
    pub use remit_store::voice::violation::{ViolationFilter, ViolationSort};
    pub use remit_store::{Db, StoreError, Text};
}
