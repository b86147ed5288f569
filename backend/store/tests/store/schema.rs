//! The migrations: up, down, up again; one schema on both engines; entities that fit it.

use std::collections::BTreeMap;

use remit_migrations::{count, down, pending, schema_dump, up};
use remit_store::testing::{TestDb, empty, fresh, wanted};
use remit_store::{Engine, entity, on_both_engines};
use sea_orm::{ConnectionTrait, DbBackend, EntityName, IdenStatic, Iterable, Statement};

use crate::fixture::{city, problem, raise};

/// Column → whether it may be null, by table.
type Columns = BTreeMap<String, BTreeMap<String, bool>>;

async fn columns(db: &TestDb) -> Columns {
    let (backend, sql) = match db.engine() {
        Engine::Sqlite => (
            DbBackend::Sqlite,
            "SELECT t.name, c.name, CASE WHEN c.\"notnull\" = 0 AND c.pk = 0 THEN 1 ELSE 0 END \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'seaql_migrations'",
        ),
        Engine::Postgres => (
            DbBackend::Postgres,
            "SELECT table_name::text, column_name::text, (CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END)::bigint \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'",
        ),
    };
    let mut tables = Columns::new();
    for row in db
        .read()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap()
    {
        let table: String = row.try_get_by_index(0).unwrap();
        let column: String = row.try_get_by_index(1).unwrap();
        let nullable: i64 = row.try_get_by_index(2).unwrap();
        tables.entry(table).or_default().insert(column, nullable == 1);
    }
    tables
}

fn declared<E: EntityName + Default>(
    columns: impl Iterator<Item = (String, bool)>,
) -> (String, BTreeMap<String, bool>) {
    (E::default().table_name().to_owned(), columns.collect())
}

macro_rules! declared {
    ($($table:ident),+ $(,)?) => {
        Columns::from([$({
            use sea_orm::ColumnTrait;
            declared::<entity::$table::Entity>(
                entity::$table::Column::iter().map(|column| (column.as_str().to_owned(), column.def().is_null())),
            )
        }),+])
    };
}

fn entities() -> Columns {
    declared!(
        account,
        activity_check,
        activity_event,
        activity_member,
        activity_share,
        activity_unit,
        finding,
        joint_activity,
        adjustment_event,
        adjustment_party,
        appeal,
        api_assertion,
        api_client,
        applicability,
        appointment,
        assessment_export,
        audit_record,
        ballot_credential,
        ballot_issue,
        ballot_response,
        campaign,
        campaign_cell,
        campaign_stratum,
        bad_rating_case,
        bad_rating_event,
        counter,
        consultation,
        consultation_party,
        coordination_case,
        case_party,
        case_opinion,
        case_citation,
        case_decision,
        follow_up_check,
        coordination_meeting,
        meeting_attendance,
        coordination_event,
        precedent_term,
        effectiveness_point,
        countermeasure,
        duty,
        duty_adjustment,
        duty_task_line,
        duty_task_list,
        escalation,
        expert_review,
        expert_session,
        evaluator_profile,
        extension,
        file_content,
        file_object,
        indicator,
        indicator_score,
        jurisdiction,
        ledger_entry,
        linkage_member,
        linkage_submission,
        linkage_window,
        list_change,
        list_trigger,
        notification,
        org,
        org_section,
        outbox,
        password_history,
        person,
        point_change,
        point_draw,
        point_duty,
        point_event,
        point_progress,
        point_verification,
        plan_event,
        plan_opinion,
        power_list_item,
        power_list_version,
        problem,
        problem_event,
        public_rating,
        push_sheet,
        rating_flag,
        rating_rollup,
        receipt_rollup,
        rectification,
        recusal,
        regime_node,
        regulation,
        reverification,
        role_grant,
        score_correction,
        score_run,
        score_trace,
        screening,
        session,
        session_member,
        staffing_proposal,
        suggestion,
        supervision_plan,
        unit_result,
        service_receipt,
        window_point,
        work_day,
        voice_window,
        leader_comment,
        mutual_ballot,
        mutual_mark,
        import_batch,
        appraisal_row,
        violation,
        violation_event,
    )
}

