//! What the office does with a campaign after drafting it (§3.8): approve, remind, prolong, publish, void.

use remit_shared::evaluation::cohort::{self, Cohort, Voters};
use remit_shared::evaluation::credential::{ELEMENT, StratumKey, commitment};
use remit_shared::evaluation::{CampaignEventKind, CampaignKind, CampaignState};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{campaign, campaign_stratum};
use remit_store::evaluation::{campaign as rows, pool};
use uuid::Uuid;

use super::loaded::{Loaded, Said};
use super::{notify, seal};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// DRAFT → APPROVED: a key for every group of voters is made, and all of them are committed to.
pub async fn approve(app: &App, ctx: &OpCtx, step: Step) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.approve").await?;
    let result = approve_in(&mut work, step).await;
    work.finish(result).await
}

async fn approve_in(work: &mut Work<'_>, step: Step) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    work.before(&loaded.row);
    loaded.step(work, CampaignEventKind::Approve, Said::default())?;
    let mut keys = Vec::new();
    let mut strata = Vec::new();
    for (sort, group) in (1..).zip(groups(work, &loaded).await?) {
        let (stratum, public) = stratum(work, &loaded.row, group, sort)?;
        keys.push((stratum.id, public));
        strata.push(stratum);
    }
    if strata.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "尚无可邀请的评价人员，请先充实基层评价人员库或填写邀请人数。",
            "Nobody can be invited yet: fill the pool or say how many are invited.",
        )
        .into());
    }
    rows::add_strata(&work.tx, strata).await?;
    loaded.row.commitment = Some(commitment(loaded.row.id, &keys));
    loaded.row.approved_by = Some(work.actor()?.person_id);
    loaded.row.approved_at = Some(work.ctx.now());
    work.remark(format!(
        "keys {}",
        loaded.row.commitment.as_deref().unwrap_or_default()
    ));
    loaded.save(work).await
}

/// The groups of voters, each large enough to hide in; a campaign that cannot have such groups is refused.
async fn groups(work: &Work<'_>, loaded: &Loaded) -> Answer<Vec<Cohort>> {
    let (seats, least) = (&loaded.paper.seats, loaded.row.min_cell.unsigned_abs());
    Ok(match loaded.row.kind.get() {
        CampaignKind::Grassroots => {
            let mut voters: Vec<Voters> = Vec::new();
            for person in pool::active(&work.tx, work.tx.jurisdiction_id()).await? {
                let class = person.class.get().to_string();
                match voters
                    .iter_mut()
                    .find(|one| one.town == Some(person.town_id) && one.class == class)
                {
                    Some(group) => group.people += 1,
                    None => voters.push(Voters {
                        town: Some(person.town_id),
                        class,
                        people: 1,
                    }),
                }
            }
            cohort::of_pool(&voters, least)?
        }
        CampaignKind::Deputy => {
            let voters = seats.iter().map(|seat| Voters {
                town: None,
                class: seat.group.clone(),
                people: seat.count,
            });
            cohort::of_seats(&voters.collect::<Vec<_>>(), least)?
        }
        CampaignKind::Internal => {
            let each = seats.first().map_or(0, |seat| seat.count);
            cohort::of_units(&loaded.paper.targets, each, least)?
        }
        CampaignKind::Mutual => Vec::new(),
    })
}

fn stratum(
    work: &Work<'_>,
    row: &campaign::Model,
    group: Cohort,
    sort: i32,
) -> Answer<(campaign_stratum::Model, [u8; ELEMENT])> {
    let id = work.ctx.new_id();
    let key = StratumKey::derive(&work.ctx.random(), row.id, id)
        .map_err(|error| Fault::Broken(format!("no key for a group of voters: {error}")))?;
    let stratum = campaign_stratum::Model {
        id,
        jurisdiction_id: work.tx.jurisdiction_id(),
        campaign_id: row.id,
        org_id: group.org,
        class: group.class,
        sort,
        invited: i32::try_from(group.invited).unwrap_or(i32::MAX),
        public_key: hex::encode(key.public()),
        key_enc: Some(work.app.sealer.seal(work.ctx, &hex::encode(key.private()))?),
        private_key: None,
        kept_with: None,
    };
    Ok((stratum, key.public()))
}

