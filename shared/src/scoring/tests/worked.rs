//! §5.14, line by line.

use rust_decimal::Decimal;

use super::{digits, sample};
use crate::scoring::report::{ScoreReport, UnitReport, export_points, run};
use crate::scoring::simulation::SimulationMode;
use crate::scoring::standing::Figures;
use crate::scoring::{Band, Grade, IndicatorCode, ScoreStatus, measure};
use crate::wire::Wire;

fn report() -> ScoreReport {
    run(&sample()).unwrap()
}

fn unit<'a>(report: &'a ScoreReport, code: &str) -> &'a UnitReport {
    report.units.iter().find(|unit| unit.code == code).unwrap()
}

/// Code, m, s(X), s(Y), s(Z); `–` as in the table.
const SCORES: [(&str, &str, [&str; 3]); 12] = [
    ("A11", "–", ["97.5000", "75.0000", "75.0000"]),
    ("A12", "82.8265", ["88.1959", "81.2959", "79.6276"]),
    ("A21", "–", ["100.0000", "80.0000", "–"]),
    ("A31", "–", ["92.0000", "100.0000", "90.0000"]),
    ("B11", "80.3333", ["81.8889", "76.6667", "82.0833"]),
    ("B21", "79.1578", ["85.1133", "81.0525", "78.3647"]),
    ("B22", "74.4375", ["78.4625", "77.0240", "66.7589"]),
    ("B31", "80.0000", ["83.3333", "82.8571", "72.0000"]),
    ("B41", "76.6667", ["79.0476", "76.1905", "74.7619"]),
    ("B51", "78.3333", ["82.1667", "76.6667", "76.1667"]),
    ("B61", "–", ["88.0000", "93.3333", "0.0000"]),
    ("B62", "–", ["92.5000", "–", "74.3333"]),
];

const CONTRIBUTIONS: [(&str, [&str; 12]); 3] = [
    (
        "X",
        [
            "24.3750", "13.2294", "8.0000", "6.4400", "9.8267", "6.8091", "3.1385", "5.0000", "3.9524",
            "3.2867", "1.7600", "3.7000",
        ],
    ),
    (
        "Y",
        [
            "18.7500", "12.1944", "6.4000", "7.0000", "9.2000", "6.4842", "3.0810", "4.9714", "3.8095",
            "3.0667", "5.6000", "–",
        ],
    ),
    (
        "Z",
        [
            "21.9415", "13.9772", "–", "7.3723", "9.8500", "6.2692", "2.6704", "4.3200", "3.7381", "3.0467",
            "0.0000", "2.9733",
        ],
    ),
];

fn or_dash(value: Option<Decimal>) -> String {
    value.map_or_else(|| "–".to_owned(), digits)
}

#[test]
fn every_indicator_score_and_every_prior() {
    let report = report();
    for (index, (code, m, scores)) in SCORES.into_iter().enumerate() {
        for (name, wanted) in ["X", "Y", "Z"].into_iter().zip(scores) {
            let found = &unit(&report, name).indicators[index].score;
            assert_eq!(found.code.code(), code);
            assert_eq!(or_dash(found.score), wanted, "{name} {code}");
            if found.status == ScoreStatus::Scored {
                assert_eq!(or_dash(found.prior), m, "m of {code}");
            }
        }
    }
}

#[test]
fn raw_means_before_shrinkage() {
    let report = report();
    let raw = |name: &str| unit(&report, name).indicators[5].score.raw.unwrap();
    assert_eq!(digits(raw("Y")), "100.0000");
    assert_eq!(digits(raw("X")), "86.9000");
    assert_eq!(
        unit(&report, "Z").indicators[5].score.n,
        Decimal::from(1025),
        "W = 25"
    );
}

#[test]
fn statuses_and_effective_weights() {
    let report = report();
    let y = &unit(&report, "Y").indicators;
    assert_eq!(y[11].score.status, ScoreStatus::NotApplicable);
    assert_eq!(digits(y[10].effective_weight), "6.0000");
    let z = &unit(&report, "Z").indicators;
    assert_eq!(z[2].score.status, ScoreStatus::NoData);
    assert_eq!(z[10].score.status, ScoreStatus::NotSubmitted);
    let effective = [0, 1, 3].map(|index| digits(z[index].effective_weight));
    assert_eq!(effective, ["29.2553", "17.5532", "8.1915"]);
    let moved = z[2].moved.as_ref().unwrap();
    assert_eq!(
        moved.heirs,
        [IndicatorCode::A11, IndicatorCode::A12, IndicatorCode::A31]
    );
}

