//! §9 steps 14, 15 and 16: a rating in two taps, a bad rating followed up, ratings from one network reviewed.

use remit_demo::Ratings;
use remit_service::problem::Step;
use remit_service::rating::bad::{Act, Words, act};
use remit_service::rating::intake::{Submission, Taken, submit};
use remit_service::rating::window::{Place, code_of, scanned};
use remit_service::rating::{flag, follow_up, jobs, read, receipt};
use remit_shared::rating::{
    BadEventKind as E, BadRatingState as S, FlagState, FlagVerdict, RatingChannel, RatingLevel, RatingStatus,
    ReceiptChannel, RevisitResult,
};
use remit_shared::refusal::RefusalCode;
use remit_store::entity::{bad_rating_case, public_rating, window_point};
use remit_store::page::Slice;
use remit_store::{Engine, row};
use remit_tests::City;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The first window of a unit.
async fn window_of(city: &City, unit: &str) -> window_point::Model {
    let org = city.org(unit).await;
    window_point::Entity::find()
        .filter(window_point::Column::OrgId.eq(org.id))
        .order_by_asc(window_point::Column::No)
        .one(city.app.db.read())
        .await
        .expect("windows can be read")
        .expect("the unit has windows")
}

fn tap(n: u128, window: &window_point::Model, level: RatingLevel, receipt_no: Option<&str>) -> Submission {
    Submission {
        client_id: Uuid::from_u128(n),
        org_id: window.org_id,
        window_id: Some(window.id),
        channel: match receipt_no {
            Some(_) => RatingChannel::QrReceipt,
            None => RatingChannel::QrWindow,
        },
        receipt_no: receipt_no.map(str::to_owned),
        level,
        reasons: Vec::new(),
        comment: None,
        rated_at: "2022-07-05T02:00:00Z".parse().expect("an instant"),
        device_hash: Some(format!("device {n}")),
        net_hash: Some("net".to_owned()),
    }
}

async fn stored(city: &City, taken: &Taken) -> public_rating::Model {
    public_rating::Entity::find_by_id(taken.id)
        .one(city.app.db.read())
        .await
        .expect("ratings can be read")
        .expect("the rating is stored")
}

async fn handled(city: &City, window: &window_point::Model, no: &str) {
    let ctx = city.nobody();
    let now = ctx.now();
    let tx = city
        .app
        .db
        .write(window.jurisdiction_id)
        .await
        .expect("a transaction");
    let item = remit_store::entity::service_receipt::Model {
        id: ctx.new_id(),
        jurisdiction_id: window.jurisdiction_id,
        receipt_no: no.to_owned(),
        org_id: window.org_id,
        window_id: Some(window.id),
        matter_code: "3707820001".to_owned(),
        finished_at: now,
        channel: remit_store::Text(ReceiptChannel::Window),
        client_id: ctx.new_id(),
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: 0,
    };
    let item = row::insert(&tx, item).await.expect("the receipt is stored");
    remit_store::rating::receipt::count(&tx, &[item])
        .await
        .expect("the receipt is counted");
    tx.commit().await.expect("committed");
}

