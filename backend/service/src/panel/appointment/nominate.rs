//! — → NOMINATED: by the oversight section, or by a town's contact for the own town (§3.14).

use chrono::NaiveDate;
use remit_shared::panel::appointment::{self as machine, AppointmentFacts, AppointmentProposal};
use remit_shared::panel::{AppointmentKind, SourceKind};
use remit_shared::policy::{Capability, Reach, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{appointment, person};
use remit_store::panel::AppointmentRow;
use remit_store::panel::appointment as rows;
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::{overlaps, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Who is nominated, as what, for which term.
#[derive(Debug, Clone)]
pub struct Nominate {
    /// Expert or officer.
    pub kind: AppointmentKind,
    /// Body the person comes from.
    pub source_org: Uuid,
    /// Name; a person of that body with this name is taken, otherwise entered.
    pub name: String,
    /// Post held.
    pub post: String,
    /// Field of knowledge.
    pub field: String,
    /// First and last day.
    pub term: (NaiveDate, NaiveDate),
    /// The person and the body agree.
    pub consent: bool,
}

/// Nominates somebody; the office lead approves.
pub async fn nominate(app: &App, ctx: &OpCtx, input: Nominate) -> Answer<AppointmentRow> {
    let mut work = Work::begin(app, ctx, "appointment.nominate").await?;
    let result = nominate_in(&mut work, input).await;
    work.finish(result).await
}

async fn nominate_in(work: &mut Work<'_>, input: Nominate) -> Answer<AppointmentRow> {
    let scope = work.authorise(Capability::AppointmentNominate)?;
    let name = text::line("name", &input.name, text::NAME_MAX)?;
    let post = text::line("post", &input.post, text::NAME_MAX)?;
    let field = text::line("field", &input.field, text::NAME_MAX)?;
    let source = source(work, input.source_org).await?;
    let found = rows::person_of(&work.tx, scope.jurisdiction_id(), input.source_org, &name).await?;
    let known = found.is_some();
    let person = found.unwrap_or_else(|| newcomer(work, name, post, input.source_org));
    let mut row = new_row(work, &input, &person, source.unwrap_or(SourceKind::Town), field);
    let overlaps = overlaps(work, &row, input.term).await?;
    let facts = AppointmentFacts {
        today: work.ctx.today(),
        limits: &work.app.settings.deadlines,
        acting: Some(scope.role()),
        kind: input.kind,
        source,
        in_scope: covers(&scope, input.source_org),
        term: input.term,
        last_active_on: None,
        proposal: AppointmentProposal {
            term: Some(input.term),
            consent: input.consent,
            overlaps,
            ..AppointmentProposal::default()
        },
    };
    let step = machine::nominate(&facts)?;
    let person = if known {
        person
    } else {
        row::insert(&work.tx, person).await?
    };
    row.state = Text(step.to);
    let appointment = row::insert(&work.tx, row).await?;
    work.subject("appointment", appointment.id, person.display_name.clone());
    work.after(&appointment);
    tell(
        work,
        &appointment,
        &person.display_name,
        (step.notify, step.notice),
    )
    .await?;
    Ok(AppointmentRow { appointment, person })
}

fn covers(scope: &Scope, org: Uuid) -> bool {
    scope.reach() == Reach::All || scope.covers(org)
}

/// The kind of body, or `None` for one that sends nobody.
async fn source(work: &Work<'_>, org: Uuid) -> Answer<Option<SourceKind>> {
    let body = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org])
        .await?
        .pop();
    let body = body.ok_or_else(|| {
        Refusal::new(
            RefusalCode::NotFound,
            "未找到该来源单位，请从名录中选择。",
            "There is no such body; choose it from the registry.",
        )
        .on("sourceOrgId")
    })?;
    Ok(machine::source_kind(body.kind.get()))
}

fn newcomer(work: &Work<'_>, display_name: String, post: String, org: Uuid) -> person::Model {
    let now = work.ctx.now();
    person::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        display_name,
        post,
        phone_enc: None,
        org_id: Some(org),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

fn new_row(
    work: &Work<'_>,
    input: &Nominate,
    person: &person::Model,
    source: SourceKind,
    field: String,
) -> appointment::Model {
    let now = work.ctx.now();
    appointment::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        person_id: person.id,
        kind: Text(input.kind),
        source_org_id: input.source_org,
        source_kind: Text(source),
        field,
        term_from: input.term.0,
        term_to: input.term.1,
        letter_no: String::new(),
        state: Text(remit_shared::panel::AppointmentState::Nominated),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
        nominated_by: work.ctx.actor.as_ref().map(|actor| actor.person_id),
        approved_by: None,
        approved_on: None,
        renews: None,
        reminded_on: None,
        ended_on: None,
        end_reason: None,
        end_note: None,
    }
}
