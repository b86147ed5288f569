//! Expert sessions and blind reviews (K14, R3, R9). A session names its experts and the units they judge; each
//! pair is one review. Nobody sees another's grade or opinion before all are in: then the session is closed.

use chrono::NaiveDate;

use super::{ReviewGrade, ReviewState, SessionEventKind, SessionKind, SessionState};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// What the person typed for an event on a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionProposal<'a> {
    /// Minutes (HOLD), reason (CANCEL).
    pub text: &'a str,
    /// Experts who attended (HOLD).
    pub attended: usize,
}

/// Everything a decision on a session depends on.
#[derive(Debug, Clone, Copy)]
pub struct SessionFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Role of the hat worn; `None` is the system.
    pub acting: Option<Role>,
    /// Day of the session.
    pub held_on: NaiveDate,
    /// Whether every review that is expected has been handed in.
    pub all_in: bool,
    /// What is proposed with the event.
    pub proposal: SessionProposal<'a>,
}

/// The result of an allowed event on a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionStep {
    /// New state.
    pub to: SessionState,
    /// Who is told.
    pub notify: &'static [Role],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionAvailability {
    /// The event.
    pub event: SessionEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// Whether everything is in: no review is pending, and at least one was handed in.
pub fn all_in(reviews: impl IntoIterator<Item = ReviewState>) -> bool {
    let mut any = false;
    for review in reviews {
        match review {
            ReviewState::Pending => return false,
            ReviewState::Submitted => any = true,
            ReviewState::Recused | ReviewState::Waived => {}
        }
    }
    any
}

/// Whether grade and opinion of a review may be shown: one's own always, others' only when the session is closed.
pub fn shows(state: SessionState, own: bool) -> bool {
    own || state == SessionState::Closed
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: SessionState,
    event: SessionEventKind,
    facts: &SessionFacts,
) -> Result<SessionStep, Refusal> {
    use SessionEventKind as E;
    standing(state, event, facts)?;
    match event {
        E::Hold if facts.proposal.text.trim().is_empty() => {
            Err(Refusal::new(RefusalCode::Input, "请填写会议纪要。", "Write the minutes.").on("minutes"))
        }
        E::Hold if facts.proposal.attended == 0 => Err(Refusal::new(
            RefusalCode::Input,
            "请登记到会专家，至少一名。",
            "Name the experts who attended, at least one.",
        )
        .on("attendedIds")),
        E::Cancel if facts.proposal.text.trim().is_empty() => Err(Refusal::new(
            RefusalCode::Reason,
            "请写明取消的原因。",
            "Say why it is cancelled.",
        )
        .on("reason")),
        E::Hold => Ok(step(SessionState::Held)),
        E::Cancel => Ok(step(SessionState::Cancelled)),
        E::Close => Ok(SessionStep {
            notify: &[Role::Ov],
            notice: Some(NoticeKind::ReviewsIn),
            ..step(SessionState::Closed)
        }),
    }
}

/// Whether CLOSE is due: the session was held and everything is in.
pub fn automatic(state: SessionState, facts: &SessionFacts) -> Option<SessionEventKind> {
    let clock = SessionFacts {
        acting: None,
        ..*facts
    };
    standing(state, SessionEventKind::Close, &clock)
        .ok()
        .map(|()| SessionEventKind::Close)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: SessionState, role: Role, facts: &SessionFacts) -> Vec<SessionAvailability> {
    let facts = SessionFacts {
        acting: Some(role),
        ..*facts
    };
    SessionEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| SessionAvailability {
            event,
            outcome: standing(state, event, &facts),
        })
        .collect()
}

/// The capability a service authorises; `None` for the system's CLOSE.
pub fn capability_of(event: SessionEventKind) -> Option<Capability> {
    (event != SessionEventKind::Close).then_some(Capability::SessionManage)
}

