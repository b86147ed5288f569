//! Questions about suggestions. The office reads all, an author the own ones (R4, F2); nobody else any.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::identity::Role;
use remit_shared::panel::similar;
use remit_shared::panel::suggestion::{
    self as machine, SuggestionAvailability, SuggestionFacts, SuggestionProposal,
};
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::machine::Acting;
use remit_store::entity::{file_object, screening, suggestion};
use remit_store::page::{Page, Slice};
use remit_store::panel::appointment::{self as appointments, AppointmentRow};
use remit_store::panel::suggestion::{self as rows, SuggestionFilter, SuggestionSort, SuggestionView};
use uuid::Uuid;

use super::fire::proposed;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Hints shown at most.
const HINTS: usize = 5;

/// What a reader of suggestions has to know besides the rows.
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

/// Opens the reading side: the office's, or the author's own.
pub async fn reader(app: &App, ctx: &OpCtx) -> Answer<Reader> {
    let actor = ctx.signed_in()?;
    let capability = match actor.role {
        Role::Ex | Role::Io => Capability::SuggestionOwnRead,
        _ => Capability::SuggestionRead,
    };
    Ok(Reader {
        scope: ctx.authorise(capability)?,
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
    /// Whether the reader is of the office; the author sees no screening but its result.
    pub fn is_office(&self) -> bool {
        self.scope.capability() == Capability::SuggestionRead
    }

    /// The actions that the state and the role could ever allow, each with the reason why not now.
    pub fn actions(&self, app: &App, row: &suggestion::Model) -> Vec<SuggestionAvailability> {
        let facts = SuggestionFacts {
            today: self.today,
            calendar: &self.calendar,
            deadlines: &app.settings.deadlines,
            acting: Some(self.acting),
            author: row.person_id,
            about_org: row.about_org_id,
            two_persons: row.two_persons,
            proposed: proposed(row),
            due_on: row.due_on,
            second_look: row.second_look,
            judged_by: row.judged_by,
            judged_on: row.judged_on,
            outcome_on: row.outcome_on,
            proposal: SuggestionProposal::default(),
        };
        machine::available(row.state.get(), self.acting.role, &facts)
    }

    /// Working days by which the office's deadline has passed.
    pub fn overdue(&self, row: &suggestion::Model) -> u32 {
        let Some(due) = row.due_on else { return 0 };
        self.calendar.overdue_working_days(due, self.today).unwrap_or(0)
    }
}

/// A page of suggestions.
pub async fn list(
    app: &App,
    reader: &Reader,
    filter: SuggestionFilter,
    sort: SuggestionSort,
    slice: Slice,
) -> Answer<Page<suggestion::Model>> {
    Ok(rows::page(app.db.read(), &reader.scope, &filter, sort, slice).await?)
}

/// One suggestion, or `None` out of scope.
pub async fn one(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<suggestion::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// The suggestions among `ids` that the reader may see.
pub async fn by_ids(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<suggestion::Model>> {
    Ok(rows::by_ids(app.db.read(), &reader.scope, ids).await?)
}

/// How many suggestions each view holds, in the order of `views`.
pub async fn counts(app: &App, reader: &Reader, views: &[SuggestionView]) -> Answer<Vec<i64>> {
    Ok(rows::view_counts(app.db.read(), &reader.scope, views, reader.today).await?)
}

/// Earlier and later suggestions that read alike, the most alike first, with the likeness in per cent.
pub async fn alike(
    app: &App,
    reader: &Reader,
    row: &suggestion::Model,
) -> Answer<Vec<(suggestion::Model, u32)>> {
    let others = rows::to_compare(app.db.read(), &reader.scope, row.id).await?;
    let ranked = similar::rank(&row.text, others, HINTS);
    let ids: Vec<Uuid> = ranked.iter().map(|(id, _)| *id).collect();
    let found = rows::by_ids(app.db.read(), &reader.scope, &ids).await?;
    let mut found: HashMap<Uuid, suggestion::Model> = found.into_iter().map(|row| (row.id, row)).collect();
    Ok(ranked
        .into_iter()
        .filter_map(|(id, likeness)| found.remove(&id).map(|row| (row, likeness)))
        .collect())
}

/// The verdicts given on suggestions, oldest first; for the office only.
pub async fn screenings(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<screening::Model>>> {
    if !reader.is_office() {
        return Ok(HashMap::new());
    }
    Ok(rows::screenings(app.db.read(), &reader.scope, ids).await?)
}

/// Photos and papers of suggestions, oldest first.
pub async fn evidence(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(remit_store::file::of_suggestions(app.db.read(), &reader.scope, ids).await?)
}

/// The authors' appointments, for readers of the suggestions they hang on.
pub async fn authors(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<AppointmentRow>> {
    Ok(appointments::by_ids(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}
