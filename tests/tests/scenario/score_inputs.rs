//! §5.4 from rows: what a scoring reads of points, sheets, counted campaigns, ratings and bad-rating cases.

use std::collections::BTreeSet;

use remit_demo::Ratings;
use remit_service::scoring::read::{input_of, readiness};
use remit_service::scoring::run::{RunInput, run};
use remit_shared::rating::{BadRatingState, RatingChannel};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::record::Timing;
use remit_shared::scoring::input::{Exception, ScoreInput, UnitInput};
use remit_store::Engine;
use remit_store::entity::{bad_rating_case, campaign, effectiveness_point, rating_rollup, service_receipt};
use remit_tests::City;
use sea_orm::{EntityTrait, Select};

async fn all<E: EntityTrait>(city: &City) -> Vec<E::Model> {
    let rows: Select<E> = E::find();
    rows.all(city.app.db.read()).await.expect("rows can be read")
}

fn unit<'a>(input: &'a ScoreInput, name: &str) -> &'a UnitInput {
    input
        .units
        .iter()
        .find(|unit| unit.name == name)
        .expect("the unit is scored")
}

async fn inputs(city: &City) -> ScoreInput {
    let asked = RunInput {
        year: 2022,
        cut_on: "2023-01-10".parse().expect("a day"),
    };
    let made = run(&city.app, &city.person("ov01").await, asked)
        .await
        .expect("scored");
    input_of(&made).expect("readable")
}

/// A11 and A12: one record a point of the ledger that has ended, graded where it was sampled.
async fn points(city: &City, input: &ScoreInput) {
    let rows = all::<effectiveness_point::Entity>(city).await;
    let ended = rows
        .iter()
        .filter(|row| row.approved_on.is_some() && row.outcome.is_some());
    let recorded: usize = input.units.iter().map(|unit| unit.inputs.points.len()).sum();
    assert_eq!((recorded, ended.count()), (875, 875));
    let graded: usize = input.units.iter().map(|unit| unit.inputs.quality.len()).sum();
    assert_eq!(graded, rows.iter().filter(|row| row.quality.is_some()).count());
    for unit in &input.units {
        assert!(
            !unit.inputs.quality.is_empty(),
            "{}: some sampled points were verified",
            unit.name
        );
        let progress = unit.inputs.points.iter().filter(|point| point.progress.is_some());
        assert!(
            progress
                .into_iter()
                .all(|point| point.outcome.to_string() == "NOT_DONE")
        );
    }
}

/// A31: one request a sheet to the unit, on time where the unit answered for itself; one a party and consultation, one
/// a party and written round of a case.
fn requests(input: &ScoreInput) {
    let asked = |series: &str| -> Vec<_> {
        input
            .units
            .iter()
            .flat_map(|unit| {
                unit.inputs
                    .requests
                    .iter()
                    .map(move |request| (&unit.name, request))
            })
            .filter_map(|(unit, request)| Some((unit, request.reference.as_deref()?, request.timing)))
            .filter(|(_, reference, _)| reference.starts_with(series))
            .collect()
    };
    let sheets = asked("TS-2022-");
    assert_eq!(
        sheets.len(),
        30,
        "one for each of the 32 problems (§6.1), but for two of the last days of December that fall due in January"
    );
    assert!(sheets.iter().any(|(_, _, timing)| *timing == Timing::OnTime));
    assert_eq!(
        asked("XS-2022-").len(),
        20,
        "both parties to each of ten consultations (§6.1)"
    );
    let opinions = asked("XT-2022-");
    assert!(
        opinions.len() >= 12,
        "at least one round of both parties to each case decided"
    );
    let named: BTreeSet<_> = opinions
        .iter()
        .map(|(unit, reference, _)| (unit, reference))
        .collect();
    assert_eq!(named.len(), opinions.len(), "an appeal can name one of them");
}