/// The roles that may ever fire an event.
pub fn roles_of(event: SessionEventKind) -> &'static [Role] {
    match event {
        SessionEventKind::Hold | SessionEventKind::Cancel => &[Role::Ov],
        SessionEventKind::Close => &[],
    }
}

pub(crate) fn from(event: SessionEventKind) -> &'static [SessionState] {
    match event {
        SessionEventKind::Hold | SessionEventKind::Cancel => &[SessionState::Planned],
        SessionEventKind::Close => &[SessionState::Held],
    }
}

fn standing(state: SessionState, event: SessionEventKind, facts: &SessionFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if !facts
        .acting
        .map_or(roles.is_empty(), |role| roles.contains(&role))
    {
        return Err(Refusal::new(
            RefusalCode::Role,
            format!("专家论证评价的“{}”由职能运行监管科办理。", event.zh()),
            format!("The oversight section does this: {}.", event.en()),
        ));
    }
    if !from(event).contains(&state) {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该活动当前状态为“{}”，不能“{}”。", state.zh(), event.zh()),
            format!(
                "The session is in state \"{}\"; this is not possible: {}.",
                state.en(),
                event.en()
            ),
        ));
    }
    match event {
        SessionEventKind::Hold if facts.today < facts.held_on => Err(Refusal::new(
            RefusalCode::Early,
            format!("会议定于{}召开，会后再登记纪要。", facts.held_on),
            format!(
                "The session is on {}; record the minutes afterwards.",
                facts.held_on
            ),
        )),
        SessionEventKind::Close if !facts.all_in => Err(Refusal::new(
            RefusalCode::Early,
            "专家意见尚未收齐。",
            "Not all reviews are in.",
        )),
        _ => Ok(()),
    }
}

fn step(to: SessionState) -> SessionStep {
    SessionStep {
        to,
        notify: &[],
        notice: None,
    }
}

/// What an expert hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewProposal<'a> {
    /// Kind of the session: evaluations ask for a grade.
    pub kind: SessionKind,
    /// State of the session.
    pub session: SessionState,
    /// Whether the expert is recused for the unit or comes from it.
    pub recused: bool,
    /// Grade, if given.
    pub grade: Option<ReviewGrade>,
    /// Opinion.
    pub opinion: &'a str,
    /// The expert declares to be recused instead; `opinion` is the reason.
    pub declares: bool,
}

/// PENDING → SUBMITTED, or → RECUSED where the expert declares so.
pub fn review(state: ReviewState, proposal: &ReviewProposal) -> Result<ReviewState, Refusal> {
    may_review(state, proposal.session, proposal.recused)?;
    if proposal.opinion.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Reason,
            "请填写评审意见；申请回避的，请写明回避理由。",
            "Write your opinion; or, if you are recused, why.",
        )
        .on("opinion"));
    }
    if proposal.declares {
        return Ok(ReviewState::Recused);
    }
    if proposal.kind == SessionKind::Evaluation && proposal.grade.is_none() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "运行情况评价须给出等次。",
            "An evaluation asks for a grade.",
        )
        .on("grade"));
    }
    Ok(ReviewState::Submitted)
}

/// What stands in the way of a review before anything is typed.
pub fn may_review(state: ReviewState, session: SessionState, recused: bool) -> Result<(), Refusal> {
    if recused || state == ReviewState::Recused {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "您应当回避该单位（现任职或三年内曾任职），不能评审。",
            "You are recused for this unit: you work or worked for it within three years.",
        ));
    }
    if matches!(session, SessionState::Closed | SessionState::Cancelled) || state == ReviewState::Waived {
        return Err(Refusal::new(
            RefusalCode::State,
            "该活动已办结或取消，不再接收评审意见。",
            "The session is over; no more reviews are taken.",
        ));
    }
    if state == ReviewState::Submitted {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "您已提交评审意见，提交后不能修改。",
            "You have handed your review in; it cannot be changed.",
        ));
    }
    Ok(())
}
