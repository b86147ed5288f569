//! What a person has to do about the own account before anything else is allowed (§4, level 3).

use chrono::{DateTime, Utc};
use remit_shared::identity::password::is_expired;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::account;

/// A duty towards the own account. While it waits, every capability is refused; the own account stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// First sign-in, a reset, or a password older than 90 days.
    ChangePassword,
    /// The configuration asks for a second factor and the account has none yet.
    EnrolTotp,
}

impl Duty {
    /// What an account has to do now; the password comes first.
    pub(crate) fn of(account: &account::Model, totp_required: bool, now: DateTime<Utc>) -> Option<Self> {
        if account.must_change || is_expired(account.password_changed_at, now) {
            Some(Self::ChangePassword)
        } else if totp_required && account.totp_enc.is_none() {
            Some(Self::EnrolTotp)
        } else {
            None
        }
    }

    /// The refusal of everything else.
    pub fn refuse(self) -> Refusal {
        match self {
            Self::ChangePassword => Refusal::new(
                RefusalCode::Password,
                "首次登录、密码被重置或密码满90天，请先修改密码，再办理业务。",
                "This is your first sign-in, or your password was reset or is 90 days old; change it first.",
            ),
            Self::EnrolTotp => Refusal::new(
                RefusalCode::State,
                "本系统要求两步验证，请先在“我的账号”绑定动态口令，再办理业务。",
                "A second factor is required here; set it up under “My account” first.",
            ),
        }
    }
}
