//! Coordination of disputed duties (§6.1): 11 consultations, two agreed without a case, nine applied for: six solved (four
//! closed, two being followed up), one refused, one withdrawn, one being heard. Every step is asked of the machines of
//! `remit_shared::coordination`; two cases grew out of suggestions, two were talked over by experts.

mod consult;
mod docket;
mod table;

use remit_shared::calendar::WorkCalendar;
use remit_shared::panel::SuggestionLink;
use remit_store::coordination::precedent;
use remit_store::entity::counter;
use uuid::Uuid;

use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::plan::Rules;
use table::{Ends, MATTERS, Matter};

/// What the rows are written with.
struct Pen<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    change: i64,
}

impl Pen<'_> {
    fn ticket(&mut self) -> i64 {
        self.change += 1;
        self.change
    }

    fn calendar(&self) -> &WorkCalendar {
        self.rules.calendar
    }

    /// The officer in charge of the `index`-th matter.
    fn officer(&self, index: usize) -> Result<Who, DemoError> {
        let officers = &self.city.oversight;
        let place = index.checked_rem(officers.len()).unwrap_or_default();
        officers
            .get(place)
            .cloned()
            .ok_or_else(|| DemoError::unknown("officer", "oversight"))
    }

    /// The office lead.
    fn lead(&self) -> Result<Who, DemoError> {
        let lead = self.city.leads.first().cloned();
        lead.ok_or_else(|| DemoError::unknown("lead", "office"))
    }
}

/// Writes all of it and returns the last change.
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
    let (mut consultations, mut cases) = (Series::default(), Series::default());
    for (index, matter) in MATTERS.iter().enumerate() {
        let year = matter.year();
        let talked = consult::follow(&mut pen, matter, &consultations.next("XS", year))?;
        if let Ends::Failed { course, .. } = &matter.ends {
            let no = cases.next("XT", year);
            let case = docket::follow(&mut pen, (index, matter), &talked, (course, &no))?;
            if let Some(unit) = matter.suggested {
                link(&mut pen, unit, case)?;
            }
        }
    }
    consultations.close(&mut pen, "consultation");
    cases.close(&mut pen, "case");
    index(&mut pen);
    Ok(pen.change)
}

/// Running numbers of 2022 and 2023.
#[derive(Default)]
struct Series {
    given: std::collections::BTreeMap<i32, i64>,
}

impl Series {
    fn next(&mut self, prefix: &str, year: i32) -> String {
        let number = self.given.entry(year).or_default();
        *number += 1;
        format!("{prefix}-{year}-{number:04}")
    }

    fn close(self, pen: &mut Pen<'_>, name: &str) {
        for (year, value) in self.given {
            pen.data.counters.push(counter::Model {
                jurisdiction_id: pen.city.jurisdiction,
                name: format!("{name}:{year}"),
                value,
            });
        }
    }
}

/// The suggestion about a unit that went to coordination names its case.
fn link(pen: &mut Pen<'_>, unit: &str, case: Uuid) -> Result<(), DemoError> {
    let org = pen.city.place(unit)?.id;
    let found = pen.data.suggestions.iter_mut().find(|row| {
        let linked = row.linked.map(remit_store::Text::get);
        row.about_org_id == Some(org) && linked == Some(SuggestionLink::Case)
    });
    let row = found.ok_or_else(|| DemoError::unknown("suggestion about", unit))?;
    row.linked_id = Some(case);
    Ok(())
}

/// The published decisions as precedents.
fn index(pen: &mut Pen<'_>) {
    let mut terms = Vec::new();
    for decision in pen
        .data
        .case_decisions
        .iter()
        .filter(|row| row.published_on.is_some())
    {
        let case = pen.data.cases.iter().find(|row| row.id == decision.case_id);
        let cited = pen
            .data
            .case_citations
            .iter()
            .filter(|row| row.source_id == decision.id);
        let cited: Vec<_> = cited.cloned().collect();
        if let Some(case) = case {
            let texts = precedent::texts(case, decision, &cited);
            terms.extend(precedent::terms(case.jurisdiction_id, case.id, &texts));
        }
    }
    pen.data.precedents = terms;
}

impl Matter {
    fn year(&self) -> i32 {
        chrono::Datelike::year(&self.opened)
    }
}
