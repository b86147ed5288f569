//! Queries of suggestions.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::panel::suggestion::read::{self as service, Reader};
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::panel::{SuggestionLink, SuggestionState};
use remit_shared::refusal::Refusal;

use super::suggestion::Suggestion;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of suggestions to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct SuggestionFilter {
    /// Part of the number or the text.
    pub text: Option<String>,
    /// One of the desk's lists.
    pub view: Option<SuggestionView>,
    /// Any of these states.
    pub states: Option<Vec<Code<SuggestionState>>>,
    /// Unit it is about.
    pub org_id: Option<ID>,
    /// What it led to.
    pub linked: Option<Code<SuggestionLink>>,
    /// Submitted on this day or later.
    pub from: Option<NaiveDate>,
    /// Submitted on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// Saved views of suggestions; the workbench's counts lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::SuggestionView")]
pub enum SuggestionView {
    /// Waits to be taken.
    ToTake,
    /// Waits for a verdict.
    ToScreen,
    /// Valid, waits to be adopted.
    ToAdopt,
    /// Adopted, and the outcome is known: waits for the reply.
    ToReply,
    /// A deadline of the office has passed.
    Overdue,
    /// VALID or later (§1).
    Valid,
    /// ADOPTED or later.
    Adopted,
    /// Everything.
    All,
}

/// Order of a list of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::SuggestionSort")]
pub enum SuggestionSort {
    /// Deadline of the office's next step, those without one last.
    #[default]
    Due,
    /// Submitted last first.
    Newest,
    /// Submitted first first.
    Oldest,
}

fn narrow(reader: &Reader, filter: SuggestionFilter) -> Result<rows::SuggestionFilter, Refusal> {
    Ok(rows::SuggestionFilter {
        text: filter.text,
        states: plain(filter.states),
        org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
        linked: filter.linked.map(|linked| linked.0),
        from: filter.from,
        to: filter.to,
        view: filter.view.map(|view| (view.into(), reader.today)),
    })
}

/// Reads of suggestions.
#[derive(Debug, Default)]
pub struct SuggestionQuery;

#[Object]
impl SuggestionQuery {
    /// Suggestions: all for the office, the own ones for their author (K15, F2).
    async fn suggestions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<SuggestionFilter>,
        #[graphql(desc = "Order.", default_with = "Some(SuggestionSort::Due)")] sort: Option<SuggestionSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Suggestion>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = Arc::new(request.value(service::reader(&request.app, &request.op).await)?);
        let page = async {
            let filter = narrow(&reader, filter.unwrap_or_default())?;
            let sort = sort.unwrap_or_default().into();
            service::list(&request.app, &reader, filter, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, |row| Suggestion::new(row, &reader)))
    }

    /// One suggestion; null if there is none with this id in the reader's scope.
    async fn suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the suggestion.")] id: ID,
    ) -> Result<Option<Suggestion>> {
        let request = RequestContext::of(ctx)?;
        let reader = Arc::new(request.value(service::reader(&request.app, &request.op).await)?);
        let row = async {
            let id = id::read(NodeKind::Suggestion, &id, "id")?;
            service::one(&request.app, &reader, id).await
        };
        let row = request.value(row.await)?;
        Ok(row.map(|row| Suggestion::new(row, &reader)))
    }
}
