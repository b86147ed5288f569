//! The pool of grassroots evaluators (K19): a town's contact nominates, the oversight section takes in and out.

use remit_shared::evaluation::pool::{EvaluatorEventKind, EvaluatorFacts, next};
use remit_shared::evaluation::{EvaluatorClass, EvaluatorState};
use remit_shared::organisation::OrgKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{evaluator_profile, org};
use remit_store::evaluation::pool::{self as rows, EvaluatorFilter, PoolCount};
use remit_store::page::{Page, Slice};
use remit_store::{StoreError, Text, organisation, row};
use uuid::Uuid;

use super::notify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::problem::Step;
use crate::work::Work;

/// An evaluator with the fields that storage keeps sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluator {
    /// The row.
    pub row: evaluator_profile::Model,
    /// Name, where the pool knows it.
    pub name: Option<String>,
    /// Phone number with its middle hidden.
    pub phone: Option<String>,
}

/// A nomination.
#[derive(Debug, Clone)]
pub struct Nominate {
    /// Made by the client; sending twice gives the first row back.
    pub client_id: Uuid,
    /// Town or subdistrict.
    pub town: Uuid,
    /// Class.
    pub class: EvaluatorClass,
    /// Name; may be empty, the pool then keeps the number only.
    pub name: String,
    /// Phone number; may be empty.
    pub phone: String,
}

/// A page of the pool: all, or the own town's (R7).
pub async fn list(app: &App, ctx: &OpCtx, filter: &EvaluatorFilter, slice: Slice) -> Answer<Page<Evaluator>> {
    let scope = ctx.authorise(Capability::PoolManage)?;
    let page = rows::page(app.db.read(), &scope, filter, slice).await?;
    Ok(Page {
        rows: page
            .rows
            .into_iter()
            .map(|row| open(app, row))
            .collect::<Answer<_>>()?,
        total: page.total,
    })
}

/// The pool counted by town, class and state.
pub async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<PoolCount>> {
    let scope = ctx.authorise(Capability::PoolManage)?;
    Ok(rows::counts(app.db.read(), &scope).await?)
}

/// Nominates an evaluator; a town's contact only for the own town.
pub async fn nominate(app: &App, ctx: &OpCtx, input: Nominate) -> Answer<Evaluator> {
    let mut work = Work::begin(app, ctx, "evaluator.nominate").await?;
    let result = nominate_in(&mut work, &input).await;
    work.finish(result).await
}

async fn nominate_in(work: &mut Work<'_>, input: &Nominate) -> Answer<Evaluator> {
    let scope = work.authorise(Capability::PoolManage)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        return open(work.app, first);
    }
    let town = town(work, &scope, input.town).await?;
    let name = text::optional_line("name", &input.name, text::NAME_MAX)?;
    let phone = phone(&input.phone)?;
    let earlier = rows::of_town(&work.tx, work.tx.jurisdiction_id(), town.id).await?;
    refuse_namesake(work.app, &earlier, &name)?;
    let actor = work.actor()?;
    let now = work.ctx.now();
    let row = evaluator_profile::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        label: format!("评价员-{}-{:02}", town.short_name, earlier.len() + 1),
        town_id: town.id,
        class: Text(input.class),
        name_enc: sealed(work, &name)?,
        phone_enc: sealed(work, &phone)?,
        state: Text(EvaluatorState::Nominated),
        since: None,
        removed_reason: None,
        nominated_by: Some(actor.person_id),
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let row = row::insert(&work.tx, row).await?;
    work.subject("evaluator_profile", row.id, row.label.clone());
    work.after(&row);
    notify::nominated(work, &row).await?;
    open(work.app, row)
}

