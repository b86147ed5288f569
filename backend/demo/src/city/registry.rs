//! Organisations and sections (K02): the office, 50 units, 13 towns and subdistricts, 5 source bodies.

use chrono::NaiveDate;
use remit_shared::organisation::OrgKind;
use remit_store::Text;
use remit_store::entity::{org, org_section};
use uuid::Uuid;

use super::founded_at;
use crate::dataset::Dataset;
use crate::hours;
use crate::mint::Mint;
use crate::names::{Body, Unit};

/// The city's organs took their present shape with the reform of early 2019.
const EXISTS_SINCE: NaiveDate = hours::day(2019, 1, 1);

/// Code of the office.
pub(super) const OFFICE: &str = "bianban";

/// Adds organisations in the registry's order.
pub(super) struct Registry<'a> {
    pub mint: &'a mut Mint,
    pub data: &'a mut Dataset,
    pub jurisdiction: Uuid,
}

impl Registry<'_> {
    /// The office itself: not supervised, since it cannot be judge of itself (§10.2).
    pub fn office(&mut self) -> Uuid {
        let row = self.row(OFFICE, "市委编办", "编办", OrgKind::OversightOffice);
        self.add(row)
    }

    /// A supervised unit, under the leader in charge.
    pub fn unit(&mut self, unit: &Unit, leader: Uuid) -> Uuid {
        let row = org::Model {
            supervised: true,
            ranking_group: Some(Text(unit.group)),
            leader_id: Some(leader),
            has_window: unit.window,
            town_facing: unit.towns,
            ..self.row(unit.code, unit.name, unit.short, unit.kind)
        };
        self.add(row)
    }

    /// A town, subdistrict, university or news unit.
    pub fn body(&mut self, body: &Body) -> Uuid {
        let row = self.row(body.code, body.name, body.short, body.kind);
        self.add(row)
    }

    /// The sections of an organisation, in order.
    pub fn sections(&mut self, org: Uuid, names: &[&str]) -> Vec<Uuid> {
        let at = founded_at();
        (1..)
            .zip(names)
            .map(|(sort, name)| {
                let row = org_section::Model {
                    id: self.mint.id("section", at),
                    jurisdiction_id: self.jurisdiction,
                    org_id: org,
                    name: (*name).to_owned(),
                    sort,
                    valid_from: EXISTS_SINCE,
                    valid_to: None,
                    created_at: at,
                    created_by: None,
                    updated_at: at,
                    version: 1,
                    change_seq: 1,
                };
                let id = row.id;
                self.data.sections.push(row);
                id
            })
            .collect()
    }

    fn add(&mut self, row: org::Model) -> Uuid {
        let id = row.id;
        self.data.orgs.push(row);
        id
    }

    fn row(&mut self, code: &str, name: &str, short: &str, kind: OrgKind) -> org::Model {
        let at = founded_at();
        org::Model {
            id: self.mint.id("org", at),
            jurisdiction_id: self.jurisdiction,
            code: code.to_owned(),
            name: name.to_owned(),
            short_name: short.to_owned(),
            kind: Text(kind),
            supervised: false,
            ranking_group: None,
            parent_id: None,
            leader_id: None,
            has_window: false,
            town_facing: false,
            sort: i32::try_from(self.data.orgs.len()).unwrap_or(i32::MAX),
            valid_from: EXISTS_SINCE,
            valid_to: None,
            successor_id: None,
            created_at: at,
            created_by: None,
            updated_at: at,
            version: 1,
            change_seq: 1,
        }
    }
}
