//! Questions about ratings: aggregates from rollups, cases with their actions (K21, K23).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::machine::Acting;
use remit_shared::rating::bad::{self as machine, BadAvailability};
use remit_shared::rating::{BadRatingState, RatingChannel, RatingLevel, RatingStatus};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::{bad_rating_event, org};
use remit_store::organisation;
use remit_store::page::{Page, Slice};
use remit_store::rating::bad as rows;
use remit_store::rating::rollup::{self, DayCount, RollupFilter};
use uuid::Uuid;

use super::bad::facts_of;
use super::rules_today;
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use rows::{BadFilter, BadRow, BadSort};

/// Counted ratings of one cell: a month, a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// First day of the month; none where months are not told apart.
    pub month: Option<NaiveDate>,
    /// Channel; none where they are not told apart.
    pub channel: Option<RatingChannel>,
    /// Counted ratings by level, L5 first.
    pub levels: [i64; 5],
}

impl Tally {
    /// How many.
    pub fn n(&self) -> i64 {
        self.levels.iter().sum()
    }

    /// Mean points in hundredths, none without ratings.
    pub fn mean_hundredths(&self) -> Option<i64> {
        let points: i64 = RatingLevel::ALL
            .iter()
            .zip(self.levels)
            .map(|(level, n)| n * i64::from(level.points()))
            .sum();
        (points * 100 + self.n() / 2).checked_div(self.n())
    }
}

/// The aggregates of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// The unit.
    pub org: org::Model,
    /// All counted ratings.
    pub total: Tally,
    /// By channel.
    pub channels: Vec<Tally>,
    /// By month.
    pub months: Vec<Tally>,
    /// Ratings by what became of them, counted or not.
    pub statuses: Vec<(RatingStatus, i64)>,
}

