//! Reading campaigns: the console of the office, and what everybody else may see (R6).

use std::collections::BTreeMap;
use std::sync::Arc;

use remit_shared::calendar::WorkCalendar;
use remit_shared::evaluation::CampaignState;
use remit_shared::evaluation::machine::{self, CampaignAvailability, CampaignFacts};
use remit_shared::policy::{Capability, Scope};
use remit_store::entity::{campaign, campaign_stratum};
use remit_store::evaluation::ballot;
use remit_store::evaluation::campaign::{self as rows, CampaignFilter};
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use super::loaded::{Paper, facts_of};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// A campaign with its numbers.
#[derive(Debug, Clone)]
pub struct CampaignView {
    /// The row.
    pub row: campaign::Model,
    /// What it asks about whom.
    pub paper: Paper,
    /// Invitations.
    pub invited: i64,
    /// Ballots cast; while the box is open a multiple of the smallest cell, so that no single ballot is seen to arrive.
    pub answered: i64,
    /// What the reader could do with it.
    pub actions: Vec<CampaignAvailability>,
    /// Whether the reader manages campaigns.
    pub manages: bool,
}

/// A group of voters with its numbers.
#[derive(Debug, Clone)]
pub struct Group {
    /// The row.
    pub row: campaign_stratum::Model,
    /// Invitations, with those of the groups that are kept with it.
    pub invited: i32,
    /// Ballots; nobody is told before the box is closed.
    pub answered: Option<i64>,
}

/// The scope under which the actor reads campaigns: as a manager, or as one who reads what is published.
pub(super) fn scope(ctx: &OpCtx) -> Answer<Scope> {
    match ctx.authorise(Capability::CampaignManage) {
        Ok(scope) => Ok(scope),
        Err(_) => Ok(ctx.authorise(Capability::AggregateRead)?),
    }
}

/// A page of campaigns, newest first.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: &CampaignFilter,
    slice: Slice,
) -> Answer<Page<CampaignView>> {
    let scope = scope(ctx)?;
    let page = rows::page(app.db.read(), &scope, filter, slice).await?;
    Ok(Page {
        rows: views(app, ctx, &scope, page.rows).await?,
        total: page.total,
    })
}

/// One campaign; `None` if it does not exist or is not published yet.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<CampaignView>> {
    let scope = scope(ctx)?;
    let found = rows::find(app.db.read(), &scope, id).await?;
    Ok(views(app, ctx, &scope, found.into_iter().collect()).await?.pop())
}

/// A campaign after an act.
pub async fn view(app: &App, ctx: &OpCtx, row: campaign::Model) -> Answer<Option<CampaignView>> {
    let scope = scope(ctx)?;
    Ok(views(app, ctx, &scope, vec![row]).await?.pop())
}

async fn views(
    app: &App,
    ctx: &OpCtx,
    scope: &Scope,
    rows: Vec<campaign::Model>,
) -> Answer<Vec<CampaignView>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let totals = ballot::totals(app.db.read(), scope.jurisdiction_id(), &ids).await?;
    let calendar = app.calendar.get(app).await?;
    rows.into_iter()
        .map(|row| {
            let (invited, answered) = totals.get(&row.id).copied().unwrap_or_default();
            one(ctx, scope, row, (invited, answered), &calendar)
        })
        .collect()
}

fn one(
    ctx: &OpCtx,
    scope: &Scope,
    row: campaign::Model,
    (invited, answered): (i64, i64),
    calendar: &Arc<WorkCalendar>,
) -> Answer<CampaignView> {
    let paper = Paper::of(&row)?;
    let facts = CampaignFacts {
        invited: invited.unsigned_abs(),
        answered: answered.unsigned_abs(),
        ..facts_of(&row, &paper, calendar, ctx.today())
    };
    let answered = match row.state.get() {
        CampaignState::Open => answered - answered % i64::from(row.min_cell.max(1)),
        _ => answered,
    };
    let actions = machine::available(row.state.get(), scope.role(), &facts);
    Ok(CampaignView {
        invited: if invited == 0 { planned(&paper) } else { invited },
        answered,
        actions,
        manages: scope.capability() == Capability::CampaignManage,
        paper,
        row,
    })
}

/// Invitations planned for groups that do not come from the pool, before any are made.
fn planned(paper: &Paper) -> i64 {
    let seats = paper.seats.iter().map(|seat| {
        let times = if seat.group.is_empty() {
            paper.targets.len()
        } else {
            1
        };
        i64::from(seat.count) * i64::try_from(times).unwrap_or(1)
    });
    seats.sum()
}

/// The groups of a campaign with how many invitations each has, and once the box is closed how many ballots. Never what
/// they say, and never who answers while somebody could watch.
pub async fn groups(app: &App, ctx: &OpCtx, row: &campaign::Model) -> Answer<Vec<Group>> {
    let scope = ctx.authorise(Capability::CampaignManage)?;
    let conn = app.db.read();
    let strata = rows::strata(conn, scope.jurisdiction_id(), row.id).await?;
    let closed = !matches!(
        row.state.get(),
        CampaignState::Draft | CampaignState::Approved | CampaignState::Open
    );
    let cast: BTreeMap<Uuid, i64> = if closed {
        ballot::by_group(conn, scope.jurisdiction_id(), row.id).await?
    } else {
        BTreeMap::new()
    };
    let invited = |id: Uuid| {
        let kept = strata
            .iter()
            .filter(|one| one.id == id || one.kept_with == Some(id));
        kept.map(|one| one.invited).sum()
    };
    let kept = strata.iter().filter(|one| one.kept_with.is_none());
    Ok(kept
        .map(|one| Group {
            invited: invited(one.id),
            answered: closed.then(|| cast.get(&one.id).copied().unwrap_or_default()),
            row: one.clone(),
        })
        .collect())
}

/// Campaigns that wait for this person, with the first thing to do: the workbench's lines.
pub(crate) async fn duties(
    app: &App,
    ctx: &OpCtx,
) -> Answer<Vec<(campaign::Model, remit_shared::evaluation::CampaignEventKind)>> {
    use remit_shared::evaluation::CampaignEventKind as E;
    use remit_shared::evaluation::CampaignState as S;
    if ctx.authorise(Capability::CampaignManage).is_err() {
        return Ok(Vec::new());
    }
    let filter = CampaignFilter {
        states: vec![S::Draft, S::Closed, S::Tallied],
        ..CampaignFilter::default()
    };
    let page = list(app, ctx, &filter, Slice::first(20)).await?;
    let duty = |view: CampaignView| {
        let event = view
            .actions
            .iter()
            .filter(|action| action.outcome.is_ok())
            .map(|action| action.event)
            .find(|event| matches!(event, E::Approve | E::Tally | E::Publish))?;
        Some((view.row, event))
    };
    Ok(page.rows.into_iter().filter_map(duty).collect())
}
