//! Questions about activities and findings.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::activity::finding::{self as finding_machine, FindingAvailability, FindingProposal};
use remit_shared::activity::machine::{self, ActivityAvailability, ActivityProposal};
use remit_shared::calendar::WorkCalendar;
use remit_shared::policy::{Actor, Capability, Scope};
use remit_store::activity::{self as rows, finding as findings};
use remit_store::entity::{
    activity_check, activity_event, activity_unit, file_object, finding, joint_activity, org_section,
};
use remit_store::file;
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use super::loaded::standing;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use super::loaded::Loaded;
pub use remit_store::activity::{ActivityFilter, ActivitySort, Member};

/// What a reader has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave.
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Opens the reading side.
pub async fn reader(app: &App, ctx: &OpCtx) -> Answer<Reader> {
    let scope = ctx.authorise(Capability::ActivityRead)?;
    Ok(Reader {
        scope,
        actor: ctx.signed_in()?.clone(),
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// The actions on an activity that its state and the role could ever allow, each with the reason why not now. None
    /// for a section that only reads a shared result.
    pub fn actions(&self, app: &App, loaded: &Loaded) -> Vec<ActivityAvailability> {
        let deadlines = &app.settings.deadlines;
        let role = self.actor.role;
        let facts = loaded.facts(self.today, deadlines, Some(role), ActivityProposal::default());
        machine::available(loaded.row.state.get(), role, &facts)
    }

    /// The actions on a finding, likewise.
    pub fn finding_actions(&self, loaded: &Loaded, row: &finding::Model) -> Vec<FindingAvailability> {
        let of = (row.org_id, row.answer_due_on);
        let who = standing(&self.actor, false);
        let facts = loaded.finding_facts(self.today, who, of, FindingProposal::default());
        finding_machine::available(row.state.get(), self.actor.role, &facts)
    }
}

/// A page of activities.
pub async fn list(
    app: &App,
    reader: &Reader,
    (filter, sort): (&ActivityFilter, ActivitySort),
    slice: Slice,
) -> Answer<Page<joint_activity::Model>> {
    Ok(rows::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// How many a filter finds.
pub async fn count(app: &App, reader: &Reader, filter: &ActivityFilter) -> Answer<i64> {
    let count = rows::count(app.db.read(), &reader.scope, filter).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// One activity, if the scope opens it.
pub async fn find(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<joint_activity::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// Activities with their units and findings, in the order given: two statements.
pub async fn load(app: &App, reader: &Reader, activities: Vec<joint_activity::Model>) -> Answer<Vec<Loaded>> {
    let ids: Vec<Uuid> = activities.iter().map(|row| row.id).collect();
    let mut units = rows::units(app.db.read(), &reader.scope, &ids).await?;
    let mut found = findings::of_activities(app.db.read(), &reader.scope, &ids).await?;
    let wrap = |row: joint_activity::Model| {
        let (units, found) = (units.remove(&row.id), found.remove(&row.id));
        let (units, found) = (units.unwrap_or_default(), found.unwrap_or_default());
        Loaded::new(row, units, found, &reader.calendar)
    };
    Ok(activities.into_iter().map(wrap).collect())
}

/// The units of activities, by activity; a unit sees its own line.
pub async fn units(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<activity_unit::Model>>> {
    Ok(rows::units(app.db.read(), &reader.scope, ids).await?)
}

/// The findings of activities, by activity, as far as the scope shows them.
pub async fn found(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<HashMap<Uuid, Vec<finding::Model>>> {
    Ok(findings::of_activities(app.db.read(), &reader.scope, ids).await?)
}

/// The finding that founded a problem, if the reader may read its activity; none for those without any.
pub async fn source_of(
    app: &App,
    ctx: &OpCtx,
    problem: Uuid,
) -> Answer<Option<(finding::Model, joint_activity::Model)>> {
    let Ok(scope) = ctx.authorise(Capability::ActivityRead) else {
        return Ok(None);
    };
    let Some(found) = findings::by_problem(app.db.read(), &scope, problem).await? else {
        return Ok(None);
    };
    let activity = rows::find(app.db.read(), &scope, found.activity_id).await?;
    Ok(activity.map(|activity| (found, activity)))
}

/// What hangs on an activity besides units and findings.
#[derive(Debug, Clone)]
pub struct Children {
    /// The team.
    pub team: Vec<Member>,
    /// The checklist.
    pub checks: Vec<activity_check::Model>,
    /// Sections with which the result is shared.
    pub shares: Vec<org_section::Model>,
    /// The history.
    pub events: Vec<activity_event::Model>,
    /// Notice and report.
    pub files: Vec<file_object::Model>,
    /// Evidence by finding.
    pub evidence: HashMap<Uuid, Vec<file_object::Model>>,
}

/// Loads what hangs on an activity that the reader has been given: a fixed number of statements.
pub async fn children(app: &App, reader: &Reader, loaded: &Loaded) -> Answer<Children> {
    let (conn, id, jurisdiction) = (app.db.read(), loaded.row.id, loaded.row.jurisdiction_id);
    let ids: Vec<Uuid> = loaded.findings.iter().map(|row| row.id).collect();
    let team = rows::members(conn, jurisdiction, &[id]).await?;
    let files = file::of_activities(conn, &reader.scope, &[id]).await?;
    Ok(Children {
        team: team.into_values().flatten().collect(),
        checks: rows::checks(conn, jurisdiction, id).await?,
        shares: rows::shares(conn, jurisdiction, id).await?,
        events: rows::events(conn, jurisdiction, id).await?,
        files: files.into_values().flatten().collect(),
        evidence: file::of_findings(conn, &reader.scope, &ids).await?,
    })
}
