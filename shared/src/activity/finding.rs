//! The life of a finding (§3.13): recorded on site, put to the unit, confirmed or contested within 5 working days,
//! converted to a problem or dropped with a reason. Silence counts as no objection and is noted.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{ActivityState, FindingEventKind, FindingState};
use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::machine::Acting;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FindingProposal<'a> {
    /// Facts of RECORD, grounds of CONTEST, reason of DROP and of converting a contested finding.
    pub text: &'a str,
    /// Clause that is not kept, for RECORD.
    pub basis: &'a str,
}

/// Everything a decision about a finding depends on.
#[derive(Debug, Clone, Copy)]
pub struct FindingFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Units the actor stands for (R1); empty for the team.
    pub own_orgs: &'a [Uuid],
    /// The activity's state.
    pub activity: ActivityState,
    /// The activity's units.
    pub units: &'a [Uuid],
    /// The unit concerned.
    pub org: Uuid,
    /// Until when the unit answers, once put to it.
    pub answer_due: Option<NaiveDate>,
    /// What is proposed with the event.
    pub proposal: FindingProposal<'a>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingAvailability {
    /// The event.
    pub event: FindingEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// — → RECORDED: on site, about a unit of the activity, facts and basis given.
pub fn record(facts: &FindingFacts) -> Result<FindingState, Refusal> {
    role(FindingEventKind::Record, facts)?;
    if facts.activity != ActivityState::OnSite {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("活动当前为“{}”，现场检查期间才能记录发现。", facts.activity.zh()),
            "Findings are recorded while the team is on site.",
        ));
    }
    if !facts.units.contains(&facts.org) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "请从本次活动的检查单位中选择。",
            "Choose one of the units of this activity.",
        )
        .on("orgId"));
    }
    conflict(facts)?;
    if facts.proposal.text.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请填写发现的事实：时间、事项、数量。",
            "Write down the facts: when, what, how many.",
        )
        .on("facts"));
    }
    if facts.proposal.basis.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写依据（“三定”规定、法律法规或文件的条款）。",
            "Name the clause that is not kept.",
        )
        .on("basis"));
    }
    Ok(FindingState::Recorded)
}

/// The state after an event, or the refusal that changes nothing.
pub fn next(
    state: FindingState,
    event: FindingEventKind,
    facts: &FindingFacts,
) -> Result<FindingState, Refusal> {
    use FindingEventKind as E;
    use FindingState as S;
    standing(state, event, facts)?;
    let silent = facts.proposal.text.trim().is_empty();
    match event {
        E::Contest if silent => Err(Refusal::new(
            RefusalCode::Reason,
            "请写明异议的理由和事实。",
            "Say what you contest and why.",
        )
        .on("reason")),
        E::Drop if silent => Err(Refusal::new(
            RefusalCode::Reason,
            "请写明不作问题处理的理由。",
            "Say why it is dropped.",
        )
        .on("reason")),
        E::Convert if silent && state == S::Contested => Err(Refusal::new(
            RefusalCode::Reason,
            "单位对此有异议，请写明不采纳异议的理由。",
            "The unit contests this; say why the objection is not followed.",
        )
        .on("reason")),
        E::Record => Ok(S::Recorded),
        E::Put => Ok(S::Put),
        E::Confirm | E::Lapse => Ok(S::Confirmed),
        E::Contest => Ok(S::Contested),
        E::Convert => Ok(S::Converted),
        E::Drop => Ok(S::Dropped),
    }
}

/// Whether LAPSE is due: the unit has let its days pass.
pub fn automatic(state: FindingState, facts: &FindingFacts) -> Option<FindingEventKind> {
    let clock = FindingFacts {
        acting: None,
        ..*facts
    };
    standing(state, FindingEventKind::Lapse, &clock)
        .ok()
        .map(|()| FindingEventKind::Lapse)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now. PUT happens to all
/// findings at once, through the activity.
pub fn available(state: FindingState, role: Role, facts: &FindingFacts) -> Vec<FindingAvailability> {
    use FindingEventKind as E;
    [E::Confirm, E::Contest, E::Convert, E::Drop]
        .into_iter()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| FindingAvailability {
            event,
            outcome: standing(state, event, facts),
        })
        .collect()
}

