//! Questions about powers lists: as they are on any day, how an item came about, what differs between two days.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use remit_shared::list::{ListOp, PowerCategory};
use remit_shared::policy::{Capability, Reach, Scope};
use remit_store::entity::{list_change, power_list_version};
use remit_store::list::{change, power as rows};
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use change::ChangeFilter;
pub use rows::{PowerFilter, PowerSort};

/// The right to read the lists, and the last day that may be asked for: the public reads no lists of the future.
fn scope(ctx: &OpCtx, as_of: NaiveDate) -> Answer<(Scope, NaiveDate)> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    let today = ctx.today();
    let day = if scope.reach() == Reach::Published {
        as_of.min(today)
    } else {
        as_of
    };
    Ok((scope, day))
}

/// A page of the list of a day.
pub async fn page(
    app: &App,
    ctx: &OpCtx,
    filter: PowerFilter,
    sort: PowerSort,
    slice: Slice,
) -> Answer<Page<power_list_version::Model>> {
    let (scope, as_of) = scope(ctx, filter.as_of)?;
    let filter = PowerFilter { as_of, ..filter };
    Ok(rows::page(app.db.read(), &scope, &filter, sort, slice).await?)
}

/// How many items each unit has on a day.
pub async fn counts(app: &App, ctx: &OpCtx, as_of: NaiveDate) -> Answer<HashMap<Uuid, u64>> {
    let (scope, as_of) = scope(ctx, as_of)?;
    Ok(rows::counts(app.db.read(), &scope, as_of).await?)
}

/// Everything an item has said, oldest first; empty if there is no such item.
pub async fn history(app: &App, ctx: &OpCtx, item: Uuid) -> Answer<Vec<power_list_version::Model>> {
    let (scope, last) = scope(ctx, NaiveDate::MAX)?;
    let found = rows::history(app.db.read(), &scope, &[item]).await?;
    let versions = found.into_values().flatten();
    Ok(versions.filter(|version| version.valid_from <= last).collect())
}

/// The changes among `ids`, by id: what made or ended an item.
pub async fn changes_by_ids(
    app: &App,
    ctx: &OpCtx,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, list_change::Model>> {
    let (scope, _) = scope(ctx, ctx.today())?;
    let found = change::by_ids(app.db.read(), &scope, ids).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

/// A page of the changes that have taken effect.
pub async fn changes(
    app: &App,
    ctx: &OpCtx,
    filter: &ChangeFilter,
    slice: Slice,
) -> Answer<Page<list_change::Model>> {
    let (scope, _) = scope(ctx, ctx.today())?;
    Ok(change::page(app.db.read(), &scope, filter, slice).await?)
}

/// What became of an item between two days.
#[derive(Debug, Clone)]
pub struct PowerDifference {
    /// Added, cancelled, changed or transferred.
    pub op: ListOp,
    /// As it was on the first day.
    pub before: Option<power_list_version::Model>,
    /// As it is on the second.
    pub after: Option<power_list_version::Model>,
}

/// What differs in a unit's list between two days, in the order of the codes: two statements.
pub async fn difference(
    app: &App,
    ctx: &OpCtx,
    org: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<PowerDifference>> {
    let (scope, to) = scope(ctx, to)?;
    let conn = app.db.read();
    let before = rows::of_unit_between(conn, &scope, org, (from, to), from).await?;
    let after = rows::of_unit_between(conn, &scope, org, (from, to), to).await?;
    let mut items: BTreeMap<
        String,
        (
            Option<power_list_version::Model>,
            Option<power_list_version::Model>,
        ),
    > = BTreeMap::new();
    for row in before {
        let code = row.code.clone();
        items.entry(code).or_default().0 = Some(row);
    }
    for row in after {
        let code = row.code.clone();
        items.entry(code).or_default().1 = Some(row);
    }
    let differences = items.into_values().filter_map(|(before, after)| {
        let op = match (&before, &after) {
            (None, _) => ListOp::Add,
            (_, None) => ListOp::Cancel,
            (Some(old), Some(new)) if old.org_id != new.org_id => ListOp::Transfer,
            (Some(old), Some(new)) if says(old) != says(new) => ListOp::Change,
            _ => return None,
        };
        Some(PowerDifference { op, before, after })
    });
    Ok(differences.collect())
}

fn says(row: &power_list_version::Model) -> (&str, &str, PowerCategory) {
    (&row.name, &row.basis, row.category.get())
}
