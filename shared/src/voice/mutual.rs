//! A department's ballot on the units it has dealt with (K26), and what others may read of all ballots (F7).

pub mod report;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::MutualState;
use crate::organisation::OrgKind;
use crate::rating::RatingLevel;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Casters from whom on means are shown (F7).
pub const CASTERS_MIN: usize = 5;

/// What a ballot says of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The unit.
    pub org: Uuid,
    /// Attitude, timeliness, effect, as far as they are given.
    pub levels: [Option<RatingLevel>; 3],
    /// Whether there were no dealings; not an answer (§5.3).
    pub no_dealings: bool,
}

impl Mark {
    /// The three levels of a unit that was rated.
    pub fn rated(&self) -> Option<[RatingLevel; 3]> {
        let [Some(attitude), Some(timeliness), Some(effect)] = self.levels else {
            return None;
        };
        (!self.no_dealings).then_some([attitude, timeliness, effect])
    }

    /// Whether it says either all three levels, or no dealings and nothing else.
    pub fn is_whole(&self) -> bool {
        let given = self.levels.iter().flatten().count();
        if self.no_dealings { given == 0 } else { given == 3 }
    }
}

/// Whether a unit casts a ballot: departments do, institutions under the city do not (§6.1).
pub fn casts(kind: OrgKind, supervised: bool) -> Result<(), Refusal> {
    if supervised && kind != OrgKind::PublicInstitution {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Scope,
        "部门互评由市直部门填写，市直属事业单位只接受评价。",
        "Departments cast mutual ballots; institutions are only rated.",
    ))
}

/// Whether a ballot may still be written to.
pub fn check_state(state: MutualState) -> Result<(), Refusal> {
    match state {
        MutualState::Draft => Ok(()),
        MutualState::Cast => Err(Refusal::new(
            RefusalCode::Dup,
            "本部门的互评票已提交，每年度一票，提交后不能修改。",
            "Your department has cast its ballot; there is one a year and it cannot be changed.",
        )),
    }
}

/// Keeps a draft honest: known units, each once, never the own one. Gaps are allowed.
pub fn check_draft(own: Uuid, targets: &[Uuid], marks: &[Mark]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for mark in marks {
        if mark.org == own {
            return Err(Refusal::new(
                RefusalCode::Conflict,
                "不能评价本单位，请删除该行。",
                "A unit cannot rate itself; remove the line.",
            )
            .on("marks"));
        }
        if !targets.contains(&mark.org) {
            return Err(Refusal::not_found().on("marks"));
        }
        if !seen.insert(mark.org) {
            return Err(Refusal::new(
                RefusalCode::Dup,
                "同一单位只能评价一次。",
                "A unit stands on the ballot once.",
            )
            .on("marks"));
        }
    }
    Ok(())
}

/// Whether a ballot is whole: every unit is rated in all three items or marked as no dealings, and one is rated.
pub fn check_cast(own: Uuid, targets: &[Uuid], marks: &[Mark]) -> Result<(), Refusal> {
    check_draft(own, targets, marks)?;
    let whole = marks.iter().filter(|mark| mark.is_whole()).count();
    let open = targets
        .iter()
        .filter(|target| **target != own)
        .count()
        .saturating_sub(whole);
    if open > 0 {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("还有{open}家单位未评完，请逐项评价，或标记为“无往来”。"),
            format!("{open} units are not finished: rate all three items, or mark them as no dealings."),
        )
        .on("marks"));
    }
    if marks.iter().all(|mark| mark.no_dealings) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请至少评价1家有工作往来的单位。",
            "Rate at least one unit that you have dealt with.",
        )
        .on("marks"));
    }
    Ok(())
}

/// The word of a mark for lists: a level, or 无往来.
pub fn word(level: Option<RatingLevel>) -> &'static str {
    level.map_or("无往来", Wire::zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn mark(n: u128, levels: [Option<RatingLevel>; 3], no_dealings: bool) -> Mark {
        Mark {
            org: unit(n),
            levels,
            no_dealings,
        }
    }

    const ALL: [Option<RatingLevel>; 3] = [Some(RatingLevel::L4); 3];
    const NONE: [Option<RatingLevel>; 3] = [None; 3];

    fn cast(marks: &[Mark]) -> Result<(), RefusalCode> {
        check_cast(unit(1), &[unit(1), unit(2), unit(3)], marks).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_ballot_is_cast_when_every_other_unit_is_rated_or_marked() {
        assert_eq!(cast(&[mark(2, ALL, false), mark(3, NONE, true)]), Ok(()));
        assert_eq!(cast(&[mark(2, ALL, false)]), Err(RefusalCode::Input));
        let part = [Some(RatingLevel::L4), None, None];
        assert_eq!(
            cast(&[mark(2, ALL, false), mark(3, part, false)]),
            Err(RefusalCode::Input)
        );
        assert_eq!(
            cast(&[mark(2, ALL, false), mark(3, ALL, true)]),
            Err(RefusalCode::Input)
        );
        assert_eq!(
            cast(&[mark(2, NONE, true), mark(3, NONE, true)]),
            Err(RefusalCode::Input)
        );
    }

    #[test]
    fn a_unit_cannot_rate_itself_a_stranger_or_one_twice() {
        let draft =
            |marks: &[Mark]| check_draft(unit(1), &[unit(1), unit(2)], marks).map_err(|refusal| refusal.code);
        assert_eq!(draft(&[mark(1, ALL, false)]), Err(RefusalCode::Conflict));
        assert_eq!(draft(&[mark(9, ALL, false)]), Err(RefusalCode::NotFound));
        assert_eq!(
            draft(&[mark(2, ALL, false), mark(2, NONE, true)]),
            Err(RefusalCode::Dup)
        );
        assert_eq!(draft(&[mark(2, NONE, false)]), Ok(()));
    }

    #[test]
    fn departments_cast_and_institutions_do_not() {
        assert!(casts(OrgKind::GovDept, true).is_ok());
        assert!(casts(OrgKind::MassOrg, true).is_ok());
        assert_eq!(
            casts(OrgKind::PublicInstitution, true).unwrap_err().code,
            RefusalCode::Scope
        );
        assert_eq!(
            casts(OrgKind::OversightOffice, false).unwrap_err().code,
            RefusalCode::Scope
        );
        assert_eq!(check_state(MutualState::Cast).unwrap_err().code, RefusalCode::Dup);
    }
}
