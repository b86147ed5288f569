//! The registry, coverage, figures, the calendar and appointments.

use remit_shared::identity::Role;
use remit_shared::organisation::OrgKind;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemSource, ProblemState};
use remit_store::entity::{appointment, org, work_day};
use remit_store::organisation::{OrgFilter, OrgSort};
use remit_store::page::Page;
use remit_store::panel::appointment as appointments;
use remit_store::panel::{AppointmentFilter, AppointmentRow, AppointmentSort};
use remit_store::problem::Horizon;
use remit_store::testing::TestDb;
use remit_store::{Slice, Text, calendar, figures, on_both_engines, organisation, row};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::fixture::{
    CITY, CIVIL_AFFAIRS, CIVIL_SECTION, EMERGENCY, OFFICER, REPORTER, actor, at, city, day, id, office,
    org as an_org, problem, raise, unit, write,
};

const HORIZON: Horizon = Horizon {
    today: day_of(18),
    soon: day_of(23),
};

const fn day_of(day: u32) -> chrono::NaiveDate {
    match chrono::NaiveDate::from_ymd_opt(2022, 5, day) {
        Some(day) => day,
        None => chrono::NaiveDate::MIN,
    }
}

async fn add(db: &TestDb, orgs: Vec<org::Model>) {
    let tx = write(db).await;
    row::insert_all(&tx, orgs).await.unwrap();
    tx.commit().await.unwrap();
}

fn unsupervised(n: u128, name: &str, kind: OrgKind) -> org::Model {
    let mut row = an_org(id(n), &format!("X{n}"), name, i32::try_from(n).unwrap());
    (row.kind, row.supervised, row.ranking_group) = (Text(kind), false, None);
    row
}

fn appointed(
    n: u128,
    kind: AppointmentKind,
    source_kind: SourceKind,
    until: chrono::NaiveDate,
) -> appointment::Model {
    appointment::Model {
        id: id(n),
        jurisdiction_id: CITY,
        person_id: if n == 1 { REPORTER } else { OFFICER },
        kind: Text(kind),
        source_org_id: CIVIL_AFFAIRS,
        source_kind: Text(source_kind),
        field: "机构编制".to_owned(),
        term_from: day(3, 1),
        term_to: until,
        letter_no: format!("诸编聘〔2022〕{n}号"),
        state: Text(AppointmentState::Active),
        nominated_by: None,
        approved_by: None,
        approved_on: None,
        renews: None,
        reminded_on: None,
        ended_on: None,
        end_reason: None,
        end_note: None,
        created_at: at(3, 1),
        created_by: None,
        updated_at: at(3, 1),
        version: 0,
        change_seq: 0,
    }
}

async fn page(db: &TestDb, scope: &remit_shared::policy::Scope) -> Page<AppointmentRow> {
    let (filter, slice) = (AppointmentFilter::default(), Slice::first(9).counted());
    appointments::page(db.read(), scope, &filter, AppointmentSort::Letter, slice)
        .await
        .unwrap()
}

