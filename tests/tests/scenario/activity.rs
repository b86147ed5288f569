//! §9 steps 7 and 17: a joint activity at twelve units. The planner warns of a unit visited twenty days before; five
//! findings are put to the units, answered and turned into problems; the result is there for the other sections without
//! a second inspection (K06, K07, §3.13).

use chrono::NaiveDate;
use remit_service::activity::finding::{self, Convert};
use remit_service::activity::plan::{self, Plan};
use remit_service::activity::read::{self, ActivityFilter, ActivitySort, Loaded};
use remit_service::activity::site::{self, Found};
use remit_service::activity::{jobs, steps};
use remit_service::context::OpCtx;
use remit_service::failure::{Answer, Failure};
use remit_service::file::{Upload, upload};
use remit_service::problem::{Step, verify};
use remit_service::rows::{finding as finding_row, joint_activity, problem};
use remit_shared::activity::{ActivityKind, ActivityState, FindingState};
use remit_shared::problem::{ProblemCategory, ProblemSource, ProblemState, Severity};
use remit_shared::refusal::RefusalCode as C;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

const UNITS: [&str; 12] = [
    "市民政局",
    "市教育和体育局",
    "市水利局",
    "市农业农村局",
    "市卫生健康局",
    "市文化和旅游局",
    "市应急管理局",
    "市自然资源和规划局",
    "市住房和城乡建设局",
    "市交通运输局",
    "市商务局",
    "市发展和改革局",
];

