//! Versions of a duty-task list (§2 `DutyTaskList`, K36) and what changed between two of them.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, RefusalCode};
use crate::text;

/// Most lines a list may have.
pub const LINES_MAX: usize = 200;

/// One duty and its tasks. Its number is its identity over the versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    /// Number within the unit, kept over the versions and never used again.
    pub no: i32,
    /// The duty.
    pub duty: String,
    /// What is done to perform it.
    pub tasks: String,
    /// Document and article.
    pub basis: String,
}

crate::wire_enum! {
    /// What became of a line between two versions.
    pub enum LineChange {
        Added = "ADDED", "新增", "added";
        Removed = "REMOVED", "删除", "removed";
        Changed = "CHANGED", "修改", "changed";
        Kept = "KEPT", "未变", "unchanged";
    }
}

/// A line of two versions beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDifference {
    /// What became of it.
    pub change: LineChange,
    /// As it was.
    pub before: Option<TaskLine>,
    /// As it is.
    pub after: Option<TaskLine>,
}

/// Both versions side by side: the order of the later one, with what was removed after the line it followed.
pub fn difference(before: &[TaskLine], after: &[TaskLine]) -> Vec<LineDifference> {
    let find = |lines: &[TaskLine], no: i32| lines.iter().find(|line| line.no == no).cloned();
    let mut lines: Vec<LineDifference> = after
        .iter()
        .map(|line| {
            let old = find(before, line.no);
            let change = match &old {
                None => LineChange::Added,
                Some(old) if old == line => LineChange::Kept,
                Some(_) => LineChange::Changed,
            };
            LineDifference {
                change,
                before: old,
                after: Some(line.clone()),
            }
        })
        .collect();
    let mut previous: Option<i32> = None;
    for line in before {
        if find(after, line.no).is_none() {
            let place = previous
                .and_then(|no| lines.iter().position(|one| is(one, no)))
                .map_or(0, |place| place + 1);
            let gone = LineDifference {
                change: LineChange::Removed,
                before: Some(line.clone()),
                after: None,
            };
            lines.insert(place, gone);
        }
        previous = Some(line.no);
    }
    lines
}

fn is(line: &LineDifference, no: i32) -> bool {
    line.after
        .as_ref()
        .or(line.before.as_ref())
        .is_some_and(|line| line.no == no)
}

/// The lines of a new version, cleaned: numbers are unique, new lines get the next free number. `last_no` is the
/// highest number ever used by the unit.
pub fn check(
    lines: &[(Option<i32>, String, String, String)],
    last_no: i32,
) -> Result<Vec<TaskLine>, Refusal> {
    if lines.is_empty() || lines.len() > LINES_MAX {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("职责任务清单应有1至{LINES_MAX}条职责。"),
            format!("A duty-task list has 1 to {LINES_MAX} lines."),
        )
        .on("lines"));
    }
    let mut next = last_no;
    let mut checked: Vec<TaskLine> = Vec::with_capacity(lines.len());
    for (no, duty, tasks, basis) in lines {
        let no = match no {
            Some(no) if *no >= 1 && *no <= last_no => *no,
            Some(no) => return Err(unknown(*no)),
            None => {
                next += 1;
                next
            }
        };
        if checked.iter().any(|line| line.no == no) {
            return Err(Refusal::new(
                RefusalCode::Dup,
                format!("第{no}号职责重复。"),
                format!("Number {no} stands twice."),
            )
            .on("lines"));
        }
        checked.push(TaskLine {
            no,
            duty: text::line("lines", duty, text::REASON_MAX)?,
            tasks: text::body("lines", tasks)?,
            basis: text::line("lines", basis, text::REASON_MAX)?,
        });
    }
    Ok(checked)
}

fn unknown(no: i32) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        format!("没有第{no}号职责；新增职责请不要填写序号，由系统编排。"),
        format!("There is no number {no}; leave the number of a new line empty."),
    )
    .on("lines")
}
