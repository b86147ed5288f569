//! The parties are heard: written rounds, then a meeting (§3.7).

use chrono::NaiveDate;
use remit_shared::coordination::case::CaseProposal;
use remit_shared::coordination::citation::{self, Citation};
use remit_shared::coordination::{CaseEventKind as E, CitationSource};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::file_object::CASE;
use remit_store::entity::{case_opinion, coordination_case};
use remit_store::row;
use uuid::Uuid;

use super::consultation::{Meeting, write_meeting};
use super::{fire, record};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::Step;
use crate::work::Work;

/// ACCEPTED → HEARING, or a second written round: every party is asked.
pub async fn ask_opinions(app: &App, ctx: &OpCtx, step: Step) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.ask_opinions").await?;
    let result = ask_opinions_in(&mut work, step).await;
    work.finish(result).await
}

async fn ask_opinions_in(work: &mut Work<'_>, step: Step) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let loaded = fire::load(work, &scope, step).await?;
    let outcome = loaded.ask(work, E::AskOpinions, CaseProposal::default())?;
    let row = coordination_case::Model {
        round: loaded.known.row.round + 1,
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::AskOpinions, &outcome), None, &[])
        .await
}

/// A party's opinion in the present round.
#[derive(Debug, Clone)]
pub struct Opinion {
    /// The case.
    pub step: Step,
    /// Position, at most 4 000 characters.
    pub position: String,
    /// Who should lead.
    pub lead: Option<Uuid>,
    /// Clauses it rests on.
    pub citations: Vec<Citation>,
    /// Documents uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// HEARING → HEARING: a party's opinion with its basis. Late ones are taken while the hearing lasts, and count as late.
pub async fn give_opinion(app: &App, ctx: &OpCtx, input: Opinion) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.give_opinion").await?;
    let result = give_opinion_in(&mut work, input).await;
    work.finish(result).await
}

async fn give_opinion_in(work: &mut Work<'_>, input: Opinion) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseOpinion)?;
    let position = text::optional_body("position", &input.position, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let proposal = CaseProposal {
        text: &position,
        citations: input.citations.len(),
        lead: input.lead,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::GiveOpinion, proposal)?;
    let cited = citation::checked(&input.citations)?;
    let known = &loaded.known;
    let asked = known.present().find(|opinion| Some(opinion.org_id) == loaded.own);
    let asked = asked.cloned().ok_or_else(Refusal::not_found)?;
    let opinion = case_opinion::Model {
        replied_on: Some(work.ctx.today()),
        position: Some(position.clone()),
        lead_org_id: input.lead,
        by_id: loaded.acting.map(|acting| acting.person),
        updated_at: work.ctx.now(),
        ..asked
    };
    let opinion = row::update(&work.tx, opinion).await?;
    let source = (CitationSource::Opinion, opinion.id, loaded.own);
    record::cite(work, known.row.id, source, &cited).await?;
    file::attach(work, &input.files, CASE, known.row.id).await?;
    loaded
        .save(
            work,
            known.row.clone(),
            (E::GiveOpinion, &outcome),
            Some(&position),
            &[],
        )
        .await
}

/// HEARING → HEARING: a coordination meeting with its minutes.
pub async fn meet(app: &App, ctx: &OpCtx, step: Step, meeting: Meeting) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.meet").await?;
    let result = meet_in(&mut work, step, meeting).await;
    work.finish(result).await
}

async fn meet_in(work: &mut Work<'_>, step: Step, meeting: Meeting) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let meeting = meeting.checked()?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        text: &meeting.minutes,
        held_on: Some(meeting.held_on).filter(|day| *day > NaiveDate::MIN),
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Meet, proposal)?;
    let known = &loaded.known;
    write_meeting(work, (None, Some(known.row.id)), &meeting, known.party_ids()).await?;
    loaded
        .save(
            work,
            known.row.clone(),
            (E::Meet, &outcome),
            Some(&meeting.minutes),
            &[],
        )
        .await
}
