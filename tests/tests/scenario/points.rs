//! §9 steps 4 and 21, and the year between them: points are written, signed, reviewed, followed, changed, claimed,
//! verified; the clock begins the year, turns long lateness into a problem, and ends it.

use chrono::NaiveDate;
use remit_service::context::OpCtx;
use remit_service::failure::Answer;
use remit_service::file::{self, Upload};
use remit_service::plan::point::{bulk, change, draw, import, jobs, read, remind, review, run, write};
use remit_service::problem::Step;
use remit_shared::plan::point::entry::Entry;
use remit_shared::plan::point::{PointMeasure, PointOutcome, PointQuality, PointState as S};
use remit_shared::problem::{LedgerState, ProblemSource};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::entity::{effectiveness_point as point, ledger_entry, problem};
use remit_store::plan::point::{PointFilter, PointSort};
use remit_tests::City;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

fn step(point: &point::Model) -> Step {
    Step {
        id: point.id,
        version: point.version,
    }
}

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> RefusalCode {
    let failure = answer.expect_err("has to be refused");
    failure.refusal().expect("a refusal").code
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn entry(title: &str, due: &str) -> Entry {
    Entry {
        title: title.to_owned(),
        target: "完成13个镇街社会救助工作站建设".to_owned(),
        measure: PointMeasure::Quantity,
        importance: 3,
        due_on: day(due),
    }
}

async fn written(city: &City, who: &OpCtx, entry: Entry) -> write::Written {
    let unit = who.actor.as_ref().and_then(|actor| actor.org_id).expect("a unit");
    let duties = read::unit_duties(&city.app, who, unit).await.expect("duties");
    write::Written {
        section: None,
        entry,
        duties: vec![duties[0].id],
    }
}

async fn create(city: &City, who: &OpCtx, n: u128, title: &str, due: &str) -> point::Model {
    let written = written(city, who, entry(title, due)).await;
    let input = write::Create {
        client_id: Uuid::from_u128(n),
        year: 2023,
        written,
    };
    write::create(&city.app, who, input).await.expect("created")
}

async fn evidence(city: &City, who: &OpCtx) -> Uuid {
    let upload = Upload {
        name: "验收报告.txt".to_owned(),
        bytes: "验收合格".into(),
        not_secret: true,
    };
    file::upload(&city.app, who, upload).await.expect("uploaded").id
}

async fn points_of(city: &City, year: i32) -> u64 {
    let found = point::Entity::find().filter(point::Column::Year.eq(year));
    found.count(city.app.db.read()).await.expect("counted")
}

async fn now(city: &City, id: Uuid) -> point::Model {
    let found = point::Entity::find_by_id(id).one(city.app.db.read()).await;
    found.expect("points can be read").expect("the point")
}

/// From the draft to the ledger, and to 1 April.
async fn in_the_ledger(city: &City, title: &str, due: &str, n: u128) -> point::Model {
    let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
    let officer = city.person("ov01").await;
    let draft = create(city, &contact, n, title, due).await;
    let signed = write::submit(&city.app, &lead, step(&draft))
        .await
        .expect("signed");
    review::approve(&city.app, &officer, step(&signed))
        .await
        .expect("approved")
}

async fn march(engine: Engine) {
    let city = City::open(engine, "2023-03-10").await;
    let app = &city.app;
    let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
    let (officer, stranger) = (city.person("ov01").await, city.person("dc.jiaoti").await);

    // Before the plan is in force nothing is written.
    let mut input = write::Create {
        client_id: Uuid::from_u128(1),
        year: 2023,
        written: written(&city, &contact, entry("推进社会救助工作站建设", "2023-09-30")).await,
    };
    assert_eq!(
        code(write::create(app, &contact, input.clone()).await),
        RefusalCode::State
    );
    city.plan_of_2023().await;

    // One without a duty is refused, one with another unit's too; nothing is changed.
    let own = std::mem::take(&mut input.written.duties);
    assert_eq!(
        code(write::create(app, &contact, input.clone()).await),
        RefusalCode::Scope
    );
    let others = written(&city, &stranger, entry("x", "2023-09-30")).await.duties;
    input.written.duties = others;
    assert_eq!(
        code(write::create(app, &contact, input.clone()).await),
        RefusalCode::Scope
    );
    assert_eq!(points_of(&city, 2023).await, 0);

    input.written.duties = own;
    let draft = write::create(app, &contact, input.clone())
        .await
        .expect("created");
    let again = write::create(app, &contact, input).await.expect("sent twice");
    assert_eq!((draft.id, draft.code.as_str()), (again.id, "MINZHENG-01"));

    // The contact cannot sign, another unit cannot see it, the lead signs.
    assert_eq!(
        code(write::submit(app, &contact, step(&draft)).await),
        RefusalCode::Role
    );
    let other_lead = city.person("dl.jiaoti").await;
    assert_eq!(
        code(write::submit(app, &other_lead, step(&draft)).await),
        RefusalCode::NotFound
    );
    let signed = write::submit(app, &lead, step(&draft)).await.expect("signed");
    assert_eq!(signed.state.get(), S::Submitted);

    // One is returned with its reason, rewritten and sent again.
    assert_eq!(
        code(review::send_back(app, &officer, step(&signed), " ").await),
        RefusalCode::Reason
    );
    let back = review::send_back(app, &officer, step(&signed), "请写明建设标准。")
        .await
        .expect("returned");
    assert_eq!((back.state.get(), back.returned_count), (S::Returned, 1));
    let better = written(
        &city,
        &contact,
        entry("推进镇街社会救助工作站规范化建设", "2023-09-30"),
    )
    .await;
    let edited = write::edit(app, &contact, step(&back), better)
        .await
        .expect("rewritten");
    assert_eq!(
        code(write::submit(app, &lead, step(&back)).await),
        RefusalCode::Stale
    );
    let signed = write::submit(app, &lead, step(&edited))
        .await
        .expect("signed again");

    // A copy of an approved point is refused.
    let approved = review::approve(app, &officer, step(&signed))
        .await
        .expect("approved");
    assert_eq!(approved.approved_on, Some(day("2023-03-10")));
    let copy = create(
        &city,
        &contact,
        2,
        "推进镇街社会救助工作站 规范化建设。",
        "2023-10-31",
    )
    .await;
    let copy = write::submit(app, &lead, step(&copy)).await.expect("signed");
    assert_eq!(
        code(review::approve(app, &officer, step(&copy)).await),
        RefusalCode::Dup
    );
    assert_eq!(now(&city, copy.id).await.state.get(), S::Submitted);
    let entry = entry_of(&city, approved.id).await;
    assert_eq!(
        (entry.state.get(), entry.due_on),
        (LedgerState::Open, day("2023-09-30"))
    );
}

async fn entry_of(city: &City, id: Uuid) -> ledger_entry::Model {
    let found = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::PointId.eq(id))
        .one(city.app.db.read())
        .await;
    found.expect("entries can be read").expect("an entry")
}

