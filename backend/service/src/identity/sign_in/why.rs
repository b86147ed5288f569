//! Why a sign-in failed: a code for the audit, one and the same sentence for the caller.

use chrono::Duration;
use remit_shared::identity::session::{LOCKOUT, LOCKOUT_FAILURES};
use remit_shared::refusal::{Refusal, RefusalCode};

/// Audit code of a refused address.
pub(super) const THROTTLED: &str = "throttled";

/// Whom the audit names where no account is known. Never the login typed: people type passwords there by mistake.
pub(super) const STRANGER: &str = "未登录";

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    UnknownLogin,
    WrongPassword,
    Locked,
    Disabled,
    Dormant,
    WrongTotp,
    ReplayedTotp,
    NoHat,
}

impl Why {
    /// The code that the audit gets.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownLogin => "unknown_login",
            Self::WrongPassword => "wrong_password",
            Self::Locked => "locked",
            Self::Disabled => "disabled",
            Self::Dormant => "dormant",
            Self::WrongTotp => "wrong_totp",
            Self::ReplayedTotp => "replayed_totp",
            Self::NoHat => "no_hat",
        }
    }

    /// Whether it may have been a guess, which counts against the address.
    pub fn is_guess(self) -> bool {
        self != Self::NoHat
    }

    /// What the caller hears. Only somebody who has proved everything learns that the account has no role yet.
    pub fn refuse(self) -> Refusal {
        if self == Self::NoHat {
            return Refusal::new(
                RefusalCode::SignIn,
                "身份已核验，但该账号目前没有有效的岗位授权，请联系安全管理员。",
                "You are who you say, but the account has no role at present; ask the security administrator.",
            );
        }
        let minutes = LOCKOUT.num_minutes();
        Refusal::new(
            RefusalCode::SignIn,
            format!(
                "登录未成功：登录名、密码或动态口令不正确，或账号暂不可用。连续{LOCKOUT_FAILURES}次不正确将锁定{minutes}分钟；忘记密码或被锁定的，请联系系统管理员。"
            ),
            format!(
                "Sign-in failed: the login, the password or the code is not right, or the account cannot be used at present. {LOCKOUT_FAILURES} failures in a row lock it for {minutes} minutes; the system administrator can help."
            ),
        )
    }
}

/// What a throttled address hears.
pub(super) fn wait(remaining: Duration) -> Refusal {
    let minutes = remaining.num_seconds().max(1).unsigned_abs().div_ceil(60);
    Refusal::new(
        RefusalCode::Throttled,
        format!("该网络地址登录失败次数过多，请{minutes}分钟后再试。"),
        format!("Too many failed sign-ins from this address; try again in {minutes} minute(s)."),
    )
}
