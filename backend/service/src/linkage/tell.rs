//! Who hears of windows and submissions (K38).

use remit_shared::identity::Role;
use remit_shared::linkage::Audience;
use remit_shared::linkage::submission::SubmissionStep;
use remit_shared::notice::NoticeKind;
use remit_store::entity::{linkage_submission, linkage_window};
use remit_store::identity::addressees;
use remit_store::linkage::{self, window as windows};
use uuid::Uuid;

use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

/// How people name a window.
pub(super) fn quarter_code(window: &linkage_window::Model) -> String {
    format!("{}年第{}季度", window.year, window.quarter)
}

/// Tells about a window.
pub(super) async fn of_window(
    work: &mut Work<'_>,
    window: &linkage_window::Model,
    audience: Audience,
    kind: NoticeKind,
) -> Answer<()> {
    let accounts = accounts(work, window, audience, None).await?;
    let code = quarter_code(window);
    let title = format!("{code}联动履职建议");
    let message = Message {
        kind,
        subject: ("linkage_window", window.id),
        code: &code,
        title: &title,
        due_on: window.due_on,
    };
    send(work, accounts, &message).await
}

/// Tells about a submission, if the machine says so.
pub(super) async fn of_submission(
    work: &mut Work<'_>,
    row: &linkage_submission::Model,
    window: &linkage_window::Model,
    step: &SubmissionStep,
) -> Answer<()> {
    let Some((audience, kind)) = step.tells else {
        return Ok(());
    };
    let accounts = accounts(work, window, audience, Some(row.org_id)).await?;
    let title = format!("{}联动履职建议", quarter_code(window));
    let message = Message {
        kind,
        subject: ("linkage_submission", row.id),
        code: row.no.as_deref().unwrap_or_default(),
        title: &title,
        due_on: row.due_on,
    };
    send(work, accounts, &message).await
}

async fn accounts(
    work: &Work<'_>,
    window: &linkage_window::Model,
    audience: Audience,
    department: Option<Uuid>,
) -> Answer<Vec<Uuid>> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let holders =
        async |role, orgs: Option<&[Uuid]>| addressees(&work.tx, jurisdiction, role, orgs, None, today).await;
    Ok(match audience {
        Audience::Oversight => holders(Role::Ov, None).await?,
        Audience::OfficeLead => holders(Role::Ol, None).await?,
        Audience::Submitter => holders(Role::Lk, department.as_ref().map(std::slice::from_ref)).await?,
        Audience::Members | Audience::SilentMembers => {
            let members = linkage::members(&work.tx, jurisdiction, today).await?;
            let replied: Vec<Uuid> = if audience == Audience::Members {
                Vec::new()
            } else {
                let replies = windows::replies(&work.tx, jurisdiction, &[window.id]).await?;
                replies.into_iter().map(|reply| reply.org_id).collect()
            };
            let orgs: Vec<Uuid> = members
                .into_iter()
                .map(|member| member.org_id)
                .filter(|org| !replied.contains(org))
                .collect();
            holders(Role::Lk, Some(&orgs)).await?
        }
    })
}
