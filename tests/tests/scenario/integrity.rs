//! The demo city passes every check, and a tampered record is caught (§9 step 26).

use remit_store::Engine;
use remit_tests::City;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

async fn engines(test: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            test(engine).await;
        }
    }
}

#[tokio::test]
async fn the_demo_city_adds_up() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let report = remit_service::integrity::check(&city.app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, [], "{engine:?}");
        assert!(
            report.looked_at.contains(&("problem", 32)),
            "{:?}",
            report.looked_at
        );
    })
    .await;
}

#[tokio::test]
async fn one_altered_audit_record_is_detected() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let officer = city.person("ov01").await;
        for _ in 0..3 {
            // Refused attempts are audited too; they make the chain longer.
            let nothing = remit_service::problem::Step {
                id: uuid::Uuid::nil(),
                version: 1,
            };
            remit_service::problem::verify::take(&city.app, &officer, nothing)
                .await
                .expect_err("no such problem");
        }
        let records = remit_store::entity::audit_record::Entity::find()
            .count(city.app.db.read())
            .await
            .expect("counted");
        assert!(records >= 3);
        let writer = city.app.db.writer();
        let alter = "UPDATE audit_record SET actor_label = 'somebody else' WHERE seq = 2";
        writer
            .execute_unprepared(alter)
            .await
            .expect_err("the log is append-only");
        let drop = match engine {
            Engine::Sqlite => "DROP TRIGGER audit_record_refuse_update",
            Engine::Postgres => "ALTER TABLE audit_record DISABLE TRIGGER USER",
        };
        writer
            .execute_unprepared(drop)
            .await
            .expect("the superuser takes the guard away");
        writer.execute_unprepared(alter).await.expect("altered");
        let report = remit_service::integrity::check(&city.app)
            .await
            .expect("the check runs");
        assert!(
            report
                .findings
                .iter()
                .any(|finding| finding.rule == "audit.chain" && finding.record == "#2"),
            "{report:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_figures_of_the_year_are_counted() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let lead = city.person("ol01").await;
        let figures = remit_service::figures::year(&city.app, &lead, 2022)
            .await
            .expect("figures");
        let value = |key: &str| {
            figures
                .figures
                .iter()
                .find(|figure| figure.key == key)
                .map(|figure| figure.value.as_str())
        };
        assert_eq!(value("regime"), Some("2 / 3 / 3 / 3"));
        assert_eq!(value("coverage"), Some("100 %(50/50)"));
        assert_eq!(value("activityProblems"), Some("2 / 8"));
        assert_eq!(value("panel"), Some("14 / 84 / 13"));
        assert_eq!(value("panelSources"), Some("4"));
        assert_eq!(value("suggestions"), Some("39 / 21"));
        assert_eq!(value("pushedAndSolved"), Some("3"));
        assert_eq!(value("solvedCases"), Some("6"));
    })
    .await;
}
