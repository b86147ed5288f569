//! Windows: the code that is scanned, the list with its coverage, cards to print, revocation (K21).

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::policy::Capability;
use remit_shared::rating::RatingLevel;
use remit_shared::refusal::Refusal;
use remit_store::entity::{org, window_point};
use remit_store::rating::rollup::RollupFilter;
use remit_store::rating::{receipt, rollup, window as rows};
use remit_store::{StoreError, organisation, row};
use uuid::Uuid;

use super::code::{self, Scanned};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What a scanned code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A window that can be rated.
    Open(Box<Open>),
    /// The code is forged, expired, or the window is closed: whom to call, where the window is known.
    Closed {
        /// The window's telephone number.
        hotline: Option<String>,
    },
}

/// A window that can be rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The window.
    pub window: window_point::Model,
    /// Its unit.
    pub org: org::Model,
    /// Number of the handled item, where the code came from a receipt.
    pub receipt_no: Option<String>,
}

/// Finds the place of a scanned code. A code that does not hold is answered with the window's number, if it names
/// one that exists, and nothing else.
pub async fn scanned(app: &App, text: &str) -> Answer<Place> {
    let (genuine, claimed) = code::read(app, text);
    let jurisdiction = app.settings.jurisdiction_id;
    let window = match claimed {
        Some(id) => rows::unscoped_find(app.db.read(), jurisdiction, id).await?,
        None => None,
    };
    let hotline = window.as_ref().map(|window| window.hotline.clone());
    let Some((window, code)) = window.zip(genuine) else {
        return Ok(Place::Closed { hotline });
    };
    if !window.active || window.qr_key_version != code.key_version {
        return Ok(Place::Closed { hotline });
    }
    let org = organisation::by_ids(app.db.read(), jurisdiction, &[window.org_id])
        .await?
        .pop();
    Ok(match org {
        Some(org) => Place::Open(Box::new(Open {
            window,
            org,
            receipt_no: code.receipt_no,
        })),
        None => Place::Closed { hotline },
    })
}

/// The code of a window in force; on a receipt, with its number.
pub fn code_of(app: &App, window: &window_point::Model, receipt_no: Option<&str>) -> String {
    let scanned = Scanned {
        window: window.id,
        key_version: window.qr_key_version,
        receipt_no: receipt_no.map(str::to_owned),
    };
    code::write(app, &scanned)
}

/// A window with what it is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The window.
    pub window: window_point::Model,
    /// The unit.
    pub org: org::Model,
    /// Receipts issued in the span.
    pub receipts: i64,
    /// Counted ratings with a receipt.
    pub receipted: i64,
    /// Counted ratings in all.
    pub rated: i64,
    /// Bad ones among them.
    pub bad: i64,
    /// Sum of points, for the mean.
    pub points: i64,
}

/// The windows in scope with their coverage over a span: counters only, whatever the number of ratings and receipts.
pub async fn coverage(
    app: &App,
    ctx: &OpCtx,
    org_id: Option<Uuid>,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<Coverage>> {
    let scope = ctx.authorise(Capability::RatingAggregateRead)?;
    let conn = app.db.read();
    let windows = rows::list(conn, &scope, org_id).await?;
    let receipts: HashMap<Uuid, i64> = receipt::by_window(conn, &scope, (from, to))
        .await?
        .into_iter()
        .collect();
    let filter = RollupFilter {
        org_id,
        from: Some(from),
        to: Some(to),
        ..RollupFilter::default()
    };
    let mut cells: HashMap<Uuid, Vec<(bool, RatingLevel, i64)>> = HashMap::new();
    for (window, receipted, level, n) in rollup::by_window(conn, &scope, filter).await? {
        cells.entry(window).or_default().push((receipted, level, n));
    }
    let mut units: Vec<Uuid> = windows.iter().map(|window| window.org_id).collect();
    units.sort_unstable();
    units.dedup();
    let orgs: HashMap<Uuid, org::Model> = organisation::by_ids(conn, scope.jurisdiction_id(), &units)
        .await?
        .into_iter()
        .map(|org| (org.id, org))
        .collect();
    let mut lines: Vec<Coverage> = windows
        .into_iter()
        .filter_map(|window| {
            let org = orgs.get(&window.org_id)?.clone();
            let cells = cells.remove(&window.id).unwrap_or_default();
            let issued = receipts.get(&window.id).copied().unwrap_or(0);
            Some(line(window, org, issued, &cells))
        })
        .collect();
    lines.sort_by(|a, b| (a.org.sort, &a.window.no).cmp(&(b.org.sort, &b.window.no)));
    Ok(lines)
}

fn line(
    window: window_point::Model,
    org: org::Model,
    receipts: i64,
    cells: &[(bool, RatingLevel, i64)],
) -> Coverage {
    let sum = |wanted: &dyn Fn(bool, RatingLevel) -> bool| {
        cells
            .iter()
            .filter(|(receipted, level, _)| wanted(*receipted, *level))
            .map(|(.., n)| n)
            .sum()
    };
    Coverage {
        window,
        org,
        receipts,
        receipted: sum(&|receipted, _| receipted),
        rated: sum(&|_, _| true),
        bad: sum(&|_, level| level.is_bad()),
        points: cells
            .iter()
            .map(|(_, level, n)| n * i64::from(level.points()))
            .sum(),
    }
}

/// Revokes the printed codes of a window by raising its version (K21).
pub async fn revoke(app: &App, ctx: &OpCtx, step: Step) -> Answer<window_point::Model> {
    let mut work = Work::begin(app, ctx, "rating_window.revoke").await?;
    let result = revoke_in(&mut work, step).await;
    work.finish(result).await
}

async fn revoke_in(work: &mut Work<'_>, step: Step) -> Answer<window_point::Model> {
    let scope = work.authorise(Capability::RatingImport)?;
    let window = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("window_point", window.id, window.name.clone());
    if window.version != step.version {
        return Err(StoreError::Stale {
            table: "window_point",
        }
        .into());
    }
    work.before(&window);
    let next = window_point::Model {
        qr_key_version: window.qr_key_version.saturating_add(1),
        updated_at: work.ctx.now(),
        ..window
    };
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    Ok(saved)
}
