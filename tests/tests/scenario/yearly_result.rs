//! §9 steps 22–24: the year is scored, published, contested, frozen and exported.

use remit_service::failure::{Answer, Failure};
use remit_service::file::{Upload, upload};
use remit_service::problem::Step;
use remit_service::scoring::again::recompute;
use remit_service::scoring::appeal::{AppealInput, Ruling, decide, file};
use remit_service::scoring::correct::{Decree, correct};
use remit_service::scoring::run::{self, RunInput};
use remit_service::scoring::{compare, export, life, read};
use remit_shared::plan::point::PointOutcome;
use remit_shared::refusal::RefusalCode;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::Correction;
use remit_shared::scoring::life::{AppealState, RunState};
use remit_shared::wire::Wire;
use remit_store::Engine;
use remit_store::entity::score_run;
use remit_tests::City;
use uuid::Uuid;

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => refusal.code,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

fn step(run: &score_run::Model) -> Step {
    Step {
        id: run.id,
        version: run.version,
    }
}

fn asked(cut_on: &str) -> RunInput {
    RunInput {
        year: 2022,
        cut_on: cut_on.parse().expect("a day"),
    }
}

async fn scored(city: &City) -> score_run::Model {
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("dl.minzheng").await);

    assert_eq!(
        code(run::run(app, &lead, asked("2023-01-10")).await),
        RefusalCode::Role
    );
    assert_eq!(
        code(run::run(app, &officer, asked("2023-02-10")).await),
        RefusalCode::Early
    );
    assert_eq!(
        code(run::run(app, &officer, asked("2021-01-10")).await),
        RefusalCode::Input
    );
    let draft = run::run(app, &officer, asked("2023-01-10"))
        .await
        .expect("scored");
    assert_eq!(
        (draft.state.get(), draft.no, draft.inputs_sha256.len()),
        (RunState::Draft, 1, 64)
    );

    // Recomputation from the same inputs gives the same digest and every stored digit.
    let again = recompute(app, &officer, &draft).await.expect("recomputed");
    assert_eq!((again.compared, &again.deviations), (50 * 15, &vec![]));
    assert!(again.same && again.inputs_sha256 == draft.inputs_sha256);
    let second = run::run(app, &officer, asked("2023-01-10"))
        .await
        .expect("scored again");
    assert_eq!(
        (second.inputs_sha256, second.no),
        (draft.inputs_sha256.clone(), 2)
    );

    // Drafts are the oversight office's alone (R6).
    assert!(read::find(app, &lead, draft.id).await.expect("asked").is_none());
    assert!(
        read::runs(app, &city.person("cl01").await, 2022)
            .await
            .expect("asked")
            .is_empty()
    );
    let (results, scores) = read::results(app, &officer, &draft).await.expect("read");
    assert_eq!((results.len(), scores.len()), (50, 50 * 14));
    let mut pieces_fit = results.iter().map(|row| {
        let whole = row.part_a_e4 + row.part_b_e4 - row.deduction_e4;
        whole.clamp(0, 1_000_000) == row.total_e4
    });
    assert!(
        pieces_fit.all(|fits| fits),
        "the pieces shown add up to the total shown"
    );
    let ready = read::readiness(app, &officer, 2022).await.expect("read");
    assert!(
        ready.len() == 12
            && ready
                .iter()
                .all(|line| line.with_data + line.not_applicable + line.missing.len() == 50)
    );
    draft
}

