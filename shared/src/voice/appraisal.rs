//! The yearly performance appraisal of public institutions (K29), a row an institution: the columns of the workbook,
//! how a row is read, and what it counts in B62 (§5.3: a numeric score wins over the grade).
//!
//! Pure, so that the same rules judge a dry run, the import itself and a partner's call. The institution's name is the
//! business key within the year: the same list twice changes nothing the second time.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::AppraisalMark;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

crate::wire_enum! {
    /// A column of the list.
    pub enum AppraisalColumn {
        Institution = "INSTITUTION", "事业单位", "institution";
        Parent = "PARENT", "主管部门", "department in charge";
        Grade = "GRADE", "考核等次", "grade";
        Score = "SCORE", "考核得分", "score";
    }
}

/// Rows of one list at most.
pub const ROWS_MAX: usize = 2000;
/// Header of the column in which an import says what it made of a row.
pub const ANSWER: &str = "导入结果";

/// Where each column stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout([Option<usize>; 4]);

impl Layout {
    /// Reads the header row; a missing column is refused by name. The score's column may be missing.
    pub fn read(header: &[String]) -> Result<Self, Refusal> {
        let place = |column: AppraisalColumn| header.iter().position(|cell| cell.trim() == column.zh());
        let places = [
            place(AppraisalColumn::Institution),
            place(AppraisalColumn::Parent),
            place(AppraisalColumn::Grade),
            place(AppraisalColumn::Score),
        ];
        let missing: Vec<&str> = AppraisalColumn::ALL
            .iter()
            .zip(places)
            .filter(|(column, place)| place.is_none() && **column != AppraisalColumn::Score)
            .map(|(column, _)| column.zh())
            .collect();
        if missing.is_empty() {
            return Ok(Self(places));
        }
        let names = missing.join("、");
        Err(Refusal::new(
            RefusalCode::Input,
            format!("缺少列：{names}。请使用系统模板。"),
            format!("Columns are missing: {names}. Use the template."),
        )
        .on("file"))
    }

    /// Whether a row looks like the header.
    pub fn is_header(row: &[String]) -> bool {
        let has = |column: AppraisalColumn| row.iter().any(|cell| cell.trim() == column.zh());
        has(AppraisalColumn::Institution) && has(AppraisalColumn::Grade)
    }

    /// The four texts of a row, empty where it has no such cell.
    pub fn texts(&self, row: &[String]) -> [String; 4] {
        self.0.map(|place| {
            let cell = place.and_then(|place| row.get(place));
            cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
        })
    }
}

/// A row as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Name of the institution.
    pub institution: String,
    /// Name, short name or code of the unit it counts for.
    pub parent: String,
    /// Grade.
    pub grade: String,
    /// Score, may be empty.
    pub score: String,
}

/// A row as read, before the unit is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Name of the institution, the business key.
    pub institution: String,
    /// The unit it counts for, as written.
    pub parent: String,
    /// Grade.
    pub grade: AppraisalMark,
    /// Score in hundredths, 0–10 000.
    pub score_centi: Option<i32>,
}

/// Reads a row, or says what is wrong with it.
pub fn read(written: &Written) -> Result<Line, Refusal> {
    Ok(Line {
        institution: text::line("institution", &written.institution, text::NAME_MAX)?,
        parent: text::line("parent", &written.parent, text::NAME_MAX)?,
        grade: grade(&written.grade)?,
        score_centi: score(&written.score)?,
    })
}

/// `A`, `a`, `A级`, `A等`; and what offices call them: 优秀, 良好 or 合格 are refused, since they are other scales.
fn grade(text: &str) -> Result<AppraisalMark, Refusal> {
    let short = text.trim().trim_end_matches(['级', '等', '类', '档']).trim();
    let full = short.replace(['Ａ', 'ａ'], "A").replace(['Ｂ', 'ｂ'], "B");
    let full = full.replace(['Ｃ', 'ｃ'], "C").replace(['Ｄ', 'ｄ'], "D");
    AppraisalMark::parse(&full.to_ascii_uppercase()).ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            format!("“考核等次”应为A、B、C、D之一，所填为“{text}”。"),
            format!("The grade has to be A, B, C or D; it is \"{text}\"."),
        )
        .on("grade")
    })
}

