//! Leaving the post ends the role grant the same day (§3.14).

use remit_shared::identity::GrantState;
use remit_shared::panel::AppointmentState;
use remit_store::entity::{appointment, role_grant};
use remit_store::identity::{session, unscoped_grants_of_person};
use remit_store::panel::appointment as rows;
use remit_store::{Text, row};

use super::hat;
use crate::failure::Answer;
use crate::work::Work;

/// Takes the hat of an ended appointment away from all accounts of the person and ends the sessions under it;
/// unless a further appointment of the same kind is running already.
pub(crate) async fn end_grants(work: &Work<'_>, ended: &appointment::Model) -> Answer<()> {
    let (jurisdiction, today, now) = (work.tx.jurisdiction_id(), work.ctx.today(), work.ctx.now());
    let others = rows::standing_of(&work.tx, jurisdiction, ended.person_id, ended.kind.get()).await?;
    let goes_on = others.iter().any(|other| {
        other.id != ended.id
            && matches!(
                other.state.get(),
                AppointmentState::Active | AppointmentState::Appointed
            )
            && other.term_from <= today
    });
    if goes_on {
        return Ok(());
    }
    let role = hat(ended.kind.get());
    let held = unscoped_grants_of_person(&work.tx, jurisdiction, ended.person_id, today).await?;
    for grant in held.into_iter().filter(|grant| grant.role.get() == role) {
        session::revoke_of_grant(&work.tx, grant.id, "appointment_ended", now).await?;
        let next = role_grant::Model {
            state: Text(GrantState::Revoked),
            updated_at: now,
            ..grant
        };
        row::update(&work.tx, next).await?;
    }
    Ok(())
}
