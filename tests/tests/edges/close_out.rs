//! Two officers close out the same problem at once: one wins, the other is told, and the numbers have no gap.

use remit_service::failure::{Answer, Failure};
use remit_service::file::{self, Upload};
use remit_service::problem::{Step, answer, close_out, raise, rectify, verify};
use remit_service::rows::problem;
use remit_shared::problem::{ProblemCategory, ProblemState, Severity};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_tests::City;
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::engines;

fn step(row: &problem::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

/// A problem that waits for its close-out.
async fn ready(city: &City, n: u128) -> problem::Model {
    let app = &city.app;
    let (officer, second) = (city.person("ov01").await, city.person("ov02").await);
    let (contact, lead) = (city.person("dc.minzheng").await, city.person("dl.minzheng").await);
    let evidence = Upload {
        name: "核对记录.txt".to_owned(),
        bytes: format!("清单与指南对照{n}").into_bytes(),
        not_secret: true,
    };
    let evidence = file::upload(app, &officer, evidence).await.expect("uploaded");
    let raise = raise::Raise {
        client_id: Uuid::from_u128(n),
        org: city.org("市民政局").await.id,
        section: None,
        title: format!("第{n}件：办理指南修订不及时"),
        facts: "办理指南仍引用已调整的事项。".to_owned(),
        category: ProblemCategory::ListOutdated,
        severity: Severity::Minor,
        files: vec![evidence.id],
    };
    let row = raise::raise(app, &officer, raise).await.expect("raised");
    let row = verify::take(app, &officer, step(&row)).await.expect("taken");
    let assign = verify::Assign {
        step: step(&row),
        severity: Severity::Minor,
        section: None,
        suggested_action: "修订办理指南".to_owned(),
        files: Vec::new(),
    };
    let row = verify::assign(app, &officer, assign).await.expect("assigned");
    let row = answer::accept_now(app, &contact, step(&row), "三日内办结")
        .await
        .expect("accepted");
    let proof = Upload {
        name: "新版指南.txt".to_owned(),
        bytes: format!("修订后的办理指南{n}").into_bytes(),
        not_secret: true,
    };
    let proof = file::upload(app, &lead, proof).await.expect("uploaded");
    let row = rectify::submit(app, &lead, step(&row), "已办结。", &[proof.id])
        .await
        .expect("submitted");
    rectify::take_reverification(app, &second, step(&row))
        .await
        .expect("taken again")
}

/// The close-out number of the one who won; the other has to be refused because of it.
fn one_wins(first: Answer<problem::Model>, second: Answer<problem::Model>) -> String {
    let (won, lost) = match (first, second) {
        (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
        (Ok(_), Ok(_)) => panic!("both closed it out"),
        (Err(one), Err(other)) => panic!("nobody closed it out: {one}, {other}"),
    };
    match lost {
        Failure::Refused(refusal) => {
            assert!(
                matches!(refusal.code, RefusalCode::Stale | RefusalCode::State),
                "{refusal:?}"
            );
        }
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault}"),
    }
    assert_eq!(won.state.get(), ProblemState::Closed);
    won.close_no.expect("a close-out number")
}

async fn at_once(engine: Engine) {
    let city = City::open(engine, "2023-05-12").await;
    let (second, third) = (city.person("ov02").await, city.person("ov03").await);
    let mut rows = Vec::new();
    for n in 1..=4 {
        rows.push(ready(&city, n).await);
    }
    let races = rows.iter().map(|row| {
        let (app, second, third) = (&city.app, &second, &third);
        async move {
            let (one, other) = tokio::join!(
                close_out::close_out(app, second, step(row), false, "已核对"),
                close_out::close_out(app, third, step(row), false, "已核对"),
            );
            one_wins(one, other)
        }
    });
    let mut numbers = futures_util::future::join_all(races).await;
    numbers.sort();
    let last = |no: &String| no.rsplit('-').next().and_then(|no| no.parse::<u32>().ok());
    let numbers: Vec<u32> = numbers.iter().filter_map(last).collect();
    let from = numbers[0];
    assert_eq!(
        numbers,
        (from..from + 4).collect::<Vec<_>>(),
        "no number is lost or given twice"
    );
    for row in &rows {
        let stored = problem::Entity::find_by_id(row.id)
            .one(city.app.db.read())
            .await
            .expect("read")
            .expect("there");
        assert_eq!(stored.version, row.version + 1, "it was changed once");
    }
    let report = remit_service::integrity::check(&city.app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_close_out_at_once_and_one_wins() {
    for engine in engines() {
        Box::pin(at_once(engine)).await;
    }
}
