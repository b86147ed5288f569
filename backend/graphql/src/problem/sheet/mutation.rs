//! The life of a push sheet (§3.4): each mutation is one event of its machine.

use async_graphql::{Context, ID, InputObject, Object, Result};
use remit_service::problem::{Step, read, sheet as service};
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, Severity, Urgency};
use remit_shared::refusal::{Refusal, RefusalCode};

use super::PushSheet;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;
use crate::problem::Problem;
use crate::problem::payload::PushSheetPayload;

/// Writing a push sheet, new or changed.
#[derive(Debug, InputObject)]
pub struct WritePushSheetInput {
    /// The draft to change; left out for a new sheet.
    pub id: Option<ID>,
    /// Version of the draft that the person saw; goes with `id`.
    pub version: Option<i32>,
    /// UUID that the client made for this form; sending it twice gives the first sheet back.
    pub client_id: ID,
    /// Supervised unit concerned.
    pub org_id: ID,
    /// Matter, at most 120 characters.
    pub matter: String,
    /// Basis: facts and where they are known from, at most 4 000 characters.
    pub basis: String,
    /// How urgent.
    pub urgency: Code<Urgency>,
    /// What the writer suggests to do; may be empty.
    pub suggested_action: String,
    /// Push it at once.
    #[graphql(default = false)]
    pub push: bool,
    /// Evidence uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

/// A step that needs no words.
#[derive(Debug, InputObject)]
pub struct PushSheetStepInput {
    /// The sheet.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// A step with its reason.
#[derive(Debug, InputObject)]
pub struct PushSheetReasonInput {
    /// The sheet.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// Turning a push sheet into a problem.
#[derive(Debug, InputObject)]
pub struct ConvertPushSheetInput {
    /// The sheet.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Title of the problem, at most 120 characters.
    pub title: String,
    /// Kind of failing.
    pub category: Code<ProblemCategory>,
    /// How grave it is, as first judged.
    pub severity: Code<Severity>,
    /// The person has looked at the similar problems and says that this is another matter.
    #[graphql(default = false)]
    pub not_duplicate: bool,
}

impl TryFrom<WritePushSheetInput> for service::Write {
    type Error = Refusal;

    fn try_from(input: WritePushSheetInput) -> Result<Self, Refusal> {
        let existing = match (&input.id, input.version) {
            (Some(id), Some(version)) => Some(id::step(NodeKind::PushSheet, id, version)?),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(half_named()),
        };
        Ok(Self {
            existing,
            client_id: id::read_client(&input.client_id)?,
            org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
            matter: input.matter,
            basis: input.basis,
            urgency: input.urgency.0,
            suggested_action: input.suggested_action,
            push: input.push,
            files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
        })
    }
}

fn half_named() -> Refusal {
    let (zh, en) = (
        "修改草稿须同时提供编号和版本，请刷新页面。",
        "Name both the draft and its version; reload the page.",
    );
    Refusal::new(RefusalCode::Input, zh, en).on("version")
}

/// Writes to push sheets.
#[derive(Debug, Default)]
pub struct SheetMutation;

#[Object]
impl SheetMutation {
    /// Writes a draft or changes it, and pushes it at once if asked to (K18).
    async fn write_push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet.")] input: WritePushSheetInput,
    ) -> Result<PushSheetPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::write(&request.app, &request.op, input.try_into()?).await };
        PushSheetPayload::of(request, answer.await)
    }

    /// DRAFT → PUSHED: numbered, and in the oversight section's queue at once (§3.4).
    async fn push_push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet.")] input: PushSheetStepInput,
    ) -> Result<PushSheetPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::PushSheet, &input.id, input.version)?;
            service::push(&request.app, &request.op, step).await
        };
        PushSheetPayload::of(request, answer.await)
    }

    /// PUSHED → RECEIVED (签收): by the oversight section, or for a sheet to the unit by its contact (§3.4).
    async fn receive_push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet.")] input: PushSheetStepInput,
    ) -> Result<PushSheetPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::PushSheet, &input.id, input.version)?;
            service::receive(&request.app, &request.op, step).await
        };
        PushSheetPayload::of(request, answer.await)
    }

    /// RECEIVED → CONVERTED: a problem with this sheet as its source (§3.4).
    async fn convert_push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet and the problem it founds.")] input: ConvertPushSheetInput,
    ) -> Result<PushSheetPayload> {
        let request = RequestContext::of(ctx)?;
        let step = id::step(NodeKind::PushSheet, &input.id, input.version);
        let answer = async {
            let convert = service::Convert {
                step: step.clone()?,
                title: input.title,
                category: input.category.0,
                severity: input.severity.0,
                not_duplicate: input.not_duplicate,
            };
            service::convert(&request.app, &request.op, convert).await
        };
        let settled = request.settle(answer.await)?;
        let mut payload = PushSheetPayload {
            problems: settled.problems,
            ..PushSheetPayload::default()
        };
        if let Some((sheet, problem)) = settled.value {
            payload.push_sheet = Some(PushSheet(sheet));
            payload.problem = Some(Problem::acted_on(request, problem).await?);
        } else if let (Ok(step), true) = (step, payload.problems.iter().any(UserProblem::is_duplicate)) {
            payload.duplicates = duplicates(request, step).await?;
        }
        Ok(payload)
    }

    /// RECEIVED → FILED: no problem comes of it, with the reason (§3.4).
    async fn file_push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet and the reason.")] input: PushSheetReasonInput,
    ) -> Result<PushSheetPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::PushSheet, &input.id, input.version)?;
            service::file(&request.app, &request.op, step, &input.reason).await
        };
        PushSheetPayload::of(request, answer.await)
    }
}

/// The similar problems because of which a conversion was refused.
async fn duplicates(request: &RequestContext, step: Step) -> Result<Vec<Problem>> {
    let sheets = request.reader(Capability::PushRead).await?;
    let Some(sheet) = request.value(read::sheet(&request.app, &sheets, step.id).await)? else {
        return Ok(Vec::new());
    };
    let rows = read::similar(&request.app, &request.op, sheet.org_id, &sheet.matter).await;
    let reader = request.reader(Capability::ProblemRead).await?;
    Ok(request
        .value(rows)?
        .into_iter()
        .map(|row| Problem::new(row, &reader))
        .collect())
}
