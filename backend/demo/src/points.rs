//! The 875 effectiveness points of §6.1 with their histories: written in March, supervised from April, verified
//! or ended by the year's rules. Every step is asked of the machine; the outcomes are what it answers.

mod course;
mod deal;
mod draw;
mod ledger;
mod papers;
mod story;
mod titles;

use remit_shared::calendar::WorkCalendar;
use remit_shared::plan::point::PointRules;
use remit_shared::plan::point::machine::PlanStanding;
use remit_store::entity::{effectiveness_point, point_change};
use uuid::Uuid;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use story::Story;

/// The year of the points.
const YEAR: i32 = 2022;

/// What all points share.
pub(super) struct Setting<'a> {
    pub city: &'a City,
    pub calendar: &'a WorkCalendar,
    pub rules: PointRules,
    pub plan: PlanStanding,
    pub plan_id: Uuid,
    pub seed: u64,
    /// The one ticket of all point rows.
    pub change: i64,
}

/// Adds the points; returns the last change.
pub(crate) fn add(
    city: &City,
    calendar: &WorkCalendar,
    mint: &mut Mint,
    data: &mut Dataset,
    last: i64,
) -> Result<i64, DemoError> {
    let plan = data
        .plans
        .iter()
        .filter(|plan| plan.year == YEAR)
        .max_by_key(|plan| plan.revision)
        .ok_or_else(|| DemoError::unknown("plan", "2022"))?;
    let setting = Setting {
        city,
        calendar,
        rules: PointRules::default(),
        plan: PlanStanding {
            year: YEAR,
            starts_on: plan.starts_on,
            published: true,
            frozen: false,
        },
        plan_id: plan.id,
        seed: mint.seed(),
        change: last + 1,
    };
    let cards = deal::cards(&setting, data)?;
    let lots = draw::draw(&setting, &cards, mint, data);
    let mut closings = Vec::new();
    for (card, lot) in cards.iter().zip(&lots) {
        let mut story = Story::begin(&setting, card, mint, data)?;
        course::live(&mut story, lot)?;
        closings.push(story.file());
    }
    ledger::add(&setting, closings, mint, data);
    Ok(setting.change)
}

/// A point at its end, for the ledger.
pub(super) struct Closing {
    pub point: effectiveness_point::Model,
    pub opened: chrono::DateTime<chrono::Utc>,
    /// When and by whom the entry was closed out.
    pub closed: Option<(chrono::DateTime<chrono::Utc>, Uuid)>,
}

/// The columns that every business row has.
pub(super) fn asked_now(change: &point_change::Model) -> bool {
    change.state.get() == remit_shared::plan::point::PointChangeState::Asked
}
