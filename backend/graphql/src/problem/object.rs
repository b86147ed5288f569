//! The fields of a problem.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::try_join;
use remit_service::activity::read as activities;
use remit_service::context::Locale;
use remit_service::problem::read;
use remit_shared::id::NodeKind;
use remit_shared::problem::{Alert, ProblemCategory, ProblemSource, ProblemState, Severity};
use remit_shared::wire::Wire;

use super::Problem;
use super::action::ActionAvailability;
use super::evidence::EvidenceFile;
use super::history::{Escalation, Extension, ProblemEvent, Rectification, Reverification};
use super::ledger::LedgerEntry;
use super::sheet::PushSheet;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, OrgSection, Person};

#[Object(use_type_description)]
impl Problem {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Problem, self.row.id)
    }

    /// Number, such as `LZ-2022-0001`.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Title, at most 120 characters.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Facts as verified; null for readers who learn the state and the outcome only (R2, R4).
    async fn facts(&self) -> Option<&str> {
        (!self.outcome_only()).then_some(self.row.facts.as_str())
    }

    /// Unit concerned.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        match &self.joined {
            Some(joined) => Ok(Org::known(&joined.org)),
            None => Org::named(RequestContext::of(ctx)?, self.row.org_id).await,
        }
    }

    /// Section of the unit made responsible.
    async fn section(&self, ctx: &Context<'_>) -> Result<Option<OrgSection>> {
        match &self.joined {
            Some(joined) => Ok(joined.section.clone().map(OrgSection)),
            None => OrgSection::load_if_named(RequestContext::of(ctx)?, self.row.section_id).await,
        }
    }

    /// Where it came from; null where the source is protected (F2), then `sourceLabel` says all there is to say.
    async fn source(&self) -> Option<Code<ProblemSource>> {
        (!self.reader.hides_source(&self.row)).then(|| self.row.source.get().into())
    }

    /// Where it came from, in words; 监管渠道 where the source is protected (F2).
    async fn source_label(&self, ctx: &Context<'_>) -> Result<&'static str> {
        let locale = RequestContext::of(ctx)?.op.locale;
        Ok(match (self.reader.hides_source(&self.row), locale) {
            (true, Locale::Zh) => "监管渠道",
            (true, Locale::En) => "oversight channel",
            (false, Locale::Zh) => self.row.source.get().zh(),
            (false, Locale::En) => self.row.source.get().en(),
        })
    }

    /// Push sheet it came from, for readers whose scope opens that too (K18).
    async fn source_sheet(&self, ctx: &Context<'_>) -> Result<Option<PushSheet>> {
        if self.outcome_only() || self.row.source.get() != ProblemSource::PushSheet {
            return Ok(None);
        }
        match &self.joined {
            Some(joined) => Ok(joined.sheet.clone().map(PushSheet)),
            None => PushSheet::load_if_named(RequestContext::of(ctx)?, self.row.source_id).await,
        }
    }

    /// Joint activity it came from, for readers whose scope opens that too (K06).
    async fn source_activity(&self, ctx: &Context<'_>) -> Result<Option<SourceActivity>> {
        if self.outcome_only() || self.row.source.get() != ProblemSource::JointActivity {
            return Ok(None);
        }
        let request = RequestContext::of(ctx)?;
        let found = activities::source_of(&request.app, &request.op, self.row.id).await;
        Ok(request.value(found)?.map(|(_, activity)| SourceActivity {
            id: global(NodeKind::Activity, activity.id),
            no: activity.no,
            title: activity.title,
        }))
    }

    /// Kind of failing.
    async fn category(&self) -> Code<ProblemCategory> {
        self.row.category.get().into()
    }

    /// How grave it is.
    async fn severity(&self) -> Code<Severity> {
        self.row.severity.get().into()
    }

    /// State (§3.3).
    async fn state(&self) -> Code<ProblemState> {
        self.row.state.get().into()
    }

    /// Alert beside the state (§3.3).
    async fn alert(&self) -> Code<Alert> {
        self.row.alert.get().into()
    }

    /// Last day for the rectification.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Day the count of `dueOn` started from.
    async fn due_from(&self) -> Option<NaiveDate> {
        self.row.due_from
    }

    /// Working days that `dueOn` was counted with; `workCalendar` explains which days count.
    async fn due_working_days(&self) -> Option<i32> {
        self.row.due_wd
    }

    /// Last day for whoever has to act in the present state.
    async fn step_due_on(&self) -> Option<NaiveDate> {
        self.row.step_due_on
    }

    /// Working days by which the running deadline has passed; 0 while it has not or once the problem has ended.
    async fn overdue_working_days(&self) -> u32 {
        self.reader.overdue(&self.row)
    }

    /// When it was raised.
    async fn raised_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// Name of the office person in charge of it.
    async fn handler(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let handler = self.row.handler_id.filter(|_| !self.outcome_only());
        Person::name_if_any(RequestContext::of(ctx)?, handler).await
    }

    /// Whether the unit has contested it; it may once.
    async fn contested(&self) -> bool {
        self.row.contested
    }

    /// How often the rectification was returned.
    async fn returned_count(&self) -> i32 {
        self.row.returned_count
    }

    /// Extensions granted, at most two.
    async fn extensions_count(&self) -> i32 {
        self.row.extensions_count
    }

    /// Whether the unit reported it itself, which spares it the deduction (§5.7).
    async fn self_reported(&self) -> bool {
        self.row.self_reported
    }

    /// What the unit promised when it accepted at once.
    async fn promise(&self) -> Option<&str> {
        self.row.promise.as_deref().filter(|_| !self.outcome_only())
    }

    /// Problem it was merged into.
    async fn merged_into(&self, ctx: &Context<'_>) -> Result<Option<Self>> {
        Self::load_if_named(RequestContext::of(ctx)?, self.row.merged_into).await
    }

    /// Points deducted from the unit's score as things stand today, a decimal such as `0.25` (§5.7).
    async fn deduction(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if self.outcome_only() {
            return Ok(None);
        }
        let hanging = self.hanging(ctx)?;
        let (events, entries) = try_join(hanging.events(), hanging.entries()).await?;
        let finished_on = read::finished_on(&self.row, &events);
        let deduction = self.reader.deduction(&self.row, finished_on, !entries.is_empty());
        Ok(Some(deduction.points.normalize().to_string()))
    }

    /// Close-out number (销号), such as `XH-2022-0001`.
    async fn close_no(&self) -> Option<&str> {
        self.row.close_no.as_deref()
    }

    /// Day it was closed out.
    async fn closed_on(&self) -> Option<NaiveDate> {
        self.row.closed_on
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Its entries in the rectification ledger, oldest first; a reopened problem has several (K09).
    async fn ledger_entries(&self, ctx: &Context<'_>) -> Result<Vec<LedgerEntry>> {
        let entries = self.hanging(ctx)?.entries().await?;
        Ok(entries
            .into_iter()
            .map(|entry| LedgerEntry::of(entry, self))
            .collect())
    }

    /// Its history, oldest step first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<ProblemEvent>> {
        Ok(self
            .hanging(ctx)?
            .events()
            .await?
            .into_iter()
            .map(ProblemEvent)
            .collect())
    }

    /// Plans and submissions of the unit, oldest first.
    async fn rectifications(&self, ctx: &Context<'_>) -> Result<Vec<Rectification>> {
        Ok(self
            .hanging(ctx)?
            .rectifications()
            .await?
            .into_iter()
            .map(Rectification)
            .collect())
    }

    /// Requests for more time, oldest first.
    async fn extensions(&self, ctx: &Context<'_>) -> Result<Vec<Extension>> {
        Ok(self
            .hanging(ctx)?
            .extensions()
            .await?
            .into_iter()
            .map(Extension)
            .collect())
    }

    /// Checks whether it is rectified, oldest first.
    async fn reverifications(&self, ctx: &Context<'_>) -> Result<Vec<Reverification>> {
        Ok(self
            .hanging(ctx)?
            .reverifications()
            .await?
            .into_iter()
            .map(Reverification)
            .collect())
    }

    /// Alerts raised, oldest first.
    async fn escalations(&self, ctx: &Context<'_>) -> Result<Vec<Escalation>> {
        Ok(self
            .hanging(ctx)?
            .escalations()
            .await?
            .into_iter()
            .map(Escalation)
            .collect())
    }

    /// Evidence files, oldest first (K45).
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        Ok(self
            .hanging(ctx)?
            .evidence()
            .await?
            .into_iter()
            .map(EvidenceFile)
            .collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let (request, hanging) = (RequestContext::of(ctx)?, self.hanging(ctx)?);
        let (requests, entries) = try_join(hanging.extensions(), hanging.entries()).await?;
        let actions = self.reader.actions(&request.app, &self.row, &requests, &entries);
        Ok(actions
            .into_iter()
            .map(|action| ActionAvailability::on_problem(&request.op, action))
            .collect())
    }
}

/// The joint activity that a problem came from (§3.13).
#[derive(SimpleObject)]
pub struct SourceActivity {
    /// Global id.
    id: ID,
    /// Number.
    no: String,
    /// One line.
    title: String,
}
