//! An attacker who may ask every allowed question in any order, who knows the rule, and who has all the time in the
//! world, does not learn the size of a cell below five.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use remit_shared::evaluation::AggregateCut;
use remit_shared::evaluation::anonymity::{Ask, FLOOR, allowed, shows_total, withheld};
use remit_shared::refusal::RefusalCode;
use uuid::Uuid;

/// What is published of one row: the total if it may be shown, and the cells that are.
type Published = (Option<u32>, Vec<Option<u32>>);

fn publish(row: &[u32]) -> Published {
    let total: u32 = row.iter().sum();
    if !shows_total(total, FLOOR) {
        return (None, vec![None; row.len()]);
    }
    let hidden = withheld(row, FLOOR);
    let cells = row
        .iter()
        .zip(hidden)
        .map(|(count, hidden)| (!hidden).then_some(*count));
    (Some(total), cells.collect())
}

/// Every row of `width` cells from 0 to `most`.
fn worlds(width: usize, most: u32) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for _ in 0..width {
        all = all
            .into_iter()
            .flat_map(|row: Vec<u32>| {
                (0..=most).map(move |count| {
                    let mut row = row.clone();
                    row.push(count);
                    row
                })
            })
            .collect();
    }
    all
}

/// All worlds that look alike from outside, and for each cell the values that it has in them.
fn assert_nothing_small_is_certain(width: usize, most: u32) {
    let mut looks: BTreeMap<Published, Vec<BTreeSet<u32>>> = BTreeMap::new();
    for world in worlds(width, most) {
        let seen = looks
            .entry(publish(&world))
            .or_insert_with(|| vec![BTreeSet::new(); width]);
        for (values, count) in seen.iter_mut().zip(&world) {
            values.insert(*count);
        }
    }
    for (published, cells) in looks {
        for values in cells {
            let certain = values.len() == 1 && values.first().is_some_and(|value| *value < FLOOR);
            assert!(!certain, "{published:?} gives {values:?} away");
        }
    }
}

#[test]
fn no_cell_below_five_can_be_told_from_what_is_published() {
    assert_nothing_small_is_certain(2, 20);
    assert_nothing_small_is_certain(3, 12);
    assert_nothing_small_is_certain(4, 8);
    assert_nothing_small_is_certain(5, 6);
}

#[test]
fn the_example_of_the_specification() {
    assert_eq!(withheld(&[12, 7, 4], 5), [false, true, true]);
    assert_eq!(
        withheld(&[12, 7, 7, 4], 5),
        [false, true, true, true],
        "equal cells go together"
    );
    assert_eq!(withheld(&[5, 6, 7], 5), [false, false, false]);
    assert_eq!(withheld(&[4], 5), [true]);
    assert_eq!(withheld(&[3, 4, 9], 5), [true, true, true]);
    assert_eq!(
        withheld(&[9, 8], 9),
        [true, true],
        "a campaign may ask for more than five"
    );
    assert_eq!(withheld(&[4, 9], 2), [true, true], "but never for less");
}

#[test]
fn towns_are_never_crossed_with_classes_nor_days_nor_chosen() {
    let code = |ask: &Ask| allowed(ask).map_err(|refusal| refusal.code);
    let cuts = |cuts: &[AggregateCut]| Ask {
        cuts: cuts.to_vec(),
        ..Ask::default()
    };
    assert_eq!(code(&Ask::default()), Ok(AggregateCut::Unit));
    for cut in [AggregateCut::Unit, AggregateCut::Town, AggregateCut::Class] {
        assert_eq!(code(&cuts(&[cut, cut])), Ok(cut));
    }
    assert_eq!(
        code(&cuts(&[AggregateCut::Unit, AggregateCut::Town])),
        Ok(AggregateCut::Town)
    );
    assert_eq!(
        code(&cuts(&[AggregateCut::Town, AggregateCut::Class])),
        Err(RefusalCode::KAnon)
    );
    assert_eq!(
        code(&Ask {
            by_day: true,
            ..Ask::default()
        }),
        Err(RefusalCode::KAnon)
    );
    assert_eq!(
        code(&Ask {
            towns: vec![Uuid::nil()],
            ..Ask::default()
        }),
        Err(RefusalCode::KAnon)
    );
}

fn any_ask() -> impl Strategy<Value = Ask> {
    let cut = prop_oneof![
        Just(AggregateCut::Unit),
        Just(AggregateCut::Town),
        Just(AggregateCut::Class)
    ];
    (
        prop::collection::vec(cut, 0..3),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(cuts, narrowed, by_day)| Ask {
            cuts,
            towns: if narrowed {
                vec![Uuid::from_u128(1)]
            } else {
                Vec::new()
            },
            by_day,
        })
}

proptest! {
    /// A town × class table; the attacker asks whatever he likes, keeps every answer, and reasons with bounds: the
    /// cells of a row add up to the total, and none is negative.
    #[test]
    fn any_sequence_of_questions_leaves_small_cells_open(
        table in prop::collection::vec(prop::collection::vec(0_u32..14, 3), 2..14),
        asks in prop::collection::vec(any_ask(), 1..30),
    ) {
        let towns: Vec<u32> = table.iter().map(|row| row.iter().sum()).collect();
        let classes: Vec<u32> = (0..3).map(|class| table.iter().map(|row| row[class]).sum()).collect();
        let mut known: BTreeMap<AggregateCut, Published> = BTreeMap::new();
        for ask in &asks {
            let Ok(cut) = allowed(ask) else { continue };
            let row = match cut {
                AggregateCut::Town => towns.clone(),
                AggregateCut::Class => classes.clone(),
                AggregateCut::Unit => vec![towns.iter().sum()],
            };
            let answer = publish(&row);
            if let Some(before) = known.insert(cut, answer.clone()) {
                prop_assert_eq!(before, answer, "asking again gives nothing new");
            }
        }
        for (cut, (total, cells)) in &known {
            let truth = match cut {
                AggregateCut::Town => &towns,
                AggregateCut::Class => &classes,
                AggregateCut::Unit => continue,
            };
            let shown: u32 = cells.iter().flatten().sum();
            let hidden: Vec<usize> = (0..cells.len()).filter(|place| cells[*place].is_none()).collect();
            let Some(total) = total else { continue };
            let rest = total - shown;
            prop_assert!(hidden.is_empty() || rest >= FLOOR, "the withheld group itself is too small");
            for place in hidden {
                // Between nought and the whole rest: at least two possibilities.
                prop_assert!(cells.iter().filter(|cell| cell.is_none()).count() > 1 || truth[place] >= FLOOR);
            }
        }
    }
}
