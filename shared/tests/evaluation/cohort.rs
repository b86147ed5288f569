//! Nobody answers in a group that is too small to hide in, and nothing is kept of a ballot that points to fewer than
//! the minimum (§3.8, F1).

use std::collections::BTreeMap;

use proptest::prelude::*;
use remit_shared::evaluation::CampaignKind;
use remit_shared::evaluation::cohort::{
    Answered, Cohort, Kept, Voters, of_pool, of_seats, of_units, place, settle,
};
use remit_shared::refusal::RefusalCode;
use uuid::Uuid;

const CLASSES: [&str; 3] = ["CADRE", "COMMUNITY_SECRETARY", "INSTITUTION_HEAD"];

fn pool(towns: &[[u32; 3]]) -> Vec<Voters> {
    let town = |(place, counts): (u128, &[u32; 3])| {
        let town = Uuid::from_u128(place);
        let one = move |(class, people): (&str, u32)| Voters {
            town: Some(town),
            class: class.to_owned(),
            people,
        };
        CLASSES.into_iter().zip(*counts).map(one).collect::<Vec<_>>()
    };
    (1..).zip(towns).flat_map(town).collect()
}

fn seats(counts: &[u32]) -> Vec<Voters> {
    let kinds = ["PARTY_DELEGATE", "PEOPLE_DEPUTY", "CPPCC_MEMBER"];
    let seat = |(class, people): (&str, &u32)| Voters {
        town: None,
        class: class.to_owned(),
        people: *people,
    };
    kinds.into_iter().zip(counts).map(seat).collect()
}

fn invited(cohorts: &[Cohort]) -> Vec<(Option<&str>, u32)> {
    cohorts
        .iter()
        .map(|one| (one.class.as_deref(), one.invited))
        .collect()
}

#[test]
fn four_heads_of_institutions_answer_together_with_the_community_secretaries() {
    let cohorts = of_pool(&pool(&[[10, 10, 4]; 13]), 5).unwrap();
    assert_eq!(cohorts.len(), 26);
    assert_eq!(
        invited(&cohorts[..2]),
        [
            (Some("CADRE"), 10),
            (Some("COMMUNITY_SECRETARY+INSTITUTION_HEAD"), 14)
        ]
    );
}

#[test]
fn a_class_is_merged_in_all_towns_or_in_none() {
    let cohorts = of_pool(&pool(&[[10, 10, 4], [10, 10, 10]]), 5).unwrap();
    assert_eq!(
        invited(&cohorts),
        [
            (Some("CADRE"), 10),
            (Some("COMMUNITY_SECRETARY+INSTITUTION_HEAD"), 14),
            (Some("CADRE"), 10),
            (Some("COMMUNITY_SECRETARY+INSTITUTION_HEAD"), 20),
        ]
    );
}

#[test]
fn a_town_that_is_too_small_answers_with_the_smallest_other() {
    let cohorts = of_pool(&pool(&[[1, 1, 1], [10, 0, 0], [6, 0, 0]]), 5).unwrap();
    assert_eq!(invited(&cohorts), [(Some("CADRE"), 10), (None, 9)]);
    let known = || cohorts.iter().map(|one| (one.org, one.class.as_deref()));
    assert_eq!(place(known(), Uuid::from_u128(1), "INSTITUTION_HEAD"), Some(1));
    assert_eq!(place(known(), Uuid::from_u128(3), "CADRE"), Some(1));
    assert_eq!(place(known(), Uuid::from_u128(2), "CADRE"), Some(0));
    assert_eq!(
        place(known(), Uuid::from_u128(2), "INSTITUTION_HEAD"),
        None,
        "a class that the town had not at the approval is not invited alone"
    );
}

#[test]
fn who_is_too_few_altogether_is_not_asked_anonymously() {
    let code = |result: Result<Vec<Cohort>, _>| {
        result
            .map_err(|refusal: remit_shared::refusal::Refusal| refusal.code)
            .unwrap_err()
    };
    assert_eq!(code(of_pool(&pool(&[[2, 2, 0]]), 5)), RefusalCode::KAnon);
    assert_eq!(code(of_pool(&[], 5)), RefusalCode::KAnon);
    assert_eq!(code(of_seats(&seats(&[2, 1, 1]), 5)), RefusalCode::KAnon);
    assert_eq!(code(of_units(&[Uuid::nil()], 4, 5)), RefusalCode::KAnon);
    assert_eq!(code(of_units(&[Uuid::nil()], 9, 10)), RefusalCode::KAnon);
    assert_eq!(of_units(&[Uuid::nil()], 5, 1).unwrap().len(), 1);
}

#[test]
fn kinds_of_deputies_that_are_too_few_answer_together() {
    let cohorts = of_seats(&seats(&[6, 6, 4]), 5).unwrap();
    assert_eq!(
        invited(&cohorts),
        [
            (Some("PARTY_DELEGATE"), 6),
            (Some("PEOPLE_DEPUTY+CPPCC_MEMBER"), 10)
        ]
    );
    assert_eq!(of_seats(&seats(&[20, 25, 15]), 5).unwrap().len(), 3);
    assert_eq!(of_seats(&seats(&[1, 1, 4]), 5).unwrap().len(), 1);
}

