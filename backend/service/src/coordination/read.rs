//! Questions about consultations and cases: the office reads all, a department its own, an expert those of the own
//! sessions (R3). Experts' opinions are for the office once all are in.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::coordination::case::{self as machine, Application, CaseAvailability, CaseProposal};
use remit_shared::coordination::consultation::{
    self as consulting, ConsultationAvailability, ConsultationProposal,
};
use remit_shared::identity::Role;
use remit_shared::panel::{ReviewState, session};
use remit_shared::policy::{Capability, Reach, Scope};
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::Refusal;
use remit_store::coordination::case::{self as rows, CaseFilter, CaseSort, CaseView};
use remit_store::coordination::children::{self, ByRecord};
use remit_store::coordination::consultation::{self as consultations, ConsultationFilter, ConsultationSort};
use remit_store::entity::{
    consultation, consultation_party, coordination_case, coordination_event, coordination_meeting,
    expert_review, file_object,
};
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use super::known::Known;
use super::{apply, consultation as acts};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What a reader has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave.
    pub scope: Scope,
    /// Who asks, as the machine sees one.
    pub acting: Acting,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Opens the reading side under a capability: consultations or cases.
pub async fn reader(app: &App, ctx: &OpCtx, capability: Capability) -> Answer<Reader> {
    let scope = ctx.authorise(capability)?;
    let actor = ctx.acting()?;
    Ok(Reader {
        scope,
        acting: Acting {
            role: actor.role,
            person: actor.person_id,
            home_org: actor.home_org_id,
            recused: false,
        },
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// Whether the reader sees everything: the office and the city leaders.
    pub fn sees_all(&self) -> bool {
        self.scope.reach() == Reach::All
    }

    /// The actions that the state and the role could ever allow on a case, each with the reason why not now.
    pub fn actions(&self, app: &App, known: &Known) -> Vec<CaseAvailability> {
        let own = known.own(self.scope.units());
        let limits = (&*self.calendar, &app.settings.deadlines);
        let facts = known.facts(
            self.today,
            limits,
            (Some(self.acting), own),
            CaseProposal::default(),
        );
        machine::available(known.row.state.get(), &facts)
    }

    /// The same for a consultation.
    pub fn consultation_actions(&self, app: &App, seen: &Consulted) -> Vec<ConsultationAvailability> {
        let own = acts::own(&seen.parties, self.scope.units());
        let limits = (self.today, &*self.calendar, &app.settings.deadlines);
        let rows = (&seen.row, &seen.parties[..], seen.meetings.len());
        let facts = acts::facts(
            rows,
            (self.acting.role, own),
            limits,
            ConsultationProposal::default(),
        );
        consulting::available(seen.row.state.get(), &facts)
    }

    /// Whether the reader could apply for coordination now, and if not, why; `None` where it is not the reader's.
    pub fn may_apply(&self, app: &App, seen: &Consulted) -> Option<Result<(), Refusal>> {
        let facts = Application {
            today: self.today,
            calendar: &self.calendar,
            deadlines: &app.settings.deadlines,
            role: self.acting.role,
            of_the_lead: self.acting.role == Role::Dl && self.scope.covers(seen.row.lead_org_id),
            consultation: Some(seen.row.state.get()),
            consultation_due_on: Some(seen.row.due_on),
            apply_by: seen.row.apply_by,
            has_case: false,
            citations: None,
        };
        apply::availability(&facts, seen.case.as_ref())
    }

    /// Working days by which a day has passed.
    pub fn overdue(&self, due: Option<NaiveDate>) -> u32 {
        due.map_or(0, |due| {
            self.calendar.overdue_working_days(due, self.today).unwrap_or(0)
        })
    }
}

/// A consultation with its parties, meetings and case.
#[derive(Debug, Clone)]
pub struct Consulted {
    /// The consultation.
    pub row: consultation::Model,
    /// Its parties, the lead first.
    pub parties: Vec<consultation_party::Model>,
    /// Its meetings with the parties that attended.
    pub meetings: Vec<(coordination_meeting::Model, Vec<Uuid>)>,
    /// The case that came of it.
    pub case: Option<coordination_case::Model>,
}

/// A page of consultations.
pub async fn consultation_list(
    app: &App,
    reader: &Reader,
    (filter, sort): (ConsultationFilter, ConsultationSort),
    slice: Slice,
) -> Answer<Page<Consulted>> {
    let page = consultations::page(app.db.read(), &reader.scope, &filter, sort, slice).await?;
    Ok(Page {
        rows: consulted(app, reader, page.rows).await?,
        total: page.total,
    })
}

/// One consultation, or `None` out of scope.
pub async fn consultation(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<Consulted>> {
    let row = consultations::find(app.db.read(), &reader.scope, id).await?;
    Ok(consulted(app, reader, row.into_iter().collect()).await?.pop())
}

/// The consultations behind cases that the reader has opened.
pub async fn consultations_of(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<Consulted>> {
    let rows = consultations::of_cases(app.db.read(), reader.scope.jurisdiction_id(), ids).await?;
    consulted(app, reader, rows).await
}

async fn consulted(app: &App, reader: &Reader, rows: Vec<consultation::Model>) -> Answer<Vec<Consulted>> {
    let (conn, jurisdiction) = (app.db.read(), reader.scope.jurisdiction_id());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut parties = children::parties(conn, jurisdiction, &ids).await?;
    let mut meetings = children::meetings(conn, jurisdiction, &ids).await?;
    let mut cases = rows::of_consultations(conn, jurisdiction, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| Consulted {
            parties: parties.remove(&row.id).unwrap_or_default(),
            meetings: meetings.remove(&row.id).unwrap_or_default(),
            case: cases.remove(&row.id),
            row,
        })
        .collect())
}

/// A page of cases.
pub async fn list(
    app: &App,
    reader: &Reader,
    (filter, sort): (CaseFilter, CaseSort),
    slice: Slice,
) -> Answer<Page<Known>> {
    let page = rows::page(app.db.read(), &reader.scope, &filter, sort, slice).await?;
    Ok(Page {
        rows: known(app, reader, page.rows).await?,
        total: page.total,
    })
}

/// One case, or `None` out of scope.
pub async fn one(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<Known>> {
    let row = rows::find(app.db.read(), &reader.scope, id).await?;
    Ok(known(app, reader, row.into_iter().collect()).await?.pop())
}

/// A case as it was just written, for the payload.
pub async fn again(app: &App, reader: &Reader, row: coordination_case::Model) -> Answer<Option<Known>> {
    Ok(known(app, reader, vec![row]).await?.pop())
}

async fn known(app: &App, reader: &Reader, rows: Vec<coordination_case::Model>) -> Answer<Vec<Known>> {
    let hanging = children::hanging(app.db.read(), reader.scope.jurisdiction_id(), &rows).await?;
    Ok(Known::of(rows, hanging))
}

/// How many cases each view holds, in the order of `views`.
pub async fn counts(app: &App, reader: &Reader, views: &[CaseView]) -> Answer<Vec<i64>> {
    Ok(rows::view_counts(app.db.read(), &reader.scope, views).await?)
}

/// Histories of consultations or cases that the reader has opened.
pub async fn events(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByRecord<coordination_event::Model>> {
    Ok(children::events(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}

/// Meetings of cases that the reader has opened.
pub async fn meetings(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<ByRecord<(coordination_meeting::Model, Vec<Uuid>)>> {
    Ok(children::meetings(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}

/// Documents of cases, oldest first.
pub async fn evidence(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(remit_store::file::of_cases(app.db.read(), &reader.scope, ids).await?)
}

/// The experts' reviews of cases by session: for the office once all are in, for an expert the own one. Nobody else
/// learns what the experts said.
pub async fn reviews(
    app: &App,
    reader: &Reader,
    sessions: &[(Uuid, remit_shared::panel::SessionState)],
) -> Answer<HashMap<Uuid, Vec<expert_review::Model>>> {
    let ids: Vec<Uuid> = sessions.iter().map(|(id, _)| *id).collect();
    let states: HashMap<_, _> = sessions.iter().copied().collect();
    let conn = app.db.read();
    let mut found = remit_store::panel::session::reviews(conn, reader.scope.jurisdiction_id(), &ids).await?;
    for (id, rows) in &mut found {
        let state = states.get(id).copied();
        rows.retain(|row| {
            let own = row.person_id == reader.acting.person;
            let open = state.is_some_and(|state| session::shows(state, own));
            own || (reader.sees_all() && (open || row.state.get() != ReviewState::Submitted))
        });
    }
    Ok(found)
}