fn code<T>(answer: Answer<T>) -> C {
    match answer {
        Err(Failure::Refused(refusal)) => refusal.code,
        Err(Failure::Fault(fault)) => panic!("a fault: {fault}"),
        Ok(_) => panic!("it was allowed"),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn step(row: &joint_activity::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn at(row: &finding_row::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn plan_of(client: u128, orgs: &[Uuid], from: &str) -> Plan {
    Plan {
        client_id: Uuid::from_u128(client),
        title: "上半年“三定”规定执行情况调研".to_owned(),
        kinds: vec![ActivityKind::ThreeFixedSurvey],
        days: (day(from), day(from)),
        orgs: orgs.to_vec(),
        team: Vec::new(),
        checklist: vec!["职责是否落实到科室".to_owned(), " ".to_owned()],
        repeat_reason: String::new(),
    }
}

fn found(client: u128, activity: Uuid, org: Uuid) -> Found {
    Found {
        client_id: Uuid::from_u128(client),
        activity,
        org,
        title: format!("第{client}项职责未落实到科室"),
        facts: "调研发现，该项职责未明确承担科室，近半年无工作记录。".to_owned(),
        basis: "“三定”规定第三条第（五）项".to_owned(),
        category: ProblemCategory::DutyNotDone,
        severity: Severity::Minor,
        files: Vec::new(),
    }
}

async fn orgs(city: &City) -> Vec<Uuid> {
    let mut orgs = Vec::new();
    for name in UNITS {
        orgs.push(city.org(name).await.id);
    }
    orgs
}

/// The activity as somebody sees it, if at all.
async fn seen(city: &City, who: &OpCtx, id: Uuid) -> Option<Loaded> {
    let reader = read::reader(&city.app, who).await.expect("a reader");
    let row = read::find(&city.app, &reader, id).await.expect("read");
    let loaded = read::load(&city.app, &reader, row.into_iter().collect()).await;
    loaded.expect("loaded").pop()
}

/// The latest row and findings, as the oversight section sees them.
async fn now(city: &City, id: Uuid) -> Loaded {
    let ov = city.person("ov01").await;
    seen(city, &ov, id).await.expect("the office sees all")
}

/// Twenty days before, one of the units was visited on the same kind.
async fn earlier_visit(city: &City, org: Uuid) {
    let (app, other) = (&city.app, city.person("ov02").await);
    let row = plan::plan(app, &other, plan_of(1, &[org], "2023-04-14"))
        .await
        .expect("planned");
    let row = steps::notify(app, &other, step(&row), "诸编办发〔2023〕3号", &[])
        .await
        .expect("notified");
    city.clock.go_to("2023-04-14");
    let row = steps::enter(app, &other, step(&row)).await.expect("on site");
    site::visit(app, &other, row.id, org, "").await.expect("visited");
}

/// Planned with the warning answered, notified in time, on site on the day.
async fn begun(city: &City, orgs: &[Uuid]) -> joint_activity::Model {
    let (app, ov) = (&city.app, city.person("ov01").await);
    let repeats = plan::repeats(
        app,
        &ov,
        (orgs, &[ActivityKind::ThreeFixedSurvey]),
        day("2023-05-04"),
    )
    .await;
    let repeats = repeats.expect("looked up");
    assert_eq!(
        repeats.iter().map(|one| (one.org, one.days)).collect::<Vec<_>>(),
        [(orgs[0], 20)]
    );
    let unanswered = plan_of(2, orgs, "2023-05-04");
    assert_eq!(code(plan::plan(app, &ov, unanswered.clone()).await), C::Reason);
    let recused = city.person("dl.shangwu").await;
    assert_eq!(code(plan::plan(app, &recused, unanswered.clone()).await), C::Role);
    let answered = Plan {
        repeat_reason: "上级专项部署，且上次未查内设机构。".to_owned(),
        ..unanswered
    };
    let row = plan::plan(app, &ov, answered.clone()).await.expect("planned");
    let again = plan::plan(app, &ov, answered).await.expect("sent twice");
    assert_eq!((again.id, row.no.as_str()), (row.id, "DG-2023-0002"));
    // Units do not know of it yet; a notice needs a number and three working days.
    let unit = city.person("dl.minzheng").await;
    assert!(seen(city, &unit, row.id).await.is_none());
    assert_eq!(
        code(steps::notify(app, &ov, step(&row), " ", &[]).await),
        C::Basis
    );
    let hasty = plan_of(3, &orgs[1..2], "2023-04-23");
    let hasty = plan::plan(app, &ov, hasty).await;
    assert_eq!(code(hasty), C::Reason, "the one just planned is near as well");
    let row = steps::notify(app, &ov, step(&row), "诸编办发〔2023〕4号", &[])
        .await
        .expect("notified");
    assert!(seen(city, &unit, row.id).await.is_some());
    assert_eq!(code(steps::enter(app, &ov, step(&row)).await), C::Early);
    city.clock.go_to("2023-05-04");
    steps::enter(app, &ov, step(&row)).await.expect("on site")
}

/// Five findings at five units; what is missing is refused.
async fn on_site(city: &City, row: &joint_activity::Model, orgs: &[Uuid]) {
    let (app, ov) = (&city.app, city.person("ov01").await);
    let photo = Upload {
        name: "现场记录.txt".to_owned(),
        bytes: "科室走访记录。".as_bytes().to_vec(),
        not_secret: true,
    };
    let photo = upload(app, &ov, photo).await.expect("uploaded");
    for (client, org) in (101..).zip(&orgs[1..6]) {
        let mut input = found(client, row.id, *org);
        if client == 101 {
            input.files = vec![photo.id];
        }
        site::record(app, &ov, input.clone()).await.expect("recorded");
        site::record(app, &ov, input).await.expect("sent twice");
    }
    assert_eq!(now(city, row.id).await.findings.len(), 5);
    let elsewhere = city.org("市科学技术局").await.id;
    assert_eq!(
        code(site::record(app, &ov, found(110, row.id, elsewhere)).await),
        C::Scope
    );
    let groundless = Found {
        basis: " ".to_owned(),
        ..found(111, row.id, orgs[1])
    };
    assert_eq!(code(site::record(app, &ov, groundless).await), C::Basis);
    let stranger = city.person("lk01").await;
    let of_stranger = site::record(app, &stranger, found(112, row.id, orgs[1])).await;
    assert_eq!(code(of_stranger), C::NotFound, "not on the team");
    assert_eq!(now(city, row.id).await.findings.len(), 5);
    site::tick(app, &ov, row.id, 1, true).await.expect("ticked");
    assert_eq!(
        code(steps::put(app, &ov, step(row)).await),
        C::State,
        "no visit recorded yet"
    );
    for org in orgs {
        site::visit(app, &ov, row.id, *org, "听取汇报，走访科室")
            .await
            .expect("visited");
    }
    let unit = city.person("dl.jiaoti").await;
    let loaded = seen(city, &unit, row.id).await.expect("its own activity");
    assert_eq!(
        (loaded.units.len(), loaded.findings.len()),
        (1, 0),
        "not put to it yet"
    );
}

/// Three units confirm, one contests, one lets the days pass.
async fn answered(city: &City, row: joint_activity::Model) -> joint_activity::Model {
    let (app, ov) = (&city.app, city.person("ov01").await);
    let row = steps::put(app, &ov, step(&row)).await.expect("put");
    let due = row.answer_due_on.expect("a deadline");
    let findings = now(city, row.id).await.findings;
    let unit = city.person("dl.jiaoti").await;
    let own = seen(city, &unit, row.id).await.expect("its own").findings;
    assert_eq!(own.len(), 1, "a unit sees its own finding and no other");
    assert_eq!(
        code(finding::confirm(app, &unit, at(&findings[1])).await),
        C::NotFound
    );
    finding::confirm(app, &unit, at(&own[0]))
        .await
        .expect("confirmed");
    let contact = city.person("dc.shuili").await;
    assert_eq!(
        code(finding::contest(app, &contact, at(&findings[1]), "不符", &[]).await),
        C::Role
    );
    finding::confirm(app, &contact, at(&findings[1]))
        .await
        .expect("confirmed by the contact");
    let lead = city.person("dl.nongye").await;
    assert_eq!(
        code(finding::contest(app, &lead, at(&findings[2]), " ", &[]).await),
        C::Reason
    );
    finding::contest(app, &lead, at(&findings[2]), "该职责已于上月明确到科室。", &[])
        .await
        .expect("contested");
    let lead = city.person("dl.weijian").await;
    finding::confirm(app, &lead, at(&findings[3]))
        .await
        .expect("confirmed");
    city.clock.go_to(&due.to_string());
    assert_eq!(
        jobs::run_due(app, &city.nobody()).await.expect("ran"),
        0,
        "not over yet"
    );
    city.clock.go_to(&due.succ_opt().expect("a day").to_string());
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 1);
    let last = now(city, row.id).await.findings.remove(4);
    assert_eq!((last.state.get(), last.lapsed), (FindingState::Confirmed, true));
    let late = city.person("dl.wenlv").await;
    assert_eq!(
        code(finding::contest(app, &late, at(&last), "有异议", &[]).await),
        C::State
    );
    row
}

fn convert(row: &finding_row::Model, reason: &str) -> Convert {
    Convert {
        step: at(row),
        title: row.title.clone(),
        category: row.category.get(),
        severity: row.severity.get(),
        reason: reason.to_owned(),
        not_duplicate: true,
    }
}

/// Every finding becomes a problem; an objection needs an answer.
async fn converted(city: &City, row: &joint_activity::Model) -> Vec<problem::Model> {
    let (app, ov, ol) = (&city.app, city.person("ov01").await, city.person("ol01").await);
    let findings = now(city, row.id).await.findings;
    assert_eq!(
        code(finding::convert(app, &ov, convert(&findings[2], "")).await),
        C::Reason
    );
    assert_eq!(
        code(finding::drop(app, &ov, at(&findings[2]), " ").await),
        C::Reason
    );
    assert_eq!(
        code(steps::report(app, &ol, step(row), "报告", &[]).await),
        C::State
    );
    let mut problems = Vec::new();
    for found in &findings {
        let (found, problem) = finding::convert(app, &ov, convert(found, "经复核，文件未印发，维持原认定。"))
            .await
            .expect("converted");
        assert_eq!(found.problem_id, Some(problem.id));
        assert_eq!(
            (problem.source.get(), problem.source_id, problem.state.get()),
            (ProblemSource::JointActivity, Some(found.id), ProblemState::Raised)
        );
        let source = read::source_of(app, &ov, problem.id)
            .await
            .expect("read")
            .expect("it links back");
        assert_eq!(source.1.id, row.id);
        problems.push(problem);
    }
    let scope = ov
        .authorise(remit_shared::policy::Capability::ProblemRead)
        .expect("may read");
    let files = remit_store::file::of_problems(app.db.read(), &scope, &[problems[0].id]).await;
    assert_eq!(
        files.expect("read").len(),
        1,
        "the evidence goes with the problem"
    );
    problems
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let app = &city.app;
    let (ov, ol) = (city.person("ov01").await, city.person("ol01").await);
    let orgs = orgs(&city).await;
    earlier_visit(&city, orgs[0]).await;
    city.clock.go_to("2023-04-20");
    let row = begun(&city, &orgs).await;
    on_site(&city, &row, &orgs).await;
    let row = answered(&city, row).await;
    let problems = converted(&city, &row).await;
    let staffing = city.person("os01").await;
    assert!(
        seen(&city, &staffing, row.id).await.is_none(),
        "not shared before the report"
    );
    let report = "检查12个单位，发现5项问题，均已转为履职问题。";
    assert_eq!(
        code(steps::report(app, &ov, step(&row), report, &[]).await),
        C::Role
    );
    assert_eq!(
        code(steps::report(app, &ol, step(&row), " ", &[]).await),
        C::Input
    );
    let row = steps::report(app, &ol, step(&row), report, &[])
        .await
        .expect("reported");
    let shared = seen(&city, &staffing, row.id)
        .await
        .expect("shared with the section");
    assert_eq!(shared.findings.len(), 5);
    assert_eq!(
        jobs::run_due(app, &city.nobody()).await.expect("ran"),
        0,
        "its problems are open"
    );
    for problem in problems {
        let first = Step {
            id: problem.id,
            version: problem.version,
        };
        let taken = verify::take(app, &ov, first).await.expect("taken");
        let next = Step {
            id: taken.id,
            version: taken.version,
        };
        verify::reject(app, &ov, next, "经核实已自行整改到位。")
            .await
            .expect("rejected");
    }
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 1);
    assert_eq!(now(&city, row.id).await.row.state.get(), ActivityState::Closed);
    let report = remit_service::integrity::check(app).await.expect("checked");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn an_activity_at_twelve_units_ends_in_five_problems() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(story(engine)).await;
        }
    }
}

