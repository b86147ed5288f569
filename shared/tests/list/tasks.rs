//! Versions of a duty-task list beside each other (K36).

use remit_shared::list::tasks::{LineChange, TaskLine, check, difference};
use remit_shared::refusal::RefusalCode as R;

fn line(no: i32, duty: &str) -> TaskLine {
    TaskLine {
        no,
        duty: duty.to_owned(),
        tasks: "组织实施".to_owned(),
        basis: "“三定”规定第三条".to_owned(),
    }
}

#[test]
fn two_versions_stand_side_by_side() {
    let before = [line(1, "甲"), line(2, "乙"), line(3, "丙")];
    let after = [line(1, "甲"), line(3, "丙、丁"), line(4, "戊")];
    let lines = difference(&before, &after);
    let read: Vec<_> = lines
        .iter()
        .map(|one| {
            let no = one.after.as_ref().or(one.before.as_ref()).unwrap().no;
            (no, one.change)
        })
        .collect();
    assert_eq!(
        read,
        vec![
            (1, LineChange::Kept),
            (2, LineChange::Removed),
            (3, LineChange::Changed),
            (4, LineChange::Added),
        ]
    );
}

#[test]
fn the_same_version_differs_in_nothing_and_a_first_one_is_all_new() {
    let lines = [line(1, "甲"), line(2, "乙")];
    assert!(
        difference(&lines, &lines)
            .iter()
            .all(|one| one.change == LineChange::Kept)
    );
    assert!(
        difference(&[], &lines)
            .iter()
            .all(|one| one.change == LineChange::Added)
    );
    assert!(
        difference(&lines, &[])
            .iter()
            .all(|one| one.change == LineChange::Removed)
    );
}

#[test]
fn new_lines_get_the_next_number_and_old_ones_keep_theirs() {
    let typed = |no, duty: &str| {
        (
            no,
            duty.to_owned(),
            "组织实施".to_owned(),
            "“三定”规定".to_owned(),
        )
    };
    let lines = check(&[typed(Some(3), "丙"), typed(None, "丁"), typed(None, "戊")], 8).unwrap();
    assert_eq!(
        lines.iter().map(|line| line.no).collect::<Vec<_>>(),
        vec![3, 9, 10]
    );
    let code = |lines: &[_]| check(lines, 8).map_err(|r| r.code).unwrap_err();
    assert_eq!(code(&[]), R::Input);
    assert_eq!(code(&[typed(Some(9), "丙")]), R::Input);
    assert_eq!(code(&[typed(Some(1), "丙"), typed(Some(1), "丁")]), R::Dup);
    assert_eq!(code(&[typed(None, " ")]), R::Input);
}