/// A town that the scope opens; others are not found.
async fn town(work: &Work<'_>, scope: &Scope, id: Uuid) -> Answer<org::Model> {
    let found = organisation::find(&work.tx, scope, id).await?;
    let is_town = |unit: &org::Model| matches!(unit.kind.get(), OrgKind::Town | OrgKind::Subdistrict);
    found
        .filter(|unit| is_town(unit) && scope.covers(unit.id))
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::Scope,
                "基层评价人员由本镇街提名，请选择本镇街。",
                "Evaluators are nominated by their own town; choose your town.",
            )
            .on("townId")
            .into()
        })
}

fn refuse_namesake(app: &App, earlier: &[evaluator_profile::Model], name: &str) -> Answer<()> {
    if name.is_empty() {
        return Ok(());
    }
    for row in earlier
        .iter()
        .filter(|row| row.state.get() != EvaluatorState::Removed)
    {
        if row
            .name_enc
            .as_deref()
            .map(|sealed| app.sealer.open(sealed))
            .transpose()?
            .as_deref()
            == Some(name)
        {
            return Err(Refusal::new(
                RefusalCode::Dup,
                format!("本镇街已有同名人员（{}），请核对后再提名。", row.label),
                format!(
                    "The town has a person of this name already ({}); check it.",
                    row.label
                ),
            )
            .on("name")
            .into());
        }
    }
    Ok(())
}

fn phone(typed: &str) -> Result<String, Refusal> {
    let phone = text::optional_line("phone", typed, text::LOGIN_MAX)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if phone.is_empty() || (digits >= 7 && phone.chars().all(|c| c.is_ascii_digit() || "+- ".contains(c))) {
        return Ok(phone);
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "电话号码有误，请填写7位以上数字。",
        "The phone number is not right: at least 7 digits.",
    )
    .on("phone"))
}

fn sealed(work: &Work<'_>, plain: &str) -> Answer<Option<String>> {
    if plain.is_empty() {
        return Ok(None);
    }
    work.app.sealer.seal(work.ctx, plain).map(Some)
}

fn open(app: &App, row: evaluator_profile::Model) -> Answer<Evaluator> {
    let plain = |sealed: &Option<String>| sealed.as_deref().map(|text| app.sealer.open(text)).transpose();
    Ok(Evaluator {
        name: plain(&row.name_enc)?,
        phone: plain(&row.phone_enc)?.map(|phone| text::masked_phone(&phone)),
        row,
    })
}

/// Takes an evaluator into the pool or out of it.
pub async fn decide(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    event: EvaluatorEventKind,
    reason: &str,
) -> Answer<Evaluator> {
    let mut work = Work::begin(app, ctx, "evaluator.decide").await?;
    let result = decide_in(&mut work, step, event, reason).await;
    work.finish(result).await
}

async fn decide_in(
    work: &mut Work<'_>,
    step: Step,
    event: EvaluatorEventKind,
    reason: &str,
) -> Answer<Evaluator> {
    let scope = work.authorise(Capability::PoolManage)?;
    let mut row = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("evaluator_profile", row.id, row.label.clone());
    if row.version != step.version {
        return Err(Failure::from(StoreError::Stale {
            table: "evaluator_profile",
        }));
    }
    let actor = work.actor()?;
    let facts = EvaluatorFacts {
        role: actor.role,
        person: actor.person_id,
        nominated_by: row.nominated_by,
        reason,
    };
    let to = next(row.state.get(), event, &facts)?;
    work.before(&row);
    row.state = Text(to);
    match to {
        EvaluatorState::Active => row.since = Some(work.ctx.today()),
        EvaluatorState::Removed => {
            row.removed_reason = Some(text::reason("reason", reason)?);
            // Least data: who has left the pool is a number only.
            (row.name_enc, row.phone_enc) = (None, None);
        }
        EvaluatorState::Nominated => {}
    }
    row.updated_at = work.ctx.now();
    let row = row::update(&work.tx, row).await?;
    work.after(&row);
    open(work.app, row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_digits() {
        assert_eq!(phone(" 13812340000 "), Ok("13812340000".to_owned()));
        assert_eq!(phone(""), Ok(String::new()));
        assert!(phone("12345").is_err() && phone("abcdefgh").is_err());
    }
}
