//! Mass intake (K22): ratings and receipts by the hundred, each with its own result.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Duration, Utc};
use remit_shared::policy::{Capability, Scope};
use remit_shared::rating::{RatingChannel, RatingLevel, RatingReason, ReceiptChannel};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::organisation;
use remit_store::rating::window;
use uuid::Uuid;

use super::batch::{self, Answers};
use super::intake::Submission;
use super::receipt::{self, ITEMS_MAX};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// Refuses more items than one call may carry.
pub(crate) fn few(count: usize) -> Result<(), Refusal> {
    if count <= ITEMS_MAX {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Limit,
        format!("一次最多提交{ITEMS_MAX}条，请分批提交。"),
        format!("At most {ITEMS_MAX} items in one call; send them in parts."),
    )
    .on("items"))
}

/// A rating whose unit and window are named as a sender knows them.
#[derive(Debug, Clone)]
pub struct NamedRating {
    /// Made by the sender.
    pub client_id: Uuid,
    /// Code of the unit.
    pub org_code: String,
    /// Number of the window.
    pub window_no: Option<String>,
    /// Channel.
    pub channel: RatingChannel,
    /// Number of the handled item.
    pub receipt_no: Option<String>,
    /// Level.
    pub level: RatingLevel,
    /// Reasons.
    pub reasons: Vec<RatingReason>,
    /// Comment.
    pub comment: Option<String>,
    /// When it was given.
    pub rated_at: DateTime<Utc>,
    /// Hash of the device, as the sender knows it.
    pub device_hash: Option<String>,
}

/// A receipt named likewise.
#[derive(Debug, Clone)]
pub struct NamedReceipt {
    /// Made by the sender.
    pub client_id: Uuid,
    /// Code of the unit.
    pub org_code: String,
    /// Number, unique in the unit.
    pub receipt_no: String,
    /// Number of the window.
    pub window_no: Option<String>,
    /// Code of the matter.
    pub matter_code: String,
    /// When it was finished.
    pub finished_at: DateTime<Utc>,
    /// Where.
    pub channel: ReceiptChannel,
}

/// Units and windows as senders name them, within the sender's scope.
struct Names {
    orgs: HashMap<String, Uuid>,
    windows: HashMap<(Uuid, String), Uuid>,
    now: DateTime<Utc>,
}

impl Names {
    async fn look_up(work: &Work<'_>, scope: &Scope, codes: impl Iterator<Item = &str>) -> Answer<Self> {
        let (mut orgs, jurisdiction) = (HashMap::new(), work.tx.jurisdiction_id());
        let codes: BTreeSet<&str> = codes.collect();
        for code in codes {
            let found = organisation::by_code(&work.tx, jurisdiction, code).await?;
            if let Some(org) = found.filter(|org| scope.covers(org.id)) {
                orgs.insert(code.to_owned(), org.id);
            }
        }
        let ids: Vec<Uuid> = orgs.values().copied().collect();
        let windows = window::unscoped_of_orgs(&work.tx, jurisdiction, &ids).await?;
        Ok(Self {
            orgs,
            windows: windows
                .into_iter()
                .map(|row| ((row.org_id, row.no), row.id))
                .collect(),
            now: work.ctx.now(),
        })
    }

    fn place(&self, code: &str, no: Option<&str>) -> Result<(Uuid, Option<Uuid>), Refusal> {
        let org = self.orgs.get(code).copied().ok_or_else(|| {
            Refusal::new(
                RefusalCode::Scope,
                format!("单位代码“{code}”不存在，或不在您的提交范围内。"),
                format!("There is no unit {code} within your scope."),
            )
            .on("orgCode")
        })?;
        let Some(no) = no else { return Ok((org, None)) };
        let window = self.windows.get(&(org, no.to_owned())).copied().ok_or_else(|| {
            Refusal::new(
                RefusalCode::Input,
                format!("该单位没有编号为“{no}”的窗口。"),
                format!("The unit has no window {no}."),
            )
            .on("windowNo")
        })?;
        Ok((org, Some(window)))
    }

