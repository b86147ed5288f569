//! Precedents are found by words of two characters and by clause, ranked, with the hit shown.

use remit_shared::coordination::precedent::{Field, Query, Text, fold, pairs, rank};

fn text(key: &'static str, matter: &str, clause: &str, decision: &str) -> Text<&'static str> {
    Text {
        key,
        texts: vec![
            (Field::Matter, matter.to_owned()),
            (Field::Clause, clause.to_owned()),
            (Field::Decision, decision.to_owned()),
        ],
    }
}

fn precedents() -> Vec<Text<&'static str>> {
    vec![
        text(
            "gas",
            "瓶装液化石油气充装环节监管职责分工",
            "特种设备安全法 第四十九条",
            "由市市场监督管理局主办,市应急管理局协办。",
        ),
        text(
            "safety",
            "商贸企业安全生产执法职责分工",
            "安全生产法 第九条第二款",
            "由市应急管理局主办;液化气使用场所的检查由行业主管部门负责。",
        ),
    ]
}

fn found(words: &str, clause: &str) -> Vec<&'static str> {
    let Some(query) = Query::new(words, clause) else {
        return Vec::new();
    };
    rank(&query, precedents())
        .into_iter()
        .map(|row| row.key)
        .collect()
}

#[test]
fn a_word_of_two_characters_is_found_and_the_matter_ranks_before_the_text() {
    assert_eq!(found("液化", ""), ["gas", "safety"]);
    assert_eq!(found("商贸", ""), ["safety"]);
    assert_eq!(
        found("液化气", ""),
        ["safety"],
        "pairs alone are not enough: the word itself has to stand there"
    );
    assert!(found("养老", "").is_empty());
    assert!(found("气", "").is_empty(), "one character is no word");
    assert_eq!(found("液化 执法", ""), ["safety", "gas"], "more words first");
}

#[test]
fn a_clause_is_found_however_its_article_is_written() {
    assert_eq!(found("", "《安全生产法》第九条"), ["safety"]);
    assert_eq!(found("", "安全生产法 第9条"), ["safety"]);
    assert_eq!(found("", "第49条"), ["gas"]);
    assert!(found("", "第4条").is_empty(), "第49条 is another article");
    assert!(
        found("", "商贸企业").is_empty(),
        "a clause is looked for among the clauses"
    );
}

#[test]
fn the_hit_is_shown_with_the_words_around_it() {
    let query = Query::new("行业主管", "").unwrap();
    let ranked = rank(&query, precedents());
    let hit = &ranked[0].hits[0];
    let shown: String = hit.excerpt.chars().skip(hit.from).take(hit.length).collect();
    assert_eq!((hit.field, shown.as_str()), (Field::Decision, "行业主管"));
    let clause = Query::new("", "第9条").unwrap();
    let ranked = rank(&clause, precedents());
    let hit = &ranked[0].hits[0];
    let shown: String = hit.excerpt.chars().skip(hit.from).take(hit.length).collect();
    assert_eq!(shown, "第九条", "shown as it is written");
}

#[test]
fn texts_fold_alike() {
    let folded = |text: &str| fold(text).into_iter().map(|(c, _)| c).collect::<String>();
    assert_eq!(folded("第一百二十三条"), "第123条");
    assert_eq!(folded("第十条、第二十条"), "第10条、第20条");
    assert_eq!(folded("ＡＰＰ第三方"), "app第三方", "not an article");
    let pairs = pairs("第九条,安全");
    assert_eq!(pairs.into_iter().collect::<Vec<_>>(), ["9条", "安全", "第9"]);
    let asked = Query::new("安全", "第九条").unwrap().pairs();
    assert_eq!(
        asked,
        [
            ("9条".to_owned(), true),
            ("安全".to_owned(), false),
            ("第9".to_owned(), true)
        ]
    );
    assert_eq!(Query::new(" ,。", ""), None);
}
