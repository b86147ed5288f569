//! §9 step 13: duties between two units are adjusted, the lists change on the effective day, and the list of the day
//! before shows the old owner (K35, K36).

use remit_service::context::OpCtx;
use remit_service::failure::{Answer, Failure};
use remit_service::file::{Upload, upload};
use remit_service::list::change::Draft;
use remit_service::list::propose::Proposal;
use remit_service::list::tasks::Revision;
use remit_service::list::{apply, change, handle, jobs, power, propose, read, tasks, trigger};
use remit_service::problem::Step;
use remit_service::rows::{
    PowerFilter, PowerSort, TriggerFilter, TriggerSort, duty_adjustment, list_trigger, power_list_version,
};
use remit_shared::list::tasks::LineChange;
use remit_shared::list::{
    AdjustmentKind, AdjustmentState, CheckResult, ListOp, PowerCategory, PowerState, TriggerState,
};
use remit_shared::refusal::RefusalCode as C;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

fn code<T>(answer: Answer<T>) -> C {
    match answer {
        Err(Failure::Refused(refusal)) => refusal.code,
        Err(Failure::Fault(fault)) => panic!("a fault: {fault}"),
        Ok(_) => panic!("it was allowed"),
    }
}

fn step(row: &duty_adjustment::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn proposal(orgs: &[Uuid]) -> Proposal {
    Proposal {
        client_id: Uuid::from_u128(13),
        kind: AdjustmentKind::EnforcementOverlap,
        title: "水利工程管理范围内违法行为查处职责调整".to_owned(),
        text: "两个部门同时行使，执法主体不清，拟划转集中行使。".to_owned(),
        basis: "《中华人民共和国水法》第六十五条".to_owned(),
        orgs: orgs.to_vec(),
        problem: None,
        case_no: String::new(),
    }
}

/// The list of a unit on a day, by code.
async fn list(city: &City, who: &OpCtx, org: Uuid, day: &str) -> Vec<power_list_version::Model> {
    let filter = PowerFilter {
        org_id: Some(org),
        ..PowerFilter::on(day.parse().expect("a day"))
    };
    let page = power::page(&city.app, who, filter, PowerSort::Code, Slice::first(200)).await;
    page.expect("a list").rows
}

async fn unchanged(city: &City, who: &OpCtx, row: &duty_adjustment::Model) {
    let reader = read::reader(&city.app, who).await.expect("a reader");
    let found = read::adjustment(&city.app, &reader, row.id).await.expect("read");
    assert_eq!(found.as_ref(), Some(row), "a refusal changes nothing");
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let app = &city.app;
    let (ov, ol) = (city.person("ov01").await, city.person("ol01").await);
    let (water, towns) = (city.person("dl.shuili").await, city.person("dl.zhifa").await);
    let (from, to) = (city.org("市水利局").await, city.org("市综合行政执法局").await);
    let both = [from.id, to.id];

    // A lead proposes for the own unit only, and with a basis.
    assert_eq!(
        code(propose::propose(app, &water, &proposal(&both[1..])).await),
        C::Scope
    );
    let groundless = Proposal {
        basis: " ".to_owned(),
        ..proposal(&both)
    };
    assert_eq!(code(propose::propose(app, &water, &groundless).await), C::Basis);
    let row = propose::propose(app, &water, &proposal(&both[..1]))
        .await
        .expect("proposed");
    let again = propose::propose(app, &water, &proposal(&both[..1]))
        .await
        .expect("sent twice");
    assert_eq!((again.id, row.no.as_str()), (row.id, "TZ-2023-0001"));

    // The office names every unit concerned; both sign.
    assert_eq!(code(propose::consult(app, &ov, step(&row), &[]).await), C::Input);
    unchanged(&city, &ov, &row).await;
    let row = propose::consult(app, &ov, step(&row), &both)
        .await
        .expect("consulted");
    assert_eq!(
        row.due_on.map(|day| day.to_string()).as_deref(),
        Some("2023-05-04")
    );
    let row = propose::sign(app, &water, step(&row), "").await.expect("signed");
    assert_eq!(code(propose::sign(app, &water, step(&row), "").await), C::Dup);
    assert_eq!(code(handle::send_legal(app, &ov, step(&row), "").await), C::State);
    let stranger = city.person("dl.minzheng").await;
    assert_eq!(
        code(propose::sign(app, &stranger, step(&row), "").await),
        C::NotFound
    );
    unchanged(&city, &ov, &row).await;
    let row = propose::sign(app, &towns, step(&row), "同意划转")
        .await
        .expect("signed");

    // Changes are drafted against the lists as they stand.
    let before = list(&city, &ov, from.id, "2023-04-03").await;
    let penalty = before
        .iter()
        .find(|item| item.category.get() == PowerCategory::Penalty && item.change_id.is_none())
        .expect("a penalty");
    let draft = |op, item: Option<Uuid>| Draft {
        op,
        item,
        code: String::new(),
        category: None,
        name: String::new(),
        basis: String::new(),
        org: None,
    };
    let transfer = Draft {
        org: Some(to.id),
        ..draft(ListOp::Transfer, Some(penalty.item_id))
    };
    let same = draft(ListOp::Change, Some(penalty.item_id));
    assert_eq!(code(change::draft(app, &ov, step(&row), &same).await), C::Input);
    let row = change::draft(app, &ov, step(&row), &transfer)
        .await
        .expect("drafted");
    assert_eq!(code(change::draft(app, &ov, step(&row), &transfer).await), C::Dup);
    let added = Draft {
        code: "SHUILI-QT-900".to_owned(),
        category: Some(PowerCategory::Other),
        name: "水事违法线索移送".to_owned(),
        basis: "《中华人民共和国水法》第五十九条".to_owned(),
        org: Some(from.id),
        ..draft(ListOp::Add, None)
    };
    let taken = Draft {
        code: penalty.code.clone(),
        ..added.clone()
    };
    assert_eq!(code(change::draft(app, &ov, step(&row), &taken).await), C::Dup);
    let row = change::draft(app, &ov, step(&row), &added)
        .await
        .expect("drafted");

    // The legal check: no approval without the justice bureau's opinion.
    let row = handle::send_legal(app, &ov, step(&row), "").await.expect("sent");
    let day = Some("2023-05-01".parse().expect("a day"));
    assert_eq!(
        code(handle::approve(app, &ol, step(&row), "诸编发〔2023〕9号", day).await),
        C::Basis
    );
    assert_eq!(
        code(handle::attach_opinion(app, &ov, step(&row), "同意", &[]).await),
        C::Basis
    );
    unchanged(&city, &ov, &row).await;
    let paper = Upload {
        name: "合法性审查意见.txt".to_owned(),
        bytes: "经审查，同意调整。".as_bytes().to_vec(),
        not_secret: true,
    };
    let paper = upload(app, &ov, paper).await.expect("uploaded");
    let row = handle::attach_opinion(app, &ov, step(&row), "经审查，同意调整。", &[paper.id])
        .await
        .expect("attached");
    assert_eq!(
        code(handle::approve(app, &ol, step(&row), "", day).await),
        C::Basis
    );
    let row = handle::approve(app, &ol, step(&row), "诸编发〔2023〕9号", day)
        .await
        .expect("approved");
    assert_eq!(row.state.get(), AdjustmentState::Approved);

    // The units have twenty working days to revise their lists.
    let reader = read::reader(app, &water).await.expect("a reader");
    let mine = read::triggers_of(app, &reader, row.id).await.expect("read");
    assert_eq!(mine.len(), 1, "a unit sees its own occasion only");
    assert_eq!(mine[0].due_on.to_string(), "2023-05-04");

    // The lists are not updated before both duty-task lists are revised.
    assert_eq!(code(apply::update_lists(app, &ov, step(&row)).await), C::State);
    unchanged(&city, &ov, &row).await;
    let mut row = row;
    for org in both {
        row = revise(&city, &ov, &row, org).await;
    }
    let row = apply::update_lists(app, &ov, step(&row)).await.expect("updated");
    owners(&city, &ov, (from.id, to.id), penalty).await;

    let row = handle::publish(app, &ov, step(&row)).await.expect("published");
    let calendar = app.calendar.get(app).await.expect("a calendar");
    let due = calendar
        .add_working_days(ov.today(), 60)
        .expect("within the calendar");
    assert_eq!(row.due_on, Some(due));
    assert_eq!(
        code(handle::check(app, &ov, step(&row), Some(CheckResult::Effective), "到位").await),
        C::Early
    );
    city.clock.go_to(&due.to_string());
    let row = handle::check(
        app,
        &ov,
        step(&row),
        Some(CheckResult::Effective),
        "两部门衔接顺畅。",
    )
    .await
    .expect("checked");
    assert_eq!(row.state.get(), AdjustmentState::Checked);
    let report = remit_service::integrity::check(app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, [], "{engine:?}");
}

/// A unit's new version: one line changed, one new; the difference says so.
async fn revise(city: &City, ov: &OpCtx, row: &duty_adjustment::Model, org: Uuid) -> duty_adjustment::Model {
    let app = &city.app;
    let today = ov.today();
    let current = read::task_list_on(app, ov, org, today)
        .await
        .expect("read")
        .expect("a version");
    let lines = read::task_lines(app, ov, &[current.id]).await.expect("read");
    let mut typed: Vec<_> = lines[&current.id]
        .iter()
        .map(|line| {
            (
                Some(line.no),
                line.duty.clone(),
                line.tasks.clone(),
                line.basis.clone(),
            )
        })
        .collect();
    typed[0].2.push_str("；线索2日内移送");
    typed.push((
        None,
        "水事违法线索移送".to_owned(),
        "及时移送".to_owned(),
        "《水法》".to_owned(),
    ));
    let revision = Revision {
        adjustment: Some(step(row)),
        org,
        effective_on: None,
        reason: String::new(),
        lines: typed,
    };
    let version = tasks::revise(app, ov, &revision).await.expect("revised");
    assert_eq!(version.number, current.number + 1);
    let found = read::task_list_difference(app, ov, None, version.id)
        .await
        .expect("read")
        .expect("both");
    let count = |wanted| found.lines.iter().filter(|line| line.change == wanted).count();
    assert_eq!(
        (
            count(LineChange::Changed),
            count(LineChange::Added),
            count(LineChange::Removed)
        ),
        (1, 1, 0)
    );
    let still = read::task_list_on(app, ov, org, today)
        .await
        .expect("read")
        .expect("a version");
    assert_eq!(still.id, current.id, "the new version is not in force yet");
    let reader = read::reader(app, ov).await.expect("a reader");
    read::adjustment(app, &reader, row.id)
        .await
        .expect("read")
        .expect("still there")
}

/// The day before the effective day shows the old owner, the day itself the new one.
async fn owners(city: &City, who: &OpCtx, (from, to): (Uuid, Uuid), item: &power_list_version::Model) {
    let holds = async |org, day| {
        let rows = list(city, who, org, day).await;
        rows.iter().any(|row| row.item_id == item.item_id)
    };
    assert!(holds(from, "2023-04-30").await && !holds(to, "2023-04-30").await);
    assert!(!holds(from, "2023-05-01").await && holds(to, "2023-05-01").await);
    let history = power::history(&city.app, who, item.item_id)
        .await
        .expect("a history");
    let read: Vec<_> = history
        .iter()
        .map(|row| (row.org_id, row.valid_to.map(|day| day.to_string())))
        .collect();
    assert_eq!(read, [(from, Some("2023-04-30".to_owned())), (to, None)]);
    let days = ["2023-04-30", "2023-05-01"].map(|day| day.parse().expect("a day"));
    let lines = power::difference(&city.app, who, from, days[0], days[1])
        .await
        .expect("read");
    let ops: Vec<_> = lines.iter().map(|line| line.op).collect();
    assert_eq!(ops, [ListOp::Transfer, ListOp::Add], "in the order of the codes");
}

async fn occasions(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let app = &city.app;
    let (ov, contact) = (city.person("ov01").await, city.person("dc.renshe").await);
    let reader = read::reader(app, &contact).await.expect("a reader");
    let filter = TriggerFilter {
        states: vec![TriggerState::Open],
        ..TriggerFilter::default()
    };
    let page = read::triggers(app, &reader, &filter, TriggerSort::Due, Slice::first(10)).await;
    let rows = page.expect("a page").rows;
    let [row] = rows.as_slice() else {
        panic!("one is open: {rows:?}")
    };
    assert!(row.due_on < contact.today(), "it is overdue");

    // The clock tells the unit once.
    assert!(jobs::run_due(app, &city.nobody()).await.expect("ran") > 0);
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 0);
    let row = found(&city, &contact, row.id).await;

    let at = |row: &list_trigger::Model| Step {
        id: row.id,
        version: row.version,
    };
    let stranger = city.person("dc.minzheng").await;
    assert_eq!(
        code(trigger::submit(app, &stranger, at(&row), "已修订", &[]).await),
        C::NotFound
    );
    assert_eq!(
        code(trigger::submit(app, &contact, at(&row), " ", &[]).await),
        C::Reason
    );
    assert_eq!(
        code(trigger::void(app, &contact, at(&row), "无需修订").await),
        C::Role
    );
    assert_eq!(
        found(&city, &contact, row.id).await,
        row,
        "a refusal changes nothing"
    );
    let row = trigger::submit(app, &contact, at(&row), "已修订清单3项", &[])
        .await
        .expect("submitted");
    assert_eq!(row.submitted_on, Some(contact.today()));
    let row = trigger::send_back(app, &ov, at(&row), "缺少依据条款")
        .await
        .expect("returned");
    assert_eq!(
        (row.state.get(), row.submitted_on, row.returned_count),
        (TriggerState::Open, None, 1)
    );
    let row = trigger::submit(app, &contact, at(&row), "已补充依据", &[])
        .await
        .expect("submitted");
    let row = trigger::void(app, &ov, at(&row), "与另一事由重复")
        .await
        .expect("voided");
    assert_eq!(row.state.get(), TriggerState::Voided);
}

