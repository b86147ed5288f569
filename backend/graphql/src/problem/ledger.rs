//! The ledgers (K05, K09).

pub mod mutation;
pub mod query;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::problem::read::Reader;
use remit_service::rows::{LedgerRow, effectiveness_point, ledger_entry, problem};
use remit_shared::id::NodeKind;
use remit_shared::problem::leftover::is_leftover;
use remit_shared::problem::{LedgerKind, LedgerState};

use super::Problem;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;
use crate::page::Listed;
use crate::plan::point::PointRef;

/// An entry of a ledger: opened, due, closed out with a number that has no gaps (K05, K09).
#[derive(Description)]
pub struct LedgerEntry {
    entry: ledger_entry::Model,
    problem: Option<Arc<problem::Model>>,
    point: Option<effectiveness_point::Model>,
    reader: Arc<Reader>,
}

impl Listed for LedgerEntry {}

impl LedgerEntry {
    /// An entry with the problem that was read beside it.
    pub fn line(line: LedgerRow, reader: &Arc<Reader>) -> Self {
        Self {
            entry: line.entry,
            problem: line.problem.map(Arc::new),
            point: line.point,
            reader: Arc::clone(reader),
        }
    }

    /// An entry that the actor has just acted on.
    pub fn new(entry: ledger_entry::Model, reader: &Arc<Reader>) -> Self {
        Self {
            entry,
            problem: None,
            point: None,
            reader: Arc::clone(reader),
        }
    }

    /// An entry of this problem.
    pub(super) fn of(entry: ledger_entry::Model, problem: &Problem) -> Self {
        Self {
            entry,
            problem: Some(Arc::clone(&problem.row)),
            point: None,
            reader: Arc::clone(&problem.reader),
        }
    }
}

#[Object(use_type_description)]
impl LedgerEntry {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::LedgerEntry, self.entry.id)
    }

    /// Which ledger.
    async fn ledger(&self) -> Code<LedgerKind> {
        self.entry.ledger.get().into()
    }

    /// Problem it stands for; null for an effectiveness point.
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        if let Some(row) = &self.problem {
            return Ok(Some(Problem {
                row: Arc::clone(row),
                reader: Arc::clone(&self.reader),
                joined: None,
            }));
        }
        Problem::load_if_named(RequestContext::of(ctx)?, self.entry.problem_id).await
    }

    /// Effectiveness point it stands for, by id, code and title; null for a problem.
    async fn point(&self) -> Option<PointRef> {
        self.point.as_ref().map(PointRef::of)
    }

    /// Day it was opened.
    async fn opened_on(&self) -> NaiveDate {
        self.entry.opened_on
    }

    /// Last day for the rectification.
    async fn due_on(&self) -> NaiveDate {
        self.entry.due_on
    }

    /// State.
    async fn state(&self) -> Code<LedgerState> {
        self.entry.state.get().into()
    }

    /// Close-out number (销号), such as `XH-2022-0001`.
    async fn close_no(&self) -> Option<&str> {
        self.entry.close_no.as_deref()
    }

    /// Day it was closed out.
    async fn closed_on(&self) -> Option<NaiveDate> {
        self.entry.closed_on
    }

    /// Name of the person who closed it out.
    async fn closed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.entry.closed_by).await
    }

    /// Whether it is open for so long that the office lead has to explain it (不留余账, §3.3).
    async fn leftover(&self, ctx: &Context<'_>) -> Result<bool> {
        let days = RequestContext::of(ctx)?.app.settings.deadlines.leftover_days;
        let (state, opened_on) = (self.entry.state.get(), self.entry.opened_on);
        Ok(is_leftover(state, opened_on, self.reader.today, days))
    }

    /// Days since it was opened, up to its close-out or today; over 90 it has to be explained (不留余账, §3.3).
    async fn age_days(&self) -> i64 {
        let until = self.entry.closed_on.unwrap_or(self.reader.today);
        (until - self.entry.opened_on).num_days()
    }

    /// Why it is still open, as the office lead explained it.
    async fn explanation(&self) -> Option<&str> {
        self.entry.explanation.as_deref()
    }

    /// Name of the person who explained it.
    async fn explained_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.entry.explained_by).await
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.entry.version
    }
}
