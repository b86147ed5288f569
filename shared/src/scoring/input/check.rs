//! What is wrong with an input, with the place as a JSON pointer and a sentence in both languages.
//!
//! The bounds also keep the arithmetic inside 28 digits, so that nothing after this check can overflow.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::levels::LevelCounts;
use super::record::Topic;
use super::{INPUT_FORMAT, ScoreInput, UnitInput};
use crate::scoring::indicator::IndicatorCode;

/// Units of one jurisdiction the engine takes at most.
pub const MAX_UNITS: usize = 2_000;
/// Equal records that one record may stand for, and ratings of a cell.
const MAX_COUNT: u64 = 1_000_000_000;

/// One fault of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// JSON pointer (RFC 6901) to the value.
    pub path: String,
    /// What is wrong, in Chinese.
    pub reason_zh: String,
    /// What is wrong, in English.
    pub reason_en: String,
}

/// Collects faults below one place.
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, path: String, zh: &str, en: &str) {
        self.0.push(Fault {
            path,
            reason_zh: zh.to_owned(),
            reason_en: en.to_owned(),
        });
    }

    fn within(&mut self, path: impl FnOnce() -> String, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            self.add(
                path(),
                &format!("应在{least}到{most}之间"),
                &format!("must lie between {least} and {most}"),
            );
        }
    }

    fn points(&mut self, path: impl FnOnce() -> String, value: Option<Decimal>) {
        let valid =
            |value: Decimal| value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED && value.scale() <= 10;
        if value.is_some_and(|value| !valid(value)) {
            self.add(
                path(),
                "应为0到100之间、小数不超过10位的数",
                "must be a number between 0 and 100 with at most 10 decimals",
            );
        }
    }

    fn levels(&mut self, path: impl Fn() -> String, levels: LevelCounts) {
        for (index, count) in levels.0.into_iter().enumerate() {
            self.within(|| format!("{}/{index}", path()), count, 0, MAX_COUNT);
        }
    }
}

impl ScoreInput {
    /// Every fault, in the order of the file; an input without faults can be scored.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults(Vec::new());
        if self.format != INPUT_FORMAT {
            faults.add(
                "/format".to_owned(),
                &format!("应为“{INPUT_FORMAT}”"),
                &format!("must be \"{INPUT_FORMAT}\""),
            );
        }
        self.check_plan(&mut faults);
        if self.units.is_empty() || self.units.len() > MAX_UNITS {
            faults.add(
                "/units".to_owned(),
                &format!("应有1到{MAX_UNITS}家单位"),
                &format!("must hold 1 to {MAX_UNITS} units"),
            );
        }
        let mut codes = BTreeSet::new();
        for (index, unit) in self.units.iter().enumerate() {
            let place = format!("/units/{index}");
            if unit.code.is_empty() || !codes.insert(unit.code.as_str()) {
                faults.add(
                    format!("{place}/code"),
                    "单位代码为空或与前面的单位重复",
                    "the code is empty or another unit has it",
                );
            }
            check_unit(&mut faults, &place, unit);
        }
        faults.0
    }

    fn check_plan(&self, faults: &mut Faults) {
        if let Err(refusal) = self.plan.params.check() {
            faults.add("/plan/params".to_owned(), &refusal.zh, &refusal.en);
        }
        for (code, weight) in &self.plan.weights {
            if code.position().is_none() || weight.0.scale() > 3 {
                faults.add(
                    format!("/plan/weights/{code}"),
                    "负面指标没有权重；权重最多3位小数",
                    "the negative part has no weights; a weight has at most 3 decimals",
                );
            }
        }
        if self.plan.weights().is_none() {
            faults.add(
                "/plan/weights".to_owned(),
                "正向指标的权重不得为负，合计应为100",
                "the weights of the positive indicators must not be negative and must sum to 100",
            );
        }
    }
}

/// Checks records of one kind: the count of each, then what is special to it.
macro_rules! records {
    ($faults:expr, $place:expr, $list:expr) => {
        records!($faults, $place, $list, |_at, _record| {})
    };
    ($faults:expr, $place:expr, $list:expr, |$at:ident, $record:ident| $more:block) => {
        for (index, $record) in $list.iter().enumerate() {
            let $at = format!("{}/{index}", $place);
            $faults.within(|| format!("{}/count", $at), $record.count, 1, MAX_COUNT);
            $more
        }
    };
}

