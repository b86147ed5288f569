//! Powers lists, duty-task lists and adjustments by §6.1, exact for every seed.

use std::collections::{BTreeMap, BTreeSet};

use remit_shared::list::{AdjustmentKind, AdjustmentState, ListOp, TriggerState};
use remit_shared::organisation::RankingGroup;

use crate::made::cities;

#[test]
fn there_are_2080_items_before_changes_eighty_a_department() {
    cities().for_each(|data| {
        let first: Vec<_> = data
            .power_versions
            .iter()
            .filter(|row| row.change_id.is_none())
            .collect();
        assert_eq!(first.len(), 2080);
        let mut by_unit: BTreeMap<_, usize> = BTreeMap::new();
        for row in &first {
            *by_unit.entry(row.org_id).or_default() += 1;
        }
        assert_eq!(
            (by_unit.len(), by_unit.values().min(), by_unit.values().max()),
            (26, Some(&80), Some(&80))
        );
        let names: BTreeSet<_> = first.iter().map(|row| (row.org_id, &row.name)).collect();
        assert_eq!(names.len(), 2080, "no unit has two items of one name");
        let codes: BTreeSet<_> = data.power_items.iter().map(|row| &row.code).collect();
        assert_eq!(codes.len(), 2080 + 13);
    });
}

#[test]
fn eight_adjustments_carry_sixty_two_changes_by_their_quota() {
    cities().for_each(|data| {
        assert_eq!(data.adjustments.len(), 8);
        let of = |kind| {
            data.adjustments
                .iter()
                .filter(|row| row.kind.get() == kind)
                .count()
        };
        assert_eq!(
            [
                of(AdjustmentKind::EnforcementOverlap),
                of(AdjustmentKind::CaseResult),
                of(AdjustmentKind::LawChange),
                of(AdjustmentKind::Finding),
            ],
            [2, 4, 1, 1]
        );
        let mut counts: Vec<usize> = data
            .adjustments
            .iter()
            .map(|row| {
                data.list_changes
                    .iter()
                    .filter(|change| change.adjustment_id == row.id)
                    .count()
            })
            .collect();
        counts.sort_unstable();
        assert_eq!(counts, [4, 5, 5, 6, 7, 9, 12, 14]);
        let ops = |op| {
            data.list_changes
                .iter()
                .filter(|change| change.op.get() == op)
                .count()
        };
        assert_eq!(
            [
                ops(ListOp::Add),
                ops(ListOp::Cancel),
                ops(ListOp::Change),
                ops(ListOp::Transfer)
            ],
            [13, 11, 24, 14]
        );
        let year = |day: chrono::NaiveDate| day.format("%Y").to_string();
        assert!(
            data.list_changes
                .iter()
                .all(|row| row.published_on.map(year) == Some("2022".to_owned()))
        );
        let running: Vec<_> = data
            .adjustments
            .iter()
            .filter(|row| row.state.get() != AdjustmentState::Checked)
            .collect();
        assert_eq!(running.len(), 1, "one check is still to come");
    });
}

#[test]
fn every_government_department_had_occasions_to_revise_and_most_came_on_time() {
    cities().for_each(|data| {
        let government = data
            .orgs
            .iter()
            .filter(|org| org.ranking_group.map(remit_store::Text::get) == Some(RankingGroup::Government));
        for org in government {
            let own = data.list_triggers.iter().filter(|row| row.org_id == org.id);
            assert!(own.count() >= 2, "{}", org.name);
        }
        let in_time = |row: &&remit_store::entity::list_trigger::Model| {
            row.submitted_on.is_some_and(|day| day <= row.due_on)
        };
        let on_time = data.list_triggers.iter().filter(in_time).count();
        assert!(
            on_time * 10 >= data.list_triggers.len() * 8,
            "{on_time} of {}",
            data.list_triggers.len()
        );
        let open = data
            .list_triggers
            .iter()
            .filter(|row| row.state.get() == TriggerState::Open);
        assert_eq!(open.count(), 5);
    });
}

#[test]
fn every_unit_has_a_duty_task_list_and_adjusted_ones_have_new_versions() {
    cities().for_each(|data| {
        assert_eq!(data.task_lists.iter().filter(|list| list.number == 1).count(), 50);
        let newer = data.task_lists.iter().filter(|list| list.number > 1);
        assert_eq!(
            newer.count(),
            3 + 1 + 2 * 6,
            "one for each unit concerned by an adjustment"
        );
        for list in &data.task_lists {
            let lines = data
                .task_lines
                .iter()
                .filter(|line| line.list_id == list.id)
                .count();
            assert_eq!(
                i32::try_from(lines).unwrap(),
                7 + list.number,
                "eight, and one more a version"
            );
        }
    });
}
