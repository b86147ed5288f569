//! The two sets of measures (S02, S03, S09), and a draft of supporting rules.

use remit_shared::plan::{RegulationKind, RegulationState};
use remit_store::Text;
use remit_store::entity::regulation;
use uuid::Uuid;

use super::{PUBLISHED_ON, published_at};
use crate::city::Who;
use crate::dataset::Dataset;
use crate::hours;
use crate::mint::Mint;

/// Kind, title, what it settles, document number; without one it is a draft.
const REGULATIONS: [(RegulationKind, &str, &str, Option<&str>); 3] = [
    (
        RegulationKind::SupervisionMeasures,
        "诸城市机关职能运行监管办法（试行）",
        "明确监管对象、监管内容、监管方式和结果运用，对市级机关和市直事业单位履行职责情况实行全覆盖监管。",
        Some("诸编发〔2022〕1号"),
    ),
    (
        RegulationKind::CoordinationMeasures,
        "诸城市部门职责分工协调办法（试行）",
        "明确职责分工协调的原则、适用范围和部门主体责任，规范协商、申请、受理、论证、决定和监督检查各环节。",
        Some("诸编发〔2022〕2号"),
    ),
    (
        RegulationKind::Other,
        "诸城市机关职能运行监管问效点管理细则（征求意见稿）",
        "拟对问效点的提报、审核、进度填报、核验和调整作出细化规定。",
        None,
    ),
];

/// Adds them.
pub(super) fn add(jurisdiction: Uuid, author: &Who, lead: &Who, mint: &mut Mint, data: &mut Dataset) {
    for (kind, title, summary, doc_no) in REGULATIONS {
        let drafted = match doc_no {
            Some(_) => hours::day(2022, 1, 11),
            None => hours::day(2023, 3, 20),
        };
        let at = hours::at(drafted, 30, 0);
        let published = doc_no.is_some();
        data.regulations.push(regulation::Model {
            id: mint.id("regulation", at),
            jurisdiction_id: jurisdiction,
            kind: Text(kind),
            title: title.to_owned(),
            summary: summary.to_owned(),
            doc_no: doc_no.map(str::to_owned),
            trial: kind != RegulationKind::Other,
            issued_on: doc_no.map(|_| PUBLISHED_ON),
            supersedes_id: None,
            state: Text(if published {
                RegulationState::Published
            } else {
                RegulationState::Draft
            }),
            published_at: published.then(published_at),
            published_by: published.then_some(lead.person),
            repealed_on: None,
            repeal_reason: None,
            created_at: at,
            created_by: Some(author.account),
            updated_at: if published { published_at() } else { at },
            version: if published { 2 } else { 1 },
            change_seq: 1,
        });
    }
}