async fn tables(db: &TestDb) -> usize {
    columns(db).await.len()
}

on_both_engines! {
    async fn entities_fit_the_tables(db: TestDb) {
        assert_eq!(columns(&db).await, entities());
    }

    async fn down_undoes_everything_even_with_rows_in_it(db: TestDb) {
        city(&db).await;
        let mut merged = problem(2);
        (merged.state, merged.merged_into) =
            (remit_store::Text(remit_shared::problem::ProblemState::Merged), Some(problem(1).id));
        raise(&db, vec![problem(1), merged]).await;
        let before = columns(&db).await;
        down(db.writer()).await.unwrap();
        assert_eq!(tables(&db).await, 0);
        assert_eq!(pending(db.writer()).await.unwrap().len(), count());
        up(db.writer()).await.unwrap();
        up(db.writer()).await.unwrap();
        assert_eq!(columns(&db).await, before);
        assert!(pending(db.writer()).await.unwrap().is_empty());
        city(&db).await;
    }

    async fn an_empty_database_lacks_every_migration(db: TestDb) {
        let bare = empty(db.engine()).await.unwrap();
        assert_eq!(pending(bare.writer()).await.unwrap().len(), count());
        assert!(pending(db.writer()).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_together_take_turns() {
    if !wanted(Engine::Postgres) {
        return;
    }
    let bare = empty(Engine::Postgres).await.unwrap();
    let (one, two, three) = tokio::join!(up(bare.writer()), up(bare.writer()), up(bare.writer()));
    for node in [one, two, three] {
        node.unwrap();
    }
    assert!(pending(bare.writer()).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_one_schema() {
    if !wanted(Engine::Postgres) {
        return;
    }
    let sqlite = fresh(Engine::Sqlite).await.unwrap();
    let postgres = fresh(Engine::Postgres).await.unwrap();
    assert_eq!(columns(&sqlite).await, columns(&postgres).await);
    assert_eq!(indexes(&sqlite).await, indexes(&postgres).await);
}

async fn indexes(db: &TestDb) -> Vec<String> {
    let (backend, sql) = match db.engine() {
        Engine::Sqlite => (
            DbBackend::Sqlite,
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        ),
        Engine::Postgres => (
            DbBackend::Postgres,
            "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' \
             ORDER BY indexname COLLATE \"C\"",
        ),
    };
    let rows = db
        .read()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn the_dump_depends_on_the_migrations_only_and_is_checked_in() {
    let db = fresh(Engine::Sqlite).await.unwrap();
    let dump = schema_dump(db.read()).await.unwrap();
    down(db.writer()).await.unwrap();
    up(db.writer()).await.unwrap();
    assert_eq!(schema_dump(db.read()).await.unwrap(), dump);
    let checked_in = include_str!("../../../../migrations/schema.sql");
    assert_eq!(
        checked_in, dump,
        "migrations/schema.sql is out of date: run `cargo xtask generate`"
    );
}

#[tokio::test]
async fn every_index_begins_with_the_jurisdiction() {
    // Tables without a jurisdiction: found by what they belong to.
    const WITHOUT: [&str; 2] = ["ON jurisdiction ", "ON password_history "];
    let db = fresh(Engine::Sqlite).await.unwrap();
    let dump = schema_dump(db.read()).await.unwrap();
    let indexes: Vec<_> = dump.lines().filter(|line| line.contains("INDEX ")).collect();
    assert!(indexes.len() > 40);
    for index in indexes {
        let exempt = WITHOUT.iter().any(|table| index.contains(table));
        assert!(exempt || index.contains("(jurisdiction_id, "), "{index}");
    }
}
