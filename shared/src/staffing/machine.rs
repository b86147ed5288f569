//! The life cycle of a staffing proposal (§3.11): each function judges one event and changes nothing.

use uuid::Uuid;

use super::{ProposalEventKind, ProposalKind, ProposalState};
use crate::identity::Role;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};
use crate::scoring::Band;
use crate::scoring::simulation::RankSecurity;
use crate::wire::Wire;

/// What an event of a proposal is judged by.
#[derive(Debug, Clone, Copy)]
pub struct ProposalFacts<'a> {
    /// Role of the actor.
    pub role: Role,
    /// Person who acts.
    pub person: Uuid,
    /// Person who drafted it.
    pub drafted_by: Uuid,
    /// What is proposed.
    pub kind: ProposalKind,
    /// Band of the unit in the frozen result; none without one.
    pub band: Option<Band>,
    /// How firmly it stands there (§5.10).
    pub security: Option<RankSecurity>,
    /// Whether a frozen result of the year after exists.
    pub next_result: bool,
    /// Reason, note or remark; `None` while nobody has typed anything.
    pub text: Option<&'a str>,
    /// Document number of the commission.
    pub doc_no: Option<&'a str>,
}

type Line = (ProposalEventKind, ProposalState, &'static [Role], Capability);

const TABLE: &[Line] = {
    use ProposalEventKind as E;
    use ProposalState as S;
    &[
        (E::Check, S::Draft, &[Role::Ov], Capability::StaffingCheck),
        (E::Submit, S::Checked, &[Role::Ol], Capability::StaffingDecide),
        (E::Adopt, S::Submitted, &[Role::Ol], Capability::StaffingDecide),
        (
            E::NotSupport,
            S::Submitted,
            &[Role::Ol],
            Capability::StaffingDecide,
        ),
        (E::Implement, S::Adopted, &[Role::Os], Capability::StaffingDraft),
        (
            E::Review,
            S::Implemented,
            &[Role::Ov, Role::Os],
            Capability::StaffingDraft,
        ),
    ]
};

/// The capability a service authorises before it loads the proposal.
pub fn capability_of(event: ProposalEventKind) -> Capability {
    TABLE
        .iter()
        .find(|line| line.0 == event)
        .map_or(Capability::StaffingDecide, |line| line.3)
}

/// The state after an event, or the refusal that changes nothing.
pub fn next(
    state: ProposalState,
    event: ProposalEventKind,
    facts: &ProposalFacts<'_>,
) -> Result<ProposalState, Refusal> {
    standing(state, event, facts)?;
    let typed = facts.text.is_some_and(|text| !text.trim().is_empty());
    let numbered = facts.doc_no.is_some_and(|no| !no.trim().is_empty());
    match event {
        ProposalEventKind::Check | ProposalEventKind::Submit if !typed => {
            needs_reason(event, facts).map_or(Ok(()), Err)?;
        }
        ProposalEventKind::Adopt | ProposalEventKind::NotSupport if !numbered => return Err(document()),
        ProposalEventKind::Implement | ProposalEventKind::Review if !typed => return Err(reason()),
        _ => {}
    }
    Ok(match event {
        ProposalEventKind::Check => ProposalState::Checked,
        ProposalEventKind::Submit => ProposalState::Submitted,
        ProposalEventKind::Adopt => ProposalState::Adopted,
        ProposalEventKind::NotSupport => ProposalState::NotSupported,
        ProposalEventKind::Implement => ProposalState::Implemented,
        ProposalEventKind::Review => ProposalState::Reviewed,
    })
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(
    state: ProposalState,
    facts: &ProposalFacts<'_>,
) -> Vec<(ProposalEventKind, Result<(), Refusal>)> {
    TABLE
        .iter()
        .filter(|(_, from, roles, _)| *from == state && roles.contains(&facts.role))
        .map(|(event, ..)| (*event, standing(state, *event, facts)))
        .collect()
}

/// What can be judged before anybody types.
fn standing(
    state: ProposalState,
    event: ProposalEventKind,
    facts: &ProposalFacts<'_>,
) -> Result<(), Refusal> {
    let Some((_, from, roles, capability)) = TABLE.iter().find(|line| line.0 == event) else {
        return Err(Refusal::plain(RefusalCode::State));
    };
    if !roles.contains(&facts.role) {
        return Err(crate::policy::matrix::refuse(*capability));
    }
    if *from != state {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该建议目前为“{}”，不能办理此事项。", state.zh()),
            format!("The proposal is \"{}\"; this is not possible now.", state.en()),
        ));
    }
    match event {
        ProposalEventKind::Check if facts.drafted_by == facts.person => Err(Refusal::new(
            RefusalCode::Conflict,
            "草拟人不得核对自己草拟的建议，请由监管科另一人核对。",
            "Whoever drafted the proposal may not check it; another person of the oversight section has to.",
        )),
        ProposalEventKind::Check => offered(facts.kind, facts.band),
        ProposalEventKind::Review if !facts.next_result => Err(Refusal::new(
            RefusalCode::Early,
            "次年监管结果尚未冻结，冻结后再对照回看。",
            "The next year's result is not frozen yet; review the proposal beside it then.",
        )),
        _ => Ok(()),
    }
}

/// NOT_CONSIDER is offered for the units at the back only.
pub fn offered(kind: ProposalKind, band: Option<Band>) -> Result<(), Refusal> {
    if kind == ProposalKind::NotConsider && band != Some(Band::Back) {
        return Err(Refusal::new(
            RefusalCode::State,
            "“原则上不予考虑”只适用于年度结果靠后的单位。",
            "Not considering additional posts is offered for units at the back only.",
        )
        .on("kind"));
    }
    Ok(())
}

/// Favouring a unit that is not in front, or reducing one that is not securely at the back, takes a written reason: the
/// checker's for the former, the office lead's for the latter (§3.11, §10.16).
pub fn needs_reason(event: ProposalEventKind, facts: &ProposalFacts<'_>) -> Option<Refusal> {
    match (event, facts.kind) {
        (ProposalEventKind::Check, ProposalKind::Tilt | ProposalKind::Hiring)
            if facts.band != Some(Band::Front) =>
        {
            Some(Refusal::new(
                RefusalCode::Reason,
                "该单位年度结果未列靠前，请书面说明倾斜理由。",
                "The unit is not in front; give a written reason for favouring it.",
            ))
        }
        (ProposalEventKind::Submit, ProposalKind::Reduce) if facts.security != Some(RankSecurity::Back) => {
            Some(Refusal::new(
                RefusalCode::Reason,
                "该单位排名区间不能确定靠后，调减编制须由编办负责人书面说明理由。",
                "The unit is not securely at the back; a reduction takes the office lead's written reason.",
            ))
        }
        _ => None,
    }
    .map(|refusal| refusal.on("reason"))
}

fn reason() -> Refusal {
    Refusal::new(RefusalCode::Reason, "请填写情况说明。", "Say what was done.").on("reason")
}

fn document() -> Refusal {
    Refusal::new(
        RefusalCode::Basis,
        "请填写编委决定的文号。",
        "Give the document number of the commission's decision.",
    )
    .on("docNo")
}
