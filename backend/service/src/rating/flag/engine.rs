//! The engine: looks at what was rated yesterday and today, window by window, and flags what the rules find.

use std::collections::{BTreeSet, HashMap};

use chrono::{Duration, NaiveDate, Timelike};
use remit_shared::calendar::{WorkCalendar, end_of_day_utc};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::rating::flags::{self, Pattern, Seen};
use remit_shared::rating::hours::OpeningHours;
use remit_shared::rating::{FlagState, RatingStatus};
use remit_shared::wire::Wire;
use remit_store::entity::{public_rating, rating_flag, window_point};
use remit_store::identity::addressees;
use remit_store::rating::flag::{self as rows, Watched};
use remit_store::rating::{rollup, window};
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::rating::network;
use crate::work::Work;

/// Flags what the rules find among the ratings of a day; returns the groups made. Safe to repeat.
pub async fn run(app: &App, ctx: &OpCtx, day: NaiveDate) -> Answer<usize> {
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let calendar = app.calendar.get(app).await?;
    let rated = rows::watch_windows(conn, jurisdiction, day).await?;
    let places = window::by_ids(conn, jurisdiction, &rated).await?;
    let staff = staff_networks(app, &places).await?;
    let mut made = 0;
    for place in places {
        let from = end_of_day_utc(flags::usual_since(day));
        let until = end_of_day_utc(day);
        let ratings = rows::watch_ratings(conn, jurisdiction, place.id, from, until).await?;
        let patterns = patterns(
            &place,
            day,
            &calendar,
            &ratings,
            staff.get(&place.org_id).map_or(&[], Vec::as_slice),
        );
        if !patterns.is_empty() {
            made += flag_all(app, ctx, &place, day, patterns).await?;
        }
    }
    Ok(made)
}

/// The units' own networks, as digests, where the configuration names them (§5.6 c F-STAFF).
async fn staff_networks(app: &App, places: &[window_point::Model]) -> Answer<HashMap<Uuid, Vec<String>>> {
    if app.settings.staff_networks.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = places.iter().map(|place| place.org_id).collect();
    let orgs = organisation::by_ids(app.db.read(), app.settings.jurisdiction_id, &ids).await?;
    let networks = orgs.into_iter().filter_map(|org| {
        let ranges = app.settings.staff_networks.get(&org.code)?;
        Some((
            org.id,
            ranges
                .iter()
                .flat_map(|range| network::of_range(app, range))
                .collect(),
        ))
    });
    Ok(networks.collect())
}

fn patterns(
    place: &window_point::Model,
    day: NaiveDate,
    calendar: &WorkCalendar,
    ratings: &[Watched],
    staff: &[String],
) -> Vec<Pattern> {
    let (mut today, mut usual): (Vec<Seen>, HashMap<(NaiveDate, u32), u32>) = (Vec::new(), HashMap::new());
    for rating in ratings {
        let at = flags::local(rating.at);
        if at.date() == day {
            today.push(Seen {
                id: rating.id,
                at: rating.at,
                channel: rating.channel,
                level: rating.level,
                net: rating.net.as_deref(),
            });
        } else {
            *usual.entry((at.date(), at.hour())).or_default() += 1;
        }
    }
    let days = preceding(calendar, day);
    let usual = |hour: u32| {
        days.iter()
            .map(|day| usual.get(&(*day, hour)).copied().unwrap_or(0))
            .collect()
    };
    let mut found = flags::same(&today);
    found.extend(flags::bursts(&today, usual));
    if let Ok(hours) = OpeningHours::parse(&place.opening_hours) {
        let working = calendar.is_working(day).unwrap_or(true);
        found.extend(flags::outside_hours(&today, &hours, working));
    }
    let staff: BTreeSet<&str> = staff.iter().map(String::as_str).collect();
    found.extend(flags::from_staff(&today, &staff));
    found
}

/// The working days before a day that the usual pace is taken from.
fn preceding(calendar: &WorkCalendar, day: NaiveDate) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let mut date = day;
    while days.len() < flags::BURST_DAYS as usize && date > calendar.first() {
        date -= Duration::days(1);
        if calendar.is_working(date).unwrap_or(false) {
            days.push(date);
        }
    }
    days
}

