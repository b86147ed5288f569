//! Reads of windows, comments, ballots and appraisals.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::rows;
use remit_service::voice::{appraisal, results, window};
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;
use remit_shared::voice::AppraisalMark;
use remit_shared::wire::Wire;

use super::VoiceWindow;
use super::appraisal::{Appraisal, AppraisalYear, GradeCount, ImportBatch};
use super::comment::CommentDesk;
use super::mutual::MutualDesk;
use super::result::VoiceResults;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of appraisals to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct AppraisalFilter {
    /// Year.
    pub year: Option<i32>,
    /// Part of the institution's name.
    pub text: Option<String>,
    /// Any of these grades.
    pub grades: Option<Vec<Code<AppraisalMark>>>,
    /// Unit it counts for.
    pub org_id: Option<ID>,
}

impl TryFrom<AppraisalFilter> for rows::AppraisalFilter {
    type Error = Refusal;

    fn try_from(filter: AppraisalFilter) -> Result<Self, Refusal> {
        Ok(Self {
            year: filter.year,
            text: filter.text,
            grades: plain(filter.grades),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
        })
    }
}

/// Order of a list of appraisals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::AppraisalSort")]
pub enum AppraisalSort {
    /// By the unit it counts for, in the registry's order.
    #[default]
    Unit,
    /// By name.
    Name,
    /// Best grade first.
    Grade,
}

/// Reads of the other voices.
#[derive(Debug, Default)]
pub struct VoiceQuery;

#[Object]
impl VoiceQuery {
    /// The windows of a year for city leaders' comments and mutual ballots (K25, K26).
    async fn voice_windows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; the latest with a window if left out.")] year: Option<i32>,
    ) -> Result<Vec<VoiceWindow>> {
        let request = RequestContext::of(ctx)?;
        let views = async {
            let year = window::year_of(&request.app, &request.op, year).await?;
            window::list(&request.app, &request.op, year).await
        };
        Ok(request.value(views.await)?.into_iter().map(VoiceWindow).collect())
    }

    /// What the reader may know of what was said of the units (F6, F7, R6).
    async fn voice_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; the latest with a window if left out.")] year: Option<i32>,
    ) -> Result<VoiceResults> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let year = window::year_of(&request.app, &request.op, year).await?;
            Ok((year, results::results(&request.app, &request.op, year).await?))
        };
        let (year, found) = request.value(found.await)?;
        Ok(VoiceResults::of(year, found))
    }

    /// The cards of the city leader who asks, the own charge first (K25).
    async fn comment_desk(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; the latest with a window if left out.")] year: Option<i32>,
    ) -> Result<CommentDesk> {
        CommentDesk::load(ctx, year).await
    }

    /// The mutual ballot of the reader's department (K26).
    async fn mutual_desk(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; the latest with a window if left out.")] year: Option<i32>,
    ) -> Result<MutualDesk> {
        MutualDesk::load(ctx, year).await
    }

    /// Appraisals of public institutions that the reader's scope opens (K29).
    async fn appraisals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<AppraisalFilter>,
        #[graphql(desc = "Order; by the unit if left out.")] sort: Option<AppraisalSort>,
        #[graphql(desc = "Rows at most, 1 to 200; 50 if left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor to go on after.")] after: Option<String>,
        #[graphql(desc = "Rows to skip; not together with `after`.")] offset: Option<i32>,
    ) -> Result<Rows<Appraisal>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = filter.unwrap_or_default().try_into()?;
            let sort = sort.unwrap_or_default().into();
            appraisal::list(&request.app, &request.op, &filter, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, Appraisal))
    }

    /// A year's appraisals in short (K29).
    async fn appraisal_year(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year.")] year: i32,
    ) -> Result<AppraisalYear> {
        let request = RequestContext::of(ctx)?;
        let found = appraisal::summary(&request.app, &request.op, year).await;
        let grades = request.value(found)?.grades;
        let batches = appraisal::batches(&request.app, &request.op, year).await;
        Ok(AppraisalYear {
            year,
            grades: AppraisalMark::ALL
                .iter()
                .map(|grade| GradeCount {
                    grade: (*grade).into(),
                    count: grades.get(grade).copied().unwrap_or(0),
                })
                .collect(),
            batches: match batches {
                Ok(batches) => batches.into_iter().map(ImportBatch).collect(),
                Err(_) => Vec::new(),
            },
        })
    }
}