/// The two activities of 2022 are there for the staffing sections, units see their own line of theirs.
async fn shared_results(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let list = async |who: &OpCtx| {
        let reader = read::reader(&city.app, who).await.expect("a reader");
        let filter = ActivityFilter {
            year: Some(2022),
            ..ActivityFilter::default()
        };
        let page = read::list(&city.app, &reader, (&filter, ActivitySort::No), Slice::first(10)).await;
        let loaded = read::load(&city.app, &reader, page.expect("a page").rows).await;
        loaded.expect("loaded")
    };
    for login in ["ov01", "ol01", "os01", "os08", "cl01"] {
        let all = list(&city.person(login).await).await;
        let counts: Vec<_> = all
            .iter()
            .map(|one| (one.units.len(), one.findings.len()))
            .collect();
        assert_eq!(counts, [(12, 5), (8, 3)], "{login}");
    }
    let unit = list(&city.person("dl.jiaoti").await).await;
    let counts: Vec<_> = unit
        .iter()
        .map(|one| (one.units.len(), one.findings.len()))
        .collect();
    assert_eq!(counts, [(1, 1)]);
    assert!(list(&city.person("dl.keji").await).await.is_empty());
    assert!(list(&city.person("ex14").await).await.is_empty());
}

#[tokio::test]
async fn results_are_shared_without_a_second_inspection() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            shared_results(engine).await;
        }
    }
}
