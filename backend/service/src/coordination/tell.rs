//! Who hears of a step (§3.7, last column).

use remit_shared::coordination::case::CaseAudience;
use remit_shared::coordination::consultation::Told;
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::machine::Audience;
use remit_store::entity::{consultation, coordination_case};
use remit_store::identity::addressees;
use uuid::Uuid;

use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::work::Work;

/// Tells the audiences of a case's step; the towns are those named when publishing.
pub(super) async fn of_case(
    work: &mut Work<'_>,
    row: &coordination_case::Model,
    (parties, towns): (&[Uuid], &[Uuid]),
    (audiences, kind): (&[CaseAudience], Option<NoticeKind>),
) -> Answer<()> {
    let Some(kind) = kind else { return Ok(()) };
    let mut accounts = Vec::new();
    for audience in audiences {
        accounts.extend(match audience {
            CaseAudience::Oversight => notice::holders(work, Audience::Oversight, None).await?,
            CaseAudience::OfficeLead => notice::holders(work, Audience::OfficeLead, None).await?,
            CaseAudience::Applicant => units(work, &[row.applicant_org_id]).await?,
            CaseAudience::Parties => units(work, parties).await?,
            CaseAudience::Towns => units(work, towns).await?,
        });
    }
    let message = Message {
        kind,
        subject: ("coordination_case", row.id),
        code: &row.no,
        title: &row.matter,
        due_on: row.step_due_on.or(row.due_on),
    };
    notice::send(work, accounts, &message).await
}

/// Tells the parties to a consultation, and the office where it ends.
pub(super) async fn of_consultation(
    work: &mut Work<'_>,
    row: &consultation::Model,
    parties: &[Uuid],
    (told, kind): (Told, Option<NoticeKind>),
) -> Answer<()> {
    let Some(kind) = kind else { return Ok(()) };
    let mut accounts = match told {
        Told::Nobody => return Ok(()),
        Told::Lead => units(work, &[row.lead_org_id]).await?,
        Told::Parties | Told::OfficeAndParties => units(work, parties).await?,
    };
    if told == Told::OfficeAndParties {
        accounts.extend(notice::holders(work, Audience::Oversight, None).await?);
    }
    let message = Message {
        kind,
        subject: ("consultation", row.id),
        code: &row.no,
        title: &row.matter,
        due_on: row.apply_by.or(Some(row.due_on)),
    };
    notice::send(work, accounts, &message).await
}

/// Leads and contacts of units.
async fn units(work: &Work<'_>, orgs: &[Uuid]) -> Answer<Vec<Uuid>> {
    if orgs.is_empty() {
        return Ok(Vec::new());
    }
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut accounts = Vec::new();
    for role in [Role::Dl, Role::Dc] {
        accounts.extend(addressees(&work.tx, jurisdiction, role, Some(orgs), None, today).await?);
    }
    Ok(accounts)
}
