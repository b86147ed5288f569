//! What differs between two runs, and what is out of the ordinary in one (K30).

use std::collections::{BTreeMap, HashMap};

use remit_shared::plan::params::PlanParams;
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::scoring::number::ten_thousandths;
use remit_shared::scoring::{IndicatorCode, ScoreStatus};
use remit_shared::wire::Wire;
use remit_store::entity::{indicator_score, score_run, unit_result};
use remit_store::scoring as rows;
use uuid::Uuid;

use super::read::{params_of, stored};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// A unit whose result is not the same in both runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Unit.
    pub org_id: Uuid,
    /// Totals before and after, in ten-thousandths.
    pub totals: [Option<i64>; 2],
    /// Ranks before and after.
    pub ranks: [Option<i32>; 2],
    /// Indicators whose contribution changed, before and after.
    pub indicators: Vec<(IndicatorCode, [Option<i64>; 2])>,
}

/// The units that differ between two runs of one year, as far as the reader may see both; in the order of the later one.
pub async fn between(app: &App, ctx: &OpCtx, before: Uuid, after: Uuid) -> Answer<Vec<Difference>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    let conn = app.db.read();
    let find = async |id| -> Answer<score_run::Model> {
        Ok(rows::find(conn, &scope, id)
            .await?
            .ok_or_else(Refusal::not_found)?)
    };
    let (before, after) = (find(before).await?, find(after).await?);
    let old = stored(app, &scope, &before).await?;
    let new = stored(app, &scope, &after).await?;
    Ok(differences(&old, &new))
}

type Stored = (Vec<unit_result::Model>, Vec<indicator_score::Model>);

fn differences(old: &Stored, new: &Stored) -> Vec<Difference> {
    let earlier: HashMap<Uuid, &unit_result::Model> = old.0.iter().map(|row| (row.org_id, row)).collect();
    let pieces = |stored: &Stored| -> BTreeMap<(Uuid, IndicatorCode), Option<i64>> {
        let scores = stored.1.iter();
        scores
            .map(|row| ((row.org_id, row.code.get()), row.contribution_e4))
            .collect()
    };
    let (was, is) = (pieces(old), pieces(new));
    let one = |row: &unit_result::Model| {
        let other = earlier.get(&row.org_id);
        let indicators = IndicatorCode::ALL.iter().filter_map(|code| {
            let at = |map: &BTreeMap<_, Option<i64>>| map.get(&(row.org_id, *code)).copied().flatten();
            let pair = [at(&was), at(&is)];
            (pair[0] != pair[1]).then_some((*code, pair))
        });
        Difference {
            org_id: row.org_id,
            totals: [other.map(|row| row.total_e4), Some(row.total_e4)],
            ranks: [other.and_then(|row| row.rank), row.rank],
            indicators: indicators.collect(),
        }
    };
    let all = new.0.iter().map(one);
    all.filter(|row| {
        row.totals[0] != row.totals[1] || row.ranks[0] != row.ranks[1] || !row.indicators.is_empty()
    })
    .collect()
}

/// Why an indicator of a unit is not the plain score of its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionKind {
    /// Nothing occurred, or nothing is known.
    Missing,
    /// It does not apply to the unit.
    NotApplicable,
    /// It was due and never came: 0 points.
    NotSubmitted,
    /// The deduction reached its cap.
    Capped,
    /// Too few receipts were rated: the prior was lowered (§5.5).
    Guarded,
}

/// The exceptions of a run, by indicator and unit.
pub async fn exceptions(
    app: &App,
    ctx: &OpCtx,
    run: &score_run::Model,
) -> Answer<Vec<(Uuid, IndicatorCode, ExceptionKind)>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    let params = params_of(run)?;
    let (_, scores) = stored(app, &scope, run).await?;
    let mut found: Vec<_> = scores
        .iter()
        .filter_map(|score| Some((score.org_id, score.code.get(), kind_of(score, &params)?)))
        .collect();
    found.sort_by_key(|(org, code, _)| (*code, *org));
    Ok(found)
}

fn kind_of(score: &indicator_score::Model, params: &PlanParams) -> Option<ExceptionKind> {
    let cap = match score.code.get() {
        IndicatorCode::C11 => Some(params.cap_c11),
        IndicatorCode::C21 => Some(params.cap_c21),
        _ => None,
    };
    let deducted = -score.contribution_e4.unwrap_or_default();
    match score.status.get() {
        ScoreStatus::NoData => Some(ExceptionKind::Missing),
        ScoreStatus::NotApplicable => Some(ExceptionKind::NotApplicable),
        ScoreStatus::NotSubmitted => Some(ExceptionKind::NotSubmitted),
        ScoreStatus::Scored if cap.is_some_and(|cap| deducted >= ten_thousandths(cap)) => {
            Some(ExceptionKind::Capped)
        }
        ScoreStatus::Scored => score.guarded.then_some(ExceptionKind::Guarded),
    }
}
