//! Failures of an account: 5 in 15 minutes lock it for 30 (§4). Counted inside the writing transaction, so that
//! guesses sent all at once count one by one.

use remit_shared::identity::AccountState;
use remit_shared::identity::session::{is_locked, lockout_after_failure};
use remit_store::entity::account;
use remit_store::{Text, row};

use crate::failure::Answer;
use crate::work::Work;

/// Counts one more failure. An account that is locked already is left alone: a lock is not prolonged.
pub(crate) async fn count(work: &mut Work<'_>, mut account: account::Model) -> Answer<account::Model> {
    let now = work.ctx.now();
    if is_locked(account.locked_until, now) {
        return Ok(account);
    }
    let failed = account.failed_count.unsigned_abs();
    let failure = lockout_after_failure(failed, account.first_failed_at, now);
    account.failed_count = i32::try_from(failure.count).unwrap_or(i32::MAX);
    account.first_failed_at = Some(failure.first_failed_at);
    account.locked_until = failure.locked_until;
    if failure.locked_until.is_some() {
        account.state = Text(AccountState::Locked);
    }
    account.updated_at = now;
    Ok(row::update(&work.tx, account).await?)
}

/// Forgets all failures, after a success or by the system administrator.
pub(crate) fn clear(account: &mut account::Model) {
    account.failed_count = 0;
    account.first_failed_at = None;
    account.locked_until = None;
    if account.state == AccountState::Locked {
        account.state = Text(AccountState::Active);
    }
}