/// Step 14.
async fn two_taps(engine: Engine) {
    let city = City::open(engine, "2022-07-05").await;
    let (app, nobody) = (&city.app, city.nobody());
    let window = window_of(&city, "市民政局").await;

    // The code at the window leads to it; a forged one and one that was revoked do not.
    let code = code_of(app, &window, Some("BJ-1"));
    let Place::Open(open) = scanned(app, &code).await.expect("scanned") else {
        panic!("the code is genuine");
    };
    assert_eq!(
        (open.window.id, open.receipt_no.as_deref()),
        (window.id, Some("BJ-1"))
    );
    let mut forged = code.clone();
    forged.replace_range(40..41, if &code[40..41] == "A" { "B" } else { "A" });
    let closed = Place::Closed {
        hotline: Some(window.hotline.clone()),
    };
    assert_eq!(scanned(app, &forged).await.expect("scanned"), closed);
    let expired = window_point::Model {
        qr_key_version: 2,
        ..window.clone()
    };
    assert_eq!(
        scanned(app, &code_of(app, &expired, None))
            .await
            .expect("scanned"),
        closed
    );

    // The first rating of a receipt counts; a second one is a duplicate and gets a code all the same.
    handled(&city, &window, "BJ-1").await;
    let first = submit(app, &nobody, tap(1, &window, RatingLevel::L5, Some("BJ-1")))
        .await
        .expect("taken");
    let second = submit(app, &nobody, tap(2, &window, RatingLevel::L1, Some("BJ-1")))
        .await
        .expect("taken");
    assert_eq!(stored(&city, &first).await.status.get(), RatingStatus::Accepted);
    assert_eq!(stored(&city, &second).await.status.get(), RatingStatus::Duplicate);
    assert_ne!(first.code, second.code);

    // The same submission, sent again and again at once, is one rating with one code.
    let again = (0..12).map(|_| submit(app, &nobody, tap(3, &window, RatingLevel::L4, None)));
    let again: Vec<Taken> = futures_util::future::join_all(again)
        .await
        .into_iter()
        .map(|taken| taken.expect("taken"))
        .collect();
    assert!(
        again
            .iter()
            .all(|taken| taken.id == again[0].id && taken.code == again[0].code)
    );
    assert_eq!(again.iter().filter(|taken| !taken.replayed).count(), 1);
    let other = submit(app, &nobody, tap(3, &window, RatingLevel::L1, None)).await;
    let refusal = other.expect_err("other content under the same id");
    assert!(refusal.to_string().contains("E_DUP"), "{refusal}");

    // The page of a bad duplicate says what that of a fresh case says: nobody learns which ratings count.
    let page = follow_up::look(app, &nobody, &second.code).await.expect("found");
    assert_eq!(
        (page.case.is_none(), page.handling(&nobody)),
        (true, Some(S::Opened))
    );

    // Duplicates open no case, and the counters equal the rows.
    assert_eq!(cases(&city).await.len(), 0);
    rollups_hold(&city).await;
}

async fn cases(city: &City) -> Vec<bad_rating_case::Model> {
    bad_rating_case::Entity::find()
        .order_by_asc(bad_rating_case::Column::Id)
        .all(city.app.db.read())
        .await
        .expect("cases can be read")
}

async fn rollups_hold(city: &City) {
    let report = remit_service::integrity::check(&city.app).await.expect("checked");
    assert_eq!(report.findings, []);
}

fn says(event: E, text: &str, case: &bad_rating_case::Model) -> Act {
    Act {
        step: Step {
            id: case.id,
            version: case.version,
        },
        event,
        words: Words {
            text: text.to_owned(),
            ..Words::default()
        },
    }
}

