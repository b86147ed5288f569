//! Who hears of a proposal.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::staffing::ProposalEventKind as E;
use remit_shared::wire::Wire;
use remit_store::entity::staffing_proposal::Model;
use remit_store::identity::addressees;

use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

/// The leads when it waits for them; the unit's lead when it is decided; the other sections when it is to be implemented.
pub(super) async fn of_step(work: &mut Work<'_>, row: &Model, event: E) -> Answer<()> {
    match event {
        E::Check => tell(work, row, Role::Ol, NoticeKind::ProposalChecked).await,
        E::Adopt => {
            tell(work, row, Role::Dl, NoticeKind::ProposalDecided).await?;
            tell(work, row, Role::Os, NoticeKind::ProposalAdopted).await
        }
        E::NotSupport => tell(work, row, Role::Dl, NoticeKind::ProposalDecided).await,
        E::Submit | E::Implement | E::Review => Ok(()),
    }
}

async fn tell(work: &mut Work<'_>, row: &Model, role: Role, kind: NoticeKind) -> Answer<()> {
    let unit = [row.org_id];
    let orgs = (role == Role::Dl).then_some(&unit[..]);
    let today = work.ctx.today();
    let accounts = addressees(&work.tx, work.tx.jurisdiction_id(), role, orgs, None, today).await?;
    let message = Message {
        kind,
        subject: ("staffing_proposal", row.id),
        code: &row.no,
        title: row.kind.get().zh(),
        due_on: row.due_on,
    };
    send(work, accounts, &message).await
}
