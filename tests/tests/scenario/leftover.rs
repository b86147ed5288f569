//! 不留余账 (§3.3): open entries of ninety days are listed and explained line by line, and nothing else is.

use remit_service::failure::{Answer, Failure};
use remit_service::problem::{Step, leftover, read};
use remit_service::rows::{LedgerFilter, LedgerSort};
use remit_shared::problem::LedgerState;
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::entity::ledger_entry;
use remit_store::page::Slice;
use remit_tests::City;

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => refusal.code,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

async fn newest(city: &City, state: LedgerState) -> ledger_entry::Model {
    let lead = city.person("ol01").await;
    let filter = LedgerFilter {
        state: Some(state),
        ..LedgerFilter::default()
    };
    read::entries(&city.app, &lead, &filter, LedgerSort::OpenedDesc, Slice::first(1))
        .await
        .expect("listed")
        .rows
        .remove(0)
        .entry
}

async fn again(city: &City, id: uuid::Uuid) -> ledger_entry::Model {
    use sea_orm::EntityTrait as _;
    ledger_entry::Entity::find_by_id(id)
        .one(city.app.db.read())
        .await
        .expect("read")
        .expect("there")
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let app = &city.app;
    let (lead, officer) = (city.person("ol01").await, city.person("ov01").await);

    let report = leftover::report(app, &lead).await.expect("a report");
    let last = report.last().expect("the city carries entries over");
    assert!(
        report
            .iter()
            .all(|row| row.entry.state.get() == LedgerState::Open)
    );
    assert!((lead.today() - last.entry.opened_on).num_days() >= 90);
    let step = |entry: &ledger_entry::Model| Step {
        id: entry.id,
        version: entry.version,
    };

    // Explained, and worded anew with the version that was seen.
    let first = leftover::explain(app, &lead, step(&last.entry), "等待省级系统接口开通")
        .await
        .expect("explained");
    assert_eq!(first.explanation.as_deref(), Some("等待省级系统接口开通"));
    let second = leftover::explain(app, &lead, step(&first), "接口已开通，四月底前销号")
        .await
        .expect("worded anew");
    let stale = leftover::explain(app, &lead, step(&first), "旧版本").await;
    assert_eq!(code(stale), RefusalCode::Stale);

    // Whoever is not the lead, an empty reason, a young entry and a closed one: refused, and nothing changes.
    let refused = leftover::explain(app, &officer, step(&second), "越权").await;
    assert_eq!(code(refused), RefusalCode::Role);
    let refused = leftover::explain(app, &lead, step(&second), "  ").await;
    assert_eq!(code(refused), RefusalCode::Reason);
    assert_eq!(again(&city, second.id).await, second);
    let closed = newest(&city, LedgerState::Closed).await;
    let refused = leftover::explain(app, &lead, step(&closed), "已经销号").await;
    assert_eq!(code(refused), RefusalCode::State);
    assert_eq!(again(&city, closed.id).await, closed);

    let early = City::open(engine, "2022-06-30").await;
    let lead = early.person("ol01").await;
    let young = newest(&early, LedgerState::Open).await;
    let (id, version) = (young.id, young.version);
    let refused = leftover::explain(&early.app, &lead, Step { id, version }, "还早").await;
    assert_eq!(code(refused), RefusalCode::Early);
    assert_eq!(again(&early, id).await, young);
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_of_ninety_days_are_explained_one_by_one() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(story(engine)).await;
        }
    }
}
