//! Drafts of list changes: one by one, until the lists are updated (§3.12, K36).

use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::change::{ChangeFacts, ItemText, check};
use remit_shared::list::{AdjustmentEventKind as E, ListOp, PowerCategory, table};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{duty_adjustment, list_change, power_list_version};
use remit_store::list::power;
use remit_store::{Text, row};
use uuid::Uuid;

use super::loaded::Loaded;
use super::write::{ask, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// A change to draft. What an operation does not need is left out.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it does.
    pub op: ListOp,
    /// The item; none for an addition.
    pub item: Option<Uuid>,
    /// Code of a new item.
    pub code: String,
    /// Kind of power; kept if left out.
    pub category: Option<PowerCategory>,
    /// Name; kept if empty.
    pub name: String,
    /// Basis; kept if empty.
    pub basis: String,
    /// Unit of a new item, or the unit that an item goes to.
    pub org: Option<Uuid>,
}

/// Drafts a change of an adjustment.
pub async fn draft(app: &App, ctx: &OpCtx, step: Step, draft: &Draft) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.draft_change").await?;
    let result = draft_in(&mut work, step, draft).await;
    work.finish(result).await
}

async fn draft_in(work: &mut Work<'_>, step: Step, draft: &Draft) -> Answer<duty_adjustment::Model> {
    let loaded = open(work, E::DraftChange, step).await?;
    let outcome = ask(work, &loaded, E::DraftChange, AdjustmentProposal::default())?;
    let standing = standing(work, draft.item).await?;
    let before = standing.as_ref().map(item_text);
    let after = after(draft, before.as_ref())?;
    let code = before.as_ref().or(after.as_ref()).map(|item| item.code.clone());
    let code = code.unwrap_or_default();
    let jurisdiction = work.tx.jurisdiction_id();
    check(&ChangeFacts {
        op: draft.op,
        before: before.as_ref(),
        after: after.as_ref(),
        orgs: loaded.orgs(),
        code_taken: draft.op == ListOp::Add && power::code_taken(&work.tx, jurisdiction, &code).await?,
        changed_already: loaded.live_changes().any(|change| change.code == code),
    })?;
    let row = fresh(work, &loaded, draft, &code, before.as_ref(), after.as_ref())?;
    row::insert(&work.tx, row).await?;
    save(work, loaded.row, E::DraftChange, &outcome, Some(&code)).await
}

/// What an item says now, if it is in force.
async fn standing(work: &Work<'_>, item: Option<Uuid>) -> Answer<Option<power_list_version::Model>> {
    let Some(item) = item else { return Ok(None) };
    let last = power::last_version(&work.tx, work.tx.jurisdiction_id(), item).await?;
    Ok(last.filter(|version| version.valid_to.is_none()))
}

/// The item as it is to be, checked field by field.
fn after(draft: &Draft, before: Option<&ItemText>) -> Answer<Option<ItemText>> {
    let kept = |typed: &str, old: Option<&String>| match (typed.trim(), old) {
        ("", Some(old)) => old.clone(),
        (typed, _) => typed.to_owned(),
    };
    if draft.op == ListOp::Cancel || (draft.op != ListOp::Add && before.is_none()) {
        return Ok(None);
    }
    let name = kept(&draft.name, before.map(|item| &item.name));
    let basis = kept(&draft.basis, before.map(|item| &item.basis));
    let category = draft.category.or(before.map(|item| item.category));
    let org = match draft.op {
        ListOp::Change => before.map(|item| item.org),
        _ => draft.org,
    };
    Ok(Some(ItemText {
        org: org.ok_or_else(|| missing("orgId"))?,
        code: match before {
            Some(item) => item.code.clone(),
            None => table::code("code", &draft.code)?,
        },
        category: category.ok_or_else(|| missing("category"))?,
        name: text::line("name", &name, text::TITLE_MAX)?,
        basis: text::optional_line("basis", &basis, text::REASON_MAX)?,
    }))
}

fn missing(field: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "此项必填，请补充。",
        "This has to be filled in.",
    )
    .on(field)
}

fn fresh(
    work: &Work<'_>,
    loaded: &Loaded,
    draft: &Draft,
    code: &str,
    before: Option<&ItemText>,
    after: Option<&ItemText>,
) -> Answer<list_change::Model> {
    let (actor, now) = (work.actor()?, work.ctx.now());
    let before = before.filter(|_| draft.op != ListOp::Add);
    Ok(list_change::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        adjustment_id: loaded.row.id,
        seq: loaded.changes.iter().map(|change| change.seq).max().unwrap_or(0) + 1,
        op: Text(draft.op),
        item_id: draft.item.filter(|_| draft.op != ListOp::Add),
        code: code.to_owned(),
        from_org_id: before.map(|item| item.org),
        to_org_id: after.map(|item| item.org),
        before: before.map(written).transpose()?,
        after: after.map(written).transpose()?,
        dropped: false,
        drop_reason: None,
        doc_no: None,
        effective_on: None,
        published_on: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

/// An item as a change keeps it.
pub(super) fn written(item: &ItemText) -> Answer<String> {
    serde_json::to_string(item).map_err(|error| Fault::Broken(error.to_string()).into())
}

/// What a version says, as a change keeps it.
pub(crate) fn item_text(version: &power_list_version::Model) -> ItemText {
    ItemText {
        org: version.org_id,
        code: version.code.clone(),
        category: version.category.get(),
        name: version.name.clone(),
        basis: version.basis.clone(),
    }
}

/// The "before" or "after" of a change as stored.
pub fn read_item(json: Option<&str>) -> Answer<Option<ItemText>> {
    json.map(serde_json::from_str)
        .transpose()
        .map_err(|error| Fault::Broken(format!("a list change cannot be read: {error}")).into())
}

/// Takes a drafted change back, with the reason.
pub async fn drop(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    change: Uuid,
    reason: &str,
) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.drop_change").await?;
    let result = drop_in(&mut work, step, change, reason).await;
    work.finish(result).await
}

async fn drop_in(
    work: &mut Work<'_>,
    step: Step,
    change: Uuid,
    reason: &str,
) -> Answer<duty_adjustment::Model> {
    let loaded = open(work, E::DropChange, step).await?;
    let proposal = AdjustmentProposal {
        text: reason,
        ..AdjustmentProposal::default()
    };
    let outcome = ask(work, &loaded, E::DropChange, proposal)?;
    let reason = text::reason("reason", reason)?;
    let found = loaded.live_changes().find(|row| row.id == change).cloned();
    let found = found.ok_or_else(Refusal::not_found)?;
    let remark = format!("{}：{reason}", found.code);
    let dropped = list_change::Model {
        dropped: true,
        drop_reason: Some(reason),
        updated_at: work.ctx.now(),
        ..found
    };
    row::update(&work.tx, dropped).await?;
    save(work, loaded.row, E::DropChange, &outcome, Some(&remark)).await
}
