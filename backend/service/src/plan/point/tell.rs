//! Who hears of a point: one line a point for a single act, one line a unit when many move together.

use remit_shared::notice::NoticeKind;
use remit_shared::plan::point::machine::Step as Outcome;
use remit_shared::problem::machine::Audience;
use remit_store::entity::effectiveness_point;

use crate::failure::Answer;
use crate::notice::{self, Message};
use crate::work::Work;

/// Tells those whom the machine names about a step of a point.
pub(super) async fn of_step(
    work: &mut Work<'_>,
    point: &effectiveness_point::Model,
    step: &Outcome,
) -> Answer<()> {
    let Some(kind) = step.notice else { return Ok(()) };
    let message = Message {
        kind,
        subject: ("effectiveness_point", point.id),
        code: &point.code,
        title: &point.title,
        due_on: step.step_due_on.or(Some(point.due_on)),
    };
    notice::tell_unit_or_office(work, point.org_id, step.notify, &message).await
}

/// Tells once about many points of one unit; the line names the first and how many there are.
pub(super) async fn of_many(
    work: &mut Work<'_>,
    points: &[effectiveness_point::Model],
    audiences: &[Audience],
    kind: NoticeKind,
) -> Answer<()> {
    let Some(first) = points.first() else {
        return Ok(());
    };
    let title = match points.len() {
        1 => first.title.clone(),
        n => format!("{}等{n}个问效点", first.title),
    };
    let message = Message {
        kind,
        subject: ("effectiveness_point", first.id),
        code: &first.code,
        title: &title,
        due_on: points.iter().filter_map(|point| point.step_due_on).min(),
    };
    notice::tell_unit_or_office(work, first.org_id, audiences, &message).await
}
