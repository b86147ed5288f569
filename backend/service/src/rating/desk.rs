//! What waits at the rating desk and in the units: lines of the workbench, and the counts above them (§7).

use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Scope};
use remit_shared::rating::{BadEventKind, BadRatingState, FlagState};
use remit_store::page::Slice;
use remit_store::rating::bad::{self as rows, BadFilter, BadSort};
use remit_store::rating::flag;

use super::read;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::workbench::{Count, QueueItem};

/// Running cases looked at for the queue.
const LOOKED_AT: u64 = 60;

/// Running cases on which this person has something to do; none for roles without bad ratings.
pub(crate) async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let scope = match read::case_scope(ctx) {
        Ok(scope) => scope,
        Err(Failure::Refused(_)) => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let filter = BadFilter {
        running: true,
        ..BadFilter::default()
    };
    let page = rows::page(
        app.db.read(),
        &scope,
        &filter,
        BadSort::Due,
        Slice::first(LOOKED_AT),
    )
    .await?;
    let mut items = Vec::new();
    for row in page.rows {
        let actions = read::actions(app, ctx, &row).await?;
        // An appeal and an explanation are options, not duties.
        let duty = actions
            .into_iter()
            .filter(|action| action.outcome.is_ok())
            .map(|action| action.event)
            .find(|event| !matches!(event, BadEventKind::Appeal | BadEventKind::Explain));
        items.extend(duty.map(|event| QueueItem::BadRating(Box::new(row), event)));
    }
    Ok(items)
}

/// The tiles of bad ratings and flags for a hat, each equal to the list behind it. The rating administrator's desk
/// shows all of them, everybody else's those with something in them.
pub(crate) async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<Count>> {
    let desk = ctx.signed_in()?.role == Role::Ra;
    let mut counts = match read::case_scope(ctx) {
        Ok(scope) => of_cases(app, ctx, &scope).await?,
        Err(Failure::Refused(_)) => Vec::new(),
        Err(fault) => return Err(fault),
    };
    if let Ok(flags) = ctx.authorise(Capability::FlagReview) {
        let slice = Slice::first(1).counted();
        let open = flag::page(app.db.read(), &flags, &[FlagState::Open], slice).await?;
        counts.push(Count {
            key: "ratingFlags.open",
            count: i64::try_from(open.total.unwrap_or(0)).unwrap_or(i64::MAX),
            list: "/rating-flags",
            filter: "state=OPEN",
        });
    }
    counts.retain(|count| desk || count.count > 0);
    Ok(counts)
}

async fn of_cases(app: &App, ctx: &OpCtx, scope: &Scope) -> Answer<Vec<Count>> {
    let running = BadFilter {
        running: true,
        ..BadFilter::default()
    };
    let overdue = BadFilter {
        overdue_on: Some(ctx.today()),
        ..BadFilter::default()
    };
    let in_state = |state| BadFilter {
        states: vec![state],
        ..BadFilter::default()
    };
    let tiles = [
        ("badRatings.running", "running=1", running),
        ("badRatings.overdue", "overdue=1", overdue),
        (
            "badRatings.toRevisit",
            "state=FEEDBACK",
            in_state(BadRatingState::Feedback),
        ),
        (
            "badRatings.appealed",
            "state=APPEALED",
            in_state(BadRatingState::Appealed),
        ),
    ];
    let mut counts = Vec::new();
    for (key, filter, narrow) in tiles {
        let count = rows::count(app.db.read(), scope, &narrow).await?;
        counts.push(Count {
            key,
            count: i64::try_from(count).unwrap_or(i64::MAX),
            list: "/bad-ratings",
            filter,
        });
    }
    Ok(counts)
}