async fn the_year(engine: Engine) {
    let city = City::open(engine, "2023-03-10").await;
    city.plan_of_2023().await;
    let app = &city.app;
    let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
    let (officer, chief) = (city.person("ov01").await, city.person("ol01").await);
    let good = in_the_ledger(&city, "推进社会救助工作站建设", "2023-09-28", 1).await;
    let gone = in_the_ledger(&city, "开展养老机构消防达标改造", "2023-10-31", 2).await;
    let idle = in_the_ledger(&city, "修订殡葬服务办理指南", "2023-06-30", 3).await;

    // The clock begins the year on 1 April, not before.
    city.clock.go_to("2023-03-31");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 0);
    city.clock.go_to("2023-04-01");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 3);
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 0, "once");
    let good = now(&city, good.id).await;
    assert_eq!(good.state.get(), S::Active);

    // The sample is drawn once, from the plan's seed.
    let sample = draw::draw(app, &officer, 2023).await.expect("drawn");
    assert_eq!(
        (sample.seed.as_str(), sample.points, sample.chosen),
        ("20220101", 3, 3)
    );
    assert_eq!(code(draw::draw(app, &officer, 2023).await), RefusalCode::Dup);
    let good = now(&city, good.id).await;
    assert_eq!(
        (good.sampled, good.lot.as_deref()),
        (Some(true), Some("ba11d75879b51069"))
    );

    // Progress rises freely and falls only with a reason.
    city.clock.go_to("2023-05-04");
    let report = |point: &point::Model, progress, note: &str| run::Report {
        step: step(point),
        progress,
        note: note.to_owned(),
        files: Vec::new(),
    };
    let reported = run::report(app, &contact, report(&good, 40, ""))
        .await
        .expect("reported");
    assert_eq!(
        (reported.progress, reported.reported_on),
        (40, Some(day("2023-05-04")))
    );
    assert_eq!(
        code(run::report(app, &contact, report(&reported, 30, "")).await),
        RefusalCode::Reason
    );
    let reported = run::report(app, &contact, report(&reported, 35, "上月误报"))
        .await
        .expect("reported");

    // Two changes: up to 30 days the section decides, beyond it the lead; a third is refused.
    let ask = |point: &point::Model, due: &str| change::Ask {
        step: step(point),
        cancels: false,
        target: None,
        importance: None,
        due_on: Some(day(due)),
        reason: "验收批次调整".to_owned(),
    };
    let asked = change::ask(app, &lead, ask(&reported, "2023-10-27"))
        .await
        .expect("asked");
    assert_eq!(
        code(change::decide(app, &chief, step(&asked), true, "").await),
        RefusalCode::Role
    );
    let moved = change::decide(app, &officer, step(&asked), true, "")
        .await
        .expect("granted");
    assert_eq!((moved.due_on, moved.changes_count), (day("2023-10-27"), 1));
    assert_eq!(
        entry_of(&city, moved.id).await.due_on,
        moved.due_on,
        "the ledger follows"
    );
    let asked = change::ask(app, &lead, ask(&moved, "2023-12-15"))
        .await
        .expect("asked");
    assert_eq!(
        code(change::decide(app, &officer, step(&asked), true, "").await),
        RefusalCode::Role
    );
    assert_eq!(
        code(change::decide(app, &chief, step(&asked), false, "").await),
        RefusalCode::Reason
    );
    let moved = change::decide(app, &chief, step(&asked), true, "")
        .await
        .expect("granted");
    assert_eq!(
        code(change::ask(app, &lead, ask(&moved, "2023-12-30")).await),
        RefusalCode::Limit
    );
    assert_eq!(
        now(&city, moved.id).await.state.get(),
        S::Active,
        "nothing changed"
    );

    // The other is cancelled by the lead of the office; its entry is closed out with a number of its own book.
    let gone = now(&city, gone.id).await;
    let cancel = change::Ask {
        cancels: true,
        due_on: None,
        ..ask(&gone, "2023-10-31")
    };
    let asked = change::ask(app, &lead, cancel).await.expect("asked");
    let ended = change::decide(app, &chief, step(&asked), true, "依据上级文件")
        .await
        .expect("cancelled");
    assert_eq!(
        (ended.state.get(), ended.outcome.map(remit_store::Text::get)),
        (S::Cancelled, Some(PointOutcome::Cancelled))
    );
    let first = entry_of(&city, ended.id).await.close_no.expect("a number");
    assert!(first.starts_with("RX-2023-"), "{first}");

    // Claimed with evidence, verified after a visit.
    assert_eq!(
        code(run::claim(app, &contact, step(&moved), "", &[]).await),
        RefusalCode::Evidence
    );
    let paper = evidence(&city, &contact).await;
    let claimed = run::claim(app, &contact, step(&moved), "已全部建成", &[paper])
        .await
        .expect("claimed");
    let mut found = review::Verification {
        step: step(&claimed),
        visited: false,
        quality: None,
        remark: String::new(),
    };
    assert_eq!(
        code(review::verify(app, &officer, found.clone()).await),
        RefusalCode::Evidence
    );
    found.visited = true;
    assert_eq!(
        code(review::verify(app, &officer, found.clone()).await),
        RefusalCode::Input
    );
    found.quality = Some(PointQuality::Good);
    let done = review::verify(app, &officer, found).await.expect("verified");
    assert_eq!(
        (done.state.get(), done.outcome.map(remit_store::Text::get)),
        (S::Verified, Some(PointOutcome::OnTime))
    );
    let second = entry_of(&city, done.id).await.close_no.expect("a number");
    let number = |text: &str| text.rsplit('-').next().and_then(|n| n.parse::<u32>().ok());
    assert_eq!(number(&second), number(&first).map(|n| n + 1), "no gaps");

    // The third is never touched: 30 days after its due date it becomes one problem, at the year's end NOT_DONE.
    city.clock.go_to("2023-07-30");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 0);
    city.clock.go_to("2023-07-31");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 1);
    let late = now(&city, idle.id).await;
    let raised = problem::Entity::find_by_id(late.problem_id.expect("a problem"))
        .one(app.db.read())
        .await
        .expect("problems can be read")
        .expect("the problem");
    assert_eq!(
        (raised.source.get(), raised.org_id),
        (ProblemSource::Ledger, late.org_id)
    );
    city.clock.go_to("2023-12-31");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 0);
    city.clock.go_to("2024-01-01");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("ran"), 1);
    let late = now(&city, idle.id).await;
    assert_eq!(
        (late.state.get(), late.outcome.map(remit_store::Text::get)),
        (S::NotDone, Some(PointOutcome::NotDone))
    );
    assert_eq!(
        entry_of(&city, late.id).await.state.get(),
        LedgerState::Open,
        "to be explained"
    );
}

