//! The audit trail, for the audit administrator only (K42).

use std::borrow::Cow;

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::audit::verify as service;
use remit_service::context::OpCtx;
use remit_service::rows::{self, audit_record};
use remit_shared::audit::Outcome;
use remit_shared::calendar::end_of_day_utc;
use remit_shared::id::{NodeKind, decode_any};
use remit_shared::identity::Role;
use remit_shared::refusal::{Refusal, RefusalCode};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::page::{Listed, Paging, Rows, asks_total};

/// One audited attempt, chained to the one before it by their hashes (K42).
#[derive(Description)]
pub struct AuditRecord(audit_record::Model);

#[Object(use_type_description)]
impl AuditRecord {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::AuditRecord, self.0.id)
    }

    /// Place in the chain, from 1, without gaps.
    async fn seq(&self) -> i64 {
        self.0.seq
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Name and post as they were then.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Hat worn; null before sign-in and for the system.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// Client address as the server determined it.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// Trace id of the request, as printed in logs and faults.
    async fn trace(&self) -> &str {
        &self.0.trace
    }

    /// What was attempted, such as `problem.close_out`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// Record acted on: its number or name, or its kind where it has neither.
    async fn subject(&self) -> &str {
        if self.0.subject_label.is_empty() {
            self.0.subject_kind.as_deref().unwrap_or_default()
        } else {
            &self.0.subject_label
        }
    }

    /// How it ended.
    async fn outcome(&self) -> Code<Outcome> {
        self.0.outcome.get().into()
    }

    /// Remark, such as the refusal code.
    async fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// SHA-256 of the record acted on before the act.
    async fn before_hash(&self) -> Option<&str> {
        self.0.before_hash.as_deref()
    }

    /// SHA-256 of the record acted on after the act.
    async fn after_hash(&self) -> Option<&str> {
        self.0.after_hash.as_deref()
    }

    /// Hash of the audit record before this one.
    async fn prev_hash(&self) -> &str {
        &self.0.prev_hash
    }

    /// Hash of this audit record, over its fields and `prevHash`.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
}

/// What verifying the whole chain found (K42).
#[derive(SimpleObject)]
pub struct AuditChain {
    /// Whether every record fits.
    verified: bool,
    /// Records read, up to the first that does not fit.
    records: u64,
    /// Place of the first record that is altered, missing or inserted; null if the chain holds.
    first_broken: Option<i64>,
    /// When it was checked.
    checked_at: DateTime<Utc>,
}

impl AuditChain {
    fn of(chain: &service::Chain, op: &OpCtx) -> Self {
        Self {
            verified: chain.broken.is_none(),
            records: chain.records,
            first_broken: chain.broken.map(|broken| broken.seq),
            checked_at: op.now(),
        }
    }
}

/// What to narrow the audit to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct AuditFilter {
    /// Part of the actor, the subject, the remark or the trace id.
    pub text: Option<String>,
    /// Beginning of the action, such as `problem.`.
    pub action: Option<String>,
    /// How it ended.
    pub outcome: Option<Code<Outcome>>,
    /// Hat worn.
    pub role: Option<Code<Role>>,
    /// First day, in Asia/Shanghai.
    pub from: Option<NaiveDate>,
    /// Last day, in Asia/Shanghai.
    pub to: Option<NaiveDate>,
    /// Global id of the record acted on.
    pub subject_id: Option<ID>,
}

impl TryFrom<AuditFilter> for rows::AuditFilter {
    type Error = Refusal;

    fn try_from(filter: AuditFilter) -> Result<Self, Refusal> {
        let subject = filter
            .subject_id
            .map(|id| decode_any(&id).ok_or_else(unknown_subject))
            .transpose()?;
        Ok(Self {
            text: filter.text,
            action: filter.action,
            outcome: filter.outcome.map(|outcome| outcome.0),
            role: filter.role.map(|role| role.0),
            from: filter.from.and_then(|day| day.pred_opt()).map(end_of_day_utc),
            before: filter.to.map(end_of_day_utc),
            subject_id: subject.map(|(_, id)| id),
        })
    }
}

fn unknown_subject() -> Refusal {
    let (zh, en) = (
        "对象编号格式不正确，请从记录页面复制。",
        "The id is malformed; copy it from the record's page.",
    );
    Refusal::new(RefusalCode::Input, zh, en).on("subjectId")
}

impl Listed for AuditRecord {
    fn list_name() -> Cow<'static, str> {
        Cow::Borrowed("Audit")
    }
}

/// Reads of the audit.
#[derive(Debug, Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// The audit trail, newest first; reading it is audited itself (K42).
    async fn audit_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<AuditFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<AuditRecord>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = filter.unwrap_or_default().try_into()?;
            service::list(&request.app, &request.op, filter, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, AuditRecord))
    }

    /// Verifies the whole chain now (K42).
    async fn audit_chain(&self, ctx: &Context<'_>) -> Result<AuditChain> {
        let request = RequestContext::of(ctx)?;
        let chain = request.value(service::verify(&request.app, &request.op).await)?;
        Ok(AuditChain::of(&chain, &request.op))
    }
}
