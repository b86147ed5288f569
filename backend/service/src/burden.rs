//! The burden meter 减负监测 (K46): requests made to each unit and town by month, and what one unit has been asked this
//! month, for whoever is about to ask once more.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use remit_shared::burden::RequestKind;
use remit_shared::organisation::OrgKind;
use remit_shared::policy::{Capability, Reach, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::burden as rows;
use remit_store::entity::org;
use remit_store::organisation;
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What one unit or town was asked in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burden {
    /// The unit or town.
    pub org: org::Model,
    /// Requests by month, January first.
    pub months: [i64; 12],
    /// Requests by kind, in the order of the kinds; those without any left out.
    pub kinds: Vec<(RequestKind, i64)>,
}

impl Burden {
    /// Requests of the year.
    pub fn total(&self) -> i64 {
        self.months.iter().sum()
    }
}

/// The requests of a year to every supervised unit and every town, in the registry's order; a unit sees its own.
pub async fn of_year(app: &App, ctx: &OpCtx, year: i32, kinds: &[RequestKind]) -> Answer<Vec<Burden>> {
    let scope = ctx.authorise(Capability::BurdenRead)?;
    let span = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let span = span.filter(|_| (2000..=2100).contains(&year)).ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            "年度应在2000至2100之间。",
            "The year has to lie between 2000 and 2100.",
        )
        .on("year")
    })?;
    let wanted = |kind| kinds.is_empty() || kinds.contains(&kind);
    let mut counted: HashMap<Uuid, HashMap<(u32, RequestKind), i64>> = HashMap::new();
    for request in rows::requests(app.db.read(), &scope, span).await? {
        if wanted(request.kind) {
            let of = counted.entry(request.org).or_default();
            *of.entry((request.on.month0(), request.kind)).or_default() += request.count;
        }
    }
    let asked = asked(app, &scope).await?;
    Ok(asked
        .into_iter()
        .map(|org| burden(&counted.remove(&org.id).unwrap_or_default(), org))
        .collect())
}

fn burden(counts: &HashMap<(u32, RequestKind), i64>, org: org::Model) -> Burden {
    use remit_shared::wire::Wire;
    let mut months = [0; 12];
    for ((month, _), count) in counts {
        let place = usize::try_from(*month).unwrap_or_default();
        if let Some(sum) = months.get_mut(place) {
            *sum += count;
        }
    }
    let of = |kind: RequestKind| -> i64 {
        let one = counts.iter().filter(|((_, known), _)| *known == kind);
        one.map(|(_, count)| *count).sum()
    };
    let kinds = RequestKind::ALL.iter().map(|kind| (*kind, of(*kind)));
    Burden {
        org,
        months,
        kinds: kinds.filter(|(_, count)| *count > 0).collect(),
    }
}

/// Supervised units and towns, as far as the scope opens them.
async fn asked(app: &App, scope: &Scope) -> Answer<Vec<org::Model>> {
    let all = organisation::all(app.db.read(), scope.jurisdiction_id()).await?;
    let town = |org: &org::Model| matches!(org.kind.get(), OrgKind::Town | OrgKind::Subdistrict);
    Ok(all
        .into_iter()
        .filter(|org| org.supervised || town(org))
        .filter(|org| scope.reach() == Reach::All || scope.covers(org.id))
        .collect())
}

/// What units have been asked this month so far, in the order given.
pub async fn this_month(app: &App, ctx: &OpCtx, orgs: &[Uuid]) -> Answer<Vec<(Uuid, i64)>> {
    let scope = ctx.authorise(Capability::BurdenRead)?;
    let today = ctx.today();
    let first = today.with_day(1).unwrap_or(today);
    let requests = rows::requests(app.db.read(), &scope, (first, today)).await?;
    let of = |org: Uuid| -> i64 {
        let own = requests.iter().filter(|request| request.org == org);
        own.map(|request| request.count).sum()
    };
    Ok(orgs
        .iter()
        .filter(|org| scope.covers(**org))
        .map(|org| (*org, of(*org)))
        .collect())
}
