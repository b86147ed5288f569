//! An attacker who may ask every allowed question in any order, who knows the rule, and who has all the time in the
//! world, does not learn the size of a cell below five.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use remit_shared::evaluation::AggregateCut;
use remit_shared::evaluation::anonymity::{Ask, FLOOR, Figure, View, allowed, show, withheld};
use remit_shared::evaluation::tally::mean;
use remit_shared::refusal::RefusalCode;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Ballots with these scores, as the tally counts them.
fn figure(scores: &[u32]) -> Figure {
    let points: Vec<Decimal> = scores.iter().map(|score| Decimal::from(*score)).collect();
    Figure {
        n: u32::try_from(scores.len()).unwrap(),
        mean: mean(&points, false),
    }
}

/// What the product publishes of a row of cells that hold so many ballots, all of the same score; with `rest` the last
/// cell is that of the merged groups, which has no line of its own.
fn publish(row: &[u32], rest: bool) -> View {
    let scores = |count: u32| vec![80; count as usize];
    let cells: Vec<Figure> = row.iter().map(|count| figure(&scores(*count))).collect();
    let shown = if rest {
        &cells[..cells.len() - 1]
    } else {
        &cells[..]
    };
    show(figure(&scores(row.iter().sum())), &[], shown, rest, FLOOR)
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
fn assert_nothing_small_is_certain(width: usize, most: u32, rest: bool) {
    let mut looks: BTreeMap<View, Vec<BTreeSet<u32>>> = BTreeMap::new();
    for world in worlds(width, most) {
        let seen = looks
            .entry(publish(&world, rest))
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
    for rest in [false, true] {
        assert_nothing_small_is_certain(2, 20, rest);
        assert_nothing_small_is_certain(3, 12, rest);
        assert_nothing_small_is_certain(4, 8, rest);
        assert_nothing_small_is_certain(5, 6, rest);
    }
}

#[test]
fn no_level_that_fewer_than_five_have_chosen_is_published() {
    // 4 very satisfied and one very dissatisfied: the mean is all that is said of the question.
    let view = show(
        figure(&[100, 100, 100, 100, 0]),
        &[[4, 0, 0, 0, 1, 9], [3, 0, 0, 0, 0, 11]],
        &[],
        false,
        5,
    );
    assert_eq!(view.questions, [Some(Decimal::from(80)), None]);
    let few = show(
        figure(&[100, 0]),
        &[[1, 0, 0, 0, 1, 0]],
        &[figure(&[100, 0])],
        false,
        5,
    );
    assert_eq!(
        (few.total, few.questions, few.cells),
        (None, vec![None], vec![None])
    );
    let odd = show(
        figure(&[100, 100, 80, 80, 80, 30]),
        &[[2, 3, 0, 1, 0, 0]],
        &[],
        false,
        5,
    );
    assert_eq!(odd.total.unwrap().mean.unwrap().to_string(), "78.33");
    assert_eq!(odd.questions[0].unwrap().to_string(), "78.3");
}

#[test]
fn the_example_of_the_specification() {
    assert_eq!(withheld(&[12, 7, 4], false, 5), [false, true, true]);
    assert_eq!(
        withheld(&[12, 7, 7, 4], false, 5),
        [false, true, true, true],
        "equal cells go together"
    );
    assert_eq!(withheld(&[5, 6, 7], false, 5), [false, false, false]);
    assert_eq!(withheld(&[4], false, 5), [true]);
    assert_eq!(withheld(&[3, 4, 9], false, 5), [true, true, true]);
    assert_eq!(
        withheld(&[9, 8], false, 9),
        [true, true],
        "a campaign may ask for more than five"
    );
    assert_eq!(
        withheld(&[12, 7, 9], true, 5),
        [true, true, true],
        "with merged groups beside them, the cut says nothing"
    );
    assert_eq!(withheld(&[4, 9], false, 2), [true, true], "but never for less");
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
    /// A town × class table of scores; the attacker asks whatever he likes, keeps every answer, adds numbers and means
    /// up and takes them off each other: what is left of a total is never one to four ballots, nor what they say.
    #[test]
    fn any_sequence_of_questions_leaves_small_cells_open(
        table in prop::collection::vec(prop::array::uniform3(prop::collection::vec(
            prop::sample::select(vec![0_u32, 30, 60, 80, 100]), 0..14)), 2..14),
        merged in prop::bool::weighted(0.3),
        asks in prop::collection::vec(any_ask(), 1..30),
    ) {
        let towns: Vec<Vec<u32>> = table.iter().map(|row| row.concat()).collect();
        let classes: Vec<Vec<u32>> = (0..3)
            .map(|class| table.iter().flat_map(|row| row[class].clone()).collect())
            .collect();
        let whole = figure(&towns.concat());
        let mut known: BTreeMap<AggregateCut, View> = BTreeMap::new();
        for ask in &asks {
            let Ok(cut) = allowed(ask) else { continue };
            let row: Vec<Figure> = match cut {
                AggregateCut::Town => towns.iter().map(|scores| figure(scores)).collect(),
                AggregateCut::Class => classes.iter().map(|scores| figure(scores)).collect(),
                AggregateCut::Unit => Vec::new(),
            };
            let rest = merged && !row.is_empty();
            let shown = if rest { &row[..row.len() - 1] } else { &row[..] };
            let answer = show(whole, &[], shown, rest, FLOOR);
            if let Some(before) = known.insert(cut, answer.clone()) {
                prop_assert_eq!(before, answer, "asking again gives nothing new");
            }
        }
        for (cut, view) in &known {
            let Some(total) = view.total else {
                prop_assert!(whole.n < FLOOR && view.cells.iter().all(Option::is_none));
                continue;
            };
            prop_assert!(view.cells.iter().flatten().all(|cell| cell.n >= FLOOR));
            let shown: u32 = view.cells.iter().flatten().map(|cell| cell.n).sum();
            let left = total.n - shown;
            let hidden = view.cells.iter().filter(|cell| cell.is_none()).count() + usize::from(merged);
            if *cut != AggregateCut::Unit {
                prop_assert!(left == 0 || left >= FLOOR, "{left} ballots are left over");
                prop_assert!(left == 0 || hidden > 1, "one hidden cell is the rest of the total");
            }
        }
    }
}