async fn published(city: &City, draft: score_run::Model) -> score_run::Model {
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    assert_eq!(
        code(life::publish(app, &lead, step(&draft)).await),
        RefusalCode::State
    );
    assert_eq!(
        code(life::review(app, &officer, step(&draft), " ").await),
        RefusalCode::Reason
    );
    let reviewed = life::review(
        app,
        &officer,
        step(&draft),
        "1月18日召开专家评价会，异常数据均已核实。",
    )
    .await;
    let reviewed = reviewed.expect("reviewed");
    assert_eq!(
        code(life::publish(app, &officer, step(&reviewed)).await),
        RefusalCode::Role
    );
    assert_eq!(
        code(life::publish(app, &lead, step(&draft)).await),
        RefusalCode::Stale
    );
    let run = life::publish(app, &lead, step(&reviewed))
        .await
        .expect("published");
    assert_eq!(run.published_on, "2023-01-20".parse().ok());

    // A unit sees its own result and nobody else's until the list is open (F9).
    let unit = city.person("dl.minzheng").await;
    let org = city.org("市民政局").await;
    let (own, scores) = read::results(app, &unit, &run).await.expect("read");
    assert_eq!(own.iter().map(|row| row.org_id).collect::<Vec<_>>(), [org.id]);
    assert_eq!(scores.len(), 14);
    let (score, rows) = read::trace(app, &unit, (run.id, org.id), IndicatorCode::C11)
        .await
        .expect("traced");
    assert_eq!(score.contribution_e4, Some(-own[0].deduction_e4));
    assert!(rows.iter().all(|row| {
        row.source_ref
            .as_deref()
            .is_some_and(|code| code.starts_with("LZ-2022-"))
    }));
    let other = city.org("市司法局").await;
    let foreign = read::trace(app, &unit, (run.id, other.id), IndicatorCode::C11).await;
    assert_eq!(code(foreign), RefusalCode::NotFound);
    let opened = life::open_list(app, &lead, step(&run)).await.expect("opened");
    let (all, scores) = read::results(app, &unit, &opened).await.expect("read");
    assert_eq!((all.len(), scores.len()), (50, 14), "the list, not the scores");
    opened
}

async fn evidence(city: &City, login: &str) -> Uuid {
    let given = Upload {
        name: "完成情况说明.txt".to_owned(),
        bytes: "该问效点已于期限内完成并报备。".as_bytes().to_vec(),
        not_secret: true,
    };
    let kept = upload(&city.app, &city.person(login).await, given).await;
    kept.expect("kept").id
}

/// A11 of 市民政局, in ten-thousandths: 21 points of weight 46, three of them late by up to 30 days (§5.4).
async fn points_on_time(city: &City, run: &score_run::Model) -> Option<i64> {
    let org = city.org("市民政局").await.id;
    let unit = city.person("dl.minzheng").await;
    let (score, rows) = read::trace(&city.app, &unit, (run.id, org), IndicatorCode::A11)
        .await
        .expect("traced");
    assert_eq!(rows.len(), 21, "every point is on the trace");
    score.score_e4
}

