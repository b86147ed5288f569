//! What the machine has to know of a year: its plan, its numbers, the calendar.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::plan::PlanState;
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::point::PointRules;
use remit_shared::plan::point::light::LightDays;
use remit_shared::plan::point::machine::PlanStanding;
use remit_store::entity::supervision_plan;
use remit_store::plan;
use uuid::Uuid;

use crate::app::App;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// A year of points.
#[derive(Clone)]
pub struct Year {
    /// Its plan as the machine sees it.
    pub plan: PlanStanding,
    /// The version of the plan that is in force; none before it is published.
    pub plan_id: Option<Uuid>,
    /// The numbers in force.
    pub rules: PointRules,
    /// The seed of the draw.
    pub seed: u64,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

impl Year {
    /// The days by which lights are told apart.
    pub fn days(&self, today: NaiveDate) -> LightDays {
        LightDays::of(today, &self.rules)
    }
}

/// Loads a year for an act, as its transaction sees it.
pub(crate) async fn for_act(work: &Work<'_>, year: i32) -> Answer<Year> {
    let in_force = plan::in_force(&work.tx, work.tx.jurisdiction_id(), year).await?;
    of(work.app, in_force, year).await
}

/// Loads a year for reading.
pub(crate) async fn for_reading(app: &App, jurisdiction: Uuid, year: i32) -> Answer<Year> {
    let in_force = plan::in_force(app.db.read(), jurisdiction, year).await?;
    of(app, in_force, year).await
}

async fn of(app: &App, in_force: Option<supervision_plan::Model>, year: i32) -> Answer<Year> {
    let calendar = app.calendar.get(app).await?;
    let (rules, seed) = match &in_force {
        Some(plan) => numbers(plan)?,
        None => (PointRules::default(), PlanParams::default().mc_seed),
    };
    let starts_on = NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(NaiveDate::MAX);
    Ok(Year {
        plan: PlanStanding {
            year,
            starts_on: in_force.as_ref().map_or(starts_on, |plan| plan.starts_on),
            published: in_force.is_some(),
            frozen: in_force
                .as_ref()
                .is_some_and(|plan| plan.state.get() == PlanState::Archived),
        },
        plan_id: in_force.map(|plan| plan.id),
        rules,
        seed,
        calendar,
    })
}

fn numbers(plan: &supervision_plan::Model) -> Answer<(PointRules, u64)> {
    let params: PlanParams = serde_json::from_str(&plan.params)
        .map_err(|error| Fault::Broken(format!("the parameters of the plan {}: {error}", plan.id)))?;
    let limits = params.deadlines_wd;
    let rules = PointRules {
        point_review: limits.point_review,
        point_change: limits.point_change,
        point_verify: limits.point_verify,
        ..PointRules::default()
    };
    Ok((rules, params.mc_seed))
}
