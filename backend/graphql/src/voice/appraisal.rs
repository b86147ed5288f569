//! Appraisals of public institutions (K29).

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::plan::point::import::{ImportLine, ImportOutcome};
use remit_service::rows::{appraisal_row, import_batch};
use remit_shared::id::NodeKind;
use remit_shared::voice::AppraisalMark;
use remit_shared::voice::appraisal::score_of;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;

/// The yearly appraisal of a public institution (K29).
#[derive(Description)]
pub struct Appraisal(pub appraisal_row::Model);

impl Listed for Appraisal {}

#[Object(use_type_description)]
impl Appraisal {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Appraisal, self.0.id)
    }

    /// Year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Name of the institution.
    async fn institution(&self) -> &str {
        &self.0.institution
    }

    /// The unit it counts for in B62.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.parent_org_id).await
    }

    /// Grade.
    async fn grade(&self) -> Code<AppraisalMark> {
        self.0.grade.get().into()
    }

    /// Score, 0 to 100, which wins over the grade; null where only a grade was given.
    async fn score(&self) -> Option<String> {
        self.0.score_centi.map(|centi| score_of(centi).to_string())
    }

    /// When it was imported or last corrected.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
}

/// A list that was imported.
#[derive(Description)]
pub struct ImportBatch(pub import_batch::Model);

#[Object(use_type_description)]
impl ImportBatch {
    /// Name of the file; empty for a partner's call.
    async fn file_name(&self) -> &str {
        &self.0.file_name
    }

    /// Rows in it.
    async fn rows(&self) -> i32 {
        self.0.rows
    }

    /// Rows that were new or changed something.
    async fn written(&self) -> i32 {
        self.0.written
    }

    /// Rows left out on purpose, each with its number and the reason.
    async fn rejected(&self) -> Vec<String> {
        let rows: Vec<(u32, String)> = serde_json::from_str(&self.0.rejected).unwrap_or_default();
        rows.into_iter()
            .map(|(row, reason)| format!("第{row}行：{reason}"))
            .collect()
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Name of the person who imported it, or who answers for the system that sent it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.author_id)).await
    }
}

/// Institutions of a grade.
#[derive(SimpleObject)]
pub struct GradeCount {
    /// Grade.
    pub grade: Code<AppraisalMark>,
    /// How many.
    pub count: i64,
}

/// A year's appraisals in short.
#[derive(SimpleObject)]
pub struct AppraisalYear {
    /// Year.
    pub year: i32,
    /// Institutions by grade, A first.
    pub grades: Vec<GradeCount>,
    /// The lists imported, the last one first; empty for those who do not import.
    pub batches: Vec<ImportBatch>,
}

/// A row of a list and what became of it.
#[derive(Description)]
pub struct AppraisalLine(pub ImportLine);

#[Object(use_type_description)]
impl AppraisalLine {
    /// Number of the row, from 1.
    async fn row(&self) -> u32 {
        self.0.row
    }

    /// Institution as written.
    async fn institution(&self) -> &str {
        &self.0.code
    }

    /// What became of it.
    async fn outcome(&self) -> Code<ImportOutcome> {
        self.0.outcome.into()
    }

    /// Code of the refusal; null when the row was taken.
    async fn code(&self) -> Option<&'static str> {
        use remit_shared::wire::Wire;
        self.0.refusal.as_ref().map(|refusal| refusal.code.code())
    }

    /// Chinese sentence that says what is wrong.
    async fn message_zh(&self) -> Option<&str> {
        self.0.refusal.as_ref().map(|refusal| refusal.zh.as_str())
    }
}
