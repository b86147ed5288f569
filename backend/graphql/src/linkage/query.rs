//! Queries of linkage.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::linkage::read as service;
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::{SubmissionOutcome, SubmissionState};
use remit_shared::refusal::Refusal;

use super::{LinkageMember, LinkageSubmission, LinkageWindow};
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of submissions to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct LinkageSubmissionFilter {
    /// Part of the number or of the text.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<SubmissionState>>>,
    /// Any of these outcomes; the office's.
    pub outcomes: Option<Vec<Code<SubmissionOutcome>>>,
    /// Accepted ones of which nobody has said what becomes of them.
    pub unanswered: Option<bool>,
    /// Year of the window.
    pub year: Option<i32>,
    /// Quarter of the window, 1 to 4.
    pub quarter: Option<i32>,
    /// Department that submitted.
    pub org_id: Option<ID>,
    /// Unit it is about.
    pub about_org_id: Option<ID>,
    /// Leave nil returns out.
    pub matters_only: Option<bool>,
}

impl TryFrom<LinkageSubmissionFilter> for rows::SubmissionFilter {
    type Error = Refusal;

    fn try_from(filter: LinkageSubmissionFilter) -> Result<Self, Refusal> {
        Ok(Self {
            text: filter.text,
            states: plain(filter.states),
            outcomes: plain(filter.outcomes),
            unanswered: filter.unanswered.unwrap_or_default(),
            year: filter.year,
            quarter: filter.quarter,
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            about_org_id: id::read_optional(NodeKind::Org, filter.about_org_id.as_ref(), "aboutOrgId")?,
            matters_only: filter.matters_only.unwrap_or_default(),
        })
    }
}

/// Order of a list of submissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::SubmissionSort")]
pub enum LinkageSubmissionSort {
    /// Written last first.
    #[default]
    Newest,
    /// Written first first.
    Oldest,
    /// Deadline of the office's decision, those without one last.
    Due,
}

/// Reads a quarter named by year and number; none of the two is the current window.
pub(super) fn quarter(year: Option<i32>, quarter: Option<i32>) -> Result<Option<Quarter>, Refusal> {
    match (year, quarter) {
        (None, None) => Ok(None),
        (year, quarter) => {
            let quarter = u32::try_from(quarter.unwrap_or_default()).unwrap_or_default();
            Quarter::new(year.unwrap_or_default(), quarter).map(Some)
        }
    }
}

/// Reads of linkage.
#[derive(Debug, Default)]
pub struct LinkageQuery;

#[Object]
impl LinkageQuery {
    /// The windows of a year (K16).
    async fn linkage_windows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year.")] year: i32,
    ) -> Result<Vec<LinkageWindow>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.linkage().await?;
        let rows = request.value(service::of_year(&request.app, &reader, year).await)?;
        Ok(rows
            .into_iter()
            .map(|row| LinkageWindow::new(row, &reader))
            .collect())
    }

    /// The window of a quarter; without one the window that takes replies today, or the next one (K16).
    async fn linkage_window(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; goes with the quarter.")] year: Option<i32>,
        #[graphql(desc = "Quarter, 1 to 4; goes with the year.")] quarter: Option<i32>,
    ) -> Result<Option<LinkageWindow>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.linkage().await?;
        let row = async { service::window(&request.app, &reader, self::quarter(year, quarter)?).await };
        let row = request.value(row.await)?;
        Ok(row.map(|row| LinkageWindow::new(row, &reader)))
    }

    /// The linkage departments of today: all for the office, the own one for a department.
    async fn linkage_members(&self, ctx: &Context<'_>) -> Result<Vec<LinkageMember>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.linkage().await?;
        let rows = request.value(service::members(&request.app, &reader).await)?;
        Ok(rows.into_iter().map(LinkageMember).collect())
    }

    /// Submissions: all that were sent for the office, the own ones for a department (R2).
    async fn linkage_submissions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<LinkageSubmissionFilter>,
        #[graphql(desc = "Order.", default_with = "Some(LinkageSubmissionSort::Newest)")] sort: Option<
            LinkageSubmissionSort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<LinkageSubmission>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.linkage().await?;
        let page = async {
            let mut filter = rows::SubmissionFilter::try_from(filter.unwrap_or_default())?;
            // What became of a submission is not to be found out by filtering either.
            if !reader.sees_all() {
                (filter.outcomes, filter.unanswered) = (Vec::new(), false);
            }
            let sort = sort.unwrap_or_default().into();
            service::submissions(&request.app, &reader, &filter, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        Ok(window.connection(page, |row| LinkageSubmission::new(row, &reader)))
    }

    /// One submission; null if there is none with this id in the reader's scope.
    async fn linkage_submission(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the submission.")] id: ID,
    ) -> Result<Option<LinkageSubmission>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.linkage().await?;
        let row = async {
            let id = id::read(NodeKind::LinkageSubmission, &id, "id")?;
            service::submission(&request.app, &reader, id).await
        };
        let row = request.value(row.await)?;
        Ok(row.map(|row| LinkageSubmission::new(row, &reader)))
    }

    /// The submission with a receipt, such as `LD-2022-0001`; null if it is not the reader's.
    async fn linkage_receipt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number that the submission was given.")] receipt: String,
    ) -> Result<Option<LinkageSubmission>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.linkage().await?;
        let row = request.value(service::by_receipt(&request.app, &reader, &receipt).await)?;
        Ok(row.map(|row| LinkageSubmission::new(row, &reader)))
    }
}
