//! Eighty items for each of the 26 government departments: 2 080 in all, by exact quota of kinds.

use chrono::NaiveDate;
use remit_shared::list::PowerCategory as C;
use remit_shared::list::change::ItemText;

use super::Pen;
use super::book::Book;
use super::laws::{LAWS, numeral};
use crate::city::founded_at;
use crate::error::DemoError;
use crate::hours;
use crate::names::{self, Unit};
use crate::rng::Rng;

/// The lists of 2021 are the ones in force before the changes.
pub(super) const IN_FORCE_SINCE: NaiveDate = hours::day(2021, 7, 1);

/// Kind, its two letters in codes, how many of the eighty, and what the items are called; `{s}` is a theme.
type Quota = (C, &'static str, usize, &'static [&'static str]);

const QUOTAS: [Quota; 10] = [
    (
        C::Permit,
        "XK",
        12,
        &["{s}经营许可", "{s}从业资格认定", "{s}项目审批"],
    ),
    (
        C::Penalty,
        "CF",
        34,
        &[
            "对未经许可从事{s}活动行为的处罚",
            "对未按规定报送{s}情况行为的处罚",
            "对拒绝、阻碍{s}监督检查行为的处罚",
            "对违反{s}技术标准行为的处罚",
            "对未建立{s}管理制度行为的处罚",
            "对提供虚假{s}材料行为的处罚",
            "对逾期不整改{s}问题行为的处罚",
            "对转让、出借{s}证照行为的处罚",
            "对未履行{s}安全责任行为的处罚",
        ],
    ),
    (C::Coercion, "QZ", 4, &["查封、扣押{s}违法物品"]),
    (C::Levy, "ZS", 1, &["{s}费征收"]),
    (C::Grant, "JF", 2, &["{s}补助发放"]),
    (
        C::Inspection,
        "JC",
        10,
        &["对{s}情况的监督检查", "对{s}单位的随机抽查", "对{s}整改的复查"],
    ),
    (C::Confirmation, "QR", 5, &["{s}等级评定"]),
    (C::Reward, "JL", 3, &["对{s}突出贡献单位和个人的奖励"]),
    (C::Ruling, "CJ", 1, &["{s}争议裁决"]),
    (C::Other, "QT", 8, &["{s}备案", "{s}信息公开"]),
];

/// Sections whose names are no theme.
const NO_THEME: [&str; 4] = ["办公室", "综合科", "秘书科", "政策法规科"];

/// Writes the items and returns the lists as they stand.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<Book, DemoError> {
    let mut book = Book::default();
    for (code, field, law) in LAWS {
        let unit = names::units()
            .find(|unit| unit.code == code)
            .ok_or_else(|| DemoError::unknown("unit", code))?;
        let org = pen.org(code)?;
        let themes = themes(unit, field);
        let mut rng = Rng::of(
            pen.mint.seed(),
            "power list",
            u64::try_from(code.len()).unwrap_or(0),
        );
        for (category, letters, quota, patterns) in QUOTAS {
            for place in 0..quota {
                let article = rng.between(11, 89);
                let text = ItemText {
                    org,
                    code: item_code(code, letters, place + 1),
                    category,
                    name: name(patterns, &themes, place),
                    basis: format!("《{law}》第{}条", numeral(article)),
                };
                book.begin(pen, text, (IN_FORCE_SINCE, founded_at()), 1, None);
            }
        }
    }
    Ok(book)
}

/// The code of an item: unit, kind, number.
pub(super) fn item_code(unit: &str, letters: &str, number: usize) -> String {
    format!("{}-{letters}-{number:03}", unit.to_uppercase())
}

/// The letters of a kind in codes.
pub(super) fn letters(category: C) -> &'static str {
    let found = QUOTAS.iter().find(|(kind, ..)| *kind == category);
    found.map_or("QT", |(_, letters, ..)| letters)
}

/// The first free number of a kind in a unit's first list.
pub(super) fn first_free(category: C) -> usize {
    let found = QUOTAS.iter().find(|(kind, ..)| *kind == category);
    found.map_or(1, |(_, _, quota, _)| quota + 1)
}

fn themes(unit: &Unit, field: &str) -> Vec<String> {
    let own = unit.sections.iter().filter(|name| !NO_THEME.contains(name));
    let own = own.map(|name| name.trim_end_matches(['科', '室', '股']).to_owned());
    let own = own.filter(|name| name != field);
    std::iter::once(field.to_owned()).chain(own).collect()
}

/// Every pattern with every theme in turn; what is left over is told apart by its place.
fn name(patterns: &[&str], themes: &[String], place: usize) -> String {
    let theme = themes.get(place % themes.len()).map_or("", String::as_str);
    let round = place / themes.len();
    let pattern = patterns.get(round % patterns.len()).copied().unwrap_or("{s}");
    let name = pattern.replace("{s}", theme);
    match round / patterns.len() {
        0 => name,
        again => format!("{name}（第{}类）", numeral(u32::try_from(again + 1).unwrap_or(2))),
    }
}
