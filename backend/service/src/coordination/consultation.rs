//! Consultations between departments (K10): opened, met on, answered, agreed by signatures, or declared failed.

mod act;

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::coordination::consultation::{
    self as machine, ConsultationFacts, ConsultationProposal, ConsultationStep, Told,
};
use remit_shared::coordination::{CaseScope, ConsultationEventKind as E, ConsultationState, PartyRole};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::organisation::OrgKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::Alert;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::coordination::{children, consultation as rows};
use remit_store::entity::{consultation, consultation_party, coordination_meeting, meeting_attendance, org};
use remit_store::{StoreError, Text, organisation, row};
use uuid::Uuid;

use super::{record, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::number;
use crate::problem::Step;
use crate::work::Work;

pub use act::{declare_failed, give_view, meet, sign, write_memo};

/// A dispute to be talked over.
#[derive(Debug, Clone)]
pub struct Open {
    /// Made by the client; sending twice gives the first consultation back.
    pub client_id: Uuid,
    /// Matter, at most 120 characters.
    pub matter: String,
    /// What is disputed, at most 4 000 characters.
    pub dispute: String,
    /// Between whom.
    pub scope_kind: CaseScope,
    /// Lead department.
    pub lead: Uuid,
    /// The other parties.
    pub assists: Vec<Uuid>,
}

/// A meeting with its minutes.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Day.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// Minutes, at most 4 000 characters.
    pub minutes: String,
    /// Parties that attended.
    pub attended: Vec<Uuid>,
}

impl Meeting {
    /// The same with its texts cleaned.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            place: text::line("place", &self.place, text::NAME_MAX)?,
            minutes: text::optional_body("minutes", &self.minutes, text::BODY_MAX)?,
            ..self
        })
    }
}

/// — → OPEN: the parties are told at once and have 20 working days.
pub async fn open(app: &App, ctx: &OpCtx, input: Open) -> Answer<consultation::Model> {
    let mut work = Work::begin(app, ctx, "consultation.open").await?;
    let result = open_in(&mut work, input).await;
    work.finish(result).await
}

async fn open_in(work: &mut Work<'_>, input: Open) -> Answer<consultation::Model> {
    let scope = work.authorise(Capability::ConsultationManage)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        return Ok(first);
    }
    let calendar = work.app.calendar.get(work.app).await?;
    let own = scope.units().iter().copied().find(|unit| *unit == input.lead);
    let own = own.or_else(|| scope.units().first().copied());
    let mut others = input.assists.clone();
    others.sort_unstable();
    others.dedup();
    let limits = (work.ctx.today(), &*calendar, &work.app.settings.deadlines);
    let due_on = machine::open(scope.role(), own, input.lead, &others, limits)?;
    check_parties(work, &input, &others).await?;
    let row = row::insert(&work.tx, new_row(work, &scope, &input, due_on).await?).await?;
    work.subject("consultation", row.id, row.no.clone());
    work.after(&row);
    let mut parties = vec![party(work, &row, input.lead, PartyRole::Lead)];
    parties.extend(
        others
            .iter()
            .map(|org| party(work, &row, *org, PartyRole::Assist)),
    );
    row::insert_all(&work.tx, parties).await?;
    note(
        work,
        &row,
        (E::Invite, None),
        own.filter(|org| *org == input.lead),
        Some(&row.dispute),
    )
    .await?;
    others.push(input.lead);
    let told = (Told::Parties, Some(NoticeKind::ConsultationOpened));
    tell::of_consultation(work, &row, &others, told).await?;
    Ok(row)
}

