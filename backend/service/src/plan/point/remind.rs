//! Reminding units of the month's report: one line a unit, however many points (§9, by the 5th).

use std::collections::BTreeMap;

use remit_shared::notice::NoticeKind;
use remit_shared::plan::point::light::runs;
use remit_shared::policy::Capability;
use remit_shared::problem::machine::Audience;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::effectiveness_point;
use remit_store::plan::point as rows;
use uuid::Uuid;

use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// What a reminder did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reminded {
    /// Units told.
    pub units: usize,
    /// Points named.
    pub points: usize,
}

/// Reminds the contacts and leads of the units that these points belong to. Points that do not run are left out.
pub async fn remind(app: &App, ctx: &OpCtx, points: &[Uuid]) -> Answer<Reminded> {
    let mut work = Work::begin(app, ctx, "point.remind").await?;
    let result = remind_in(&mut work, points).await;
    work.finish(result).await
}

async fn remind_in(work: &mut Work<'_>, points: &[Uuid]) -> Answer<Reminded> {
    let scope = work.authorise(Capability::PointReview)?;
    let found = rows::by_ids(&work.tx, &scope, points).await?;
    let mut units: BTreeMap<Uuid, Vec<effectiveness_point::Model>> = BTreeMap::new();
    for point in found.into_iter().filter(|point| runs(point.state.get())) {
        units.entry(point.org_id).or_default().push(point);
    }
    if units.is_empty() {
        return Err(Refusal::new(
            RefusalCode::State,
            "所选问效点均不在推进中，无需催报。",
            "None of these points is under way, so there is nothing to be reminded of.",
        )
        .into());
    }
    let mut done = Reminded::default();
    for mut points in units.into_values() {
        points.sort_by(|one, other| one.code.cmp(&other.code));
        done.units += 1;
        done.points += points.len();
        let told = [Audience::UnitContact, Audience::UnitLead];
        tell::of_many(work, &points, &told, NoticeKind::PointReminded).await?;
    }
    work.remark(format!("{} points of {} units", done.points, done.units));
    Ok(done)
}
