//! Powers lists, duty-task lists and duty adjustments (§6.1): 2 080 items before changes (26 × 80), eight adjustments
//! with 62 list changes, and the occasions on which units revised their lists. Every step is asked of the machines of
//! `remit_shared::list`.

mod adjustments;
mod book;
mod courses;
mod items;
mod laws;
mod tasks;
mod triggers;

use chrono::{DateTime, NaiveDate, Utc};
use remit_store::entity::counter;
use uuid::Uuid;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;
use crate::plan::Rules;
use crate::rng::Rng;

/// What the modules write with.
struct Pen<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    change: i64,
}

impl Pen<'_> {
    /// Takes the next ticket.
    fn ticket(&mut self) -> i64 {
        self.change += 1;
        self.change
    }

    /// The day so many working days later.
    fn after(&self, day: NaiveDate, days: u32) -> Result<NaiveDate, DemoError> {
        let later = self.rules.calendar.add_working_days(day, days);
        later.map_err(DemoError::refused("工作日历"))
    }

    /// The id of a unit.
    fn org(&self, code: &str) -> Result<Uuid, DemoError> {
        Ok(self.city.place(code)?.id)
    }
}

/// A moment of a day, different for every row.
fn moment(seed: u64, entity: &str, index: u64, day: NaiveDate) -> DateTime<Utc> {
    let mut rng = Rng::of(seed, entity, index);
    let minute = rng.between(10, hours::MINUTES - 20);
    hours::at(day, minute, rng.between(0, 59))
}

/// Adds lists and adjustments and returns the last change of the city.
pub(crate) fn add(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    last: i64,
) -> Result<i64, DemoError> {
    let mut pen = Pen {
        city,
        rules,
        mint,
        data,
        change: last,
    };
    let mut book = items::write(&mut pen)?;
    tasks::first_versions(&mut pen)?;
    let made = adjustments::write(&mut pen, &mut book)?;
    book.close(&mut pen);
    triggers::write(&mut pen)?;
    let jurisdiction_id = pen.city.jurisdiction;
    pen.data.counters.push(counter::Model {
        jurisdiction_id,
        name: "adjustment:2022".to_owned(),
        value: made,
    });
    Ok(pen.change)
}
