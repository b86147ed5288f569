//! The row rules of §4: what is out of scope is not there.

use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemState, SheetDirection, SheetState};
use remit_store::problem::{ProblemFilter, ProblemSort, ledger, sheet};
use remit_store::{Slice, Text, file, on_both_engines, problem, row};

use crate::fixture::{
    CITY, CIVIL_AFFAIRS, CIVIL_OTHER_SECTION, CIVIL_SECTION, CONTACT, EMERGENCY, OFFICER, REPORTER, actor,
    at, city, entry, id, office, problem as a_problem, raise, sheet as a_sheet, unit, write,
};

on_both_engines! {
    async fn a_unit_sees_its_own_problems_only(db: TestDb) {
        city(&db).await;
        let mut other = a_problem(2);
        other.org_id = EMERGENCY;
        let rows = raise(&db, vec![a_problem(1), other]).await;

        let scope = unit(Capability::ProblemRead, CIVIL_AFFAIRS);
        assert!(problem::find(db.read(), &scope, rows[0].id).await.unwrap().is_some());
        assert_eq!(problem::find(db.read(), &scope, rows[1].id).await.unwrap(), None);
        assert_eq!(problem::by_ids(db.read(), &scope, &[rows[0].id, rows[1].id]).await.unwrap(), rows[..1]);
        let page = problem::page(
            db.read(), &scope, &ProblemFilter::default(), ProblemSort::Due, Slice::first(10).counted(),
        ).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (1, Some(1)));

        let nobody = actor(Role::Dc, CONTACT, &[], None).authorise(Capability::ProblemRead).unwrap();
        assert_eq!(problem::find(db.read(), &nobody, rows[0].id).await.unwrap(), None);
    }

    async fn a_grant_for_a_section_sees_the_sections_problems_only(db: TestDb) {
        city(&db).await;
        let mut own = a_problem(1);
        own.section_id = Some(CIVIL_SECTION);
        let mut other = a_problem(2);
        other.section_id = Some(CIVIL_OTHER_SECTION);
        let rows = raise(&db, vec![own, other, a_problem(3)]).await;
        let scope =
            actor(Role::Dc, CONTACT, &[CIVIL_AFFAIRS], Some(CIVIL_SECTION)).authorise(Capability::ProblemRead).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        assert_eq!(problem::by_ids(db.read(), &scope, &ids).await.unwrap(), rows[..1]);
    }

    async fn an_officer_sees_what_grew_out_of_the_own_report(db: TestDb) {
        city(&db).await;
        let mut own = a_problem(1);
        own.reporter_ref = Some(REPORTER.to_string());
        let rows = raise(&db, vec![own, a_problem(2)]).await;
        let scope = actor(Role::Io, REPORTER, &[], None).authorise(Capability::ProblemRead).unwrap();
        let ids = [rows[0].id, rows[1].id];
        assert_eq!(problem::by_ids(db.read(), &scope, &ids).await.unwrap(), rows[..1]);
    }

    async fn another_jurisdictions_rows_are_not_there(db: TestDb) {
        city(&db).await;
        let row = raise(&db, vec![a_problem(1)]).await.remove(0);
        let mut stranger = actor(Role::Ov, OFFICER, &[], None);
        stranger.jurisdiction_id = crate::fixture::OTHER_CITY;
        let scope = stranger.authorise(Capability::ProblemRead).unwrap();
        assert_eq!(problem::find(db.read(), &scope, row.id).await.unwrap(), None);
    }

    async fn a_unit_sees_the_sheets_pushed_to_it_and_no_others(db: TestDb) {
        city(&db).await;
        let inner = a_sheet(1);
        let mut to_unit = a_sheet(2);
        to_unit.direction = Text(SheetDirection::ToUnit);
        let mut draft = a_sheet(3);
        (draft.direction, draft.state, draft.no, draft.pushed_at) =
            (Text(SheetDirection::ToUnit), Text(SheetState::Draft), None, None);
        let mut elsewhere = a_sheet(4);
        (elsewhere.direction, elsewhere.org_id) = (Text(SheetDirection::ToUnit), EMERGENCY);
        let tx = write(&db).await;
        let rows = row::insert_all(&tx, vec![inner, to_unit, draft, elsewhere]).await.unwrap();
        tx.commit().await.unwrap();

        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let scope = unit(Capability::PushRead, CIVIL_AFFAIRS);
        assert_eq!(sheet::by_ids(db.read(), &scope, &ids).await.unwrap(), rows[1..2]);
        assert_eq!(sheet::by_ids(db.read(), &office(Capability::PushRead), &ids).await.unwrap().len(), 4);
    }

    async fn a_section_writes_on_its_own_sheets_only(db: TestDb) {
        city(&db).await;
        let mut by_me = a_sheet(1);
        by_me.author_id = CONTACT;
        let mut by_my_section = a_sheet(2);
        by_my_section.from_section_id = Some(CIVIL_SECTION);
        let tx = write(&db).await;
        let rows = row::insert_all(&tx, vec![by_me, by_my_section, a_sheet(3)]).await.unwrap();
        tx.commit().await.unwrap();
        let scope = actor(Role::Os, CONTACT, &[], Some(CIVIL_SECTION)).authorise(Capability::PushWrite).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let mut seen = sheet::by_ids(db.read(), &scope, &ids).await.unwrap();
        seen.sort_by_key(|row| row.id);
        assert_eq!(seen, rows[..2]);
    }

    async fn children_files_and_ledger_follow_their_problem(db: TestDb) {
        city(&db).await;
        let mut other = a_problem(2);
        other.org_id = EMERGENCY;
        let problems = raise(&db, vec![a_problem(1), other]).await;
        let tx = write(&db).await;
        let entries = row::insert_all(&tx, vec![entry(11, problems[0].id), entry(12, problems[1].id)]).await.unwrap();
        row::insert_all(&tx, vec![evidence(21, problems[0].id), evidence(22, problems[1].id)]).await.unwrap();
        tx.commit().await.unwrap();

        let ids = [problems[0].id, problems[1].id];
        let scope = unit(Capability::ProblemRead, CIVIL_AFFAIRS);
        let by_problem = problem::ledger_entries(db.read(), &scope, &ids).await.unwrap();
        assert_eq!(by_problem.into_iter().collect::<Vec<_>>(), [(ids[0], vec![entries[0].clone()])]);
        let files = file::of_problems(db.read(), &scope, &ids).await.unwrap();
        assert_eq!(files.keys().copied().collect::<Vec<_>>(), [ids[0]]);

        let readable = file::Readable {
            jurisdiction_id: CITY, person_id: CONTACT, problems: Some(&scope), sheets: None, suggestions: None, appeals: None,
            regulations: None, points: None, submissions: None, violations: None, adjustments: None, activities: None,
            cases: None,
        };
        assert!(file::find(db.read(), readable, id(21)).await.unwrap().is_some());
        assert!(file::find(db.read(), readable, id(22)).await.unwrap().is_none());

        let scope = unit(Capability::LedgerRead, CIVIL_AFFAIRS);
        assert!(ledger::find(db.read(), &scope, entries[0].id).await.unwrap().is_some());
        assert!(ledger::find(db.read(), &scope, entries[1].id).await.unwrap().is_none());
    }

    async fn a_file_not_attached_yet_is_its_uploaders(db: TestDb) {
        city(&db).await;
        let mut loose = evidence(21, id(1));
        (loose.subject_kind, loose.subject_id) = (None, None);
        let tx = write(&db).await;
        row::insert(&tx, loose).await.unwrap();
        let of = |person_id| file::Readable {
            jurisdiction_id: CITY, person_id, problems: None, sheets: None, suggestions: None, appeals: None,
            regulations: None, points: None, submissions: None, violations: None, adjustments: None, activities: None,
            cases: None,
        };
        assert!(file::find(&tx, of(CONTACT), id(21)).await.unwrap().is_some());
        assert!(file::find(&tx, of(OFFICER), id(21)).await.unwrap().is_none());

        // Nobody else can hang it on a record, and it can be hung once.
        let target = (remit_store::entity::file_object::PROBLEM, id(1));
        assert_eq!(file::attach(&tx, OFFICER, &[id(21)], target, at(5, 13)).await.unwrap(), 0);
        assert_eq!(file::attach(&tx, CONTACT, &[id(21)], target, at(5, 13)).await.unwrap(), 1);
        assert_eq!(file::attach(&tx, CONTACT, &[id(21)], target, at(5, 13)).await.unwrap(), 0);
    }

    async fn a_unit_does_not_see_the_offices_sheet_behind_its_problem(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let source = row::insert(&tx, a_sheet(1)).await.unwrap();
        let mut born = a_problem(2);
        born.source_id = Some(source.id);
        born.state = Text(ProblemState::Assigned);
        row::insert(&tx, born).await.unwrap();
        tx.commit().await.unwrap();
        for (scope, seen) in [
            (office(Capability::ProblemRead), Some(source)),
            (unit(Capability::ProblemRead, CIVIL_AFFAIRS), None),
        ] {
            let page =
                problem::page(db.read(), &scope, &ProblemFilter::default(), ProblemSort::Due, Slice::first(9)).await;
            assert_eq!(page.unwrap().rows[0].sheet, seen);
        }
    }
}

fn evidence(n: u128, problem_id: uuid::Uuid) -> remit_store::entity::file_object::Model {
    remit_store::entity::file_object::Model {
        id: id(n),
        jurisdiction_id: CITY,
        sha256: "00".repeat(32),
        name: "佐证.pdf".to_owned(),
        mime: "application/pdf".to_owned(),
        size: 10,
        secrecy: "INTERNAL".to_owned(),
        scanned: true,
        subject_kind: Some(remit_store::entity::file_object::PROBLEM.to_owned()),
        subject_id: Some(problem_id),
        uploaded_by: CONTACT,
        created_at: at(5, 12),
        created_by: None,
        updated_at: at(5, 12),
        version: 0,
        change_seq: 0,
    }
}
