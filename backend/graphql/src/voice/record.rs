//! Negative records (C21).

use std::sync::Arc;

use async_graphql::{Context, Description, Enum, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::failure::Answer;
use remit_service::rows;
use remit_service::rows::{violation, violation_event};
use remit_service::voice::violation::{self as service, Reader};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::refusal::Refusal;
use remit_shared::voice::{ViolationEventKind, ViolationKind, ViolationState};

use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::{self, global};
use crate::organisation::{Org, Person};
use crate::page::{Listed, Paging, Rows, asks_total};
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// A step in the history of a negative record.
#[derive(Description)]
pub struct ViolationEvent(violation_event::Model);

#[Object(use_type_description)]
impl ViolationEvent {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened.
    async fn event(&self) -> Code<ViolationEventKind> {
        self.0.event.get().into()
    }

    /// State after.
    async fn to(&self) -> Code<ViolationState> {
        self.0.to_state.get().into()
    }

    /// Name and post as they were then.
    async fn by(&self) -> &str {
        &self.0.actor_label
    }

    /// Hat worn.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// What was said.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }
}

/// A staffing violation, circulated criticism or lost administrative suit (§5.7, C21).
#[derive(Description)]
pub struct Violation {
    row: violation::Model,
    reader: Arc<Reader>,
}

impl Listed for Violation {}

#[Object(use_type_description)]
impl Violation {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Violation, self.row.id)
    }

    /// Number, such as `FM-2022-0001`.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Plan year it counts in.
    async fn year(&self) -> i32 {
        self.row.year
    }

    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Which of the three.
    async fn kind(&self) -> Code<ViolationKind> {
        self.row.kind.get().into()
    }

    /// What happened, in a line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The facts.
    async fn facts(&self) -> &str {
        &self.row.facts
    }

    /// Number of the document that states it.
    async fn doc_no(&self) -> &str {
        &self.row.doc_no
    }

    /// Day of the document.
    async fn issued_on(&self) -> NaiveDate {
        self.row.issued_on
    }

    /// State.
    async fn state(&self) -> Code<ViolationState> {
        self.row.state.get().into()
    }

    /// Whether it counts in C21 as it stands.
    async fn counts(&self) -> bool {
        remit_shared::voice::violation::counts(self.row.state.get())
    }

    /// Deadline of the present step; once confirmed, the last day on which the unit may contest.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Name of the person who entered it.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.recorded_by)).await
    }

    /// Its history, oldest step first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<ViolationEvent>> {
        let request = RequestContext::of(ctx)?;
        let load = |ids: Vec<_>| async move {
            request.value(service::events(&request.app, &self.reader, &ids).await)
        };
        let events = request.batches.violation_events.load(self.row.id, load).await?;
        Ok(events.into_iter().flatten().map(ViolationEvent).collect())
    }

    /// Its evidence, oldest first.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let load = |ids: Vec<_>| async move {
            request.value(service::files(&request.app, &self.reader, &ids).await)
        };
        let files = request.batches.violation_files.load(self.row.id, load).await?;
        Ok(files.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&request.app, &self.row).into_iter();
        Ok(actions
            .map(|action| ActionAvailability::new(&request.op, action.event, action.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What to narrow a list of negative records to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ViolationFilter {
    /// Plan year.
    pub year: Option<i32>,
    /// Part of the number, the title or the document's number.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<ViolationState>>>,
    /// Any of these kinds.
    pub kinds: Option<Vec<Code<ViolationKind>>>,
    /// Unit.
    pub org_id: Option<ID>,
}

impl TryFrom<ViolationFilter> for rows::ViolationFilter {
    type Error = Refusal;

    fn try_from(filter: ViolationFilter) -> Result<Self, Refusal> {
        Ok(Self {
            year: filter.year,
            text: filter.text,
            states: plain(filter.states),
            kinds: plain(filter.kinds),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            overdue_on: None,
        })
    }
}

/// Order of a list of negative records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::ViolationSort")]
pub enum ViolationSort {
    /// Latest document first.
    #[default]
    Newest,
    /// Earliest document first.
    Oldest,
    /// Running deadline, those without one last.
    Due,
}

/// Reads of negative records.
#[derive(Debug, Default)]
pub struct ViolationQuery;

#[Object]
impl ViolationQuery {
    /// Negative records that the reader's scope opens (C21).
    async fn violations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<ViolationFilter>,
        #[graphql(desc = "Order; latest document first if left out.")] sort: Option<ViolationSort>,
        #[graphql(desc = "Rows at most, 1 to 200; 50 if left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor to go on after.")] after: Option<String>,
        #[graphql(desc = "Rows to skip; not together with `after`.")] offset: Option<i32>,
    ) -> Result<Rows<Violation>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let reader = Arc::new(service::reader(&request.app, &request.op).await?);
            let filter = filter.unwrap_or_default().try_into()?;
            let sort = sort.unwrap_or_default().into();
            let page = service::list(&request.app, &reader, &filter, sort, window.slice()).await?;
            Ok((page, reader))
        };
        let (page, reader) = request.value(page.await)?;
        let wrap = |row| Violation {
            row,
            reader: Arc::clone(&reader),
        };
        Ok(window.connection(page, wrap))
    }

    /// One negative record; null if there is none with this id in the reader's scope.
    async fn violation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the record.")] id: ID,
    ) -> Result<Option<Violation>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let reader = Arc::new(service::reader(&request.app, &request.op).await?);
            let id = id::read(NodeKind::Violation, &id, "id")?;
            let row = service::find(&request.app, &reader, id).await?;
            Ok(row.map(|row| Violation { row, reader }))
        };
        request.value(found.await)
    }
}

