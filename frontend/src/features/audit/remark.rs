//! Words for the remarks of audit records, which are codes in no language, so that the chain's content is neutral. What
//! people wrote as their reason stays as it is.

use remit_shared::identity::AccountState;
use remit_shared::wire::Wire;

use super::{RefusalCode, Role};
use crate::i18n::{Text, t};

/// Codes that stand alone.
const CODES: &[(&str, Text)] = &[
    ("throttled", t::audit::remark::THROTTLED),
    ("unknown_login", t::audit::remark::UNKNOWN_LOGIN),
    ("wrong_password", t::audit::remark::WRONG_PASSWORD),
    ("locked", t::audit::remark::LOCKED),
    ("disabled", t::audit::remark::DISABLED),
    ("dormant", t::audit::remark::DORMANT),
    ("wrong_totp", t::audit::remark::WRONG_TOTP),
    ("replayed_totp", t::audit::remark::REPLAYED_TOTP),
    ("no_hat", t::audit::remark::NO_HAT),
    ("refresh_token_reused", t::audit::remark::TOKEN_REUSED),
];

/// A remark in the present language; tracks it.
pub(super) fn words(remark: &str) -> String {
    if let Some(code) = RefusalCode::parse(remark) {
        return t::audit::remark::coded(crate::i18n::word(code), remark);
    }
    if let Some((_, text)) = CODES.iter().find(|(code, _)| *code == remark) {
        return text.get().to_owned();
    }
    counted(remark)
        .or_else(|| changed(remark))
        .unwrap_or_else(|| remark.to_owned())
}

/// `12 rows`, `ended 1 older session(s)`, `3 sessions`.
fn counted(remark: &str) -> Option<String> {
    let number = |text: &str| text.parse::<u64>().ok();
    if let Some(count) = remark.strip_suffix(" rows").and_then(number) {
        return Some(t::audit::remark::rows(count));
    }
    if let Some(count) = remark.strip_suffix(" sessions").and_then(number) {
        return Some(t::audit::remark::sessions(count));
    }
    let older = remark
        .strip_prefix("ended ")?
        .strip_suffix(" older session(s)")
        .and_then(number)?;
    Some(t::audit::remark::older(older))
}

/// `OV -> DC`, `ACTIVE -> DISABLED: reason`.
fn changed(remark: &str) -> Option<String> {
    let (before, rest) = remark.split_once(" -> ")?;
    let (after, why) = rest
        .split_once(": ")
        .map_or((rest, None), |(after, why)| (after, Some(why)));
    let (before, after) = (state(before)?, state(after)?);
    Some(match why {
        Some(why) => t::audit::remark::change_why(before, after, why),
        None => t::audit::remark::change(before, after),
    })
}

fn state(code: &str) -> Option<&'static str> {
    let role = Role::parse(code).map(crate::i18n::word);
    role.or_else(|| AccountState::parse(code).map(crate::i18n::word))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn codes_get_words_and_reasons_stay() {
        assert_eq!(words("E_STALE"), "数据已被他人更新（E_STALE）");
        assert_eq!(words("unknown_login"), "无此账号");
        assert_eq!(words("12 rows"), "导出12行");
        assert_eq!(words("ended 1 older session(s)"), "已结束较早的登录1个");
        assert_eq!(
            words("ACTIVE -> DISABLED: 调离：2人"),
            "正常改为已停用：调离：2人"
        );
        assert_eq!(words("IO -> DC"), "信息员改为部门联络员");
        assert_eq!(words("因 A -> B 调整"), "因 A -> B 调整");
    }
}
