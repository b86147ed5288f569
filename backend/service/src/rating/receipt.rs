//! Receipts of handled items: taken in by the hundred, and tied to the ratings that waited for them (K22, §8).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use remit_shared::rating::{RatingStatus, ReceiptChannel};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{public_rating, service_receipt};
use remit_store::rating::{intake as rows, receipt, rollup};
use remit_store::{Text, row};
use uuid::Uuid;

use super::rules_now;
use crate::failure::Answer;
use crate::work::Work;

/// Items of one call (§8).
pub const ITEMS_MAX: usize = 500;

/// A receipt as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// Made by the sender.
    pub client_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Number, unique in the unit.
    pub receipt_no: String,
    /// Window.
    pub window_id: Option<Uuid>,
    /// Code of the matter.
    pub matter_code: String,
    /// When it was finished.
    pub finished_at: DateTime<Utc>,
    /// Where.
    pub channel: ReceiptChannel,
}

/// What became of one receipt: whether it had come before.
pub type Items = Vec<Result<bool, Refusal>>;

/// Takes receipts in inside the sender's transaction, each with its own result: known ones with the same content
/// are replayed.
pub(crate) async fn submit_in(work: &mut Work<'_>, items: Vec<NewReceipt>) -> Answer<Items> {
    let ids: Vec<Uuid> = items.iter().map(|item| item.client_id).collect();
    let mut by_client: HashMap<Uuid, (Uuid, String)> = rows::receipts_by_client_ids(&work.tx, &ids)
        .await?
        .into_iter()
        .map(|row| (row.client_id, (row.org_id, row.receipt_no)))
        .collect();
    let orgs: Vec<Uuid> = items.iter().map(|item| item.org_id).collect();
    let numbers: Vec<String> = items
        .iter()
        .map(|item| item.receipt_no.trim().to_owned())
        .collect();
    let mut taken: HashSet<(Uuid, String)> =
        rows::receipts(&work.tx, work.tx.jurisdiction_id(), &orgs, &numbers)
            .await?
            .into_iter()
            .map(|row| (row.org_id, row.receipt_no))
            .collect();
    let (mut results, mut fresh) = (Vec::with_capacity(items.len()), Vec::new());
    for item in items {
        let no = match text::line("receiptNo", &item.receipt_no, 64) {
            Ok(no) => no,
            Err(refusal) => {
                results.push(Err(refusal));
                continue;
            }
        };
        let key = (item.org_id, no.clone());
        results.push(match by_client.get(&item.client_id) {
            Some(first) if *first == key => Ok(true),
            Some(_) => Err(Refusal::plain(RefusalCode::Dup).on("clientId")),
            None if taken.contains(&key) => Err(Refusal::plain(RefusalCode::Dup).on("receiptNo")),
            None => {
                by_client.insert(item.client_id, key.clone());
                taken.insert(key);
                fresh.push(new_row(work, item, no));
                Ok(false)
            }
        });
    }
    let fresh = row::insert_all(&work.tx, fresh).await?;
    receipt::count(&work.tx, &fresh).await?;
    tie(work, &fresh).await?;
    work.remark(format!("{} receipts", fresh.len()));
    Ok(results)
}

fn new_row(work: &Work<'_>, item: NewReceipt, receipt_no: String) -> service_receipt::Model {
    let now = work.ctx.now();
    service_receipt::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        receipt_no,
        org_id: item.org_id,
        window_id: item.window_id,
        matter_code: item.matter_code,
        finished_at: item.finished_at,
        channel: Text(item.channel),
        client_id: item.client_id,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// Ties the ratings of the last 72 hours that named these receipts before they were known: the first of each
/// counts, the others were repetitions.
async fn tie(work: &Work<'_>, receipts: &[service_receipt::Model]) -> Answer<()> {
    let since = work.ctx.now() - Duration::hours(i64::from(rules_now(work).await?.pending_hours));
    let orgs: Vec<Uuid> = receipts.iter().map(|row| row.org_id).collect();
    let numbers: Vec<String> = receipts.iter().map(|row| row.receipt_no.clone()).collect();
    let by_no: HashMap<(Uuid, &str), Uuid> = receipts
        .iter()
        .map(|row| ((row.org_id, row.receipt_no.as_str()), row.id))
        .collect();
    let mut held = HashSet::new();
    for rating in rows::waiting(&work.tx, &orgs, &numbers, since).await? {
        let no = rating.receipt_no.clone().unwrap_or_default();
        let Some(receipt) = by_no.get(&(rating.org_id, no.as_str())) else {
            continue;
        };
        let status = match rating.status.get() {
            RatingStatus::Accepted | RatingStatus::Limited if held.insert(*receipt) => RatingStatus::Accepted,
            RatingStatus::Accepted | RatingStatus::Limited => RatingStatus::Duplicate,
            other => other,
        };
        let next = public_rating::Model {
            receipt_id: Some(*receipt),
            status: Text(status),
            counted: status == RatingStatus::Accepted || (rating.counted && status == RatingStatus::Flagged),
            updated_at: work.ctx.now(),
            ..rating.clone()
        };
        rollup::take(&work.tx, vec![rollup::cell_of(&rating)]).await?;
        rollup::add(&work.tx, vec![rollup::cell_of(&next)]).await?;
        row::update(&work.tx, next).await?;
    }
    Ok(())
}
