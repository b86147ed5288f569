//! Six expert sessions (§6.1): four seminars, two evaluations of units, each closed with every review in.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::panel::session::{self as machine, ReviewProposal, SessionFacts, SessionProposal};
use remit_shared::panel::{
    ReviewGrade, ReviewState, SessionEventKind as E, SessionKind, SessionState, SessionSubject,
};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{expert_review, expert_session, session_member};
use uuid::Uuid;

use super::Pen;
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::{self, MINUTES, day};
use crate::rng::Rng;

/// Experts invited to each session.
const INVITED: usize = 5;

/// One session as the tables tell it.
struct Meeting {
    on: NaiveDate,
    kind: SessionKind,
    subject: SessionSubject,
    title: &'static str,
    materials: &'static str,
    minutes: &'static str,
    units: &'static [&'static str],
}

const MEETINGS: [Meeting; 6] = [
    Meeting {
        on: day(2022, 3, 25),
        kind: SessionKind::Seminar,
        subject: SessionSubject::Plan,
        title: "2022年度机关职能运行监管方案论证",
        materials: "年度监管方案（征求意见稿）、指标体系说明、各单位反馈意见汇总。",
        minutes: "与会专家认为方案指标设置总体合理，建议进一步明确负面指标的认定口径，细化问效点重要性分级标准。",
        units: &[],
    },
    Meeting {
        on: day(2022, 6, 24),
        kind: SessionKind::Seminar,
        subject: SessionSubject::Case,
        title: "应急管理与综合执法职责衔接论证",
        materials: "两部门“三定”规定相关条款、执法事项划转清单、有关法律法规摘编。",
        minutes: "专家认为日常监管由主管部门负责、集中行使的处罚权由综合执法部门负责的划分依据充分，建议书面明确线索移送时限。",
        units: &[],
    },
    Meeting {
        on: day(2022, 7, 8),
        kind: SessionKind::Evaluation,
        subject: SessionSubject::Points,
        title: "2022年上半年部门运行情况评价",
        materials: "抽样问效点进展材料、日常监管台账、上半年履职问题整改情况。",
        minutes: "专家按单位逐一评议，认为多数单位进度符合预期，个别单位问效点佐证材料不够充分。",
        units: &["minzheng", "renshe", "zhujian"],
    },
    Meeting {
        on: day(2022, 9, 22),
        kind: SessionKind::Seminar,
        subject: SessionSubject::Case,
        title: "文化市场执法线索移送机制论证",
        materials: "文旅、综合执法部门书面意见，线索移送台账，外地做法汇编。",
        minutes: "建议建立双向移送机制，5个工作日内反馈受理情况，重大线索当日移送。",
        units: &[],
    },
    Meeting {
        on: day(2022, 12, 15),
        kind: SessionKind::Seminar,
        subject: SessionSubject::Points,
        title: "2023年度问效点设置论证",
        materials: "2022年问效点完成情况分析、2023年重点任务分解、问效点设置建议。",
        minutes: "建议减少过程性问效点，突出群众可感知的成效，指标口径与行业统计衔接。",
        units: &[],
    },
    Meeting {
        on: day(2023, 1, 16),
        kind: SessionKind::Evaluation,
        subject: SessionSubject::Result,
        title: "2022年度监管结果初稿评价",
        materials: "年度监管结果测算初稿、得分追溯说明、异常数据核查情况。",
        minutes: "专家认为测算过程可追溯，建议对异常数据的处理在结果说明中逐项列明。",
        units: &["ziran", "yingji", "shenpi"],
    },
];

const OPINIONS: [&str; 4] = [
    "职责履行总体规范，制度机制健全，建议进一步压减办理环节。",
    "重点任务推进有力，个别事项时限把握不够，应加强过程管控。",
    "资料齐全、依据充分，建议增加群众评价的佐证。",
    "内部协同较好，跨部门配合的响应速度还有提升空间。",
];

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), DemoError> {
    for (index, meeting) in (0..).zip(&MEETINGS) {
        let mut rng = Rng::of(pen.mint.seed(), "expert session", index);
        hold(pen, &mut rng, meeting)?;
    }
    Ok(())
}

fn hold(pen: &mut Pen<'_>, rng: &mut Rng, meeting: &Meeting) -> Result<(), DemoError> {
    let mut experts = pen.city.experts.clone();
    rng.shuffle(&mut experts);
    experts.truncate(INVITED);
    let officer = rng.pick(&pen.city.oversight).cloned();
    let officer = officer.ok_or_else(|| DemoError::unknown("officer for", meeting.title))?;
    let invited = invitation(pen, meeting.on);
    let session = planned(pen, meeting, &officer, invited);
    for expert in &experts {
        member(pen, &session, expert, meeting.on);
    }
    let mut units = Vec::new();
    for unit in meeting.units {
        units.push(Some(pen.city.place(unit)?.id));
    }
    if units.is_empty() {
        units.push(None);
    }
    let mut states = Vec::new();
    for expert in &experts {
        for unit in &units {
            states.push(review(pen, rng, &session, expert, *unit)?);
        }
    }
    let session = closed(pen, session, meeting, &states)?;
    pen.data.sessions.push(session);
    Ok(())
}

