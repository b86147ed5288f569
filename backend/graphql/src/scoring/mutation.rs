//! Changes of results (§3.10).

use async_graphql::{Context, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::scoring::{appeal, correct, export, life, run};
use remit_shared::id::NodeKind;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::Correction;
use uuid::Uuid;

use super::payload::{AppealPayload, AssessmentExportPayload, ScoreRunPayload};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{read, read_all, step};

/// What to score.
#[derive(Debug, InputObject)]
pub struct RunScoringInput {
    /// Year of the plan.
    pub year: i32,
    /// Last day that counts.
    pub cut_on: NaiveDate,
}

/// A run and the version that the person saw.
#[derive(Debug, InputObject)]
pub struct ScoreRunStepInput {
    /// The run.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// The review of a draft.
#[derive(Debug, InputObject)]
pub struct ReviewScoreRunInput {
    /// The run.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// When the experts' evaluation was held and how anomalies were answered, at most 1 000 characters.
    pub remark: String,
}

/// The correction of a frozen result.
#[derive(Debug, InputObject)]
pub struct CorrectScoreRunInput {
    /// The run.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the document that orders it.
    pub doc_no: String,
    /// The records that it corrects.
    #[graphql(default)]
    pub records: Vec<CorrectedRecordInput>,
}

/// A record that a document corrects.
#[derive(Debug, InputObject)]
pub struct CorrectedRecordInput {
    /// Unit.
    pub org_id: ID,
    /// Indicator.
    pub indicator: Code<IndicatorCode>,
    /// The record, as the sources of the score name it.
    pub corrected_ref: String,
    /// Code of its value from now on.
    pub corrected_to: String,
}

impl CorrectedRecordInput {
    fn read(self) -> Answer<(Uuid, Correction)> {
        let correction = Correction {
            code: self.indicator.0,
            reference: self.corrected_ref,
            to: self.corrected_to,
        };
        Ok((read(NodeKind::Org, &self.org_id, "orgId")?, correction))
    }
}

/// An appeal of one's own unit.
#[derive(Debug, InputObject)]
pub struct AppealScoreInput {
    /// The published run.
    pub id: ID,
    /// Indicator contested.
    pub indicator: Code<IndicatorCode>,
    /// Grounds, at most 4 000 characters.
    pub grounds: String,
    /// Evidence.
    pub file_ids: Vec<ID>,
}

/// The decision on an appeal.
#[derive(Debug, InputObject)]
pub struct DecideAppealInput {
    /// The appeal.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Whether it is accepted; a new run then corrects the result.
    pub accept: bool,
    /// The reasons, at most 1 000 characters.
    pub decision: String,
    /// The record that is corrected, as the sources of the score name it.
    pub corrected_ref: Option<String>,
    /// Code of its value from now on.
    pub corrected_to: Option<String>,
}

/// The acknowledgement of a package.
#[derive(Debug, InputObject)]
pub struct AcknowledgeScoreExportInput {
    /// The run whose package it is.
    pub id: ID,
    /// Version of the package that the person saw.
    pub version: i32,
    /// Number of the acknowledgement.
    pub acknowledged_no: String,
}

/// Writes of results.
#[derive(Debug, Default)]
pub struct ScoringMutation;

#[Object]
impl ScoringMutation {
    /// Scores a year as it stands at the cut-off; the result is a draft (K30).
    async fn run_scoring(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year and cut-off.")] input: RunScoringInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let asked = run::RunInput {
            year: input.year,
            cut_on: input.cut_on,
        };
        ScoreRunPayload::of(request, run::run(&request.app, &request.op, asked).await)
    }

    /// Records that the experts' evaluation was held and the anomalies are answered.
    async fn review_score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run and the remark.")] input: ReviewScoreRunInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            life::review(&request.app, &request.op, run, &input.remark).await
        };
        ScoreRunPayload::of(request, answer.await)
    }

    /// Publishes a reviewed result to the units, each its own; by somebody else than who ran it (K32).
    async fn publish_score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] input: ScoreRunStepInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            life::publish(&request.app, &request.op, run).await
        };
        ScoreRunPayload::of(request, answer.await)
    }

    /// Opens the full list of a published result to the units (F9).
    async fn open_score_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] input: ScoreRunStepInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            life::open_list(&request.app, &request.op, run).await
        };
        ScoreRunPayload::of(request, answer.await)
    }

    /// Freezes a published result without open appeals; nothing changes afterwards (K32).
    async fn freeze_score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] input: ScoreRunStepInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            life::freeze(&request.app, &request.op, run).await
        };
        ScoreRunPayload::of(request, answer.await)
    }

    /// Orders the correction of a frozen result with a document number and the records it corrects. The result stays in
    /// force until a corrected one is published.
    async fn correct_score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run and the document number.")] input: CorrectScoreRunInput,
    ) -> Result<ScoreRunPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            let records = input.records.into_iter().map(CorrectedRecordInput::read);
            let decree = correct::Decree {
                doc_no: input.doc_no,
                records: records.collect::<Answer<_>>()?,
            };
            correct::correct(&request.app, &request.op, run, decree).await
        };
        ScoreRunPayload::of(request, answer.await)
    }

    /// The lead of a unit contests an indicator of its published result, with evidence (K32).
    async fn appeal_score(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Indicator, grounds, evidence.")] input: AppealScoreInput,
    ) -> Result<AppealPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let asked = appeal::AppealInput {
                run: read(NodeKind::ScoreRun, &input.id, "id")?,
                indicator: input.indicator.0,
                grounds: input.grounds,
                files: read_all(NodeKind::File, &input.file_ids, "fileIds")?,
            };
            appeal::file(&request.app, &request.op, asked).await
        };
        AppealPayload::of(request, answer.await)
    }

    /// The office lead decides an appeal; never the person who ran the scoring (R10).
    async fn decide_appeal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The appeal and the decision.")] input: DecideAppealInput,
    ) -> Result<AppealPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let filed = step(NodeKind::Appeal, &input.id, input.version)?;
            let ruling = appeal::Ruling {
                accept: input.accept,
                reasons: input.decision,
                correction: input.corrected_ref.zip(input.corrected_to),
            };
            appeal::decide(&request.app, &request.op, filed, ruling).await
        };
        AppealPayload::of(request, answer.await)
    }

    /// Makes the package for the comprehensive assessment of a frozen result; asking again returns the same (K34).
    async fn export_score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] input: ScoreRunStepInput,
    ) -> Result<AssessmentExportPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            export::export(&request.app, &request.op, run).await
        };
        AssessmentExportPayload::of(request, answer.await)
    }

    /// Notes that the receiving body has acknowledged the package.
    async fn acknowledge_score_export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run and the acknowledgement's number.")] input: AcknowledgeScoreExportInput,
    ) -> Result<AssessmentExportPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let run = step(NodeKind::ScoreRun, &input.id, input.version)?;
            export::acknowledge(&request.app, &request.op, run, &input.acknowledged_no).await
        };
        AssessmentExportPayload::of(request, answer.await)
    }
}
