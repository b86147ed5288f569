//! Sheets that a problem makes: the TO_UNIT sheet issued by assigning, and the end of its source sheet.

use remit_shared::problem::sheet as machine;
use remit_shared::problem::sheet::{SheetFacts, SheetProposal};
use remit_shared::problem::{SheetDirection, SheetState, Urgency};
use remit_store::entity::{problem, push_sheet};
use remit_store::problem::sheet as rows;
use remit_store::{Text, row};

use crate::failure::{Answer, Fault};
use crate::notice;
use crate::number;
use crate::work::Work;

/// Issues the numbered sheet that carries a problem to its unit; its contact receives it in two working days.
pub(crate) async fn issue_to_unit(work: &mut Work<'_>, problem: &problem::Model) -> Answer<()> {
    let actor = work.actor()?;
    let now = work.ctx.now();
    let calendar = work.app.calendar.get(work.app).await?;
    let days = work.app.settings.deadlines.sheet_unit_receive;
    let sheet = push_sheet::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: problem.jurisdiction_id,
        no: Some(number::sheet(work).await?),
        direction: Text(SheetDirection::ToUnit),
        from_section_id: actor.section_id,
        org_id: problem.org_id,
        matter: problem.title.clone(),
        basis: problem.facts.clone(),
        urgency: Text(Urgency::Normal),
        suggested_action: String::new(),
        state: Text(SheetState::Pushed),
        client_id: None,
        author_id: actor.person_id,
        pushed_at: Some(now),
        pushed_by: Some(actor.person_id),
        received_at: None,
        received_by: None,
        due_on: Some(calendar.add_working_days(work.ctx.today(), days)?),
        decided_at: None,
        filed_reason: None,
        problem_id: Some(problem.id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    row::insert(&work.tx, sheet).await?;
    Ok(())
}

/// Finishes the sheets of a problem that has ended: its source sheet, whose section is told, and the sheet to
/// the unit.
pub(crate) async fn finish_source(work: &mut Work<'_>, problem: &problem::Model) -> Answer<()> {
    for sheet in rows::of_problem(&work.tx, problem.id).await? {
        let calendar = work.app.calendar.get(work.app).await?;
        let facts = SheetFacts {
            today: work.ctx.today(),
            calendar: &calendar,
            deadlines: &work.app.settings.deadlines,
            acting: None,
            direction: sheet.direction.get(),
            org: Some(sheet.org_id),
            author: Some(sheet.author_id),
            problem_state: Some(problem.state.get()),
            proposal: SheetProposal::default(),
        };
        let Some(event) = machine::automatic(sheet.state.get(), &facts) else {
            continue;
        };
        let outcome = machine::next(sheet.state.get(), event, &facts)
            .map_err(|refusal| Fault::Broken(format!("an automatic event was refused: {refusal}")))?;
        let next = push_sheet::Model {
            state: Text(outcome.to),
            due_on: outcome.due_on,
            updated_at: work.ctx.now(),
            ..sheet
        };
        let saved = row::update(&work.tx, next).await?;
        notice::tell_of_sheet(work, &saved, &outcome).await?;
    }
    Ok(())
}
