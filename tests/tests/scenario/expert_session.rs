//! K14: an evaluation with blind reviews; recused experts cannot review, and nobody sees others' grades before all
//! are in (R3, R9).

use remit_service::panel::appointment::read as appointments;
use remit_service::panel::recusal;
use remit_service::panel::session::{hold, plan, read, review};
use remit_service::problem::Step;
use remit_service::rows::{AppointmentFilter, AppointmentRow, AppointmentSort};
use remit_shared::notice::NoticeKind;
use remit_shared::panel::{
    AppointmentKind, ReviewGrade, ReviewState, SessionKind, SessionState, SessionSubject,
};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

async fn engines(test: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(test(engine)).await;
        }
    }
}

async fn experts(city: &City) -> Vec<AppointmentRow> {
    let ov = city.person("ov01").await;
    let filter = AppointmentFilter {
        kind: Some(AppointmentKind::Expert),
        ..AppointmentFilter::default()
    };
    let page = appointments::list(&city.app, &ov, &filter, AppointmentSort::Letter, Slice::first(20)).await;
    page.expect("experts").rows
}

#[tokio::test]
async fn reviews_are_blind_until_all_are_in_and_the_recused_do_not_review() {
    engines(async |engine| {
        let city = City::open(engine, "2023-06-20").await;
        let app = &city.app;
        let ov = city.person("ov01").await;
        let unit = city.org("市商务局").await;
        let people = experts(&city).await;
        let code = |failure: remit_service::failure::Failure| failure.refusal().map(|refusal| refusal.code);

        // The first expert once worked for the unit.
        let recused = recusal::record(
            app,
            &ov,
            people[0].appointment.id,
            unit.id,
            "两年前曾在该单位任职",
        )
        .await
        .expect("recorded");
        let twice = recusal::record(app, &ov, people[0].appointment.id, unit.id, "再次登记")
            .await
            .expect_err("known");
        assert_eq!(code(twice), Some(RefusalCode::Dup));
        let input = plan::Plan {
            client_id: Uuid::from_u128(1),
            kind: SessionKind::Evaluation,
            subject: SessionSubject::Points,
            title: "2023年上半年部门运行情况评价".to_owned(),
            materials: "抽样问效点进展材料。".to_owned(),
            place: "三楼会议室".to_owned(),
            held_on: "2023-06-27".parse().expect("a day"),
            experts: people[..4].iter().map(|row| row.appointment.id).collect(),
            units: vec![unit.id],
        };
        let mut bare = input.clone();
        bare.units.clear();
        assert_eq!(
            code(plan::plan(app, &ov, bare).await.expect_err("no unit")),
            Some(RefusalCode::Input)
        );
        let session = plan::plan(app, &ov, input.clone()).await.expect("planned");
        assert_eq!(
            plan::plan(app, &ov, input).await.expect("sent twice").id,
            session.id
        );

        let mut ctx = Vec::new();
        for n in 1..=4 {
            ctx.push(city.person(&format!("ex{n:02}")).await);
        }
        let inbox = remit_service::notice::inbox::list(app, &ctx[1], true, Slice::first(9))
            .await
            .expect("inbox");
        assert!(
            inbox
                .rows
                .iter()
                .any(|row| row.kind.get() == NoticeKind::SessionPlanned)
        );
        assert!(
            read::owed(app, &ctx[0], 9).await.expect("owed").is_empty(),
            "the recused expert owes nothing"
        );
        let outsider = city.person("ex09").await;
        assert!(
            read::one(app, &outsider, session.id)
                .await
                .expect("read")
                .is_none(),
            "R3"
        );

        let seen = async |who: &remit_service::context::OpCtx, state| {
            let found = read::reviews(app, who, &[(session.id, state)])
                .await
                .expect("reviews");
            found.into_values().next().unwrap_or_default()
        };
        let all = seen(&ov, SessionState::Planned).await;
        let blocked = all
            .iter()
            .find(|one| one.row.person_id == people[0].person.id)
            .expect("a review");
        assert_eq!(blocked.row.state.get(), ReviewState::Recused);
        let forced = review::Review {
            step: Step {
                id: blocked.row.id,
                version: blocked.row.version,
            },
            grade: Some(ReviewGrade::Good),
            opinion: "我来评一评".to_owned(),
            declares: false,
        };
        assert_eq!(
            code(
                review::write(app, &ctx[0], forced.clone())
                    .await
                    .expect_err("recused")
            ),
            Some(RefusalCode::Conflict)
        );
        assert_eq!(
            code(review::write(app, &ctx[1], forced).await.expect_err("another's")),
            Some(RefusalCode::NotFound)
        );

        // Two hand in; neither the third nor the office sees a grade.
        let write = async |n: usize, grade, opinion: &str| {
            let (owed, _) = read::owed(app, &ctx[n], 9)
                .await
                .expect("owed")
                .into_iter()
                .next()
                .expect("one");
            let input = review::Review {
                step: Step {
                    id: owed.id,
                    version: owed.version,
                },
                grade: Some(grade),
                opinion: opinion.to_owned(),
                declares: false,
            };
            review::write(app, &ctx[n], input).await
        };
        write(1, ReviewGrade::Excellent, "履职规范、成效明显。")
            .await
            .expect("handed in");
        city.clock.go_to("2023-06-27");
        let persons: Vec<Uuid> = people[..4].iter().map(|row| row.person.id).collect();
        let held = hold::hold(
            app,
            &ov,
            Step {
                id: session.id,
                version: session.version,
            },
            "与会专家逐项评议。",
            &persons,
        )
        .await
        .expect("held");
        assert_eq!(held.state.get(), SessionState::Held);
        write(2, ReviewGrade::Poor, "跨部门配合不到位。")
            .await
            .expect("handed in");
        for who in [&ov, &ctx[3]] {
            let open = seen(who, SessionState::Held).await;
            let others: Vec<_> = open.iter().filter(|one| !one.own).collect();
            assert!(!others.is_empty());
            assert!(
                others
                    .iter()
                    .all(|one| one.row.grade.is_none() && one.row.opinion.is_empty() && !one.shown)
            );
        }

        // The last one opens all of them and closes the session; it cannot be written again.
        write(3, ReviewGrade::Good, "总体良好。")
            .await
            .expect("handed in");
        let closed = read::one(app, &ov, session.id)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(closed.state.get(), SessionState::Closed);
        let open = seen(&ov, SessionState::Closed).await;
        let grades = open.iter().filter_map(|one| one.row.grade).count();
        assert_eq!(grades, 3);
        let own = open
            .iter()
            .find(|one| one.row.person_id == people[1].person.id)
            .expect("a review");
        let twice = review::Review {
            step: Step {
                id: own.row.id,
                version: own.row.version,
            },
            grade: Some(ReviewGrade::Poor),
            opinion: "改评".to_owned(),
            declares: false,
        };
        assert_eq!(
            code(review::write(app, &ctx[1], twice).await.expect_err("twice")),
            Some(RefusalCode::State)
        );
        assert!(
            seen(&ctx[0], SessionState::Closed)
                .await
                .iter()
                .all(|one| one.row.person_id == people[0].person.id),
            "the recused expert sees nothing of the unit"
        );
        let lifted = recusal::lift(
            app,
            &ov,
            Step {
                id: recused.id,
                version: recused.version,
            },
            "满三年",
        )
        .await
        .expect("lifted");
        assert!(lifted.ends_on.is_some());
        let report = remit_service::integrity::check(app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, []);
    })
    .await;
}