/// Invitations go out seven working days before.
fn invitation(pen: &Pen<'_>, on: NaiveDate) -> DateTime<Utc> {
    let days = pen.rules.calendar.days().iter().rev();
    let before = days.filter(|day| day.is_working && day.date < on).nth(6);
    hours::at(before.map_or(on, |day| day.date), 60, 0)
}

fn planned(pen: &mut Pen<'_>, meeting: &Meeting, officer: &Who, at: DateTime<Utc>) -> expert_session::Model {
    expert_session::Model {
        id: pen.mint.id("expert session", at),
        jurisdiction_id: pen.city.jurisdiction,
        kind: Text(meeting.kind),
        subject: Text(meeting.subject),
        title: meeting.title.to_owned(),
        materials: meeting.materials.to_owned(),
        place: "市委编办三楼会议室".to_owned(),
        held_on: meeting.on,
        state: Text(SessionState::Planned),
        minutes: None,
        cancel_reason: None,
        client_id: None,
        created_at: at,
        created_by: Some(officer.account),
        updated_at: at,
        version: 1,
        change_seq: pen.ticket(),
    }
}

fn member(pen: &mut Pen<'_>, session: &expert_session::Model, expert: &Who, on: NaiveDate) {
    let id = pen.mint.id("session member", session.created_at);
    pen.data.members.push(session_member::Model {
        id,
        jurisdiction_id: session.jurisdiction_id,
        session_id: session.id,
        person_id: expert.person,
        attended: Some(true),
        created_at: session.created_at,
        created_by: session.created_by,
        updated_at: hours::at(on, 420, 0),
        version: 2,
        change_seq: session.change_seq,
    });
}

fn review(
    pen: &mut Pen<'_>,
    rng: &mut Rng,
    session: &expert_session::Model,
    expert: &Who,
    org: Option<Uuid>,
) -> Result<ReviewState, DemoError> {
    let own = org.is_some() && expert.home == org;
    let noted = pen.data.recusals.iter();
    let recused = own
        || noted
            .clone()
            .any(|row| row.person_id == expert.person && Some(row.org_id) == org);
    let grade = match rng.between(1, 10) {
        1..=3 => ReviewGrade::Excellent,
        4..=8 => ReviewGrade::Good,
        _ => ReviewGrade::Fair,
    };
    let opinion = rng.pick(&OPINIONS).copied().unwrap_or_default();
    let at = hours::at(
        session.held_on,
        rng.between(120, MINUTES - 40),
        rng.between(0, 59),
    );
    let evaluation = session.kind == SessionKind::Evaluation;
    let proposal = ReviewProposal {
        kind: session.kind.get(),
        session: SessionState::Planned,
        recused,
        grade: evaluation.then_some(grade),
        opinion,
        declares: false,
    };
    let state = if recused {
        ReviewState::Recused
    } else {
        machine::review(ReviewState::Pending, &proposal)
            .map_err(DemoError::refused(format!("“{}”（评审意见）", session.title)))?
    };
    let submitted = state == ReviewState::Submitted;
    let id = pen.mint.id("expert review", session.created_at);
    let change_seq = if submitted {
        pen.ticket()
    } else {
        session.change_seq
    };
    pen.data.reviews.push(expert_review::Model {
        id,
        jurisdiction_id: session.jurisdiction_id,
        session_id: session.id,
        person_id: expert.person,
        org_id: org,
        state: Text(state),
        grade: proposal.grade.filter(|_| submitted).map(Text),
        opinion: if submitted {
            opinion.to_owned()
        } else {
            String::new()
        },
        submitted_at: submitted.then_some(at),
        created_at: session.created_at,
        created_by: session.created_by,
        updated_at: if submitted { at } else { session.created_at },
        version: if submitted { 2 } else { 1 },
        change_seq,
    });
    Ok(state)
}

fn closed(
    pen: &mut Pen<'_>,
    session: expert_session::Model,
    meeting: &Meeting,
    states: &[ReviewState],
) -> Result<expert_session::Model, DemoError> {
    let at = hours::at(meeting.on, MINUTES - 10, 0);
    let mut state = session.state.get();
    for event in [E::Hold, E::Close] {
        let facts = SessionFacts {
            today: shanghai_day(at),
            acting: machine::roles_of(event).first().copied(),
            held_on: meeting.on,
            all_in: machine::all_in(states.iter().copied()),
            proposal: SessionProposal {
                text: meeting.minutes,
                attended: INVITED,
            },
        };
        let step = machine::next(state, event, &facts);
        state = step
            .map_err(DemoError::refused(format!("“{}”({})", meeting.title, event.zh())))?
            .to;
    }
    Ok(expert_session::Model {
        state: Text(state),
        minutes: Some(meeting.minutes.to_owned()),
        updated_at: at,
        version: 3,
        change_seq: pen.ticket(),
        ..session
    })
}
