//! Who hears of results and appeals.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_store::entity::score_run;
use remit_store::identity::addressees;
use uuid::Uuid;

use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

async fn holders(work: &Work<'_>, role: Role, orgs: Option<&[Uuid]>) -> Answer<Vec<Uuid>> {
    let today = work.ctx.today();
    Ok(addressees(&work.tx, work.tx.jurisdiction_id(), role, orgs, None, today).await?)
}

/// Every lead and contact of a unit.
pub(super) async fn units(work: &mut Work<'_>, run: &score_run::Model, kind: NoticeKind) -> Answer<()> {
    let mut accounts = holders(work, Role::Dl, None).await?;
    accounts.extend(holders(work, Role::Dc, None).await?);
    tell(work, accounts, run, kind).await
}

/// The lead of one unit.
pub(super) async fn unit(
    work: &mut Work<'_>,
    run: &score_run::Model,
    org: Uuid,
    kind: NoticeKind,
) -> Answer<()> {
    let accounts = holders(work, Role::Dl, Some(&[org])).await?;
    tell(work, accounts, run, kind).await
}

/// The oversight section and the office lead.
pub(super) async fn office(work: &mut Work<'_>, run: &score_run::Model, kind: NoticeKind) -> Answer<()> {
    let mut accounts = holders(work, Role::Ov, None).await?;
    accounts.extend(holders(work, Role::Ol, None).await?);
    tell(work, accounts, run, kind).await
}

async fn tell(
    work: &mut Work<'_>,
    accounts: Vec<Uuid>,
    run: &score_run::Model,
    kind: NoticeKind,
) -> Answer<()> {
    let title = format!("{}年度监管结果", run.year);
    let message = Message {
        kind,
        subject: ("score_run", run.id),
        code: "",
        title: &title,
        due_on: None,
    };
    send(work, accounts, &message).await
}
