//! Cases of bad ratings: opened with the rating, handled by the unit, revisited by the desk (§3.9, K23).

mod act;
mod fire;
mod group;
mod open;
mod tell;

pub use act::{Act, Words, act, rater_answers};
pub(crate) use fire::run_clock;
pub(crate) use open::open;

use remit_shared::calendar::WorkCalendar;
use remit_shared::problem::machine::Acting;
use remit_shared::rating::RatingRules;
use remit_shared::rating::bad::{BadFacts, BadProposal};
use remit_store::Text;
use remit_store::entity::bad_rating_case;

/// What the row alone tells the machine; readers use it to list the actions.
pub(crate) fn facts_of<'a>(
    case: &bad_rating_case::Model,
    today: chrono::NaiveDate,
    calendar: &'a WorkCalendar,
    rules: &'a RatingRules,
    acting: Option<Acting>,
) -> BadFacts<'a> {
    BadFacts {
        today,
        calendar,
        rules,
        acting,
        org: case.org_id,
        due_on: case.due_on,
        contactable: case.contactable,
        appealed: case.appeal_ground.is_some(),
        first_ruling: case.first_ruling_by.zip(case.first_ruling),
        sent_back: case.sent_back,
        result: case.revisit_result.map(Text::get),
        proposal: BadProposal::default(),
    }
}
