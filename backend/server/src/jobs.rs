//! What the server does by itself: deadlines and alerts, idle accounts, live events, upkeep.

use std::future::Future;
use std::time::Duration;

use remit_service::activity::jobs as activities;
use remit_service::coordination::clock as coordination;
use remit_service::evaluation::clock as campaign_clock;
use remit_service::failure::Answer;
use remit_service::identity::accounts::disable_dormant;
use remit_service::linkage::clock as linkage;
use remit_service::list::jobs as lists;
use remit_service::panel;
use remit_service::plan::point::jobs as points;
use remit_service::problem::jobs::run_due;
use remit_service::rating::jobs as ratings;
use remit_service::voice::clock as voices;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use tracing::Instrument;

use crate::state::ServerState;

/// How often accounts that nobody uses are looked for.
const DORMANT_EVERY: Duration = Duration::from_hours(1);
/// How often contacts of raters that have outlived their purpose are looked for.
const ERASURE_EVERY: Duration = Duration::from_hours(1);
/// How often the integrity rules look at new ratings.
const FLAGS_EVERY: Duration = Duration::from_mins(10);
/// How often the histograms are put in order.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

/// Starts the jobs; dropping the set ends them.
pub fn start(state: &ServerState) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    let clock = Duration::from_secs(state.config.jobs.clock_s);
    jobs.spawn(every(clock, "clock", state.clone(), |state| async move {
        let op = state.anonymous(state.new_trace());
        let ran = run_due(&state.app, &op).await?;
        let terms = panel::jobs::run_due(&state.app, &op).await?;
        let campaigns = campaign_clock::run_due(&state.app, &op).await?;
        let windows = linkage::run_due(&state.app, &op).await?;
        let voices = voices::run_due(&state.app, &op).await?;
        let reminded = lists::run_due(&state.app, &op).await?;
        let cases = coordination::run_due(&state.app, &op).await?;
        let activities = activities::run_due(&state.app, &op).await?;
        let ran = ran.transitions + ran.alerts;
        Ok(ran + terms + campaigns + windows + voices + reminded + cases + activities)
    }));
    jobs.spawn(every(clock, "points", state.clone(), |state| async move {
        let op = state.anonymous(state.new_trace());
        points::run_due(&state.app, &op).await
    }));
    jobs.spawn(every(clock, "badRatings", state.clone(), |state| async move {
        let op = state.anonymous(state.new_trace());
        ratings::run_due(&state.app, &op).await
    }));
    jobs.spawn(every(
        FLAGS_EVERY,
        "ratingFlags",
        state.clone(),
        |state| async move {
            let op = state.anonymous(state.new_trace());
            ratings::run_flags(&state.app, &op).await
        },
    ));
    jobs.spawn(every(
        ERASURE_EVERY,
        "ratingContacts",
        state.clone(),
        |state| async move {
            let op = state.anonymous(state.new_trace());
            ratings::run_erasure(&state.app, &op).await
        },
    ));
    jobs.spawn(every(
        DORMANT_EVERY,
        "dormant",
        state.clone(),
        |state| async move {
            let op = state.anonymous(state.new_trace());
            disable_dormant(&state.app, &op).await
        },
    ));
    let metrics = state.metrics.clone();
    jobs.spawn(async move {
        let mut ticks = interval(UPKEEP_EVERY);
        loop {
            ticks.tick().await;
            metrics.run_upkeep();
        }
    });
    let app = state.app.clone();
    jobs.spawn(async move { app.live.run(&app.db, app.settings.jurisdiction_id).await });
    jobs
}

/// Runs a job now and then for ever. One that fails is logged and tried again at its next time.
async fn every<J, F>(period: Duration, name: &'static str, state: ServerState, job: J)
where
    J: Fn(ServerState) -> F + Send + 'static,
    F: Future<Output = Answer<usize>> + Send,
{
    let mut ticks = interval(period);
    // After a pause (a laptop that slept) once is enough.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let span = tracing::info_span!("job", name);
        let outcome = match job(state.clone()).instrument(span).await {
            Ok(0) => "idle",
            Ok(changes) => {
                tracing::info!(job = name, changes, "a job changed something");
                "done"
            }
            Err(failure) => {
                tracing::error!(job = name, %failure, "a job failed; it is tried again at its next time");
                "failed"
            }
        };
        metrics::counter!("remit_jobs_total", "job" => name, "outcome" => outcome).increment(1);
    }
}
