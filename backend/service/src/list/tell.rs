//! Who hears of adjustments and of occasions to revise lists (K38).

use remit_shared::list::adjustment::AdjustmentStep;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::machine::Audience;
use remit_shared::wire::Wire;
use remit_store::entity::{duty_adjustment, list_trigger};
use remit_store::identity::addressees;
use remit_store::list::adjustment as rows;
use uuid::Uuid;

use super::write::ADJUSTMENT;
use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::work::Work;

/// Tells those whom the machine names about a step; units are those concerned.
pub(super) async fn of_adjustment(
    work: &mut Work<'_>,
    row: &duty_adjustment::Model,
    step: &AdjustmentStep,
) -> Answer<()> {
    let Some(kind) = step.notice else { return Ok(()) };
    let parties = rows::parties(&work.tx, row.jurisdiction_id, &[row.id]).await?;
    let orgs: Vec<Uuid> = parties
        .into_values()
        .flatten()
        .map(|party| party.org_id)
        .collect();
    let accounts = holders(work, step.notify, &orgs).await?;
    let message = Message {
        kind,
        subject: (ADJUSTMENT, row.id),
        code: &row.no,
        title: &row.title,
        due_on: row.due_on,
    };
    notice::send(work, accounts, &message).await
}

/// Tells audiences about an occasion to revise lists; units are that of the occasion.
pub(super) async fn of_trigger(
    work: &mut Work<'_>,
    row: &list_trigger::Model,
    audiences: &[Audience],
    kind: NoticeKind,
) -> Answer<()> {
    let accounts = holders(work, audiences, &[row.org_id]).await?;
    let message = Message {
        kind,
        subject: ("list_trigger", row.id),
        code: row.cause.get().zh(),
        title: &row.title,
        due_on: Some(row.due_on),
    };
    notice::send(work, accounts, &message).await
}

/// The accounts of audiences: holders of the role in the office, or in any of the units.
async fn holders(work: &Work<'_>, audiences: &[Audience], orgs: &[Uuid]) -> Answer<Vec<Uuid>> {
    let mut accounts = Vec::new();
    for audience in audiences {
        let Some(role) = audience.role() else { continue };
        let of_units = matches!(audience, Audience::UnitLead | Audience::UnitContact).then_some(orgs);
        let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
        accounts.extend(addressees(&work.tx, jurisdiction, role, of_units, None, today).await?);
    }
    Ok(accounts)
}
