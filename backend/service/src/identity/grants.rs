//! Hats given and taken (K41): the security administrator grants roles, a second person confirms those of OL, SE
//! and AU, and taking one away works at once (三员分立, §4).

mod place;

use chrono::NaiveDate;
use remit_shared::identity::separation::needs_second_person;
use remit_shared::identity::separation::{GrantTerms, check_confirmation, check_grant, check_terms};
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::role_grant;
use remit_store::identity::{self as rows, GrantFilter, GrantRow, session};
use remit_store::page::{Page, Slice};
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::problem::Step;
use crate::work::Work;
use place::Place;

/// Longest document number.
const DOCUMENT_MAX: usize = 60;

/// A role to be given.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// Account that gets it.
    pub account: Uuid,
    /// Role.
    pub role: Role,
    /// Unit the hat is for.
    pub org: Option<Uuid>,
    /// Section it is limited to.
    pub section: Option<Uuid>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open if `None`.
    pub valid_to: Option<NaiveDate>,
    /// Number of the office lead's written document, for OL, SE and AU.
    pub document_no: Option<String>,
}

/// A page of grants, newest first. Whoever only confirms sees those that wait.
pub async fn list(app: &App, ctx: &OpCtx, mut filter: GrantFilter, slice: Slice) -> Answer<Page<GrantRow>> {
    let scope = match ctx.authorise(Capability::AccountRead) {
        Ok(scope) => scope,
        Err(refusal) => {
            let scope = ctx.authorise(Capability::RoleConfirm).map_err(|_| refusal)?;
            filter.state = Some(GrantState::Pending);
            scope
        }
    };
    Ok(rows::grants(app.db.read(), &scope, &filter, slice).await?)
}

/// Gives a role. OL, SE and AU wait for a second person; all others are in force at once.
pub async fn grant(app: &App, ctx: &OpCtx, input: NewGrant) -> Answer<GrantRow> {
    let mut work = Work::begin(app, ctx, "role.grant").await?;
    let result = grant_in(&mut work, &input).await;
    work.finish(result).await
}

async fn grant_in(work: &mut Work<'_>, input: &NewGrant) -> Answer<GrantRow> {
    let scope = work.authorise(Capability::RoleGrant)?;
    let found = rows::find_account(&work.tx, &scope, input.account).await?;
    let found = found.ok_or_else(|| Refusal::not_found().on("accountId"))?;
    work.subject(
        "account",
        found.account.id,
        format!("{} {}", found.account.login, input.role),
    );
    if found.account.state == AccountState::Disabled {
        return Err(disabled().into());
    }
    check_period(work, input)?;
    let document_no = match &input.document_no {
        Some(no) => Some(text::optional_line("documentNo", no, DOCUMENT_MAX)?).filter(|no| !no.is_empty()),
        None => None,
    };
    check_terms(&GrantTerms {
        role: input.role,
        has_org: input.org.is_some(),
        document_no: document_no.as_deref(),
        granter: scope.person_id(),
        grantee: found.person.id,
    })?;
    // Separation concerns people: it looks at all accounts of the person.
    let (jurisdiction, today) = (scope.jurisdiction_id(), work.ctx.today());
    let held = rows::unscoped_grants_of_person(&work.tx, jurisdiction, found.person.id, today).await?;
    check_grant(&roles(&held), input.role)?;
    let place = place::check(work, &scope, input).await?;
    check_duplicate(&held, input, place)?;
    let row = new_grant(work, &scope, input, place, document_no);
    let saved = row::insert(&work.tx, row).await?;
    work.subject(
        "role_grant",
        saved.id,
        format!("{} {}", found.account.login, saved.role),
    );
    work.after(&saved);
    if saved.state == GrantState::Pending {
        tell_second_persons(work, &saved).await?;
    }
    Ok(GrantRow {
        grant: saved,
        account: found.account,
        person: found.person,
    })
}

fn check_period(work: &Work<'_>, input: &NewGrant) -> Result<(), Refusal> {
    if input.valid_from < work.ctx.today() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "授权起始日期不能早于今天。",
            "A grant cannot begin before today.",
        )
        .on("validFrom"));
    }
    if input.valid_to.is_some_and(|last| last < input.valid_from) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "授权截止日期不能早于起始日期。",
            "The last day cannot be before the first.",
        )
        .on("validTo"));
    }
    Ok(())
}

/// The same hat twice in one period is a duplicate.
fn check_duplicate(held: &[role_grant::Model], input: &NewGrant, place: Place) -> Result<(), Refusal> {
    let same = |old: &&role_grant::Model| {
        old.account_id == input.account
            && old.role == input.role
            && (old.org_id, old.section_id) == (place.org, place.section)
            && input.valid_to.is_none_or(|last| old.valid_from <= last)
            && old.valid_to.is_none_or(|last| last >= input.valid_from)
    };
    if held.iter().find(same).is_none() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        "该账号在此期间已有相同的岗位授权（含待确认的）。",
        "The account has the same role in this period already, or one waits for confirmation.",
    ))
}

fn roles(grants: &[role_grant::Model]) -> Vec<Role> {
    grants.iter().map(|grant| grant.role.get()).collect()
}

