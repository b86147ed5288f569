//! Who hears of what in the life of a campaign.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_store::entity::{campaign, evaluator_profile};
use remit_store::identity::addressees;
use uuid::Uuid;

use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

/// Tells everybody who wears one of the roles, in these units if any are named.
pub(super) async fn tell(
    work: &mut Work<'_>,
    row: &campaign::Model,
    roles: &[Role],
    units: Option<&[Uuid]>,
    kind: NoticeKind,
) -> Answer<()> {
    let mut accounts = Vec::new();
    for role in roles {
        let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
        accounts.extend(addressees(&work.tx, jurisdiction, *role, units, None, today).await?);
    }
    let message = Message {
        kind,
        subject: ("campaign", row.id),
        code: &row.code,
        title: &row.title,
        due_on: row.due_on,
    };
    send(work, accounts, &message).await
}

/// Tells the oversight section of a nomination.
pub(super) async fn nominated(work: &mut Work<'_>, row: &evaluator_profile::Model) -> Answer<()> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let accounts = addressees(&work.tx, jurisdiction, Role::Ov, None, None, today).await?;
    let message = Message {
        kind: NoticeKind::EvaluatorNominated,
        subject: ("evaluator_profile", row.id),
        code: "",
        title: &row.label,
        due_on: None,
    };
    send(work, accounts, &message).await
}
