//! The life cycle of a yearly result and of an appeal against it (§3.10, K32).
//!
//! The result is a score run: DRAFT → REVIEWED → PUBLISHED → FROZEN → EXPORTED, or SUPERSEDED by a later run. An
//! appeal is FILED, then UPHELD (the result stands) or ACCEPTED; an accepted one is settled by the run that is
//! published after it. Each function judges one event and changes nothing.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};

crate::wire_enum! {
    /// State of a score run (§3.10).
    pub enum RunState {
        Draft = "DRAFT", "测算稿", "draft";
        Reviewed = "REVIEWED", "已评审", "reviewed";
        Published = "PUBLISHED", "已公布", "published";
        Frozen = "FROZEN", "已冻结", "frozen";
        Exported = "EXPORTED", "已输出", "exported";
        Superseded = "SUPERSEDED", "已被新结果替代", "superseded";
    }
}

crate::wire_enum! {
    /// What happens to a score run; also the name of the action that makes it happen (§3.10).
    pub enum RunEventKind {
        Review = "REVIEW", "评审通过", "record the review";
        Publish = "PUBLISH", "公布结果", "publish";
        OpenList = "OPEN_LIST", "公开全部名次", "open the full list";
        Freeze = "FREEZE", "冻结结果", "freeze";
        Export = "EXPORT", "输出综合考核得分", "export";
        Correct = "CORRECT", "凭文号更正", "correct";
    }
}

crate::wire_enum! {
    /// State of an appeal (§3.10).
    pub enum AppealState {
        Filed = "FILED", "待裁定", "filed";
        Upheld = "UPHELD", "维持原结果", "result upheld";
        Accepted = "ACCEPTED", "申诉成立", "accepted";
    }
}

/// What an event of a run is judged by.
#[derive(Debug, Clone, Copy)]
pub struct RunFacts<'a> {
    /// Role of the actor.
    pub role: Role,
    /// Person who acts.
    pub person: Uuid,
    /// Person who ran the scoring.
    pub ran_by: Option<Uuid>,
    /// Appeals that are not settled: filed, or accepted without a newer run.
    pub open_appeals: u32,
    /// Whether the full list is open already.
    pub list_open: bool,
    /// Whether a document has ordered its correction already.
    pub decreed: bool,
    /// Remark of the review, document number of a correction; `None` while nobody has typed anything.
    pub text: Option<&'a str>,
}

/// The events in the order of a year, their roles and their capability.
const TABLE: &[(RunEventKind, &[RunState], &[Role], Capability)] = {
    use RunEventKind as E;
    use RunState as S;
    &[
        (E::Review, &[S::Draft], &[Role::Ov], Capability::ScoreRun),
        (E::Publish, &[S::Reviewed], &[Role::Ol], Capability::ResultPublish),
        (
            E::OpenList,
            &[S::Published, S::Frozen, S::Exported],
            &[Role::Ol],
            Capability::ResultPublish,
        ),
        (E::Freeze, &[S::Published], &[Role::Ol], Capability::ResultFreeze),
        (E::Export, &[S::Frozen], &[Role::Ol], Capability::ExportRun),
        (
            E::Correct,
            &[S::Frozen, S::Exported],
            &[Role::Ol],
            Capability::ResultFreeze,
        ),
    ]
};

/// The capability a service authorises before it loads the run.
pub fn capability_of(event: RunEventKind) -> Capability {
    TABLE
        .iter()
        .find(|row| row.0 == event)
        .map_or(Capability::ScoreRun, |row| row.3)
}

/// The state after an event, or the refusal that changes nothing.
pub fn next(state: RunState, event: RunEventKind, facts: &RunFacts<'_>) -> Result<RunState, Refusal> {
    standing(state, event, facts)?;
    let typed = facts.text.unwrap_or_default().trim();
    match event {
        RunEventKind::Review if typed.is_empty() => Err(reason()),
        RunEventKind::Correct if typed.is_empty() => Err(basis()),
        RunEventKind::Review => Ok(RunState::Reviewed),
        RunEventKind::Publish => Ok(RunState::Published),
        // The result in force stays so until a corrected one is published.
        RunEventKind::OpenList | RunEventKind::Correct => Ok(state),
        RunEventKind::Freeze => Ok(RunState::Frozen),
        RunEventKind::Export => Ok(RunState::Exported),
    }
}

/// The events this role could ever fire in this state, each with the reason why it cannot now. What a person would
/// type is not judged.
pub fn available(state: RunState, facts: &RunFacts<'_>) -> Vec<(RunEventKind, Result<(), Refusal>)> {
    TABLE
        .iter()
        .filter(|(_, from, roles, _)| from.contains(&state) && roles.contains(&facts.role))
        .map(|(event, ..)| (*event, standing(state, *event, facts)))
        .collect()
}

