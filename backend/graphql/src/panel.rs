//! The panel of experts and information officers (K13).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::panel as service;
use remit_service::rows::AppointmentRow;
use remit_shared::id::NodeKind;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::{Listed, Paging, Rows, asks_total};

/// An appointment as expert or information officer, for a term of at most three years (§3.14, K13).
#[derive(Description)]
pub struct Appointment(AppointmentRow);

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

    /// Number of the letter of appointment.
    async fn letter_no(&self) -> &str {
        &self.0.appointment.letter_no
    }

    /// State.
    async fn state(&self) -> Code<AppointmentState> {
        self.0.appointment.state.get().into()
    }
}

/// Reads of the panel.
#[derive(Debug, Default)]
pub struct PanelQuery;

#[Object]
impl PanelQuery {
    /// Appointments of experts and information officers, as far as the reader's scope goes (K13).
    async fn appointments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only experts or only officers.")] kind: Option<Code<AppointmentKind>>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Appointment>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let kind = kind.map(|kind| kind.0);
        let page = service::list(&request.app, &request.op, kind, window.slice()).await;
        Ok(window.connection(request.value(page)?, Appointment))
    }
}