/// Reminds all voters of the groups of some units through the units' contacts, never a single person.
pub async fn remind(app: &App, ctx: &OpCtx, step: Step, units: &[Uuid]) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.remind").await?;
    let result = remind_in(&mut work, step, units).await;
    work.finish(result).await
}

async fn remind_in(work: &mut Work<'_>, step: Step, units: &[Uuid]) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    loaded.step(work, CampaignEventKind::Remind, Said::default())?;
    let strata = rows::strata(&work.tx, work.tx.jurisdiction_id(), loaded.row.id).await?;
    let mut known: Vec<Uuid> = strata.iter().filter_map(|stratum| stratum.org_id).collect();
    known.dedup();
    let chosen: Vec<Uuid> = if units.is_empty() {
        known
    } else {
        known.into_iter().filter(|unit| units.contains(unit)).collect()
    };
    if chosen.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "本次调查没有可由单位转达提醒的分组，请另行通知全体评价人员。",
            "No unit can pass the reminder on; tell all voters by other means.",
        )
        .on("unitIds")
        .into());
    }
    loaded.row.due_on = Some(loaded.row.closes_on);
    notify::tell(
        work,
        &loaded.row,
        &[Role::Dc],
        Some(&chosen),
        NoticeKind::CampaignReminder,
    )
    .await?;
    work.remark(format!("{} units", chosen.len()));
    loaded.row.due_on = None;
    loaded.save(work).await
}

/// One more working week at most, once, while fewer than 60 % have answered.
pub async fn prolong(app: &App, ctx: &OpCtx, step: Step, days: u32, reason: &str) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.prolong").await?;
    let result = async {
        let scope = work.authorise(Capability::CampaignManage)?;
        let mut loaded = Loaded::for_person(&mut work, &scope, step).await?;
        work.before(&loaded.row);
        loaded.step(&work, CampaignEventKind::Prolong, Said { reason, days })?;
        loaded.save(&mut work).await
    }
    .await;
    work.finish(result).await
}

/// TALLIED → PUBLISHED: each unit may read its own aggregates.
pub async fn publish(app: &App, ctx: &OpCtx, step: Step) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.publish").await?;
    let result = publish_in(&mut work, step).await;
    work.finish(result).await
}

async fn publish_in(work: &mut Work<'_>, step: Step) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    work.before(&loaded.row);
    loaded.step(work, CampaignEventKind::Publish, Said::default())?;
    loaded.row.published_at = Some(work.ctx.now());
    let targets = loaded.paper.targets.clone();
    let row = loaded.save(work).await?;
    let roles = [Role::Dl, Role::Dc];
    notify::tell(work, &row, &roles, Some(&targets), NoticeKind::CampaignPublished).await?;
    Ok(row)
}

/// any → VOIDED, on a proven leak or pressure. An open ballot box is sealed like at closing.
pub async fn void(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<campaign::Model> {
    seal::prepare(app).await?;
    let mut work = Work::begin(app, ctx, "campaign.void").await?;
    let result = void_in(&mut work, step, reason).await;
    let result = work.finish(result).await;
    if result.is_ok() {
        seal::scrub(app).await;
    }
    result
}

async fn void_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    work.before(&loaded.row);
    let was = loaded.row.state.get();
    loaded.step(work, CampaignEventKind::Void, Said { reason, days: 0 })?;
    loaded.row.void_reason = Some(text::reason("reason", reason)?);
    if matches!(was, CampaignState::Approved | CampaignState::Open) {
        seal::close_box(work, &loaded.row).await?;
    }
    loaded.save(work).await
}
