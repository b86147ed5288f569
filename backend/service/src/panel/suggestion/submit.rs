//! What the author does: submit, ask once for a second look (§3.5).

use remit_shared::identity::Role;
use remit_shared::panel::suggestion::{self as machine, SuggestionFacts, SuggestionProposal, SuggestionStep};
use remit_shared::panel::{AppointmentKind, AppointmentState, SuggestionEventKind};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::SUGGESTION;
use remit_store::entity::{appointment, suggestion};
use remit_store::panel::{appointment as appointments, suggestion as rows};
use remit_store::{Text, row};
use uuid::Uuid;

use super::fire;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::number;
use crate::problem::{Step, acting, require_supervised};
use crate::work::Work;

/// What an officer or expert reports.
#[derive(Debug, Clone)]
pub struct Submit {
    /// Made by the client; sending twice gives the first suggestion back.
    pub client_id: Uuid,
    /// Unit it is about, where the author names one.
    pub about: Option<Uuid>,
    /// Text, 10 to 4 000 characters.
    pub text: String,
    /// Photos and papers uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// — → SUBMITTED: the author gets a number.
pub async fn submit(app: &App, ctx: &OpCtx, input: Submit) -> Answer<suggestion::Model> {
    let mut work = Work::begin(app, ctx, "suggestion.submit").await?;
    let result = submit_in(&mut work, input).await;
    work.finish(result).await
}

async fn submit_in(work: &mut Work<'_>, input: Submit) -> Answer<suggestion::Model> {
    let scope = work.authorise(Capability::SuggestionWrite)?;
    let said = text::body("text", &input.text)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        work.subject("suggestion", first.id, first.no.clone());
        return repeated(first, &input, &said);
    }
    let scored = match input.about {
        Some(org) => require_supervised(work, org).await.map(|()| true)?,
        None => false,
    };
    let kind = match scope.role() {
        Role::Ex => AppointmentKind::Expert,
        _ => AppointmentKind::InfoOfficer,
    };
    let appointment = in_term(work, scope.person_id(), kind).await?;
    let (row, step) = new_row(work, &input, said, appointment.as_ref(), (kind, scored)).await?;
    let row = row::insert(&work.tx, row).await?;
    work.subject("suggestion", row.id, row.no.clone());
    work.after(&row);
    file::attach(work, &input.files, SUGGESTION, row.id).await?;
    fire::tell(work, &row, step.notify, step.notice).await?;
    Ok(row)
}

/// The same client id and content is the same suggestion; other content is `E_DUP`, and nothing is stored.
fn repeated(first: suggestion::Model, input: &Submit, said: &str) -> Answer<suggestion::Model> {
    if first.text == said && first.about_org_id == input.about {
        return Ok(first);
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        format!("这份意见建议已提交，编号{}；内容有变化的请另行提交。", first.no),
        format!(
            "This form was already sent as {}; send other words as a new suggestion.",
            first.no
        ),
    )
    .into())
}

/// The appointment under which the person may write today.
async fn in_term(work: &Work<'_>, person: Uuid, kind: AppointmentKind) -> Answer<Option<appointment::Model>> {
    let today = work.ctx.today();
    let standing = appointments::standing_of(&work.tx, work.tx.jurisdiction_id(), person, kind).await?;
    Ok(standing.into_iter().find(|row| {
        row.state.get() == AppointmentState::Active && (row.term_from..=row.term_to).contains(&today)
    }))
}

async fn new_row(
    work: &Work<'_>,
    input: &Submit,
    said: String,
    appointment: Option<&appointment::Model>,
    (kind, scored): (AppointmentKind, bool),
) -> Answer<(suggestion::Model, SuggestionStep)> {
    let actor = acting(work)?;
    let calendar = work.app.calendar.get(work.app).await?;
    let facts = SuggestionFacts {
        today: work.ctx.today(),
        calendar: &calendar,
        deadlines: &work.app.settings.deadlines,
        acting: Some(actor),
        author: actor.person,
        about_org: input.about,
        two_persons: false,
        proposed: None,
        due_on: None,
        second_look: false,
        judged_by: None,
        judged_on: None,
        outcome_on: None,
        proposal: SuggestionProposal {
            text: &said,
            ..SuggestionProposal::default()
        },
    };
    let step = machine::submit(&facts, appointment.is_some())?;
    let Some(appointment) = appointment else {
        return Err(Refusal::plain(RefusalCode::State).into());
    };
    let own_unit = input
        .about
        .is_some_and(|org| org == appointment.source_org_id || actor.home_org == Some(org));
    let now = work.ctx.now();
    let row = suggestion::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        no: number::suggestion(work).await?,
        author_id: appointment.id,
        person_id: actor.person,
        about_org_id: input.about,
        own_unit,
        two_persons: machine::two_persons(kind, own_unit, scored),
        text: said,
        client_id: input.client_id,
        state: Text(step.to),
        due_on: step.due_on,
        submitted_on: work.ctx.today(),
        taken_by: None,
        proposed_verdict: None,
        proposed_by: None,
        judged_by: None,
        judged_on: None,
        invalid_reason: None,
        duplicate_of: None,
        valid_reason: None,
        second_look: false,
        second_look_reason: None,
        text_for_unit: None,
        linked: None,
        linked_id: None,
        outcome_on: None,
        reply: None,
        replied_on: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    Ok((row, step))
}

/// INVALID → SCREENING: the author asks once for a second look.
pub async fn ask_again(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<suggestion::Model> {
    let mut work = Work::begin(app, ctx, "suggestion.ask_again").await?;
    let result = ask_again_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn ask_again_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<suggestion::Model> {
    let scope = work.authorise(Capability::SuggestionWrite)?;
    let reason = text::reason("reason", reason)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = SuggestionProposal {
        text: &reason,
        ..SuggestionProposal::default()
    };
    let outcome = fire::ask(work, &loaded, SuggestionEventKind::AskAgain, proposal)?;
    let row = suggestion::Model {
        second_look: true,
        second_look_reason: Some(reason),
        proposed_verdict: None,
        proposed_by: None,
        ..loaded.row
    };
    fire::save(work, row, &outcome).await
}