async fn found(city: &City, who: &OpCtx, id: Uuid) -> list_trigger::Model {
    let reader = read::reader(&city.app, who).await.expect("a reader");
    read::trigger(&city.app, &reader, id)
        .await
        .expect("read")
        .expect("there")
}

async fn what_the_public_reads(engine: Engine) {
    let city = City::open(engine, "2022-07-15").await;
    // An information officer reads the published part: no list of the future.
    let (officer, ov) = (city.person("io.mizhou01").await, city.person("ov01").await);
    let cancelled = PowerFilter {
        states: vec![PowerState::Cancelled],
        ..PowerFilter::on("2022-12-31".parse().expect("a day"))
    };
    let count = async |who: &OpCtx| {
        let slice = Slice::first(1).counted();
        let page = power::page(&city.app, who, cancelled.clone(), PowerSort::Code, slice).await;
        page.expect("a page").total
    };
    assert_eq!((count(&ov).await, count(&officer).await), (Some(11), Some(4)));
}

#[tokio::test]
async fn duties_are_adjusted_and_the_lists_follow_on_the_effective_day() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(story(engine)).await;
        }
    }
}

#[tokio::test]
async fn a_unit_revises_its_lists_when_there_is_an_occasion() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            occasions(engine).await;
        }
    }
}

#[tokio::test]
async fn the_published_part_ends_today() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            what_the_public_reads(engine).await;
        }
    }
}
