//! What the clock does to points: begins the year on 1 April, turns long lateness into problems, ends the year at
//! 31 December 24:00, archives with the frozen result (§3.2). Once a minute, one transaction a unit.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use remit_shared::plan::point::PointEventKind;
use remit_shared::plan::point::machine::{self, Step as Outcome};
use remit_store::entity::effectiveness_point;
use remit_store::plan::point as rows;
use uuid::Uuid;

use super::fire::{Said, automatic};
use super::loaded::{Loaded, facts_of};
use super::year::{self, Year};
use super::{overdue, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Points looked at in one statement.
const CHUNK: u64 = 500;

type Years = HashMap<i32, Year>;

/// Fires what is due. Safe to repeat and to run on several nodes: whatever looks due is judged again inside the
/// writing transaction. Returns how many events were fired.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (jurisdiction, today) = (app.settings.jurisdiction_id, ctx.today());
    let mut years = Years::new();
    let (mut units, mut after) = (BTreeMap::<Uuid, Vec<Uuid>>::new(), None);
    loop {
        let due = rows::watch_due(app.db.read(), jurisdiction, (today, today.year()), after, CHUNK).await?;
        let Some(last) = due.last() else { break };
        after = Some(last.id);
        for row in &due {
            if let Entry::Vacant(unknown) = years.entry(row.year) {
                unknown.insert(year::for_reading(app, jurisdiction, row.year).await?);
            }
            let moves = years.get(&row.year).is_some_and(|year| {
                machine::automatic(row.state.get(), &facts_of(row, None, today, year)).is_some()
            });
            if moves {
                units.entry(row.org_id).or_default().push(row.id);
            }
        }
    }
    let mut fired = 0;
    for points in units.into_values() {
        fired += run_unit(app, ctx, &points, &years).await?;
    }
    Ok(fired)
}

async fn run_unit(app: &App, ctx: &OpCtx, points: &[Uuid], years: &Years) -> Answer<usize> {
    let mut work = Work::begin(app, ctx, "point.clock").await?;
    let result = run_in(&mut work, points, years).await;
    if matches!(result, Ok(0)) {
        work.abandon().await?;
        return Ok(0);
    }
    work.finish(result).await
}

async fn run_in(work: &mut Work<'_>, ids: &[Uuid], years: &Years) -> Answer<usize> {
    let today = work.ctx.today();
    let mut moved: BTreeMap<PointEventKind, (Vec<effectiveness_point::Model>, Outcome)> = BTreeMap::new();
    let mut late = Vec::new();
    for id in ids {
        let Some(row) = rows::watch_find(&work.tx, work.tx.jurisdiction_id(), *id).await? else {
            continue;
        };
        let Some(year) = years.get(&row.year) else {
            continue;
        };
        work.subject("effectiveness_point", row.id, row.code.clone());
        let mut loaded = Loaded::around(work, row, None, year.clone()).await?;
        // Lateness last: the points of the unit become one problem.
        while let Some(event) = machine::automatic(loaded.row.state.get(), &loaded.facts(today)) {
            if event == PointEventKind::Overdue {
                late.push(loaded);
                break;
            }
            let said = Said {
                quiet: true,
                ..Said::default()
            };
            let outcome = automatic(work, &mut loaded, event, said).await?;
            let entry = moved.entry(event).or_insert_with(|| (Vec::new(), outcome));
            entry.0.push(loaded.row.clone());
        }
    }
    let mut fired = late.len();
    become_a_problem(work, late).await?;
    for (points, outcome) in moved.into_values() {
        fired += points.len();
        if let Some(kind) = outcome.notice {
            tell::of_many(work, &points, outcome.notify, kind).await?;
        }
    }
    work.remark(format!("{fired} steps"));
    Ok(fired)
}

async fn become_a_problem(work: &mut Work<'_>, late: Vec<Loaded>) -> Answer<()> {
    if late.is_empty() {
        return Ok(());
    }
    let points: Vec<_> = late.iter().map(|loaded| loaded.row.clone()).collect();
    let problem = overdue::problem_for(work, &points).await?;
    for mut loaded in late {
        let said = Said {
            problem: Some(problem),
            quiet: true,
            ..Said::default()
        };
        automatic(work, &mut loaded, PointEventKind::Overdue, said).await?;
    }
    Ok(())
}
