//! The pool: 10 cadres, 10 community secretaries and 4 heads of institutions from each of 13 towns.

use remit_shared::evaluation::{EvaluatorClass, EvaluatorState};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::evaluator_profile;
use uuid::Uuid;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours::{at, day};
use crate::mint::Mint;
use crate::names::TOWNS;

/// Officers of each town; the first of them is its contact.
const OFFICERS: usize = 6;
/// The change that brings the pool in.
const CHANGE: i64 = 2;

/// A town's evaluators of one class.
pub(super) struct Group {
    pub town: Uuid,
    pub class: EvaluatorClass,
    pub people: Vec<Uuid>,
}

fn size(class: EvaluatorClass) -> usize {
    match class {
        EvaluatorClass::Cadre | EvaluatorClass::CommunitySecretary => 10,
        EvaluatorClass::InstitutionHead => 4,
    }
}

/// Nominated by the towns' contacts, taken in by the oversight section five days later.
pub(super) fn pool(city: &City, mint: &mut Mint, data: &mut Dataset) -> Result<Vec<Group>, DemoError> {
    let mut groups = Vec::new();
    for (place, body) in TOWNS.iter().enumerate() {
        let contact = city
            .officers
            .get(place * OFFICERS)
            .ok_or_else(|| DemoError::unknown("town contact", body.code))?;
        let town = contact
            .home
            .ok_or_else(|| DemoError::unknown("town", body.code))?;
        let mut number = 0;
        for class in EvaluatorClass::ALL.iter().copied() {
            let mut people = Vec::new();
            for _ in 0..size(class) {
                number += 1;
                let nominated = at(day(2022, 3, 10), 60, number);
                let id = mint.id("evaluator", nominated);
                people.push(id);
                data.evaluators.push(evaluator_profile::Model {
                    id,
                    jurisdiction_id: city.jurisdiction,
                    label: format!("评价员-{}-{number:02}", body.short),
                    town_id: town,
                    class: Text(class),
                    name_enc: None,
                    phone_enc: None,
                    state: Text(EvaluatorState::Active),
                    since: Some(day(2022, 3, 15)),
                    removed_reason: None,
                    nominated_by: Some(contact.person),
                    client_id: None,
                    created_at: nominated,
                    created_by: Some(contact.account),
                    updated_at: at(day(2022, 3, 15), 60, 0),
                    version: 2,
                    change_seq: CHANGE,
                });
            }
            groups.push(Group { town, class, people });
        }
    }
    Ok(groups)
}
