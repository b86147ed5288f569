//! The demo city's year: scored, contested, scored again, frozen, handed over; the result that its screens show (§6.1).

use remit_demo::{Ratings, enact, is_enacted};
use remit_service::rows::{score_run, unit_result};
use remit_service::scoring::{again, export, read};
use remit_shared::scoring::Band;
use remit_shared::scoring::life::{AppealState, RunState};
use remit_store::Engine;
use remit_tests::City;

/// The units whose work the generator favours.
const FAVOURED: [&str; 3] = ["市自然资源和规划局", "市发展和改革局", "市科学技术局"];

async fn results(city: &City, run: &score_run::Model) -> Vec<unit_result::Model> {
    let officer = city.person("ov01").await;
    read::results(&city.app, &officer, run).await.expect("read").0
}

async fn official(engine: Engine, ratings: Ratings) -> (City, score_run::Model, score_run::Model) {
    let city = City::open_with(engine, "2023-03-31", ratings).await;
    assert!(!is_enacted(&city.app).await.expect("asked"));
    enact(&city.app).await.expect("the year is acted");
    assert!(is_enacted(&city.app).await.expect("asked"));
    let officer = city.person("ov01").await;
    let mut runs = read::runs(&city.app, &officer, 2022).await.expect("read");
    let (first, last) = (
        runs.pop().expect("a first run"),
        runs.pop().expect("a second run"),
    );
    assert!(runs.is_empty());
    (city, first, last)
}

#[tokio::test]
async fn the_year_of_the_demo_ends_with_a_frozen_result_of_fifty_ranked_units() {
    if !remit_store::testing::wanted(Engine::Sqlite) {
        return;
    }
    let (city, first, last) = Box::pin(official(Engine::Sqlite, Ratings::All)).await;
    assert_eq!(
        (first.state.get(), last.state.get()),
        (RunState::Superseded, RunState::Exported)
    );
    assert_eq!(last.frozen_on, "2023-02-28".parse().ok());
    let ranked = results(&city, &last).await;
    assert_eq!(ranked.len(), 50);
    for row in &ranked {
        assert!(
            row.rank.is_some() && row.grade.is_some() && row.rank_p5 <= row.rank && row.rank <= row.rank_p95
        );
    }
    for name in FAVOURED {
        let org = city.org(name).await.id;
        let row = ranked.iter().find(|row| row.org_id == org).expect("a result");
        assert_eq!(row.band.get(), Band::Front, "{name}: {row:?}");
    }
    let lead = city.person("ol01").await;
    let package = export::of_run(&city.app, &lead, &last)
        .await
        .expect("read")
        .expect("made");
    assert_eq!((package.rows, package.weight.as_str()), (50, "0.04"));
    assert!(package.acknowledged_on.is_some());
}

#[tokio::test]
async fn its_appeal_moves_one_unit_and_the_same_load_gives_the_same_digits() {
    let mut digests = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if !remit_store::testing::wanted(engine) {
            continue;
        }
        let (city, first, last) = Box::pin(official(engine, Ratings::None)).await;
        let officer = city.person("ov01").await;
        let appeals = read::appeals(&city.app, &officer, &first).await.expect("read");
        assert_eq!(appeals.len(), 1);
        assert_eq!(
            (appeals[0].state.get(), appeals[0].new_run_id),
            (AppealState::Accepted, Some(last.id))
        );
        assert_ne!(appeals[0].decided_by, last.ran_by);
        assert_ne!(
            first.inputs_sha256, last.inputs_sha256,
            "the new run shows the difference"
        );
        let (before, after) = (results(&city, &first).await, results(&city, &last).await);
        let total = |rows: &[unit_result::Model], org| {
            rows.iter().find(|row| row.org_id == org).map(|row| row.total_e4)
        };
        for row in &before {
            let gains = total(&after, row.org_id) > total(&before, row.org_id);
            assert_eq!(
                gains,
                row.org_id == appeals[0].org_id,
                "only the unit that appealed gains"
            );
        }
        let found = again::recompute(&city.app, &officer, &last)
            .await
            .expect("recomputed");
        assert!(found.same);
        digests.push((first.inputs_sha256, last.inputs_sha256));
    }
    digests.dedup();
    assert!(
        digests.len() <= 1,
        "both engines give the same inputs: {digests:?}"
    );
}