async fn flag_all(
    app: &App,
    ctx: &OpCtx,
    place: &window_point::Model,
    day: NaiveDate,
    patterns: Vec<Pattern>,
) -> Answer<usize> {
    let mut work = Work::begin(app, ctx, "rating_flag.engine").await?;
    let result = flag_in(&mut work, place, day, patterns).await;
    if matches!(result, Ok(0)) {
        work.abandon().await?;
        return Ok(0);
    }
    work.finish(result).await
}

async fn flag_in(
    work: &mut Work<'_>,
    place: &window_point::Model,
    day: NaiveDate,
    patterns: Vec<Pattern>,
) -> Answer<usize> {
    let mut made = 0;
    for pattern in patterns {
        let hour = pattern
            .hour
            .and_then(|hour| i32::try_from(hour).ok())
            .unwrap_or(-1);
        let known = rows::existing(&work.tx, place.id, day, pattern.rule.code(), hour).await?;
        let fresh: Vec<_> = rows::ratings(&work.tx, &pattern.ratings)
            .await?
            .into_iter()
            .filter(|rating| rating.flag_id.is_none())
            .collect();
        if fresh.is_empty() {
            continue;
        }
        let flag = group(work, place, day, hour, &pattern, known).await?;
        work.subject("rating_flag", flag.id, flag.rule.to_string());
        mark(work, flag.id, fresh).await?;
        made += 1;
        tell(work, place, &flag).await?;
    }
    Ok(made)
}

async fn group(
    work: &Work<'_>,
    place: &window_point::Model,
    day: NaiveDate,
    hour: i32,
    pattern: &Pattern,
    known: Option<rating_flag::Model>,
) -> Answer<rating_flag::Model> {
    let count = i32::try_from(pattern.ratings.len()).unwrap_or(i32::MAX);
    let networks = i32::try_from(pattern.networks).unwrap_or(i32::MAX);
    let now = work.ctx.now();
    if let Some(flag) = known {
        // Ratings that came later are reviewed like the first: opinions given before do not cover them. What has been
        // decided stays as it was decided.
        let next = rating_flag::Model {
            count,
            networks,
            state: Text(FlagState::Open),
            verdict: None,
            reason: None,
            reviewer_id: None,
            confirmer_id: None,
            decided_at: None,
            updated_at: now,
            ..flag
        };
        return Ok(row::update(&work.tx, next).await?);
    }
    let flag = rating_flag::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        rule: Text(pattern.rule),
        org_id: place.org_id,
        window_id: place.id,
        day,
        hour,
        count,
        networks,
        state: Text(FlagState::Open),
        verdict: None,
        reason: None,
        reviewer_id: None,
        confirmer_id: None,
        decided_at: None,
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    Ok(row::insert(&work.tx, flag).await?)
}

/// Puts ratings into the group. Those that counted do not until the group is decided; limited ones stay so.
async fn mark(work: &Work<'_>, flag_id: Uuid, ratings: Vec<public_rating::Model>) -> Answer<()> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for rating in ratings {
        let accepted = rating.status.get() == RatingStatus::Accepted;
        let next = public_rating::Model {
            flag_id: Some(flag_id),
            status: if accepted {
                Text(RatingStatus::Flagged)
            } else {
                rating.status
            },
            counted: false,
            updated_at: work.ctx.now(),
            ..rating.clone()
        };
        before.push(rollup::cell_of(&rating));
        after.push(rollup::cell_of(&next));
        row::update(&work.tx, next).await?;
    }
    rollup::take(&work.tx, before).await?;
    rollup::add(&work.tx, after).await?;
    Ok(())
}

async fn tell(work: &mut Work<'_>, place: &window_point::Model, flag: &rating_flag::Model) -> Answer<()> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let mut accounts = addressees(&work.tx, jurisdiction, Role::Ra, None, None, today).await?;
    accounts.extend(addressees(&work.tx, jurisdiction, Role::Ov, None, None, today).await?);
    let title = format!("{} {}:{}件", place.name, flag.rule.get().zh(), flag.count);
    let message = Message {
        kind: NoticeKind::RatingsFlagged,
        subject: ("rating_flag", flag.id),
        code: "",
        title: &title,
        due_on: None,
    };
    send(work, accounts, &message).await
}
