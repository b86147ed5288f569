//! §9 step 2: both measures are published with document numbers; coverage; replacing and repealing (K01, K02).

use remit_service::failure::{Answer, Failure};
use remit_service::organisation;
use remit_service::plan::regulation::{self, Write};
use remit_service::problem::Step;
use remit_service::rows::{RegulationFilter, regulation as row};
use remit_shared::plan::{RegulationKind, RegulationState};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => refusal.code,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

fn step(row: &row::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-03-20").await;
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let unit = city.person("dc.minzheng").await;
    let filter = RegulationFilter {
        kinds: vec![
            RegulationKind::SupervisionMeasures,
            RegulationKind::CoordinationMeasures,
        ],
        ..RegulationFilter::default()
    };
    let page = regulation::list(app, &unit, &filter, Slice::first(10))
        .await
        .expect("listed");
    assert_eq!(page.rows.len(), 2);
    assert!(
        page.rows
            .iter()
            .all(|row| row.state == RegulationState::Published && row.doc_no.is_some())
    );

    // The section drafts a new version of the supervision measures; a unit sees no draft.
    let old = page
        .rows
        .into_iter()
        .find(|row| row.kind == RegulationKind::SupervisionMeasures)
        .expect("in force");
    let write = Write {
        existing: None,
        kind: RegulationKind::SupervisionMeasures,
        title: "诸城市机关职能运行监管办法".to_owned(),
        summary: String::new(),
        trial: false,
        supersedes: Some(old.id),
        files: Vec::new(),
    };
    assert_eq!(
        code(regulation::write(app, &lead, write.clone()).await),
        RefusalCode::Role
    );
    let draft = regulation::write(app, &officer, write).await.expect("drafted");
    assert!(
        regulation::find(app, &unit, draft.id)
            .await
            .expect("read")
            .is_none()
    );

    // The office lead publishes it: with a number of its own and a day that has come.
    let today = Some(officer.today());
    let number = "诸编发〔2023〕6号";
    assert_eq!(
        code(regulation::publish(app, &officer, step(&draft), number, today).await),
        RefusalCode::Role
    );
    assert_eq!(
        code(regulation::publish(app, &lead, step(&draft), "", today).await),
        RefusalCode::Input
    );
    assert_eq!(
        code(regulation::publish(app, &lead, step(&draft), "诸编发〔2022〕2号", today).await),
        RefusalCode::Dup
    );
    let tomorrow = officer.today().succ_opt();
    assert_eq!(
        code(regulation::publish(app, &lead, step(&draft), number, tomorrow).await),
        RefusalCode::Early
    );
    let kept = regulation::find(app, &officer, draft.id).await.expect("read");
    assert_eq!(kept.as_ref(), Some(&draft), "a refusal changes nothing");
    let published = regulation::publish(app, &lead, step(&draft), number, today)
        .await
        .expect("published");
    assert_eq!(published.state.get(), RegulationState::Published);
    let replaced = regulation::find(app, &unit, old.id)
        .await
        .expect("read")
        .expect("it stays readable");
    assert_eq!(
        (replaced.state.get(), replaced.repealed_on),
        (RegulationState::Repealed, today)
    );

    assert_eq!(
        code(regulation::repeal(app, &lead, step(&published), " ").await),
        RefusalCode::Reason
    );
    assert_eq!(
        code(regulation::repeal(app, &officer, step(&published), "到期").await),
        RefusalCode::Role
    );

    // Coverage reads 50/50; removing one unit from supervision shows 49/50 and its name.
    let coverage = organisation::coverage(app, &officer).await.expect("counted");
    assert_eq!((coverage.supervised, coverage.in_scope), (50, 50));
    let target = city.org("市统计局").await;
    let change = Step {
        id: target.id,
        version: target.version,
    };
    organisation::set_supervised(app, &officer, change, false, "机构改革过渡期")
        .await
        .expect("removed");
    let coverage = organisation::coverage(app, &officer).await.expect("counted");
    assert_eq!((coverage.supervised, coverage.in_scope), (49, 50));
    let missing: Vec<_> = coverage.missing.iter().map(|org| org.name.as_str()).collect();
    assert_eq!(missing, ["市统计局"]);
}

#[tokio::test]
async fn measures_are_published_replaced_and_repealed_and_coverage_names_who_is_missing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            story(engine).await;
        }
    }
}
