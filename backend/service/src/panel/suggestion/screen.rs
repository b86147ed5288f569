//! What the office does with a suggestion: take, judge, adopt, reply (§3.5).

use remit_shared::panel::suggestion::{self as machine, SuggestionProposal, SuggestionStep};
use remit_shared::panel::{InvalidReason, SuggestionEventKind, SuggestionLink, Verdict};
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{problem, screening, suggestion};
use remit_store::panel::suggestion as rows;
use remit_store::{Text, row};
use uuid::Uuid;

use super::fire::{self, Loaded};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::{Origin, Raise, Step, create, require_supervised};
use crate::work::Work;

/// SUBMITTED → SCREENING.
pub async fn take(app: &App, ctx: &OpCtx, step: Step) -> Answer<suggestion::Model> {
    let mut work = Work::begin(app, ctx, "suggestion.take").await?;
    let result = take_in(&mut work, step).await;
    work.finish(result).await
}

async fn take_in(work: &mut Work<'_>, step: Step) -> Answer<suggestion::Model> {
    let scope = work.authorise(Capability::SuggestionScreen)?;
    let loaded = fire::load(work, &scope, step).await?;
    let outcome = fire::ask(
        work,
        &loaded,
        SuggestionEventKind::Take,
        SuggestionProposal::default(),
    )?;
    let row = suggestion::Model {
        taken_by: Some(loaded.acting.person),
        ..loaded.row
    };
    fire::save(work, row, &outcome).await
}

/// A verdict as the screener gives it.
#[derive(Debug, Clone)]
pub struct Judge {
    /// The suggestion.
    pub step: Step,
    /// Verdict.
    pub verdict: Verdict,
    /// Reason from the fixed list, for INVALID.
    pub reason: Option<InvalidReason>,
    /// Earlier suggestion that this one repeats, for DUPLICATE.
    pub duplicate_of: Option<Uuid>,
    /// Why it is valid, or what the author is told.
    pub text: String,
}

/// SCREENING → VALID / INVALID / DUPLICATE; or, where two persons decide, the first verdict is only proposed.
pub async fn judge(app: &App, ctx: &OpCtx, input: Judge) -> Answer<suggestion::Model> {
    let mut work = Work::begin(app, ctx, "suggestion.judge").await?;
    let result = judge_in(&mut work, input).await;
    work.finish(result).await
}

async fn judge_in(work: &mut Work<'_>, input: Judge) -> Answer<suggestion::Model> {
    let scope = work.authorise(Capability::SuggestionScreen)?;
    let said = text::optional_body("text", &input.text, text::REASON_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let original = original(work, &scope, &loaded.row, input.duplicate_of).await?;
    let proposal = SuggestionProposal {
        text: &said,
        verdict: Some(input.verdict),
        reason: input.reason,
        original: original.is_some(),
        ..SuggestionProposal::default()
    };
    let outcome = fire::ask(work, &loaded, SuggestionEventKind::Judge, proposal)?;
    note(work, &loaded, &input, &said, outcome.settles.is_some()).await?;
    let judged = Judged {
        reason: input.reason.filter(|_| input.verdict == Verdict::Invalid),
        original: original.filter(|_| input.verdict == Verdict::Duplicate),
        said,
    };
    let row = judged_row(work, loaded, &outcome, (input.verdict, judged));
    fire::save(work, row, &outcome).await
}

struct Judged {
    reason: Option<InvalidReason>,
    original: Option<Uuid>,
    said: String,
}

fn judged_row(
    work: &Work<'_>,
    loaded: Loaded,
    outcome: &SuggestionStep,
    (verdict, judged): (Verdict, Judged),
) -> suggestion::Model {
    let person = loaded.acting.person;
    let row = suggestion::Model {
        proposed_verdict: outcome.proposes.then_some(Text(verdict)),
        proposed_by: outcome.proposes.then_some(person),
        ..loaded.row
    };
    if outcome.settles.is_none() {
        return row;
    }
    let valid = verdict == Verdict::Valid;
    suggestion::Model {
        judged_by: Some(person),
        judged_on: Some(work.ctx.today()),
        invalid_reason: judged.reason.map(Text),
        duplicate_of: judged.original,
        valid_reason: valid.then(|| judged.said.clone()),
        reply: (!valid).then_some(judged.said),
        replied_on: (!valid).then(|| work.ctx.today()),
        ..row
    }
}

/// The earlier suggestion named as the original; one that is later, or this very one, is none.
async fn original(
    work: &Work<'_>,
    scope: &Scope,
    row: &suggestion::Model,
    named: Option<Uuid>,
) -> Answer<Option<Uuid>> {
    let Some(id) = named.filter(|id| *id != row.id) else {
        return Ok(None);
    };
    let found = rows::find(&work.tx, scope, id).await?;
    Ok(found
        .filter(|other| other.created_at < row.created_at)
        .map(|other| other.id))
}

/// Adds a line to the screening.
async fn note(work: &Work<'_>, loaded: &Loaded, input: &Judge, said: &str, settles: bool) -> Answer<()> {
    let line = screening::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: loaded.row.jurisdiction_id,
        suggestion_id: loaded.row.id,
        at: work.ctx.now(),
        screener_id: loaded.acting.person,
        screener_label: work.actor()?.label.clone(),
        verdict: Text(input.verdict),
        reason: input
            .reason
            .filter(|_| input.verdict == Verdict::Invalid)
            .map(Text),
        remark: said.to_owned(),
        settles,
    };
    row::append(&work.tx, line).await?;
    Ok(())
}