/// Step 15.
async fn bad_rating(engine: Engine) {
    let city = City::open(engine, "2022-07-06").await;
    let (app, nobody) = (&city.app, city.nobody());
    let window = window_of(&city, "市民政局").await;
    let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
    let (desk, stranger) = (city.person("ra01").await, city.person("dc.jiaoti").await);

    // Very dissatisfied: a case opens at once, and the rater leaves a number afterwards.
    let taken = submit(app, &nobody, tap(1, &window, RatingLevel::L1, None))
        .await
        .expect("taken");
    let details = follow_up::Details {
        comment: "等了两个小时".to_owned(),
        phone: "138 0536 1234".to_owned(),
        ..follow_up::Details::default()
    };
    follow_up::add_details(app, &nobody, &taken.code, details)
        .await
        .expect("added");
    let case = cases(&city).await.remove(0);
    assert_eq!((case.state.get(), case.contactable), (S::Opened, true));
    assert_eq!(
        case.due_on,
        Some("2022-07-07".parse().expect("a day")),
        "contact within a working day"
    );
    let seen = read::case(app, &contact, case.id)
        .await
        .expect("read")
        .expect("in scope");
    let number = read::contact(app, &contact, &seen).await.expect("opened");
    assert_eq!(number.as_deref(), Some("13805361234"));
    assert_eq!(
        read::case(app, &stranger, case.id).await.expect("read"),
        None,
        "another unit sees nothing"
    );

    // Contact, acceptance, reply; the rater reads it under the code.
    let served = Act {
        words: Words {
            served_rater: true,
            ..says(E::Contact, "已联系", &case).words
        },
        ..says(E::Contact, "已联系", &case)
    };
    let refused = act(app, &contact, served)
        .await
        .expect_err("the window's own person");
    assert!(refused.to_string().contains("E_CONFLICT"), "{refused}");
    assert_eq!(cases(&city).await[0], case, "a refusal changes nothing");
    let case = act(app, &contact, says(E::Contact, "已电话联系，情况属实。", &case))
        .await
        .expect("contacted");
    let case = act(app, &lead, says(E::Accept, "增设窗口。", &case))
        .await
        .expect("accepted");
    assert_eq!(case.state.get(), S::Rectifying);
    let case = act(
        app,
        &contact,
        says(E::ReportBack, "窗口已增至六个，深表歉意。", &case),
    )
    .await
    .expect("replied");
    let page = follow_up::look(app, &nobody, &taken.code.to_lowercase())
        .await
        .expect("found");
    assert_eq!(
        page.case.and_then(|case| case.reply).as_deref(),
        Some("窗口已增至六个，深表歉意。")
    );

    // The desk revisits; the level stays as it was.
    let revisit = Act {
        words: Words {
            result: Some(RevisitResult::Satisfied),
            ..Words::default()
        },
        ..says(E::Revisit, "", &case)
    };
    let case = act(app, &desk, revisit).await.expect("revisited");
    assert_eq!((case.state.get(), case.was_overdue), (S::Closed, false));
    let rating = stored(&city, &taken).await;
    assert_eq!((rating.level.get(), rating.counted), (RatingLevel::L1, true));
    assert_eq!(
        read::history(app, &desk, case.id).await.expect("history").len(),
        5
    );
    // Once the case is over the number is masked; ninety days later it is gone, once, and the audit says so (F4).
    let seen = read::case(app, &desk, case.id)
        .await
        .expect("read")
        .expect("in scope");
    let number = read::contact(app, &desk, &seen).await.expect("opened");
    assert_eq!(number.as_deref(), Some("138****1234"));
    city.clock.go_to("2022-10-03");
    assert_eq!(jobs::run_erasure(app, &city.nobody()).await.expect("run"), 0);
    city.clock.go_to("2022-10-06");
    assert_eq!(jobs::run_erasure(app, &city.nobody()).await.expect("run"), 1);
    assert_eq!(jobs::run_erasure(app, &city.nobody()).await.expect("run"), 0);
    assert_eq!(stored(&city, &taken).await.contact_enc, None);
    let erased = remit_store::entity::audit_record::Entity::find()
        .filter(remit_store::entity::audit_record::Column::Action.eq("rating.contact_erased"))
        .all(app.db.read())
        .await
        .expect("the audit");
    assert_eq!(erased.len(), 1);
    rollups_hold(&city).await;
}

/// §3.9: overdue cases are alerted, and five on one window raise one problem.
async fn clocks_and_groups(engine: Engine) {
    let city = City::open(engine, "2022-07-06").await;
    let (app, nobody) = (&city.app, city.nobody());
    let window = window_of(&city, "市民政局").await;
    for n in 1..=4 {
        submit(app, &nobody, tap(n, &window, RatingLevel::L2, None))
            .await
            .expect("taken");
    }
    assert!(cases(&city).await.iter().all(|case| case.problem_id.is_none()));
    submit(app, &nobody, tap(5, &window, RatingLevel::L1, None))
        .await
        .expect("taken");
    let grouped = cases(&city).await;
    let problem = grouped[0].problem_id.expect("five raise a problem");
    assert!(grouped.iter().all(|case| case.problem_id == Some(problem)));

    city.clock.go_to("2022-07-08");
    assert_eq!(jobs::run_due(app, &city.nobody()).await.expect("run"), 5);
    assert_eq!(
        jobs::run_due(app, &city.nobody()).await.expect("run"),
        0,
        "safe to repeat"
    );
    assert!(cases(&city).await.iter().all(|case| case.was_overdue));
}

/// §3.9: five on one matter too, whatever the windows; §5.6: a flood of one device is no group.
async fn matters_and_floods(engine: Engine) {
    let city = City::open(engine, "2022-07-05").await;
    let (app, nobody) = (&city.app, city.nobody());
    let window = window_of(&city, "市民政局").await;
    for n in 1..=8 {
        let flood = Submission {
            device_hash: Some("one device".to_owned()),
            ..tap(n, &window, RatingLevel::L1, None)
        };
        submit(app, &nobody, flood).await.expect("taken");
    }
    assert_eq!(cases(&city).await.len(), 8, "each is looked into");
    assert!(cases(&city).await.iter().all(|case| case.problem_id.is_none()));

    let elsewhere: Vec<window_point::Model> = window_point::Entity::find()
        .filter(window_point::Column::OrgId.eq(window.org_id))
        .filter(window_point::Column::Id.ne(window.id))
        .all(app.db.read())
        .await
        .expect("windows can be read");
    for n in 1..=5_usize {
        let place = if n % 2 == 0 { &window } else { &elsewhere[0] };
        let no = format!("BJ-M{n}");
        handled(&city, place, &no).await;
        submit(
            app,
            &nobody,
            tap(100 + n as u128, place, RatingLevel::L2, Some(&no)),
        )
        .await
        .expect("taken");
    }
    let tied = cases(&city)
        .await
        .into_iter()
        .filter(|case| case.problem_id.is_some());
    assert_eq!(tied.count(), 5);
}

