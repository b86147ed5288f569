//! §9 step 24: what follows from the frozen result. Two section adjustments, three tilts; a reduction for a unit that is not
//! securely at the back asks for a written reason.

use remit_demo::{Ratings, enact};
use remit_service::failure::{Answer, Failure};
use remit_service::figures;
use remit_service::problem::Step;
use remit_service::rows::ProposalFilter;
use remit_service::rows::staffing_proposal::Model;
use remit_service::staffing::draft::{DraftInput, draft};
use remit_service::staffing::read;
use remit_service::staffing::steps::{Said, fire};
use remit_service::workbench::{QueueItem, workbench};
use remit_shared::refusal::RefusalCode;
use remit_shared::scoring::Band;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::staffing::{ProposalBasis, ProposalEventKind as E, ProposalKind as K, ProposalState as S};
use remit_store::Engine;
use remit_tests::City;
use uuid::Uuid;

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => refusal.code,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

fn at(row: &Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn proposal(org: Uuid, kind: K, posts: Option<i32>) -> DraftInput {
    DraftInput {
        year: 2022,
        org,
        kind,
        basis: ProposalBasis::FrozenResult,
        findings: Vec::new(),
        text: "依据年度监管结果研究。".to_owned(),
        quota_delta: posts,
        client_id: None,
    }
}

async fn board(city: &City, login: &str) -> Vec<Model> {
    let person = city.person(login).await;
    read::of_year(&city.app, &person, 2022, &ProposalFilter::default())
        .await
        .expect("read")
}

/// Before the result is frozen nothing can rest on it.
async fn too_early(city: &City) {
    let officer = city.person("ov01").await;
    let org = city.org("市民政局").await.id;
    let early = draft(&city.app, &officer, proposal(org, K::SectionAdjust, None)).await;
    assert_eq!(code(early), RefusalCode::State);
    let on_findings = DraftInput {
        basis: ProposalBasis::InYearFindings,
        ..proposal(org, K::SectionAdjust, None)
    };
    assert_eq!(
        code(draft(&city.app, &officer, on_findings).await),
        RefusalCode::State
    );
    assert!(board(city, "ov01").await.is_empty(), "nothing was written");
}

async fn seven_of_the_demo(city: &City) {
    let rows = board(city, "ol01").await;
    let count = |kind, state| {
        let found = rows
            .iter()
            .filter(|row| (row.kind.get(), row.state.get()) == (kind, state));
        found.count()
    };
    assert_eq!(rows.len(), 7);
    assert_eq!(
        (
            count(K::SectionAdjust, S::Implemented),
            count(K::Tilt, S::Adopted),
            count(K::NotConsider, S::Adopted),
            count(K::Reduce, S::Submitted)
        ),
        (2, 3, 1, 1)
    );
    for row in &rows {
        assert!(
            row.band.is_some() && row.group_rank_p5.is_some(),
            "{}: printed when checked",
            row.no
        );
        assert_ne!(row.checked_by, Some(row.drafted_by));
    }
    // F8: until it is decided, a proposal is the office's alone; a unit reads its own.
    assert_eq!(board(city, "cl01").await.len(), 6);
    let own = board(city, "dl.minzheng").await;
    assert_eq!(
        own.iter().map(|row| row.kind.get()).collect::<Vec<_>>(),
        [K::SectionAdjust]
    );
    assert!(board(city, "dl.shenpi").await.is_empty());
    let found = figures::count(&city.app, "2023-03-31".parse().expect("a day"), 2022).await;
    let found = found.expect("counted");
    let value = |key| {
        found
            .figures
            .iter()
            .find(|figure| figure.key == key)
            .map(|figure| figure.value.clone())
    };
    assert_eq!(value("staffing").as_deref(), Some("2 / 3"));
    assert_eq!(value("weight").as_deref(), Some("4 %"));
}

async fn a_reduction(city: &City) {
    let app = &city.app;
    let (officer, second, lead) = (
        city.person("ov01").await,
        city.person("ov02").await,
        city.person("ol01").await,
    );
    let run = remit_service::scoring::read::runs(app, &officer, 2022)
        .await
        .expect("read")
        .remove(0);
    let (results, _) = remit_service::scoring::read::results(app, &officer, &run)
        .await
        .expect("read");
    let loose = results
        .iter()
        .find(|row| {
            row.band.get() == Band::Middle && row.security.is_none_or(|s| s.get() != RankSecurity::Back)
        })
        .expect("somebody in the middle");
    let fill = |posts| proposal(loose.org_id, K::Reduce, posts);
    assert_eq!(
        code(draft(app, &officer, fill(Some(2))).await),
        RefusalCode::Input,
        "a reduction takes posts away"
    );
    let not_back = draft(app, &officer, proposal(loose.org_id, K::NotConsider, None)).await;
    assert_eq!(code(not_back), RefusalCode::State);
    let drafted = draft(app, &officer, fill(Some(-1))).await.expect("drafted");
    assert_eq!(
        code(fire(app, &officer, at(&drafted), E::Check, Said::default()).await),
        RefusalCode::Conflict
    );
    let waiting = workbench(app, &second).await.expect("read").queue;
    assert!(
        waiting
            .iter()
            .any(|item| matches!(item, QueueItem::Proposal(row, E::Check) if row.id == drafted.id))
    );
    let checked = fire(app, &second, at(&drafted), E::Check, Said::default())
        .await
        .expect("checked");
    assert_eq!(checked.band.map(remit_store::Text::get), Some(Band::Middle));
    assert_eq!(
        code(fire(app, &lead, at(&checked), E::Submit, Said::default()).await),
        RefusalCode::Reason
    );
    assert_eq!(
        code(fire(app, &lead, at(&drafted), E::Submit, Said::text("理由")).await),
        RefusalCode::Stale
    );
    let submitted = fire(
        app,
        &lead,
        at(&checked),
        E::Submit,
        Said::text("职能划转，岗位已撤销。"),
    )
    .await
    .expect("submitted");
    assert_eq!(
        code(fire(app, &lead, at(&submitted), E::Adopt, Said::text("同意")).await),
        RefusalCode::Basis
    );
    let adopted = fire(
        app,
        &lead,
        at(&submitted),
        E::Adopt,
        Said::decided("诸编〔2023〕12号", "同意"),
    )
    .await
    .expect("adopted");
    assert_eq!((adopted.state.get(), adopted.quota_delta), (S::Adopted, Some(-1)));
    let section = city.person("os02").await;
    let done = fire(
        app,
        &section,
        at(&adopted),
        E::Implement,
        Said::text("已核减一名。"),
    )
    .await
    .expect("done");
    assert_eq!(
        code(fire(app, &second, at(&done), E::Review, Said::text("对照")).await),
        RefusalCode::Early,
        "the next year has no result yet"
    );
}

#[tokio::test]
async fn staffing_follows_from_the_frozen_result() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if !remit_store::testing::wanted(engine) {
            continue;
        }
        let city = City::open_with(engine, "2023-03-31", Ratings::None).await;
        Box::pin(too_early(&city)).await;
        enact(&city.app).await.expect("the year is acted");
        Box::pin(seven_of_the_demo(&city)).await;
        Box::pin(a_reduction(&city)).await;
        let report = Box::pin(remit_service::integrity::check(&city.app))
            .await
            .expect("checked");
        assert_eq!(report.findings, [], "{engine:?}");
    }
}
