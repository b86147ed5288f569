//! [`City`]: the registry and the people, made as rows and kept at hand for the history.

mod accounts;
mod panel;
mod people;
mod registry;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::identity::Role;
use remit_shared::problem::machine::Acting;
use uuid::Uuid;

use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::{Mint, id_of};
use crate::names::Unit;

/// The day on which the installation is set up: the first working day of 2022.
const FOUNDED_ON: NaiveDate = hours::day(2022, 1, 4);

/// The moment at which the registry and its people are entered.
pub(crate) fn founded_at() -> DateTime<Utc> {
    hours::at(FOUNDED_ON, 30, 0)
}

/// The jurisdiction's id in a city of this seed.
pub(crate) fn jurisdiction_id(seed: u64) -> Uuid {
    id_of(seed, "jurisdiction", 0, founded_at())
}

/// A person with the hat worn.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub person: Uuid,
    pub account: Uuid,
    pub role: Role,
    /// Unit the person comes from (R9).
    pub home: Option<Uuid>,
    /// Section of the hat.
    pub section: Option<Uuid>,
    /// Name and post, as histories keep them.
    pub label: String,
}

impl Who {
    /// The person as the machines see one.
    pub fn acting(&self) -> Acting {
        Acting {
            role: self.role,
            person: self.person,
            home_org: self.home,
            recused: false,
        }
    }
}

/// A supervised unit with its people.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub unit: &'static Unit,
    pub id: Uuid,
    pub sections: Vec<Uuid>,
    /// The city leader in charge.
    pub leader: Who,
    /// Lead (DL) and contact (DC).
    pub lead: Who,
    pub contact: Who,
}

/// Everybody the history needs.
#[derive(Debug, Clone)]
pub(crate) struct City {
    pub jurisdiction: Uuid,
    /// The office's sections, the oversight section first.
    pub office_sections: Vec<Uuid>,
    pub places: BTreeMap<&'static str, Place>,
    pub leads: Vec<Who>,
    pub oversight: Vec<Who>,
    /// Two people for each of the office's other sections, in their order.
    pub others: Vec<Who>,
    pub experts: Vec<Who>,
    pub officers: Vec<Who>,
    /// Rating administrators.
    pub raters: Vec<Who>,
    /// Linkage contacts by the code of their department.
    pub linkage: BTreeMap<&'static str, Who>,
}

impl City {
    /// Makes the rows of the registry, the people, the panel, and adds them to the data.
    pub fn build(mint: &mut Mint, password_hash: &str, data: &mut Dataset) -> Result<Self, DemoError> {
        people::build(mint, password_hash, data)
    }

    /// A unit by its code.
    pub fn place(&self, code: &str) -> Result<&Place, DemoError> {
        self.places
            .get(code)
            .ok_or_else(|| DemoError::unknown("unit", code))
    }

    /// A linkage contact by the department's code.
    pub fn contact_of(&self, department: &str) -> Result<&Who, DemoError> {
        self.linkage
            .get(department)
            .ok_or_else(|| DemoError::unknown("linkage department", department))
    }
}
