//! Appointments (§3.14, K13): nominated, appointed with a letter, active for a term, renewed or ended.

pub mod decide;
mod end;
pub mod nominate;
pub mod read;

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::panel::appointment::{
    self as machine, AppointmentFacts, AppointmentProposal, AppointmentStep,
};
use remit_shared::panel::{AppointmentEventKind, AppointmentKind};
use remit_shared::policy::Scope;
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use remit_store::entity::appointment;
use remit_store::identity::addressees;
use remit_store::panel::AppointmentRow;
use remit_store::panel::appointment as rows;
use remit_store::{StoreError, Text, row};

use crate::failure::{Answer, Fault};
use crate::notice::{self, Message};
use crate::problem::Step;
use crate::work::Work;

pub(crate) use end::end_grants;

/// The hat that goes with an appointment.
pub(crate) fn hat(kind: AppointmentKind) -> Role {
    match kind {
        AppointmentKind::Expert => Role::Ex,
        AppointmentKind::InfoOfficer => Role::Io,
    }
}

/// Loads an appointment within the scope; a stale version is refused before anything runs.
async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<AppointmentRow> {
    let found = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "appointment",
        found.appointment.id,
        found.person.display_name.clone(),
    );
    if found.appointment.version != step.version {
        return Err(StoreError::Stale { table: "appointment" }.into());
    }
    work.before(&found.appointment);
    Ok(found)
}

/// The machine's view of an appointment; `acting` is nobody for the clock.
fn facts<'a>(
    work: &'a Work<'_>,
    row: &appointment::Model,
    acting: Option<Role>,
    proposal: AppointmentProposal<'a>,
) -> AppointmentFacts<'a> {
    AppointmentFacts {
        today: work.ctx.today(),
        limits: &work.app.settings.deadlines,
        acting,
        kind: row.kind.get(),
        source: Some(row.source_kind.get()),
        in_scope: true,
        term: (row.term_from, row.term_to),
        last_active_on: None,
        proposal,
    }
}

/// Fires the clock's events that are due on an appointment: the term begins, or has ended.
pub(crate) async fn settle(work: &mut Work<'_>, found: AppointmentRow) -> Answer<(AppointmentRow, usize)> {
    let AppointmentRow {
        mut appointment,
        person,
    } = found;
    let mut fired = 0;
    loop {
        let facts = facts(work, &appointment, None, AppointmentProposal::default());
        let state = appointment.state.get();
        let Some(event) = machine::automatic(state, &facts) else {
            return Ok((AppointmentRow { appointment, person }, fired));
        };
        let step = machine::next(state, event, &facts)
            .map_err(|refusal| Fault::Broken(format!("an automatic event was refused: {refusal}")))?;
        let mut next = appointment::Model {
            state: Text(step.to),
            updated_at: work.ctx.now(),
            ..appointment
        };
        if event == AppointmentEventKind::Expire {
            next.ended_on = Some(next.term_to);
        }
        appointment = row::update(&work.tx, next).await?;
        if step.ends_grant {
            end_grants(work, &appointment).await?;
        }
        tell(
            work,
            &appointment,
            &person.display_name,
            (step.notify, step.notice),
        )
        .await?;
        fired += 1;
    }
}

/// Tells the roles that the step names, and the appointee.
pub(crate) async fn tell(
    work: &mut Work<'_>,
    row: &appointment::Model,
    name: &str,
    (roles, kind): (&[Role], Option<NoticeKind>),
) -> Answer<()> {
    let Some(kind) = kind else { return Ok(()) };
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut accounts = notice::people(work, &[row.person_id]).await?;
    for role in roles {
        accounts.extend(addressees(&work.tx, jurisdiction, *role, None, None, today).await?);
    }
    let title = format!("{}({})", name, row.kind.get().zh());
    let message = Message {
        kind,
        subject: ("appointment", row.id),
        code: &row.letter_no,
        title: &title,
        due_on: Some(row.term_to),
    };
    notice::send(work, accounts, &message).await
}

/// Whether a term overlaps another of the same person and kind that stands; the row itself apart.
async fn overlaps(
    work: &Work<'_>,
    row: &appointment::Model,
    term: (chrono::NaiveDate, chrono::NaiveDate),
) -> Answer<bool> {
    let others =
        rows::standing_of(&work.tx, work.tx.jurisdiction_id(), row.person_id, row.kind.get()).await?;
    Ok(others
        .iter()
        .filter(|other| other.id != row.id)
        .any(|other| machine::overlap((other.term_from, other.term_to), term)))
}

fn step_of(
    row: &appointment::Model,
    event: AppointmentEventKind,
    facts: &AppointmentFacts<'_>,
) -> Result<AppointmentStep, Refusal> {
    machine::next(row.state.get(), event, facts)
}
