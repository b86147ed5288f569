//! Queries of consultations.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::coordination::read as service;
use remit_service::rows;
use remit_shared::coordination::{CaseScope, ConsultationState};
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;

use super::consultation::Consultation;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of consultations to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ConsultationFilter {
    /// Part of the number or the matter.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<ConsultationState>>>,
    /// Between whom.
    pub scope_kind: Option<Code<CaseScope>>,
    /// A party to it.
    pub org_id: Option<ID>,
}

/// Order of a list of consultations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::ConsultationSort")]
pub enum ConsultationSort {
    /// Open ones first, by their last day.
    #[default]
    Due,
    /// Opened last first.
    Newest,
}

fn narrow(filter: ConsultationFilter) -> Result<rows::ConsultationFilter, Refusal> {
    Ok(rows::ConsultationFilter {
        text: filter.text,
        states: plain(filter.states),
        scope_kind: filter.scope_kind.map(|kind| kind.0),
        org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
    })
}

/// Reads of consultations.
#[derive(Debug, Default)]
pub struct ConsultationQuery;

#[Object]
impl ConsultationQuery {
    /// Consultations: all for the oversight section, a department's own (K10).
    async fn consultations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<ConsultationFilter>,
        #[graphql(desc = "Order.", default_with = "Some(ConsultationSort::Due)")] sort: Option<
            ConsultationSort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Consultation>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = service::reader(&request.app, &request.op, Capability::ConsultationManage).await;
        let reader = Arc::new(request.value(reader)?);
        let page = async {
            let wanted = (
                narrow(filter.unwrap_or_default())?,
                sort.unwrap_or_default().into(),
            );
            service::consultation_list(&request.app, &reader, wanted, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, |row| Consultation::new(row, &reader)))
    }

    /// One consultation; null if there is none with this id in the reader's scope.
    async fn consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the consultation.")] id: ID,
    ) -> Result<Option<Consultation>> {
        let request = RequestContext::of(ctx)?;
        let reader = service::reader(&request.app, &request.op, Capability::ConsultationManage).await;
        let reader = Arc::new(request.value(reader)?);
        let row = async {
            let id = id::read(NodeKind::Consultation, &id, "id")?;
            service::consultation(&request.app, &reader, id).await
        };
        let row = request.value(row.await)?;
        Ok(row.map(|row| Consultation::new(row, &reader)))
    }
}
