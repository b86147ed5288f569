//! Telling people: a durable line in the inbox and a live event, in the transaction of the act (K38).

pub mod inbox;

use chrono::NaiveDate;
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::SheetDirection;
use remit_shared::problem::machine::{Audience, Step};
use remit_shared::problem::sheet::SheetStep;
use remit_store::entity::{notification, outbox, problem, push_sheet};
use remit_store::identity::addressees;
use remit_store::problem::sheet;
use remit_store::{Text, notice as rows, organisation};
use uuid::Uuid;

use crate::failure::{Answer, Fault};
use crate::live::Payload;
use crate::work::Work;

/// What is told, whoever it is told to.
pub(crate) struct Message<'a> {
    pub kind: NoticeKind,
    pub subject: (&'static str, Uuid),
    pub code: &'a str,
    pub title: &'a str,
    pub due_on: Option<NaiveDate>,
}

/// Tells those whom the machine names about a step of a problem.
pub(crate) async fn tell(work: &mut Work<'_>, problem: &problem::Model, step: &Step) -> Answer<()> {
    let Some(kind) = step.notice else { return Ok(()) };
    let due_on = step.step_due_on.or(problem.due_on);
    tell_audiences(work, problem, step.notify, kind, due_on).await
}

/// Tells several audiences about a problem; nobody hears twice, and nobody of his or her own act.
pub(crate) async fn tell_audiences(
    work: &mut Work<'_>,
    problem: &problem::Model,
    audiences: &[Audience],
    kind: NoticeKind,
    due_on: Option<NaiveDate>,
) -> Answer<()> {
    let mut accounts = Vec::new();
    for audience in audiences {
        accounts.extend(match audience {
            Audience::SourceAuthor => source_author(work, problem).await?,
            Audience::LeaderInCharge => leaders(work, problem.org_id).await?,
            Audience::UnitContact | Audience::UnitLead => {
                holders(work, *audience, Some(problem.org_id)).await?
            }
            Audience::Oversight | Audience::OfficeLead => holders(work, *audience, None).await?,
        });
    }
    let message = Message {
        kind,
        subject: ("problem", problem.id),
        code: &problem.code,
        title: &problem.title,
        due_on,
    };
    send(work, accounts, &message).await
}

/// Tells those whom the machine names about a step of a push sheet.
pub(crate) async fn tell_of_sheet(
    work: &mut Work<'_>,
    sheet: &push_sheet::Model,
    step: &SheetStep,
) -> Answer<()> {
    let Some(kind) = step.notice else { return Ok(()) };
    let unit = (sheet.direction.get() == SheetDirection::ToUnit).then_some(sheet.org_id);
    let mut accounts = Vec::new();
    for audience in step.notify {
        accounts.extend(match audience {
            Audience::SourceAuthor => people(work, &[sheet.author_id]).await?,
            Audience::UnitContact | Audience::UnitLead => holders(work, *audience, unit).await?,
            other => holders(work, *other, None).await?,
        });
    }
    let code = sheet.no.clone().unwrap_or_default();
    let message = Message {
        kind,
        subject: ("push_sheet", sheet.id),
        code: &code,
        title: &sheet.matter,
        due_on: sheet.due_on,
    };
    send(work, accounts, &message).await
}

/// Tells holders of roles in the office or in one unit.
pub(crate) async fn tell_unit_or_office(
    work: &mut Work<'_>,
    org: Uuid,
    audiences: &[Audience],
    message: &Message<'_>,
) -> Answer<()> {
    let mut accounts = Vec::new();
    for audience in audiences {
        let unit = matches!(audience, Audience::UnitContact | Audience::UnitLead).then_some(org);
        accounts.extend(holders(work, *audience, unit).await?);
    }
    send(work, accounts, message).await
}

/// The accounts that stand for an audience, of a unit where one is named.
pub(crate) async fn holders(work: &Work<'_>, audience: Audience, org: Option<Uuid>) -> Answer<Vec<Uuid>> {
    let role: Role = audience
        .role()
        .ok_or_else(|| Fault::Broken(format!("{audience:?} stands for no role")))?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let orgs = org.map(|org| [org]);
    Ok(addressees(
        &work.tx,
        jurisdiction,
        role,
        orgs.as_ref().map(<[Uuid; 1]>::as_slice),
        None,
        today,
    )
    .await?)
}

/// The author of a sheet that founded the problem, or the reporter kept under F2.
async fn source_author(work: &Work<'_>, problem: &problem::Model) -> Answer<Vec<Uuid>> {
    let reporter = problem
        .reporter_ref
        .as_deref()
        .and_then(|text| Uuid::try_parse(text).ok());
    if let Some(person) = reporter {
        return people(work, &[person]).await;
    }
    let Some(source) = problem.source_id else {
        return Ok(Vec::new());
    };
    let author = sheet::watch_author(&work.tx, work.tx.jurisdiction_id(), source).await?;
    people(work, author.as_slice()).await
}

/// The city leaders in charge of a unit (R5).
async fn leaders(work: &Work<'_>, org: Uuid) -> Answer<Vec<Uuid>> {
    let units = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org]).await?;
    let leaders: Vec<Uuid> = units.into_iter().filter_map(|unit| unit.leader_id).collect();
    people(work, &leaders).await
}

/// The accounts of persons.
pub(crate) async fn people(work: &Work<'_>, persons: &[Uuid]) -> Answer<Vec<Uuid>> {
    Ok(rows::accounts_of_people(&work.tx, work.tx.jurisdiction_id(), persons).await?)
}

/// Writes inbox lines and outbox rows.
pub(crate) async fn send(work: &mut Work<'_>, mut accounts: Vec<Uuid>, message: &Message<'_>) -> Answer<()> {
    let own = work.ctx.actor.as_ref().map(|actor| actor.account_id);
    accounts.sort_unstable();
    accounts.dedup();
    accounts.retain(|account| Some(*account) != own);
    if accounts.is_empty() {
        return Ok(());
    }
    let payload = Payload {
        code: message.code.to_owned(),
        title: message.title.to_owned(),
    };
    let payload = serde_json::to_string(&payload).map_err(|error| Fault::Broken(error.to_string()))?;
    let lines = accounts
        .iter()
        .map(|account| line(work, *account, message))
        .collect();
    let events = accounts
        .iter()
        .map(|account| event(work, *account, message, &payload))
        .collect();
    rows::tell(&work.tx, lines).await?;
    rows::announce(&work.tx, events).await?;
    work.announces();
    Ok(())
}

fn line(work: &Work<'_>, account: Uuid, message: &Message<'_>) -> notification::Model {
    notification::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        account_id: account,
        kind: Text(message.kind),
        subject_kind: Some(message.subject.0.to_owned()),
        subject_id: Some(message.subject.1),
        subject_code: Some(message.code.to_owned()),
        title: message.title.to_owned(),
        due_on: message.due_on,
        read_at: None,
        created_at: work.ctx.now(),
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: work.ctx.now(),
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

fn event(work: &Work<'_>, account: Uuid, message: &Message<'_>, payload: &str) -> outbox::Model {
    outbox::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        seq: work.tx.change_seq(),
        kind: message.kind.to_string(),
        subject_id: Some(message.subject.1),
        account_id: Some(account),
        payload: payload.to_owned(),
        at: work.ctx.now(),
        dispatched_at: None,
    }
}
