//! — → OPENED: by itself, in the transaction of the rating (§3.9).

use remit_shared::problem::Alert;
use remit_shared::rating::bad::{self as machine, BadFacts, BadProposal};
use remit_shared::rating::{BadEventKind, RatingRules};
use remit_store::entity::{bad_rating_case, bad_rating_event, public_rating};
use remit_store::{Text, row};

use super::{group, tell};
use crate::failure::Answer;
use crate::work::Work;

/// Opens a case for each of these bad ratings, and raises the problem that five on one window found.
pub(crate) async fn open(
    work: &mut Work<'_>,
    rules: &RatingRules,
    ratings: &[&public_rating::Model],
) -> Answer<()> {
    if ratings.is_empty() {
        return Ok(());
    }
    let calendar = work.app.calendar.get(work.app).await?;
    let (mut cases, mut events) = (Vec::new(), Vec::new());
    for rating in ratings {
        let facts = BadFacts {
            today: work.ctx.today(),
            calendar: &calendar,
            rules,
            acting: None,
            org: rating.org_id,
            due_on: None,
            contactable: rating.contact_enc.is_some(),
            appealed: false,
            first_ruling: None,
            sent_back: false,
            result: None,
            proposal: BadProposal::default(),
        };
        let step = machine::open(&facts)?;
        let case = new_case(work, rating, &step);
        events.push(first_event(work, &case));
        cases.push(case);
    }
    let cases = row::insert_all(&work.tx, cases).await?;
    row::append_all(&work.tx, events).await?;
    tell::opened(work, &cases).await?;
    group::look(work, rules, &cases).await
}

fn new_case(
    work: &Work<'_>,
    rating: &public_rating::Model,
    step: &machine::BadStep,
) -> bad_rating_case::Model {
    let now = work.ctx.now();
    bad_rating_case::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        rating_id: rating.id,
        org_id: rating.org_id,
        window_id: rating.window_id,
        state: Text(step.to),
        opened_on: work.ctx.today(),
        due_on: step.due_on,
        alert: Text(Alert::None),
        was_overdue: false,
        late_on: None,
        contactable: rating.contact_enc.is_some(),
        handler_id: None,
        complex: false,
        verified: None,
        explanation: None,
        measures: None,
        reply: None,
        appeal_ground: None,
        appeal_text: None,
        first_ruling_by: None,
        first_ruling: None,
        revisit_result: None,
        sent_back: false,
        problem_id: None,
        closed_at: None,
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

fn first_event(work: &Work<'_>, case: &bad_rating_case::Model) -> bad_rating_event::Model {
    bad_rating_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: case.jurisdiction_id,
        case_id: case.id,
        seq: 1,
        at: work.ctx.now(),
        event: Text(BadEventKind::Open),
        from_state: None,
        to_state: case.state,
        actor_id: None,
        actor_label: "系统".to_owned(),
        role: None,
        remark: None,
    }
}
