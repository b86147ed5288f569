//! Fires one event on a case and writes the machine's answer down: row, history, rating, notices, alert.

use chrono::NaiveDate;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::Alert;
use remit_shared::problem::machine::Acting;
use remit_shared::rating::bad::{self as machine, BadFacts, BadProposal, BadStep, Ruling, Told};
use remit_shared::rating::{BadEventKind, RatingStatus, RevisitResult};
use remit_shared::wire::Wire;
use remit_store::entity::{bad_rating_case, bad_rating_event, public_rating};
use remit_store::rating::{bad as rows, flag, rollup};
use remit_store::{Text, row};
use uuid::Uuid;

use super::super::rules_now;
use super::{facts_of, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// What is said with an event.
pub(super) struct Said<'a> {
    pub proposal: BadProposal<'a>,
    /// What an appeal rests on.
    pub evidence: &'a str,
}

fn acting(work: &Work<'_>) -> Option<Acting> {
    work.ctx.actor.as_ref().map(|actor| Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    })
}

/// One event, by a person, the rater or the clock.
pub(super) async fn fire(
    work: &mut Work<'_>,
    case: bad_rating_case::Model,
    rating: &public_rating::Model,
    event: BadEventKind,
    said: Said<'_>,
) -> Answer<bad_rating_case::Model> {
    let (calendar, rules) = (work.app.calendar.get(work.app).await?, rules_now(work).await?);
    let facts = BadFacts {
        proposal: said.proposal,
        ..facts_of(&case, work.ctx.today(), &calendar, &rules, acting(work))
    };
    let step = machine::next(case.state.get(), event, &facts)?;
    let late = machine::waits_for_unit(case.state.get()) && case.due_on.is_some_and(|due| facts.today > due);
    let mut next = case.clone();
    stamp(work, &mut next, event, &step, &said);
    if late {
        be_late(&mut next, case.due_on);
    }
    next.alert = Text(Alert::None);
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    write_event(work, &case, &saved, event, remark(event, &said)).await?;
    if step.excludes {
        exclude(work, rating, &case, &said).await?;
    }
    tell::tell(work, &saved, step.notify, NoticeKind::BadRatingMoved).await?;
    Ok(saved)
}

/// The case has run over a deadline; the first time is kept (§5.7).
fn be_late(case: &mut bad_rating_case::Model, due_on: Option<NaiveDate>) {
    case.was_overdue = true;
    case.late_on = case.late_on.or_else(|| due_on.and_then(|due| due.succ_opt()));
}

/// What the history keeps of an event.
fn remark(event: BadEventKind, said: &Said<'_>) -> Option<String> {
    let text = said.proposal.text.trim();
    let text = match (event, said.proposal.ground, said.proposal.result) {
        (BadEventKind::Appeal, Some(ground), _) => format!("{}:{text}；佐证：{}", ground.zh(), said.evidence),
        (BadEventKind::Decide, ..) if said.proposal.exclude => format!("同意剔除：{text}"),
        (BadEventKind::Decide, ..) => format!("不予剔除：{text}"),
        (BadEventKind::Revisit | BadEventKind::RaterAnswers, _, Some(result)) if text.is_empty() => {
            result.zh().to_owned()
        }
        (BadEventKind::Revisit | BadEventKind::RaterAnswers, _, Some(result)) => {
            format!("{}:{text}", result.zh())
        }
        _ => text.to_owned(),
    };
    (!text.is_empty()).then_some(text)
}

fn stamp(
    work: &Work<'_>,
    case: &mut bad_rating_case::Model,
    event: BadEventKind,
    step: &BadStep,
    said: &Said<'_>,
) {
    use BadEventKind as E;
    let (now, text) = (work.ctx.now(), Some(said.proposal.text.to_owned()));
    let person = work.ctx.actor.as_ref().map(|actor| actor.person_id);
    match event {
        E::Contact => (case.verified, case.handler_id) = (text, person),
        E::Appeal => {
            case.appeal_ground = said.proposal.ground.map(Text);
            case.appeal_text = Some(format!("{}\n{}", said.proposal.text, said.evidence));
        }
        E::Decide if step.ruling == Some(Ruling::First) => {
            (case.first_ruling_by, case.first_ruling) = (person, Some(said.proposal.exclude));
        }
        E::Decide => (case.first_ruling_by, case.first_ruling) = (None, None),
        E::Explain => case.explanation = text,
        E::Accept => (case.measures, case.complex) = (text, said.proposal.complex),
        E::ReportBack => case.reply = text,
        E::Revisit | E::RaterAnswers => case.revisit_result = said.proposal.result.map(Text),
        E::Lapse => case.revisit_result = Some(Text(RevisitResult::NoAnswer)),
        E::SendBack => (case.sent_back, case.revisit_result) = (true, None),
        E::Open | E::Close => {}
    }
    case.state = Text(step.to);
    case.due_on = step.due_on;
    case.closed_at = machine::is_over(step.to).then_some(now);
    case.updated_at = now;
}