fn check_unit(faults: &mut Faults, place: &str, unit: &UnitInput) {
    for code in unit.exceptions.keys() {
        if code.position().is_none() {
            faults.add(
                format!("{place}/exceptions/{code}"),
                "负面指标没有记录即不扣分，不用申报例外",
                "the negative part needs no exception: without records nothing is deducted",
            );
        }
    }
    let at = |code: &str| format!("{place}/inputs/{code}");
    let inputs = &unit.inputs;
    records!(faults, at("A11"), inputs.points, |at, record| {
        faults.within(|| format!("{at}/importance"), u64::from(record.importance), 1, 5);
        faults.points(|| format!("{at}/progress"), record.progress);
    });
    records!(faults, at("A12"), inputs.quality, |at, record| {
        faults.within(|| format!("{at}/importance"), u64::from(record.importance), 1, 5);
    });
    records!(faults, at("A21"), inputs.triggers);
    records!(faults, at("A31"), inputs.requests);
    check_voices(faults, place, unit);
    records!(faults, at("B62"), inputs.appraisals, |at, record| {
        faults.points(|| format!("{at}/score"), record.score);
        either(
            faults,
            &at,
            record.grade.is_some() || record.score.is_some(),
            "grade",
            "score",
        );
    });
    records!(
        faults,
        at("C11/records"),
        inputs.problems.records,
        |at, record| {
            faults.within(|| format!("{at}/returned"), u64::from(record.returned), 0, 1_000);
        }
    );
    faults.within(
        || at("C11/overdue_bad_ratings"),
        inputs.problems.overdue_bad_ratings,
        0,
        MAX_COUNT,
    );
    records!(faults, at("C21"), inputs.violations);
}

/// The evaluations B11 to B61.
fn check_voices(faults: &mut Faults, place: &str, unit: &UnitInput) {
    let at = |code: &str| format!("{place}/inputs/{code}");
    let inputs = &unit.inputs;
    records!(faults, at("B11"), inputs.evaluators, |at, record| {
        faults.points(|| format!("{at}/score"), record.score);
        for topic in record.topics.keys().filter(|topic| !is_surveyed(**topic)) {
            faults.add(
                format!("{at}/topics/{topic}"),
                "不是基层评价问卷的方面",
                "is no topic of the grassroots questionnaire",
            );
        }
        either(
            faults,
            &at,
            record.score.is_some() || !record.topics.is_empty(),
            "topics",
            "score",
        );
    });
    faults.within(|| at("B21/receipts"), inputs.windows.receipts, 0, MAX_COUNT);
    records!(faults, at("B21/cells"), inputs.windows.cells, |at, record| {
        faults.levels(|| format!("{at}/levels"), record.levels);
    });
    records!(faults, at("B22"), inputs.platforms, |at, record| {
        faults.levels(|| format!("{at}/levels"), record.levels);
    });
    records!(faults, at("B31"), inputs.comments);
    records!(faults, at("B41"), inputs.mutual, |at, record| {
        faults.points(|| format!("{at}/score"), record.score);
        either(
            faults,
            &at,
            record.score.is_some() || record.levels.is_some(),
            "levels",
            "score",
        );
        if record.from.as_ref() == Some(&unit.code) {
            faults.add(
                format!("{at}/from"),
                "单位不得评价本单位",
                "a unit cannot rate itself",
            );
        }
    });
    faults.levels(|| at("B51"), inputs.deputies);
    faults.levels(|| at("B61"), inputs.staff);
    check_tallies(faults, place, unit);
}

/// Tallies stand for the answers of B11, B51 and B61; ratings left out belong to B21 and B22.
fn check_tallies(faults: &mut Faults, place: &str, unit: &UnitInput) {
    let inputs = &unit.inputs;
    for (code, tallies) in &inputs.tallies {
        let at = format!("{place}/inputs/tallies/{code}");
        let answers = match code {
            IndicatorCode::B11 => inputs.evaluators.is_empty(),
            IndicatorCode::B51 => inputs.deputies.is_empty(),
            IndicatorCode::B61 => inputs.staff.is_empty(),
            _ => false,
        };
        if !answers {
            faults.add(
                at.clone(),
                "只有B11、B51、B61可按计票汇总填报，且不得同时填单项答卷",
                "only B11, B51 and B61 take tallies, and not beside single answers",
            );
        }
        records!(faults, at, tallies, |at, record| {
            if record.mean < Decimal::ZERO || record.mean > Decimal::ONE_HUNDRED {
                faults.add(
                    format!("{at}/mean"),
                    "应为0到100之间的数",
                    "must be a number between 0 and 100",
                );
            }
            if record
                .variance
                .is_some_and(|variance| variance < Decimal::ZERO || variance > Decimal::from(10_000))
            {
                faults.add(
                    format!("{at}/variance"),
                    "应为0到10000之间的数",
                    "must be a number between 0 and 10000",
                );
            }
        });
    }
    for (code, counts) in &inputs.left_out {
        let at = format!("{place}/inputs/left_out/{code}");
        if !matches!(code, IndicatorCode::B21 | IndicatorCode::B22) {
            faults.add(
                at.clone(),
                "只有B21、B22有未计入的评价",
                "only B21 and B22 leave ratings out",
            );
        }
        for (status, count) in counts {
            faults.within(|| format!("{at}/{status}"), *count, 0, MAX_COUNT);
        }
    }
}

/// Whether a topic has a weight in B11 (§5.13 `topic_weights`).
fn is_surveyed(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::TerritorialLists | Topic::CallResponse | Topic::Burden | Topic::Support
    )
}

fn either(faults: &mut Faults, place: &str, given: bool, one: &str, other: &str) {
    if !given {
        faults.add(
            place.to_owned(),
            &format!("{one}和{other}应填其一"),
            &format!("needs {one} or {other}"),
        );
    }
}
