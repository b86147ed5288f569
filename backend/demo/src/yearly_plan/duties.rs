//! Eight duties a unit, 400 in all: one for each of its sections, and those that every unit has.

use chrono::NaiveDate;
use remit_shared::organisation::OrgKind;
use remit_shared::plan::DutySource;
use remit_store::Text;
use remit_store::entity::duty;

use crate::city::{City, founded_at};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;
use crate::names::{self, Unit};

/// Duties of a unit.
const A_UNIT: usize = 8;
/// The provisions of 2019 are the ones in force.
const IN_FORCE_SINCE: NaiveDate = hours::day(2019, 3, 1);

/// What every unit has, in the order in which the list is filled up: source, text, document and article after the
/// unit's name where it begins with `{}`.
const GENERAL: [(DutySource, &str, &str); 5] = [
    (
        DutySource::ThreeFixed,
        "贯彻落实上级和市委、市政府决策部署，拟订职责范围内的规划、计划和政策措施并组织实施",
        "《{}职能配置、内设机构和人员编制规定》第三条",
    ),
    (
        DutySource::DutyTaskList,
        "编制并动态调整本单位职责任务清单，职责变动后20个工作日内完成修订",
        "《{}职责任务清单（2021年版）》第1项",
    ),
    (
        DutySource::Law,
        "按照管行业必须管安全、管业务必须管安全的要求，做好职责范围内的安全生产监督管理工作",
        "《中华人民共和国安全生产法》第三条",
    ),
    (
        DutySource::DutyTaskList,
        "落实“属地管理”主体责任和配合责任清单，指导镇街开展相关工作",
        "《{}职责任务清单（2021年版）》第2项",
    ),
    (
        DutySource::Law,
        "主动公开本单位机构职能、办事依据、程序和结果，接受社会监督",
        "《中华人民共和国政府信息公开条例》第二十条",
    ),
];

/// Adds them.
pub(super) fn add(city: &City, mint: &mut Mint, data: &mut Dataset) -> Result<(), DemoError> {
    for unit in names::units() {
        let place = city.place(unit.code)?;
        let own = unit.sections.iter().zip(place.sections.iter().copied());
        let own = own.zip(4..).map(|((name, section), article)| {
            let text = of_section(name);
            (
                Some(section),
                DutySource::ThreeFixed,
                text,
                provision(unit, article),
            )
        });
        let general = GENERAL
            .iter()
            .map(|(source, text, basis)| (None, *source, (*text).to_owned(), basis.replace("{}", unit.name)));
        let at = founded_at();
        for (sort, (section_id, source, text, basis)) in (1..).zip(own.chain(general).take(A_UNIT)) {
            data.duties.push(duty::Model {
                id: mint.id("duty", at),
                jurisdiction_id: city.jurisdiction,
                org_id: place.id,
                section_id,
                source: Text(source),
                text,
                basis,
                sort,
                valid_from: IN_FORCE_SINCE,
                valid_to: None,
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: 1,
            });
        }
    }
    Ok(())
}

/// The duty of a section, from its name.
fn of_section(name: &str) -> String {
    match name {
        "办公室" | "综合科" => {
            "负责机关文电、会务、机要、保密、信访、督查督办和政务公开等日常运转工作".to_owned()
        }
        _ => {
            let topic = name.trim_end_matches(['科', '室', '部', '处', '股']);
            format!("承担{topic}方面的工作，组织实施并督促落实有关任务")
        }
    }
}

fn provision(unit: &Unit, article: u32) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let index = usize::try_from(article).unwrap_or(1).saturating_sub(1);
    let numeral = NUMERALS.get(index).copied().unwrap_or("十");
    if unit.kind == OrgKind::PublicInstitution {
        format!("《{}机构职能编制规定》第{numeral}条", unit.name)
    } else {
        format!("《{}职能配置、内设机构和人员编制规定》第{numeral}条", unit.name)
    }
}