on_both_engines! {
    async fn the_registry_is_listed_with_counts_in_a_fixed_number_of_statements(db: TestDb) {
        city(&db).await;
        let mut late = problem(2);
        late.step_due_on = Some(day(5, 17));
        raise(&db, vec![problem(1), late]).await;
        let registry = unit(Capability::RegistryRead, EMERGENCY);
        let problems = office(Capability::ProblemRead);
        let before = db.statements();
        let page = organisation::page(
            db.read(), &registry, Some((&problems, HORIZON)), &OrgFilter::default(), OrgSort::OpenProblems,
            Slice::first(9).counted(),
        ).await.unwrap();
        assert_eq!(db.statements(), before + 3);
        assert_eq!(page.total, Some(2));
        assert_eq!(page.rows[0].org.id, CIVIL_AFFAIRS);
        let counts = page.rows[0].counts.unwrap();
        assert_eq!((counts.open, counts.closed, counts.overdue), (2, 0, 1));
        assert_eq!(page.rows[1].counts.map(|counts| counts.open), Some(0));

        // Another unit learns the names, not the numbers.
        let own = unit(Capability::ProblemRead, EMERGENCY);
        let page = organisation::page(
            db.read(), &registry, Some((&own, HORIZON)), &OrgFilter::default(), OrgSort::Registry, Slice::first(9),
        ).await.unwrap();
        assert_eq!(page.rows[0].counts.map(|counts| counts.open), Some(0));
    }

    async fn the_registry_narrows_and_sorts(db: TestDb) {
        city(&db).await;
        let mut gone = unsupervised(5, "市原粮食局", OrgKind::GovDept);
        gone.valid_to = Some(day(2, 1));
        add(&db, vec![unsupervised(3, "龙都街道", OrgKind::Subdistrict), gone]).await;
        let scope = office(Capability::RegistryRead);
        let names = |filter: OrgFilter, sort| {
            let (db, scope) = (db.read(), &scope);
            async move {
                let page = organisation::page(db, scope, None, &filter, sort, Slice::first(9)).await.unwrap();
                page.rows.into_iter().map(|row| row.org.name).collect::<Vec<_>>()
            }
        };
        let towns = OrgFilter { kinds: vec![OrgKind::Subdistrict], ..OrgFilter::default() };
        assert_eq!(names(towns, OrgSort::Name).await, ["龙都街道"]);
        let today = OrgFilter { on: Some(day(5, 12)), supervised: Some(false), ..OrgFilter::default() };
        assert_eq!(names(today, OrgSort::Registry).await, ["龙都街道"]);
        let text = OrgFilter { text: Some("应急".into()), ..OrgFilter::default() };
        assert_eq!(names(text, OrgSort::Name).await, ["市应急管理局"]);
        let all = names(OrgFilter::default(), OrgSort::Name).await;
        let mut sorted = all.clone();
        sorted.sort();
        assert_eq!(all, sorted, "names sort by their characters on both engines");
    }

    async fn a_grant_opens_the_predecessors_even_of_a_circle(db: TestDb) {
        city(&db).await;
        let mut merged = an_org(id(1), "OLD1", "原民政一局", 8);
        merged.successor_id = Some(CIVIL_AFFAIRS);
        let mut older = an_org(id(2), "OLD2", "原民政二局", 9);
        older.successor_id = Some(id(1));
        add(&db, vec![merged, older]).await;
        let mut units = organisation::with_predecessors(db.read(), CITY, CIVIL_AFFAIRS).await.unwrap();
        units.sort_unstable();
        assert_eq!(units, [CIVIL_AFFAIRS, id(1), id(2)]);
        assert_eq!(organisation::with_predecessors(db.read(), CITY, EMERGENCY).await.unwrap(), [EMERGENCY]);

        let tx = write(&db).await;
        let mut row = organisation::by_ids(&tx, CITY, &[CIVIL_AFFAIRS]).await.unwrap().remove(0);
        row.successor_id = Some(id(2));
        row::update(&tx, row).await.unwrap();
        assert_eq!(organisation::with_predecessors(&tx, CITY, CIVIL_AFFAIRS).await.unwrap().len(), 3);
    }

    async fn a_leader_and_the_unit_can_be_written_in_one_transaction(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let mut led = an_org(id(1), "LED", "市司法局", 3);
        led.leader_id = Some(id(7));
        row::insert(&tx, led).await.unwrap();
        let leader = remit_store::entity::person::Model {
            id: id(7),
            ..organisation::person(&tx, CITY, OFFICER).await.unwrap().unwrap()
        };
        row::insert(&tx, leader).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(organisation::in_charge_of(db.read(), CITY, id(7)).await.unwrap(), [id(1)]);
    }

    async fn sections_and_people_load_in_bulk(db: TestDb) {
        city(&db).await;
        let scope = office(Capability::RegistryRead);
        let sections = organisation::sections(db.read(), &scope, &[CIVIL_AFFAIRS, EMERGENCY]).await.unwrap();
        assert_eq!(sections[&CIVIL_AFFAIRS].len(), 2);
        assert!(!sections.contains_key(&EMERGENCY));
        assert_eq!(organisation::sections_by_ids(db.read(), CITY, &[CIVIL_SECTION]).await.unwrap().len(), 1);
        assert_eq!(organisation::persons(db.read(), CITY, &[OFFICER, Uuid::nil()]).await.unwrap().len(), 1);
        assert!(organisation::by_code(db.read(), CITY, "CIV").await.unwrap().is_some());
        assert_eq!(organisation::jurisdictions(db.read()).await.unwrap().len(), 2);
    }

    async fn coverage_names_who_is_missing(db: TestDb) {
        city(&db).await;
        let mut under_a_department = unsupervised(4, "市社会福利院", OrgKind::PublicInstitution);
        under_a_department.parent_id = Some(CIVIL_AFFAIRS);
        add(&db, vec![
            unsupervised(2, "市委编办", OrgKind::OversightOffice),
            unsupervised(3, "舜王街道", OrgKind::Subdistrict),
            under_a_department,
            unsupervised(5, "市外事办公室", OrgKind::PartyOrgan),
        ]).await;
        let coverage = figures::coverage(db.read(), CITY, day(5, 12)).await.unwrap();
        assert_eq!((coverage.supervised, coverage.in_scope), (2, 3));
        assert_eq!(coverage.missing[0].name, "市外事办公室");
        assert_eq!(figures::towns(db.read(), CITY, day(5, 12)).await.unwrap(), 1);
    }

    async fn a_town_cannot_be_supervised(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let mut town = an_org(id(1), "T", "枳沟镇", 3);
        town.kind = Text(OrgKind::Town);
        assert!(row::insert(&tx, town).await.is_err());
    }

    async fn appointments_are_counted_on_the_day_and_scoped(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        row::insert_all(&tx, vec![
            appointed(1, AppointmentKind::InfoOfficer, SourceKind::Town, day(12, 31)),
            appointed(2, AppointmentKind::Expert, SourceKind::University, day(4, 1)),
        ]).await.unwrap();
        tx.commit().await.unwrap();
        let counts = figures::appointments(db.read(), CITY, day(5, 12)).await.unwrap();
        assert_eq!(counts.len(), 1);
        assert_eq!((counts[0].kind, counts[0].source_kind, counts[0].count),
            (AppointmentKind::InfoOfficer, SourceKind::Town, 1));
        assert_eq!(figures::appointments(db.read(), CITY, day(4, 1)).await.unwrap().len(), 2);

        let all = page(&db, &office(Capability::AppointmentRead)).await;
        assert_eq!(all.total, Some(2));
        let own = actor(Role::Io, REPORTER, &[], None).authorise(Capability::AppointmentRead).unwrap();
        let rows = page(&db, &own).await.rows;
        assert_eq!(rows.iter().map(|row| row.appointment.id).collect::<Vec<_>>(), [id(1)]);
        assert!(appointments::find(db.read(), &own, id(2)).await.unwrap().is_none());
    }

    async fn problems_are_counted_by_source_and_state(db: TestDb) {
        city(&db).await;
        let mut early = problem(3);
        early.raised_on = day(1, 5);
        raise(&db, vec![problem(1), problem(2), early]).await;
        let counts = figures::problems(db.read(), CITY, day(5, 1), day(5, 31)).await.unwrap();
        assert_eq!(counts, [figures::ProblemCount {
            source: ProblemSource::PushSheet, state: ProblemState::Raised, count: 2,
        }]);
    }

    async fn the_calendar_is_read_in_order(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let days = [3_u32, 1, 2].map(|n| work_day::Model {
            id: id(n.into()), jurisdiction_id: CITY, date: day(5, n), is_working: n > 2, note: String::new(),
            created_at: at(1, 1), created_by: None, updated_at: at(1, 1), version: 0, change_seq: 0,
        });
        row::insert_all(&tx, days.to_vec()).await.unwrap();
        tx.commit().await.unwrap();
        let dates = |days: Vec<work_day::Model>| days.into_iter().map(|row| row.date).collect::<Vec<_>>();
        assert_eq!(dates(calendar::all_days(db.read(), CITY).await.unwrap()), [day(5, 1), day(5, 2), day(5, 3)]);
        let some = calendar::days(db.read(), CITY, day(5, 2), day(5, 3)).await.unwrap();
        assert_eq!(dates(some), [day(5, 2), day(5, 3)]);
        assert_eq!(work_day::Entity::find().all(db.read()).await.unwrap().len(), 3);
    }
}
