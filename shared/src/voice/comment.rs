//! A city leader's comment on a unit (K25): one level and, if wanted, a sentence; who may read what of it (F6).

use rust_decimal::{Decimal, RoundingStrategy};

use crate::plan::params::PlanParams;
use crate::rating::RatingLevel;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;

/// Leaders who have commented before anything of it is shown to others (F6).
pub const LEADERS_MIN: usize = 3;
/// Longest text of a comment.
pub const TEXT_MAX: usize = 500;

/// Weight of a comment in B31 (§5.4): the leader in charge counts twice.
pub fn weight(in_charge: bool) -> u32 {
    if in_charge { 2 } else { 1 }
}

/// The text of a comment, trimmed; it may be empty.
pub fn checked_text(value: &str) -> Result<String, Refusal> {
    text::optional_body("text", value, TEXT_MAX)
}

/// Whether a unit can be commented on.
pub fn check_target(supervised: bool) -> Result<(), Refusal> {
    if supervised {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Scope,
        "该单位不是被监管部门（单位），不在点评范围内。",
        "The unit is not supervised and is not commented on.",
    )
    .on("orgId"))
}

/// One comment as a summary needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Level given.
    pub level: RatingLevel,
    /// Whether the leader is in charge of the unit.
    pub in_charge: bool,
    /// Text; may be empty.
    pub text: String,
}

/// What others may read of the comments on one unit (F6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Leaders who commented.
    pub leaders: u32,
    /// Weighted mean, two decimals; `None` when too few commented.
    pub mean: Option<Decimal>,
    /// Texts without their authors, in an order that says nothing about them.
    pub texts: Vec<String>,
}

/// The mean as B31 takes it and the texts, from three leaders on; nothing of them below that.
pub fn summary(comments: &[Said], params: &PlanParams) -> Summary {
    let leaders = u32::try_from(comments.len()).unwrap_or(u32::MAX);
    if comments.len() < LEADERS_MIN {
        return Summary {
            leaders,
            mean: None,
            texts: Vec::new(),
        };
    }
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for comment in comments {
        let weight = Decimal::from(weight(comment.in_charge));
        sum += weight * points(comment.level, params);
        weights += weight;
    }
    let mut texts: Vec<String> = comments
        .iter()
        .filter(|comment| !comment.text.is_empty())
        .map(|comment| comment.text.clone())
        .collect();
    // By their own words: the order of writing, or of the leaders, would point at the author.
    texts.sort_unstable();
    Summary {
        leaders,
        mean: (!weights.is_zero()).then(|| shown(sum / weights)),
        texts,
    }
}

/// Points of a level by the plan (§5.3).
pub(super) fn points(level: RatingLevel, params: &PlanParams) -> Decimal {
    params
        .level_points
        .get(level as usize)
        .copied()
        .unwrap_or_default()
}

/// Two decimals, half away from zero: how means are shown.
pub(super) fn shown(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(level: RatingLevel, in_charge: bool, text: &str) -> Said {
        Said {
            level,
            in_charge,
            text: text.to_owned(),
        }
    }

    /// §5.14, unit Y: (2, L5)(1, L4)(1, L3) is 85.
    #[test]
    fn the_leader_in_charge_counts_twice() {
        let comments = [
            said(RatingLevel::L5, true, ""),
            said(RatingLevel::L4, false, "配合主动"),
            said(RatingLevel::L3, false, "办理偏慢"),
        ];
        let summary = summary(&comments, &PlanParams::default());
        assert_eq!(summary.mean, Some(Decimal::from(85)));
        assert_eq!(summary.texts, ["办理偏慢", "配合主动"]);
    }

    #[test]
    fn below_three_leaders_neither_mean_nor_text_is_shown() {
        let comments = [
            said(RatingLevel::L1, true, "有待改进"),
            said(RatingLevel::L5, false, "很好"),
        ];
        let summary = summary(&comments, &PlanParams::default());
        assert_eq!((summary.leaders, summary.mean, summary.texts.len()), (2, None, 0));
    }

    #[test]
    fn only_supervised_units_are_commented_on_and_texts_have_a_limit() {
        assert_eq!(check_target(false).unwrap_err().code, RefusalCode::Scope);
        assert!(check_target(true).is_ok());
        assert!(checked_text(&"字".repeat(TEXT_MAX + 1)).is_err());
        assert_eq!(checked_text("  配合主动 \n").unwrap(), "配合主动");
    }
}
