//! Duty-task lists: a first version of 2021 for each of the 50 units, from its duties; new ones with adjustments.

use chrono::{DateTime, NaiveDate, Utc};
use remit_store::entity::{duty_task_line, duty_task_list};
use uuid::Uuid;

use super::Pen;
use super::items::IN_FORCE_SINCE;
use crate::city::{Who, founded_at};
use crate::error::DemoError;
use crate::names;

/// What is done to perform a duty, in turn.
const TASKS: [&str; 4] = [
    "制定年度工作计划并组织实施；按季度自查完成情况；职责变动时及时修订清单",
    "明确责任科室和责任人；按规定时限办理；办理结果向服务对象反馈",
    "开展政策宣传和业务指导；组织监督检查；对发现的问题督促整改",
    "建立工作台账；会同有关单位协同推进；年底形成工作总结",
];

/// Writes the first versions.
pub(super) fn first_versions(pen: &mut Pen<'_>) -> Result<(), DemoError> {
    let at = founded_at();
    for unit in names::units() {
        let org = pen.org(unit.code)?;
        let list = list(pen, org, 1, (IN_FORCE_SINCE, at), 1);
        let duties: Vec<_> = pen
            .data
            .duties
            .iter()
            .filter(|duty| duty.org_id == org)
            .cloned()
            .collect();
        for (duty, tasks) in duties.into_iter().zip(TASKS.iter().cycle()) {
            let line = (duty.sort, duty.text, (*tasks).to_owned(), duty.basis);
            push_line(pen, list.id, at, duty.sort, line);
        }
        pen.data.task_lists.push(duty_task_list::Model {
            published_on: Some(IN_FORCE_SINCE),
            reason: Some("2021年版".to_owned()),
            ..list
        });
    }
    Ok(())
}

fn list(
    pen: &mut Pen<'_>,
    org: Uuid,
    number: i32,
    (from, at): (NaiveDate, DateTime<Utc>),
    change: i64,
) -> duty_task_list::Model {
    duty_task_list::Model {
        id: pen.mint.id("duty task list", at),
        jurisdiction_id: pen.city.jurisdiction,
        org_id: org,
        number,
        effective_on: from,
        published_on: None,
        adjustment_id: None,
        reason: None,
        created_at: at,
        created_by: None,
        updated_at: at,
        version: 1,
        change_seq: change,
    }
}

/// Number, duty, tasks, basis.
type Line = (i32, String, String, String);

fn push_line(pen: &mut Pen<'_>, list: Uuid, at: DateTime<Utc>, sort: i32, line: Line) {
    let (no, duty, tasks, basis) = line;
    pen.data.task_lines.push(duty_task_line::Model {
        id: pen.mint.id("duty task line", at),
        jurisdiction_id: pen.city.jurisdiction,
        list_id: list,
        no,
        sort,
        duty,
        tasks,
        basis,
    });
}

/// What an adjustment changes in a unit's list.
pub(super) struct Revision<'a> {
    pub adjustment: Uuid,
    pub title: &'a str,
    pub doc_no: &'a str,
    /// The line it gains.
    pub duty: &'a str,
    pub from: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: &'a Who,
    pub change: i64,
}

/// A new version: one line says more, one is new.
pub(super) fn revise(pen: &mut Pen<'_>, org: Uuid, revision: &Revision<'_>) {
    let newest = pen.data.task_lists.iter().filter(|list| list.org_id == org);
    let Some(newest) = newest.max_by_key(|list| list.number).cloned() else {
        return;
    };
    let lines = pen
        .data
        .task_lines
        .iter()
        .filter(|line| line.list_id == newest.id);
    let lines: Vec<_> = lines.cloned().collect();
    let last_no = lines.iter().map(|line| line.no).max().unwrap_or(0);
    let at = revision.at;
    let list = list(pen, org, newest.number + 1, (revision.from, at), revision.change);
    let revised = 2 + newest.number % 3;
    for line in &lines {
        let mut tasks = line.tasks.clone();
        if line.no == revised {
            tasks = format!("{tasks}；按{}落实职责分工", revision.doc_no);
        }
        let kept = (line.no, line.duty.clone(), tasks, line.basis.clone());
        push_line(pen, list.id, at, line.sort, kept);
    }
    let basis = format!("{}（{}）", revision.title, revision.doc_no);
    let tasks = "明确责任科室和责任人；制定配套流程；每半年评估一次执行情况".to_owned();
    let new = (last_no + 1, revision.duty.to_owned(), tasks, basis);
    push_line(pen, list.id, at, last_no + 1, new);
    pen.data.task_lists.push(duty_task_list::Model {
        adjustment_id: Some(revision.adjustment),
        reason: Some(revision.title.to_owned()),
        created_by: Some(revision.by.account),
        ..list
    });
}

/// The versions of an adjustment are published with it.
pub(super) fn publish(
    pen: &mut Pen<'_>,
    adjustment: Uuid,
    (on, at): (NaiveDate, DateTime<Utc>),
    change: i64,
) {
    let own = pen.data.task_lists.iter_mut();
    for list in own.filter(|list| list.adjustment_id == Some(adjustment)) {
        list.published_on = Some(on);
        (list.updated_at, list.change_seq) = (at, change);
        list.version += 1;
    }
}