#[test]
fn every_contribution() {
    let report = report();
    for (name, wanted) in CONTRIBUTIONS {
        let found = unit(&report, name).indicators.iter();
        let found: Vec<String> = found.map(|indicator| or_dash(indicator.contribution)).collect();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn deductions_totals_ranks_grades_and_export_points() {
    let report = report();
    let wanted = [
        (
            "X",
            "52.0444",
            "37.4734",
            ["0.5000", "0.0000"],
            "89.0178",
            1,
            Grade::Good,
            ["3.5607", "35.6071"],
        ),
        (
            "Y",
            "44.3444",
            "36.2128",
            ["5.0000", "0.0000"],
            "75.5572",
            2,
            Grade::Qualified,
            ["3.0223", "30.2229"],
        ),
        (
            "Z",
            "43.2910",
            "32.8677",
            ["0.2500", "0.5000"],
            "75.4087",
            3,
            Grade::Qualified,
            ["3.0163", "30.1635"],
        ),
    ];
    for (name, part_a, part_b, [c11, c21], total, rank, grade, points) in wanted {
        let unit = unit(&report, name);
        assert_eq!([unit.part_a, unit.part_b].map(digits), [part_a, part_b], "{name}");
        assert_eq!(
            [unit.negative.c11.points, unit.negative.c21.points].map(digits),
            [c11, c21],
            "{name}"
        );
        assert_eq!(digits(unit.total), total, "{name}");
        assert_eq!((unit.rank, unit.grade), (Some(rank), Some(grade)), "{name}");
        let bases = [100, 1000].map(|base| digits(export_points(unit.total, base.into(), &report.params)));
        assert_eq!(bases, points, "{name}");
    }
    assert_eq!(unit(&report, "X").band, Band::Front);
    assert_eq!(unit(&report, "Y").band, Band::Middle);
    assert_eq!(unit(&report, "Z").band, Band::Back);
}

#[test]
fn intervals_mean_ranks_and_the_pair_that_cannot_be_told_apart() {
    let report = report();
    let wanted = [("X", 1, 1, 1.0), ("Y", 2, 3, 2.3125), ("Z", 2, 3, 2.6875)];
    for (name, p5, p95, mean) in wanted {
        let found = unit(&report, name).weights_only.as_ref().unwrap();
        assert_eq!((found.rank_p5, found.rank_p95), (p5, p95), "{name}");
        assert!(
            (found.mean_rank - mean).abs() < 1e-9,
            "{name}: {}",
            found.mean_rank
        );
    }
    let y = unit(&report, "Y").weights_only.as_ref().unwrap();
    assert_eq!(y.wins, [0, 0, 6875], "Y above Z in 6 875 draws");
    assert!(y.is_close_to(2, 10_000) && !y.is_close_to(0, 10_000));
}

#[test]
fn the_first_draw() {
    let report = report();
    for (name, wanted) in [("X", "89.2475"), ("Y", "75.3276"), ("Z", "75.6089")] {
        let found = unit(&report, name).weights_only.as_ref().unwrap();
        assert_eq!(format!("{:.4}", found.first_total), wanted, "{name}");
    }
}

/// §5.11: shares add up to s before rounding, the prior is a row of its own.
#[test]
fn the_trace_adds_up() {
    for unit in measure::measure(&sample()) {
        for score in unit
            .scores
            .iter()
            .filter(|score| score.status == ScoreStatus::Scored)
        {
            let sum: Decimal = score.trace.iter().map(|row| row.share).sum();
            assert_eq!(
                Some(digits(sum)),
                score.score.map(digits),
                "{} {}",
                unit.code,
                score.code
            );
            let priors = score
                .trace
                .iter()
                .filter(|row| row.kind == measure::TraceSource::Prior)
                .count();
            assert_eq!(priors, usize::from(score.prior.is_some()));
        }
        for negative in [&unit.deductions.c11, &unit.deductions.c21] {
            assert_eq!(
                negative.trace.iter().map(|row| row.share).sum::<Decimal>(),
                negative.points
            );
        }
    }
}

/// Drawing in slices is drawing at once, and the second mode is as reproducible as the first.
#[test]
fn slices_change_nothing() {
    let input = sample();
    let figures: Vec<Figures> = measure::measure(&input).iter().map(Figures::of).collect();
    for mode in SimulationMode::ALL {
        let prepare = || {
            let weights = input.plan.weights().unwrap();
            crate::scoring::simulation::Simulation::new(&figures, &weights, &input.plan.params, *mode)
        };
        let (mut whole, mut sliced) = (prepare(), prepare());
        whole.run(1_000);
        for draws in [1, 99, 400, 500] {
            sliced.run(draws);
        }
        assert_eq!(whole.findings(), sliced.findings(), "{mode}");
    }
}
