//! The departments' side (§3.6): drafts, submissions, nil returns; by a contact or by the department's own system.
//!
//! Every form has a client id, unique within the department. The same id with the same content is answered with
//! what it brought about the first time; with other content it is refused (`E_DUP`) and nothing is stored (§8).

use remit_shared::identity::Role;
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::submission::{
    self as machine, SubmissionFacts, SubmissionProposal, SubmissionStep,
};
use remit_shared::linkage::{LinkageKind, SubmissionEventKind as E, SubmissionState};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::LINKAGE;
use remit_store::entity::{linkage_submission, linkage_window, org};
use remit_store::linkage::submission as rows;
use remit_store::{StoreError, Text, linkage, organisation, row};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::loaded::{acting, is_reply, number_of};
use super::{clock, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::file;
use crate::problem::Step;
use crate::work::Work;

/// How a unit is named: people choose it from a list, machines know its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// By id.
    Id(Uuid),
    /// By its stable code.
    Code(String),
}

/// What a department writes.
#[derive(Debug, Clone)]
pub struct Write {
    /// The draft or returned submission to change; `None` for a new one.
    pub existing: Option<Step>,
    /// Made by the client, unique within the department.
    pub client_id: Uuid,
    /// Quarter it is meant for; `None` is the current window.
    pub quarter: Option<Quarter>,
    /// Unit it is about.
    pub about: Named,
    /// Problem or suggestion.
    pub kind: LinkageKind,
    /// The facts, at most 4 000 characters.
    pub text: String,
    /// Keep who reported with the office (F2).
    pub confidential: bool,
    /// Do not wait for the window.
    pub urgent: bool,
    /// Evidence uploaded beforehand.
    pub files: Vec<Uuid>,
    /// Submit it, or keep it as a draft.
    pub submit: bool,
}

/// What a submission brought about, now or the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The submission; its number is the receipt.
    pub row: linkage_submission::Model,
    /// Whether it had been sent before.
    pub replayed: bool,
}

