//! Password rules (§4, level 3): length, kinds of characters, weak list, age.

#[cfg(test)]
mod tests;
mod weak;

use chrono::{DateTime, Duration, Utc};

use super::Role;
use crate::refusal::{Refusal, RefusalCode};

/// Shortest password of an ordinary account.
pub const MIN: usize = 10;
/// Shortest password of an administrator.
pub const MIN_ADMINISTRATOR: usize = 14;
/// Longest password accepted, so that hashing stays cheap.
pub const MAX: usize = 128;
/// Kinds of characters wanted, of four: lower case, upper case, digits, others.
pub const CLASSES: usize = 3;
/// How many earlier passwords may not come back.
pub const HISTORY: usize = 5;
/// Age at which a password has to be changed.
pub const VALID: Duration = Duration::days(90);

/// Which length applies: any grant of an administrator makes the account an administrator's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Ordinary account: [`MIN`].
    Ordinary,
    /// SA, SE or AU: [`MIN_ADMINISTRATOR`].
    Administrator,
}

impl Strength {
    /// The strength that the roles of an account ask for.
    pub fn of(roles: &[Role]) -> Self {
        if roles.iter().any(|role| role.is_administrator()) {
            Self::Administrator
        } else {
            Self::Ordinary
        }
    }

    /// Shortest length in characters.
    pub fn min(self) -> usize {
        match self {
            Self::Ordinary => MIN,
            Self::Administrator => MIN_ADMINISTRATOR,
        }
    }
}

/// Checks a new password; `E_PASSWORD` lists everything that is missing at once.
pub fn check(password: &str, login: &str, strength: Strength) -> Result<(), Refusal> {
    let lacks = lacks(password, login, strength);
    if lacks.is_empty() {
        return Ok(());
    }
    let zh: Vec<_> = lacks.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<_> = lacks.iter().map(|(_, en)| en.as_str()).collect();
    Err(Refusal::new(
        RefusalCode::Password,
        format!("密码不符合要求：{}。", zh.join(";")),
        format!("The password is not acceptable: {}.", en.join("; ")),
    )
    .on("new"))
}

/// The refusal for one of the last five passwords; only the server can compare hashes.
pub fn reused() -> Refusal {
    Refusal::new(
        RefusalCode::Password,
        format!("不能使用最近{HISTORY}次用过的密码，请换一个。"),
        format!("This is one of your last {HISTORY} passwords; choose another."),
    )
    .on("new")
}

/// When a password set at this time has to be changed.
pub fn expires_at(changed_at: DateTime<Utc>) -> DateTime<Utc> {
    changed_at + VALID
}

/// Whether a password is past its age.
pub fn is_expired(changed_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now >= expires_at(changed_at)
}

fn lacks(password: &str, login: &str, strength: Strength) -> Vec<(String, String)> {
    let mut lacks = Vec::new();
    let mut add = |zh: String, en: String| lacks.push((zh, en));
    let length = password.chars().count();
    let min = strength.min();
    if length < min {
        add(
            format!("至少{min}位，现为{length}位"),
            format!("at least {min} characters, there are {length}"),
        );
    }
    if length > MAX {
        add(format!("最多{MAX}位"), format!("at most {MAX} characters"));
    }
    if password.chars().any(char::is_control) {
        add("不得含控制字符".into(), "no control characters".into());
    }
    let classes = classes(password);
    if classes < CLASSES {
        add(
            format!("大写字母、小写字母、数字、符号中至少含{CLASSES}类，现为{classes}类"),
            format!("{CLASSES} of upper case, lower case, digits and symbols, there are {classes}"),
        );
    }
    let lower = password.to_lowercase();
    let login = login.trim().to_lowercase();
    if !login.is_empty() && lower.contains(&login) {
        add("不得包含登录名".into(), "it must not contain the login".into());
    }
    if weak::is_weak(&lower) {
        add("属于常见弱密码".into(), "it is a common weak password".into());
    }
    lacks
}

fn classes(password: &str) -> usize {
    let has = |test: fn(char) -> bool| usize::from(password.chars().any(test));
    has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit())
}
