//! §9 step 18: a questionnaire that nobody can trace. The whole campaign is run with a device for every voter; then the
//! raw tables, the audit, the database file and its write-ahead file are searched for anything that joins the two sides.

use std::collections::{BTreeMap, BTreeSet};

use remit_service::evaluation::ballot::{self, Cast};
use remit_service::evaluation::plan::{self, Draft};
use remit_service::evaluation::{Seat, aggregate, clock, invitation, read, steps, tally};
use remit_service::failure::{Answer, Failure};
use remit_service::problem::Step;
use remit_service::rows::campaign;
use remit_shared::evaluation::anonymity::Ask;
use remit_shared::evaluation::credential::{Blinding, Credential, StratumKey, commitment};
use remit_shared::evaluation::paper::{Answers, Shape};
use remit_shared::evaluation::question::usual;
use remit_shared::evaluation::{
    AggregateCut, BallotLevel, CampaignEventKind, CampaignKind, CampaignState, code as codes,
};
use remit_shared::refusal::RefusalCode as C;
use remit_store::Engine;
use remit_tests::City;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

fn code<T>(answer: Answer<T>) -> C {
    match answer.err().expect("it is refused") {
        Failure::Refused(refusal) => refusal.code,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

fn step(row: &campaign::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn draft(kind: CampaignKind, seats: Vec<Seat>) -> Draft {
    Draft {
        existing: None,
        client_id: Uuid::from_u128(18),
        kind,
        title: "2023年度镇街评部门履职问卷".to_owned(),
        opens_on: "2023-04-10".parse().expect("a day"),
        closes_on: "2023-04-21".parse().expect("a day"),
        min_cell: 5,
        questions: usual(kind),
        targets: Vec::new(),
        seats,
    }
}

/// A voter's device and what it saw: the one place where both sides meet.
struct Voter {
    code: String,
    stratum: Uuid,
    group: Option<Uuid>,
    blinded: String,
    element: String,
    proof: String,
    credential: Credential,
    cast: Cast,
    hash: String,
}

/// Opens the ballot, checks the keys, draws a credential, answers, casts.
async fn vote(city: &City, code: &str, levels: impl Fn(usize) -> BallotLevel) -> Voter {
    let voter = city.voter();
    let paper = ballot::open(&city.app, &voter, code)
        .await
        .unwrap_or_else(|_| panic!("opened"));
    let keys: Vec<(Uuid, [u8; 32])> = paper
        .keys
        .iter()
        .map(|(id, key)| (*id, hex::decode(key).expect("hex").try_into().expect("a key")))
        .collect();
    assert_eq!(
        paper.campaign.commitment,
        Some(commitment(paper.campaign.id, &keys)),
        "the committed keys"
    );
    let public = hex::decode(&paper.stratum.public_key).expect("hex");
    let blinding =
        Blinding::begin(paper.campaign.id, &mut |bytes: &mut [u8]| voter.fill(bytes)).expect("a nonce");
    let blinded = hex::encode(blinding.blinded());
    let evaluation = ballot::draw(&city.app, &city.voter(), code, &blinded)
        .await
        .expect("drawn");
    let credential = blinding
        .finish(&evaluation, &public)
        .expect("the committed key was used");
    let mut answers = Answers::blank(Shape {
        targets: paper.units.len(),
        questions: paper.paper.questions.len(),
    });
    for target in 0..paper.units.len() {
        answers.set_all(target, levels(target));
    }
    let mut salt = [0; 16];
    voter.fill(&mut salt);
    let cast = Cast {
        campaign: paper.campaign.id,
        stratum: paper.stratum.id,
        nonce: hex::encode(credential.nonce),
        output: hex::encode(credential.output),
        salt: hex::encode(salt),
        answers: answers.render(),
    };
    let hash = ballot::cast(&city.app, &city.voter(), &cast).await.expect("cast");
    let [element, proof] = evaluation.to_hex();
    Voter {
        code: codes::normalise(code).expect("a code"),
        stratum: paper.stratum.id,
        group: paper.group.map(|group| group.id),
        blinded,
        element,
        proof,
        credential,
        cast,
        hash,
    }
}

async fn current(city: &City, id: Uuid) -> campaign::Model {
    let lead = city.person("ol01").await;
    let found = read::find(&city.app, &lead, id).await.expect("readable");
    found.expect("it exists").row
}

async fn open_campaign(city: &City, kind: CampaignKind, seats: Vec<Seat>) -> campaign::Model {
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let mut wrong = draft(kind, seats.clone());
    wrong.questions.first_mut().expect("a question").weight -= 1;
    let drafted = plan::draft(&city.app, &officer, wrong).await.expect("drafted");
    assert_eq!(
        code(steps::approve(&city.app, &lead, step(&drafted)).await),
        C::Weights
    );
    assert_eq!(
        code(steps::approve(&city.app, &officer, step(&drafted)).await),
        C::Role
    );
    let right = Draft {
        existing: Some(step(&drafted)),
        ..draft(kind, seats)
    };
    let drafted = plan::draft(&city.app, &officer, right).await.expect("changed");
    let approved = steps::approve(&city.app, &lead, step(&drafted))
        .await
        .expect("approved");
    assert!(
        approved.commitment.is_some(),
        "the keys are committed to before anybody votes"
    );
    assert_eq!(
        clock::run_due(&city.app, &city.nobody())
            .await
            .expect("the clock"),
        0,
        "not its day yet"
    );
    city.clock.go_to("2023-04-10");
    assert_eq!(
        clock::run_due(&city.app, &city.nobody())
            .await
            .expect("the clock"),
        1
    );
    current(city, approved.id).await
}

async fn close(city: &City, id: Uuid) -> campaign::Model {
    city.clock.go_to("2023-04-22");
    assert_eq!(
        clock::run_due(&city.app, &city.nobody())
            .await
            .expect("the clock"),
        1
    );
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let closed = current(city, id).await;
    assert_eq!(closed.state.get(), CampaignState::Closed);
    assert_eq!(code(aggregate::of_campaign(&city.app, &lead, id).await), C::Early);
    let tallied = tally::tally(&city.app, &officer, step(&closed))
        .await
        .expect("tallied");
    steps::publish(&city.app, &lead, step(&tallied))
        .await
        .expect("published")
}

async fn grassroots(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let row = open_campaign(&city, CampaignKind::Grassroots, Vec::new()).await;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let app = &city.app;
    let invitations = invitation::list(app, &officer, row.id, None)
        .await
        .expect("printed");
    assert_eq!(invitations.len(), 312);

    // Nobody reads a running tally, and nobody counts early.
    for person in [&officer, &lead] {
        assert_eq!(code(aggregate::of_campaign(app, person, row.id).await), C::Early);
    }
    let unit = city.org("市民政局").await;
    let unit_lead = city.person("dl.minzheng").await;
    assert_eq!(
        code(aggregate::of_unit(app, &unit_lead, row.id, unit.id, &Ask::default()).await),
        C::NotFound
    );
    assert_eq!(code(tally::tally(app, &officer, step(&row)).await), C::Early);
    // A ballot is not taken from a context that says who acts.
    assert_eq!(
        code(ballot::open(app, &officer, &invitations[0].code).await),
        C::Input
    );
    assert_eq!(
        code(ballot::open(app, &city.nobody(), &invitations[0].code).await),
        C::Input
    );

    // 298 answer, in an order of their own; in one town all but four do not know the unit.
    let place = read::find(app, &lead, row.id)
        .await
        .expect("read")
        .expect("it")
        .paper
        .targets;
    let place = place.iter().position(|id| *id == unit.id).expect("it is rated");
    let quiet = city.org("密州街道").await.id;
    let (mut voters, mut spoke) = (Vec::new(), 0);
    for (turn, invitation) in invitations.iter().rev().take(298).enumerate() {
        let probe = ballot::open(app, &city.voter(), &invitation.code)
            .await
            .unwrap_or_else(|_| panic!("opened"));
        let silent = probe.group.as_ref().is_some_and(|town| town.id == quiet);
        spoke += usize::from(silent);
        let knows = !silent || spoke <= 4;
        let voter = vote(&city, &invitation.code, |target| match target {
            target if target == place && !knows => BallotLevel::DontKnow,
            target if (target + turn) % 3 == 0 => BallotLevel::L4,
            _ => BallotLevel::L5,
        })
        .await;
        voters.push(voter);
    }

    // A used token is refused; the same ballot sent again is the same; another device gets nothing.
    let first = &voters[0];
    assert_eq!(
        ballot::cast(app, &city.voter(), &first.cast)
            .await
            .expect("sent twice"),
        first.hash
    );
    let other = Cast {
        answers: first.cast.answers.replace('5', "1"),
        ..first.cast.clone()
    };
    assert_eq!(code(ballot::cast(app, &city.voter(), &other).await), C::Dup);
    let forged = Cast {
        nonce: "00".repeat(32),
        ..first.cast.clone()
    };
    assert_eq!(code(ballot::cast(app, &city.voter(), &forged).await), C::Input);
    let again = ballot::draw(app, &city.voter(), &first.code, &first.blinded)
        .await
        .expect("a lost answer");
    assert_eq!(again.to_hex(), [first.element.clone(), first.proof.clone()]);
    assert_eq!(
        code(ballot::draw(app, &city.voter(), &first.code, &voters[1].blinded).await),
        C::Dup
    );
    assert_eq!(
        code(ballot::draw(app, &city.voter(), "0000-0000-0000-0000", &first.blinded).await),
        C::NotFound
    );
    let empty = Cast {
        answers: ".".repeat(first.cast.answers.len()),
        ..first.cast.clone()
    };
    assert_eq!(code(ballot::cast(app, &city.voter(), &empty).await), C::Input);
    // While ballots arrive the office sees no group's number, and the total in steps of the smallest cell.
    let groups = read::groups(app, &officer, &row).await.expect("numbers");
    assert_eq!(
        groups.len(),
        26,
        "heads of institutions answer with the community secretaries"
    );
    assert!(
        groups
            .iter()
            .all(|group| group.invited >= 10 && group.answered.is_none())
    );
    let seen = read::find(app, &officer, row.id)
        .await
        .expect("read")
        .expect("it");
    assert_eq!((seen.invited, seen.answered), (312, 295));
    assert_eq!(
        code(steps::prolong(app, &lead, step(&row), 5, "填答率偏低").await),
        C::Limit
    );

    let row = close(&city, row.id).await;
    let groups = read::groups(app, &officer, &row).await.expect("numbers");
    let cast: Vec<i64> = groups.iter().filter_map(|group| group.answered).collect();
    assert_eq!((cast.len(), cast.iter().sum::<i64>()), (groups.len(), 298));
    assert!(cast.iter().all(|cast| *cast == 0 || *cast >= 5), "{cast:?}");

    // Anybody checks every counted credential with the published keys, and each voter finds the own ballot.
    let opened = ballot::published(app, &city.voter(), row.id)
        .await
        .unwrap_or_else(|_| panic!("published"));
    assert_eq!((opened.credentials.len(), opened.hashes.len()), (298, 298));
    let keys: BTreeMap<Uuid, StratumKey> = opened
        .strata
        .iter()
        .map(|stratum| {
            let private = hex::decode(stratum.private_key.as_deref().expect("out")).expect("hex");
            (stratum.id, StratumKey::of_private(&private).expect("a key"))
        })
        .collect();
    for voter in &voters {
        assert!(keys[&voter.stratum].admits(row.id, &voter.credential.nonce, &voter.credential.output));
        assert!(opened.hashes.contains(&voter.hash));
        assert!(opened.credentials.iter().any(|one| one.nonce == voter.cast.nonce));
    }

    // The unit reads its own aggregates, and no others; small cells are withheld together with one more.
    let own = |ask: Ask| {
        let unit_lead = unit_lead.clone();
        async move { aggregate::of_unit(app, &unit_lead, row.id, unit.id, &ask).await }
    };
    let cut = |cuts: &[AggregateCut]| Ask {
        cuts: cuts.to_vec(),
        ..Ask::default()
    };
    let towns = own(cut(&[AggregateCut::Town])).await.expect("by town");
    assert_eq!(towns.cells.len(), 13);
    let withheld: Vec<_> = towns.cells.iter().filter(|cell| cell.suppressed).collect();
    assert!(withheld.len() >= 2, "one more is withheld");
    assert!(
        withheld
            .iter()
            .any(|cell| cell.name.as_deref() == Some("密州街道"))
    );
    assert!(
        withheld
            .iter()
            .all(|cell| cell.n.is_none() && cell.mean.is_none())
    );
    assert_eq!(
        own(cut(&[AggregateCut::Class]))
            .await
            .expect("by class")
            .cells
            .len(),
        2
    );
    let crossed = cut(&[AggregateCut::Town, AggregateCut::Class]);
    assert_eq!(code(own(crossed).await), C::KAnon);
    let narrowed = Ask {
        towns: vec![quiet],
        ..Ask::default()
    };
    assert_eq!(code(own(narrowed).await), C::KAnon);
    let stranger = city.org("市公安局").await;
    let strange = aggregate::of_unit(app, &unit_lead, row.id, stranger.id, &Ask::default()).await;
    assert_eq!(code(strange), C::NotFound);
    assert!(voters.iter().any(|voter| voter.group == Some(quiet)));

    let report = remit_service::integrity::check(app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
    nothing_joins_the_two_sides(&city, engine, row.id, &voters).await;
}

/// Every row of a table as text, in the order in which the storage keeps it.
async fn stored(city: &City, engine: Engine, table: &str) -> Vec<String> {
    let sql = match engine {
        // The physical order of a table without row numbers is the order of its key.
        Engine::Sqlite => {
            let columns = columns(city, engine, table).await;
            let quoted: Vec<String> = columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
            format!("SELECT {} FROM \"{table}\"", quoted.join(" || ' ' || "))
        }
        Engine::Postgres => format!("SELECT row_to_json(t)::text FROM {table} t ORDER BY t.ctid"),
    };
    let backend = match engine {
        Engine::Sqlite => DbBackend::Sqlite,
        Engine::Postgres => DbBackend::Postgres,
    };
    let rows = city
        .app
        .db
        .read()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("raw rows");
    rows.iter()
        .map(|row| row.try_get_by_index::<String>(0).expect("text"))
        .collect()
}

async fn columns(city: &City, engine: Engine, table: &str) -> Vec<String> {
    let (backend, sql) = match engine {
        Engine::Sqlite => (
            DbBackend::Sqlite,
            format!("SELECT name FROM pragma_table_info('{table}')"),
        ),
        Engine::Postgres => (
            DbBackend::Postgres,
            format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"),
        ),
    };
    let rows = city
        .app
        .db
        .read()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("columns");
    rows.iter()
        .map(|row| row.try_get_by_index::<String>(0).expect("a name"))
        .collect()
}

async fn tables(city: &City, engine: Engine) -> Vec<String> {
    let (backend, sql) = match engine {
        Engine::Sqlite => (
            DbBackend::Sqlite,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        ),
        Engine::Postgres => (
            DbBackend::Postgres,
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
        ),
    };
    let rows = city
        .app
        .db
        .read()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("tables");
    rows.iter()
        .map(|row| row.try_get_by_index::<String>(0).expect("a name"))
        .collect()
}

async fn nothing_joins_the_two_sides(city: &City, engine: Engine, campaign: Uuid, voters: &[Voter]) {
    // Columns: nothing that tells a time of day, an order or an author.
    let allowed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::from([
        (
            "ballot_issue",
            BTreeSet::from([
                "id",
                "jurisdiction_id",
                "campaign_id",
                "stratum_id",
                "profile_id",
                "no",
                "issued",
                "code_hash",
                "code_enc",
                "blinded",
                "evaluation",
            ]),
        ),
        (
            "ballot_credential",
            BTreeSet::from(["nonce", "jurisdiction_id", "campaign_id", "stratum_id", "output"]),
        ),
        (
            "ballot_response",
            BTreeSet::from([
                "id",
                "jurisdiction_id",
                "campaign_id",
                "stratum_id",
                "answered_on",
                "salt",
                "hash",
                "answers",
            ]),
        ),
    ]);
    for (table, allowed) in &allowed {
        let found: BTreeSet<String> = columns(city, engine, table).await.into_iter().collect();
        assert_eq!(
            found,
            allowed.iter().map(|name| (*name).to_owned()).collect(),
            "{table}"
        );
    }
    // Values: what the issuing side saw stands nowhere any more; what was cast stands in the box alone.
    for table in tables(city, engine).await {
        let text = stored(city, engine, &table).await.join("\n");
        for voter in voters {
            for seen in [
                &voter.code,
                &codes::hash(&voter.code),
                &voter.blinded,
                &voter.element,
                &voter.proof,
            ] {
                assert!(!text.contains(seen.as_str()), "{table} remembers an invitation");
            }
            let (credential, box_) = (table == "ballot_credential", table == "ballot_response");
            assert!(
                credential || !text.contains(&voter.cast.nonce),
                "{table} knows a credential"
            );
            assert!(
                credential || !text.contains(&voter.cast.output),
                "{table} knows a credential"
            );
            assert!(box_ || !text.contains(&voter.hash), "{table} knows a ballot");
            assert!(box_ || !text.contains(&voter.cast.salt), "{table} knows a ballot");
        }
    }
    // Order: rows lie in the order of their random keys, whatever the order of the acts was.
    let cast: Vec<&str> = voters.iter().map(|voter| voter.hash.as_str()).collect();
    let lying = stored(city, engine, "ballot_response").await;
    let lying: Vec<&str> = lying
        .iter()
        .filter_map(|row| cast.iter().copied().find(|hash| row.contains(hash)))
        .collect();
    assert_eq!(lying.len(), cast.len());
    assert_ne!(lying, cast, "the box keeps the order of arrival");
    let here = [campaign.to_string(), campaign.simple().to_string().to_uppercase()];
    for table in allowed.keys() {
        let mut lying = stored(city, engine, table).await;
        lying.retain(|row| here.iter().any(|id| row.contains(id)));
        assert!(
            !lying.is_empty() && lying.is_sorted(),
            "{table} lies in the order of its random keys"
        );
    }
    if engine == Engine::Postgres {
        for table in allowed.keys() {
            let sql =
                format!("SELECT count(DISTINCT xmin::text) FROM {table} WHERE campaign_id = '{campaign}'");
            let row = city
                .app
                .db
                .read()
                .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
                .await;
            let count: i64 = row
                .expect("counted")
                .expect("a row")
                .try_get_by_index(0)
                .expect("a number");
            assert_eq!(count, 1, "{table}: all rows were written by the closing");
        }
    } else {
        let sql = "SELECT rowid FROM ballot_response LIMIT 1";
        let refused = city
            .app
            .db
            .read()
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, sql))
            .await;
        refused.expect_err("there are no row numbers that would tell the order");
        files_are_clean(city, voters);
    }
    audit_is_by_day(city, campaign).await;
}

/// The write-ahead file is empty, and no freed page of the database file remembers an invitation.
fn files_are_clean(city: &City, voters: &[Voter]) {
    let path = city.url().trim_start_matches("sqlite://").to_owned();
    let wal = std::fs::read(format!("{path}-wal")).unwrap_or_default();
    let file = std::fs::read(&path).expect("the database file");
    for (name, bytes) in [("the write-ahead file", wal), ("the database file", file)] {
        let text = String::from_utf8_lossy(&bytes);
        for voter in voters {
            for seen in [&voter.blinded, &voter.element, &codes::hash(&voter.code)] {
                assert!(!text.contains(seen.as_str()), "{name} remembers an invitation");
            }
        }
    }
}

/// One record a day of voting, written at closing by nobody; none for drawing a credential.
async fn audit_is_by_day(city: &City, campaign: Uuid) {
    use remit_store::entity::audit_record::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let records = Entity::find()
        .filter(Column::Action.starts_with("ballot."))
        .all(city.app.db.read())
        .await;
    let records = records.expect("the audit");
    assert!(!records.is_empty());
    for record in records {
        assert_eq!(
            (record.action.as_str(), record.subject_id),
            ("ballot.cast", Some(campaign))
        );
        assert_eq!((record.actor_id, record.address), (None, None));
        assert!(record.detail.is_some_and(|detail| detail.starts_with("2023-04-")));
        assert_eq!(
            record.at.date_naive().to_string(),
            "2023-04-22",
            "written when the box was closed"
        );
    }
}

async fn deputies(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let seat = |group: &str, count| Seat {
        group: group.to_owned(),
        count,
    };
    let seats = vec![
        seat("PARTY_DELEGATE", 6),
        seat("PEOPLE_DEPUTY", 6),
        seat("CPPCC_MEMBER", 4),
    ];
    let row = open_campaign(&city, CampaignKind::Deputy, seats).await;
    let officer = city.person("ov01").await;
    let invitations = invitation::list(&city.app, &officer, row.id, None)
        .await
        .expect("printed");
    assert_eq!(invitations.len(), 16);
    assert!(invitations.iter().all(|one| one.addressee.is_none()));
    for invitation in &invitations {
        vote(&city, &invitation.code, |_| BallotLevel::L4).await;
    }
    let row = close(&city, row.id).await;
    let unit = city.org("市民政局").await;
    let unit_lead = city.person("dl.minzheng").await;
    let ask = Ask {
        cuts: vec![AggregateCut::Class],
        ..Ask::default()
    };
    let seen = aggregate::of_unit(&city.app, &unit_lead, row.id, unit.id, &ask)
        .await
        .expect("own aggregates");
    assert_eq!((seen.total.n, seen.total.mean.as_deref()), (Some(16), Some("80")));
    // Four members are too few to answer alone: they answer with the deputies.
    let shown: Vec<(&str, Option<u32>)> = seen
        .cells
        .iter()
        .map(|cell| (cell.group.as_str(), cell.n))
        .collect();
    assert_eq!(
        shown,
        [
            ("PARTY_DELEGATE", Some(6)),
            ("PEOPLE_DEPUTY+CPPCC_MEMBER", Some(10))
        ]
    );
    assert_eq!(row.state.get(), CampaignState::Published);
    let waiting = remit_service::workbench::workbench(&city.app, &officer)
        .await
        .expect("a workbench");
    assert!(!waiting.queue.iter().any(|item| matches!(
        item,
        remit_service::workbench::QueueItem::Campaign(_, CampaignEventKind::Tally)
    )));
}

#[tokio::test]
async fn a_questionnaire_that_nobody_can_trace_on_sqlite() {
    Box::pin(grassroots(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_questionnaire_that_nobody_can_trace_on_postgres() {
    if remit_store::testing::wanted(Engine::Postgres) {
        Box::pin(grassroots(Engine::Postgres)).await;
    }
}

/// Two of a kind have answered: they are kept with the next kind, and neither a table nor a page tells them apart.
async fn few(engine: Engine) {
    let city = City::open(engine, "2023-04-03").await;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let seat = |group: &str, count| Seat {
        group: group.to_owned(),
        count,
    };
    let alone = Draft {
        client_id: Uuid::from_u128(19),
        ..draft(CampaignKind::Deputy, vec![seat("CPPCC_MEMBER", 4)])
    };
    let alone = plan::draft(&city.app, &officer, alone).await.expect("drafted");
    let refused = steps::approve(&city.app, &lead, step(&alone)).await;
    assert_eq!(code(refused), C::KAnon, "four cannot answer anonymously");
    assert_eq!(current(&city, alone.id).await.state.get(), CampaignState::Draft);

    let seats = vec![
        seat("PARTY_DELEGATE", 7),
        seat("PEOPLE_DEPUTY", 6),
        seat("CPPCC_MEMBER", 9),
    ];
    let row = open_campaign(&city, CampaignKind::Deputy, seats).await;
    let invitations = invitation::list(&city.app, &officer, row.id, None)
        .await
        .expect("printed");
    let (mut voters, mut cast) = (Vec::new(), BTreeMap::<Uuid, usize>::new());
    let most = [7, 2, 8];
    let mut order: Vec<Uuid> = invitations.iter().map(|one| one.stratum_id).collect();
    order.dedup();
    for invitation in &invitations {
        let place = order
            .iter()
            .position(|id| *id == invitation.stratum_id)
            .expect("a group");
        let sum = cast.entry(invitation.stratum_id).or_default();
        if *sum < most[place] {
            *sum += 1;
            voters.push(vote(&city, &invitation.code, |_| BallotLevel::L4).await);
        }
    }
    assert_eq!(voters.len(), 17);
    let row = close(&city, row.id).await;
    let groups = read::groups(&city.app, &officer, &row).await.expect("numbers");
    let mut numbers: Vec<(i32, Option<i64>)> = groups.iter().map(|one| (one.invited, one.answered)).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [(9, Some(8)), (13, Some(9))]);
    let unit = city.org("市民政局").await;
    let unit_lead = city.person("dl.minzheng").await;
    let ask = Ask {
        cuts: vec![AggregateCut::Class],
        ..Ask::default()
    };
    let seen = aggregate::of_unit(&city.app, &unit_lead, row.id, unit.id, &ask)
        .await
        .expect("own aggregates");
    // The merged groups have no cell, and the one kind left would be their difference from the whole.
    assert!(seen.rest && seen.cells.iter().all(|cell| cell.suppressed));
    assert_eq!(seen.total.n, Some(17));
    // Everybody still checks every credential: the merged groups are listed together under both keys.
    let opened = ballot::published(&city.app, &city.voter(), row.id)
        .await
        .unwrap_or_else(|_| panic!("published"));
    for one in &opened.credentials {
        let nonce: [u8; 32] = hex::decode(&one.nonce).expect("hex").try_into().expect("a nonce");
        let output = hex::decode(&one.output).expect("hex");
        let admits = opened
            .strata
            .iter()
            .filter(|stratum| stratum.kept_with.unwrap_or(stratum.id) == one.stratum_id)
            .any(|stratum| {
                let private = hex::decode(stratum.private_key.as_deref().expect("out")).expect("hex");
                StratumKey::of_private(&private)
                    .expect("a key")
                    .admits(row.id, &nonce, &output)
            });
        assert!(admits);
    }
    assert!(voters.iter().all(|voter| opened.hashes.contains(&voter.hash)));
    let report = remit_service::integrity::check(&city.app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn groups_in_which_too_few_answer_are_kept_together() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(few(engine)).await;
        }
    }
}

#[tokio::test]
async fn deputies_answer_by_kind() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(deputies(engine)).await;
        }
    }
}
