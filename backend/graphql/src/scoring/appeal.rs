//! Appeals and the export.

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::rows::{appeal, assessment_export, score_correction};
use remit_service::scoring::read;
use remit_shared::id::NodeKind;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::life::AppealState;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::problem::evidence::EvidenceFile;

/// A unit's appeal against its result (§3.10, K32).
#[derive(Description)]
pub struct Appeal(pub appeal::Model);

#[Object(use_type_description)]
impl Appeal {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Appeal, self.0.id)
    }

    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Indicator contested.
    async fn indicator(&self) -> Code<IndicatorCode> {
        self.0.indicator.get().into()
    }

    /// Grounds.
    async fn grounds(&self) -> &str {
        &self.0.grounds
    }

    /// State.
    async fn state(&self) -> Code<AppealState> {
        self.0.state.get().into()
    }

    /// Day it was filed.
    async fn filed_on(&self) -> NaiveDate {
        self.0.filed_on
    }

    /// Day by which it is to be decided.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// Name of the person who decided.
    async fn decided_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.decided_by).await
    }

    /// The decision and its reasons.
    async fn decision(&self) -> Option<&str> {
        self.0.decision.as_deref()
    }

    /// Record that the decision corrects.
    async fn corrected_ref(&self) -> Option<&str> {
        self.0.corrected_ref.as_deref()
    }

    /// Code of its value from now on.
    async fn corrected_to(&self) -> Option<&str> {
        self.0.corrected_to.as_deref()
    }

    /// Run that settled an accepted appeal.
    async fn new_run(&self) -> Option<ID> {
        self.0.new_run_id.map(|id| global(NodeKind::ScoreRun, id))
    }

    /// Its evidence, oldest first; who may read the appeal may open it.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let load = |ids: Vec<_>| async move {
            request.value(read::appeal_files(&request.app, &request.op, &ids).await)
        };
        let files = request.batches.appeal_files.load(self.0.id, load).await?;
        Ok(files.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Version to name when deciding it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A record that a document corrects in a frozen result (§3.10).
#[derive(Description)]
pub struct CorrectedRecord(pub score_correction::Model);

#[Object(use_type_description)]
impl CorrectedRecord {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Indicator.
    async fn indicator(&self) -> Code<IndicatorCode> {
        self.0.indicator.get().into()
    }

    /// The record, as the sources of the score name it.
    async fn corrected_ref(&self) -> &str {
        &self.0.corrected_ref
    }

    /// Code of its value from now on.
    async fn corrected_to(&self) -> &str {
        &self.0.corrected_to
    }
}

/// The package for the comprehensive assessment (§5.12, K34): byte for byte the same however often it is asked for.
#[derive(Description)]
pub struct AssessmentExport(pub assessment_export::Model);

#[Object(use_type_description)]
impl AssessmentExport {
    /// Share of the comprehensive assessment.
    async fn weight(&self) -> &str {
        &self.0.weight
    }

    /// Total points of the comprehensive assessment.
    async fn base_points(&self) -> &str {
        &self.0.base_points
    }

    /// Units in it.
    async fn rows(&self) -> i32 {
        self.0.rows
    }

    /// The package.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// SHA-256 of the package.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Day it was made.
    async fn exported_on(&self) -> NaiveDate {
        self.0.exported_on
    }

    /// Day the receiving body acknowledged it.
    async fn acknowledged_on(&self) -> Option<NaiveDate> {
        self.0.acknowledged_on
    }

    /// Number of the acknowledgement.
    async fn acknowledged_no(&self) -> Option<&str> {
        self.0.acknowledged_no.as_deref()
    }

    /// Version to name when acknowledging it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
