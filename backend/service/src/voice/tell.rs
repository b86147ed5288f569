//! Who hears of windows and negative records (K38).

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::voice::VoiceKind;
use remit_shared::wire::Wire;
use remit_store::entity::{violation, voice_window};
use remit_store::identity::addressees;
use remit_store::scoring::inputs;
use remit_store::voice::{comment, mutual};
use uuid::Uuid;

use super::window::{behind, casters, leaders};
use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

/// How people name a window.
pub(super) fn name(window: &voice_window::Model) -> String {
    format!("{}年度{}", window.year, window.kind.get().zh())
}

async fn holders(work: &Work<'_>, role: Role, orgs: Option<&[Uuid]>) -> Answer<Vec<Uuid>> {
    let today = work.ctx.today();
    Ok(addressees(&work.tx, work.tx.jurisdiction_id(), role, orgs, None, today).await?)
}

async fn about(
    work: &mut Work<'_>,
    window: &voice_window::Model,
    accounts: Vec<Uuid>,
    kind: NoticeKind,
) -> Answer<()> {
    let title = name(window);
    let message = Message {
        kind,
        subject: ("voice_window", window.id),
        code: "",
        title: &title,
        due_on: Some(window.closes_on),
    };
    send(work, accounts, &message).await
}

/// Everybody who is asked to write: the leaders, or the leads of the departments.
pub(super) async fn asked(work: &mut Work<'_>, window: &voice_window::Model, kind: NoticeKind) -> Answer<()> {
    let units = inputs::units(&work.tx, work.tx.jurisdiction_id(), work.ctx.today()).await?;
    let accounts = if window.kind == VoiceKind::Comment {
        people(work, &leaders(&units)).await?
    } else {
        let ids: Vec<Uuid> = casters(&units).map(|unit| unit.id).collect();
        holders(work, Role::Dl, Some(&ids)).await?
    };
    about(work, window, accounts, kind).await
}

/// Those of them who have not finished.
pub(super) async fn unfinished(
    work: &mut Work<'_>,
    window: &voice_window::Model,
    kind: NoticeKind,
) -> Answer<()> {
    let jurisdiction = work.tx.jurisdiction_id();
    let units = inputs::units(&work.tx, jurisdiction, work.ctx.today()).await?;
    let accounts = if window.kind == VoiceKind::Comment {
        let rows = comment::counted(&work.tx, jurisdiction, window.year, None).await?;
        let said: Vec<(Uuid, Uuid)> = rows.iter().map(|row| (row.leader_id, row.org_id)).collect();
        people(work, &behind(&units, &said)).await?
    } else {
        let cast = mutual::cast(&work.tx, jurisdiction, window.year).await?;
        let ids = casters(&units).map(|unit| unit.id);
        let ids: Vec<Uuid> = ids.filter(|unit| !cast.contains(unit)).collect();
        holders(work, Role::Dl, Some(&ids)).await?
    };
    about(work, window, accounts, kind).await
}

/// The leads and contacts of all units.
pub(super) async fn units(work: &mut Work<'_>, window: &voice_window::Model, kind: NoticeKind) -> Answer<()> {
    let mut accounts = holders(work, Role::Dl, None).await?;
    accounts.extend(holders(work, Role::Dc, None).await?);
    about(work, window, accounts, kind).await
}

/// The office lead, who publishes.
pub(super) async fn lead(work: &mut Work<'_>, window: &voice_window::Model, kind: NoticeKind) -> Answer<()> {
    let accounts = holders(work, Role::Ol, None).await?;
    about(work, window, accounts, kind).await
}

async fn people(work: &Work<'_>, persons: &[Uuid]) -> Answer<Vec<Uuid>> {
    Ok(remit_store::notice::accounts_of_people(&work.tx, work.tx.jurisdiction_id(), persons).await?)
}

/// Those who have to do something about a negative record next, or want to know how it ended.
pub(super) async fn of_violation(
    work: &mut Work<'_>,
    row: &violation::Model,
    kind: NoticeKind,
) -> Answer<()> {
    let unit = [row.org_id];
    let mut accounts = Vec::new();
    if matches!(
        kind,
        NoticeKind::ViolationConfirmed | NoticeKind::ViolationDecided
    ) {
        accounts.extend(holders(work, Role::Dl, Some(&unit)).await?);
        accounts.extend(holders(work, Role::Dc, Some(&unit)).await?);
    } else {
        accounts.extend(holders(work, Role::Ov, None).await?);
        accounts.extend(holders(work, Role::Ol, None).await?);
    }
    let message = Message {
        kind,
        subject: ("violation", row.id),
        code: &row.code,
        title: &row.title,
        due_on: row.due_on,
    };
    send(work, accounts, &message).await
}