fn score(text: &str) -> Result<Option<i32>, Refusal> {
    let text = text.trim().trim_end_matches('分').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let score: Option<Decimal> = text.parse().ok();
    let fits = |score: &Decimal| {
        *score >= Decimal::ZERO && *score <= Decimal::ONE_HUNDRED && score.normalize().scale() <= 2
    };
    score
        .filter(fits)
        .and_then(|score| (score * Decimal::ONE_HUNDRED).to_i32())
        .map(Some)
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::Input,
                format!("“考核得分”应为0至100的数，最多两位小数，所填为“{text}”。"),
                format!("The score is a number from 0 to 100 with two decimals at most; it is \"{text}\"."),
            )
            .on("score")
        })
}

/// A score in hundredths as people read it: `85.5`.
pub fn score_of(centi: i32) -> Decimal {
    Decimal::new(i64::from(centi), 2).normalize()
}

/// Why a row is refused that names an institution twice.
pub fn twice(institution: &str, first: u32) -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        format!("“{institution}”与第{first}行重复。"),
        format!("{institution} stands in row {first} already."),
    )
    .on("institution")
}

/// Why a row is refused whose department is not a supervised unit.
pub fn unknown_parent(parent: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Scope,
        format!("“{parent}”不是被监管部门（单位），请填写名录中的单位全称。"),
        format!("{parent} is not a supervised unit; write its full name of the registry."),
    )
    .on("parent")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(institution: &str, parent: &str, grade: &str, score: &str) -> Written {
        Written {
            institution: institution.to_owned(),
            parent: parent.to_owned(),
            grade: grade.to_owned(),
            score: score.to_owned(),
        }
    }

    fn refused(grade: &str, score: &str) -> Option<String> {
        read(&written("市社会福利中心", "市民政局", grade, score))
            .err()
            .and_then(|refusal| refusal.field)
    }

    #[test]
    fn a_row_is_read_with_grade_and_score() {
        let line = read(&written(" 市社会福利中心 ", "市民政局", "a级", "91.25分")).unwrap();
        assert_eq!(line.institution, "市社会福利中心");
        assert_eq!((line.grade, line.score_centi), (AppraisalMark::A, Some(9125)));
        assert_eq!(score_of(9125).to_string(), "91.25");
        assert_eq!(
            read(&written("某中心", "市民政局", "Ｄ", ""))
                .unwrap()
                .score_centi,
            None
        );
    }

    #[test]
    fn another_scale_and_an_impossible_score_are_refused_on_their_field() {
        assert_eq!(refused("优秀", ""), Some("grade".to_owned()));
        assert_eq!(refused("", ""), Some("grade".to_owned()));
        assert_eq!(refused("E", ""), Some("grade".to_owned()));
        assert_eq!(refused("A", "100.01"), Some("score".to_owned()));
        assert_eq!(refused("A", "-1"), Some("score".to_owned()));
        assert_eq!(refused("A", "八十"), Some("score".to_owned()));
        assert_eq!(refused("A", "88.125"), Some("score".to_owned()));
        assert_eq!(refused("A", "100"), None);
    }

    #[test]
    fn columns_are_found_by_their_names_in_any_order_and_the_score_may_be_missing() {
        let header = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let names = header(&["序号", "考核等次", "主管部门", "事业单位"]);
        assert!(Layout::is_header(&names));
        let layout = Layout::read(&names).unwrap();
        let texts = layout.texts(&header(&["1", "B", "市民政局", "市救助站"]));
        assert_eq!(texts, ["市救助站", "市民政局", "B", ""]);
        let refusal = Layout::read(&header(&["事业单位", "考核等次"])).unwrap_err();
        assert!(refusal.zh.contains("主管部门") && !refusal.zh.contains("考核得分"));
    }
}
