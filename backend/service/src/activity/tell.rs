//! Who hears of activities and findings (K38).

use remit_shared::activity::machine::{ActivityAudience, ActivityStep};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_store::activity::{self as rows, finding as findings};
use remit_store::entity::{finding, joint_activity};
use remit_store::identity::addressees;
use uuid::Uuid;

use super::write::ACTIVITY;
use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::work::Work;

/// Tells those whom the machine names about a step.
pub(super) async fn of_activity(
    work: &mut Work<'_>,
    row: &joint_activity::Model,
    step: &ActivityStep,
) -> Answer<()> {
    let Some(kind) = step.notice else { return Ok(()) };
    // A plan that is cancelled before the notice concerns nobody outside the team.
    let announced = row.notified_on.is_some();
    let mut accounts = Vec::new();
    for audience in step.notify {
        accounts.extend(match audience {
            ActivityAudience::Units if !announced => Vec::new(),
            ActivityAudience::Units => of_units(work, &units(work, row.id).await?).await?,
            ActivityAudience::UnitsFound => of_units(work, &units_found(work, row.id).await?).await?,
            ActivityAudience::Team => team(work, row).await?,
            ActivityAudience::Sections => sections(work, row.id).await?,
            ActivityAudience::Oversight => holders(work, Role::Ov, None, None).await?,
        });
    }
    send(work, accounts, kind, row).await
}

/// Tells the team's leader and the oversight section about a finding's answer.
pub(super) async fn of_answer(work: &mut Work<'_>, row: &finding::Model, kind: NoticeKind) -> Answer<()> {
    let activity = rows::watch_find(&work.tx, work.tx.jurisdiction_id(), row.activity_id).await?;
    let Some(activity) = activity else { return Ok(()) };
    let mut accounts = holders(work, Role::Ov, None, None).await?;
    accounts.extend(notice::people(work, &[activity.leader_id, row.author_id]).await?);
    send(work, accounts, kind, &activity).await
}

/// Tells the office lead that every finding is settled.
pub(super) async fn ready(work: &mut Work<'_>, row: &joint_activity::Model) -> Answer<()> {
    let accounts = holders(work, Role::Ol, None, None).await?;
    send(work, accounts, NoticeKind::ActivityReady, row).await
}

async fn send(
    work: &mut Work<'_>,
    accounts: Vec<Uuid>,
    kind: NoticeKind,
    row: &joint_activity::Model,
) -> Answer<()> {
    let due_on = match kind {
        NoticeKind::ActivityNotified => Some(row.from_on),
        NoticeKind::FindingPut => row.answer_due_on,
        _ => None,
    };
    let message = Message {
        kind,
        subject: (ACTIVITY, row.id),
        code: &row.no,
        title: &row.title,
        due_on,
    };
    notice::send(work, accounts, &message).await
}

async fn units(work: &Work<'_>, activity: Uuid) -> Answer<Vec<Uuid>> {
    Ok(rows::watch_orgs(&work.tx, work.tx.jurisdiction_id(), activity).await?)
}

async fn units_found(work: &Work<'_>, activity: Uuid) -> Answer<Vec<Uuid>> {
    Ok(findings::watch_orgs(&work.tx, work.tx.jurisdiction_id(), activity).await?)
}

async fn of_units(work: &Work<'_>, orgs: &[Uuid]) -> Answer<Vec<Uuid>> {
    let mut accounts = holders(work, Role::Dl, Some(orgs), None).await?;
    accounts.extend(holders(work, Role::Dc, Some(orgs), None).await?);
    Ok(accounts)
}

async fn team(work: &Work<'_>, row: &joint_activity::Model) -> Answer<Vec<Uuid>> {
    let members = rows::members(&work.tx, row.jurisdiction_id, &[row.id]).await?;
    let mut persons: Vec<Uuid> = members
        .into_values()
        .flatten()
        .map(|(member, _)| member.person_id)
        .collect();
    persons.push(row.leader_id);
    notice::people(work, &persons).await
}

async fn sections(work: &Work<'_>, activity: Uuid) -> Answer<Vec<Uuid>> {
    let shared = rows::shares(&work.tx, work.tx.jurisdiction_id(), activity).await?;
    let mut accounts = Vec::new();
    for section in shared {
        accounts.extend(holders(work, Role::Os, None, Some(section.id)).await?);
    }
    Ok(accounts)
}

async fn holders(
    work: &Work<'_>,
    role: Role,
    orgs: Option<&[Uuid]>,
    section: Option<Uuid>,
) -> Answer<Vec<Uuid>> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    Ok(addressees(&work.tx, jurisdiction, role, orgs, section, today).await?)
}
