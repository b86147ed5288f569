//! A plan with what the machine has to know about it.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::identity::Role;
use remit_shared::plan::OpinionKind;
use remit_shared::plan::machine::{OpinionFacts, PlanFacts, PlanProposal};
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::tree::{Node, points};
use remit_store::entity::{indicator, supervision_plan};
use remit_store::plan::{self as rows, version};
use uuid::Uuid;

use crate::app::App;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// A plan with tree, parameters and the state of its consultation.
#[derive(Debug, Clone)]
pub struct LoadedPlan {
    /// The row as stored.
    pub row: supervision_plan::Model,
    /// Its indicators as stored.
    pub indicators: Vec<indicator::Model>,
    /// Its indicators as the rules see them.
    pub nodes: Vec<Node>,
    /// The tree it is compared with.
    pub baseline: Vec<Node>,
    /// Its parameters.
    pub params: PlanParams,
    /// Where the opinions stand.
    pub opinions: OpinionFacts,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Loads what hangs on a plan, five statements; a macro, since a transaction and a pool share no type here.
macro_rules! load {
    ($app:expr, $conn:expr, $row:expr, $today:expr) => {{
        let (app, conn, row, today): (&App, _, supervision_plan::Model, NaiveDate) =
            ($app, $conn, $row, $today);
        let jurisdiction = row.jurisdiction_id;
        let indicators = rows::indicators(conn, jurisdiction, row.id).await?;
        let baseline = match previous(&row) {
            Some(id) => nodes(&rows::indicators(conn, jurisdiction, id).await?),
            None => default_tree(),
        };
        let asked = version::asked(conn, jurisdiction, today).await?;
        let given = version::all_opinions(conn, jurisdiction, row.id).await?;
        let waiting = |org: Uuid| {
            given.iter().any(|opinion| {
                opinion.org_id == org
                    && opinion.kind == OpinionKind::Suggestion
                    && opinion.answered_at.is_none()
            })
        };
        let unanswered = asked
            .iter()
            .filter(|org| waiting(org.id))
            .map(|org| org.short_name.clone());
        Ok(LoadedPlan {
            nodes: nodes(&indicators),
            baseline,
            params: params(&row)?,
            opinions: OpinionFacts {
                asked: asked.len(),
                given: asked
                    .iter()
                    .filter(|org| given.iter().any(|one| one.org_id == org.id))
                    .count(),
                unanswered: unanswered.collect(),
            },
            calendar: app.calendar.get(app).await?,
            indicators,
            row,
        })
    }};
}

/// The plan inside a transaction.
pub(super) async fn in_work(work: &Work<'_>, row: supervision_plan::Model) -> Answer<LoadedPlan> {
    load!(work.app, &work.tx, row, work.ctx.today())
}

/// The plan for reading.
pub(super) async fn for_reading(
    app: &App,
    row: supervision_plan::Model,
    today: NaiveDate,
) -> Answer<LoadedPlan> {
    load!(app, app.db.read(), row, today)
}

/// The version that a plan amends, or the one that it was copied from.
pub fn previous(row: &supervision_plan::Model) -> Option<Uuid> {
    row.amended_from.or(row.cloned_from)
}

/// The parameters as stored.
pub fn params(row: &supervision_plan::Model) -> Answer<PlanParams> {
    PlanParams::read(&row.params).map_err(|refusal| {
        Fault::Broken(format!("plan {} has parameters that are none: {refusal}", row.id)).into()
    })
}

/// Stored indicators as the rules see them.
pub fn nodes(rows: &[indicator::Model]) -> Vec<Node> {
    rows.iter().map(node).collect()
}

fn node(row: &indicator::Model) -> Node {
    Node {
        code: row.code.clone(),
        level: u8::try_from(row.level).unwrap_or_default(),
        part: row.part.get(),
        parent: row.parent_code.clone(),
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        weight: row.weight_milli.map(points),
        cap: row.cap_milli.map(points),
        method: row.method.map(remit_store::Text::get),
        low: row.low_milli.map(points),
        high: row.high_milli.map(points),
        channel: row.channel.map(remit_store::Text::get),
        perspective: row.perspective.map(remit_store::Text::get),
    }
}

impl LoadedPlan {
    /// What the machine has to know, for whoever acts.
    pub fn facts<'a>(
        &'a self,
        today: NaiveDate,
        role: Option<Role>,
        proposal: PlanProposal<'a>,
    ) -> PlanFacts<'a> {
        PlanFacts {
            today,
            calendar: &self.calendar,
            role,
            year: self.row.year,
            amends: self.row.amended_from.is_some(),
            consult_due_on: self.row.consult_due_on,
            approval_doc_no: self.row.approval_doc_no.as_deref(),
            nodes: &self.nodes,
            baseline: &self.baseline,
            params: &self.params,
            opinions: &self.opinions,
            result_frozen: false,
            proposal,
        }
    }
}
