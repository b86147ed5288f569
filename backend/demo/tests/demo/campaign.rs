//! The pool and the campaigns of 2022 (§6.1), for every seed.

use std::collections::{BTreeMap, BTreeSet};

use remit_shared::evaluation::cohort::{Answered, settle};
use remit_shared::evaluation::credential::{ELEMENT, StratumKey};
use remit_shared::evaluation::{AggregateCut, CampaignKind, EvaluatorClass, EvaluatorState};
use uuid::Uuid;

use crate::made::cities;

#[test]
fn the_pool_has_312_evaluators_in_three_classes_of_thirteen_towns() {
    for city in cities() {
        assert_eq!(city.evaluators.len(), 312);
        assert!(
            city.evaluators
                .iter()
                .all(|row| row.state == EvaluatorState::Active)
        );
        let mut classes: BTreeMap<_, usize> = BTreeMap::new();
        let mut towns: BTreeMap<_, usize> = BTreeMap::new();
        for row in &city.evaluators {
            *classes.entry(row.class.get()).or_default() += 1;
            *towns.entry(row.town_id).or_default() += 1;
        }
        assert_eq!(
            classes.into_iter().collect::<Vec<_>>(),
            [
                (EvaluatorClass::Cadre, 130),
                (EvaluatorClass::CommunitySecretary, 130),
                (EvaluatorClass::InstitutionHead, 52),
            ]
        );
        assert!(towns.len() == 13 && towns.values().all(|count| *count == 24));
        let labels: BTreeSet<_> = city.evaluators.iter().map(|row| &row.label).collect();
        assert_eq!(labels.len(), 312);
    }
}

#[test]
fn so_many_were_invited_and_so_many_answered() {
    for city in cities() {
        for (kind, invited, answered) in [
            (CampaignKind::Grassroots, 312, 298),
            (CampaignKind::Deputy, 60, 54),
            (CampaignKind::Internal, 600, 588),
        ] {
            let campaign = city.campaigns.iter().find(|row| row.kind == kind).unwrap();
            let issues = city.issues.iter().filter(|row| row.campaign_id == campaign.id);
            let credentials = city
                .credentials
                .iter()
                .filter(|row| row.campaign_id == campaign.id);
            let ballots = city.responses.iter().filter(|row| row.campaign_id == campaign.id);
            assert_eq!(
                (issues.clone().count(), credentials.count(), ballots.count()),
                (invited, answered, answered)
            );
            assert!(
                issues.clone().all(|row| !row.issued),
                "who drew is forgotten at closing"
            );
        }
    }
}

#[test]
fn every_credential_is_good_and_no_random_key_is_a_sequence() {
    let city = cities().next().unwrap();
    let keys: BTreeMap<Uuid, StratumKey> = city
        .strata
        .iter()
        .map(|row| {
            let private = hex::decode(row.private_key.as_deref().unwrap()).unwrap();
            (row.id, StratumKey::of_private(&private).unwrap())
        })
        .collect();
    for row in &city.credentials {
        let mut nonce = [0; ELEMENT];
        hex::decode_to_slice(&row.nonce, &mut nonce).unwrap();
        let output = hex::decode(&row.output).unwrap();
        assert!(keys[&row.stratum_id].admits(row.campaign_id, &nonce, &output));
    }
    let ids = city
        .responses
        .iter()
        .map(|row| row.id)
        .chain(city.issues.iter().map(|row| row.id));
    for id in ids {
        assert_eq!(id.get_version_num(), 4, "a version 7 id would carry a time");
    }
}

#[test]
fn every_ballot_lies_in_a_crowd() {
    for city in cities() {
        for campaign in &city.campaigns {
            let strata: Vec<_> = city
                .strata
                .iter()
                .filter(|row| row.campaign_id == campaign.id)
                .collect();
            let least = campaign.min_cell.unsigned_abs();
            let cast = |stratum: Uuid| {
                city.responses
                    .iter()
                    .filter(|row| row.stratum_id == stratum)
                    .count()
            };
            let answered: Vec<Answered> = strata
                .iter()
                .map(|row| Answered {
                    org: row.org_id,
                    class: row.class.clone(),
                    ballots: u32::try_from(cast(row.id)).unwrap(),
                })
                .collect();
            assert!(strata.iter().all(|row| row.invited.unsigned_abs() >= least));
            assert!(
                answered
                    .iter()
                    .all(|row| row.ballots == 0 || row.ballots >= least)
            );
            let kept = settle(campaign.kind.get(), &answered, least);
            assert!(kept.iter().enumerate().all(|(place, one)| one.with == place));
            assert!(
                city.responses
                    .iter()
                    .filter(|row| row.campaign_id == campaign.id)
                    .all(|row| row.answered_on == campaign.closes_on)
            );
        }
    }
}

#[test]
fn some_cells_are_too_small_to_be_shown_and_every_unit_as_a_whole_is_not() {
    for city in cities() {
        let grassroots = city
            .campaigns
            .iter()
            .find(|row| row.kind == CampaignKind::Grassroots)
            .unwrap();
        let cells: Vec<_> = city
            .cells
            .iter()
            .filter(|row| row.campaign_id == grassroots.id)
            .collect();
        assert_eq!(cells.len(), 50 * (1 + 13 + 2));
        assert!(cells.iter().any(|row| row.cut == AggregateCut::Town && row.n < 5));
        assert!(
            cells
                .iter()
                .filter(|row| row.cut == AggregateCut::Unit)
                .all(|row| row.n >= 20)
        );
    }
}
