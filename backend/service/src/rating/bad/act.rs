//! What people do to a case: one use case for every event, because the machine says what each one needs.

use remit_shared::rating::bad::{self as machine, BadProposal};
use remit_shared::rating::{AppealGround, BadEventKind, RevisitResult};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::StoreError;
use remit_store::entity::{bad_rating_case, public_rating};
use remit_store::rating::bad as rows;

use super::fire::{self, Said};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What a person says with an event; what an event does not ask for is not read.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Findings, grounds, explanation, measures, reply or reason; at most 1 000 characters.
    pub text: String,
    /// CONTACT: the handler served the rater.
    pub served_rater: bool,
    /// APPEAL: its ground.
    pub ground: Option<AppealGround>,
    /// APPEAL: what can be checked: recordings, case records.
    pub evidence: String,
    /// ACCEPT: the matter is complex.
    pub complex: bool,
    /// DECIDE: exclude the rating.
    pub exclude: bool,
    /// REVISIT: what was found.
    pub result: Option<RevisitResult>,
}

/// An event on a case.
#[derive(Debug, Clone)]
pub struct Act {
    /// The case and the version that the person saw.
    pub step: Step,
    /// The event.
    pub event: BadEventKind,
    /// What is said.
    pub words: Words,
}

/// The name of each act in the audit.
fn action(event: BadEventKind) -> &'static str {
    match event {
        BadEventKind::Open => "bad_rating.open",
        BadEventKind::Contact => "bad_rating.contact",
        BadEventKind::Appeal => "bad_rating.appeal",
        BadEventKind::Decide => "bad_rating.decide",
        BadEventKind::Explain => "bad_rating.explain",
        BadEventKind::Accept => "bad_rating.accept",
        BadEventKind::ReportBack => "bad_rating.report_back",
        BadEventKind::Revisit => "bad_rating.revisit",
        BadEventKind::RaterAnswers => "bad_rating.rater_answers",
        BadEventKind::Lapse => "bad_rating.lapse",
        BadEventKind::SendBack => "bad_rating.send_back",
        BadEventKind::Close => "bad_rating.close",
    }
}

/// Fires an event on a case.
pub async fn act(app: &App, ctx: &OpCtx, act: Act) -> Answer<bad_rating_case::Model> {
    let mut work = Work::begin(app, ctx, action(act.event)).await?;
    let result = act_in(&mut work, act).await;
    work.finish(result).await
}

async fn act_in(work: &mut Work<'_>, act: Act) -> Answer<bad_rating_case::Model> {
    work.actor()?;
    let Some(capability) = machine::capability_of(act.event) else {
        return Err(by_itself().into());
    };
    let scope = work.authorise(capability)?;
    let words = act.words;
    let text = text::optional_body("text", &words.text, text::REASON_MAX)?;
    let evidence = text::optional_body("evidence", &words.evidence, text::REASON_MAX)?;
    let row = rows::find(&work.tx, &scope, act.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("bad_rating_case", row.case.id, row.org.name.clone());
    if row.case.version != act.step.version {
        return Err(StoreError::Stale {
            table: "bad_rating_case",
        }
        .into());
    }
    work.before(&row.case);
    let proposal = BadProposal {
        text: &text,
        served_rater: words.served_rater,
        ground: words.ground,
        evidence_count: u32::from(!evidence.is_empty()),
        complex: words.complex,
        exclude: words.exclude,
        result: words.result,
    };
    let said = Said {
        proposal,
        evidence: &evidence,
    };
    fire::fire(work, row.case, &row.rating, act.event, said).await
}

fn by_itself() -> Refusal {
    Refusal::new(
        RefusalCode::Role,
        "该事项由系统或评价人办理，不能代办。",
        "Only the system or the rater does this.",
    )
}

/// The rater answers under the receipt code; nobody is signed in. Inside the transaction of the follow-up.
pub async fn rater_answers(
    work: &mut Work<'_>,
    case: bad_rating_case::Model,
    rating: &public_rating::Model,
    result: RevisitResult,
) -> Answer<bad_rating_case::Model> {
    let said = Said {
        proposal: BadProposal {
            result: Some(result),
            ..BadProposal::default()
        },
        evidence: "",
    };
    fire::fire(work, case, rating, BadEventKind::RaterAnswers, said).await
}
