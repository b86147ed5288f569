//! The demo's calendar date: the data ends on 31 March 2023, and so the demo's clock begins there.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use remit_store::Db;
use remit_store::entity::audit_record::{Column, Entity};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::hours;

/// The day as of which the demo city is described (domain §1: "as-of 2023-03-31 of the demo set").
pub const AS_OF: NaiveDate = hours::day(2023, 3, 31);

/// Minutes after the office opens at which the clock begins: 9:00.
const STARTS_AFTER: u32 = 30;
/// Minutes after the office opens at which the city is loaded, the last moment of the data: 8:45.
const LOADED_AFTER: u32 = 15;

/// The last moment of the data: the load itself, and the day everybody's demo password was set.
pub(crate) fn loaded_at() -> DateTime<Utc> {
    hours::at(AS_OF, LOADED_AFTER, 0)
}

/// The clock of `remit demo`: it starts at 9:00 on [`AS_OF`], or where the last run left off, and runs on from
/// there at the pace of a real clock. It stands still while the server is down, so the city does not age and no
/// record lies in the future (docs/decisions/0006-demo-clock.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoClock {
    start: DateTime<Utc>,
}

impl DemoClock {
    /// The clock of a freshly loaded city.
    pub fn fresh() -> Self {
        Self {
            start: hours::at(AS_OF, STARTS_AFTER, 0),
        }
    }

    /// The clock of a city that may have been worked in: it continues after the last audited act.
    pub async fn resume(db: &Db) -> remit_store::Result<Self> {
        let last: Option<DateTime<Utc>> = Entity::find()
            .select_only()
            .column(Column::At)
            .order_by_desc(Column::At)
            .limit(1)
            .into_tuple()
            .one(db.read())
            .await?;
        let fresh = Self::fresh();
        Ok(Self {
            start: last.map_or(fresh.start, |last| last.max(fresh.start)),
        })
    }

    /// Where it starts.
    pub fn start(self) -> DateTime<Utc> {
        self.start
    }

    /// What it shows after the server has run for this long.
    pub fn after(self, running: Duration) -> DateTime<Utc> {
        chrono::Duration::from_std(running).map_or(self.start, |running| self.start + running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use remit_shared::calendar::shanghai_day;

    #[test]
    fn a_fresh_clock_shows_nine_in_the_morning_of_the_last_day_of_the_data() {
        let clock = DemoClock::fresh();
        assert_eq!(clock.start().to_rfc3339(), "2023-03-31T01:00:00+00:00");
        assert_eq!(shanghai_day(clock.start()), AS_OF);
    }

    #[test]
    fn it_runs_at_the_pace_of_a_real_clock() {
        let clock = DemoClock::fresh();
        assert_eq!(
            clock.after(Duration::from_secs(90)) - clock.start(),
            chrono::Duration::seconds(90)
        );
    }
}