/// Writes a draft or submits it.
pub async fn write(app: &App, ctx: &OpCtx, input: Write) -> Answer<Receipt> {
    let action = if input.submit {
        "linkage.submit"
    } else {
        "linkage.save"
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = write_in(&mut work, &input).await;
    work.finish(result).await
}

async fn write_in(work: &mut Work<'_>, input: &Write) -> Answer<Receipt> {
    let scope = work.authorise(Capability::LinkageSubmit)?;
    let own = own_org(work)?;
    let text = text::optional_body("text", &input.text, text::BODY_MAX)?;
    let about = unit(work, &input.about).await?;
    let digest = digest(&(
        input.quarter.map(|quarter| (quarter.year, quarter.quarter)),
        about.as_ref().map(|unit| unit.id),
        input.kind,
        &text,
        (input.confidential, input.urgent),
        sorted(&input.files),
    ))?;
    if input.existing.is_none()
        && let Some(first) =
            rows::by_client_id(&work.tx, scope.jurisdiction_id(), own, input.client_id).await?
    {
        return repeated(work, first, &digest);
    }
    let before = match input.existing {
        Some(step) => Some(load(work, &scope, step).await?),
        None => None,
    };
    let window = window(work, input.quarter).await?;
    let event = if input.submit { E::Submit } else { E::Save };
    let scene = Scene::of(work, own, about.as_ref(), &window, before.as_ref()).await?;
    let facts = SubmissionFacts {
        urgent: input.urgent,
        proposal: SubmissionProposal {
            text: &text,
            ..SubmissionProposal::default()
        },
        ..scene.facts(work)?
    };
    let step = match &before {
        Some(row) => machine::next(row.state.get(), event, &facts)?,
        None => machine::begin(event, &facts)?,
    };
    let now = work.ctx.now();
    let base = before
        .clone()
        .map_or_else(|| fresh(work, own, input.client_id), Ok)?;
    let next = linkage_submission::Model {
        no: number_of(work, &base, &step).await?,
        window_id: window.id,
        about_org_id: about.as_ref().map(|unit| unit.id),
        kind: Some(Text(input.kind)),
        text,
        confidential: input.confidential,
        urgent: input.urgent,
        late: step.late,
        digest,
        state: Text(step.to),
        submitted_at: input.submit.then_some(now),
        due_on: step.due_on,
        updated_at: now,
        ..base
    };
    supersede(work, &scene, &step).await?;
    let saved = if before.is_some() {
        row::update(&work.tx, next).await?
    } else {
        row::insert(&work.tx, next).await?
    };
    file::attach(work, &input.files, LINKAGE, saved.id).await?;
    finish(work, saved, &window, &step).await
}

/// NIL: the department has nothing to report this quarter (“无”).
pub async fn nil_return(
    app: &App,
    ctx: &OpCtx,
    client_id: Uuid,
    quarter: Option<Quarter>,
) -> Answer<Receipt> {
    let mut work = Work::begin(app, ctx, "linkage.nil_return").await?;
    let result = nil_in(&mut work, client_id, quarter).await;
    work.finish(result).await
}

async fn nil_in(work: &mut Work<'_>, client_id: Uuid, quarter: Option<Quarter>) -> Answer<Receipt> {
    let scope = work.authorise(Capability::LinkageSubmit)?;
    let own = own_org(work)?;
    let digest = digest(&("nil", quarter.map(|quarter| (quarter.year, quarter.quarter))))?;
    if let Some(first) = rows::by_client_id(&work.tx, scope.jurisdiction_id(), own, client_id).await? {
        return repeated(work, first, &digest);
    }
    let window = window(work, quarter).await?;
    let scene = Scene::of(work, own, None, &window, None).await?;
    let step = machine::begin(E::NilReturn, &scene.facts(work)?)?;
    let base = fresh(work, own, client_id)?;
    let row = linkage_submission::Model {
        no: number_of(work, &base, &step).await?,
        window_id: window.id,
        late: step.late,
        nil_return: true,
        digest,
        state: Text(step.to),
        submitted_at: Some(work.ctx.now()),
        ..base
    };
    let saved = row::insert(&work.tx, row).await?;
    finish(work, saved, &window, &step).await
}

async fn finish(
    work: &mut Work<'_>,
    saved: linkage_submission::Model,
    window: &linkage_window::Model,
    step: &SubmissionStep,
) -> Answer<Receipt> {
    work.subject(
        "linkage_submission",
        saved.id,
        saved.no.clone().unwrap_or_default(),
    );
    work.after(&saved);
    tell::of_submission(work, &saved, window, step).await?;
    Ok(Receipt {
        row: saved,
        replayed: false,
    })
}

/// What the machine has to know about the department and the window, read inside the transaction.
struct Scene<'a> {
    window: &'a linkage_window::Model,
    own: Uuid,
    about: Option<&'a org::Model>,
    is_member: bool,
    replies: u32,
    nil: Option<linkage_submission::Model>,
    calendar: std::sync::Arc<remit_shared::calendar::WorkCalendar>,
}

impl<'a> Scene<'a> {
    async fn of(
        work: &Work<'_>,
        own: Uuid,
        about: Option<&'a org::Model>,
        window: &'a linkage_window::Model,
        but: Option<&linkage_submission::Model>,
    ) -> Answer<Scene<'a>> {
        let members = linkage::members(&work.tx, work.tx.jurisdiction_id(), work.ctx.today()).await?;
        let sent = rows::of_department(&work.tx, window.id, own).await?;
        let replies = sent
            .iter()
            .filter(|row| is_reply(row) && but.is_none_or(|but| but.id != row.id))
            .count();
        Ok(Self {
            window,
            own,
            about,
            is_member: members.iter().any(|member| member.org_id == own),
            replies: u32::try_from(replies).unwrap_or(u32::MAX),
            nil: sent
                .into_iter()
                .find(|row| row.state.get() == SubmissionState::Nil),
            calendar: work.app.calendar.get(work.app).await?,
        })
    }

    fn facts<'b>(&'b self, work: &'b Work<'_>) -> Answer<SubmissionFacts<'b>> {
        Ok(SubmissionFacts {
            today: work.ctx.today(),
            calendar: &self.calendar,
            deadlines: &work.app.settings.deadlines,
            acting: Some(acting(work.acting()?)),
            own_org: self.own,
            is_member: self.is_member,
            about_org: self.about.map(|unit| unit.id),
            supervised: self.about.is_some_and(|unit| unit.supervised),
            urgent: false,
            window: self.window.state.get(),
            replies: self.replies,
            has_nil: self.nil.is_some(),
            outcome: None,
            proposal: SubmissionProposal::default(),
        })
    }
}

