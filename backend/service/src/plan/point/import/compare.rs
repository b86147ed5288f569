//! Names of a row looked up, and a row compared with the point it names.

use remit_shared::plan::point::table::Line;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::effectiveness_point;
use uuid::Uuid;

use super::super::loaded::entry_of;
use super::super::write::Written;
use super::Known;

/// The row with its section and duties found by their names.
pub(super) fn resolve(known: &Known, line: Line) -> Result<Written, Refusal> {
    let section = match line.section.as_str() {
        "" => None,
        name => Some(section(known, name)?),
    };
    let duties: Result<Vec<Uuid>, Refusal> = line.duties.iter().map(|text| duty(known, text)).collect();
    Ok(Written {
        section,
        entry: line.entry,
        duties: duties?,
    })
}

fn section(known: &Known, name: &str) -> Result<Uuid, Refusal> {
    known
        .sections
        .iter()
        .find(|section| section.name == name)
        .map(|section| section.id)
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::Scope,
                format!("本单位没有科室“{name}”，请按“职责与科室”表中的名称填写。"),
                format!("Your unit has no section {name}."),
            )
            .on("sectionId")
        })
}

/// A duty by its text, or by its number in the unit's list.
fn duty(known: &Known, text: &str) -> Result<Uuid, Refusal> {
    let number: Option<i32> = text.trim_end_matches(['.', '、']).parse().ok();
    known
        .duties
        .iter()
        .find(|duty| duty.text.trim() == text || Some(duty.sort) == number)
        .map(|duty| duty.id)
        .ok_or_else(|| {
            let shown: String = text.chars().take(30).collect();
            Refusal::new(
                RefusalCode::Scope,
                format!("“{shown}”不是本单位现行职责，请填写“职责与科室”表中的职责或其序号，一行一项。"),
                "This is not a duty of your unit; use the texts or numbers of the list, one a line.",
            )
            .on("dutyIds")
        })
}

/// Whether a row says what the point says already.
pub(super) fn same(known: &Known, point: &effectiveness_point::Model, written: &Written) -> bool {
    let sorted = |ids: &[Uuid]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let linked = known.linked.get(&point.id).map_or(&[][..], Vec::as_slice);
    entry_of(point) == written.entry
        && point.section_id == written.section
        && sorted(linked) == sorted(&written.duties)
}