    fn past(&self, at: DateTime<Utc>, field: &str) -> Result<(), Refusal> {
        if at <= self.now + Duration::minutes(5) {
            return Ok(());
        }
        Err(Refusal::new(
            RefusalCode::Early,
            "时间晚于当前时间，请核对发送系统的时钟。",
            "The time lies in the future; check the sender's clock.",
        )
        .on(field))
    }

    fn rating(&self, item: NamedRating) -> Result<Submission, Refusal> {
        let (org_id, window_id) = self.place(&item.org_code, item.window_no.as_deref())?;
        self.past(item.rated_at, "ratedAt")?;
        Submission {
            client_id: item.client_id,
            org_id,
            window_id,
            channel: item.channel,
            receipt_no: item.receipt_no,
            level: item.level,
            reasons: item.reasons,
            comment: item.comment,
            rated_at: item.rated_at,
            device_hash: item.device_hash,
            net_hash: None,
        }
        .checked()
    }
}

/// Takes ratings in, each with its own result; what is refused changes nothing of the others.
pub async fn submit_named(app: &App, ctx: &OpCtx, items: Vec<NamedRating>) -> Answer<Answers> {
    let mut work = Work::begin(app, ctx, "rating.submit").await?;
    let result = submit_in(&mut work, items).await;
    work.finish(result).await
}

async fn submit_in(work: &mut Work<'_>, items: Vec<NamedRating>) -> Answer<Answers> {
    let scope = work.authorise(Capability::RatingImport)?;
    few(items.len())?;
    let names = Names::look_up(work, &scope, items.iter().map(|item| item.org_code.as_str())).await?;
    let read: Vec<_> = items.into_iter().map(|item| names.rating(item)).collect();
    let good = read
        .iter()
        .filter_map(|item| item.as_ref().ok())
        .cloned()
        .collect();
    let mut taken = batch::write_in(work, good).await?.into_iter();
    let missing = || Fault::Broken("a rating has no result".into());
    let answers = read.into_iter().map(|item| match item {
        Ok(_) => taken.next().ok_or_else(missing),
        Err(refusal) => Ok(Err(refusal)),
    });
    Ok(answers.collect::<Result<_, _>>()?)
}

/// Takes receipts in, each with its own result.
pub async fn submit_named_receipts(
    app: &App,
    ctx: &OpCtx,
    items: Vec<NamedReceipt>,
) -> Answer<receipt::Items> {
    let mut work = Work::begin(app, ctx, "receipt.submit").await?;
    let result = submit_receipts_in(&mut work, items).await;
    work.finish(result).await
}

async fn submit_receipts_in(work: &mut Work<'_>, items: Vec<NamedReceipt>) -> Answer<receipt::Items> {
    let scope = work.authorise(Capability::RatingImport)?;
    few(items.len())?;
    let names = Names::look_up(work, &scope, items.iter().map(|item| item.org_code.as_str())).await?;
    let read = items.into_iter().map(|item| {
        let (org_id, window_id) = names.place(&item.org_code, item.window_no.as_deref())?;
        names.past(item.finished_at, "finishedAt")?;
        Ok(receipt::NewReceipt {
            client_id: item.client_id,
            org_id,
            receipt_no: item.receipt_no,
            window_id,
            matter_code: text::line("matterCode", &item.matter_code, 40)?,
            finished_at: item.finished_at,
            channel: item.channel,
        })
    });
    let read: Vec<Result<_, Refusal>> = read.collect();
    let good = read
        .iter()
        .filter_map(|item| item.as_ref().ok())
        .cloned()
        .collect();
    let mut taken = receipt::submit_in(work, good).await?.into_iter();
    let missing = || Fault::Broken("a receipt has no result".into());
    let answers = read.into_iter().map(|item| match item {
        Ok(_) => taken.next().ok_or_else(missing),
        Err(refusal) => Ok(Err(refusal)),
    });
    Ok(answers.collect::<Result<_, _>>()?)
}
