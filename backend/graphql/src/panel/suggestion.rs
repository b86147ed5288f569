//! A suggestion and its screening (§3.5, K15).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::panel::suggestion::read::{self as service, Reader};
use remit_service::rows::{Text, screening, suggestion};
use remit_shared::id::NodeKind;
use remit_shared::panel::{InvalidReason, SuggestionLink, SuggestionState, Verdict};

use super::appointment::Appointment;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::page::Listed;
use crate::problem::Problem;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// A suggestion of an officer or expert, read by the office and its author and by nobody else (F2, R4, K15).
#[derive(Description)]
pub struct Suggestion {
    row: suggestion::Model,
    reader: Arc<Reader>,
}

impl Listed for Suggestion {}

impl Suggestion {
    /// A suggestion as this reader sees it.
    pub fn new(row: suggestion::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }
}

#[Object(use_type_description)]
impl Suggestion {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Suggestion, self.row.id)
    }

    /// Number, such as `YJ-2022-0001`.
    async fn no(&self) -> &str {
        &self.row.no
    }

    /// State (§3.5).
    async fn state(&self) -> Code<SuggestionState> {
        self.row.state.get().into()
    }

    /// What the author wrote (F2).
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// Unit it is about, where it names one.
    async fn about(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.row.about_org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }

    /// The author's appointment (F2).
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Appointment>> {
        let request = RequestContext::of(ctx)?;
        let found = request
            .batches
            .panel
            .authors
            .load(self.row.author_id, |ids| async move {
                let rows = service::authors(&request.app, &self.reader, &ids).await;
                request.by_id(rows, |row| (row.appointment.id, row))
            });
        Ok(found.await?.map(Appointment))
    }

    /// Day of submission.
    async fn submitted_on(&self) -> NaiveDate {
        self.row.submitted_on
    }

    /// Last day for the office's next step.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Working days by which that day has passed; 0 while it has not.
    async fn overdue_working_days(&self) -> u32 {
        self.reader.overdue(&self.row)
    }

    /// Whether the author works for the unit; such a suggestion is screened by two persons.
    async fn own_unit(&self) -> bool {
        self.row.own_unit
    }

    /// Whether the verdict takes two persons (§3.5).
    async fn two_persons(&self) -> bool {
        self.row.two_persons
    }

    /// Verdict that waits for a second person; for the office.
    async fn proposed_verdict(&self) -> Option<Code<Verdict>> {
        let office = self.reader.is_office();
        self.row
            .proposed_verdict
            .filter(|_| office)
            .map(|verdict| verdict.get().into())
    }

    /// Reason from the fixed list, if not valid.
    async fn invalid_reason(&self) -> Option<Code<InvalidReason>> {
        self.row.invalid_reason.map(|reason| reason.get().into())
    }

    /// Number of the earlier suggestion that this one repeats; for the office.
    async fn duplicate_of(&self, ctx: &Context<'_>) -> Result<Option<Self>> {
        let Some(id) = self.row.duplicate_of.filter(|_| self.reader.is_office()) else {
            return Ok(None);
        };
        let request = RequestContext::of(ctx)?;
        let row = request.value(service::one(&request.app, &self.reader, id).await)?;
        Ok(row.map(|row| Self::new(row, &self.reader)))
    }

    /// Why it is valid; for the office.
    async fn valid_reason(&self) -> Option<&str> {
        self.row
            .valid_reason
            .as_deref()
            .filter(|_| self.reader.is_office())
    }

    /// Day of the verdict.
    async fn judged_on(&self) -> Option<NaiveDate> {
        self.row.judged_on
    }

    /// Whether the author has asked for the one second look.
    async fn second_look(&self) -> bool {
        self.row.second_look
    }

    /// With these words.
    async fn second_look_reason(&self) -> Option<&str> {
        self.row.second_look_reason.as_deref()
    }

    /// Redacted copy for the unit, written by the office; for the office.
    async fn text_for_unit(&self) -> Option<&str> {
        self.row
            .text_for_unit
            .as_deref()
            .filter(|_| self.reader.is_office())
    }

    /// What it led to.
    async fn linked(&self) -> Option<Code<SuggestionLink>> {
        self.row.linked.map(|linked| linked.get().into())
    }

    /// The problem it led to; an officer learns its state and outcome only (R4).
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        let linked = self.row.linked.map(Text::get);
        let id = self
            .row
            .linked_id
            .filter(|_| linked == Some(SuggestionLink::Problem));
        Problem::load_if_named(RequestContext::of(ctx)?, id).await
    }

    /// Reply to the author.
    async fn reply(&self) -> Option<&str> {
        self.row.reply.as_deref()
    }

    /// Day of the reply.
    async fn replied_on(&self) -> Option<NaiveDate> {
        self.row.replied_on
    }

    /// Photos and papers (F2, K45).
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let files = request
            .batches
            .panel
            .evidence
            .load(self.row.id, |ids| async move {
                request.value(service::evidence(&request.app, &self.reader, &ids).await)
            });
        Ok(files.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// The verdicts given, oldest first; for the office.
    async fn screenings(&self, ctx: &Context<'_>) -> Result<Vec<Screening>> {
        let request = RequestContext::of(ctx)?;
        let rows = request
            .batches
            .panel
            .screenings
            .load(self.row.id, |ids| async move {
                request.value(service::screenings(&request.app, &self.reader, &ids).await)
            });
        Ok(rows.await?.into_iter().flatten().map(Screening).collect())
    }

    /// Other suggestions that read alike, the most alike first; for the office.
    async fn alike(&self, ctx: &Context<'_>) -> Result<Vec<SuggestionHint>> {
        if !self.reader.is_office() {
            return Ok(Vec::new());
        }
        let request = RequestContext::of(ctx)?;
        let rows = request.value(service::alike(&request.app, &self.reader, &self.row).await)?;
        let hint = |(row, likeness)| SuggestionHint {
            suggestion: Self::new(row, &self.reader),
            likeness,
        };
        Ok(rows.into_iter().map(hint).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&request.app, &self.row);
        Ok(actions
            .into_iter()
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// One verdict of one screener (§2).
#[derive(Description)]
pub struct Screening(screening::Model);

#[Object(use_type_description)]
impl Screening {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Name and post of the screener as they were then.
    async fn screener(&self) -> &str {
        &self.0.screener_label
    }

    /// Verdict.
    async fn verdict(&self) -> Code<Verdict> {
        self.0.verdict.get().into()
    }

    /// Reason from the fixed list.
    async fn reason(&self) -> Option<Code<InvalidReason>> {
        self.0.reason.map(|reason| reason.get().into())
    }

    /// What was said with it.
    async fn remark(&self) -> &str {
        &self.0.remark
    }

    /// Whether the verdict stood with it, or waited for a second person.
    async fn settles(&self) -> bool {
        self.0.settles
    }
}

/// A suggestion that reads alike.
#[derive(Description)]
pub struct SuggestionHint {
    suggestion: Suggestion,
    likeness: u32,
}

#[Object(use_type_description)]
impl SuggestionHint {
    /// The other suggestion.
    async fn suggestion(&self) -> &Suggestion {
        &self.suggestion
    }

    /// Likeness of the two texts, per cent.
    async fn likeness(&self) -> u32 {
        self.likeness
    }
}
