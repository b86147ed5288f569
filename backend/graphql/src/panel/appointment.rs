//! Appointments of experts and information officers (§3.14, K13).

use async_graphql::{Context, Description, Enum, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::panel::appointment::read as service;
use remit_service::panel::recusal as recusals;
use remit_service::rows::{self, AppointmentRow};
use remit_shared::id::NodeKind;
use remit_shared::panel::{AppointmentKind, AppointmentState, DismissReason, SourceKind};
use remit_shared::refusal::Refusal;

use super::recusal::Recusal;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::{Org, Person};
use crate::page::{Listed, Paging, Rows, asks_total};
use crate::problem::action::ActionAvailability;

/// An appointment as expert or information officer, for a term of at most three years (§3.14, K13).
#[derive(Description)]
pub struct Appointment(pub AppointmentRow);

impl Listed for Appointment {}

#[Object(use_type_description)]
impl Appointment {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Appointment, self.0.appointment.id)
    }

    /// Person appointed.
    async fn person(&self) -> Person {
        Person(self.0.person.clone())
    }

    /// What the person is appointed as.
    async fn kind(&self) -> Code<AppointmentKind> {
        self.0.appointment.kind.get().into()
    }

    /// Body the person comes from.
    async fn source_org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.appointment.source_org_id).await
    }

    /// Kind of that body.
    async fn source_kind(&self) -> Code<SourceKind> {
        self.0.appointment.source_kind.get().into()
    }

    /// Field of knowledge.
    async fn field(&self) -> &str {
        &self.0.appointment.field
    }

    /// First day of the term.
    async fn term_from(&self) -> NaiveDate {
        self.0.appointment.term_from
    }

    /// Last day of the term.
    async fn term_to(&self) -> NaiveDate {
        self.0.appointment.term_to
    }

    /// Number of the letter of appointment; empty while only nominated.
    async fn letter_no(&self) -> &str {
        &self.0.appointment.letter_no
    }

    /// State.
    async fn state(&self) -> Code<AppointmentState> {
        self.0.appointment.state.get().into()
    }

    /// Day on which the office lead approved.
    async fn approved_on(&self) -> Option<NaiveDate> {
        self.0.appointment.approved_on
    }

    /// Name of the person who nominated.
    async fn nominated_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.appointment.nominated_by).await
    }

    /// Name of the office lead who approved.
    async fn approved_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.appointment.approved_by).await
    }

    /// Last day in fact, once expired or dismissed.
    async fn ended_on(&self) -> Option<NaiveDate> {
        self.0.appointment.ended_on
    }

    /// Why the person was dismissed.
    async fn end_reason(&self) -> Option<Code<DismissReason>> {
        self.0.appointment.end_reason.map(|reason| reason.get().into())
    }

    /// What was said with it.
    async fn end_note(&self) -> Option<&str> {
        self.0.appointment.end_note.as_deref()
    }

    /// Units that the person does not judge (R9).
    async fn recusals(&self, ctx: &Context<'_>) -> Result<Vec<Recusal>> {
        let request = RequestContext::of(ctx)?;
        let rows = request
            .batches
            .panel
            .recusals
            .load(self.0.person.id, |ids| async move {
                request.value(recusals::of_persons(&request.app, &request.op, &ids).await)
            });
        Ok(rows.await?.into_iter().flatten().map(Recusal).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = service::actions(&request.app, &request.op, &self.0.appointment);
        Ok(actions
            .into_iter()
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.appointment.version
    }
}

/// Active appointees of one kind from one kind of body.
#[derive(SimpleObject)]
pub struct AppointmentCount {
    /// What they are appointed as.
    kind: Code<AppointmentKind>,
    /// Kind of body they come from.
    source_kind: Code<SourceKind>,
    /// How many.
    count: i64,
}

/// What to narrow a list of appointments to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct AppointmentFilter {
    /// Part of the name, the letter number or the field of knowledge.
    pub text: Option<String>,
    /// Only experts or only officers.
    pub kind: Option<Code<AppointmentKind>>,
    /// Kind of source body.
    pub source_kind: Option<Code<SourceKind>>,
    /// Any of these states.
    pub states: Option<Vec<Code<AppointmentState>>>,
    /// Source body.
    pub org_id: Option<ID>,
    /// Only active terms that end within 30 days.
    pub ends_soon: Option<bool>,
}

/// Order of a list of appointments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::AppointmentSort")]
pub enum AppointmentSort {
    /// Experts first, then by letter number.
    #[default]
    Letter,
    /// End of the term, nearest first.
    TermTo,
    /// Nominated last first.
    Newest,
}

fn narrow(request: &RequestContext, filter: AppointmentFilter) -> Result<rows::AppointmentFilter, Refusal> {
    let soon = filter.ends_soon.unwrap_or_default();
    Ok(rows::AppointmentFilter {
        text: filter.text,
        kind: filter.kind.map(|kind| kind.0),
        source_kind: filter.source_kind.map(|kind| kind.0),
        states: plain(filter.states),
        org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
        ending_by: soon.then(|| service::soon(&request.app, request.op.today())),
    })
}

/// Reads of appointments.
#[derive(Debug, Default)]
pub struct AppointmentQuery;

#[Object]
impl AppointmentQuery {
    /// Appointments of experts and information officers, as far as the reader's scope goes (K13).
    async fn appointments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<AppointmentFilter>,
        #[graphql(desc = "Order.", default_with = "Some(AppointmentSort::Letter)")] sort: Option<
            AppointmentSort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Appointment>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = narrow(request, filter.unwrap_or_default())?;
            let sort = sort.unwrap_or_default().into();
            service::list(&request.app, &request.op, &filter, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, Appointment))
    }

    /// One appointment; null if there is none with this id in the reader's scope.
    async fn appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the appointment.")] id: ID,
    ) -> Result<Option<Appointment>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            let id = id::read(NodeKind::Appointment, &id, "id")?;
            service::one(&request.app, &request.op, id).await
        };
        Ok(request.value(row.await)?.map(Appointment))
    }

    /// Active appointees by kind and by the four kinds of source bodies (§1).
    async fn appointment_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only experts or only officers.")] kind: Option<Code<AppointmentKind>>,
    ) -> Result<Vec<AppointmentCount>> {
        let request = RequestContext::of(ctx)?;
        let counts = service::counts(&request.app, &request.op, kind.map(|kind| kind.0)).await;
        let rows = request.value(counts)?.into_iter();
        Ok(rows
            .map(|(kind, source, count)| AppointmentCount {
                kind: kind.into(),
                source_kind: source.into(),
                count,
            })
            .collect())
    }

    /// The letter number that would come next, for the office lead.
    async fn next_appointment_letter(&self, ctx: &Context<'_>) -> Result<String> {
        let request = RequestContext::of(ctx)?;
        request.value(service::next_letter(&request.app, &request.op).await)
    }
}
