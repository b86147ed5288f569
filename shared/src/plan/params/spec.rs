//! What each parameter means, in which range it may lie, and under which heading the editor shows it (§5.13).

mod scoring;

use rust_decimal::Decimal;

use super::deadlines;
use crate::refusal::{Refusal, RefusalCode};

crate::wire_enum! {
    /// Heading under which the editor shows a parameter.
    pub enum ParamGroup {
        Points = "POINTS", "评价等次折算得分", "points of levels and grades";
        Sample = "SAMPLE", "小样本与异常值处理", "small samples and extremes";
        Ratings = "RATINGS", "群众评价计分与防刷", "public ratings and their integrity";
        Deduction = "DEDUCTION", "负面指标扣分", "deductions";
        Grade = "GRADE", "排名与等次", "ranks and grades";
        Sensitivity = "SENSITIVITY", "敏感性分析", "sensitivity analysis";
        Export = "EXPORT", "综合考核折算", "comprehensive assessment";
        Deadline = "DEADLINE", "办理时限", "deadlines";
    }
}

/// The meaning of one parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Key, such as `prior_k.B21`.
    pub key: &'static str,
    /// Heading.
    pub group: ParamGroup,
    /// What it means, in Chinese, for whoever has to set it.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Smallest value allowed.
    pub min: u64,
    /// Largest value allowed.
    pub max: u64,
    /// Decimal places allowed; 0 is a whole number.
    pub places: u32,
}

/// Every parameter, in the order in which the editor shows them.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    scoring::SPECS.iter().chain(deadlines::SPECS)
}

/// The parameter of this key.
pub fn find(key: &str) -> Option<&'static Spec> {
    all().find(|spec| spec.key == key)
}

impl Spec {
    /// Whether a value lies in the range and has no more decimal places than allowed.
    pub fn within(&self, value: Decimal) -> Result<(), Refusal> {
        let range = Decimal::from(self.min)..=Decimal::from(self.max);
        if range.contains(&value) && value.normalize().scale() <= self.places {
            return Ok(());
        }
        let (places_zh, places_en) = if self.places == 0 {
            ("整数".to_owned(), "a whole number".to_owned())
        } else {
            (
                format!("最多{}位小数的数", self.places),
                format!("a number with at most {} decimal places", self.places),
            )
        };
        Err(Refusal::new(
            RefusalCode::Input,
            format!(
                "参数 {} 应为{}至{}之间、{places_zh}，目前为{value}。",
                self.key, self.min, self.max
            ),
            format!(
                "The parameter {} must be {places_en} from {} to {}, it is {value}.",
                self.key, self.min, self.max
            ),
        )
        .on("params"))
    }
}
