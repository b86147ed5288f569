//! What every resolver has at hand: the process, the operation, the cookies' slot, and the batches.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Error, Result};
use remit_service::app::App;
use remit_service::context::OpCtx;
use remit_service::failure::{Answer, Failure, Fault};
use remit_service::problem::read::{self, Reader};
use remit_service::rows::{
    AccountRow, OrgCounts, Reply, countermeasure, escalation, extension, file_object, ledger_entry,
    linkage_window, org, org_section, person, problem, problem_event, push_sheet, rectification,
    reverification, violation_event,
};
use remit_shared::policy::Capability;
use uuid::Uuid;

use crate::batch::Batch;
use crate::failure::{self, Settled};
use crate::list::ListBatches;
use crate::page::{Paging, Window};
use crate::panel::PanelBatches;
use crate::session_slot::SessionSlot;

/// Lists that hang on a row, by the row's id.
pub type Lists<T> = Batch<Uuid, Vec<T>>;

/// The batches of one request, one a kind of look-up.
#[derive(Default)]
pub struct Batches {
    /// Accounts by id.
    pub accounts: Batch<Uuid, Arc<AccountRow>>,
    /// Organisations by id.
    pub orgs: Batch<Uuid, Arc<org::Model>>,
    /// Problems of units, by unit.
    pub counts: Batch<Uuid, OrgCounts>,
    /// Sections by id.
    pub sections: Batch<Uuid, org_section::Model>,
    /// Sections by unit.
    pub sections_of: Lists<org_section::Model>,
    /// Persons by id.
    pub people: Batch<Uuid, person::Model>,
    /// Problems by id.
    pub problems: Batch<Uuid, problem::Model>,
    /// Push sheets by id.
    pub sheets: Batch<Uuid, push_sheet::Model>,
    /// Histories by problem.
    pub events: Lists<problem_event::Model>,
    /// Plans and submissions by problem.
    pub rectifications: Lists<rectification::Model>,
    /// Requests for more time by problem.
    pub extensions: Lists<extension::Model>,
    /// Checks of rectifications by problem.
    pub reverifications: Lists<reverification::Model>,
    /// Alerts by problem.
    pub escalations: Lists<escalation::Model>,
    /// Ledger entries by problem.
    pub ledger_entries: Lists<ledger_entry::Model>,
    /// Evidence by problem.
    pub evidence: Lists<file_object::Model>,
    /// Files by regulation.
    pub regulation_files: Lists<file_object::Model>,
    /// What hangs on effectiveness points.
    pub points: crate::plan::point::hanging::PointBatches,
    /// Evidence by push sheet.
    pub sheet_evidence: Lists<file_object::Model>,
    /// Those of adjustments and lists.
    pub lists: ListBatches,
    /// Those of the panel.
    pub panel: PanelBatches,
    /// Those of coordination.
    pub coordination: crate::coordination::CoordinationBatches,
    /// Evidence by linkage submission.
    pub linkage_evidence: Lists<file_object::Model>,
    /// Linkage windows by id.
    pub linkage_windows: Batch<Uuid, linkage_window::Model>,
    /// Replies by linkage window.
    pub linkage_replies: Lists<Reply>,
    /// Countermeasures by id.
    pub countermeasures: Batch<Uuid, countermeasure::Model>,
    /// Histories by negative record.
    pub violation_events: Lists<violation_event::Model>,
    /// Evidence by negative record.
    pub violation_files: Lists<file_object::Model>,
    /// Evidence of appeals against results.
    pub appeal_files: Lists<file_object::Model>,
    /// Countermeasures by linkage window.
    pub countermeasures_of: Lists<countermeasure::Model>,
}

/// The data of one request; the server puts it in.
pub struct RequestContext {
    /// The running process.
    pub app: App,
    /// Who acts, when, in which language.
    pub op: OpCtx,
    /// Where sign-in leaves the cookies to set.
    pub session: SessionSlot,
    /// Look-ups shared by the objects of the answer.
    pub batches: Batches,
}

impl RequestContext {
    /// The data of a request.
    pub fn new(app: App, op: OpCtx, session: SessionSlot) -> Self {
        Self {
            app,
            op,
            session,
            batches: Batches::default(),
        }
    }

    /// The data of the request being answered.
    pub fn of<'a>(ctx: &Context<'a>) -> Result<&'a Self> {
        ctx.data::<Self>()
    }

    /// A query's answer: its value, or an error that carries the refusal's code.
    pub fn value<T>(&self, answer: Answer<T>) -> Result<T> {
        failure::value(&self.op, answer)
    }

    /// A mutation's answer: the result, or the refusals as data.
    pub fn settle<T>(&self, answer: Answer<T>) -> Result<Settled<T>> {
        failure::settle(&self.op, answer)
    }

    /// The checked part of a list that a query asks for.
    pub fn window(&self, paging: &Paging, usual: i32, total: bool) -> Result<Window> {
        paging
            .window(usual, total)
            .map_err(|refusal| failure::refusal_error(&self.op, &refusal))
    }

    /// A row that another names does not exist, which the database ought to prevent: a fault of ours.
    pub fn missing(&self, table: &str, id: Uuid) -> Error {
        let fault = Fault::Broken(format!("a row names {table} {id}, which does not exist"));
        failure::fault_error(&self.op, &fault)
    }

    /// The reading side under one capability.
    pub async fn reader(&self, capability: Capability) -> Result<Arc<Reader>> {
        let reader = read::reader(&self.app, &self.op, capability).await;
        self.value(reader).map(Arc::new)
    }

    /// The reading side under one capability, or `None` if the hat has no such right.
    pub async fn reader_if_any(&self, capability: Capability) -> Result<Option<Arc<Reader>>> {
        match read::reader(&self.app, &self.op, capability).await {
            Ok(reader) => Ok(Some(Arc::new(reader))),
            Err(Failure::Refused(_)) => Ok(None),
            Err(fault) => self.value(Err(fault)),
        }
    }

    /// Indexes the rows that a look-up found.
    pub fn by_id<T, V>(
        &self,
        rows: Answer<Vec<T>>,
        entry: impl Fn(T) -> (Uuid, V),
    ) -> Result<HashMap<Uuid, V>> {
        Ok(self.value(rows)?.into_iter().map(entry).collect())
    }
}
