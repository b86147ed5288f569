//! The regime of the year: two sets of measures, the plan of 2022 with its tree, opinions and applicability, and
//! the duties of the units (§5.2, §6.1, §9 steps 1 and 2).

mod duties;
mod indicators;
mod opinions;
mod regulations;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::WorkCalendar;
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::{PlanEventKind, PlanState};
use remit_store::Text;
use remit_store::entity::{plan_event, supervision_plan};
use uuid::Uuid;

use crate::city::{City, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::mint::Mint;

/// The oversight section drafts the plan (§9 step 1).
const DRAFTED_ON: NaiveDate = hours::day(2022, 1, 10);
/// The units are asked for their opinion.
const CONSULTED_ON: NaiveDate = hours::day(2022, 1, 12);
/// The opinions are answered.
const ANSWERED_ON: NaiveDate = hours::day(2022, 2, 8);
/// The lead of the office approves.
const APPROVED_ON: NaiveDate = hours::day(2022, 2, 11);
/// Plan and measures are published (§9 step 2).
pub(crate) const PUBLISHED_ON: NaiveDate = hours::day(2022, 2, 15);
/// Supervision by the plan starts (§3.2).
const STARTS_ON: NaiveDate = hours::day(2022, 4, 1);
/// Number of the document that approves the plan.
const APPROVAL: &str = "诸编发〔2022〕3号";

/// Adds regulations, plan and duties.
pub(crate) fn add(
    city: &City,
    calendar: &WorkCalendar,
    mint: &mut Mint,
    data: &mut Dataset,
) -> Result<(), DemoError> {
    let (author, lead) = authors(city)?;
    regulations::add(city.jurisdiction, author, lead, mint, data);
    duties::add(city, mint, data)?;
    let due = calendar
        .add_working_days(CONSULTED_ON, PlanParams::default().deadlines_wd.plan_consult)
        .map_err(DemoError::refused("年度方案"))?;
    let plan = plan(city.jurisdiction, author, lead, due, mint);
    let plan_id = plan.id;
    data.plans.push(plan);
    let indicators = indicators::add(city.jurisdiction, author, plan_id, mint, data);
    indicators::apply(city, plan_id, &indicators, mint, data)?;
    opinions::add(city, plan_id, due, mint, data)?;
    history(city.jurisdiction, author, lead, plan_id, mint, data);
    Ok(())
}

/// Who drafts and who approves.
fn authors(city: &City) -> Result<(&Who, &Who), DemoError> {
    let author = city.oversight.first();
    let lead = city.leads.first();
    author
        .zip(lead)
        .ok_or_else(|| DemoError::unknown("author of", "plan"))
}

fn plan(
    jurisdiction: Uuid,
    author: &Who,
    lead: &Who,
    due: NaiveDate,
    mint: &mut Mint,
) -> supervision_plan::Model {
    let at = hours::at(DRAFTED_ON, 60, 0);
    supervision_plan::Model {
        id: mint.id("plan", at),
        jurisdiction_id: jurisdiction,
        year: 2022,
        revision: 1,
        title: "诸城市2022年度机关职能运行监管方案".to_owned(),
        state: Text(PlanState::Published),
        params: PlanParams::default().write(),
        starts_on: STARTS_ON,
        consulted_at: Some(hours::at(CONSULTED_ON, 90, 0)),
        consult_due_on: Some(due),
        approval_doc_no: Some(APPROVAL.to_owned()),
        approved_at: Some(approved_at()),
        approved_by: Some(lead.person),
        published_at: Some(published_at()),
        published_by: Some(lead.person),
        amended_from: None,
        cloned_from: None,
        reason: None,
        created_at: at,
        created_by: Some(author.account),
        updated_at: published_at(),
        version: 5,
        change_seq: 1,
    }
}

fn approved_at() -> DateTime<Utc> {
    hours::at(APPROVED_ON, 120, 0)
}

fn published_at() -> DateTime<Utc> {
    hours::at(PUBLISHED_ON, 60, 0)
}

fn history(jurisdiction: Uuid, author: &Who, lead: &Who, plan_id: Uuid, mint: &mut Mint, data: &mut Dataset) {
    use PlanEventKind as E;
    use PlanState as S;
    let steps = [
        (
            E::Draft,
            None,
            S::Draft,
            author,
            hours::at(DRAFTED_ON, 60, 0),
            "按默认指标体系起草",
        ),
        (
            E::Consult,
            Some(S::Draft),
            S::Consulted,
            author,
            hours::at(CONSULTED_ON, 90, 0),
            "印发各被监管单位征求意见",
        ),
        (
            E::Answer,
            Some(S::Consulted),
            S::Consulted,
            author,
            hours::at(ANSWERED_ON, 180, 0),
            "已逐条答复6条意见，采纳4条",
        ),
        (
            E::Approve,
            Some(S::Consulted),
            S::Approved,
            lead,
            approved_at(),
            APPROVAL,
        ),
        (
            E::Publish,
            Some(S::Approved),
            S::Published,
            lead,
            published_at(),
            APPROVAL,
        ),
    ];
    data.plan_events
        .extend(
            (1..)
                .zip(steps)
                .map(|(seq, (event, from, to, who, at, remark))| plan_event::Model {
                    id: mint.id("plan event", at),
                    jurisdiction_id: jurisdiction,
                    plan_id,
                    seq,
                    at,
                    event: Text(event),
                    from_state: from.map(Text),
                    to_state: Text(to),
                    actor_id: Some(who.person),
                    actor_label: who.label.clone(),
                    role: Some(Text(who.role)),
                    remark: Some(remark.to_owned()),
                }),
        );
}