/// B11, B51, B61: the counted cells with the hash of their tally; a unit that sent no ballot has not submitted.
async fn tallies(city: &City, input: &ScoreInput) {
    let campaigns = all::<campaign::Entity>(city).await;
    for unit in &input.units {
        for code in [IndicatorCode::B51, IndicatorCode::B61] {
            let counted = unit.inputs.tallies_of(code);
            let silent = unit.exceptions.get(&code) == Some(&Exception::NotSubmitted);
            assert_eq!(
                (counted.len(), silent),
                if unit.name == "市文化艺术中心" && code == IndicatorCode::B61 {
                    (0, true)
                } else {
                    (1, false)
                }
            );
            for tally in counted {
                let reference = tally.reference.as_deref().expect("named");
                let (code, hash) = reference.split_once(" #").expect("code and hash");
                let row = campaigns
                    .iter()
                    .find(|row| row.code == code)
                    .expect("the campaign");
                assert!(
                    row.tally_hash
                        .as_deref()
                        .is_some_and(|whole| whole.starts_with(hash))
                );
                assert!(tally.variance.is_some());
            }
        }
    }
    let own = unit(input, "市民政局").inputs.tallies_of(IndicatorCode::B61)[0].count;
    assert_eq!(own, 12);
}

/// B21, B22, C11: counters, and nothing that grows with the number of ratings.
async fn ratings(city: &City, input: &ScoreInput) {
    let counters = all::<rating_rollup::Entity>(city).await;
    let counted: i64 = counters.iter().filter(|row| row.counted).map(|row| row.n).sum();
    let (mut windows, mut platforms, mut left_out, mut cells) = (0, 0, 0, 0);
    for unit in &input.units {
        windows += unit
            .inputs
            .windows
            .cells
            .iter()
            .map(remit_shared::scoring::input::RatingCell::total)
            .sum::<u64>();
        platforms += unit
            .inputs
            .platforms
            .iter()
            .map(remit_shared::scoring::input::RatingCell::total)
            .sum::<u64>();
        left_out += unit
            .inputs
            .left_out
            .values()
            .flat_map(|counts| counts.values())
            .sum::<u64>();
        cells += unit.inputs.windows.cells.len() + unit.inputs.platforms.len();
    }
    assert_eq!(windows + platforms, counted.unsigned_abs());
    let uncounted: i64 = counters.iter().filter(|row| !row.counted).map(|row| row.n).sum();
    assert_eq!(left_out, uncounted.unsigned_abs());
    let by_window = |row: &&rating_rollup::Model| row.counted && row.channel.get() != RatingChannel::Hotline;
    assert!(counters.iter().filter(by_window).count() > 0);
    assert!(
        cells <= 120 * 4 * 2 + 24 * 2 * 2,
        "one cell a window, channel and kind: {cells}"
    );
    let receipts: u64 = input.units.iter().map(|unit| unit.inputs.windows.receipts).sum();
    assert!(receipts > 0 && receipts <= all::<service_receipt::Entity>(city).await.len() as u64);
    let cases = all::<bad_rating_case::Entity>(city).await;
    let late = cases
        .iter()
        .filter(|case| case.was_overdue && case.state.get() != BadRatingState::Excluded);
    let overdue: u64 = input
        .units
        .iter()
        .map(|unit| unit.inputs.problems.overdue_bad_ratings)
        .sum();
    assert_eq!(overdue, late.count() as u64);
    assert_eq!(overdue, 30, "22 closed late and 8 overdue (§6.1)");
}

async fn year(engine: Engine) {
    let city = City::open_with(engine, "2023-01-20", Ratings::Bad).await;
    let input = Box::pin(inputs(&city)).await;
    assert_eq!((input.units.len(), input.check()), (50, Vec::new()));
    Box::pin(points(&city, &input)).await;
    requests(&input);
    Box::pin(tallies(&city, &input)).await;
    Box::pin(ratings(&city, &input)).await;
    let officer = city.person("ov01").await;
    let ready = Box::pin(readiness(&city.app, &officer, 2022))
        .await
        .expect("read");
    let with_data = |code| {
        ready
            .iter()
            .find(|line| line.code == code)
            .map(|line| line.with_data)
    };
    assert_eq!(
        (with_data(IndicatorCode::A11), with_data(IndicatorCode::B51)),
        (Some(50), Some(50))
    );
}

#[tokio::test]
async fn a_scoring_reads_the_rows_of_every_noun() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(year(engine)).await;
        }
    }
}
