use super::*;

type Outcome = Result<String, (RefusalCode, Option<String>)>;

fn outcome(result: Result<String, Refusal>) -> Outcome {
    result.map_err(|refusal| {
        assert!(
            refusal.zh.ends_with('。') && refusal.en.ends_with('.'),
            "{refusal:?}"
        );
        (refusal.code, refusal.field)
    })
}

fn input(field: &str) -> Outcome {
    Err((RefusalCode::Input, Some(field.to_owned())))
}

#[test]
fn a_line_is_trimmed_and_counted_in_characters() {
    assert_eq!(
        outcome(title("title", " \t职责任务清单修订不及时\u{3000} ")),
        Ok("职责任务清单修订不及时".to_owned())
    );
    assert_eq!(outcome(title("title", &"清".repeat(120))), Ok("清".repeat(120)));
    assert_eq!(outcome(title("title", &"清".repeat(121))), input("title"));
    let refusal = title("title", &"清".repeat(125)).unwrap_err();
    assert!(
        refusal.zh.contains("最多120个字，现有125个字，请删减5个字"),
        "{}",
        refusal.zh
    );
}

#[test]
fn an_empty_line_is_refused_only_where_it_is_wanted() {
    for empty in ["", "   ", "\t", "\u{3000}"] {
        assert_eq!(outcome(line("post", empty, NAME_MAX)), input("post"));
        assert_eq!(outcome(optional_line("post", empty, NAME_MAX)), Ok(String::new()));
        assert_eq!(outcome(body("facts", empty)), input("facts"));
        assert_eq!(
            outcome(optional_body("facts", empty, BODY_MAX)),
            Ok(String::new())
        );
    }
}

#[test]
fn a_line_has_one_line_and_a_body_has_many() {
    for two in ["甲\n乙", "甲\r\n乙", "甲\r乙"] {
        assert_eq!(outcome(title("title", two)), input("title"));
        assert_eq!(outcome(body("facts", two)), Ok("甲\n乙".to_owned()));
    }
    assert_eq!(
        outcome(body("facts", "甲\t乙")),
        Ok("甲 乙".to_owned()),
        "pasted from a table"
    );
}

#[test]
fn invisible_characters_are_refused_with_their_number() {
    for bad in [
        '\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}', '\u{202E}', '\u{2066}', '\u{FEFF}',
    ] {
        let text = format!("甲{bad}乙");
        assert_eq!(outcome(title("title", &text)), input("title"), "{bad:?}");
        assert_eq!(outcome(body("facts", &text)), input("facts"), "{bad:?}");
        let number = format!("U+{:04X}", u32::from(bad));
        assert!(body("facts", &text).unwrap_err().zh.contains(&number), "{number}");
    }
}

#[test]
fn bodies_and_reasons_have_their_limits() {
    assert_eq!(outcome(body("facts", &"字".repeat(4000))), Ok("字".repeat(4000)));
    assert_eq!(outcome(body("facts", &"字".repeat(4001))), input("facts"));
    assert_eq!(
        outcome(reason("reason", &"字".repeat(1000))),
        Ok("字".repeat(1000))
    );
    assert_eq!(outcome(reason("reason", &"字".repeat(1001))), input("reason"));
    assert_eq!(outcome(optional_body("remark", "四个字符", 3)), input("remark"));
}

#[test]
fn an_empty_reason_has_its_own_code() {
    assert_eq!(
        outcome(reason("reason", " \n ")),
        Err((RefusalCode::Reason, Some("reason".to_owned())))
    );
}

#[test]
fn logins_are_plain() {
    assert_eq!(
        outcome(login("login", " DC-Minzheng.01 ")),
        Ok("dc-minzheng.01".to_owned())
    );
    for bad in [
        "",
        "ab",
        "1abc",
        "-abc",
        "a b c",
        "管理员",
        "a@b.c",
        "abc\n1",
        "é12",
        &"a".repeat(33),
    ] {
        assert_eq!(outcome(login("login", bad)), input("login"), "{bad}");
    }
    assert_eq!(outcome(login("login", &"a".repeat(32))), Ok("a".repeat(32)));
}

#[test]
fn a_telephone_number_shows_its_ends_alone() {
    assert_eq!(masked_phone("13812345678"), "138****5678");
    assert_eq!(masked_phone("5551234"), "*****34");
    assert_eq!(masked_phone(""), "");
}
