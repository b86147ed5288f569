//! Aggregates of a counted campaign (F3): cells below the minimum are withheld, and one more with them.

use std::collections::HashMap;
use std::str::FromStr;

use remit_shared::evaluation::anonymity::{self, Ask, Figure};
use remit_shared::evaluation::{AggregateCut, CampaignKind, CampaignState};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{campaign, campaign_cell, org};
use remit_store::evaluation::{campaign as campaigns, cells as rows};
use remit_store::organisation;
use rust_decimal::Decimal;
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
    /// Mean of each question, a decimal; none if too few have answered it.
    pub questions: Vec<Option<String>>,
    /// The cells of the cut asked for; none for the unit as a whole.
    pub cells: Vec<Shown>,
    /// Whether some groups were merged and have no cell in this cut.
    pub rest: bool,
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
    let rest = merged(app, &row, cut).await?;
    shown(&row, &total, &cells, rest, &names)
}

/// What may be shown of every unit that the reader may see, as a whole.
pub async fn of_campaign(app: &App, ctx: &OpCtx, campaign: Uuid) -> Answer<Vec<Aggregate>> {
    let scope = ctx.authorise(Capability::AggregateRead)?;
    let row = counted(app, ctx, campaign).await?;
    let cells = rows::of_campaign(app.db.read(), scope.jurisdiction_id(), row.id).await?;
    cells
        .iter()
        .filter(|cell| scope.covers(cell.org_id))
        .map(|cell| shown(&row, cell, &[], false, &HashMap::new()))
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

/// Whether groups without a town or class of their own were merged, so that the cells do not add up to the unit.
async fn merged(app: &App, row: &campaign::Model, cut: AggregateCut) -> Answer<bool> {
    if cut == AggregateCut::Unit || row.kind.get() == CampaignKind::Internal {
        return Ok(false);
    }
    let strata = campaigns::strata(app.db.read(), row.jurisdiction_id, row.id).await?;
    let by_town = cut == AggregateCut::Town && row.kind.get() == CampaignKind::Grassroots;
    Ok(strata.iter().any(|stratum| match cut {
        AggregateCut::Town => by_town && stratum.org_id.is_none(),
        _ => stratum.class.is_none(),
    }))
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
    rest: bool,
    names: &HashMap<String, org::Model>,
) -> Answer<Aggregate> {
    let levels: Vec<[u32; 6]> = match &total.levels {
        Some(text) => serde_json::from_str(text).map_err(|error| Fault::Broken(error.to_string()))?,
        None => Vec::new(),
    };
    let figures = cells.iter().map(figure).collect::<Answer<Vec<_>>>()?;
    let view = anonymity::show(
        figure(total)?,
        &levels,
        &figures,
        rest,
        row.min_cell.unsigned_abs(),
    );
    let mut cells: Vec<(i32, Shown)> = cells
        .iter()
        .zip(view.cells)
        .map(|(cell, figure)| {
            let town = names.get(&cell.group_code);
            let name = town.map(|town| town.name.clone());
            (
                town.map_or(0, |town| town.sort),
                one(&cell.group_code, name, figure),
            )
        })
        .collect();
    cells.sort_by_key(|(sort, _)| *sort);
    let text = |mean: Option<Decimal>| mean.map(|mean| mean.to_string());
    Ok(Aggregate {
        org_id: total.org_id,
        total: one(&total.group_code, None, view.total),
        questions: view.questions.into_iter().map(text).collect(),
        cells: cells.into_iter().map(|(_, cell)| cell).collect(),
        rest,
    })
}

fn figure(cell: &campaign_cell::Model) -> Answer<Figure> {
    let mean = cell.mean.as_deref().map(Decimal::from_str).transpose();
    Ok(Figure {
        n: cell.n.unsigned_abs(),
        mean: mean.map_err(|error| Fault::Broken(error.to_string()))?,
    })
}

fn one(group: &str, name: Option<String>, figure: Option<Figure>) -> Shown {
    Shown {
        group: group.to_owned(),
        name,
        n: figure.map(|figure| figure.n),
        mean: figure.and_then(|figure| figure.mean).map(|mean| mean.to_string()),
        suppressed: figure.is_none(),
    }
}