async fn contested(city: &City, run: score_run::Model) -> score_run::Model {
    let app = &city.app;
    let (lead, unit) = (city.person("ol01").await, city.person("dl.minzheng").await);
    let appeal = |files, grounds: &str| AppealInput {
        run: run.id,
        indicator: IndicatorCode::A11,
        grounds: grounds.to_owned(),
        files,
    };
    assert_eq!(
        code(file(app, &unit, appeal(vec![], "已按时完成")).await),
        RefusalCode::Evidence
    );
    let attached = evidence(city, "dl.minzheng").await;
    assert_eq!(
        code(file(app, &unit, appeal(vec![attached], " ")).await),
        RefusalCode::Reason
    );
    let contact = city.person("dc.minzheng").await;
    assert_eq!(
        code(file(app, &contact, appeal(vec![attached], "已按时完成")).await),
        RefusalCode::Role
    );
    let filed = file(
        app,
        &unit,
        appeal(vec![attached], "MINZHENG-07已于期限内完成，登记日期为补录日期。"),
    )
    .await
    .expect("filed");
    let more = evidence(city, "dl.minzheng").await;
    assert_eq!(
        code(file(app, &unit, appeal(vec![more], "再次申诉")).await),
        RefusalCode::Dup
    );
    // The evidence is read by those who read the appeal, and by nobody else.
    assert!(remit_service::file::open(app, &lead, attached).await.is_ok());
    let stranger = city.person("dl.zhujian").await;
    assert_eq!(
        code(remit_service::file::open(app, &stranger, attached).await),
        RefusalCode::NotFound
    );

    assert_eq!(
        code(life::freeze(app, &lead, step(&run)).await),
        RefusalCode::State,
        "an appeal is open"
    );
    let at = Step {
        id: filed.id,
        version: filed.version,
    };
    assert_eq!(
        code(decide(app, &unit, at, Ruling::accepted("自批", None)).await),
        RefusalCode::Role
    );
    assert_eq!(
        code(decide(app, &lead, at, Ruling::accepted(" ", None)).await),
        RefusalCode::Reason
    );
    let reasons = "经核，完成时间以发文日期为准。";
    for (record, value) in [("SIFA-01", "ON_TIME"), ("MINZHENG-07", "SOON")] {
        let wrong = decide(app, &lead, at, Ruling::accepted(reasons, Some((record, value)))).await;
        assert_eq!(
            code(wrong),
            RefusalCode::Input,
            "a record of the unit and a value of the indicator"
        );
    }
    let other_lead = city.person("ol02").await;
    let decided = decide(
        app,
        &other_lead,
        at,
        Ruling::accepted(reasons, Some(("MINZHENG-07", "ON_TIME"))),
    )
    .await
    .expect("decided");
    assert_eq!(
        (decided.state.get(), decided.corrected_to.as_deref()),
        (AppealState::Accepted, Some("ON_TIME"))
    );
    assert_eq!(
        code(life::freeze(app, &lead, step(&run)).await),
        RefusalCode::State,
        "no newer run yet"
    );

    // A new run takes its place; the old one stays readable.
    let officer = city.person("ov01").await;
    let draft = run::run(app, &officer, asked("2023-01-10"))
        .await
        .expect("scored");
    assert_eq!(draft.supersedes, Some(run.id));
    let reviewed = life::review(app, &officer, step(&draft), "按申诉裁定重新测算。")
        .await
        .expect("reviewed");
    let renewed = life::publish(app, &lead, step(&reviewed))
        .await
        .expect("published");
    let old = read::find(app, &unit, run.id)
        .await
        .expect("asked")
        .expect("still readable");
    assert_eq!(old.state.get(), RunState::Superseded);
    assert_eq!(points_on_time(city, &old).await, Some(960_870));
    assert_eq!(
        points_on_time(city, &renewed).await,
        Some(978_261),
        "the new run shows the difference"
    );
    let settled = read::appeals(app, &unit, &old).await.expect("read");
    assert_eq!(settled[0].new_run_id, Some(renewed.id));

    city.clock.go_to("2023-02-06");
    let late = evidence(city, "dl.minzheng").await;
    let again = AppealInput {
        run: renewed.id,
        ..appeal(vec![late], "逾期申诉")
    };
    assert_eq!(code(file(app, &unit, again).await), RefusalCode::Late);
    renewed
}

async fn frozen(city: &City, run: score_run::Model) {
    let app = &city.app;
    let (lead, officer) = (city.person("ol01").await, city.person("ov01").await);
    city.clock.go_to("2023-02-28");
    assert_eq!(
        code(export::export(app, &lead, step(&run)).await),
        RefusalCode::State
    );
    let run = life::freeze(app, &lead, step(&run)).await.expect("frozen");
    assert_eq!(
        code(run::run(app, &officer, asked("2023-01-10")).await),
        RefusalCode::Frozen
    );

    city.clock.go_to("2023-03-02");
    let first = export::export(app, &lead, step(&run)).await.expect("exported");
    assert_eq!((first.rows, first.weight.as_str()), (50, "0.04"));
    let run = read::find(app, &lead, run.id)
        .await
        .expect("asked")
        .expect("found");
    assert_eq!(run.state.get(), RunState::Exported);
    let second = export::export(app, &lead, step(&run))
        .await
        .expect("exported again");
    assert_eq!(
        (&second.body, &second.sha256),
        (&first.body, &first.sha256),
        "byte-identical"
    );
    let package = Step {
        id: run.id,
        version: second.version,
    };
    let noted = export::acknowledge(app, &lead, package, "考核办收〔2023〕5号")
        .await
        .expect("acknowledged");
    assert_eq!(noted.acknowledged_on, "2023-03-02".parse().ok());

    Box::pin(corrected(city, run)).await;
}

fn decree(doc_no: &str, records: Vec<(Uuid, Correction)>) -> Decree {
    Decree {
        doc_no: doc_no.to_owned(),
        records,
    }
}

