//! What waits for administrators: grants to confirm, accounts that are locked (K40, K41). No business rows.

use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::policy::Capability;
use remit_store::identity::{AccountFilter, GrantFilter};
use remit_store::page::Slice;

use super::{Count, QueueItem};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::identity::{accounts, grants};

/// Waiting grants looked at.
const SHOWN: u64 = 30;

/// Grants that wait for this person as the second one: neither given by nor to him or her. None for other hats.
pub(super) async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    if ctx.authorise(Capability::RoleConfirm).is_err() {
        return Ok(Vec::new());
    }
    let actor = ctx.signed_in()?;
    let (account, person) = (actor.account_id, actor.person_id);
    let page = grants::list(app, ctx, waiting(), Slice::first(SHOWN)).await?;
    let mine = page
        .rows
        .into_iter()
        .filter(|row| row.grant.granted_by != Some(account) && row.person.id != person);
    Ok(mine.map(|row| QueueItem::Grant(Box::new(row))).collect())
}

fn waiting() -> GrantFilter {
    GrantFilter {
        state: Some(GrantState::Pending),
        ..GrantFilter::default()
    }
}

/// The administrators' tiles, each equal to the list behind it.
pub(super) async fn counts(app: &App, ctx: &OpCtx, role: Role) -> Answer<Vec<Count>> {
    let slice = Slice::first(1).counted();
    let (key, list, filter, total) = match role {
        Role::Se => {
            let page = grants::list(app, ctx, waiting(), slice).await?;
            ("grants.pending", "/grants", "state=PENDING", page.total)
        }
        Role::Sa => {
            let locked = AccountFilter {
                state: Some(AccountState::Locked),
                ..AccountFilter::default()
            };
            let page = accounts::list(app, ctx, locked, slice).await?;
            ("accounts.locked", "/accounts", "state=LOCKED", page.total)
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![Count {
        key,
        count: i64::try_from(total.unwrap_or(0)).unwrap_or(i64::MAX),
        list,
        filter,
    }])
}
