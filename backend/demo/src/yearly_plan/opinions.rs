//! What the fifty units said about the draft, and the answers.

use chrono::{Days, NaiveDate};
use remit_shared::plan::OpinionKind;
use remit_store::Text;
use remit_store::entity::plan_opinion;
use uuid::Uuid;

use super::{ANSWERED_ON, CONSULTED_ON, authors};
use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;
use crate::names;
use crate::rng::Rng;

/// Unit, suggestion, whether it was adopted, answer.
const SUGGESTIONS: [(&str, &str, bool, &str); 6] = [
    (
        "minzheng",
        "建议“问效点完成质量”按抽查样本计分时，样本少于3个的单位适当向全市均值靠拢，避免偶然因素影响过大。",
        true,
        "采纳。已设参数 prior_k.A12，样本较少时向全市均值靠拢。",
    ),
    (
        "shenpi",
        "窗口“好差评”建议区分有办件编号和无办件编号的评价，防止刷评影响得分。",
        true,
        "采纳。无办件编号的评价折半计入，并设每日计入上限。",
    ),
    (
        "zhujian",
        "建议将网上平台与政务热线评价权重由4分调减为2分。",
        false,
        "未采纳。网上办理占比逐年提高，该权重与窗口评价权重之比与上年办件结构相当。",
    ),
    (
        "yingji",
        "建议明确突发事件处置期间的联动事项不计入超时。",
        true,
        "采纳。因突发事件处置需要延期的，可按延期程序办理，不计超时。",
    ),
    (
        "tongji",
        "建议基层评价问卷去掉最高和最低的一部分评分后再取均值。",
        true,
        "采纳。评价达到20份时两端各去掉5%。",
    ),
    (
        "jiaoti",
        "建议负面指标扣分上限由15分调减为10分。",
        false,
        "未采纳。立行立改且按期销号的问题不扣分，15分上限主要针对久拖不改情形。",
    ),
];

/// Adds them.
pub(super) fn add(
    city: &City,
    plan_id: Uuid,
    due: NaiveDate,
    mint: &mut Mint,
    data: &mut Dataset,
) -> Result<(), DemoError> {
    let (author, _) = authors(city)?;
    let last = u32::try_from((due - CONSULTED_ON).num_days()).unwrap_or(1);
    for (index, unit) in (0..).zip(names::units()) {
        let place = city.place(unit.code)?;
        let mut rng = Rng::of(mint.seed(), "plan opinion", index);
        let day = CONSULTED_ON + Days::new(u64::from(rng.between(1, last)));
        // Weekends answer on the Friday before.
        let day = match chrono::Datelike::weekday(&day) {
            chrono::Weekday::Sat => day - Days::new(1),
            chrono::Weekday::Sun => day - Days::new(2),
            _ => day,
        };
        let day = day.max(CONSULTED_ON + Days::new(1));
        let at = hours::at(day, rng.between(10, 430), rng.between(0, 59));
        let suggestion = SUGGESTIONS.iter().find(|(code, ..)| *code == unit.code);
        let answered = suggestion.map(|_| hours::at(ANSWERED_ON, 180, 0));
        data.plan_opinions.push(plan_opinion::Model {
            id: mint.id("plan opinion", at),
            jurisdiction_id: city.jurisdiction,
            plan_id,
            org_id: place.id,
            kind: Text(match suggestion {
                Some(_) => OpinionKind::Suggestion,
                None => OpinionKind::NoObjection,
            }),
            text: suggestion.map_or_else(String::new, |(_, text, ..)| (*text).to_owned()),
            given_by: place.lead.person,
            given_at: at,
            adopted: suggestion.map(|(_, _, adopted, _)| *adopted),
            answer: suggestion.map(|(.., answer)| (*answer).to_owned()),
            answered_by: suggestion.map(|_| author.person),
            answered_at: answered,
            created_at: at,
            created_by: Some(place.lead.account),
            updated_at: answered.unwrap_or(at),
            version: if answered.is_some() { 2 } else { 1 },
            change_seq: 1,
        });
    }
    Ok(())
}
