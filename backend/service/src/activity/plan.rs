//! Planning an activity: days, units, team, checklist; and the warning of a double inspection (§3.13, K07).

use chrono::{Datelike, Days, NaiveDate};
use remit_shared::activity::gap::{self, Repeat};
use remit_shared::activity::{ActivityEventKind as E, ActivityKind, ActivityState, TeamPart, write_kinds};
use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::activity as rows;
use remit_store::entity::{activity_check, activity_member, activity_unit, joint_activity, person};
use remit_store::panel::recusal;
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::write::{ACTIVITY, note};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::number;
use crate::work::Work;

/// Units, people and items of a checklist at most.
const MANY: usize = 60;

/// A plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Made by the client, so that sending twice writes once.
    pub client_id: Uuid,
    /// One line.
    pub title: String,
    /// What is inspected.
    pub kinds: Vec<ActivityKind>,
    /// First and last day on site.
    pub days: (NaiveDate, NaiveDate),
    /// Units inspected.
    pub orgs: Vec<Uuid>,
    /// The team, besides the person in charge, who plans it.
    pub team: Vec<Uuid>,
    /// What is looked at.
    pub checklist: Vec<String>,
    /// Answer to the warning of a double inspection.
    pub repeat_reason: String,
}

/// The inspections that would be repeated; for whoever plans, before he or she sends.
pub async fn repeats(
    app: &App,
    ctx: &OpCtx,
    (orgs, kinds): (&[Uuid], &[ActivityKind]),
    from: NaiveDate,
) -> Answer<Vec<Repeat>> {
    ctx.authorise(Capability::ActivityManage)?;
    let gap = app.settings.deadlines.activity_gap;
    let jurisdiction = app.settings.jurisdiction_id;
    let visits = rows::visits(app.db.read(), jurisdiction, orgs, around(from, gap)).await?;
    Ok(gap::repeats(&visits, orgs, kinds, from, gap))
}

/// The people a team may be made of, with the hats they would come in.
pub async fn candidates(app: &App, ctx: &OpCtx) -> Answer<Vec<(Role, person::Model)>> {
    ctx.authorise(Capability::ActivityManage)?;
    Ok(rows::people(app.db.read(), app.settings.jurisdiction_id, ctx.today()).await?)
}

fn around(from: NaiveDate, gap: u32) -> (NaiveDate, NaiveDate) {
    let days = Days::new(u64::from(gap));
    let first = from.checked_sub_days(days).unwrap_or(from);
    (first, from.checked_add_days(days).unwrap_or(from))
}

/// A new activity: PLANNED.
pub async fn plan(app: &App, ctx: &OpCtx, input: Plan) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.plan").await?;
    let result = plan_in(&mut work, input).await;
    work.finish(result).await
}

async fn plan_in(work: &mut Work<'_>, mut input: Plan) -> Answer<joint_activity::Model> {
    let scope = work.authorise(Capability::ActivityManage)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        work.subject(ACTIVITY, first.id, first.no.clone());
        return Ok(first);
    }
    distinct(&mut input.orgs);
    distinct(&mut input.team);
    shape(work.ctx.today(), &input)?;
    supervised(work, &input.orgs).await?;
    let team = team(work, &input).await?;
    let gap = work.app.settings.deadlines.activity_gap;
    let jurisdiction = work.tx.jurisdiction_id();
    let visits = rows::visits(&work.tx, jurisdiction, &input.orgs, around(input.days.0, gap)).await?;
    let repeats = gap::repeats(&visits, &input.orgs, &input.kinds, input.days.0, gap);
    gap::answered(&repeats, gap, &input.repeat_reason)?;
    let row = fresh(work, &input, !repeats.is_empty()).await?;
    let row = row::insert(&work.tx, row).await?;
    work.subject(ACTIVITY, row.id, row.no.clone());
    children(work, &row, &input, team).await?;
    note(work, &row, E::Plan, None, row.repeat_reason.as_deref()).await?;
    work.after(&row);
    Ok(row)
}

fn distinct(ids: &mut Vec<Uuid>) {
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
}

/// Kinds, days, units and checklist are there.
fn shape(today: NaiveDate, input: &Plan) -> Answer<()> {
    let (from, to) = input.days;
    let wrong = |field, zh: &str, en: &str| Err(Refusal::new(RefusalCode::Input, zh, en).on(field).into());
    if input.kinds.is_empty() {
        return wrong("kinds", "请至少选择一类检查内容。", "Choose at least one kind.");
    }
    if from < today {
        return wrong(
            "fromOn",
            "进场日期早于今日，请重新填写。",
            "The first day is past.",
        );
    }
    if to < from {
        return wrong(
            "toOn",
            "结束日期早于进场日期，请重新填写。",
            "The last day is before the first.",
        );
    }
    if input.orgs.is_empty() || input.orgs.len() > MANY {
        return wrong("orgIds", "请选择1至60个检查单位。", "Choose 1 to 60 units.");
    }
    if input.team.len() > MANY || input.checklist.len() > MANY {
        return wrong(
            "checklist",
            "检查组成员和检查清单各不超过60项。",
            "At most 60 people and 60 items.",
        );
    }
    Ok(())
}

