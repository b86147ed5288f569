//! §9 step 3: nominations, letters, terms that may not overlap, the clock, and the hat that ends with the post.

use chrono::NaiveDate;
use remit_service::panel::appointment::{decide, nominate, read};
use remit_service::panel::jobs::run_due;
use remit_service::problem::Step;
use remit_service::rows::{AppointmentFilter, AppointmentRow, AppointmentSort};
use remit_shared::identity::{GrantState, Role};
use remit_shared::notice::NoticeKind;
use remit_shared::panel::AppointmentKind::{Expert, InfoOfficer};
use remit_shared::panel::SourceKind::{News, OversightDept, Town, University};
use remit_shared::panel::{AppointmentState as S, DismissReason};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::entity::{account, role_grant};
use remit_store::page::Slice;
use remit_tests::City;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

async fn engines(test: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(test(engine)).await;
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn step(row: &AppointmentRow) -> Step {
    Step {
        id: row.appointment.id,
        version: row.appointment.version,
    }
}

fn officer(town: Uuid, name: &str, from: &str, to: &str) -> nominate::Nominate {
    nominate::Nominate {
        kind: InfoOfficer,
        source_org: town,
        name: name.to_owned(),
        post: "党政办公室工作人员".to_owned(),
        field: "民生保障".to_owned(),
        term: (day(from), day(to)),
        consent: true,
    }
}

async fn hats(city: &City, login: &str, role: Role) -> Vec<GrantState> {
    let conn = city.app.db.read();
    let account = account::Entity::find()
        .filter(account::Column::Login.eq(login))
        .one(conn)
        .await
        .expect("read")
        .expect("an account");
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account.id))
        .all(conn)
        .await
        .expect("read");
    grants
        .into_iter()
        .filter(|grant| grant.role.get() == role)
        .map(|grant| grant.state.get())
        .collect()
}

#[tokio::test]
async fn the_lead_appoints_with_letters_and_terms_do_not_overlap() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let app = &city.app;
        let (ov, ol) = (city.person("ov01").await, city.person("ol01").await);
        let code = |failure: remit_service::failure::Failure| failure.refusal().map(|refusal| refusal.code);

        // The counts by the four kinds of bodies are those of §6.1.
        let mut counts = std::collections::BTreeMap::new();
        for (kind, source, count) in read::counts(app, &ol, None).await.expect("counts") {
            counts.insert((kind, source), count);
        }
        let count = |kind, source| counts.get(&(kind, source)).copied().unwrap_or_default();
        assert_eq!(
            [OversightDept, University, News, Town].map(|source| count(Expert, source)),
            [5, 5, 4, 0]
        );
        assert_eq!(
            [OversightDept, University, News, Town].map(|source| count(InfoOfficer, source)),
            [2, 2, 2, 78]
        );

        // A second, overlapping term of a person is refused, before and at the approval; nothing is written.
        let town = city.org("密州街道").await;
        let again = officer(town.id, "信息员-密州街道-01", "2023-04-01", "2026-03-31");
        let refusal = nominate::nominate(app, &ov, again).await.expect_err("overlap");
        assert_eq!(code(refusal), Some(RefusalCode::Dup));
        let filter = AppointmentFilter::default();
        let all = read::list(
            app,
            &ov,
            &filter,
            AppointmentSort::Letter,
            Slice::first(1).counted(),
        )
        .await
        .expect("all");
        assert_eq!(all.total, Some(98));

        // A newcomer is nominated, appointed with the next letter number, and active when the term begins.
        let nominated = nominate::nominate(
            app,
            &ov,
            officer(town.id, "信息员-密州街道-07", "2023-04-03", "2026-04-02"),
        )
        .await
        .expect("nominated");
        assert_eq!(
            (
                nominated.appointment.state.get(),
                nominated.appointment.letter_no.as_str()
            ),
            (S::Nominated, "")
        );
        assert_eq!(
            code(
                decide::approve(app, &ol, step(&nominated), " ")
                    .await
                    .expect_err("no letter")
            ),
            Some(RefusalCode::Basis)
        );
        let used = "诸编办聘〔2022〕001号";
        assert_eq!(
            code(
                decide::approve(app, &ol, step(&nominated), used)
                    .await
                    .expect_err("used")
            ),
            Some(RefusalCode::Dup)
        );
        let letter = read::next_letter(app, &ol).await.expect("a number");
        assert_eq!(letter, "诸编办聘〔2023〕001号");
        let appointed = decide::approve(app, &ol, step(&nominated), &letter)
            .await
            .expect("appointed");
        assert_eq!(appointed.appointment.state.get(), S::Appointed);
        assert_eq!(
            run_due(app, &city.nobody()).await.expect("clock"),
            0,
            "the term has not begun"
        );
        city.clock.go_to("2023-04-03");
        assert_eq!(run_due(app, &city.nobody()).await.expect("clock"), 1);
        assert_eq!(
            run_due(app, &city.nobody()).await.expect("clock"),
            0,
            "safe to repeat"
        );
        let active = read::one(app, &ol, nominated.appointment.id)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(active.appointment.state.get(), S::Active);

        // A town's contact nominates for the own town only, and no experts.
        let conn = app.db.read();
        let grant = role_grant::Entity::find()
            .filter(role_grant::Column::Role.eq("DC"))
            .filter(role_grant::Column::OrgId.eq(town.id))
            .one(conn)
            .await
            .expect("read")
            .expect("a town contact");
        let mut contact = city.person("io.mizhou01").await;
        let actor = contact.actor.as_mut().expect("an actor");
        (actor.role, actor.org_id, actor.units, actor.grant_id) =
            (Role::Dc, grant.org_id, vec![town.id], grant.id);
        nominate::nominate(
            app,
            &contact,
            officer(town.id, "信息员-密州街道-08", "2023-05-01", "2024-04-30"),
        )
        .await
        .expect("own town");
        let other = city.org("龙都街道").await;
        let foreign = nominate::nominate(
            app,
            &contact,
            officer(other.id, "信息员-龙都街道-07", "2023-05-01", "2024-04-30"),
        )
        .await;
        assert_eq!(code(foreign.expect_err("another town")), Some(RefusalCode::Scope));
        let mut expert = officer(town.id, "监管专家-15", "2023-05-01", "2024-04-30");
        expert.kind = Expert;
        assert_eq!(
            code(
                nominate::nominate(app, &contact, expert)
                    .await
                    .expect_err("an expert")
            ),
            Some(RefusalCode::Scope)
        );
        let long = officer(town.id, "信息员-密州街道-09", "2023-05-01", "2026-05-01");
        assert_eq!(
            code(nominate::nominate(app, &ov, long).await.expect_err("too long")),
            Some(RefusalCode::Limit)
        );
        let report = remit_service::integrity::check(app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, []);
    })
    .await;
}

