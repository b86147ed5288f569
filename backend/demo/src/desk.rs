//! The desk: carries out the planned acts of all cases in the order of time, asks the real machines for every
//! step and writes down what they answer. A history that the rules would refuse cannot be made.

mod clock;
mod fire;
mod ledger;
mod matter;
mod notices;
mod papers;
mod sheets;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_store::entity::counter;
use uuid::Uuid;

use crate::cases::{self, FILED};
use crate::city::{City, Who};
use crate::clock::AS_OF;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::plan::{self, Act, Deed, Rules};
use matter::Matter;

/// One simulated transaction: when, by whom, under which ticket.
#[derive(Debug, Clone, Copy)]
struct Change {
    at: DateTime<Utc>,
    by: Option<Uuid>,
    seq: i64,
}

impl Change {
    fn today(self) -> NaiveDate {
        shanghai_day(self.at)
    }
}

/// What all cases share: the city, the rules, the running numbers, the rows written so far.
struct Desk<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    numbers: BTreeMap<String, i64>,
    change_seq: i64,
}

/// Writes the history of all cases; returns the last change of the city.
pub(crate) fn work(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    first_change: i64,
) -> Result<i64, DemoError> {
    let mut matters = Vec::new();
    let mut agenda = Vec::new();
    let seed = mint.seed();
    for (index, case) in (0..).zip(cases::cases()) {
        let acts = plan::of_case(rules, seed, index, case)?;
        agenda.extend(acts.into_iter().map(|act| (act, matters.len())));
        matters.push(Matter::of_case(city, seed, index, case)?);
    }
    for (index, sheet) in (0..).zip(&FILED) {
        let acts = plan::of_filed(rules, seed, index, sheet)?;
        agenda.extend(acts.into_iter().map(|act| (act, matters.len())));
        matters.push(Matter::of_filed(city, seed, index, sheet)?);
    }
    // A stable sort: within one case the acts are in order already.
    agenda.sort_by_key(|(act, _)| act.at);
    let mut desk = Desk {
        city,
        rules,
        mint,
        data,
        numbers: BTreeMap::new(),
        change_seq: first_change,
    };
    desk.carry_out(&mut matters, &agenda)?;
    for matter in matters {
        matter.file(desk.data);
    }
    Ok(desk.close())
}

impl Desk<'_> {
    fn carry_out(&mut self, matters: &mut [Matter], agenda: &[(Act, usize)]) -> Result<(), DemoError> {
        let Some((first, _)) = agenda.first() else {
            return Ok(());
        };
        let mut clock = shanghai_day(first.at);
        for (act, place) in agenda {
            let date = shanghai_day(act.at);
            if date > clock {
                self.run_clock(matters, clock, date)?;
                clock = date;
            }
            if let Some(matter) = matters.get_mut(*place) {
                self.perform(matter, act)?;
            }
        }
        self.run_clock(matters, clock, AS_OF)
    }

    fn perform(&mut self, matter: &mut Matter, act: &Act) -> Result<(), DemoError> {
        let who = matter.cast.who(act.part).cloned();
        let change = self.change(act.at, who.as_ref());
        match act.deed {
            Deed::WriteSheet => self.write_sheet(matter, change, who.as_ref()),
            Deed::PushSheet | Deed::ReceiveSheet | Deed::ConvertSheet | Deed::FileSheet => {
                self.step_sheet(matter, change, who.as_ref(), act.deed)
            }
            Deed::Raise => self.raise(matter, change, who.as_ref()),
            Deed::ReceiveAtUnit => self.receive_at_unit(matter, change, who.as_ref()),
            Deed::Fire(saying) => {
                self.fire(matter, change, who.as_ref(), &saying)?;
                self.settle(matter, change)?;
                self.watch(matter, change)
            }
        }
    }

    /// Takes the next ticket.
    fn change(&mut self, at: DateTime<Utc>, who: Option<&Who>) -> Change {
        self.change_seq += 1;
        Change {
            at,
            by: who.map(|who| who.account),
            seq: self.change_seq,
        }
    }

    /// The next number of a counter of the year, such as `TS-2022-0001`.
    fn number(&mut self, counter: &str, prefix: &str, on: NaiveDate) -> String {
        let year = on.year();
        let value = self.numbers.entry(format!("{counter}:{year}")).or_default();
        *value += 1;
        format!("{prefix}-{year}-{value:04}")
    }

    /// Writes the counters as they stand and returns the last ticket.
    fn close(self) -> i64 {
        for (name, value) in self.numbers {
            self.data.counters.push(counter::Model {
                jurisdiction_id: self.city.jurisdiction,
                name,
                value,
            });
        }
        self.change_seq
    }
}