async fn many_at_once(engine: Engine) {
    let city = City::open(engine, "2023-03-10").await;
    city.plan_of_2023().await;
    let app = &city.app;
    let (lead, contact, officer) = (
        city.person("dl.minzheng").await,
        city.person("dc.minzheng").await,
        city.person("ov01").await,
    );
    let one = create(&city, &contact, 1, "推进社会救助工作站建设", "2023-09-30").await;
    let two = create(&city, &contact, 2, "开展养老机构消防达标改造", "2023-10-31").await;
    let steps = vec![step(&one), step(&two)];
    let edit = bulk::Bulk {
        act: bulk::PointBulkAct::Edit,
        steps,
        reason: "统一调整".to_owned(),
        values: bulk::Values {
            due_on: Some(day("2023-11-30")),
            ..bulk::Values::default()
        },
        dry_run: true,
    };
    let lines = bulk::bulk(app, &contact, edit.clone()).await.expect("previewed");
    assert!(lines.iter().all(|line| {
        line.after
            .as_ref()
            .is_ok_and(|after| after.due_on == day("2023-11-30"))
    }));
    assert_eq!(now(&city, one.id).await, one, "a preview changes nothing");

    let mut out = edit.clone();
    out.values.due_on = Some(day("2024-01-31"));
    out.dry_run = false;
    let lines = bulk::bulk(app, &contact, out).await.expect("answered");
    assert!(lines.iter().all(|line| line.after.is_err()));
    assert_eq!(now(&city, two.id).await, two, "all or nothing");

    let without = bulk::Bulk {
        reason: String::new(),
        ..edit.clone()
    };
    assert_eq!(
        code(bulk::bulk(app, &contact, without).await),
        RefusalCode::Reason
    );
    let real = bulk::Bulk {
        dry_run: false,
        ..edit
    };
    bulk::bulk(app, &contact, real).await.expect("done");
    let points = [now(&city, one.id).await, now(&city, two.id).await];
    let sign = bulk::Bulk {
        act: bulk::PointBulkAct::Submit,
        steps: points.iter().map(step).collect(),
        reason: String::new(),
        values: bulk::Values::default(),
        dry_run: false,
    };
    bulk::bulk(app, &lead, sign).await.expect("signed");
    assert_eq!(
        code(remind::remind(app, &officer, &[one.id]).await),
        RefusalCode::State
    );
}