/// What a valid suggestion is made into.
#[derive(Debug, Clone)]
pub struct Adopt {
    /// The suggestion.
    pub step: Step,
    /// What it leads to.
    pub link: SuggestionLink,
    /// Unit, where the author named none or another one is meant.
    pub org: Option<Uuid>,
    /// Redacted copy for the unit, written by the office.
    pub text_for_unit: String,
    /// Title of the problem.
    pub title: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity as first judged.
    pub severity: Severity,
    /// The person looked at the similar problems and says this is another matter.
    pub not_duplicate: bool,
}

/// VALID → ADOPTED: a problem with this suggestion as its source, or a note. Of the original nothing reaches the
/// problem but the redacted copy (F2).
pub async fn adopt(
    app: &App,
    ctx: &OpCtx,
    input: Adopt,
) -> Answer<(suggestion::Model, Option<problem::Model>)> {
    let mut work = Work::begin(app, ctx, "suggestion.adopt").await?;
    let result = adopt_in(&mut work, input).await;
    work.finish(result).await
}

async fn adopt_in(work: &mut Work<'_>, input: Adopt) -> Answer<(suggestion::Model, Option<problem::Model>)> {
    let scope = work.authorise(Capability::SuggestionScreen)?;
    let redacted = text::optional_body("textForUnit", &input.text_for_unit, text::BODY_MAX)?;
    let mut loaded = fire::load(work, &scope, input.step).await?;
    if let Some(org) = input.org {
        require_supervised(work, org).await?;
        loaded.row.about_org_id = Some(org);
    }
    let proposal = SuggestionProposal {
        link: Some(input.link),
        text_for_unit: &redacted,
        ..SuggestionProposal::default()
    };
    // Asked first, so that a refused adoption raises nothing.
    let outcome = fire::ask(work, &loaded, SuggestionEventKind::Adopt, proposal)?;
    let raised = match (input.link, loaded.row.about_org_id) {
        (SuggestionLink::Problem, Some(org)) => Some(raise(work, &loaded.row, org, &input, &redacted).await?),
        _ => None,
    };
    let known = machine::known_at_once(input.link);
    let row = suggestion::Model {
        text_for_unit: Some(redacted).filter(|text| !text.is_empty()),
        linked: Some(Text(input.link)),
        linked_id: raised.as_ref().map(|problem| problem.id),
        outcome_on: known.then(|| work.ctx.today()),
        ..loaded.row
    };
    work.subject("suggestion", row.id, row.no.clone());
    let saved = fire::save(work, row, &outcome).await?;
    Ok((saved, raised))
}

async fn raise(
    work: &mut Work<'_>,
    row: &suggestion::Model,
    org: Uuid,
    input: &Adopt,
    redacted: &str,
) -> Answer<problem::Model> {
    if !input.not_duplicate {
        let scope = work.authorise(Capability::ProblemRaise)?;
        let words = crate::problem::read::words(&input.title);
        let similar = remit_store::problem::similar(&work.tx, &scope, org, &words, 5).await?;
        if !similar.is_empty() {
            return Err(Refusal::new(
                RefusalCode::Dup,
                format!(
                    "该单位已有{}个相似的履职问题，请先查看；确属不同事项的，请勾选“不重复”后再转。",
                    similar.len()
                ),
                format!(
                    "The unit has {} similar problems; look at them, or confirm that this is another matter.",
                    similar.len()
                ),
            )
            .on("notDuplicate")
            .into());
        }
    }
    let raise = Raise {
        client_id: row.id,
        org,
        section: None,
        title: input.title.clone(),
        facts: redacted.to_owned(),
        category: input.category,
        severity: input.severity,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::Suggestion,
        source_id: Some(row.id),
        reporter: Some(row.person_id),
    };
    create(work, raise, origin).await
}

/// ADOPTED → REPLIED: the author learns what came of it.
pub async fn reply(app: &App, ctx: &OpCtx, step: Step, reply: &str) -> Answer<suggestion::Model> {
    let mut work = Work::begin(app, ctx, "suggestion.reply").await?;
    let result = reply_in(&mut work, step, reply).await;
    work.finish(result).await
}

async fn reply_in(work: &mut Work<'_>, step: Step, reply: &str) -> Answer<suggestion::Model> {
    let scope = work.authorise(Capability::SuggestionScreen)?;
    let reply = text::optional_body("reply", reply, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = SuggestionProposal {
        text: &reply,
        ..SuggestionProposal::default()
    };
    let outcome = fire::ask(work, &loaded, SuggestionEventKind::Reply, proposal)?;
    let row = suggestion::Model {
        reply: Some(reply),
        replied_on: Some(work.ctx.today()),
        ..loaded.row
    };
    fire::save(work, row, &outcome).await
}