/// The capability a service authorises before it loads the finding; the system needs none.
pub fn capability_of(event: FindingEventKind) -> Option<Capability> {
    use FindingEventKind as E;
    match event {
        E::Record | E::Convert | E::Drop => Some(Capability::FindingWrite),
        E::Put => Some(Capability::ActivityManage),
        E::Confirm | E::Contest => Some(Capability::FindingAnswer),
        E::Lapse => None,
    }
}

/// The roles that may ever fire an event.
pub fn roles_of(event: FindingEventKind) -> &'static [Role] {
    use FindingEventKind as E;
    match event {
        E::Record => &[Role::Ov, Role::Os, Role::Ex, Role::Lk],
        E::Put => &[Role::Ol, Role::Ov, Role::Os],
        E::Confirm => &[Role::Dl, Role::Dc],
        E::Contest => &[Role::Dl],
        E::Convert | E::Drop => &[Role::Ov, Role::Os],
        E::Lapse => &[],
    }
}

/// The states an event leaves.
pub fn from(event: FindingEventKind) -> &'static [FindingState] {
    use FindingEventKind as E;
    use FindingState as S;
    match event {
        E::Record => &[],
        E::Put => &[S::Recorded],
        E::Confirm | E::Contest | E::Lapse => &[S::Put],
        E::Convert => &[S::Confirmed, S::Contested],
        E::Drop => &[S::Recorded, S::Put, S::Confirmed, S::Contested],
    }
}

fn standing(state: FindingState, event: FindingEventKind, facts: &FindingFacts) -> Result<(), Refusal> {
    use FindingEventKind as E;
    role(event, facts)?;
    if !from(event).contains(&state) {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该项发现当前为“{}”，不能“{}”。", state.zh(), event.zh()),
            format!(
                "The finding is \"{}\"; this is not possible now: {}.",
                state.en(),
                event.en()
            ),
        ));
    }
    match event {
        E::Confirm | E::Contest => in_time(facts),
        E::Lapse if facts.answer_due.is_none_or(|due| facts.today <= due) => Err(Refusal::new(
            RefusalCode::Early,
            "单位反馈期限未到。",
            "The unit may still answer.",
        )),
        E::Convert | E::Drop => conflict(facts),
        _ => Ok(()),
    }
}

/// The unit answers for itself, within its days.
fn in_time(facts: &FindingFacts) -> Result<(), Refusal> {
    if !facts.own_orgs.contains(&facts.org) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "只能答复涉及本单位的发现。",
            "You may answer findings about your own unit only.",
        ));
    }
    match facts.answer_due {
        Some(due) if facts.today > due => Err(Refusal::new(
            RefusalCode::Late,
            format!("反馈期限{due}已过，视为无异议；如有新情况，请在问题办理中提出。"),
            format!("The days to answer ended on {due}; raise what is new while the problem is handled."),
        )),
        _ => Ok(()),
    }
}

/// R9: nobody writes or settles a finding about the unit he or she comes from.
fn conflict(facts: &FindingFacts) -> Result<(), Refusal> {
    let from_there = |acting: Acting| acting.recused || acting.home_org.is_some_and(|home| home == facts.org);
    if !facts.acting.is_some_and(from_there) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Conflict,
        "您来自该单位或应当回避，请由检查组其他人员办理。",
        "You come from this unit or are recused for it; another member of the team has to do this.",
    ))
}

fn role(event: FindingEventKind, facts: &FindingFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role))
    {
        return Ok(());
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(Refusal::new(
        RefusalCode::Role,
        format!("发现的“{}”由{}办理。", event.zh(), zh.join("、")),
        format!("Only the {} may do this: {}.", en.join(", the "), event.en()),
    ))
}