async fn write_event(
    work: &Work<'_>,
    before: &bad_rating_case::Model,
    after: &bad_rating_case::Model,
    event: BadEventKind,
    remark: Option<String>,
) -> Answer<()> {
    let actor = work.ctx.actor.as_ref();
    let rater = event == BadEventKind::RaterAnswers;
    let line = bad_rating_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: after.jurisdiction_id,
        case_id: after.id,
        seq: rows::last_seq(&work.tx, after.id).await? + 1,
        at: work.ctx.now(),
        event: Text(event),
        from_state: Some(before.state),
        to_state: after.state,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(
            || if rater { "评价人" } else { "系统" }.to_owned(),
            |actor| actor.label.clone(),
        ),
        role: actor.map(|actor| Text(actor.role)),
        remark,
    };
    row::append(&work.tx, line).await?;
    Ok(())
}

/// Two persons agreed: the rating no longer counts; its row, the reason and both names stay (§5.6).
async fn exclude(
    work: &Work<'_>,
    rating: &public_rating::Model,
    case: &bad_rating_case::Model,
    said: &Said<'_>,
) -> Answer<()> {
    let first = match case.first_ruling_by {
        Some(person) => remit_store::organisation::person(&work.tx, case.jurisdiction_id, person).await?,
        None => None,
    };
    let names = [
        first.map(|person| person.display_name),
        work.ctx.actor.as_ref().map(|actor| actor.label.clone()),
    ];
    let names: Vec<String> = names.into_iter().flatten().collect();
    let Some(current) = flag::ratings(&work.tx, &[rating.id]).await?.pop() else {
        return Ok(());
    };
    let next = public_rating::Model {
        status: Text(RatingStatus::Excluded),
        counted: false,
        excluded_reason: Some(said.proposal.text.to_owned()),
        excluded_by: Some(names.join("、")),
        updated_at: work.ctx.now(),
        ..current.clone()
    };
    rollup::take(&work.tx, vec![rollup::cell_of(&current)]).await?;
    rollup::add(&work.tx, vec![rollup::cell_of(&next)]).await?;
    row::update(&work.tx, next).await?;
    Ok(())
}

/// What the clock did to one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByClock {
    pub transitions: usize,
    pub alerts: usize,
}

/// The automatic step and the alert of a case past its deadline.
pub(crate) async fn run_clock(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<ByClock> {
    let mut work = Work::begin(app, ctx, "bad_rating.clock").await?;
    let result = clock_in(&mut work, id).await;
    if matches!(result, Ok(ran) if ran == ByClock::default()) {
        work.abandon().await?;
        return Ok(ByClock::default());
    }
    work.finish(result).await
}

async fn clock_in(work: &mut Work<'_>, id: Uuid) -> Answer<ByClock> {
    let Some(case) = rows::watch_find(&work.tx, work.tx.jurisdiction_id(), id).await? else {
        return Ok(ByClock::default());
    };
    work.subject("bad_rating_case", case.id, "");
    let (calendar, rules) = (work.app.calendar.get(work.app).await?, rules_now(work).await?);
    let today = work.ctx.today();
    let facts = facts_of(&case, today, &calendar, &rules, None);
    if let Some(event) = machine::automatic(case.state.get(), &facts) {
        let Some(rating) = flag::ratings(&work.tx, &[case.rating_id]).await?.pop() else {
            return Ok(ByClock::default());
        };
        let said = Said {
            proposal: BadProposal::default(),
            evidence: "",
        };
        fire(work, case, &rating, event, said).await?;
        return Ok(ByClock {
            transitions: 1,
            alerts: 0,
        });
    }
    let alert = machine::alert(case.state.get(), case.due_on, today, &calendar, &rules)?;
    if alert == case.alert.get() {
        return Ok(ByClock::default());
    }
    let (told, raised): (&[Told], bool) = match alert {
        Alert::Red => (&[Told::UnitLead, Told::Oversight], true),
        Alert::Yellow => (&[Told::UnitLead], true),
        Alert::Blue | Alert::None => (&[], false),
    };
    let mut next = bad_rating_case::Model {
        alert: Text(alert),
        updated_at: work.ctx.now(),
        ..case
    };
    if raised && machine::waits_for_unit(next.state.get()) {
        let due_on = next.due_on;
        be_late(&mut next, due_on);
    }
    let saved = row::update(&work.tx, next).await?;
    tell::tell(work, &saved, told, NoticeKind::BadRatingOverdue).await?;
    Ok(ByClock {
        transitions: 0,
        alerts: 1,
    })
}
