//! Rows as rows: ids, references, files.

use std::collections::{BTreeMap, BTreeSet};

use remit_demo::Dataset;
use remit_store::entity::file_object;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::made::cities;

struct Known {
    orgs: BTreeSet<Uuid>,
    sections: BTreeSet<Uuid>,
    people: BTreeSet<Uuid>,
    accounts: BTreeSet<Uuid>,
    problems: BTreeSet<Uuid>,
    sheets: BTreeSet<Uuid>,
    linkage_windows: BTreeSet<Uuid>,
}

fn known(city: &Dataset) -> Known {
    Known {
        orgs: city.orgs.iter().map(|row| row.id).collect(),
        sections: city.sections.iter().map(|row| row.id).collect(),
        people: city
            .leaders
            .iter()
            .chain(&city.persons)
            .map(|row| row.id)
            .collect(),
        accounts: city.accounts.iter().map(|row| row.id).collect(),
        problems: city.problems.iter().map(|row| row.id).collect(),
        sheets: city.sheets.iter().map(|row| row.id).collect(),
        linkage_windows: city.linkage_windows.iter().map(|row| row.id).collect(),
    }
}

#[test]
fn every_reference_to_an_organisation_or_a_person_exists() {
    for city in cities() {
        let known = known(city);
        let all = |ids: Vec<Option<Uuid>>, set: &BTreeSet<Uuid>| {
            ids.into_iter().flatten().all(|id| set.contains(&id))
        };
        let people = city.leaders.iter().chain(&city.persons);
        assert!(all(people.map(|row| row.org_id).collect(), &known.orgs));
        assert!(all(
            city.orgs.iter().map(|row| row.leader_id).collect(),
            &known.people
        ));
        assert!(all(
            city.accounts.iter().map(|row| Some(row.person_id)).collect(),
            &known.people
        ));
        let grants = city.grants.iter();
        assert!(all(grants.clone().map(|row| row.org_id).collect(), &known.orgs));
        assert!(all(
            grants.clone().map(|row| row.section_id).collect(),
            &known.sections
        ));
        let accounts = grants.flat_map(|row| [Some(row.account_id), row.granted_by, row.confirmed_by]);
        assert!(all(accounts.collect(), &known.accounts));
        for row in &city.problems {
            assert!(all(vec![Some(row.org_id)], &known.orgs));
            let persons = vec![row.handler_id, row.first_verifier_id, row.submitter_id];
            assert!(all(persons, &known.people));
            let section = city
                .sections
                .iter()
                .find(|section| Some(section.id) == row.section_id);
            assert_eq!(section.map(|section| section.org_id), Some(row.org_id));
        }
        for row in &city.sheets {
            assert!(all(
                vec![Some(row.author_id), row.pushed_by, row.received_by],
                &known.people
            ));
            assert!(
                all(vec![row.problem_id], &known.problems) && all(vec![row.from_section_id], &known.sections)
            );
        }
    }
}

#[test]
fn every_child_hangs_on_a_problem_and_every_line_has_its_reader() {
    for city in cities() {
        let known = known(city);
        let children = city.events.iter().map(|row| row.problem_id);
        let children = children.chain(city.rectifications.iter().map(|row| row.problem_id));
        let children = children.chain(city.reverifications.iter().map(|row| row.problem_id));
        let children = children.chain(city.extensions.iter().map(|row| row.problem_id));
        let mut children = children.chain(city.escalations.iter().map(|row| row.problem_id));
        assert!(children.all(|id| known.problems.contains(&id)));
        let mut actors = city.events.iter().filter_map(|row| row.actor_id);
        assert!(actors.all(|id| known.people.contains(&id)));
        for row in &city.notifications {
            assert!(known.accounts.contains(&row.account_id));
            let subject = row.subject_id.unwrap();
            let subjects = match row.subject_kind.as_deref() {
                Some("problem") => &known.problems,
                Some("push_sheet") => &known.sheets,
                Some("linkage_window") => &known.linkage_windows,
                other => panic!("a notice about {other:?}"),
            };
            assert!(subjects.contains(&subject));
        }
    }
}

#[test]
fn ids_are_unique_of_version_seven_and_carry_the_time_of_the_row() {
    for city in cities() {
        let mut ids = BTreeSet::new();
        let rows = city.problems.iter().map(|row| (row.id, row.created_at));
        let rows = rows.chain(city.sheets.iter().map(|row| (row.id, row.created_at)));
        let rows = rows.chain(city.events.iter().map(|row| (row.id, row.at)));
        let rows = rows.chain(city.persons.iter().map(|row| (row.id, row.created_at)));
        for (id, at) in rows.chain(city.work_days.iter().map(|row| (row.id, row.created_at))) {
            assert!(ids.insert(id), "{id} twice");
            assert_eq!(id.get_version_num(), 7);
            assert_eq!(id.as_u128() >> 80, u128::try_from(at.timestamp_millis()).unwrap());
        }
    }
}

#[test]
fn files_are_what_they_say_and_hang_on_a_record() {
    for city in cities() {
        let known = known(city);
        let contents: BTreeMap<_, _> = city
            .contents
            .iter()
            .map(|row| (row.sha256.as_str(), &row.bytes))
            .collect();
        assert_eq!(contents.len(), city.contents.len());
        let points = city.points.iter().map(|row| row.id).collect();
        let violations = city.violations.iter().map(|row| row.id).collect();
        let adjustments = city.adjustments.iter().map(|row| row.id).collect();
        let findings = city.findings.iter().map(|row| row.id).collect();
        for file in &city.files {
            let bytes = contents[file.sha256.as_str()];
            assert_eq!(hex::encode(Sha256::digest(bytes)), file.sha256);
            assert_eq!(i64::try_from(bytes.len()).unwrap(), file.size);
            let magic: &[u8] = match file.mime.as_str() {
                "application/pdf" => b"%PDF-1.4",
                "image/png" => b"\x89PNG\r\n\x1a\n",
                "text/plain" if file.subject_kind.as_deref() == Some(file_object::POINT) => {
                    "问效点完成情况报告".as_bytes()
                }
                "text/plain" => "核实记录".as_bytes(),
                other => panic!("{other}"),
            };
            assert!(bytes.starts_with(magic) && bytes.len() < 20_000, "{}", file.name);
            let subject = file.subject_id.unwrap();
            let records = match file.subject_kind.as_deref() {
                Some(file_object::PROBLEM) => &known.problems,
                Some(file_object::SHEET) => &known.sheets,
                Some(file_object::POINT) => &points,
                Some(file_object::VIOLATION) => &violations,
                Some(file_object::ADJUSTMENT) => &adjustments,
                Some(file_object::FINDING) => &findings,
                other => panic!("{other:?}"),
            };
            assert!(records.contains(&subject));
        }
    }
}

#[test]
fn every_problem_has_evidence_and_every_submission_its_own() {
    use remit_shared::problem::ProblemEventKind as E;
    for city in cities() {
        for row in &city.problems {
            let files = |person: Option<Uuid>| {
                let own = city
                    .files
                    .iter()
                    .filter(move |file| file.subject_id == Some(row.id));
                own.filter(|file| Some(file.uploaded_by) == person).count()
            };
            let events = |event| {
                city.events
                    .iter()
                    .filter(|line| line.problem_id == row.id && line.event == event)
                    .count()
            };
            assert!(files(row.first_verifier_id) >= 1, "{}", row.code);
            assert!(
                row.submitter_id.is_none() || files(row.submitter_id) >= events(E::Submit),
                "{}",
                row.code
            );
        }
    }
}
