//! [`Matter`]: one case while it is being worked on, with its rows and its persons.

use chrono::NaiveDate;
use remit_shared::problem::machine::{Facts, PendingExtension, People};
use remit_shared::problem::{ExtensionState, LedgerState};
use remit_store::entity::{extension, ledger_entry, problem, push_sheet};
use uuid::Uuid;

use crate::cases::{Case, Origin, Sheet};
use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::plan::{Part, Rules};
use crate::rng::Rng;

/// Who plays which part, and for whom.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    pub org: Uuid,
    /// Name of the unit, for papers.
    pub unit: &'static str,
    pub section: Option<Uuid>,
    pub handler: Who,
    pub checker: Who,
    pub lead: Who,
    pub unit_lead: Who,
    pub contact: Who,
    pub leader: Who,
    /// Author of the internal sheet, with the section it comes from.
    pub author: Option<Who>,
    /// Protected reporter (F2).
    pub reporter: Option<Who>,
}

impl Cast {
    /// The person of a part; nobody for the system.
    pub fn who(&self, part: Part) -> Option<&Who> {
        match part {
            Part::System => None,
            Part::Author => self.author.as_ref(),
            Part::Lead => Some(&self.lead),
            Part::Handler => Some(&self.handler),
            Part::Checker => Some(&self.checker),
            Part::UnitLead => Some(&self.unit_lead),
            Part::Contact => Some(&self.contact),
        }
    }
}

/// One case with its rows so far.
#[derive(Debug)]
pub(super) struct Matter {
    /// None for a sheet that founds no problem.
    pub case: Option<&'static Case>,
    /// The internal sheet, as the tables tell it and as a row.
    pub tells: Option<&'static Sheet>,
    pub cast: Cast,
    pub source: Option<push_sheet::Model>,
    pub problem: Option<problem::Model>,
    pub to_unit: Option<push_sheet::Model>,
    pub entry: Option<ledger_entry::Model>,
    pub extensions: Vec<extension::Model>,
    /// Files that hang on the problem or its source.
    pub evidence: u32,
    /// Events so far.
    pub events: i32,
}

impl Matter {
    pub fn of_case(city: &City, seed: u64, index: u64, case: &'static Case) -> Result<Self, DemoError> {
        let mut rng = Rng::of(seed, "cast", index);
        let mut cast = cast(city, &mut rng, case.unit)?;
        cast.section = city.place(case.unit)?.sections.get(case.section).copied();
        let mut tells = None;
        match case.origin {
            Origin::Sheet(sheet) => {
                cast.author = Some(author(city, &mut rng, sheet)?);
                tells = Some(sheet);
            }
            Origin::Linkage(department) => cast.reporter = Some(city.contact_of(department)?.clone()),
            Origin::Officer => cast.reporter = Some(some(&mut rng, &city.officers, "officer")?),
            Origin::Expert => cast.reporter = Some(some(&mut rng, &city.experts, "expert")?),
            Origin::Activity | Origin::Ledger | Origin::Rating => {}
        }
        Ok(Self::new(Some(case), tells, cast))
    }

    pub fn of_filed(city: &City, seed: u64, index: u64, sheet: &'static Sheet) -> Result<Self, DemoError> {
        let mut rng = Rng::of(seed, "cast of a filed sheet", index);
        let mut cast = cast(city, &mut rng, sheet.unit)?;
        cast.author = Some(author(city, &mut rng, sheet)?);
        Ok(Self::new(None, Some(sheet), cast))
    }

    fn new(case: Option<&'static Case>, tells: Option<&'static Sheet>, cast: Cast) -> Self {
        Self {
            case,
            tells,
            cast,
            source: None,
            problem: None,
            to_unit: None,
            entry: None,
            extensions: Vec::new(),
            evidence: 0,
            events: 0,
        }
    }

    /// What it is about, for error messages.
    pub fn title(&self) -> &'static str {
        self.case
            .map_or_else(|| self.tells.map_or("", |sheet| sheet.matter), |case| case.title)
    }

    /// The problem, once it is raised.
    pub fn problem(&self) -> Result<&problem::Model, DemoError> {
        self.problem
            .as_ref()
            .ok_or_else(|| DemoError::unknown("problem yet of", self.title()))
    }

    /// The request for more time that waits.
    pub fn pending(&self) -> Option<&extension::Model> {
        self.extensions
            .iter()
            .find(|extension| extension.state == ExtensionState::Asked)
    }

    /// The problem as the machine sees it on a day, without actor and proposal.
    pub fn facts<'a>(&self, rules: Rules<'a>, today: NaiveDate) -> Result<Facts<'a>, DemoError> {
        let row = self.problem()?;
        Ok(Facts {
            due_on: row.due_on,
            step_due_on: row.step_due_on,
            closed_on: row.closed_on,
            contested: row.contested,
            returned_count: row.returned_count.unsigned_abs(),
            extensions_count: row.extensions_count.unsigned_abs(),
            pending_extension: self.pending().map(|pending| PendingExtension {
                asked_by: pending.asked_by,
                days: pending.days.unsigned_abs(),
            }),
            in_ledger: self
                .entry
                .as_ref()
                .is_some_and(|entry| entry.state == LedgerState::Open),
            people: People {
                handler: row.handler_id,
                first_verifier: row.first_verifier_id,
                submitter: row.submitter_id,
            },
            ..Facts::new(
                today,
                rules.calendar,
                rules.deadlines,
                row.org_id,
                row.severity.get(),
            )
        })
    }

    /// Hands its rows over.
    pub fn file(self, data: &mut Dataset) {
        data.problems.extend(self.problem);
        data.sheets.extend(self.source);
        data.sheets.extend(self.to_unit);
        data.entries.extend(self.entry);
        data.extensions.extend(self.extensions);
    }
}

/// Handler and checker are two different officers of the oversight section.
fn cast(city: &City, rng: &mut Rng, unit: &str) -> Result<Cast, DemoError> {
    let place = city.place(unit)?;
    let mut officers = city.oversight.clone();
    rng.shuffle(&mut officers);
    let mut officers = officers.into_iter();
    let (Some(handler), Some(checker)) = (officers.next(), officers.next()) else {
        return Err(DemoError::unknown("officers", "oversight section"));
    };
    Ok(Cast {
        org: place.id,
        unit: place.unit.name,
        section: None,
        handler,
        checker,
        lead: some(rng, &city.leads, "lead")?,
        unit_lead: place.lead.clone(),
        contact: place.contact.clone(),
        leader: place.leader.clone(),
        author: None,
        reporter: None,
    })
}

/// One of the section's two people.
fn author(city: &City, rng: &mut Rng, sheet: &Sheet) -> Result<Who, DemoError> {
    let section = city.office_sections.get(sheet.from).copied();
    let people: Vec<Who> = city
        .others
        .iter()
        .filter(|who| who.section == section)
        .cloned()
        .collect();
    some(rng, &people, "author")
}

fn some(rng: &mut Rng, people: &[Who], kind: &'static str) -> Result<Who, DemoError> {
    rng.pick(people)
        .cloned()
        .ok_or_else(|| DemoError::unknown(kind, "any"))
}
