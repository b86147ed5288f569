//! Ranges, and the values that have to fit each other.

use rust_decimal::Decimal;

use super::PlanParams;
use super::leaf::leaves;
use crate::refusal::{Refusal, RefusalCode};

pub(super) fn all(params: &PlanParams) -> Result<(), Refusal> {
    for leaf in leaves(params) {
        leaf.spec.within(leaf.value)?;
    }
    falling("level_points", "五级评价得分应由高到低排列", &params.level_points)?;
    falling("grade_cuts", "等次分数线应由高到低排列", &params.grade_cuts)?;
    let quality = params.quality_points;
    falling(
        "quality_points",
        "完成质量得分应由优到差递减",
        &[quality.excellent, quality.good, quality.fair, quality.poor],
    )?;
    let grades = params.appraisal_points;
    falling(
        "appraisal_points",
        "考核等次得分应由A到D递减",
        &[grades.a, grades.b, grades.c, grades.d],
    )?;
    topics(params)?;
    caps(params)
}

fn falling(key: &str, zh: &str, values: &[Decimal]) -> Result<(), Refusal> {
    if values.is_sorted_by(|a, b| a >= b) {
        return Ok(());
    }
    Err(refuse(
        format!("{zh}，请核对参数 {key}。"),
        format!("The values of {key} must fall from the best to the worst."),
    ))
}

fn topics(params: &PlanParams) -> Result<(), Refusal> {
    let topics = params.topic_weights;
    let sum = topics.territorial_lists + topics.call_response + topics.burden + topics.support;
    if sum == Decimal::ONE_HUNDRED {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Weights,
        format!("问卷四个主题的权重之和应为100，目前为{sum}，请核对参数 topic_weights。"),
        format!("The weights of the four topics must sum to 100, they are {sum}; check topic_weights."),
    )
    .on("params"))
}

fn caps(params: &PlanParams) -> Result<(), Refusal> {
    if params.cap_c11 > params.cap_total || params.cap_c21 > params.cap_total {
        return Err(refuse(
            "单项扣分上限不应高于负面指标扣分总上限 cap_total，请核对 cap_c11、cap_c21。".to_owned(),
            "No single cap may exceed cap_total; check cap_c11 and cap_c21.".to_owned(),
        ));
    }
    if params.subcap_bad > params.cap_c11 {
        return Err(refuse(
            "差评逾期扣分上限 subcap_bad 不应高于 cap_c11，请核对。".to_owned(),
            "subcap_bad may not exceed cap_c11.".to_owned(),
        ));
    }
    Ok(())
}

fn refuse(zh: String, en: String) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("params")
}
