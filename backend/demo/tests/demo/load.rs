//! The load, on both engines.

use remit_demo::{
    DemoClock, DemoError, LoadOptions, Ratings, SEED, generate, is_loaded, jurisdiction_id, load,
};
use remit_store::entity;
use sea_orm::EntityTrait;
use serde::Serialize;

fn options() -> LoadOptions {
    LoadOptions {
        password_hash: "hash".to_owned(),
        ratings: Ratings::None,
    }
}

/// Rows in an order that both sides share.
fn sorted<T: Serialize>(rows: &[T]) -> Vec<String> {
    let mut rows: Vec<String> = rows
        .iter()
        .map(|row| serde_json::to_string(row).unwrap())
        .collect();
    rows.sort_unstable();
    rows
}

macro_rules! assert_stored {
    ($db:ident, $($table:ident: $rows:expr),+ $(,)?) => { $(
        let stored = entity::$table::Entity::find().all($db.read()).await.unwrap();
        assert_eq!(sorted(&stored), sorted(&$rows), stringify!($table));
    )+ };
}

remit_store::on_both_engines! {
    async fn every_row_comes_back_as_it_was_made(db: TestDb) {
        let report = load(&db, &options()).await.unwrap();
        let city = generate(SEED, "hash").unwrap();
        assert_eq!(report.tables, city.counts());
        assert_eq!(report.rows(), city.counts().iter().map(|(_, rows)| rows).sum::<usize>());
        let people: Vec<_> = city.leaders.iter().chain(&city.persons).cloned().collect();
        assert_stored!(db,
            jurisdiction: city.jurisdictions, person: people, org: city.orgs, org_section: city.sections,
            account: city.accounts, role_grant: city.grants, appointment: city.appointments,
            window_point: city.windows, work_day: city.work_days, regime_node: city.regime, problem: city.problems,
            problem_event: city.events, push_sheet: city.sheets, rectification: city.rectifications,
            extension: city.extensions, reverification: city.reverifications, escalation: city.escalations,
            evaluator_profile: city.evaluators, campaign: city.campaigns, campaign_stratum: city.strata,
            ballot_issue: city.issues, ballot_credential: city.credentials, ballot_response: city.responses,
            campaign_cell: city.cells, ledger_entry: city.entries, file_content: city.contents, file_object: city.files,
            notification: city.notifications, audit_record: city.audit, counter: city.counters,
        );
    }

    async fn it_is_loaded_once(db: TestDb) {
        assert!(!is_loaded(&db).await.unwrap());
        load(&db, &options()).await.unwrap();
        assert!(is_loaded(&db).await.unwrap());
        assert!(matches!(load(&db, &options()).await, Err(DemoError::Loaded)));
    }

    async fn numbering_goes_on_where_the_history_ends(db: TestDb) {
        load(&db, &options()).await.unwrap();
        let city = generate(SEED, "hash").unwrap();
        let last = |name: &str| city.counters.iter().find(|row| row.name == name).map_or(0, |row| row.value);
        let tx = db.write(jurisdiction_id()).await.unwrap();
        assert_eq!(tx.change_seq(), last("change") + 1);
        for name in ["problem:2022", "sheet:2022", "close:2022", "close:2023", "problem:2023"] {
            assert_eq!(tx.next_number(name).await.unwrap(), last(name) + 1, "{name}");
        }
        tx.rollback().await.unwrap();
    }

    async fn the_clock_starts_with_the_data_and_goes_on_after_the_last_act(db: TestDb) {
        assert_eq!(DemoClock::resume(&db).await.unwrap(), DemoClock::fresh());
        load(&db, &options()).await.unwrap();
        assert_eq!(DemoClock::resume(&db).await.unwrap(), DemoClock::fresh());
        let mut record = generate(SEED, "hash").unwrap().audit.remove(0);
        record.seq = 2;
        record.id = uuid::Uuid::nil();
        record.at = DemoClock::fresh().start() + chrono::Duration::hours(30);
        let tx = db.write(jurisdiction_id()).await.unwrap();
        remit_store::audit::append(&tx, record.clone()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(DemoClock::resume(&db).await.unwrap().start(), record.at);
    }
}
