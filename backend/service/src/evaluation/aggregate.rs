//! Aggregates of a counted campaign (F3): cells below the minimum are withheld, and one more with them.

use std::collections::HashMap;
use std::str::FromStr;

use remit_shared::evaluation::anonymity::{self, Ask};
use remit_shared::evaluation::{AggregateCut, CampaignState};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{campaign, campaign_cell, org};
use remit_store::evaluation::{campaign as campaigns, cells as rows};
use remit_store::organisation;
use uuid::Uuid;

use super::read;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// One cell as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Town id or class; empty for the unit as a whole.
    pub group: String,
    /// The town's name, where the group is one.
    pub name: Option<String>,
    /// Ballots; none if withheld.
    pub n: Option<u32>,
    /// Their mean, a decimal; none if withheld or without ballots.
    pub mean: Option<String>,
    /// Whether it is withheld.
    pub suppressed: bool,
}

/// What may be shown of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// Unit.
    pub org_id: Uuid,
    /// The unit as a whole.
    pub total: Shown,
    /// Answers by question from L5 to L1 and 不了解; none if withheld.
    pub levels: Vec<[u32; 6]>,
    /// The cells of the cut asked for; none for the unit as a whole.
    pub cells: Vec<Shown>,
}

/// What may be shown of one unit in one cut. Out of scope is not found; before the tally it is too early for anybody.
pub async fn of_unit(app: &App, ctx: &OpCtx, campaign: Uuid, unit: Uuid, ask: &Ask) -> Answer<Aggregate> {
    let scope = ctx.authorise(Capability::AggregateRead)?;
    if !scope.covers(unit) {
        return Err(Refusal::not_found().into());
    }
    let row = counted(app, ctx, campaign).await?;
    let cut = anonymity::allowed(ask)?;
    let conn = app.db.read();
    let whole = rows::of_unit(conn, scope.jurisdiction_id(), row.id, unit, AggregateCut::Unit).await?;
    let total = whole.into_iter().next().ok_or_else(Refusal::not_found)?;
    let cells = match cut {
        AggregateCut::Unit => Vec::new(),
        cut => rows::of_unit(conn, scope.jurisdiction_id(), row.id, unit, cut).await?,
    };
    let names = names(app, scope.jurisdiction_id(), cut, &cells).await?;
    shown(&row, &total, &cells, &names)
}

/// What may be shown of every unit that the reader may see, as a whole.
pub async fn of_campaign(app: &App, ctx: &OpCtx, campaign: Uuid) -> Answer<Vec<Aggregate>> {
    let scope = ctx.authorise(Capability::AggregateRead)?;
    let row = counted(app, ctx, campaign).await?;
    let cells = rows::of_campaign(app.db.read(), scope.jurisdiction_id(), row.id).await?;
    cells
        .iter()
        .filter(|cell| scope.covers(cell.org_id))
        .map(|cell| shown(&row, cell, &[], &HashMap::new()))
        .collect()
}

/// The campaign, if it is counted and the reader may know it.
async fn counted(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<campaign::Model> {
    let scope = read::scope(ctx)?;
    let row = campaigns::find(app.db.read(), &scope, id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    match row.state.get() {
        CampaignState::Tallied | CampaignState::Published => Ok(row),
        _ => Err(Refusal::new(
            RefusalCode::Early,
            "问卷汇总前任何人不得查看结果，请待截止并汇总后查看。",
            "Nobody reads anything before the campaign is closed and tallied.",
        )
        .into()),
    }
}

async fn names(
    app: &App,
    jurisdiction: Uuid,
    cut: AggregateCut,
    cells: &[campaign_cell::Model],
) -> Answer<HashMap<String, org::Model>> {
    if cut != AggregateCut::Town {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = cells
        .iter()
        .filter_map(|cell| Uuid::from_str(&cell.group_code).ok())
        .collect();
    let towns = organisation::by_ids(app.db.read(), jurisdiction, &ids).await?;
    Ok(towns
        .into_iter()
        .map(|town| (town.id.to_string(), town))
        .collect())
}

fn shown(
    row: &campaign::Model,
    total: &campaign_cell::Model,
    cells: &[campaign_cell::Model],
    names: &HashMap<String, org::Model>,
) -> Answer<Aggregate> {
    let floor = row.min_cell.unsigned_abs();
    let shows = anonymity::shows_total(total.n.unsigned_abs(), floor);
    let counts: Vec<u32> = cells.iter().map(|cell| cell.n.unsigned_abs()).collect();
    let hidden = if shows {
        anonymity::withheld(&counts, floor)
    } else {
        vec![true; counts.len()]
    };
    let mut cells: Vec<(i32, Shown)> = cells
        .iter()
        .zip(hidden)
        .map(|(cell, hidden)| {
            let town = names.get(&cell.group_code);
            let name = town.map(|town| town.name.clone());
            (town.map_or(0, |town| town.sort), one(cell, name, hidden))
        })
        .collect();
    cells.sort_by_key(|(sort, _)| *sort);
    let levels = match (&total.levels, shows) {
        (Some(text), true) => serde_json::from_str(text).map_err(|error| Fault::Broken(error.to_string()))?,
        _ => Vec::new(),
    };
    Ok(Aggregate {
        org_id: total.org_id,
        total: one(total, None, !shows),
        levels,
        cells: cells.into_iter().map(|(_, cell)| cell).collect(),
    })
}

fn one(cell: &campaign_cell::Model, name: Option<String>, hidden: bool) -> Shown {
    Shown {
        group: cell.group_code.clone(),
        name,
        n: (!hidden).then_some(cell.n.unsigned_abs()),
        mean: cell.mean.clone().filter(|_| !hidden),
        suppressed: hidden,
    }
}
