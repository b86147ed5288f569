//! Counting ballots: the vectors of §5.14 and §5.15.

use remit_shared::evaluation::paper::{Answers, Shape};
use remit_shared::evaluation::tally::{CellKey, Counted, ballot_score, cells, mean, tally_hash};
use remit_shared::evaluation::{AggregateCut, BallotLevel};
use rust_decimal::Decimal;
use uuid::Uuid;

fn numbers(list: &[i64]) -> Vec<Decimal> {
    list.iter().copied().map(Decimal::from).collect()
}

#[test]
fn the_trimmed_mean_of_nineteen_eighties_and_a_nought_is_eighty() {
    let mut scores = vec![80; 19];
    scores.push(0);
    assert_eq!(mean(&numbers(&scores), true), Some(Decimal::from(80)));
    assert_eq!(mean(&numbers(&scores), false), Some(Decimal::from(76)));
    assert_eq!(
        mean(&numbers(&scores[1..]), true),
        Some(Decimal::from(1440) / Decimal::from(19)),
        "19 are not trimmed"
    );
    assert_eq!(mean(&[], true), None);
    assert_eq!(
        mean(&numbers(&[90, 80, 100, 70, 85]), true),
        Some(Decimal::from(85))
    );
}

#[test]
fn a_ballot_counts_the_topics_it_answers_and_needs_two() {
    let weights = [30, 25, 25, 20];
    let score = |text: &str| {
        let shape = Shape {
            targets: 1,
            questions: 4,
        };
        ballot_score(Answers::parse(shape, text).unwrap().of_target(0), &weights)
    };
    assert_eq!(score("5555"), Some(Decimal::from(100)));
    assert_eq!(
        score("5432"),
        Some(Decimal::from(30 * 100 + 25 * 80 + 25 * 60 + 20 * 30) / Decimal::from(100))
    );
    assert_eq!(
        score("54--"),
        Some(Decimal::from(30 * 100 + 25 * 80) / Decimal::from(55))
    );
    assert_eq!(score("5---"), None);
    assert_eq!(score("----"), None);
    assert_eq!(score("...."), None);
    assert_eq!(
        ballot_score(&[Some(BallotLevel::L2)], &[100]),
        Some(Decimal::from(30)),
        "one question is enough where one is asked"
    );
}

#[test]
fn cells_are_the_unit_its_towns_and_its_classes() {
    let (unit, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let (here, there) = (Uuid::from_u128(11), Uuid::from_u128(12));
    let shape = Shape {
        targets: 2,
        questions: 2,
    };
    let targets = [unit, other];
    let ballot = |town, class, text| Counted {
        town: Some(town),
        class: Some(class),
        targets: &targets,
        answers: Answers::parse(shape, text).unwrap(),
    };
    let ballots = [
        ballot(here, "CADRE", "55--"),
        ballot(here, "INSTITUTION_HEAD", "3311"),
        ballot(there, "CADRE", "44.."),
    ];
    let nobody = CellKey {
        org: unit,
        cut: AggregateCut::Town,
        group: Uuid::nil().to_string(),
    };
    let cells = cells(&ballots, &[50, 50], true, vec![nobody.clone()]);
    let find = |org, cut, group: &str| {
        cells
            .iter()
            .find(|cell| cell.key.org == org && cell.key.cut == cut && cell.key.group == group)
    };
    let whole = find(unit, AggregateCut::Unit, "").unwrap();
    assert_eq!((whole.n, whole.mean), (3, Some(Decimal::from(80))));
    assert_eq!(whole.levels, [[1, 1, 1, 0, 0, 0]; 2]);
    let town = find(unit, AggregateCut::Town, &here.to_string()).unwrap();
    assert_eq!((town.n, town.mean), (2, Some(Decimal::from(80))));
    assert_eq!(find(unit, nobody.cut, &nobody.group).unwrap().n, 0);
    let class = find(unit, AggregateCut::Class, "INSTITUTION_HEAD").unwrap();
    assert_eq!((class.n, class.mean), (1, Some(Decimal::from(60))));
    let unknown = find(other, AggregateCut::Unit, "").unwrap();
    assert_eq!((unknown.n, unknown.mean), (1, Some(Decimal::ZERO)));
    assert_eq!(unknown.levels, [[0, 0, 0, 0, 1, 1]; 2]);
    let silent = find(other, AggregateCut::Town, &there.to_string()).unwrap();
    assert_eq!(
        (silent.n, silent.mean),
        (0, None),
        "nobody there knows it, which is shown as withheld"
    );
}

#[test]
fn the_tally_hash_changes_with_any_ballot_or_cell() {
    let campaign = Uuid::from_u128(1);
    let hashes = ["b".to_owned(), "a".to_owned()];
    let whole = tally_hash(campaign, &hashes, &[]);
    assert_eq!(
        whole,
        tally_hash(campaign, &[hashes[1].clone(), hashes[0].clone()], &[])
    );
    assert_ne!(whole, tally_hash(campaign, &hashes[..1], &[]));
    assert_ne!(whole, tally_hash(Uuid::nil(), &hashes, &[]));
}
