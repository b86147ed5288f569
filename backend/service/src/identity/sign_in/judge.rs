//! The decision, on the account as it is inside the writing transaction.

use remit_shared::identity::AccountState;
use remit_shared::identity::session::{is_dormant, is_locked};
use remit_shared::refusal::Refusal;
use remit_store::entity::{account, person, role_grant};
use remit_store::identity::{unscoped_account, unscoped_grants_of_account};
use remit_store::{Text, row};
use uuid::Uuid;

use super::{Proof, SignIn, SignedIn, Why};
use crate::failure::Answer;
use crate::identity::accounts::last_used_at;
use crate::identity::authenticate::label;
use crate::identity::sessions::{self, Opened};
use crate::identity::totp::{Code, Factor};
use crate::identity::{hats, lockout};
use crate::work::Work;

/// Whose sign-in stopped half way.
pub(super) struct Known {
    pub id: Uuid,
    pub login: String,
    pub label: String,
}

/// What becomes of an attempt.
pub(super) enum Verdict {
    Open(Box<Opened>),
    /// The password is right, but a code or a hat is missing. Nothing is written.
    HalfWay(SignedIn, Known),
    /// Committed all the same: failures count.
    Refused(Why),
}

/// Judges an attempt and writes down what follows from it.
pub(super) async fn judge(work: &mut Work<'_>, input: &SignIn, proof: &Proof) -> Answer<Verdict> {
    let Some((id, compared)) = &proof.account else {
        return Ok(Verdict::Refused(Why::UnknownLogin));
    };
    let found = unscoped_account(&work.tx, work.tx.jurisdiction_id(), *id).await?;
    let Some((account, person)) = found else {
        return Ok(Verdict::Refused(Why::UnknownLogin));
    };
    work.tried_by(label(&person));
    work.subject("account", account.id, account.login.clone());
    if let Some(why) = closed(work, &account).await? {
        return Ok(Verdict::Refused(why));
    }
    if !proof.matches || account.password_hash != *compared {
        lockout::count(work, account).await?;
        return Ok(Verdict::Refused(Why::WrongPassword));
    }
    second_factor(work, input, account, person).await
}

/// Whether the account takes no sign-in at all. One unused for 90 days is disabled here, if the daily job has not
/// done it yet.
async fn closed(work: &Work<'_>, account: &account::Model) -> Answer<Option<Why>> {
    let now = work.ctx.now();
    if account.state == AccountState::Disabled {
        return Ok(Some(Why::Disabled));
    }
    if is_dormant(last_used_at(account), now) {
        let disabled = account::Model {
            state: Text(AccountState::Disabled),
            updated_at: now,
            ..account.clone()
        };
        row::update(&work.tx, disabled).await?;
        return Ok(Some(Why::Dormant));
    }
    Ok(is_locked(account.locked_until, now).then_some(Why::Locked))
}

async fn second_factor(
    work: &mut Work<'_>,
    input: &SignIn,
    mut account: account::Model,
    person: person::Model,
) -> Answer<Verdict> {
    let Some(sealed) = &account.totp_enc else {
        return choose_hat(work, input, account, person).await;
    };
    let code = input
        .totp
        .as_deref()
        .map(str::trim)
        .filter(|code| !code.is_empty());
    let Some(code) = code else {
        return Ok(Verdict::HalfWay(SignedIn::NeedsTotp, known(account, &person)));
    };
    let mut factor = Factor::open(work.app, sealed)?;
    let why = match factor.check(code, work.ctx.now()) {
        Code::Accepted => {
            account.totp_enc = Some(factor.seal(work.app, work.ctx)?);
            return choose_hat(work, input, account, person).await;
        }
        Code::Wrong => Why::WrongTotp,
        Code::Replayed => Why::ReplayedTotp,
    };
    lockout::count(work, account).await?;
    Ok(Verdict::Refused(why))
}

async fn choose_hat(
    work: &mut Work<'_>,
    input: &SignIn,
    account: account::Model,
    person: person::Model,
) -> Answer<Verdict> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut grants = unscoped_grants_of_account(&work.tx, jurisdiction, account.id, today).await?;
    let chosen = match (input.grant_id, grants.len()) {
        (_, 0) => return Ok(Verdict::Refused(Why::NoHat)),
        (Some(wanted), _) => grants.into_iter().find(|grant| grant.id == wanted),
        (None, 1) => grants.pop(),
        (None, _) => {
            let hats = hats::named(work.app, jurisdiction, grants).await?;
            return Ok(Verdict::HalfWay(
                SignedIn::ChooseHat(hats),
                known(account, &person),
            ));
        }
    };
    let grant = chosen.ok_or_else(|| Refusal::not_found().on("grantId"))?;
    open(work, account, person, grant).await
}

async fn open(
    work: &mut Work<'_>,
    mut account: account::Model,
    person: person::Model,
    grant: role_grant::Model,
) -> Answer<Verdict> {
    lockout::clear(&mut account);
    (account.last_login_at, account.updated_at) = (Some(work.ctx.now()), work.ctx.now());
    let account = row::update(&work.tx, account).await?;
    let opened = sessions::open(work, account, person, grant).await?;
    work.acting_as(&opened.actor);
    Ok(Verdict::Open(Box::new(opened)))
}

fn known(account: account::Model, person: &person::Model) -> Known {
    Known {
        id: account.id,
        login: account.login,
        label: label(person),
    }
}