/// §5.6 c: ratings from the unit's own hall are flagged, and later ones of a decided group are looked at again.
async fn own_network(engine: Engine) {
    let city = City::open(engine, "2022-07-20").await;
    let window = window_of(&city, "市民政局").await;
    let code = city.org("市民政局").await.code;
    let mut app = city.app.clone();
    let settings = remit_service::app::Settings {
        staff_networks: [(code, vec!["10.1.2.0/23".to_owned()])].into(),
        ..remit_service::app::Settings::clone(&app.settings)
    };
    app.settings = std::sync::Arc::new(settings);
    let mut ctx = city.nobody();
    let mut from = |n: u128, address: &str| {
        ctx.address = Some(address.to_owned());
        Submission {
            rated_at: ctx.now(),
            net_hash: remit_service::rating::network::net_hash(&app, &ctx),
            ..tap(n, &window, RatingLevel::L5, None)
        }
    };
    let (inside, outside) = (from(1, "10.1.3.7"), from(2, "203.0.113.9"));
    let inside = submit(&app, &city.nobody(), inside).await.expect("taken");
    let outside = submit(&app, &city.nobody(), outside).await.expect("taken");
    assert_eq!(jobs::run_flags(&app, &city.nobody()).await.expect("run"), 1);
    assert_eq!(stored(&city, &inside).await.status.get(), RatingStatus::Flagged);
    assert_eq!(stored(&city, &outside).await.status.get(), RatingStatus::Accepted);

    let (first, second) = (city.person("ra01").await, city.person("ra02").await);
    let decide = async |verdict| {
        for person in [&first, &second] {
            let open = [FlagState::Open, FlagState::Reviewed];
            let flags = flag::list(&app, person, &open, Slice::first(10))
                .await
                .expect("listed");
            let row = &flags.rows[0].flag;
            let step = Step {
                id: row.id,
                version: row.version,
            };
            flag::review(&app, person, step, verdict, "已核对监控和办件记录")
                .await
                .expect("an opinion");
        }
    };
    decide(FlagVerdict::Keep).await;
    assert!(stored(&city, &inside).await.counted);
    let later = from(3, "10.1.2.8");
    let later = submit(&app, &city.nobody(), later).await.expect("taken");
    assert_eq!(jobs::run_flags(&app, &city.nobody()).await.expect("run"), 1);
    decide(FlagVerdict::Exclude).await;
    assert_eq!(stored(&city, &later).await.status.get(), RatingStatus::Excluded);
    assert!(stored(&city, &inside).await.counted, "what was decided stays");
    rollups_hold(&city).await;
}

/// Step 16.
async fn one_network(engine: Engine) {
    let city = City::open(engine, "2022-07-20").await;
    let (app, nobody) = (&city.app, city.nobody());
    let window = window_of(&city, "市民政局").await;
    let today = |n: u128| Submission {
        rated_at: nobody.now(),
        ..tap(n, &window, RatingLevel::L5, None)
    };
    let all = (1..=200).map(|n| submit(app, &nobody, today(n)));
    for taken in futures_util::future::join_all(all).await {
        assert_eq!(taken.expect("every one gets a code").code.len(), 10);
    }
    assert!(jobs::run_flags(app, &city.nobody()).await.expect("run") >= 1);
    assert_eq!(
        jobs::run_flags(app, &city.nobody()).await.expect("run"),
        0,
        "safe to repeat"
    );

    // Two reviewers who see no level exclude them; one person alone cannot.
    let (first, second) = (city.person("ra01").await, city.person("ra02").await);
    let flags = flag::list(app, &first, &[FlagState::Open], Slice::first(10))
        .await
        .expect("listed")
        .rows;
    let group = flags[0].flag.clone();
    assert_eq!((group.count, group.networks), (200, 1));
    let step = |row: &remit_store::entity::rating_flag::Model| Step {
        id: row.id,
        version: row.version,
    };
    let noted = flag::review(
        app,
        &first,
        step(&group),
        FlagVerdict::Exclude,
        "同一网络集中提交",
    )
    .await;
    let noted = noted.expect("noted");
    let alone = flag::review(
        app,
        &first,
        step(&noted),
        FlagVerdict::Exclude,
        "同一网络集中提交",
    )
    .await;
    let alone = alone.expect_err("one person twice");
    assert!(
        alone
            .to_string()
            .contains(RefusalCode::Conflict.to_string().as_str()),
        "{alone}"
    );
    flag::review(app, &second, step(&noted), FlagVerdict::Exclude, "确认剔除")
        .await
        .expect("decided");

    // The counts of what was left out are on the unit's aggregate.
    let (from, to) = (
        "2022-07-20".parse().expect("a day"),
        "2022-07-20".parse().expect("a day"),
    );
    let office = city.person("ov01").await;
    let sum = read::aggregate(app, &office, window.org_id, from, to)
        .await
        .expect("read")
        .expect("in scope");
    assert_eq!(sum.total.n(), 0);
    assert_eq!(
        sum.statuses,
        [(RatingStatus::Limited, 180), (RatingStatus::Excluded, 20)]
    );
    rollups_hold(&city).await;
}

