//! Versions of duty-task lists and the occasions to revise them (K36).

use async_graphql::{Context, Object, Result};
use remit_service::list::{tasks, trigger};
use remit_shared::id::NodeKind;

use super::input::{
    ListTriggerReasonInput, RegisterListTriggerInput, ReviseDutyTaskListInput, SubmitListTriggerInput,
};
use super::payload::{DutyTaskListPayload, ListTriggerPayload};
use crate::context::RequestContext;
use crate::id;

/// Writes to duty-task lists and occasions.
#[derive(Debug, Default)]
pub struct TriggerMutation;

#[Object]
impl TriggerMutation {
    /// A new version of a unit's duty-task list (K36).
    async fn revise_duty_task_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The version.")] input: ReviseDutyTaskListInput,
    ) -> Result<DutyTaskListPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { tasks::revise(&request.app, &request.op, &input.read()?).await };
        DutyTaskListPayload::of(request, answer.await)
    }

    /// Registers an occasion on which a unit has to revise its lists (K36).
    async fn register_list_trigger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The occasion.")] input: RegisterListTriggerInput,
    ) -> Result<ListTriggerPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { trigger::register(&request.app, &request.op, &input.read()?).await };
        ListTriggerPayload::of(request, answer.await).await
    }

    /// OPEN → SUBMITTED: the unit has revised its lists (K36).
    async fn submit_list_trigger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was revised.")] input: SubmitListTriggerInput,
    ) -> Result<ListTriggerPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::ListTrigger, &input.id, input.version)?;
            let files = input.file_ids.unwrap_or_default();
            let files = id::read_all(NodeKind::File, &files, "fileIds")?;
            trigger::submit(&request.app, &request.op, step, &input.note, &files).await
        };
        ListTriggerPayload::of(request, answer.await).await
    }

    /// SUBMITTED → OPEN, with the reason; the deadline stays (K36).
    async fn return_list_trigger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The occasion and the reason.")] input: ListTriggerReasonInput,
    ) -> Result<ListTriggerPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::ListTrigger, &input.id, input.version)?;
            trigger::send_back(&request.app, &request.op, step, &input.reason).await
        };
        ListTriggerPayload::of(request, answer.await).await
    }

    /// OPEN or SUBMITTED → VOIDED, with the reason (K36).
    async fn void_list_trigger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The occasion and the reason.")] input: ListTriggerReasonInput,
    ) -> Result<ListTriggerPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::ListTrigger, &input.id, input.version)?;
            trigger::void(&request.app, &request.op, step, &input.reason).await
        };
        ListTriggerPayload::of(request, answer.await).await
    }
}