async fn supervised(work: &Work<'_>, orgs: &[Uuid]) -> Answer<()> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), orgs).await?;
    if found.len() == orgs.len() && found.iter().all(|unit| unit.supervised) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "请从监管对象名录中选择检查单位。",
        "Choose supervised units from the registry.",
    )
    .on("orgIds")
    .into())
}

/// The team with the person in charge first; nobody from a unit inspected, and nobody recused for one (R3, R9).
async fn team(work: &Work<'_>, input: &Plan) -> Answer<Vec<(TeamPart, person::Model)>> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let leader = work.actor()?.person_id;
    let known = rows::people(&work.tx, jurisdiction, today).await?;
    let wanted: Vec<Uuid> = std::iter::once(leader)
        .chain(input.team.iter().copied().filter(|person| *person != leader))
        .collect();
    let recused = recusal::of_persons(&work.tx, jurisdiction, &wanted).await?;
    let mut team = Vec::with_capacity(wanted.len());
    for id in wanted {
        let Some((role, person)) = known.iter().find(|(_, person)| person.id == id) else {
            return Err(Refusal::new(
                RefusalCode::Input,
                "检查组成员须为在任的编办人员、监管专家或联动部门联络员。",
                "Members are people of the office, experts or linkage contacts in office.",
            )
            .on("memberIds")
            .into());
        };
        let barred = recused.get(&id).into_iter().flatten().any(|recusal| {
            input.orgs.contains(&recusal.org_id) && recusal.ends_on.is_none_or(|end| end >= today)
        });
        if barred || person.org_id.is_some_and(|home| input.orgs.contains(&home)) {
            return Err(Refusal::new(
                RefusalCode::Conflict,
                format!(
                    "{}来自被检查单位或应当回避，请更换成员或单位。",
                    person.display_name
                ),
                format!(
                    "{} comes from a unit inspected or is recused for it.",
                    person.display_name
                ),
            )
            .on("memberIds")
            .into());
        }
        team.push((part(*role), person.clone()));
    }
    Ok(team)
}

fn part(role: Role) -> TeamPart {
    match role {
        Role::Ex => TeamPart::Expert,
        Role::Lk => TeamPart::Linkage,
        _ => TeamPart::Office,
    }
}

async fn fresh(work: &Work<'_>, input: &Plan, repeated: bool) -> Answer<joint_activity::Model> {
    let (actor, now) = (work.actor()?, work.ctx.now());
    let reason = text::optional_body("repeatReason", &input.repeat_reason, text::REASON_MAX)?;
    Ok(joint_activity::Model {
        title: text::title("title", &input.title)?,
        no: number::activity(work).await?,
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        year: input.days.0.year(),
        kinds: write_kinds(&input.kinds),
        from_on: input.days.0,
        to_on: input.days.1,
        state: Text(ActivityState::Planned),
        leader_id: actor.person_id,
        repeat_reason: Some(reason).filter(|reason| repeated && !reason.is_empty()),
        notice_doc_no: None,
        notified_on: None,
        entered_on: None,
        put_on: None,
        answer_due_on: None,
        report: None,
        reported_on: None,
        reported_by: None,
        closed_on: None,
        cancel_reason: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

async fn children(
    work: &Work<'_>,
    row: &joint_activity::Model,
    input: &Plan,
    team: Vec<(TeamPart, person::Model)>,
) -> Answer<()> {
    let (now, account, ticket) = (work.ctx.now(), work.actor()?.account_id, work.tx.change_seq());
    let units = (0..).zip(&input.orgs).map(|(sort, org)| activity_unit::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        activity_id: row.id,
        org_id: *org,
        sort,
        visited_on: None,
        visited_by: None,
        note: None,
        created_at: now,
        created_by: Some(account),
        updated_at: now,
        version: 1,
        change_seq: ticket,
    });
    row::insert_all(&work.tx, units.collect()).await?;
    let members = (0..)
        .zip(team)
        .map(|(sort, (part, person))| activity_member::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: row.jurisdiction_id,
            activity_id: row.id,
            person_id: person.id,
            org_id: person.org_id,
            part: Text(part),
            sort,
            created_at: now,
            created_by: Some(account),
            updated_at: now,
            version: 1,
            change_seq: ticket,
        });
    row::insert_all(&work.tx, members.collect()).await?;
    let mut items = Vec::new();
    let lines = input.checklist.iter().filter(|line| !line.trim().is_empty());
    for (seq, line) in (1..).zip(lines) {
        items.push(activity_check::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: row.jurisdiction_id,
            activity_id: row.id,
            seq,
            item: text::line("checklist", line, text::TITLE_MAX)?,
            done_on: None,
            done_by: None,
            created_at: now,
            created_by: Some(account),
            updated_at: now,
            version: 1,
            change_seq: ticket,
        });
    }
    row::insert_all(&work.tx, items).await?;
    Ok(())
}