/// A new negative record.
#[derive(Debug, InputObject)]
pub struct RecordViolationInput {
    /// UUID that the client made, so that sending twice writes once.
    pub client_id: Option<ID>,
    /// The unit.
    pub org_id: ID,
    /// Which of the three.
    pub kind: Code<ViolationKind>,
    /// What happened, at most 120 characters.
    pub title: String,
    /// The facts, at most 4 000 characters.
    pub facts: String,
    /// Number of the document that states it.
    pub doc_no: String,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// Evidence uploaded beforehand.
    pub file_ids: Vec<ID>,
}

impl TryFrom<RecordViolationInput> for service::NewViolation {
    type Error = Refusal;

    fn try_from(input: RecordViolationInput) -> Result<Self, Refusal> {
        Ok(Self {
            client_id: input.client_id.as_ref().map(id::read_client).transpose()?,
            org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
            kind: input.kind.0,
            title: input.title,
            facts: input.facts,
            doc_no: input.doc_no,
            issued_on: input.issued_on,
            files: id::read_all(NodeKind::File, &input.file_ids, "fileIds")?,
        })
    }
}

/// What is done about a negative record.
#[derive(Debug, InputObject)]
pub struct ActOnViolationInput {
    /// The record.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What is done.
    pub event: Code<ViolationEventKind>,
    /// Reason, or the unit's grounds; may be left out for CONFIRM.
    pub reason: Option<String>,
    /// Evidence of the unit, uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

impl TryFrom<ActOnViolationInput> for service::Act {
    type Error = Refusal;

    fn try_from(input: ActOnViolationInput) -> Result<Self, Refusal> {
        Ok(Self {
            step: id::step(NodeKind::Violation, &input.id, input.version)?,
            event: input.event.0,
            reason: input.reason.unwrap_or_default(),
            files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
        })
    }
}

/// The record as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ViolationPayload {
    /// The record.
    violation: Option<Violation>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl ViolationPayload {
    async fn of(request: &RequestContext, answer: Answer<violation::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let violation = match settled.value {
            Some(row) => {
                let reader = request.value(service::reader(&request.app, &request.op).await)?;
                Some(Violation {
                    row,
                    reader: Arc::new(reader),
                })
            }
            None => None,
        };
        Ok(Self {
            violation,
            problems: settled.problems,
        })
    }
}

/// Writes of negative records.
#[derive(Debug, Default)]
pub struct ViolationMutation;

#[Object]
impl ViolationMutation {
    /// Enters a negative record; it counts once a second person has confirmed it (C21).
    async fn record_violation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record.")] input: RecordViolationInput,
    ) -> Result<ViolationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::record(&request.app, &request.op, input.try_into()?).await };
        ViolationPayload::of(request, answer.await).await
    }

    /// Confirms or rejects a record, contests it, or decides on the objection (C21, R10).
    async fn act_on_violation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is done.")] input: ActOnViolationInput,
    ) -> Result<ViolationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::act(&request.app, &request.op, input.try_into()?).await };
        ViolationPayload::of(request, answer.await).await
    }
}