async fn new_row(
    work: &Work<'_>,
    scope: &Scope,
    input: &Open,
    due_on: NaiveDate,
) -> Answer<consultation::Model> {
    let now = work.ctx.now();
    Ok(consultation::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        matter: text::title("matter", &input.matter)?,
        dispute: text::body("dispute", &input.dispute)?,
        no: number::consultation(work).await?,
        scope_kind: Text(input.scope_kind),
        lead_org_id: input.lead,
        opened_by: scope.person_id(),
        opened_on: work.ctx.today(),
        due_on,
        state: Text(ConsultationState::Open),
        alert: Text(Alert::None),
        memo: None,
        memo_on: None,
        ended_on: None,
        fail_reason: None,
        apply_by: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(scope.account_id()),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

fn party(
    work: &Work<'_>,
    row: &consultation::Model,
    org: Uuid,
    role: PartyRole,
) -> consultation_party::Model {
    consultation_party::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        consultation_id: row.id,
        org_id: org,
        role: Text(role),
        view: None,
        answered_on: None,
        signed_by: None,
        signed_on: None,
        created_at: row.created_at,
        created_by: row.created_by,
        updated_at: row.updated_at,
        version: 1,
        change_seq: row.change_seq,
    }
}

/// Supervised units, and towns where the dispute is with one.
async fn check_parties(work: &Work<'_>, input: &Open, others: &[Uuid]) -> Answer<()> {
    let mut wanted = others.to_vec();
    wanted.push(input.lead);
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &wanted).await?;
    let town = |unit: &org::Model| matches!(unit.kind.get(), OrgKind::Town | OrgKind::Subdistrict);
    let towns = found.iter().filter(|unit| town(unit)).count();
    let fits = (input.scope_kind == CaseScope::DeptTown) == (towns > 0);
    let known = found.len() == wanted.len() && found.iter().all(|unit| unit.supervised || town(unit));
    if known && fits {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "请从监管对象名录中选择当事单位；涉及镇街的，协调类型请选“部门与镇街之间”。",
        "Choose supervised units; with a town among them the scope is between a department and a town.",
    )
    .on("assistOrgIds")
    .into())
}

/// A consultation inside a writing transaction.
pub(super) struct Loaded {
    pub row: consultation::Model,
    pub parties: Vec<consultation_party::Model>,
    pub meetings: usize,
    pub role: Role,
    pub own: Option<Uuid>,
    pub calendar: Arc<WorkCalendar>,
}

pub(super) async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Loaded> {
    let row = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("consultation", row.id, row.no.clone());
    if row.version != step.version {
        return Err(StoreError::Stale {
            table: "consultation",
        }
        .into());
    }
    work.before(&row);
    let parties = parties(work, row.id).await?;
    let meetings = children::meetings(&work.tx, row.jurisdiction_id, &[row.id]).await?;
    Ok(Loaded {
        own: own(&parties, scope.units()),
        meetings: meetings.get(&row.id).map_or(0, Vec::len),
        parties,
        row,
        role: scope.role(),
        calendar: work.app.calendar.get(work.app).await?,
    })
}

/// The party that somebody with these units stands for.
pub(super) fn own(parties: &[consultation_party::Model], units: &[Uuid]) -> Option<Uuid> {
    parties
        .iter()
        .map(|party| party.org_id)
        .find(|org| units.contains(org))
}

/// What the rows tell the machine.
pub(super) fn facts<'a>(
    (row, parties, meetings): (&consultation::Model, &[consultation_party::Model], usize),
    (role, own): (Role, Option<Uuid>),
    (today, calendar, deadlines): (
        NaiveDate,
        &'a WorkCalendar,
        &'a remit_shared::plan::params::DeadlinesWd,
    ),
    proposal: ConsultationProposal<'a>,
) -> ConsultationFacts<'a> {
    ConsultationFacts {
        today,
        calendar,
        deadlines,
        acting: Some(role),
        own,
        lead: row.lead_org_id,
        opened_on: row.opened_on,
        due_on: row.due_on,
        meetings,
        parties: parties.len(),
        views: parties.iter().filter(|party| party.view.is_some()).count(),
        has_memo: row.memo.is_some(),
        signatures: parties.iter().filter(|party| party.signed_on.is_some()).count(),
        own_signed: parties
            .iter()
            .any(|party| Some(party.org_id) == own && party.signed_on.is_some()),
        proposal,
    }
}

