//! How a workbook's header and rows are read.

use remit_shared::plan::point::PointMeasure;
use remit_shared::plan::point::table::{Cell, Layout, PointColumn, READ_ONLY, read};
use remit_shared::wire::Wire;

use crate::world::d;

fn header() -> Vec<String> {
    PointColumn::ALL
        .iter()
        .map(|column| column.zh().to_owned())
        .collect()
}

fn row() -> Vec<Cell> {
    vec![
        Cell::Text(" mz-01 ".to_owned()),
        Cell::Text("城乡低保提标".to_owned()),
        Cell::Text("社会救助科".to_owned()),
        Cell::Text("负责城乡低保\n负责临时救助".to_owned()),
        Cell::Text("提标到位率100%".to_owned()),
        Cell::Text("比率指标".to_owned()),
        Cell::Number(4.0),
        Cell::Day(d("2022-06-30")),
    ]
}

#[test]
fn a_row_is_read_with_its_types() {
    let line = read(&Layout::read(&header()).unwrap(), &row(), 2022).unwrap();
    assert_eq!(line.code, "MZ-01");
    assert_eq!(line.entry.measure, PointMeasure::Ratio);
    assert_eq!((line.entry.importance, line.entry.due_on), (4, d("2022-06-30")));
    assert_eq!(line.duties, ["负责城乡低保", "负责临时救助"]);
}

#[test]
fn dates_may_be_typed_or_written() {
    let layout = Layout::read(&header()).unwrap();
    for text in ["2022-06-30", "2022/6/30", "2022.6.30", "2022年6月30日"] {
        let mut row = row();
        row[7] = Cell::Text(text.to_owned());
        assert_eq!(
            read(&layout, &row, 2022).unwrap().entry.due_on,
            d("2022-06-30"),
            "{text}"
        );
    }
    for wrong in ["六月底", "2022-02-30", "2023-01-01", ""] {
        let mut row = row();
        row[7] = Cell::Text(wrong.to_owned());
        let refusal = read(&layout, &row, 2022).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("dueOn"), "{wrong}");
    }
}

#[test]
fn unknown_repeated_and_missing_headers_are_refused_by_name() {
    let mut strange = header();
    strange.push("备注二".to_owned());
    assert!(Layout::read(&strange).unwrap_err().zh.contains("备注二"));
    let mut twice = header();
    twice.push("编号".to_owned());
    assert!(Layout::read(&twice).is_err());
    assert!(Layout::read(&header()[1..]).unwrap_err().zh.contains("编号"));
    let mut exported = header();
    exported.extend(READ_ONLY.iter().map(|name| (*name).to_owned()));
    assert!(Layout::read(&exported).is_ok(), "an export can be read back");
}

#[test]
fn each_wrong_cell_is_named() {
    let layout = Layout::read(&header()).unwrap();
    for (place, wrong, field) in [
        (0, "编号一", "code"),
        (1, "", "title"),
        (4, "做好", "target"),
        (5, "其他", "measure"),
        (6, "高", "importance"),
        (6, "2.5", "importance"),
    ] {
        let mut row = row();
        row[place] = Cell::Text(wrong.to_owned());
        assert_eq!(
            read(&layout, &row, 2022).unwrap_err().field.as_deref(),
            Some(field),
            "{wrong}"
        );
    }
}
