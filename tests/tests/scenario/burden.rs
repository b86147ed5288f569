//! The burden meter (K46, §9): what units and towns are asked for, counted from the rows that asked, and shown before
//! anybody asks once more.

use remit_service::activity::plan::{self, Plan};
use remit_service::activity::steps;
use remit_service::burden::{of_year, this_month};
use remit_service::context::OpCtx;
use remit_service::failure::Failure;
use remit_service::problem::Step;
use remit_shared::activity::ActivityKind;
use remit_shared::burden::RequestKind as K;
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_tests::City;
use uuid::Uuid;

/// Requests of one kind in a year, all units together, by month.
async fn months(city: &City, who: &OpCtx, year: i32, kind: K) -> [i64; 12] {
    let rows = of_year(&city.app, who, year, &[kind]).await.expect("read");
    let mut sums = [0; 12];
    for row in rows {
        for (sum, count) in sums.iter_mut().zip(row.months) {
            *sum += count;
        }
    }
    sums
}

async fn counted(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let ov = city.person("ov01").await;
    // Two activities: twelve units told in April, eight in August.
    assert_eq!(
        months(&city, &ov, 2022, K::Activity).await,
        [0, 0, 0, 12, 0, 0, 0, 8, 0, 0, 0, 0]
    );
    // Four windows ask ten departments each; thirty-two sheets carried the problems to their units.
    let windows = months(&city, &ov, 2022, K::Linkage).await;
    assert_eq!(
        (windows.iter().sum::<i64>(), windows[2], windows[5]),
        (40, 10, 10)
    );
    let (of_2022, of_2023) = (
        months(&city, &ov, 2022, K::PushSheet).await,
        months(&city, &ov, 2023, K::PushSheet).await,
    );
    assert_eq!(of_2022.iter().chain(&of_2023).sum::<i64>(), 32);
    let all = of_year(&city.app, &ov, 2022, &[]).await.expect("read");
    assert_eq!(all.len(), 50 + 13, "every unit and every town, asked or not");
    for row in &all {
        assert_eq!(row.total(), row.kinds.iter().map(|(_, count)| count).sum::<i64>());
    }
}

async fn before_asking(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let (app, ov) = (&city.app, city.person("ov01").await);
    let unit = city.org("市民政局").await;
    let count = async |who: &OpCtx| this_month(app, who, &[unit.id]).await.expect("read");
    let before = count(&ov).await[0].1;
    let plan = Plan {
        client_id: Uuid::from_u128(46),
        title: "台账检查".to_owned(),
        kinds: vec![ActivityKind::DecisionCheck],
        days: (
            "2023-04-14".parse().expect("a day"),
            "2023-04-14".parse().expect("a day"),
        ),
        orgs: vec![unit.id],
        team: Vec::new(),
        checklist: Vec::new(),
        repeat_reason: String::new(),
    };
    let row = plan::plan(app, &ov, plan).await.expect("planned");
    assert_eq!(count(&ov).await[0].1, before, "a plan asks nobody yet");
    let step = Step {
        id: row.id,
        version: row.version,
    };
    steps::notify(app, &ov, step, "诸编办发〔2023〕5号", &[])
        .await
        .expect("notified");
    assert_eq!(count(&ov).await[0].1, before + 1);
    // A unit reads its own line and no other; other sections of the office read none.
    let lead = city.person("dl.minzheng").await;
    assert_eq!(count(&lead).await, [(unit.id, before + 1)]);
    let stranger = city.person("dl.shuili").await;
    assert_eq!(count(&stranger).await, []);
    let own = of_year(app, &stranger, 2023, &[]).await.expect("read");
    assert_eq!(
        own.iter().map(|row| row.org.name.as_str()).collect::<Vec<_>>(),
        ["市水利局"]
    );
    let section = of_year(app, &city.person("os01").await, 2023, &[]).await;
    assert!(matches!(section, Err(Failure::Refused(refusal)) if refusal.code == RefusalCode::Role));
}

#[tokio::test]
async fn requests_are_counted_from_the_rows_that_made_them() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            counted(engine).await;
        }
    }
}

#[tokio::test]
async fn a_unit_that_is_asked_once_more_is_counted_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            before_asking(engine).await;
        }
    }
}