impl Loaded {
    pub(super) fn ask(
        &self,
        work: &Work<'_>,
        event: E,
        proposal: ConsultationProposal<'_>,
    ) -> Answer<ConsultationStep> {
        let limits = (work.ctx.today(), &*self.calendar, &work.app.settings.deadlines);
        let rows = (&self.row, &self.parties[..], self.meetings);
        let facts = facts(rows, (self.role, self.own), limits, proposal);
        Ok(machine::next(self.row.state.get(), event, &facts)?)
    }

    /// Writes the row with the step's state, its history, and tells people.
    pub(super) async fn save(
        &self,
        work: &mut Work<'_>,
        changed: consultation::Model,
        (event, step): (E, &ConsultationStep),
        remark: Option<&str>,
    ) -> Answer<consultation::Model> {
        let today = work.ctx.today();
        let limits = (&*self.calendar, &work.app.settings.deadlines);
        let ended = step.to != ConsultationState::Open;
        let next = consultation::Model {
            state: Text(step.to),
            alert: Text(machine::alert(step.to, changed.due_on, today, limits)?),
            ended_on: ended.then_some(today),
            apply_by: step.apply_by,
            updated_at: work.ctx.now(),
            ..changed
        };
        let saved = row::update(&work.tx, next).await?;
        work.after(&saved);
        let from = Some(self.row.state.get());
        note(work, &saved, (event, from), self.own, remark).await?;
        let orgs: Vec<Uuid> = self.parties.iter().map(|party| party.org_id).collect();
        tell::of_consultation(work, &saved, &orgs, (step.told, step.notice)).await?;
        Ok(saved)
    }
}

async fn note(
    work: &Work<'_>,
    row: &consultation::Model,
    (event, from): (E, Option<ConsultationState>),
    org: Option<Uuid>,
    remark: Option<&str>,
) -> Answer<()> {
    let line = record::Line {
        subject: row.id,
        event: event.code().to_owned(),
        from: from.map(|state| state.code().to_owned()),
        to: row.state.get().code().to_owned(),
        org,
        remark,
        automatic: false,
    };
    record::note(work, line).await
}

/// The parties to a consultation.
pub(super) async fn parties(work: &Work<'_>, id: Uuid) -> Answer<Vec<consultation_party::Model>> {
    let found = children::parties(&work.tx, work.tx.jurisdiction_id(), &[id]).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// A consultation that ran out without result fails when the office applies by itself.
pub(super) async fn lapse(work: &mut Work<'_>, row: consultation::Model) -> Answer<consultation::Model> {
    if row.state.get() != ConsultationState::Open {
        return Ok(row);
    }
    let loaded = Loaded {
        parties: parties(work, row.id).await?,
        meetings: 0,
        role: Role::Ov,
        own: None,
        calendar: work.app.calendar.get(work.app).await?,
        row,
    };
    let step = loaded.ask(work, E::Lapse, ConsultationProposal::default())?;
    let reason = "协商期满未果，由编办依职权启动协调。";
    let changed = consultation::Model {
        fail_reason: Some(reason.to_owned()),
        ..loaded.row.clone()
    };
    loaded.save(work, changed, (E::Lapse, &step), Some(reason)).await
}

/// Writes a meeting of a consultation or a case; only parties can have attended.
pub(super) async fn write_meeting(
    work: &Work<'_>,
    (consultation_id, case_id): (Option<Uuid>, Option<Uuid>),
    meeting: &Meeting,
    parties: &[Uuid],
) -> Answer<()> {
    let row = coordination_meeting::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        consultation_id,
        case_id,
        held_on: meeting.held_on,
        place: meeting.place.clone(),
        minutes: meeting.minutes.clone(),
        at: work.ctx.now(),
        recorded_by: work.actor()?.person_id,
    };
    let came = parties.iter().filter(|org| meeting.attended.contains(org));
    let lines: Vec<_> = came
        .map(|org| meeting_attendance::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: row.jurisdiction_id,
            meeting_id: row.id,
            org_id: *org,
        })
        .collect();
    row::append(&work.tx, row).await?;
    row::append_all(&work.tx, lines).await?;
    Ok(())
}
