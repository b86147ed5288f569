//! The questions of a campaign: topics, sentences, weights that sum to 100 (§3.8).

use serde::{Deserialize, Serialize};

use super::{CampaignKind, Topic};
use crate::refusal::{Refusal, RefusalCode};
use crate::text;

/// Weights of a campaign's questions sum to this.
pub const WHOLE: u32 = 100;
/// Questions at most.
pub const MOST: usize = 8;

/// One question, asked of every target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// The sentence on the ballot.
    pub text: String,
    /// Its share of the ballot's score, in points of 100.
    pub weight: u32,
}

/// Checks each question by itself; the weights are judged when the campaign is approved ([`check_weights`]).
pub fn checked(questions: Vec<Question>) -> Result<Vec<Question>, Refusal> {
    if questions.is_empty() || questions.len() > MOST {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请设置1至{MOST}个题目。"),
            format!("Ask 1 to {MOST} questions."),
        )
        .on("questions"));
    }
    let mut seen = Vec::with_capacity(questions.len());
    let mut kept = Vec::with_capacity(questions.len());
    for question in questions {
        if seen.contains(&question.topic) {
            return Err(twice(question.topic));
        }
        seen.push(question.topic);
        kept.push(Question {
            text: text::title("questions", &question.text)?,
            ..question
        });
    }
    Ok(kept)
}

/// Weights are positive and sum to 100, or `E_WEIGHTS` says what they sum to.
pub fn check_weights(weights: &[u32]) -> Result<(), Refusal> {
    let sum: u32 = weights.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
    if sum == WHOLE && weights.iter().all(|weight| *weight > 0) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Weights,
        format!("题目权重之和须为100且每题大于0，现为{sum}，请调整后再审定。"),
        format!("The weights of the questions have to be positive and sum to 100; they sum to {sum}."),
    )
    .on("questions"))
}

fn twice(topic: Topic) -> Refusal {
    use crate::wire::Wire;
    Refusal::new(
        RefusalCode::Dup,
        format!("题目“{}”重复，请保留一题。", topic.zh()),
        format!("There are two questions about {}; keep one.", topic.en()),
    )
    .on("questions")
}

/// The questions that a new campaign of this kind starts with (§5.4: lists 30, call-response 25, burden 25, support 20).
pub fn usual(kind: CampaignKind) -> Vec<Question> {
    let rows: &[(Topic, &str, u32)] = match kind {
        CampaignKind::Grassroots => &[
            (
                Topic::TerritorialLists,
                "该部门落实“属地管理”主体责任和配合责任清单情况",
                30,
            ),
            (
                Topic::CallResponse,
                "该部门“乡呼县应、上下联动”办理镇街诉求情况",
                25,
            ),
            (Topic::Burden, "该部门为镇街减负情况", 25),
            (Topic::Support, "该部门支持镇街发展情况", 20),
        ],
        CampaignKind::Deputy => &[(Topic::Duty, "您对该单位履行职责情况的总体评价", 100)],
        CampaignKind::Internal => &[
            (Topic::Duty, "本单位履行职责情况", 40),
            (Topic::Collab, "本单位与其他部门协作配合情况", 30),
            (Topic::Internal, "本单位内部运行情况", 30),
        ],
        CampaignKind::Mutual => &[(Topic::Collab, "该部门协作配合情况", 100)],
    };
    rows.iter()
        .map(|(topic, text, weight)| Question {
            topic: *topic,
            text: (*text).to_owned(),
            weight: *weight,
        })
        .collect()
}