/// A unit's aggregates over a span, from rollups: one statement.
pub async fn aggregate(
    app: &App,
    ctx: &OpCtx,
    org_id: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Option<Aggregate>> {
    let scope = ctx.authorise(Capability::RatingAggregateRead)?;
    let conn = app.db.read();
    let found = organisation::find(conn, &scope, org_id).await?;
    let Some(org) = found.filter(|org| scope.covers(org.id)) else {
        return Ok(None);
    };
    let filter = RollupFilter {
        org_id: Some(org_id),
        from: Some(from),
        to: Some(to),
        ..RollupFilter::default()
    };
    let days = rollup::by_day(conn, &scope, filter).await?;
    Ok(Some(sum(org, &days)))
}

fn add(tally: &mut Tally, level: RatingLevel, n: i64) {
    if let Some(place) = RatingLevel::ALL.iter().position(|one| *one == level) {
        tally.levels[place] += n;
    }
}

fn empty(month: Option<NaiveDate>, channel: Option<RatingChannel>) -> Tally {
    Tally {
        month,
        channel,
        levels: [0; 5],
    }
}

fn sum(org: org::Model, days: &[DayCount]) -> Aggregate {
    let mut total = empty(None, None);
    let mut channels: BTreeMap<RatingChannel, Tally> = BTreeMap::new();
    let mut months: BTreeMap<NaiveDate, Tally> = BTreeMap::new();
    let mut statuses: BTreeMap<RatingStatus, i64> = BTreeMap::new();
    for count in days {
        *statuses.entry(count.status).or_default() += count.n;
        if !count.counted {
            continue;
        }
        let month = count.day.with_day(1).unwrap_or(count.day);
        add(&mut total, count.level, count.n);
        let channel = channels
            .entry(count.channel)
            .or_insert_with(|| empty(None, Some(count.channel)));
        add(channel, count.level, count.n);
        let month = months.entry(month).or_insert_with(|| empty(Some(month), None));
        add(month, count.level, count.n);
    }
    Aggregate {
        org,
        total,
        channels: channels.into_values().collect(),
        months: months.into_values().collect(),
        statuses: statuses.into_iter().filter(|(_, n)| *n != 0).collect(),
    }
}

/// The units in scope with their counted ratings over a span, best known first by the registry's order.
pub async fn units(
    app: &App,
    ctx: &OpCtx,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<(org::Model, Tally)>> {
    let scope = ctx.authorise(Capability::RatingAggregateRead)?;
    let conn = app.db.read();
    let filter = RollupFilter {
        from: Some(from),
        to: Some(to),
        ..RollupFilter::default()
    };
    let mut tallies: BTreeMap<Uuid, Tally> = BTreeMap::new();
    for (org, _, level, n) in rollup::by_org(conn, &scope, filter).await? {
        add(tallies.entry(org).or_insert_with(|| empty(None, None)), level, n);
    }
    let ids: Vec<Uuid> = tallies.keys().copied().collect();
    let mut orgs = organisation::by_ids(conn, scope.jurisdiction_id(), &ids).await?;
    orgs.sort_by_key(|org| org.sort);
    Ok(orgs
        .into_iter()
        .filter_map(|org| tallies.remove(&org.id).map(|tally| (org, tally)))
        .collect())
}

/// The scope in which this hat reads bad-rating cases: the unit its own, the desk and the oversight section all.
pub fn case_scope(ctx: &OpCtx) -> Answer<Scope> {
    let unit = ctx.signed_in()?;
    let capability = if matches!(unit.role, Role::Dl | Role::Dc) {
        Capability::BadHandle
    } else {
        Capability::BadSupervise
    };
    Ok(ctx.authorise(capability)?)
}

/// A page of cases.
pub async fn cases(
    app: &App,
    ctx: &OpCtx,
    filter: &BadFilter,
    sort: BadSort,
    slice: Slice,
) -> Answer<Page<BadRow>> {
    let scope = case_scope(ctx)?;
    Ok(rows::page(app.db.read(), &scope, filter, sort, slice).await?)
}

/// One case, or `None` out of scope.
pub async fn case(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<BadRow>> {
    let scope = case_scope(ctx)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// The history of a case in scope.
pub async fn history(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Vec<bad_rating_event::Model>> {
    let scope = case_scope(ctx)?;
    Ok(rows::events(app.db.read(), &scope, id).await?)
}

/// What this hat could do to a case, each with the reason why not now.
pub async fn actions(app: &App, ctx: &OpCtx, row: &BadRow) -> Answer<Vec<BadAvailability>> {
    let actor = ctx.signed_in()?;
    let calendar = app.calendar.get(app).await?;
    let acting = Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    };
    let rules = rules_today(app, ctx).await?;
    let facts = facts_of(&row.case, ctx.today(), &calendar, &rules, Some(acting));
    Ok(machine::available(row.case.state.get(), actor.role, &facts))
}

/// Whether this reader is kept from the level: those who decide an appeal whose ground does not depend on it.
pub fn hides_level(ctx: &OpCtx, row: &BadRow) -> bool {
    let decides = ctx
        .actor
        .as_ref()
        .is_some_and(|actor| matches!(actor.role, Role::Ra | Role::Ov));
    let mechanical = row
        .case
        .appeal_ground
        .is_some_and(|ground| ground.get().is_mechanical());
    decides && mechanical && row.case.state.get() == BadRatingState::Appealed
}

/// The telephone number of a rater, for the unit and the desk while the case runs; masked afterwards, erased later
/// (F4). Reading it in full is audited.
pub async fn contact(app: &App, ctx: &OpCtx, row: &BadRow) -> Answer<Option<String>> {
    let Some(sealed) = &row.rating.contact_enc else {
        return Ok(None);
    };
    let number = app.sealer.open(sealed)?;
    if machine::is_over(row.case.state.get()) {
        return Ok(Some(text::masked_phone(&number)));
    }
    audit::note_read(app, ctx, "bad_rating.contact_read", row.case.id.to_string()).await?;
    Ok(Some(number))
}