fn workbook(rows: &[[&str; 8]]) -> Vec<u8> {
    let header = [
        "编号",
        "问效点",
        "责任科室",
        "对应职责",
        "工作目标",
        "计量方式",
        "重要程度",
        "完成时限",
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in (0u32..).zip(std::iter::once(&header).chain(rows)) {
        for (column, cell) in (0u16..).zip(cells) {
            page.write(row, column, *cell).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

async fn a_workbook(engine: Engine) {
    let city = City::open(engine, "2023-03-10").await;
    city.plan_of_2023().await;
    let app = &city.app;
    let contact = city.person("dc.minzheng").await;
    let good = [
        "MINZHENG-01",
        "推进社会救助工作站建设",
        "",
        "1",
        "建成工作站13个",
        "数量指标",
        "4",
        "2023-09-30",
    ];
    let bad = [
        "MINZHENG-02",
        "开展宣传",
        "没有这个科",
        "1",
        "宣传到位率",
        "比率指标",
        "9",
        "2024-09-30",
    ];

    // Tried first: one row would do, the other says why not; nothing is written, also not when it is meant.
    let both = workbook(&[good, bad]);
    for dry_run in [true, false] {
        let report = import::import(app, &contact, 2023, &both, dry_run)
            .await
            .expect("answered");
        let outcomes: Vec<_> = report.lines.iter().map(|line| line.outcome).collect();
        assert_eq!(
            outcomes,
            [import::ImportOutcome::Created, import::ImportOutcome::Refused]
        );
        assert!(!report.done && !report.answer.bytes.is_empty());
        assert_eq!(points_of(&city, 2023).await, 0);
    }

    // The good row alone is taken, and the same sheet again changes nothing.
    let report = import::import(app, &contact, 2023, &workbook(&[good]), false)
        .await
        .expect("imported");
    assert!(report.done);
    assert_eq!(points_of(&city, 2023).await, 1);
    let again = import::import(app, &contact, 2023, &workbook(&[good]), false)
        .await
        .expect("imported");
    assert_eq!(again.lines[0].outcome, import::ImportOutcome::Unchanged);
    let mut changed = good;
    changed[6] = "5";
    let report = import::import(app, &contact, 2023, &workbook(&[changed]), false)
        .await
        .expect("imported");
    assert_eq!(report.lines[0].outcome, import::ImportOutcome::Updated);

    // What is exported can be read back without loss.
    let filter = PointFilter {
        year: Some(2023),
        ..Default::default()
    };
    let sort = PointSort::Code;
    let exported = remit_service::export::points(app, &contact, filter, sort, "全部")
        .await
        .expect("exported");
    let report = import::import(app, &contact, 2023, &exported.bytes, false)
        .await
        .expect("read back");
    assert_eq!(report.lines[0].outcome, import::ImportOutcome::Unchanged);

    // Another unit's code, and an unknown header.
    let mut foreign = good;
    foreign[0] = "JIAOTI-01";
    let report = import::import(app, &contact, 2023, &workbook(&[foreign]), true)
        .await
        .expect("answered");
    assert_eq!(
        report.lines[0].refusal.as_ref().map(|r| r.code),
        Some(RefusalCode::Scope)
    );
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (column, name) in (0u16..).zip([
        "编号",
        "问效点",
        "责任科室",
        "对应职责",
        "工作目标",
        "计量方式",
        "重要程度",
        "完成时限",
        "备注",
    ]) {
        page.write(0, column, name).expect("written");
    }
    let strange = book.save_to_buffer().expect("a workbook");
    assert_eq!(
        code(import::import(app, &contact, 2023, &strange, true).await),
        RefusalCode::Input
    );
}

/// Step 21: the year of the demo city has closed as §6.1 says.
async fn as_of(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    let all = point::Entity::find()
        .all(city.app.db.read())
        .await
        .expect("points");
    let ended = |outcome: PointOutcome| {
        all.iter()
            .filter(|point| point.outcome.is_some_and(|o| o.get() == outcome))
            .count()
    };
    assert_eq!(all.len(), 875);
    assert_eq!(
        [
            ended(PointOutcome::OnTime),
            ended(PointOutcome::LateMonth),
            ended(PointOutcome::Later),
            ended(PointOutcome::NotDone),
            ended(PointOutcome::Cancelled),
        ],
        [760, 62, 21, 20, 12]
    );
    let figures = remit_service::figures::count(&city.app, day("2023-03-31"), 2022)
        .await
        .expect("counted");
    let points = figures
        .figures
        .iter()
        .find(|figure| figure.key == "points")
        .expect("a figure");
    assert_eq!(points.value, "875");
    let chief = city.person("ol01").await;
    let left = remit_service::problem::leftover::report(&city.app, &chief)
        .await
        .expect("a report");
    let unexplained = left
        .iter()
        .filter(|row| row.point.is_some() && row.entry.explanation.is_none())
        .count();
    assert_eq!(
        (left.iter().filter(|row| row.point.is_some()).count(), unexplained),
        (20, 0)
    );
}

macro_rules! on_both {
    ($($name:ident => $story:ident,)+) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            for engine in [Engine::Sqlite, Engine::Postgres] {
                if remit_store::testing::wanted(engine) {
                    Box::pin($story(engine)).await;
                }
            }
        }
    )+ };
}

on_both! {
    points_are_written_signed_reviewed_and_enter_the_ledger_in_march => march,
    a_year_of_points_with_changes_claims_lateness_and_the_clock => the_year,
    many_points_are_edited_and_signed_at_once_or_not_at_all => many_at_once,
    a_workbook_is_tried_taken_and_repeated => a_workbook,
    the_year_of_the_demo_city_closed_as_described => as_of,
}