/// What can be judged before anybody types.
fn standing(state: RunState, event: RunEventKind, facts: &RunFacts<'_>) -> Result<(), Refusal> {
    let Some((_, from, roles, capability)) = TABLE.iter().find(|row| row.0 == event) else {
        return Err(Refusal::plain(RefusalCode::State));
    };
    if !roles.contains(&facts.role) {
        return Err(crate::policy::matrix::refuse(*capability));
    }
    if !from.contains(&state) {
        return Err(wrong_state(state));
    }
    match event {
        RunEventKind::Publish if facts.ran_by == Some(facts.person) => Err(Refusal::new(
            RefusalCode::Conflict,
            "测算人不得公布自己测算的结果，请由另一位负责人公布。",
            "Whoever ran the scoring may not publish it; another lead has to.",
        )),
        RunEventKind::Freeze if facts.open_appeals > 0 => Err(Refusal::new(
            RefusalCode::State,
            format!(
                "尚有{}件申诉未办结，请先裁定并公布更正后的结果，再冻结。",
                facts.open_appeals
            ),
            format!(
                "{} appeal(s) are open; decide them, publish the corrected run, then freeze.",
                facts.open_appeals
            ),
        )),
        RunEventKind::Correct if facts.decreed => Err(Refusal::new(
            RefusalCode::State,
            "该结果已凭文号决定更正，请重新测算并公布更正后的结果。",
            "A document has ordered the correction already; score the year again and publish the corrected result.",
        )),
        RunEventKind::OpenList if facts.list_open => Err(Refusal::new(
            RefusalCode::State,
            "全部名次已经公开。",
            "The full list is open already.",
        )),
        _ => Ok(()),
    }
}

/// Whether a new run may be made, or published, while the result in force stands like this: once it is frozen only when a
/// document has ordered its correction.
pub fn may_run(in_force: Option<RunState>, decreed: bool) -> Result<(), Refusal> {
    match in_force {
        Some(RunState::Frozen | RunState::Exported) if !decreed => Err(frozen()),
        _ => Ok(()),
    }
}

/// What an appeal is judged by.
#[derive(Debug, Clone, Copy)]
pub struct AppealFacts<'a> {
    /// State of the run.
    pub run: RunState,
    /// Whether the unit is the actor's own.
    pub own_unit: bool,
    /// Day of the publication.
    pub published_on: Option<NaiveDate>,
    /// Working days to appeal (`deadlines_wd.appeal`).
    pub days: u32,
    /// Today.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// Whether the unit has an open appeal on the same indicator.
    pub duplicate: bool,
    /// Grounds; `None` while nobody has typed anything.
    pub grounds: Option<&'a str>,
    /// Files attached.
    pub evidence: u32,
}

/// Whether a unit may appeal, and until when it could (§3.10: 5 WD after the publication).
pub fn appeal(facts: &AppealFacts<'_>) -> Result<NaiveDate, Refusal> {
    let due_on = appealable(facts)?;
    if facts.grounds.unwrap_or_default().trim().is_empty() {
        return Err(reason().on("grounds"));
    }
    if facts.evidence == 0 {
        return Err(Refusal::new(
            RefusalCode::Evidence,
            "请上传佐证材料后再提出申诉。",
            "Attach evidence before you appeal.",
        )
        .on("fileIds"));
    }
    Ok(due_on)
}

/// The part of [`appeal()`] that can be judged before anybody types.
pub fn appealable(facts: &AppealFacts<'_>) -> Result<NaiveDate, Refusal> {
    if !facts.own_unit {
        return Err(Refusal::not_found());
    }
    match facts.run {
        RunState::Published => {}
        RunState::Frozen | RunState::Exported => return Err(frozen()),
        other => return Err(wrong_state(other)),
    }
    let due_on = facts
        .calendar
        .add_working_days(facts.published_on.unwrap_or(facts.today), facts.days)?;
    if facts.today > due_on {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("申诉期已于{due_on}届满。"),
            format!("The time to appeal ended on {due_on}."),
        ));
    }
    if facts.duplicate {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "贵单位对该指标的申诉正在办理，请等待裁定。",
            "Your unit has an open appeal on this indicator.",
        )
        .on("indicator"));
    }
    Ok(due_on)
}

/// OL decides a filed appeal, with a reason, and is not the person who ran the scoring (R10).
pub fn decide(
    state: AppealState,
    role: Role,
    person: Uuid,
    ran_by: Option<Uuid>,
    reasons: &str,
) -> Result<(), Refusal> {
    if role != Role::Ol {
        return Err(crate::policy::matrix::refuse(Capability::AppealDecide));
    }
    if state != AppealState::Filed {
        return Err(Refusal::new(
            RefusalCode::State,
            "该申诉已经裁定。",
            "The appeal has been decided already.",
        ));
    }
    if ran_by == Some(person) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "测算人不得裁定对自己测算结果的申诉，请由他人裁定。",
            "Whoever ran the scoring may not decide the appeal.",
        ));
    }
    if reasons.trim().is_empty() {
        return Err(reason().on("decision"));
    }
    Ok(())
}

fn wrong_state(state: RunState) -> Refusal {
    use crate::wire::Wire;
    Refusal::new(
        RefusalCode::State,
        format!("该结果目前为“{}”，不能办理此事项。", state.zh()),
        format!("The result is \"{}\"; this is not possible now.", state.en()),
    )
}

fn frozen() -> Refusal {
    Refusal::new(
        RefusalCode::Frozen,
        "本年度结果已冻结；确需更正的，由编办负责人凭文号办理。",
        "The result of this year is frozen; only the office lead may correct it, with a document number.",
    )
}

fn reason() -> Refusal {
    Refusal::new(RefusalCode::Reason, "请填写理由。", "Give a reason.")
}

fn basis() -> Refusal {
    Refusal::new(
        RefusalCode::Basis,
        "请填写更正依据的文号。",
        "Give the document number.",
    )
    .on("docNo")
}
