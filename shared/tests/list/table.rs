//! A powers list as a workbook (K36, K37).

use remit_shared::list::PowerCategory;
use remit_shared::list::table::{PowerColumn, read};
use remit_shared::refusal::RefusalCode as R;
use remit_shared::table::{Cell, Layout};

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn row(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|cell| Cell::Text((*cell).to_owned())).collect()
}

#[test]
fn a_row_is_read_wherever_its_columns_stand() {
    let layout: Layout<PowerColumn> =
        Layout::read(&header(&["单位", "事项名称", "事项编码", "权力类别", "设定依据"])).unwrap();
    let cells = row(&[
        "市应急管理局",
        "对违法行为的处罚",
        "YINGJI-CF-001",
        "行政处罚",
        "《安全生产法》第九十四条",
    ]);
    let line = read(&layout, &cells).unwrap();
    assert_eq!(line.code, "YINGJI-CF-001");
    assert_eq!(line.category, PowerCategory::Penalty);
    assert_eq!(line.name, "对违法行为的处罚");
    let code = |cells: &[&str]| read(&layout, &row(cells)).map_err(|r| r.code).unwrap_err();
    assert_eq!(code(&["", "名称", "小写abc", "行政处罚", "依据"]), R::Input);
    assert_eq!(code(&["", "名称", "A-1", "处罚类", "依据"]), R::Input);
    assert_eq!(code(&["", "名称", "A-1", "行政处罚", ""]), R::Basis);
    assert_eq!(code(&["", "", "A-1", "行政处罚", "依据"]), R::Input);
}

#[test]
fn unknown_repeated_and_missing_headers_are_refused() {
    let code = |names: &[&str]| {
        Layout::<PowerColumn>::read(&header(names))
            .map_err(|r| r.code)
            .unwrap_err()
    };
    assert_eq!(
        code(&["事项编码", "权力类别", "事项名称", "设定依据", "备注二"]),
        R::Input
    );
    assert_eq!(
        code(&["事项编码", "事项编码", "权力类别", "事项名称", "设定依据"]),
        R::Input
    );
    assert_eq!(code(&["事项编码", "事项名称"]), R::Input);
}