/// §8: a rating that came before its receipt counts with it, and the receipt counts once.
async fn pending_receipt(engine: Engine) {
    let city = City::open(engine, "2022-07-05").await;
    let (app, desk) = (&city.app, city.person("ra01").await);
    let window = window_of(&city, "市民政局").await;
    let early = submit(
        app,
        &city.nobody(),
        tap(1, &window, RatingLevel::L5, Some("BJ-7")),
    )
    .await
    .expect("taken");
    assert_eq!(stored(&city, &early).await.receipt_id, None);
    let item = remit_service::rating::import::NamedReceipt {
        client_id: Uuid::from_u128(77),
        org_code: city.org("市民政局").await.code,
        receipt_no: "BJ-7".to_owned(),
        window_no: Some(window.no.clone()),
        matter_code: "3707820001".to_owned(),
        finished_at: desk.now(),
        channel: ReceiptChannel::Window,
    };
    let strange = remit_service::rating::import::NamedReceipt {
        client_id: Uuid::from_u128(78),
        org_code: "nirgends".to_owned(),
        ..item.clone()
    };
    let send = |items| remit_service::rating::import::submit_named_receipts(app, &desk, items);
    let items: receipt::Items = send(vec![item.clone(), strange]).await.expect("taken");
    assert_eq!(items[0], Ok(false));
    assert_eq!(
        items[1].as_ref().map_err(|refusal| refusal.code),
        Err(RefusalCode::Scope)
    );
    assert_eq!(send(vec![item]).await.expect("taken")[0], Ok(true), "replayed");
    assert!(stored(&city, &early).await.receipt_id.is_some());
    rollups_hold(&city).await;
}

/// §6.1: the demo's bad ratings with their cases.
async fn demo_cases(engine: Engine) {
    let city = City::open_with(engine, "2023-03-31", Ratings::Bad).await;
    let cases = cases(&city).await;
    let closed = |case: &&bad_rating_case::Model| case.state.get() == S::Closed;
    assert_eq!(cases.len(), 1080);
    assert_eq!(
        cases
            .iter()
            .filter(closed)
            .filter(|case| !case.was_overdue)
            .count(),
        1050
    );
    assert_eq!(
        cases
            .iter()
            .filter(closed)
            .filter(|case| case.was_overdue)
            .count(),
        22
    );
    assert_eq!(cases.iter().filter(|case| !closed(case)).count(), 8);
    let grouped: std::collections::BTreeSet<_> = cases.iter().filter_map(|case| case.problem_id).collect();
    assert_eq!(grouped.len(), 2, "two groups became problems");
    rollups_hold(&city).await;
}

macro_rules! both {
    ($($name:ident)+) => { $(mod $name {
        #[tokio::test(flavor = "multi_thread")]
        async fn on_sqlite() {
            if remit_store::testing::wanted(remit_store::Engine::Sqlite) {
                super::$name(remit_store::Engine::Sqlite).await;
            }
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn on_postgres() {
            if remit_store::testing::wanted(remit_store::Engine::Postgres) {
                super::$name(remit_store::Engine::Postgres).await;
            }
        }
    })+ };
}

both!(two_taps bad_rating clocks_and_groups matters_and_floods own_network one_network pending_receipt demo_cases);
