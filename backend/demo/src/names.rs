//! The names of the city, as tables (§6.1). Nothing here is drawn; the seed only deals out persons and times.

mod bodies;
mod government;
mod institutions;
mod party;

use remit_shared::organisation::{OrgKind, RankingGroup};

pub(crate) use bodies::{NEWS, OFFICE_SECTIONS, TOWNS, UNIVERSITIES};

/// A supervised unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Short code, also in the logins of its people: the pinyin of its short name.
    pub code: &'static str,
    pub name: &'static str,
    pub short: &'static str,
    pub kind: OrgKind,
    pub group: RankingGroup,
    /// Runs a service window (24 of them do).
    pub window: bool,
    /// Deals with towns and subdistricts regularly.
    pub towns: bool,
    pub sections: &'static [&'static str],
}

/// A body that is not supervised: a town, a university, a news unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    pub code: &'static str,
    pub name: &'static str,
    pub short: &'static str,
    pub kind: OrgKind,
}

/// The 50 supervised units in the registry's order: 12 party and mass, 26 government, 12 institutions.
pub(crate) fn units() -> impl Iterator<Item = &'static Unit> {
    party::UNITS
        .iter()
        .chain(government::UNITS)
        .chain(institutions::UNITS)
}

/// The ten linkage departments, in the order of §6.1.
pub(crate) const LINKAGE: [&str; 10] = [
    "jiwei",
    "zuzhibu",
    "xunchaban",
    "jiguangongwei",
    "shenji",
    "xinfang",
    "caizheng",
    "sifa",
    "renshe",
    "shenpi",
];

/// Departments that send experts: five of the 监管部门.
pub(crate) const EXPERT_DEPARTMENTS: [&str; 5] = ["jiwei", "zuzhibu", "shenji", "sifa", "caizheng"];

/// Departments that send information officers.
pub(crate) const OFFICER_DEPARTMENTS: [&str; 2] = ["xinfang", "jiguangongwei"];

/// Seat of the rating administrators.
pub(crate) const RATING_SEAT: &str = "shenpi";