fn new_grant(
    work: &Work<'_>,
    scope: &Scope,
    input: &NewGrant,
    place: Place,
    document_no: Option<String>,
) -> role_grant::Model {
    let now = work.ctx.now();
    let state = if needs_second_person(input.role) {
        GrantState::Pending
    } else {
        GrantState::Active
    };
    role_grant::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: scope.jurisdiction_id(),
        account_id: input.account,
        role: Text(input.role),
        org_id: place.org,
        section_id: place.section,
        valid_from: input.valid_from,
        valid_to: input.valid_to,
        state: Text(state),
        granted_by: Some(scope.account_id()),
        confirmed_by: None,
        document_no,
        created_at: now,
        created_by: Some(scope.account_id()),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// Puts a waiting grant into the inboxes of those who may confirm it.
async fn tell_second_persons(work: &mut Work<'_>, grant: &role_grant::Model) -> Answer<()> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut accounts = Vec::new();
    for role in [Role::Ol, Role::Se] {
        accounts.extend(rows::addressees(&work.tx, jurisdiction, role, None, None, today).await?);
    }
    accounts.retain(|account| *account != grant.account_id);
    let message = Message {
        kind: NoticeKind::GrantPending,
        subject: ("role_grant", grant.id),
        code: grant.document_no.as_deref().unwrap_or_default(),
        title: remit_shared::wire::Wire::zh(grant.role.get()),
        due_on: None,
    };
    notice::send(work, accounts, &message).await
}

/// Confirms a waiting grant as the second person: neither the granter nor the one who receives it.
pub async fn confirm(app: &App, ctx: &OpCtx, step: Step) -> Answer<GrantRow> {
    let mut work = Work::begin(app, ctx, "role.confirm").await?;
    let result = confirm_in(&mut work, step).await;
    work.finish(result).await
}

async fn confirm_in(work: &mut Work<'_>, step: Step) -> Answer<GrantRow> {
    let scope = work.authorise(Capability::RoleConfirm)?;
    let found = load(work, &scope, step).await?;
    if found.grant.state != GrantState::Pending {
        return Err(not_pending().into());
    }
    let granter = granter(work, &scope, &found.grant).await?;
    check_confirmation(granter, found.person.id, scope.person_id())?;
    // What the person holds may have changed since the grant was written.
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut held = rows::unscoped_grants_of_person(&work.tx, jurisdiction, found.person.id, today).await?;
    held.retain(|other| other.id != found.grant.id);
    check_grant(&roles(&held), found.grant.role.get())?;
    let grant = role_grant::Model {
        state: Text(GrantState::Active),
        confirmed_by: Some(scope.account_id()),
        ..found.grant.clone()
    };
    save(work, found, grant).await
}

/// The person who granted. A grant that was loaded without one was granted by nobody here, so anybody may be the
/// second person.
async fn granter(work: &Work<'_>, scope: &Scope, grant: &role_grant::Model) -> Answer<Uuid> {
    let Some(account) = grant.granted_by else {
        return Ok(Uuid::nil());
    };
    let found = rows::find_account(&work.tx, scope, account).await?;
    Ok(found.map_or(Uuid::nil(), |found| found.person.id))
}

/// Takes a hat away, or drops a waiting one. Every session under it ends at once.
pub async fn revoke(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<GrantRow> {
    let mut work = Work::begin(app, ctx, "role.revoke").await?;
    let result = revoke_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn revoke_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<GrantRow> {
    let scope = work.authorise(Capability::RoleGrant)?;
    let reason = text::reason("reason", reason)?;
    let found = load(work, &scope, step).await?;
    if found.grant.state == GrantState::Revoked {
        return Err(Refusal::new(
            RefusalCode::State,
            "该授权已收回，无需重复操作。",
            "The grant has been revoked already.",
        )
        .into());
    }
    if found.person.id == scope.person_id() {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不能收回本人的授权，请由另一名安全管理员办理。",
            "Nobody revokes his or her own role; another security administrator has to do it.",
        )
        .into());
    }
    work.remark(reason);
    let ended = session::revoke_of_grant(&work.tx, found.grant.id, "grant_revoked", work.ctx.now()).await?;
    tracing::debug!(trace = %work.ctx.trace, ended, "sessions under a revoked grant were ended");
    let grant = role_grant::Model {
        state: Text(GrantState::Revoked),
        ..found.grant.clone()
    };
    save(work, found, grant).await
}

/// Loads a grant at the version that the person saw.
async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<GrantRow> {
    let found = rows::find_grant(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "role_grant",
        found.grant.id,
        format!("{} {}", found.account.login, found.grant.role),
    );
    if found.grant.version != step.version {
        return Err(StoreError::Stale { table: "role_grant" }.into());
    }
    work.before(&found.grant);
    Ok(found)
}

async fn save(work: &mut Work<'_>, found: GrantRow, grant: role_grant::Model) -> Answer<GrantRow> {
    let grant = role_grant::Model {
        updated_at: work.ctx.now(),
        ..grant
    };
    let grant = row::update(&work.tx, grant).await?;
    work.after(&grant);
    Ok(GrantRow { grant, ..found })
}

fn disabled() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该账号已停用，请由系统管理员启用后再授权。",
        "The account is disabled; the system administrator has to enable it first.",
    )
    .on("accountId")
}

fn not_pending() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该授权不在待确认状态，可能已由他人确认或收回，请刷新列表。",
        "The grant does not wait for confirmation; somebody may have confirmed or revoked it. Reload the list.",
    )
}
