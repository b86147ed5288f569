//! The 120 windows: five in each of the 24 units that have any.

use remit_shared::problem::ProblemSource;
use remit_store::entity::{problem, window_point};
use uuid::Uuid;

use crate::city::{City, founded_at};
use crate::dataset::Dataset;
use crate::mint::id_of;
use crate::names::{self, Unit};

/// Windows of a unit.
pub(crate) const EACH: usize = 5;

const NAMES: [&str; EACH] = [
    "综合受理窗口",
    "业务办理窗口",
    "咨询导办窗口",
    "出证出件窗口",
    "跨域通办窗口",
];

/// Windows that two problems of the year are about.
const NAMED: [(&str, usize, &str); 2] = [("shenpi", 1, "市场准入窗口"), ("shebao", 1, "待遇核发窗口")];

const HALLS: [&str; 3] = ["市政务服务中心一楼大厅", "市政务服务中心二楼大厅", "单位服务大厅"];

/// The units that have windows, in the registry's order.
pub(crate) fn units() -> impl Iterator<Item = &'static Unit> {
    names::units().filter(|unit| unit.window)
}

/// The id of a unit's window: a function of the seed, so that problems can name it before it is made.
pub(crate) fn id(seed: u64, unit: usize, place: usize) -> Uuid {
    let index = u64::try_from(unit * EACH + place).unwrap_or(u64::MAX);
    id_of(seed, "window", index, founded_at())
}

/// The window that a unit's group of bad ratings is about.
pub(crate) fn of_problem(seed: u64, code: &str) -> Option<Uuid> {
    let place = NAMED.iter().find(|(unit, ..)| *unit == code)?.1;
    let unit = units().position(|unit| unit.code == code)?;
    Some(id(seed, unit, place))
}

/// Ties the problems that groups of bad ratings raised to their windows.
pub(crate) fn tie_problems(seed: u64, city: &City, data: &mut Dataset) {
    for (code, ..) in NAMED {
        let Some(place) = city.places.get(code) else {
            continue;
        };
        let of_unit = |problem: &&mut problem::Model| {
            problem.org_id == place.id && problem.source.get() == ProblemSource::Rating
        };
        for problem in data.problems.iter_mut().filter(of_unit) {
            problem.source_id = of_problem(seed, code);
        }
    }
}

/// Adds the windows to the data.
pub(crate) fn make(seed: u64, city: &City, data: &mut Dataset) {
    let at = founded_at();
    for (index, unit) in units().enumerate() {
        let Some(owner) = city.places.get(unit.code) else {
            continue;
        };
        for (place, usual) in NAMES.iter().enumerate() {
            let named = NAMED
                .iter()
                .find(|(code, of, _)| *code == unit.code && *of == place)
                .map(|(.., name)| *name);
            data.windows.push(window_point::Model {
                id: id(seed, index, place),
                jurisdiction_id: city.jurisdiction,
                org_id: owner.id,
                hall: HALLS[index % HALLS.len()].to_owned(),
                no: format!(
                    "{}{:02}",
                    char::from(b'A' + u8::try_from(index).unwrap_or(0)),
                    place + 1
                ),
                name: named.unwrap_or(usual).to_owned(),
                opening_hours: "08:30-12:00,13:30-17:30".to_owned(),
                hotline: format!("0536-60{:02}0{}0", index + 10, place + 1),
                qr_key_version: 1,
                active: true,
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: 1,
            });
        }
    }
}
