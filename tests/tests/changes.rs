//! The change feed under concurrent writers (§8): whoever pages it with its cursors misses no row and is never led
//! back, on both engines. Writers hold their transactions open for a while, which is how a feed by number loses
//! rows where numbers are given before the commit.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up has failed"
)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use remit_service::context::OpCtx;
use remit_service::linkage::change::{ChangePage, Kind, changes};
use remit_service::linkage::write::{Named, Write, nil_return, write};
use remit_service::rows::{linkage_submission, linkage_window, problem};
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::{LinkageKind, SubmissionState};
use remit_shared::wire::Wire;
use remit_store::testing::wanted;
use remit_store::{Engine, row};
use remit_tests::City;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

const FIRST: Quarter = Quarter {
    year: 2023,
    quarter: 1,
};
/// Departments that write at once, each under a contact of its own.
const DEPARTMENTS: u32 = 8;
/// Submissions of each.
const EACH: u32 = 6;
/// Changes of problems by somebody who takes his time between the ticket and the commit.
const SLOW: u32 = 12;

/// Runs what may hear that the database is busy until it is not.
async fn patiently<T, F: Future<Output = remit_service::failure::Answer<T>>>(
    mut act: impl FnMut() -> F,
) -> T {
    for _ in 0..50 {
        match act().await {
            Ok(done) => return done,
            Err(failure) if failure.to_string().contains("BUSY") => {}
            Err(failure) => panic!("{failure}"),
        }
    }
    panic!("the database stays busy");
}

/// A department says that it has nothing, then reports after all: its nil return is voided.
async fn department(city: Arc<City>, n: u32) {
    let who = city.person(&format!("lk{n:02}")).await;
    let unit = city.org("市民政局").await;
    let own = who.actor.as_ref().and_then(|actor| actor.org_id);
    let about = if own == Some(unit.id) {
        city.org("市交通局").await
    } else {
        unit
    };
    let base = u128::from(n) * 1_000;
    patiently(|| nil_return(&city.app, &who, Uuid::from_u128(base), Some(FIRST))).await;
    for k in 1..=EACH {
        let input = Write {
            existing: None,
            client_id: Uuid::from_u128(base + u128::from(k)),
            quarter: Some(FIRST),
            about: Named::Id(about.id),
            kind: LinkageKind::Problem,
            text: format!("第{k}件"),
            confidential: false,
            urgent: false,
            files: Vec::new(),
            submit: true,
        };
        patiently(|| write(&city.app, &who, input.clone())).await;
        tokio::task::yield_now().await;
    }
}

/// Takes a ticket, writes, and lets others wait before it commits.
async fn slow_writer(city: Arc<City>) {
    let problems = problem::Entity::find()
        .order_by_asc(problem::Column::Id)
        .all(city.app.db.read())
        .await
        .expect("problems can be read");
    for k in 0..SLOW as usize {
        let id = problems[k % problems.len()].id;
        let tx = loop {
            if let Ok(tx) = city.app.db.write(city.app.settings.jurisdiction_id).await {
                break tx;
            }
        };
        let now = problem::Entity::find_by_id(id)
            .one(&tx)
            .await
            .expect("read")
            .expect("there");
        row::update(&tx, now).await.expect("written");
        tokio::time::sleep(Duration::from_millis(15)).await;
        tx.commit().await.expect("committed");
    }
}

/// What a follower has: for each row the last number seen, and whether it was a tombstone.
#[derive(Default)]
struct Follower {
    cursor: Option<String>,
    last: (i64, Uuid),
    rows: BTreeMap<Uuid, (i64, bool)>,
    tombstones: usize,
}

