//! What an accepted appeal changes: one record of the unit, named as the trace names it, gets the value that was decided
//! (§3.10). Nothing else moves, so the difference between two runs is the decision and what follows from it.

use serde::{Deserialize, Serialize};

use super::UnitRecords;
use super::record::{AppraisalMark, PointOutcome, PointQuality, Timing};
use crate::problem::deduction::DeductionReason;
use crate::refusal::{Refusal, RefusalCode};
use crate::scoring::indicator::IndicatorCode;
use crate::wire::Wire;

/// A record of an indicator and what it is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Indicator.
    pub code: IndicatorCode,
    /// The record's `ref`.
    pub reference: String,
    /// Code of the value decided: an outcome (A11), a quality (A12), a timing (A21, A31), a mark (B62), a standing (C11).
    pub to: String,
}

/// The values that a record of an indicator can be corrected to; none where only tallies and counters are known.
pub fn values(code: IndicatorCode) -> Vec<(&'static str, &'static str, &'static str)> {
    fn all<W: Wire + 'static>() -> Vec<(&'static str, &'static str, &'static str)> {
        W::ALL
            .iter()
            .map(|value| (value.code(), value.zh(), value.en()))
            .collect()
    }
    match code {
        IndicatorCode::A11 => all::<PointOutcome>(),
        IndicatorCode::A12 => all::<PointQuality>(),
        IndicatorCode::A21 | IndicatorCode::A31 => all::<Timing>(),
        IndicatorCode::B62 => all::<AppraisalMark>(),
        IndicatorCode::C11 => all::<DeductionReason>(),
        _ => Vec::new(),
    }
}

impl UnitRecords {
    /// Corrects a record, or says why it cannot.
    pub fn correct(&mut self, correction: &Correction) -> Result<(), Refusal> {
        let to = correction.to.as_str();
        let named = |reference: &Option<String>| reference.as_deref() == Some(correction.reference.as_str());
        macro_rules! set {
            ($list:expr, $field:ident: $kind:ty) => {{
                let value = <$kind>::parse(to).ok_or_else(unknown_value)?;
                let record = $list.iter_mut().find(|record| named(&record.reference));
                record.ok_or_else(unknown_record)?.$field = value.into();
                Ok(())
            }};
        }
        match correction.code {
            IndicatorCode::A11 => set!(self.points, outcome: PointOutcome),
            IndicatorCode::A12 => set!(self.quality, quality: PointQuality),
            IndicatorCode::A21 => set!(self.triggers, timing: Timing),
            IndicatorCode::A31 => set!(self.requests, timing: Timing),
            IndicatorCode::B62 => {
                let value = AppraisalMark::parse(to).ok_or_else(unknown_value)?;
                let record = self.appraisals.iter_mut().find(|record| named(&record.reference));
                let record = record.ok_or_else(unknown_record)?;
                (record.grade, record.score) = (Some(value), None);
                Ok(())
            }
            IndicatorCode::C11 => set!(self.problems.records, standing: DeductionReason),
            _ => Err(unknown_record()),
        }
    }
}

fn unknown_record() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "该单位在此指标下没有这条记录，请按得分来源中的名称填写。",
        "The unit has no such record under this indicator; name it as the sources of the score do.",
    )
    .on("correctedRef")
}

fn unknown_value() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "更正值不属于该指标的取值。",
        "This is no value of the indicator.",
    )
    .on("correctedTo")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::input::TimingRecord;

    fn records() -> UnitRecords {
        UnitRecords {
            triggers: vec![TimingRecord {
                reference: Some("QD-2022-0001".to_owned()),
                count: 1,
                timing: Timing::Missed,
            }],
            ..UnitRecords::default()
        }
    }

    fn correction(reference: &str, to: &str) -> Correction {
        Correction {
            code: IndicatorCode::A21,
            reference: reference.to_owned(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn the_record_named_gets_the_value_decided_and_no_other_changes() {
        let mut corrected = records();
        corrected.correct(&correction("QD-2022-0001", "ON_TIME")).unwrap();
        assert_eq!(corrected.triggers[0].timing, Timing::OnTime);
    }

    #[test]
    fn an_unknown_record_or_value_is_refused_and_nothing_changes() {
        let mut corrected = records();
        let refused = corrected
            .correct(&correction("QD-2022-0002", "ON_TIME"))
            .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("correctedRef"));
        let refused = corrected
            .correct(&correction("QD-2022-0001", "SOON"))
            .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("correctedTo"));
        assert_eq!(corrected, records());
        assert!(
            values(IndicatorCode::B21).is_empty(),
            "counters are not corrected one by one"
        );
    }
}