/// A reply after all: the nil return of the department is voided.
async fn supersede(work: &Work<'_>, scene: &Scene<'_>, step: &SubmissionStep) -> Answer<()> {
    let (true, Some(nil)) = (step.supersedes_nil, scene.nil.clone()) else {
        return Ok(());
    };
    let facts = SubmissionFacts {
        acting: None,
        ..scene.facts(work)?
    };
    let voided = machine::next(nil.state.get(), E::Supersede, &facts)?;
    let row = linkage_submission::Model {
        state: Text(voided.to),
        decision_reason: Some("已另行提交履职建议".to_owned()),
        updated_at: work.ctx.now(),
        ..nil
    };
    row::update(&work.tx, row).await?;
    Ok(())
}

fn fresh(work: &Work<'_>, own: Uuid, client_id: Uuid) -> Answer<linkage_submission::Model> {
    let (actor, now) = (work.acting()?, work.ctx.now());
    Ok(linkage_submission::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        no: None,
        window_id: Uuid::nil(),
        org_id: own,
        about_org_id: None,
        kind: None,
        text: String::new(),
        confidential: false,
        urgent: false,
        late: false,
        nil_return: false,
        client_id,
        digest: String::new(),
        state: Text(SubmissionState::Draft),
        author_id: actor.person_id,
        api_client_id: (actor.role == Role::Pc).then_some(actor.account_id),
        submitted_at: None,
        due_on: None,
        decided_at: None,
        decided_by: None,
        decision_reason: None,
        outcome: None,
        outcome_reason: None,
        outcome_at: None,
        outcome_by: None,
        problem_id: None,
        countermeasure_id: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<linkage_submission::Model> {
    let found = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "linkage_submission",
        found.id,
        found.no.clone().unwrap_or_default(),
    );
    if found.version != step.version {
        return Err(StoreError::Stale {
            table: "linkage_submission",
        }
        .into());
    }
    work.before(&found);
    Ok(found)
}

/// The window meant, after the clock has had its say.
async fn window(work: &mut Work<'_>, quarter: Option<Quarter>) -> Answer<linkage_window::Model> {
    clock::settle(work).await?;
    let jurisdiction = work.tx.jurisdiction_id();
    let found = match quarter {
        Some(quarter) => linkage::window::of_quarter(&work.tx, jurisdiction, quarter).await?,
        None => linkage::window::current(&work.tx, jurisdiction).await?,
    };
    found.ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            "没有该季度的联动窗口，请核对年度和季度。",
            "There is no linkage window of that quarter; check the year and the quarter.",
        )
        .on("quarter")
        .into()
    })
}

async fn unit(work: &Work<'_>, named: &Named) -> Answer<Option<org::Model>> {
    let jurisdiction = work.tx.jurisdiction_id();
    Ok(match named {
        Named::Id(id) => organisation::by_ids(&work.tx, jurisdiction, &[*id]).await?.pop(),
        Named::Code(code) => organisation::by_code(&work.tx, jurisdiction, code).await?,
    })
}

fn own_org(work: &Work<'_>) -> Answer<Uuid> {
    work.acting()?.org_id.ok_or_else(|| {
        Refusal::new(
            RefusalCode::Scope,
            "您的岗位未关联联动部门，请联系安全管理员核对授权。",
            "Your role names no linkage department; ask the security administrator.",
        )
        .into()
    })
}

/// The same client id and content is the same submission; other content is `E_DUP`.
fn repeated(work: &mut Work<'_>, first: linkage_submission::Model, digest: &str) -> Answer<Receipt> {
    let no = first.no.clone().unwrap_or_default();
    work.subject("linkage_submission", first.id, no.clone());
    if first.digest == digest {
        work.remark("replayed");
        return Ok(Receipt {
            row: first,
            replayed: true,
        });
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        format!("该提交编号已用于{no}，内容不同的请使用新的编号重新提交。"),
        format!("This client id was used for {no} with other content; send new content under a new id."),
    )
    .on("clientId")
    .into())
}

fn sorted(files: &[Uuid]) -> Vec<Uuid> {
    let mut files = files.to_vec();
    files.sort_unstable();
    files.dedup();
    files
}

fn digest(content: &impl serde::Serialize) -> Answer<String> {
    let json = serde_json::to_vec(content).map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(hex::encode(Sha256::digest(json)))
}
