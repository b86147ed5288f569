//! Public ratings: intake by group commit, codes at windows, follow-up, integrity, bad-rating cases (K21–K24).

pub mod bad;
mod batch;
pub mod code;
pub mod desk;
pub mod flag;
pub mod follow_up;
pub mod import;
pub mod intake;
pub mod jobs;
pub mod network;
pub mod read;
pub mod receipt;
pub mod window;

use chrono::Datelike;
use remit_shared::plan::params::PlanParams;
use remit_shared::rating::RatingRules;
use remit_store::entity::supervision_plan;
use remit_store::plan;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// The rules of a plan; the defaults while there is none.
fn rules_of(found: Option<supervision_plan::Model>) -> Answer<RatingRules> {
    Ok(match found {
        Some(found) => RatingRules::of(&PlanParams::read(&found.params)?),
        None => RatingRules::default(),
    })
}

/// The rules in force today, inside a transaction: the parameters of the year's published plan (§5.13).
async fn rules_now(work: &Work<'_>) -> Answer<RatingRules> {
    let year = work.ctx.today().year();
    rules_of(plan::in_force(&work.tx, work.tx.jurisdiction_id(), year).await?)
}

/// The rules in force today, for a reader.
pub async fn rules_today(app: &App, ctx: &OpCtx) -> Answer<RatingRules> {
    let year = ctx.today().year();
    rules_of(plan::in_force(app.db.read(), app.settings.jurisdiction_id, year).await?)
}