impl Follower {
    async fn page(&mut self, city: &City, who: &OpCtx, first: i32) -> bool {
        let page: ChangePage = changes(&city.app, who, self.cursor.as_deref(), &[], first)
            .await
            .expect("a part of the feed");
        for item in page.items {
            assert!(
                (item.seq, item.id) > self.last,
                "the feed never goes back and never repeats"
            );
            self.last = (item.seq, item.id);
            let gone = item.row.is_none();
            assert!(
                !gone || item.kind == Kind::Submission,
                "only submissions are voided"
            );
            self.tombstones += usize::from(gone);
            self.rows.insert(item.id, (item.seq, gone));
        }
        self.cursor = Some(page.next);
        page.more
    }
}

/// The database as it stands, in the follower's terms.
async fn truth(city: &City) -> BTreeMap<Uuid, (i64, bool)> {
    let conn = city.app.db.read();
    let windows = linkage_window::Entity::find().all(conn).await.expect("windows");
    let problems = problem::Entity::find().all(conn).await.expect("problems");
    let submissions = linkage_submission::Entity::find()
        .filter(linkage_submission::Column::State.ne(SubmissionState::Draft.code()))
        .all(conn)
        .await
        .expect("submissions");
    let windows = windows.into_iter().map(|row| (row.id, (row.change_seq, false)));
    let problems = problems.into_iter().map(|row| (row.id, (row.change_seq, false)));
    let submissions = submissions.into_iter().map(|row| {
        (
            row.id,
            (row.change_seq, row.state.get() == SubmissionState::Voided),
        )
    });
    windows.chain(problems).chain(submissions).collect()
}

async fn followed(engine: Engine) {
    let city = Arc::new(City::open(engine, "2023-03-31").await);
    let officer = city.person("ov01").await;
    let done = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = [1, 3, 200]
        .into_iter()
        .map(|first| {
            let (city, officer, done) = (city.clone(), officer.clone(), done.clone());
            tokio::spawn(async move {
                let mut follower = Follower::default();
                loop {
                    // The end is what was committed before the last round began.
                    let last = done.load(Ordering::SeqCst);
                    while follower.page(&city, &officer, first).await {}
                    if last {
                        return follower;
                    }
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    let mut writers: Vec<_> = (1..=DEPARTMENTS)
        .map(|n| tokio::spawn(department(city.clone(), n)))
        .collect();
    writers.push(tokio::spawn(slow_writer(city.clone())));
    for writer in writers {
        writer.await.expect("a writer finishes");
    }
    done.store(true, Ordering::SeqCst);
    let truth = truth(&city).await;
    let voided = truth.values().filter(|(_, gone)| *gone).count();
    assert!(
        voided >= DEPARTMENTS as usize,
        "every department voided its nil return"
    );
    for reader in readers {
        let follower = reader.await.expect("a reader finishes");
        assert_eq!(
            follower.rows, truth,
            "nothing was skipped, everything in its last state"
        );
        assert!(follower.tombstones >= voided);
    }

    // Each department's own feed: its rows and no other's, tombstones too.
    let petitions = city.person("lk06").await;
    let mut follower = Follower::default();
    while follower.page(&city, &petitions, 2).await {}
    let own = petitions
        .actor
        .as_ref()
        .and_then(|actor| actor.org_id)
        .expect("a department");
    let rows = linkage_submission::Entity::find()
        .filter(linkage_submission::Column::OrgId.eq(own))
        .all(city.app.db.read())
        .await
        .expect("submissions");
    for row in &rows {
        let (seq, gone) = follower.rows[&row.id];
        assert_eq!(
            (seq, gone),
            (row.change_seq, row.state.get() == SubmissionState::Voided)
        );
    }
    let foreign = linkage_submission::Entity::find()
        .filter(linkage_submission::Column::OrgId.ne(own))
        .all(city.app.db.read())
        .await
        .expect("submissions");
    assert!(foreign.iter().all(|row| !follower.rows.contains_key(&row.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn followers_skip_nothing_while_others_write_on_sqlite() {
    if wanted(Engine::Sqlite) {
        Box::pin(followed(Engine::Sqlite)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn followers_skip_nothing_while_others_write_on_postgres() {
    if wanted(Engine::Postgres) {
        Box::pin(followed(Engine::Postgres)).await;
    }
}
