//! From rows to [`ScoreInput`]: one small module a source, so that the next is easy to add.
//!
//! | Indicator | Source | Module |
//! |---|---|---|
//! | A11, A12 | points of the ledger | `points` |
//! | A31 | sheets to units, consultations, opinions on cases | `requests` |
//! | B11, B51, B61 | cells of counted campaigns | `ballots` |
//! | B21, B22, C11 | counters of ratings, receipts, late cases | `ratings` |
//! | C11 | problems | `problems` |
//! | A21 | occasions to revise lists | `triggers` |
//! | B31, B41, B62, C21 | comments, mutual ballots, appraisals, negative records | `voices` |
//!
//! What counts is one rule, [`ScorePeriod`]: what happened in the year, as recorded by the cut-off. Every source asks
//! it; the decisions on appeals alone come after the cut-off, since that is what they are for.

mod ballots;
mod corrections;
mod exceptions;
mod points;
mod problems;
mod ratings;
mod requests;
mod triggers;
mod voices;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use remit_shared::plan::params::PlanParams;
use remit_shared::policy::Scope;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::{INPUT_FORMAT, PlanInput, ScoreInput, UnitInput, UnitRecords, Weight};
use remit_shared::scoring::period::ScorePeriod;
use remit_shared::wire::Wire;
use remit_store::entity::{indicator, org, supervision_plan};
use remit_store::plan;
use remit_store::scoring::inputs;
use uuid::Uuid;

use crate::app::App;
use crate::failure::Answer;

/// What every source needs to know.
pub(crate) struct Sources<'a> {
    /// Process state.
    pub app: &'a App,
    /// The right to run the scoring: it reaches over all units.
    pub scope: &'a Scope,
    /// The plan scored by.
    pub plan: &'a supervision_plan::Model,
    /// Its indicators.
    pub indicators: &'a [indicator::Model],
    /// What counts.
    pub period: ScorePeriod,
}

/// The units' inputs by unit, in the registry's order.
pub(crate) struct Gathered {
    units: Vec<(Uuid, UnitInput)>,
    places: HashMap<Uuid, usize>,
}

impl Gathered {
    fn new(orgs: Vec<org::Model>) -> Self {
        let units: Vec<(Uuid, UnitInput)> = orgs
            .into_iter()
            .filter_map(|org| {
                let unit = UnitInput {
                    code: org.code,
                    name: org.name,
                    group: org.ranking_group?.get(),
                    exceptions: BTreeMap::default(),
                    inputs: UnitRecords::default(),
                };
                Some((org.id, unit))
            })
            .collect();
        let places = units
            .iter()
            .enumerate()
            .map(|(place, (id, _))| (*id, place))
            .collect();
        Self { units, places }
    }

    /// The input of a unit; `None` for bodies that are not scored.
    pub fn unit(&mut self, org: Uuid) -> Option<&mut UnitInput> {
        let place = self.places.get(&org)?;
        self.units.get_mut(*place).map(|(_, unit)| unit)
    }
}

/// What a run is made of: the input and the unit behind each of its places.
pub(crate) struct Inputs {
    /// The plan scored by.
    pub plan: supervision_plan::Model,
    /// What the engine reads.
    pub input: ScoreInput,
    /// Row id of each unit, in the order of the input.
    pub org_ids: Vec<Uuid>,
}

/// Gathers everything of a year up to the cut-off.
pub(crate) async fn gather(app: &App, scope: &Scope, year: i32, cut_on: NaiveDate) -> Answer<Inputs> {
    let conn = app.db.read();
    let jurisdiction = scope.jurisdiction_id();
    let plan = plan::in_force(conn, jurisdiction, year)
        .await?
        .ok_or_else(no_plan)?;
    let indicators = plan::indicators(conn, jurisdiction, plan.id).await?;
    let input_plan = PlanInput {
        year,
        weights: weights(&indicators)?,
        params: PlanParams::read(&plan.params)?,
    };
    let mut gathered = Gathered::new(inputs::units(conn, jurisdiction, cut_on).await?);
    let sources = Sources {
        app,
        scope,
        plan: &plan,
        indicators: &indicators,
        period: ScorePeriod::new(year, cut_on),
    };
    exceptions::gather(&sources, &mut gathered).await?;
    points::gather(&sources, &mut gathered).await?;
    requests::gather(&sources, &mut gathered).await?;
    ballots::gather(&sources, &mut gathered).await?;
    ratings::gather(&sources, &mut gathered).await?;
    problems::gather(&sources, &mut gathered).await?;
    triggers::gather(&sources, &mut gathered).await?;
    voices::gather(&sources, &mut gathered).await?;
    corrections::gather(&sources, &mut gathered).await?;
    let (org_ids, units) = gathered.units.into_iter().unzip();
    Ok(Inputs {
        input: ScoreInput {
            format: INPUT_FORMAT.to_owned(),
            plan: input_plan,
            cut_off: cut_on,
            units,
        },
        plan,
        org_ids,
    })
}

/// The weights of the twelve positive indicators; a plan whose codes the engine does not know cannot be scored.
fn weights(indicators: &[indicator::Model]) -> Answer<BTreeMap<IndicatorCode, Weight>> {
    let mut weights = BTreeMap::new();
    for leaf in indicators.iter().filter(|leaf| leaf.level == 3) {
        let code = IndicatorCode::parse(&leaf.code).ok_or_else(|| unknown_code(&leaf.code))?;
        if let (Some(_), Some(milli)) = (code.position(), leaf.weight_milli) {
            weights.insert(code, Weight::from_milli(milli));
        }
    }
    Ok(weights)
}

fn no_plan() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该年度监管方案尚未印发，不能测算。",
        "The plan of the year is not published; nothing can be scored.",
    )
    .on("year")
}

fn unknown_code(code: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Weights,
        format!("方案中的三级指标“{code}”没有对应的计分规则，不能测算。"),
        format!("The engine has no rule for the indicator \"{code}\"."),
    )
}
