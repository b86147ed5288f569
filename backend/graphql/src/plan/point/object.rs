//! The fields of a point.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::NaiveDate;
use remit_shared::id::NodeKind;
use remit_shared::plan::point::light::PointLight;
use remit_shared::plan::point::{PointMeasure, PointOutcome, PointQuality, PointState};

use super::EffectivenessPoint;
use super::history::{PointChange, PointDuty, PointEvent, PointProgress, PointVerification};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, OrgSection, Person};
use crate::problem::Problem;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

#[Object(use_type_description)]
impl EffectivenessPoint {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Point, self.row.point.id)
    }

    /// Code, unique in the year: the unit's code and a number.
    async fn code(&self) -> &str {
        &self.row.point.code
    }

    /// Year of the plan.
    async fn year(&self) -> i32 {
        self.row.point.year
    }

    /// Unit that promised it.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.row.org.clone()))
    }

    /// Section that carries it.
    async fn section(&self) -> Option<OrgSection> {
        self.row.section.clone().map(OrgSection)
    }

    /// What is to be done.
    async fn title(&self) -> &str {
        &self.row.point.title
    }

    /// By what it will be judged.
    async fn target(&self) -> &str {
        &self.row.point.target
    }

    /// How the target is measured.
    async fn measure(&self) -> Code<PointMeasure> {
        self.row.point.measure.get().into()
    }

    /// Importance 1–5, the weight of §5.4.
    async fn importance(&self) -> i32 {
        self.row.point.importance
    }

    /// Last day, inside the year.
    async fn due_on(&self) -> NaiveDate {
        self.row.point.due_on
    }

    /// State (§3.2).
    async fn state(&self) -> Code<PointState> {
        self.row.point.state.get().into()
    }

    /// How fresh its progress is.
    async fn light(&self) -> Code<PointLight> {
        self.reader.light(&self.row.point).into()
    }

    /// Last day for whoever has to act in the present state.
    async fn step_due_on(&self) -> Option<NaiveDate> {
        self.row.point.step_due_on
    }

    /// Progress 0–100.
    async fn progress(&self) -> i32 {
        self.row.point.progress
    }

    /// Day of the last report.
    async fn reported_on(&self) -> Option<NaiveDate> {
        self.row.point.reported_on
    }

    /// How often the office returned it.
    async fn returned_count(&self) -> i32 {
        self.row.point.returned_count
    }

    /// Changes granted, at most two.
    async fn changes_count(&self) -> i32 {
        self.row.point.changes_count
    }

    /// Day of entry in the daily ledger.
    async fn approved_on(&self) -> Option<NaiveDate> {
        self.row.point.approved_on
    }

    /// Name of the person who wrote it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.point.author_id)).await
    }

    /// Name of the unit's lead who signed it.
    async fn signed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.row.point.signed_by).await
    }

    /// Day it was claimed as done.
    async fn done_on(&self) -> Option<NaiveDate> {
        self.row.point.done_on
    }

    /// How it ended (§5.4).
    async fn outcome(&self) -> Option<Code<PointOutcome>> {
        self.row.point.outcome.map(|outcome| outcome.get().into())
    }

    /// Grade, for points of the sample.
    async fn quality(&self) -> Option<Code<PointQuality>> {
        self.row.point.quality.map(|quality| quality.get().into())
    }

    /// Whether it is visited when verified; null before the draw.
    async fn sampled(&self) -> Option<bool> {
        self.row.point.sampled
    }

    /// What the draw gave it, sixteen hexadecimal digits.
    async fn lot(&self) -> Option<&str> {
        self.row.point.lot.as_deref()
    }

    /// Problem that its lateness became, for readers whose scope opens it.
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        Problem::load_if_named(RequestContext::of(ctx)?, self.row.point.problem_id).await
    }

    /// The request for a change that waits.
    async fn pending_change(&self) -> Option<PointChange> {
        self.row.pending.clone().map(PointChange)
    }

    /// Close-out number in the daily ledger, such as `RX-2022-0001`.
    async fn close_no(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let entries = self.list_entries(ctx).await?;
        Ok(entries.into_iter().find_map(|entry| entry.close_no))
    }

    /// Duties of the unit that it rests on, at least one.
    async fn duties(&self, ctx: &Context<'_>) -> Result<Vec<PointDuty>> {
        Ok(self.list_duties(ctx).await?.into_iter().map(PointDuty).collect())
    }

    /// Its history, oldest step first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<PointEvent>> {
        Ok(self.list_events(ctx).await?.into_iter().map(PointEvent).collect())
    }

    /// Monthly reports, oldest first.
    async fn reports(&self, ctx: &Context<'_>) -> Result<Vec<PointProgress>> {
        Ok(self
            .list_progress(ctx)
            .await?
            .into_iter()
            .map(PointProgress)
            .collect())
    }

    /// Requests for changes, oldest first.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<PointChange>> {
        Ok(self
            .list_changes(ctx)
            .await?
            .into_iter()
            .map(PointChange)
            .collect())
    }

    /// Verifications, oldest first.
    async fn verifications(&self, ctx: &Context<'_>) -> Result<Vec<PointVerification>> {
        let rows = self.list_verifications(ctx).await?;
        Ok(rows.into_iter().map(PointVerification).collect())
    }

    /// Evidence files, oldest first (K45).
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        Ok(self
            .list_evidence(ctx)
            .await?
            .into_iter()
            .map(EvidenceFile)
            .collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&self.row.point, self.row.pending.as_ref());
        Ok(actions
            .into_iter()
            .map(|action| ActionAvailability::on_point(&request.op, action))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.point.version
    }
}