async fn named(city: &City, name: &str) -> AppointmentRow {
    let ol = city.person("ol01").await;
    let filter = AppointmentFilter {
        text: Some(name.to_owned()),
        ..AppointmentFilter::default()
    };
    let page = read::list(&city.app, &ol, &filter, AppointmentSort::Letter, Slice::first(9))
        .await
        .expect("list");
    page.rows.into_iter().next().expect("an appointee of this name")
}

#[tokio::test]
async fn the_hat_ends_with_the_post_and_with_the_term() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let app = &city.app;
        let ol = city.person("ol01").await;
        let code = |failure: remit_service::failure::Failure| failure.refusal().map(|refusal| refusal.code);

        // Left the post: the role grant ends the same day, and so does the right to report.
        let row = named(&city, "信息员-贾悦镇-02").await;
        let reasonless = decide::dismiss(app, &ol, step(&row), Some(DismissReason::LeftPost), " ").await;
        assert_eq!(code(reasonless.expect_err("no facts")), Some(RefusalCode::Reason));
        assert_eq!(hats(&city, "io.jiayue02", Role::Io).await, [GrantState::Active]);
        let gone = decide::dismiss(
            app,
            &ol,
            step(&row),
            Some(DismissReason::LeftPost),
            "已调离贾悦镇。",
        )
        .await
        .expect("dismissed");
        assert_eq!(
            (gone.appointment.state.get(), gone.appointment.ended_on),
            (S::Dismissed, Some(day("2023-03-31")))
        );
        assert_eq!(hats(&city, "io.jiayue02", Role::Io).await, [GrantState::Revoked]);
        let input = remit_service::panel::suggestion::submit::Submit {
            client_id: Uuid::from_u128(7),
            about: None,
            text: "任期结束后仍提交的意见建议。".to_owned(),
            files: Vec::new(),
        };
        let officer = city.person("io.jiayue02").await;
        let refusal = remit_service::panel::suggestion::submit::submit(app, &officer, input)
            .await
            .expect_err("no term");
        assert_eq!(code(refusal), Some(RefusalCode::State));

        // 30 days before the end the office is reminded once; one is renewed, the others expire.
        let renewed = named(&city, "信息员-密州街道-02").await;
        let early = decide::renew(
            app,
            &ol,
            step(&renewed),
            day("2028-02-28"),
            "诸编办聘〔2025〕001号",
        )
        .await;
        assert_eq!(code(early.expect_err("too early")), Some(RefusalCode::Early));
        city.clock.go_to("2025-01-29");
        assert_eq!(run_due(app, &city.nobody()).await.expect("clock"), 97);
        assert_eq!(run_due(app, &city.nobody()).await.expect("clock"), 0);
        let inbox = remit_service::notice::inbox::list(app, &ol, true, Slice::first(200))
            .await
            .expect("inbox");
        assert_eq!(
            inbox
                .rows
                .iter()
                .filter(|row| row.kind.get() == NoticeKind::AppointmentEnding)
                .count(),
            97
        );
        let renewed = named(&city, "信息员-密州街道-02").await;
        let further = decide::renew(
            app,
            &ol,
            step(&renewed),
            day("2028-02-28"),
            "诸编办聘〔2025〕001号",
        )
        .await
        .expect("renewed");
        assert_eq!(
            (further.appointment.state.get(), further.appointment.renews),
            (S::Appointed, Some(renewed.appointment.id))
        );
        city.clock.go_to("2025-03-01");
        assert_eq!(
            run_due(app, &city.nobody()).await.expect("clock"),
            98,
            "97 end, one begins"
        );
        assert_eq!(hats(&city, "io.mizhou02", Role::Io).await, [GrantState::Active]);
        for name in ["信息员-密州街道-03", "监管专家-01"] {
            let ended = named(&city, name).await.appointment;
            assert_eq!(
                (ended.state.get(), ended.ended_on),
                (S::Expired, Some(ended.term_to))
            );
        }
        // Hats of a term end with its last day by themselves; the security administrator hears of the further term.
        let security = city.person("se01").await;
        let inbox = remit_service::notice::inbox::list(app, &security, true, Slice::first(200)).await;
        let begun =
            |row: &&remit_service::rows::notification::Model| row.kind.get() == NoticeKind::AppointmentBegun;
        assert_eq!(inbox.expect("inbox").rows.iter().filter(begun).count(), 1);
        let report = remit_service::integrity::check(app)
            .await
            .expect("the check runs");
        assert!(
            !report
                .findings
                .iter()
                .any(|finding| finding.rule.starts_with("appointment")),
            "{:?}",
            report.findings
        );
    })
    .await;
}
