//! The year's sample: drawn once, written on every point, open to anybody who wants to recompute it (§3.2).

use remit_shared::plan::point::PointRules;
use remit_shared::plan::point::draw::{Lot, Ticket, draw as cast};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::point_draw;
use remit_store::plan::point::draw::{self as rows, Entrant};
use remit_store::row;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::year;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// The lots of the points that take part, in their order.
pub fn lots(seed: u64, entrants: &[Entrant], rules: &PointRules) -> Vec<Lot> {
    let tickets: Vec<Ticket<'_, Uuid>> = entrants
        .iter()
        .map(|entrant| Ticket {
            code: &entrant.code,
            unit: entrant.org_id,
        })
        .collect();
    cast(seed, &tickets, rules)
}

/// SHA-256 over the codes in their order, one a line: what the draw was made over.
pub fn digest(entrants: &[Entrant]) -> String {
    let mut hash = Sha256::new();
    for entrant in entrants {
        hash.update(entrant.code.as_bytes());
        hash.update(b"\n");
    }
    hex::encode(hash.finalize())
}

/// A lot as it is written and shown: sixteen hexadecimal digits.
pub fn written(lot: &Lot) -> String {
    format!("{:016x}", lot.number)
}

/// Draws the year's sample from the seed that the plan names.
pub async fn draw(app: &App, ctx: &OpCtx, of_year: i32) -> Answer<point_draw::Model> {
    let mut work = Work::begin(app, ctx, "point.draw").await?;
    let result = draw_in(&mut work, of_year).await;
    work.finish(result).await
}

async fn draw_in(work: &mut Work<'_>, of_year: i32) -> Answer<point_draw::Model> {
    work.authorise(Capability::PointVerify)?;
    let jurisdiction = work.tx.jurisdiction_id();
    let year = year::for_act(work, of_year).await?;
    check(work, of_year, year.plan.starts_on).await?;
    let entrants = rows::entrants(&work.tx, jurisdiction, of_year).await?;
    if entrants.is_empty() {
        return Err(early(
            "台账中还没有问效点，请先审核问效点。",
            "There is no point in the ledger yet.",
        )
        .into());
    }
    let lots = lots(year.seed, &entrants, &year.rules);
    let written: Vec<(Uuid, String, bool)> = entrants
        .iter()
        .zip(&lots)
        .map(|(entrant, lot)| (entrant.id, written(lot), lot.chosen))
        .collect();
    rows::write(&work.tx, &written, work.ctx.now()).await?;
    let actor = work.actor()?;
    let chosen = lots.iter().filter(|lot| lot.chosen).count();
    let row = point_draw::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: jurisdiction,
        year: of_year,
        seed: year.seed.to_string(),
        at: work.ctx.now(),
        by_id: Some(actor.person_id),
        by_label: actor.label.clone(),
        points: i32::try_from(entrants.len()).unwrap_or(i32::MAX),
        chosen: i32::try_from(chosen).unwrap_or(i32::MAX),
        codes_sha256: digest(&entrants),
        created_at: work.ctx.now(),
        created_by: Some(actor.account_id),
        updated_at: work.ctx.now(),
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let row = row::insert(&work.tx, row).await?;
    work.subject("point_draw", row.id, of_year.to_string());
    work.after(&row);
    Ok(row)
}

async fn check(work: &Work<'_>, year: i32, starts_on: chrono::NaiveDate) -> Answer<()> {
    if work.ctx.today() < starts_on {
        return Err(early(
            &format!("监管期自{starts_on}起，届时再抽取核验样本。"),
            &format!("Supervision begins on {starts_on}; draw the sample then."),
        )
        .into());
    }
    if rows::find(&work.tx, work.tx.jurisdiction_id(), year)
        .await?
        .is_some()
    {
        return Err(Refusal::new(
            RefusalCode::Dup,
            format!("{year}年度核验样本已抽取，每年只抽取一次。"),
            format!("The sample of {year} has been drawn; it is drawn once a year."),
        )
        .into());
    }
    Ok(())
}

fn early(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Early, zh, en)
}

/// The year's draw, for everybody who reads points.
pub async fn find(app: &App, ctx: &OpCtx, year: i32) -> Answer<Option<point_draw::Model>> {
    let scope = ctx.authorise(Capability::PointRead)?;
    Ok(rows::find(app.db.read(), scope.jurisdiction_id(), year).await?)
}
