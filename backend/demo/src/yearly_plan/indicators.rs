//! The default tree of §5.2 as rows, and what does not apply to whom.

use std::collections::BTreeMap;

use remit_shared::plan::ApplicabilityStatus;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::tree::milli;
use remit_store::Text;
use remit_store::entity::{applicability, indicator};
use uuid::Uuid;

use super::{DRAFTED_ON, approved_at, authors};
use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;
use crate::names::{self, Unit};
use crate::voices::has_institutions;
use remit_shared::organisation::OrgKind;

/// Adds the tree and returns the ids of its nodes by code.
pub(super) fn add(
    jurisdiction: Uuid,
    author: &Who,
    plan_id: Uuid,
    mint: &mut Mint,
    data: &mut Dataset,
) -> BTreeMap<String, Uuid> {
    let at = hours::at(DRAFTED_ON, 60, 0);
    let mut ids = BTreeMap::new();
    for (sort, node) in (1..).zip(default_tree()) {
        let id = mint.id("indicator", at);
        ids.insert(node.code.clone(), id);
        data.indicators.push(indicator::Model {
            id,
            jurisdiction_id: jurisdiction,
            plan_id,
            code: node.code,
            level: i32::from(node.level),
            part: Text(node.part),
            parent_code: node.parent,
            name_zh: node.name_zh,
            name_en: node.name_en,
            weight_milli: node.weight.and_then(milli),
            cap_milli: node.cap.and_then(milli),
            method: node.method.map(Text),
            low_milli: None,
            high_milli: None,
            channel: node.channel.map(Text),
            perspective: node.perspective.map(Text),
            sort,
            voided_at: None,
            created_at: at,
            created_by: Some(author.account),
            updated_at: at,
            version: 1,
            change_seq: 1,
        });
    }
    ids
}

/// Indicator, whom it does not apply to, and why.
type Exception = (&'static str, fn(&Unit) -> bool, &'static str);

const EXCEPTIONS: [Exception; 4] = [
    (
        "B11",
        |unit| !unit.towns,
        "与镇街无经常性业务往来，不列入基层评价对象",
    ),
    ("B21", |unit| !unit.window, "未设办事窗口，不面向群众办理服务事项"),
    ("B22", |unit| !unit.window, "无网上办理事项和热线承办事项"),
    (
        "B62",
        |unit| !has_institutions(unit.code, unit.kind == OrgKind::PublicInstitution),
        "无所属事业单位",
    ),
];

/// Declares them (§5.8): by the oversight section, approved with the plan.
pub(super) fn apply(
    city: &City,
    plan_id: Uuid,
    indicators: &BTreeMap<String, Uuid>,
    mint: &mut Mint,
    data: &mut Dataset,
) -> Result<(), DemoError> {
    let (author, lead) = authors(city)?;
    let at = hours::at(DRAFTED_ON, 200, 0);
    for unit in names::units() {
        let place = city.place(unit.code)?;
        for (code, is_excepted, reason) in EXCEPTIONS {
            let Some(indicator_id) = indicators.get(code).filter(|_| is_excepted(unit)) else {
                continue;
            };
            data.applicability.push(applicability::Model {
                id: mint.id("applicability", at),
                jurisdiction_id: city.jurisdiction,
                plan_id,
                org_id: place.id,
                indicator_id: *indicator_id,
                status: Text(ApplicabilityStatus::NotApplicable),
                reason: reason.to_owned(),
                declared_by: author.person,
                approved_by: Some(lead.person),
                approved_at: Some(approved_at()),
                created_at: at,
                created_by: Some(author.account),
                updated_at: approved_at(),
                version: 2,
                change_seq: 1,
            });
        }
    }
    Ok(())
}
