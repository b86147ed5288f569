use chrono::TimeZone;

use super::*;

fn lacking(password: &str, strength: Strength) -> Option<String> {
    check(password, "dc-minzheng", strength).err().map(|refusal| {
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (RefusalCode::Password, Some("new"))
        );
        refusal.zh
    })
}

fn ordinary(password: &str) -> Option<String> {
    lacking(password, Strength::Ordinary)
}

#[test]
fn a_good_password_passes() {
    for good in [
        "Blau7Kran9x",
        "correct Horse 7",
        "春眠不觉晓Abc12",
        "t9#Lm2!vQx",
        "xK4-river-moss",
    ] {
        assert_eq!(ordinary(good), None, "{good}");
    }
    assert_eq!(lacking("river-Moss-1984", Strength::Administrator), None);
}

#[test]
fn length_is_ten_or_fourteen_characters_not_bytes() {
    assert!(ordinary("aB3$efghi").unwrap().contains("至少10位，现为9位"));
    assert_eq!(ordinary("kB3$efghiq"), None);
    assert!(
        lacking("kB3$efghiqrtu", Strength::Administrator)
            .unwrap()
            .contains("至少14位，现为13位")
    );
    assert_eq!(lacking("kB3$efghiqrtuv", Strength::Administrator), None);
    assert!(ordinary("春眠Ab1").unwrap().contains("现为5位"));
    assert!(ordinary(&"aB3$".repeat(33)).unwrap().contains("最多128位"));
}

#[test]
fn three_of_four_kinds_of_characters_are_wanted() {
    for (password, classes) in [
        ("kranichsee", 1),
        ("Kranichsee", 2),
        ("kranich-see", 2),
        ("8462951730", 1),
    ] {
        assert!(
            ordinary(password).unwrap().contains(&format!("现为{classes}类")),
            "{password}"
        );
    }
    for password in ["Kranichsee7", "Kranich-see", "kranich-see7", "KRANICH-SEE7"] {
        assert_eq!(ordinary(password), None, "{password}");
    }
}

#[test]
fn the_login_may_not_be_inside() {
    assert!(ordinary("X9-DC-Minzheng!").unwrap().contains("登录名"));
    assert_eq!(
        check("Kranichsee7", "", Strength::Ordinary),
        Ok(()),
        "an empty login matches nothing"
    );
}

#[test]
fn weak_passwords_stay_weak_with_decoration() {
    for weak in [
        "Password123!",
        "P@ssw0rd2022",
        "Zhucheng@2022",
        "ZhuCheng#123456",
        "Admin@123456",
        "Woaini1314!",
        "Qwertyuiop1!",
        "1qaz2wsx3edc",
        "Abc123456789!",
        "!!!Mima2022!!!",
        "Bianban_2022",
        "！编办-2022-06",
        "密码2022-2023",
        "Aa1!Aa1!Aa1!",
        "111111111111",
        "Qq123456789!",
        "Test2022Test",
    ] {
        assert!(
            ordinary(weak).is_some_and(|zh| zh.contains("弱密码")),
            "{weak}: {:?}",
            ordinary(weak)
        );
    }
    assert!(weak::size() >= 200, "{}", weak::size());
}

#[test]
fn everything_missing_is_said_at_once() {
    let refusal = check("mima\u{7}", "mima", Strength::Administrator).unwrap_err();
    for words in ["至少14位", "控制字符", "至少含3类", "登录名", "弱密码"] {
        assert!(refusal.zh.contains(words), "{words}: {}", refusal.zh);
    }
    assert_eq!(refusal.en.matches("; ").count(), 4, "{}", refusal.en);
    assert!(
        !refusal.en.contains("mima"),
        "the password itself is never repeated"
    );
}

#[test]
fn any_administrator_grant_asks_for_the_longer_password() {
    assert_eq!(Strength::of(&[Role::Dc, Role::Io]), Strength::Ordinary);
    assert_eq!(Strength::of(&[Role::Dc, Role::Au]), Strength::Administrator);
    assert_eq!(Strength::of(&[]).min(), 10);
    assert_eq!(Strength::Administrator.min(), 14);
}

#[test]
fn a_password_is_valid_for_ninety_days() {
    let set = Utc.with_ymd_and_hms(2022, 1, 1, 0, 0, 0).unwrap();
    let end = Utc.with_ymd_and_hms(2022, 4, 1, 0, 0, 0).unwrap();
    assert_eq!(expires_at(set), end);
    assert!(!is_expired(set, end - Duration::seconds(1)) && is_expired(set, end));
}

#[test]
fn a_reused_password_is_refused_with_the_number() {
    let refusal = reused();
    assert_eq!(refusal.code, RefusalCode::Password);
    assert!(refusal.zh.contains("最近5次"), "{}", refusal.zh);
}
