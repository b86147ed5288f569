//! Input checking of what people type: limits of §2, no control characters, trimmed.

#[cfg(test)]
mod tests;

use crate::refusal::{Refusal, RefusalCode};

/// Titles and matters (§2).
pub const TITLE_MAX: usize = 120;
/// Bodies (§2).
pub const BODY_MAX: usize = 4000;
/// Reasons and remarks.
pub const REASON_MAX: usize = 1000;
/// Names of persons, posts, files.
pub const NAME_MAX: usize = 60;
/// Logins.
pub const LOGIN_MAX: usize = 32;
/// Shortest login.
pub const LOGIN_MIN: usize = 3;

/// One line of text: trimmed, not empty, at most `max` characters, no line breaks, no control characters.
pub fn line(field: &str, value: &str, max: usize) -> Result<String, Refusal> {
    let text = optional_line(field, value, max)?;
    if text.is_empty() {
        Err(empty(field))
    } else {
        Ok(text)
    }
}

/// As [`line`], but may be empty.
pub fn optional_line(field: &str, value: &str, max: usize) -> Result<String, Refusal> {
    let text = value.replace('\t', " ").trim().to_owned();
    if text.contains(['\n', '\r']) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "此处只能填写一行，请删除换行。",
            "This is a single line; remove the line breaks.",
        )
        .on(field));
    }
    checked(field, text, max)
}

/// A body: trimmed, not empty, at most [`BODY_MAX`] characters; line breaks are kept as `\n`.
pub fn body(field: &str, value: &str) -> Result<String, Refusal> {
    let text = optional_body(field, value, BODY_MAX)?;
    if text.is_empty() {
        Err(empty(field))
    } else {
        Ok(text)
    }
}

/// A telephone number as lists show it (F4): `13812345678` → `138****5678`; of a shorter one only the end.
pub fn masked_phone(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let (head, tail) = if letters.len() >= 11 {
        (3, 4)
    } else {
        (0, 2.min(letters.len() / 2))
    };
    let from = letters.len() - tail;
    let shown = |(place, letter): (usize, &char)| {
        if place < head || place >= from {
            *letter
        } else {
            '*'
        }
    };
    letters.iter().enumerate().map(shown).collect()
}

/// As [`body`], but may be empty, with its own limit.
pub fn optional_body(field: &str, value: &str, max: usize) -> Result<String, Refusal> {
    let text = value
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ")
        .trim()
        .to_owned();
    checked(field, text, max)
}

/// A title or matter: one line of at most [`TITLE_MAX`] characters.
pub fn title(field: &str, value: &str) -> Result<String, Refusal> {
    line(field, value, TITLE_MAX)
}

/// A reason of at most [`REASON_MAX`] characters; an empty one is `E_REASON`.
pub fn reason(field: &str, value: &str) -> Result<String, Refusal> {
    let text = optional_body(field, value, REASON_MAX)?;
    if text.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Reason,
            "请填写理由，写明事实或依据。",
            "Give a reason: the facts or the basis.",
        )
        .on(field));
    }
    Ok(text)
}

/// A new login: 3 to 32 characters, lower-case Latin letters, digits, `-`, `_` or `.`, beginning with a letter.
pub fn login(field: &str, value: &str) -> Result<String, Refusal> {
    let text = value.trim().to_ascii_lowercase();
    let letters_ok = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c));
    let begins_ok = text.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    if !letters_ok || !begins_ok || !(LOGIN_MIN..=LOGIN_MAX).contains(&text.len()) {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("登录名须为{LOGIN_MIN}至{LOGIN_MAX}位小写字母、数字或“-”“_”“.”，并以字母开头。"),
            format!(
                "A login has {LOGIN_MIN} to {LOGIN_MAX} lower-case letters, digits, \"-\", \"_\" or \".\" and begins with a letter."
            ),
        )
        .on(field));
    }
    Ok(text)
}

fn checked(field: &str, text: String, max: usize) -> Result<String, Refusal> {
    if let Some(bad) = text.chars().find(|c| is_forbidden(*c)) {
        let code = u32::from(bad);
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("内容含有不可见的控制字符（U+{code:04X}），请删除后重新填写。"),
            format!("The text contains an invisible control character (U+{code:04X}); remove it."),
        )
        .on(field));
    }
    let length = text.chars().count();
    if length > max {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("最多{max}个字，现有{length}个字，请删减{}个字。", length - max),
            format!(
                "At most {max} characters; there are {length}, shorten by {}.",
                length - max
            ),
        )
        .on(field));
    }
    Ok(text)
}

/// Control characters except the line feed, and the bidirectional overrides that make a text read as another.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn empty(field: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "此项必填，请填写。",
        "This field is required; fill it in.",
    )
    .on(field)
}
