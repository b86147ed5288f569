//! §9 step 9 and the refusals around it: each says its code and changes nothing.

use remit_service::failure::{Answer, Failure};
use remit_service::problem::{Step, close_out, jobs, read, rectify};
use remit_service::workbench::{self, QueueItem};
use remit_shared::policy::Capability;
use remit_shared::problem::{Alert, ProblemEventKind, ProblemState};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::entity::problem;
use remit_store::page::Slice;
use remit_store::problem::{ProblemSort, ProblemView};
use remit_tests::City;

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => {
            assert!(
                !refusal.zh.is_empty() && !refusal.en.is_empty(),
                "a refusal says what to do"
            );
            refusal.code
        }
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

/// The problem of the demo that is still being rectified in time, or the one that is overdue.
async fn open_problem(city: &City, login: &str) -> problem::Model {
    let contact = city.person(login).await;
    let reader = read::reader(&city.app, &contact, Capability::ProblemRead)
        .await
        .expect("a reader");
    let narrow = read::Narrow {
        view: Some(ProblemView::Open),
        ..read::Narrow::default()
    };
    let page = read::problems(&city.app, &reader, narrow, ProblemSort::Due, Slice::first(1))
        .await
        .expect("listed");
    page.rows
        .into_iter()
        .next()
        .expect("the unit has an open problem")
        .problem
}

async fn refusals(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let app = &city.app;
    let (lead, stranger) = (city.person("dl.zhujian").await, city.person("dl.minzheng").await);
    let officer = city.person("ov01").await;
    let row = open_problem(&city, "dc.zhujian").await;
    assert_eq!(
        (row.state.get(), row.alert.get()),
        (ProblemState::Rectifying, Alert::Yellow)
    );
    let step = Step {
        id: row.id,
        version: row.version,
    };

    assert_eq!(
        code(rectify::submit(app, &lead, step, "已整改。", &[]).await),
        RefusalCode::Evidence
    );
    assert_eq!(
        code(rectify::submit(app, &lead, step, "  ", &[]).await),
        RefusalCode::Input
    );
    assert_eq!(
        code(rectify::ask_extension(app, &lead, step, 10, "").await),
        RefusalCode::Reason
    );
    // It has had its two extensions: a third is refused.
    assert_eq!(
        code(rectify::ask_extension(app, &lead, step, 10, "材料未齐").await),
        RefusalCode::Limit
    );
    assert_eq!(
        code(rectify::start(app, &stranger, step).await),
        RefusalCode::NotFound
    );
    assert_eq!(
        code(close_out::close_out(app, &lead, step, true, "").await),
        RefusalCode::Role
    );
    assert_eq!(
        code(close_out::close_out(app, &officer, step, true, "").await),
        RefusalCode::State
    );
    let stale = Step {
        version: step.version + 1,
        ..step
    };
    assert_eq!(code(rectify::start(app, &lead, stale).await), RefusalCode::Stale);

    let after = open_problem(&city, "dc.zhujian").await;
    assert_eq!(after, row, "a refusal changes nothing");
}

async fn alerts(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let row = open_problem(&city, "dc.zhujian").await;
    assert_eq!(row.alert.get(), Alert::Yellow);
    // Ten working days overdue: RED, and the city leader in charge hears of it.
    city.clock.go_to("2023-04-25");
    let ran = jobs::run_due(&city.app, &city.nobody())
        .await
        .expect("the clock's job runs");
    assert!(ran.alerts >= 1, "{ran:?}");
    let row = open_problem(&city, "dc.zhujian").await;
    assert_eq!(row.alert.get(), Alert::Red);
    let again = jobs::run_due(&city.app, &city.nobody()).await.expect("again");
    assert_eq!(again, jobs::Ran::default(), "nothing happens twice");
    let report = remit_service::integrity::check(&city.app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn refusals_say_why_and_change_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            refusals(engine).await;
        }
    }
}

#[tokio::test]
async fn an_overdue_problem_turns_red_after_ten_working_days() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            alerts(engine).await;
        }
    }
}

/// A request for more time waits for the office, so it stands in the office's queue.
async fn extension(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let row = open_problem(&city, "dc.jiaotong").await;
    let lead = city.person("dl.jiaotong").await;
    let step = Step {
        id: row.id,
        version: row.version,
    };
    rectify::ask_extension(&city.app, &lead, step, 5, "施工图审查未完成")
        .await
        .expect("asked in time");
    // It has had one extension: the second is the office lead's to decide (§3.3).
    let decider = city.person("ol01").await;
    let bench = workbench::workbench(&city.app, &decider)
        .await
        .expect("a workbench");
    let waits = bench.queue.iter().any(|item| match item {
        QueueItem::Problem(problem, event) => {
            problem.id == row.id && *event == ProblemEventKind::GrantExtension
        }
        _ => false,
    });
    assert!(waits, "{:?}", bench.queue);
}

#[tokio::test]
async fn a_request_for_more_time_waits_in_the_offices_queue() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            extension(engine).await;
        }
    }
}
