//! The other voices of 2022 (§6.1, §9 steps 19 and 20): twelve leaders' comments, 38 mutual ballots, 72 appraisals, a few
//! negative records whose every step is asked of the machine.

mod appraisals;
mod ballots;
mod comments;
mod institutions;
mod taste;
mod violations;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::voice::{VoiceKind, VoiceWindowState};
use remit_store::Text;
use remit_store::entity::voice_window;
use uuid::Uuid;

use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours::{at, day};
use crate::mint::Mint;
use crate::plan::Rules;

pub(crate) use institutions::has_institutions;

/// The year of the plan.
const YEAR: i32 = 2022;
/// The office sets the days.
const SET_ON: NaiveDate = day(2022, 10, 9);
/// First day of both windows (§9 step 19).
const OPENS_ON: NaiveDate = day(2022, 10, 20);
/// Last day of both.
const CLOSES_ON: NaiveDate = day(2022, 11, 4);
/// Those who had not finished were reminded three working days before.
const REMINDED_ON: NaiveDate = day(2022, 11, 1);
/// The clock closes them.
const CLOSED_ON: NaiveDate = day(2022, 11, 5);
/// The office lead publishes.
const PUBLISHED_ON: NaiveDate = day(2022, 11, 11);

/// What making the rows needs.
struct Maker<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    plan_id: Uuid,
    change: i64,
}

/// Adds windows, comments, ballots, appraisals and negative records; returns the last change.
pub(crate) fn add(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    last: i64,
) -> Result<i64, DemoError> {
    let plan = data.plans.iter().find(|plan| plan.year == YEAR);
    let plan_id = plan.ok_or_else(|| DemoError::unknown("plan", "2022"))?.id;
    let mut maker = Maker {
        city,
        rules,
        mint,
        data,
        plan_id,
        change: last + 1,
    };
    let comments = maker.window(VoiceKind::Comment)?;
    maker.comments(comments)?;
    let ballots = maker.window(VoiceKind::Mutual)?;
    maker.ballots(ballots)?;
    maker.appraisals()?;
    maker.violations()?;
    Ok(maker.change)
}

impl Maker<'_> {
    fn window(&mut self, kind: VoiceKind) -> Result<Uuid, DemoError> {
        let officer = first(&self.city.oversight, "OV")?;
        let lead = first(&self.city.leads, "OL")?;
        let made = at(SET_ON, 40, 0);
        let row = voice_window::Model {
            id: self.mint.id("voice window", made),
            jurisdiction_id: self.city.jurisdiction,
            year: YEAR,
            kind: Text(kind),
            plan_id: self.plan_id,
            state: Text(VoiceWindowState::Published),
            opens_on: OPENS_ON,
            closes_on: CLOSES_ON,
            reminded_on: Some(REMINDED_ON),
            reason: None,
            closed_at: Some(at(CLOSED_ON, 0, 0)),
            published_at: Some(published_at()),
            published_by: Some(lead.person),
            created_at: made,
            created_by: Some(officer.account),
            updated_at: published_at(),
            version: 5,
            change_seq: self.change,
        };
        let id = row.id;
        self.data.voice_windows.push(row);
        Ok(id)
    }
}

fn published_at() -> DateTime<Utc> {
    at(PUBLISHED_ON, 90, 0)
}

fn first<'a>(people: &'a [Who], role: &str) -> Result<&'a Who, DemoError> {
    people.first().ok_or_else(|| DemoError::unknown("role", role))
}
