//! APPROVED → LISTS_UPDATED: the changes are carried into the powers lists from the effective day on (§3.12, K36).
//!
//! The stretch of an item that a change ends is closed on the day before; what the change says begins on the day
//! itself. Whatever day is asked for, the list of that day is found, the day before with the old owner.

use chrono::NaiveDate;
use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::change::{ChangeFacts, ItemText, check};
use remit_shared::list::{AdjustmentEventKind as E, ListOp};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{duty_adjustment, list_change, power_list_item, power_list_version};
use remit_store::list::power;
use remit_store::{Text, row};
use uuid::Uuid;

use super::change::{item_text, read_item, written};
use super::write::{ask, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// Carries the drafted changes out.
pub async fn update_lists(app: &App, ctx: &OpCtx, step: Step) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.update_lists").await?;
    let result = update_in(&mut work, step).await;
    work.finish(result).await
}

async fn update_in(work: &mut Work<'_>, step: Step) -> Answer<duty_adjustment::Model> {
    let mut loaded = open(work, E::UpdateLists, step).await?;
    let outcome = ask(work, &loaded, E::UpdateLists, AdjustmentProposal::default())?;
    let from = loaded
        .row
        .effective_on
        .ok_or_else(|| Fault::Broken("an approved adjustment has no effective day".to_owned()))?;
    let decided = Decided {
        doc_no: loaded.row.doc_no.clone(),
        from,
        orgs: loaded.orgs().to_vec(),
    };
    let changes: Vec<_> = loaded.live_changes().cloned().collect();
    let count = changes.len();
    for change in changes {
        carry_out(work, change, &decided).await?;
    }
    loaded.row.lists_updated_on = Some(work.ctx.today());
    let remark = format!("{count}项，自{from}起执行");
    save(work, loaded.row, E::UpdateLists, &outcome, Some(&remark)).await
}

/// What an adjustment decided about its changes.
struct Decided {
    /// Number of the document.
    doc_no: Option<String>,
    /// First day.
    from: NaiveDate,
    /// Units concerned.
    orgs: Vec<Uuid>,
}

async fn carry_out(work: &Work<'_>, change: list_change::Model, decided: &Decided) -> Answer<()> {
    let from = decided.from;
    let (jurisdiction, now) = (work.tx.jurisdiction_id(), work.ctx.now());
    let standing = match change.item_id {
        Some(item) => power::last_version(&work.tx, jurisdiction, item).await?,
        None => None,
    }
    .filter(|version| version.valid_to.is_none());
    let after = read_item(change.after.as_deref())?;
    let before = standing.as_ref().map(item_text);
    let op = change.op.get();
    check(&ChangeFacts {
        op,
        before: before.as_ref(),
        after: after.as_ref(),
        orgs: &decided.orgs,
        code_taken: op == ListOp::Add && power::code_taken(&work.tx, jurisdiction, &change.code).await?,
        changed_already: false,
    })
    .map_err(|refusal| named(&change, &refusal))?;
    let item = match &standing {
        Some(version) => version.item_id,
        None => add_item(work, &change).await?,
    };
    let done = list_change::Model {
        item_id: Some(item),
        before: before.as_ref().map(written).transpose()?,
        from_org_id: before.as_ref().map(|item| item.org),
        doc_no: decided.doc_no.clone(),
        effective_on: Some(from),
        updated_at: now,
        ..change
    };
    let done = row::update(&work.tx, done).await?;
    if let Some(version) = standing {
        end(work, version, &done, from).await?;
    }
    if let Some(after) = after {
        begin(work, item, &after, from, Some(done.id)).await?;
    }
    Ok(())
}

/// The same refusal, saying which item it is about.
fn named(change: &list_change::Model, refusal: &Refusal) -> Refusal {
    Refusal::new(
        refusal.code,
        format!("{}：{}", change.code, refusal.zh),
        format!("{}: {}", change.code, refusal.en),
    )
}

async fn add_item(work: &Work<'_>, change: &list_change::Model) -> Answer<Uuid> {
    let org = change
        .to_org_id
        .ok_or_else(|| Fault::Broken("an addition names no unit".to_owned()))?;
    new_item(work, org, &change.code).await
}

/// A new item and its code.
pub(super) async fn new_item(work: &Work<'_>, org: Uuid, code: &str) -> Answer<Uuid> {
    let now = work.ctx.now();
    let item = power_list_item::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        org_id: org,
        code: code.to_owned(),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    Ok(row::insert(&work.tx, item).await?.id)
}

async fn end(
    work: &Work<'_>,
    version: power_list_version::Model,
    change: &list_change::Model,
    from: NaiveDate,
) -> Answer<()> {
    let last = from.pred_opt().filter(|day| *day >= version.valid_from);
    let Some(last) = last else {
        return Err(Refusal::new(
            RefusalCode::State,
            format!(
                "{}自{}起刚作变动，生效日期应晚于该日。",
                version.code, version.valid_from
            ),
            format!(
                "{} was changed from {} on; this change has to take effect later.",
                version.code, version.valid_from
            ),
        )
        .into());
    };
    let ended = power_list_version::Model {
        valid_to: Some(last),
        cancelled: change.op == ListOp::Cancel,
        ended_by: Some(change.id),
        updated_at: work.ctx.now(),
        ..version
    };
    row::update(&work.tx, ended).await?;
    Ok(())
}

/// What an item says from a day on.
pub(super) async fn begin(
    work: &Work<'_>,
    item: Uuid,
    says: &ItemText,
    from: NaiveDate,
    change: Option<Uuid>,
) -> Answer<()> {
    let now = work.ctx.now();
    let version = power_list_version::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        item_id: item,
        org_id: says.org,
        code: says.code.clone(),
        category: Text(says.category),
        name: says.name.clone(),
        basis: says.basis.clone(),
        valid_from: from,
        valid_to: None,
        cancelled: false,
        change_id: change,
        ended_by: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    row::insert(&work.tx, version).await?;
    Ok(())
}
