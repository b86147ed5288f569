//! What stands in the way of an event on a plan (§3.1), with the sentences.

use chrono::NaiveDate;

use super::facts::PlanFacts;
use super::{from, last_amendment, roles_of};
use crate::plan::PlanEventKind as E;
use crate::plan::PlanState;
use crate::plan::tree::{gaps, weigh};
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

/// Role, state, tree, opinions, days: what can be judged before anybody types.
pub(super) fn standing(state: PlanState, event: E, facts: &PlanFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    let from = from(event);
    if !from.contains(&state) {
        return Err(wrong_state(event, from, state));
    }
    match event {
        E::Draft | E::Edit | E::Answer => Ok(()),
        E::Consult => tree(facts),
        E::Opine => open_for_opinions(facts),
        E::Approve => {
            tree(facts)?;
            weights(facts)?;
            answered(facts)?;
            heard(facts)
        }
        E::Publish => {
            tree(facts)?;
            weights(facts)?;
            numbered(facts)?;
            if facts.amends {
                amendable(facts.year, facts.today)
            } else {
                Ok(())
            }
        }
        E::Amend => amendable(facts.year, facts.today),
        E::Archive if facts.result_frozen => Ok(()),
        E::Archive => Err(Refusal::new(
            RefusalCode::Early,
            "年度监管结果尚未冻结，冻结后方案自动归档。",
            "The year's result is not frozen yet; the plan is archived by itself when it is.",
        )),
    }
}

/// What the person typed.
pub(super) fn input(event: E, facts: &PlanFacts) -> Result<(), Refusal> {
    let proposal = facts.proposal;
    match event {
        E::Opine if proposal.is_answered => Err(Refusal::new(
            RefusalCode::Dup,
            "贵单位的意见已经答复，不能再次修改。",
            "Your opinion has been answered and can no longer be changed.",
        )),
        E::Opine if proposal.is_suggestion => text::body("text", proposal.text).map(drop),
        E::Answer if proposal.is_answered => Err(Refusal::new(
            RefusalCode::Dup,
            "该意见已经答复。",
            "This opinion has been answered already.",
        )),
        E::Answer => text::reason("answer", proposal.text).map(drop),
        E::Approve => text::line("docNo", proposal.doc_no, text::NAME_MAX).map(drop),
        E::Amend => text::reason("reason", proposal.text).map(drop),
        E::Draft | E::Edit | E::Consult | E::Opine | E::Publish | E::Archive => Ok(()),
    }
}

/// Only these roles; the system only where the event is automatic.
pub(super) fn role(event: E, facts: &PlanFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    let fits = match facts.role {
        Some(role) => roles.contains(&role),
        None => roles.is_empty(),
    };
    if fits {
        return Ok(());
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(if roles.is_empty() {
        Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统自动办理。", event.zh()),
            format!("\"{}\" is done by the system.", event.en()),
        )
    } else {
        Refusal::new(
            RefusalCode::Role,
            format!("“{}”由{}办理。", event.zh(), zh.join("、")),
            format!("\"{}\" is for: {}.", event.en(), en.join(", ")),
        )
    })
}

fn wrong_state(event: E, from: &[PlanState], state: PlanState) -> Refusal {
    if state == PlanState::Archived {
        return Refusal::new(
            RefusalCode::Frozen,
            "年度监管结果已冻结，方案已归档，不能再作改动。",
            "The year's result is frozen and the plan archived; nothing can be changed.",
        );
    }
    let zh: Vec<_> = from.iter().map(|state| state.zh()).collect();
    let en: Vec<_> = from.iter().map(|state| state.en()).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "方案目前为“{}”，在“{}”时方可{}。",
            state.zh(),
            zh.join("”或“"),
            event.zh()
        ),
        format!(
            "The plan is \"{}\"; to {} it must be: {}.",
            state.en(),
            event.en(),
            en.join(", ")
        ),
    )
}

fn tree(facts: &PlanFacts) -> Result<(), Refusal> {
    let gaps = gaps(facts.nodes, facts.params);
    if gaps.is_empty() {
        return facts.params.check();
    }
    let zh: Vec<_> = gaps.iter().map(|gap| gap.zh.as_str()).collect();
    let en: Vec<_> = gaps.iter().map(|gap| gap.en.as_str()).collect();
    Err(Refusal::new(
        RefusalCode::Input,
        format!("指标体系不完整：{}。请补全后再办理。", zh.join("；")),
        format!("The tree of indicators is incomplete: {}.", en.join("; ")),
    )
    .on("indicators"))
}

fn weights(facts: &PlanFacts) -> Result<(), Refusal> {
    weigh(facts.nodes, facts.baseline).require_full()
}

fn open_for_opinions(facts: &PlanFacts) -> Result<(), Refusal> {
    match facts.consult_due_on {
        Some(due) if facts.today > due => Err(Refusal::new(
            RefusalCode::Late,
            format!("征求意见已于{due}截止，请直接与编办监管科联系。"),
            format!("Opinions were due by {due}; please talk to the oversight section."),
        )),
        _ => Ok(()),
    }
}

fn answered(facts: &PlanFacts) -> Result<(), Refusal> {
    let waiting = &facts.opinions.unanswered;
    if waiting.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Reason,
        format!(
            "还有{}条意见未答复：{}。请逐条答复后再审定。",
            waiting.len(),
            waiting.join("、")
        ),
        format!(
            "{} opinions are not answered yet: {}.",
            waiting.len(),
            waiting.join(", ")
        ),
    ))
}

/// The units have their time, unless all of them have spoken before.
fn heard(facts: &PlanFacts) -> Result<(), Refusal> {
    let opinions = facts.opinions;
    let waits = |due: NaiveDate| facts.today <= due && opinions.given < opinions.asked;
    match facts.consult_due_on {
        Some(due) if waits(due) => Err(Refusal::new(
            RefusalCode::Early,
            format!(
                "征求意见期至{due}，目前{}家单位中{}家已反馈；期满或全部反馈后方可审定。",
                opinions.asked, opinions.given
            ),
            format!(
                "The units have until {due}; {} of {} have answered. Approve it when they all have, or after that day.",
                opinions.given, opinions.asked
            ),
        )),
        _ => Ok(()),
    }
}

fn numbered(facts: &PlanFacts) -> Result<(), Refusal> {
    if facts
        .approval_doc_no
        .is_some_and(|number| !number.trim().is_empty())
    {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Basis,
        "方案缺少审定文号，不能印发。",
        "The plan has no document number and cannot be published.",
    ))
}

/// Whether a plan of a year may still be amended: before 30 September (§3.1).
pub fn amendable(year: i32, today: NaiveDate) -> Result<(), Refusal> {
    match last_amendment(year) {
        Some(last) if today <= last => Ok(()),
        _ => Err(Refusal::new(
            RefusalCode::Late,
            format!("{year}年度方案应在9月30日前调整，现已逾期；请在下一年度方案中解决。"),
            format!("The plan of {year} can only be amended before 30 September; use next year's plan."),
        )),
    }
}
