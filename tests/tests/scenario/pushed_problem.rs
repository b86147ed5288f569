//! §9 step 8: a section pushes a problem, the unit rectifies it at once, the office closes it out (销号).

use remit_service::file::{self, Upload};
use remit_service::problem::{Step, answer, close_out, read, rectify, sheet, verify};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, ProblemState, Severity, SheetState, Urgency};
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

fn step(id: Uuid, version: i32) -> Step {
    Step { id, version }
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-05-12").await;
    let (section, officer) = (city.person("os05").await, city.person("ov01").await);
    let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
    let unit = city.org("市民政局").await;
    let app = &city.app;

    let evidence = Upload {
        name: "核对记录.txt".to_owned(),
        bytes: "清单与指南对照".into(),
        not_secret: true,
    };
    let evidence = file::upload(app, &section, evidence).await.expect("uploaded");

    // A section of the office writes a sheet, with evidence, and pushes it at once.
    let input = sheet::Write {
        existing: None,
        client_id: Uuid::from_u128(1),
        org: unit.id,
        matter: "殡葬服务事项办理指南与清单不一致".to_owned(),
        basis: "核对部门职责任务清单时发现，办理指南仍引用已调整的事项。".to_owned(),
        urgency: Urgency::Urgent,
        suggested_action: "修订办理指南".to_owned(),
        push: true,
        files: vec![evidence.id],
    };
    let pushed = sheet::write(app, &section, input.clone())
        .await
        .expect("the sheet is pushed");
    assert_eq!(pushed.state.get(), SheetState::Pushed);
    assert!(pushed.no.as_deref().is_some_and(|no| no.starts_with("TS-2023-")));
    let again = sheet::write(app, &section, input).await.expect("sent twice");
    assert_eq!(again.id, pushed.id, "the same client id is the same sheet");

    // The oversight section hears of it at once, receives it within a working day and converts it.
    let inbox = remit_service::notice::inbox::list(app, &officer, true, Slice::first(1))
        .await
        .expect("inbox");
    assert_eq!(inbox.rows[0].kind.get(), NoticeKind::SheetPushed);
    assert_eq!(inbox.rows[0].subject_id, Some(pushed.id));
    let received = sheet::receive(app, &officer, step(pushed.id, pushed.version))
        .await
        .expect("received");
    let convert = sheet::Convert {
        step: step(received.id, received.version),
        title: "殡葬服务办理指南修订不及时".to_owned(),
        category: ProblemCategory::ListOutdated,
        severity: Severity::Minor,
        not_duplicate: true,
    };
    let (converted, raised) = sheet::convert(app, &officer, convert).await.expect("converted");
    assert_eq!(
        (converted.state.get(), raised.state.get()),
        (SheetState::Converted, ProblemState::Raised)
    );

    // It is verified and assigned; a sheet goes to the unit.
    let taken = verify::take(app, &officer, step(raised.id, raised.version))
        .await
        .expect("taken");
    let assign = verify::Assign {
        step: step(taken.id, taken.version),
        severity: Severity::Minor,
        section: None,
        suggested_action: "5个工作日内修订办理指南".to_owned(),
        files: Vec::new(),
    };
    let assigned = verify::assign(app, &officer, assign).await.expect("assigned");
    assert_eq!(assigned.state.get(), ProblemState::Assigned);

    // The unit's contact accepts to rectify at once; its lead submits with evidence.
    let accepted = answer::accept_now(
        app,
        &contact,
        step(assigned.id, assigned.version),
        "三日内修订完毕",
    )
    .await;
    let accepted = accepted.expect("accepted");
    assert_eq!(accepted.state.get(), ProblemState::Immediate);
    let proof = Upload {
        name: "新版指南.txt".to_owned(),
        bytes: "修订后的办理指南".into(),
        not_secret: true,
    };
    let proof = file::upload(app, &lead, proof).await.expect("uploaded");
    city.clock.go_to("2023-05-16");
    let submitted = rectify::submit(
        app,
        &lead,
        step(accepted.id, accepted.version),
        "办理指南已修订并公布。",
        &[proof.id],
    )
    .await;
    let submitted = submitted.expect("submitted");

    // Another officer re-verifies and closes it out with the next close-out number.
    let second = city.person("ov02").await;
    let taken = rectify::take_reverification(app, &second, step(submitted.id, submitted.version))
        .await
        .expect("taken");
    let closed = close_out::close_out(app, &second, step(taken.id, taken.version), false, "已核对")
        .await
        .expect("closed");
    assert_eq!(closed.state.get(), ProblemState::Closed);
    assert!(
        closed
            .close_no
            .as_deref()
            .is_some_and(|no| no.starts_with("XH-2023-"))
    );

    // The section is told, and its sheet is done.
    let sheets = read::reader(app, &section, Capability::PushRead)
        .await
        .expect("a reader");
    let sheet = read::sheet(app, &sheets, pushed.id)
        .await
        .expect("read")
        .expect("in scope");
    assert_eq!(sheet.state.get(), SheetState::Done);
    let told = remit_service::notice::inbox::list(app, &section, true, Slice::first(20))
        .await
        .expect("inbox");
    assert!(
        told.rows
            .iter()
            .any(|row| row.kind.get() == NoticeKind::SheetDone),
        "the section hears of the end"
    );

    // A month later it is back: reopened into the ledger, rectified again, and closed out under a number of its own.
    city.clock.go_to("2023-06-19");
    let leader = city.person("ol01").await;
    let found = Upload {
        name: "窗口检查记录.txt".to_owned(),
        bytes: "窗口仍在发放旧版指南".into(),
        not_secret: true,
    };
    let found = file::upload(app, &leader, found).await.expect("uploaded");
    let reopened = close_out::reopen(
        app,
        &leader,
        step(closed.id, closed.version),
        "窗口仍在发放旧版指南",
        &[found.id],
    )
    .await;
    let reopened = reopened.expect("reopened");
    let proof = Upload {
        name: "旧版指南清退记录.txt".to_owned(),
        bytes: "旧版指南已全部收回".into(),
        not_secret: true,
    };
    let proof = file::upload(app, &lead, proof).await.expect("uploaded");
    let submitted = rectify::submit(
        app,
        &lead,
        step(reopened.id, reopened.version),
        "旧版指南已收回。",
        &[proof.id],
    )
    .await;
    let submitted = submitted.expect("submitted again");
    let taken = rectify::take_reverification(app, &second, step(submitted.id, submitted.version))
        .await
        .expect("taken again");
    let again = close_out::close_out(app, &second, step(taken.id, taken.version), false, "已核对")
        .await
        .expect("closed again");
    assert!(again.close_no.is_some() && again.close_no != closed.close_no);

    // Everything still adds up: the first number is kept by the history, so the series has no gap.
    let report = remit_service::integrity::check(app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn a_pushed_problem_is_rectified_and_closed_out_on_sqlite() {
    Box::pin(story(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_pushed_problem_is_rectified_and_closed_out_on_postgres() {
    if remit_store::testing::wanted(Engine::Postgres) {
        Box::pin(story(Engine::Postgres)).await;
    }
}