/// A document corrects a record of the frozen result: the result stays in force until the corrected one is published, and
/// the difference is the document's and nothing else.
async fn corrected(city: &City, run: score_run::Model) {
    let app = &city.app;
    let (lead, officer) = (city.person("ol01").await, city.person("ov01").await);
    let org = city.org("市民政局").await;
    let input = read::input_of(&run).expect("readable");
    let unit = input
        .units
        .iter()
        .find(|unit| unit.code == org.code)
        .expect("scored");
    let late = unit
        .inputs
        .points
        .iter()
        .find(|point| point.outcome == PointOutcome::LateMonth);
    let late = late
        .and_then(|point| point.reference.clone())
        .expect("a late point");
    let record = |reference: &str| {
        let correction = Correction {
            code: IndicatorCode::A11,
            reference: reference.to_owned(),
            to: PointOutcome::OnTime.code().to_owned(),
        };
        vec![(org.id, correction)]
    };
    for (doc_no, reference, refused) in [
        (" ", late.as_str(), RefusalCode::Basis),
        ("诸编委〔2023〕9号", "MINZHENG-99", RefusalCode::Input),
    ] {
        let answer = correct(app, &lead, step(&run), decree(doc_no, record(reference))).await;
        assert_eq!(code(answer), refused);
    }
    assert!(
        read::decreed(app, &officer, &run).await.expect("read").is_empty(),
        "nothing was written"
    );
    let old = correct(app, &lead, step(&run), decree("诸编委〔2023〕9号", record(&late)))
        .await
        .expect("ordered");
    assert_eq!(
        old.state.get(),
        RunState::Exported,
        "in force until it is replaced"
    );
    assert_eq!(read::decreed(app, &officer, &old).await.expect("read").len(), 1);
    let twice = correct(app, &lead, step(&old), decree("诸编委〔2023〕10号", vec![])).await;
    assert_eq!(code(twice), RefusalCode::State);

    let draft = run::run(app, &officer, asked("2023-01-10"))
        .await
        .expect("scored again");
    assert_eq!(draft.supersedes, Some(old.id));
    let found = compare::between(app, &officer, old.id, draft.id)
        .await
        .expect("compared");
    let moved: Vec<_> = found.iter().filter(|row| !row.indicators.is_empty()).collect();
    assert_eq!(moved.len(), 1, "one unit's points moved");
    assert_eq!(moved[0].org_id, org.id);
    assert_eq!(
        moved[0]
            .indicators
            .iter()
            .map(|(code, _)| *code)
            .collect::<Vec<_>>(),
        [IndicatorCode::A11]
    );
    assert!(moved[0].totals[1] > moved[0].totals[0]);
    let still = read::find(app, &lead, old.id)
        .await
        .expect("asked")
        .expect("found");
    assert_eq!(still.state.get(), RunState::Exported);

    let reviewed = life::review(
        app,
        &officer,
        step(&draft),
        "按更正文件重新测算，差异仅一条记录。",
    )
    .await
    .expect("reviewed");
    let renewed = life::publish(app, &lead, step(&reviewed))
        .await
        .expect("published");
    let old = read::find(app, &lead, old.id)
        .await
        .expect("asked")
        .expect("still readable");
    assert_eq!(
        (old.state.get(), old.doc_no.as_deref()),
        (RunState::Superseded, Some("诸编委〔2023〕9号"))
    );
    let frozen = life::freeze(app, &lead, step(&renewed)).await.expect("frozen");
    assert_eq!(
        code(run::run(app, &officer, asked("2023-01-10")).await),
        RefusalCode::Frozen,
        "the corrected result is final again"
    );
    let (before, after) = (
        export::of_run(app, &lead, &old)
            .await
            .expect("read")
            .expect("kept"),
        export::export(app, &lead, step(&frozen)).await.expect("exported"),
    );
    assert_ne!(before.sha256, after.sha256);
    let report = Box::pin(remit_service::integrity::check(app))
        .await
        .expect("checked");
    assert_eq!(report.findings, []);
}

async fn year(engine: Engine) {
    let city = City::open(engine, "2023-01-20").await;
    let draft = Box::pin(scored(&city)).await;
    let run = published(&city, draft).await;
    let run = Box::pin(contested(&city, run)).await;
    Box::pin(frozen(&city, run)).await;
}

#[tokio::test]
async fn a_year_is_scored_contested_frozen_and_exported() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(year(engine)).await;
        }
    }
}