fn answered(ballots: &[(u128, Option<&str>, u32)]) -> Vec<Answered> {
    let one = |(org, class, ballots): &(u128, Option<&str>, u32)| Answered {
        org: (*org > 0).then(|| Uuid::from_u128(*org)),
        class: class.map(str::to_owned),
        ballots: *ballots,
    };
    ballots.iter().map(one).collect()
}

#[test]
fn at_closing_a_town_forgets_its_classes_before_it_forgets_itself() {
    let groups = answered(&[
        (1, Some("A"), 8),
        (1, Some("B"), 1),
        (2, Some("A"), 9),
        (2, Some("B"), 9),
        (3, Some("A"), 2),
        (3, Some("B"), 2),
    ]);
    let kept = settle(CampaignKind::Grassroots, &groups, 5);
    let seen: Vec<(usize, bool, bool)> = kept
        .iter()
        .map(|one| (one.with, one.org.is_some(), one.class.is_some()))
        .collect();
    // The third town is joined by the first, which is the smallest of the others; the second is as it was.
    assert_eq!(
        seen,
        [
            (0, false, false),
            (0, false, false),
            (2, true, true),
            (3, true, true),
            (0, false, false),
            (0, false, false),
        ]
    );
    let alone = settle(CampaignKind::Grassroots, &groups[..4], 5);
    assert_eq!(
        (alone[1].with, alone[1].org.is_some(), alone[1].class.is_none()),
        (0, true, true)
    );
}

#[test]
fn the_staff_of_units_are_not_mixed() {
    let groups = answered(&[(1, None, 2), (2, None, 12)]);
    let kept = settle(CampaignKind::Internal, &groups, 5);
    assert!(
        kept.iter()
            .enumerate()
            .all(|(place, one)| one.with == place && one.org.is_some())
    );
}

fn crowds(groups: &[Answered], kept: &[Kept]) -> BTreeMap<usize, u32> {
    let mut crowds = BTreeMap::new();
    for (group, one) in groups.iter().zip(kept) {
        *crowds.entry(one.with).or_default() += group.ballots;
    }
    crowds
}

proptest! {
    /// Whatever the pool, and whoever of it answers: every ballot that is kept lies among the minimum at least, or among
    /// all there are.
    #[test]
    fn every_ballot_has_a_crowd(
        towns in prop::collection::vec(prop::array::uniform3(0_u32..12), 1..14),
        min_cell in 5_u32..9,
        shares in prop::collection::vec(0_u32..=100, 42),
    ) {
        let voters = pool(&towns);
        let people: u32 = voters.iter().map(|one| one.people).sum();
        let Ok(cohorts) = of_pool(&voters, min_cell) else {
            prop_assert!(people < min_cell);
            return Ok(());
        };
        prop_assert_eq!(cohorts.iter().map(|one| one.invited).sum::<u32>(), people);
        prop_assert!(cohorts.iter().all(|one| one.invited >= min_cell));
        let mut reached = vec![0; cohorts.len()];
        for one in &voters {
            let known = cohorts.iter().map(|group| (group.org, group.class.as_deref()));
            if one.people > 0 {
                reached[place(known, one.town.unwrap(), &one.class).unwrap()] += one.people;
            }
        }
        prop_assert_eq!(reached, cohorts.iter().map(|one| one.invited).collect::<Vec<_>>());
        let groups: Vec<Answered> = cohorts
            .iter()
            .zip(&shares)
            .map(|(one, share)| Answered {
                org: one.org,
                class: one.class.clone(),
                ballots: one.invited * share / 100,
            })
            .collect();
        let kept = settle(CampaignKind::Grassroots, &groups, min_cell);
        let cast: u32 = groups.iter().map(|one| one.ballots).sum();
        for (with, crowd) in crowds(&groups, &kept) {
            prop_assert!(crowd == 0 || crowd >= min_cell.min(cast), "{with}: {crowd} of {cast}");
            prop_assert_eq!(kept[with].with, with, "the group that others are kept with is kept itself");
        }
        // Where a class is forgotten it is forgotten in the whole town: a class is never a part of one town.
        for one in &kept {
            let town: Vec<&Kept> = kept.iter().filter(|other| other.org == one.org).collect();
            prop_assert!(town.iter().all(|other| other.class.is_none() == one.class.is_none()));
        }
    }

    #[test]
    fn deputies_too(counts in prop::array::uniform3(0_u32..30), shares in prop::array::uniform3(0_u32..=100)) {
        let voters = seats(&counts);
        let Ok(cohorts) = of_seats(&voters, 5) else { return Ok(()) };
        let groups: Vec<Answered> = cohorts
            .iter()
            .zip(shares)
            .map(|(one, share)| Answered { org: None, class: one.class.clone(), ballots: one.invited * share / 100 })
            .collect();
        let cast: u32 = groups.iter().map(|one| one.ballots).sum();
        let kept = settle(CampaignKind::Deputy, &groups, 5);
        for crowd in crowds(&groups, &kept).values() {
            prop_assert!(*crowd == 0 || *crowd >= 5.min(cast));
        }
    }
}
