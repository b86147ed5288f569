//! Alerts beside the state (§3.3): raised, lowered, recorded and told.

use remit_shared::notice::NoticeKind;
use remit_shared::problem::machine;
use remit_shared::problem::{Alert, ProblemEventKind};
use remit_shared::wire::Wire;
use remit_store::entity::{escalation, problem};
use remit_store::{Text, row};

use super::fire::write_event;
use super::loaded::Loaded;
use crate::failure::Answer;
use crate::notice;
use crate::work::Work;

/// Sets the alert of today; a higher one is an escalation that is recorded and told.
pub(crate) async fn escalate(work: &mut Work<'_>, loaded: &mut Loaded) -> Answer<bool> {
    let alert = machine::alert(loaded.row.state.get(), &loaded.facts(work))?;
    let before = loaded.row.alert.get();
    if alert == before {
        return Ok(false);
    }
    let next = problem::Model {
        alert: Text(alert),
        updated_at: work.ctx.now(),
        ..loaded.row.clone()
    };
    let saved = row::update(&work.tx, next).await?;
    let old = std::mem::replace(&mut loaded.row, saved);
    if alert > before {
        note(work, &old, &loaded.row, alert).await?;
    }
    Ok(true)
}

async fn note(work: &mut Work<'_>, old: &problem::Model, new: &problem::Model, alert: Alert) -> Answer<()> {
    let told = machine::told(alert);
    let roles: Vec<&str> = told
        .iter()
        .filter_map(|audience| audience.role())
        .map(Wire::code)
        .collect();
    let line = escalation::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: new.jurisdiction_id,
        problem_id: new.id,
        level: Text(alert),
        on_date: work.ctx.today(),
        roles: roles.join(","),
    };
    row::append(&work.tx, line).await?;
    write_event(work, old, new, ProblemEventKind::Escalate, Some(alert.zh()), true).await?;
    let kind = match alert {
        Alert::Blue => NoticeKind::AlertBlue,
        Alert::Yellow => NoticeKind::AlertYellow,
        Alert::Red => NoticeKind::AlertRed,
        Alert::None => return Ok(()),
    };
    notice::tell_audiences(work, new, told, kind, new.due_on).await
}
