//! §9 steps 19 and 20: leaders comment, departments cast mutual ballots, appraisals are imported; and the negative
//! records of C21.

use remit_service::context::OpCtx;
use remit_service::failure::{Answer, Failure};
use remit_service::plan::point::import::ImportOutcome;
use remit_service::problem::Step;
use remit_service::rows::{AppraisalFilter, AppraisalSort, violation, voice_window};
use remit_service::voice::appraisal::{self, AppraisalList, Mode};
use remit_service::voice::comment::{self, CommentInput};
use remit_service::voice::mutual::{self, MutualInput};
use remit_service::voice::violation::{self as records, Act, NewViolation};
use remit_service::voice::window::{self, SetWindow};
use remit_service::voice::{clock, results};
use remit_shared::notice::NoticeKind;
use remit_shared::rating::RatingLevel;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::scoring::period::ScorePeriod;
use remit_shared::voice::appraisal::Written;
use remit_shared::voice::mutual::Mark;
use remit_shared::voice::window::Days;
use remit_shared::voice::{ViolationEventKind, ViolationKind, ViolationState, VoiceKind, VoiceWindowState};
use remit_store::Engine;
use remit_store::entity::{appraisal_row, import_batch, leader_comment, mutual_ballot, mutual_mark};
use remit_store::page::Slice;
use remit_tests::City;
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

fn code<T>(answer: Answer<T>) -> C {
    match answer {
        Err(Failure::Refused(refusal)) => refusal.code,
        Err(Failure::Fault(fault)) => panic!("a fault: {fault}"),
        Ok(_) => panic!("it was allowed"),
    }
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

/// The city as it was before anybody had said anything: the demo's own voices of the year are taken out.
async fn before_autumn(engine: Engine) -> City {
    let city = City::open(engine, "2022-10-10").await;
    let conn = city.app.db.writer();
    mutual_mark::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    mutual_ballot::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    leader_comment::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    voice_window::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    appraisal_row::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    import_batch::Entity::delete_many()
        .exec(conn)
        .await
        .expect("deleted");
    city
}

fn set(kind: VoiceKind, from: &str, to: &str, version: Option<i32>, reason: &str) -> SetWindow {
    SetWindow {
        year: 2022,
        kind,
        days: Days {
            opens_on: day(from),
            closes_on: day(to),
        },
        reason: reason.to_owned(),
        version,
    }
}

fn step(row: &voice_window::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

async fn heard(city: &City, who: &OpCtx, kind: NoticeKind) -> bool {
    let inbox = remit_service::notice::inbox::list(&city.app, who, true, Slice::first(50)).await;
    inbox
        .expect("inbox")
        .rows
        .iter()
        .any(|line| line.kind.get() == kind)
}

fn says(org: Uuid, level: Option<RatingLevel>, text: &str) -> CommentInput {
    CommentInput {
        year: 2022,
        org,
        level,
        text: text.to_owned(),
    }
}

async fn opened(city: &City, kind: VoiceKind) -> voice_window::Model {
    let (app, officer) = (&city.app, city.person("ov01").await);
    let window = window::set(app, &officer, set(kind, "2022-10-20", "2022-11-04", None, "")).await;
    let window = window.expect("the days are set");
    city.clock.go_to("2022-10-20");
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    window
}

async fn stored(city: &City) -> (u64, u64, u64) {
    let conn = city.app.db.read();
    (
        leader_comment::Entity::find().count(conn).await.expect("counted"),
        mutual_ballot::Entity::find().count(conn).await.expect("counted"),
        mutual_mark::Entity::find().count(conn).await.expect("counted"),
    )
}

/// K25: days by the office, two taps by the leaders, means from three leaders on, nothing before the closing (F6, R6).
async fn leaders_comment(engine: Engine) {
    let city = before_autumn(engine).await;
    let (app, officer, lead) = (&city.app, city.person("ov01").await, city.person("ol01").await);
    let unit = city.org("市民政局").await;
    let leaders = [
        city.person("cl01").await,
        city.person("cl02").await,
        city.person("cl03").await,
    ];

    let none = comment::write(app, &leaders[0], says(unit.id, Some(RatingLevel::L5), "")).await;
    assert_eq!(code(none), C::Early, "the office has not set the days");
    let unit_lead = city.person("dl.minzheng").await;
    let refused = window::set(
        app,
        &unit_lead,
        set(VoiceKind::Comment, "2022-10-20", "2022-11-04", None, ""),
    )
    .await;
    assert_eq!(code(refused), C::Role);
    let late = window::set(
        app,
        &officer,
        set(VoiceKind::Comment, "2022-10-20", "2023-01-11", None, ""),
    )
    .await;
    assert_eq!(code(late), C::Input, "after the cut-off");

    opened(&city, VoiceKind::Comment).await;
    assert!(heard(&city, &leaders[0], NoticeKind::VoiceOpened).await);
    let office = city.org("市委编办").await;
    let refused = comment::write(app, &leaders[0], says(office.id, Some(RatingLevel::L5), "")).await;
    assert_eq!(code(refused), C::Scope, "the office is not scored");
    assert_eq!(stored(&city).await.0, 0, "nothing was stored");

    for (leader, level) in leaders
        .iter()
        .zip([RatingLevel::L5, RatingLevel::L4, RatingLevel::L1])
    {
        comment::write(app, leader, says(unit.id, Some(level), "请加强督办"))
            .await
            .expect("said");
    }
    // Changed, taken back, said again: still one row a leader.
    comment::write(app, &leaders[2], says(unit.id, None, ""))
        .await
        .expect("taken back");
    comment::write(app, &leaders[2], says(unit.id, Some(RatingLevel::L3), ""))
        .await
        .expect("said again");
    assert_eq!(stored(&city).await.0, 3);
    let desk = comment::desk(app, &leaders[0], None).await.expect("cards");
    assert!(
        desk.cards.iter().filter(|card| card.comment.is_some()).count() == 1,
        "only the own ones"
    );
    assert!(desk.cards[0].in_charge, "the own charge comes first");

    let open = results::results(app, &lead, 2022).await.expect("read");
    assert!(!open.comments_shown, "nobody reads an open window");
    city.clock.go_to("2022-11-05");
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    let refused = comment::write(app, &leaders[0], says(unit.id, Some(RatingLevel::L1), "")).await;
    assert_eq!(code(refused), C::Late);
    assert!(heard(&city, &lead, NoticeKind::VoiceClosed).await);
    assert!(
        !results::results(app, &unit_lead, 2022)
            .await
            .expect("read")
            .comments_shown,
        "not published yet"
    );
    assert!(
        !results::results(app, &leaders[0], 2022)
            .await
            .expect("read")
            .comments_shown,
        "F6: only the own ones"
    );

    let window = window::list(app, &lead, 2022)
        .await
        .expect("windows")
        .remove(0)
        .row;
    assert_eq!(window.state.get(), VoiceWindowState::Closed);
    assert_eq!(code(window::publish(app, &officer, step(&window)).await), C::Role);
    window::publish(app, &lead, step(&window))
        .await
        .expect("published");
    let own = results::results(app, &unit_lead, 2022).await.expect("read");
    assert_eq!(own.units.len(), 1, "only the own unit");
    let said = own.units[0].comments.clone().expect("comments");
    assert_eq!((said.leaders, said.texts.len()), (3, 2));
    // One of the three may be in charge and count twice.
    let means = ["75", "80", "85"].map(|mean| mean.parse().ok());
    assert!(means.contains(&said.mean), "{:?}", said.mean);
}

/// K26: a draft is kept, the own unit cannot be rated, one whole ballot a year, means from five casters on (F7).
async fn departments_vote(engine: Engine) {
    let city = before_autumn(engine).await;
    let app = &city.app;
    opened(&city, VoiceKind::Mutual).await;
    let lead = city.person("dl.minzheng").await;
    let desk = mutual::desk(app, &lead, None).await.expect("a ballot");
    assert_eq!(desk.targets.len(), 49);
    let rated = city.org("市财政局").await;
    let mark = |org: Uuid, level: Option<RatingLevel>| Mark {
        org,
        levels: [level; 3],
        no_dealings: level.is_none(),
    };
    let whole = |targets: &[Uuid], level: RatingLevel| -> Vec<Mark> {
        let marks = targets
            .iter()
            .map(|org| mark(*org, (*org == rated.id).then_some(level)));
        marks.collect()
    };
    let targets: Vec<Uuid> = desk.targets.iter().map(|unit| unit.id).collect();
    let input = |marks: Vec<Mark>, version: Option<i32>| MutualInput {
        year: 2022,
        marks,
        version,
    };

    let own = vec![mark(desk.own.id, Some(RatingLevel::L5))];
    assert_eq!(
        code(mutual::keep(app, &lead, input(own, None)).await),
        C::Conflict
    );
    assert_eq!(stored(&city).await.1, 0, "nothing was stored");
    let draft = vec![mark(rated.id, Some(RatingLevel::L4))];
    let kept = mutual::keep(app, &lead, input(draft, None)).await.expect("kept");
    let open = mutual::cast(
        app,
        &lead,
        input(whole(&targets[1..], RatingLevel::L4), Some(kept.version)),
    )
    .await;
    assert_eq!(code(open), C::Input, "a unit is missing");
    let stale = mutual::cast(app, &lead, input(whole(&targets, RatingLevel::L4), None)).await;
    assert_eq!(code(stale), C::Stale);
    let desk = mutual::desk(app, &lead, None).await.expect("a ballot");
    assert_eq!(desk.marks.len(), 1, "the draft is still there");

    mutual::cast(
        app,
        &lead,
        input(whole(&targets, RatingLevel::L4), Some(kept.version)),
    )
    .await
    .expect("cast");
    let again = mutual::cast(
        app,
        &lead,
        input(whole(&targets, RatingLevel::L5), Some(kept.version + 1)),
    )
    .await;
    assert_eq!(code(again), C::Dup);
    assert_eq!(stored(&city).await.2, 49);
    let institution = city.person("dl.rongmei").await;
    assert_eq!(
        code(mutual::keep(app, &institution, input(Vec::new(), None)).await),
        C::Scope
    );

    for unit in ["jiaotong", "shuili", "nongye", "shangwu"] {
        let lead = city.person(&format!("dl.{unit}")).await;
        let desk = mutual::desk(app, &lead, None).await.expect("a ballot");
        let targets: Vec<Uuid> = desk.targets.iter().map(|unit| unit.id).collect();
        if unit == "shangwu" {
            city.clock.go_to("2022-11-04");
        }
        mutual::cast(app, &lead, input(whole(&targets, RatingLevel::L4), None))
            .await
            .expect("cast");
    }
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    let slow = city.person("dl.weijian").await;
    assert!(
        heard(&city, &slow, NoticeKind::VoiceReminder).await,
        "reminded in the last days"
    );
    assert!(
        !heard(&city, &lead, NoticeKind::VoiceReminder).await,
        "has finished"
    );
    published_means(&city, rated.id).await;
}

async fn published_means(city: &City, rated: Uuid) {
    let (app, office) = (&city.app, city.person("ol01").await);
    city.clock.go_to("2022-11-05");
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    let closed = results::results(app, &office, 2022).await.expect("read");
    let report = closed.report.as_ref().expect("the office reads how was voted");
    assert_eq!((report.casters.len(), report.pairs.len()), (5, 0));
    let means = |results: &results::Results, org: Uuid| {
        let unit = results.units.iter().find(|unit| unit.org.id == org);
        unit.and_then(|unit| unit.mutual.clone()).expect("means")
    };
    let shown = means(&closed, rated);
    assert_eq!(
        (shown.casters, shown.means.map(|(_, mean)| mean)),
        (5, Some(80.into()))
    );
    let other = city.org("市教育和体育局").await;
    assert_eq!(means(&closed, other.id).means, None, "nobody rated it");
    let window = window::list(app, &office, 2022)
        .await
        .expect("windows")
        .remove(0)
        .row;
    window::publish(app, &office, step(&window))
        .await
        .expect("published");
    let unit = city.person("dl.caizheng").await;
    let own = results::results(app, &unit, 2022).await.expect("read");
    assert!(own.report.is_none() && own.units.len() == 1);
}

fn row(institution: &str, parent: &str, grade: &str, score: &str) -> Written {
    Written {
        institution: institution.to_owned(),
        parent: parent.to_owned(),
        grade: grade.to_owned(),
        score: score.to_owned(),
    }
}

fn list(rows: Vec<Written>) -> AppraisalList {
    AppraisalList {
        year: 2022,
        file_name: "考核.xlsx".to_owned(),
        rows: (2..).zip(rows).collect(),
    }
}

async fn appraised(city: &City, who: &OpCtx) -> u64 {
    let filter = AppraisalFilter {
        year: Some(2022),
        ..AppraisalFilter::default()
    };
    let slice = Slice::first(100).counted();
    let page = appraisal::list(&city.app, who, &filter, AppraisalSort::Unit, slice).await;
    page.expect("a page").total.expect("counted")
}

/// §9 step 20: three bad rows are reported and none is imported until the rest is confirmed; the same list again is
/// E_DUP; a corrected one updates by name.
async fn appraisals_come_in(engine: Engine) {
    let city = before_autumn(engine).await;
    city.clock.go_to("2022-11-30");
    let (app, officer) = (&city.app, city.person("ov01").await);
    let mut rows: Vec<Written> = (0..69)
        .map(|n| row(&format!("市第{n}中心"), "市民政局", "B", ""))
        .collect();
    rows.push(row("市第0中心", "市民政局", "A", ""));
    rows.push(row("市博物馆", "市文物局", "A", ""));
    rows.push(row("市图书馆", "市文化和旅游局", "优", ""));
    for mode in [Mode::Try, Mode::Whole] {
        let report = appraisal::import(app, &officer, list(rows.clone()), mode)
            .await
            .expect("a report");
        let bad: Vec<_> = report
            .lines
            .iter()
            .filter(|line| line.outcome == ImportOutcome::Refused)
            .collect();
        let codes: Vec<C> = bad
            .iter()
            .filter_map(|line| Some(line.refusal.as_ref()?.code))
            .collect();
        assert_eq!(codes, [C::Dup, C::Scope, C::Input]);
        assert_eq!(bad.iter().map(|line| line.row).collect::<Vec<_>>(), [71, 72, 73]);
        assert!(!report.done);
        assert_eq!(appraised(&city, &officer).await, 0, "none until confirmed");
    }
    let done = appraisal::import(app, &officer, list(rows.clone()), Mode::LeaveOut)
        .await
        .expect("confirmed");
    assert!(done.done);
    assert_eq!(appraised(&city, &officer).await, 69);
    let again = appraisal::import(app, &officer, list(rows.clone()), Mode::LeaveOut).await;
    assert_eq!(code(again), C::Dup, "the same list again");

    let corrected = vec![
        row("市第0中心", "市民政局", "A", "95.5"),
        row("市博物馆", "市文化和旅游局", "A", ""),
    ];
    let report = appraisal::import(app, &officer, list(corrected), Mode::Whole)
        .await
        .expect("taken");
    let outcomes: Vec<ImportOutcome> = report.lines.iter().map(|line| line.outcome).collect();
    assert_eq!(outcomes, [ImportOutcome::Updated, ImportOutcome::Created]);
    assert_eq!(appraised(&city, &officer).await, 70);
    let unit = city.person("dl.wenlv").await;
    assert_eq!(
        appraised(&city, &unit).await,
        1,
        "a unit sees its own institutions"
    );
    let foreign = appraisal::import(
        app,
        &unit,
        list(vec![row("某中心", "市民政局", "A", "")]),
        Mode::Whole,
    )
    .await;
    assert_eq!(code(foreign), C::Role);
}

/// What the template and the export write can be read back.
async fn a_list_is_given_out_and_read_back(engine: Engine) {
    let city = City::open(engine, "2022-12-01").await;
    let officer = city.person("ov01").await;
    let template = appraisal::sheet::template(&city.app, &officer, 2022)
        .await
        .expect("a template");
    let empty = appraisal::read_file(2022, "模板.xlsx", &template.bytes).expect("it is read");
    assert!(empty.rows.is_empty());
    let filter = AppraisalFilter {
        year: Some(2022),
        ..AppraisalFilter::default()
    };
    let export = appraisal::export(&city.app, &officer, &filter, AppraisalSort::Unit, "全部").await;
    let back =
        appraisal::read_file(2022, "导出.xlsx", &export.expect("an export").bytes).expect("it is read");
    let report = appraisal::import(&city.app, &officer, back, Mode::Whole)
        .await
        .expect("a report");
    assert_eq!(report.lines.len(), 72);
    assert!(
        report
            .lines
            .iter()
            .all(|line| line.outcome == ImportOutcome::Unchanged)
    );
    let csv = appraisal::read_file(
        2022,
        "a.csv",
        "主管部门,事业单位,考核等次\n市民政局,市社会福利中心,A".as_bytes(),
    );
    assert_eq!(csv.expect("it is read").rows.len(), 1);
}

async fn evidence(city: &City, who: &OpCtx) -> Vec<Uuid> {
    let upload = remit_service::file::Upload {
        name: "文书.txt".to_owned(),
        bytes: "通报原文。".as_bytes().to_vec(),
        not_secret: true,
    };
    let file = remit_service::file::upload(&city.app, who, upload)
        .await
        .expect("uploaded");
    vec![file.id]
}

fn does(row: &violation::Model, event: ViolationEventKind, reason: &str, files: Vec<Uuid>) -> Act {
    Act {
        step: Step {
            id: row.id,
            version: row.version,
        },
        event,
        reason: reason.to_owned(),
        files,
    }
}

/// C21: recorded with evidence, confirmed by a second person, contested once, decided by a third; counted meanwhile.
async fn a_criticism_is_recorded(engine: Engine) {
    use ViolationEventKind as E;
    let city = City::open(engine, "2022-12-05").await;
    let app = &city.app;
    let (one, two, lead) = (
        city.person("ov01").await,
        city.person("ov02").await,
        city.person("ol01").await,
    );
    let unit_lead = city.person("dl.minzheng").await;
    let unit = city.org("市民政局").await;
    let new = |files: Vec<Uuid>| NewViolation {
        client_id: Some(Uuid::from_u128(77)),
        org: unit.id,
        kind: ViolationKind::Criticism,
        title: "信访积案督查通报批评".to_owned(),
        facts: "2件积案超期未办结。".to_owned(),
        doc_no: "诸督通〔2022〕31号".to_owned(),
        issued_on: day("2022-12-01"),
        files,
    };
    assert_eq!(
        code(records::record(app, &one, new(Vec::new())).await),
        C::Evidence
    );
    let files = evidence(&city, &one).await;
    let row = records::record(app, &one, new(files)).await.expect("recorded");
    let again = records::record(app, &one, new(Vec::new()))
        .await
        .expect("the first result");
    assert_eq!(again.id, row.id, "sending twice writes once");
    let twin = NewViolation {
        client_id: None,
        ..new(evidence(&city, &two).await)
    };
    assert_eq!(
        code(records::record(app, &two, twin).await),
        C::Dup,
        "one fact deducts once"
    );

    let hidden = records::reader(app, &unit_lead).await.expect("a reader");
    assert!(
        records::find(app, &hidden, row.id).await.expect("read").is_none(),
        "not before it is confirmed"
    );
    assert_eq!(counted(&city, &one, unit.id).await, 0);
    assert_eq!(
        code(records::act(app, &one, does(&row, E::Confirm, "", Vec::new())).await),
        C::Conflict
    );
    let row = records::act(app, &two, does(&row, E::Confirm, "", Vec::new()))
        .await
        .expect("confirmed");
    assert!(heard(&city, &unit_lead, NoticeKind::ViolationConfirmed).await);
    assert_eq!(counted(&city, &one, unit.id).await, 1);

    let bare = records::act(app, &unit_lead, does(&row, E::Contest, "已办结", Vec::new())).await;
    assert_eq!(code(bare), C::Evidence);
    let files = evidence(&city, &unit_lead).await;
    let row = records::act(app, &unit_lead, does(&row, E::Contest, "已于11月办结", files))
        .await
        .expect("contested");
    assert_eq!(
        counted(&city, &one, unit.id).await,
        1,
        "it stands while it is contested"
    );
    assert_eq!(
        code(records::act(app, &two, does(&row, E::Uphold, "属实", Vec::new())).await),
        C::Conflict
    );
    let row = records::act(app, &lead, does(&row, E::Revoke, "通报已更正", Vec::new()))
        .await
        .expect("revoked");
    assert_eq!(row.state.get(), ViolationState::Revoked);
    assert_eq!(counted(&city, &one, unit.id).await, 0);
    assert!(heard(&city, &unit_lead, NoticeKind::ViolationDecided).await);
    let other = city.person("dl.caizheng").await;
    let reader = records::reader(app, &other).await.expect("a reader");
    assert!(
        records::find(app, &reader, row.id).await.expect("read").is_none(),
        "not another unit's"
    );
}

async fn counted(city: &City, who: &OpCtx, unit: Uuid) -> usize {
    let scope = who
        .authorise(remit_shared::policy::Capability::ViolationRead)
        .expect("a scope");
    let period = ScorePeriod::new(2022, "2023-01-10".parse().expect("a day"));
    let rows = remit_store::voice::inputs::violations(city.app.db.read(), &scope, period).await;
    rows.expect("read")
        .iter()
        .filter(|row| row.org_id == unit)
        .count()
}

/// What the scoring reads of the demo city: one statement an indicator.
async fn the_scoring_reads_the_voices(engine: Engine) {
    use remit_store::voice::inputs;
    let city = City::open(engine, "2023-01-12").await;
    let officer = city.person("ov01").await;
    let scope = |capability| officer.authorise(capability).expect("a scope");
    let run = scope(remit_shared::policy::Capability::ScoreRun);
    let conn = city.app.db.read();
    let period = ScorePeriod::new(2022, "2023-01-10".parse().expect("a day"));
    assert_eq!(
        inputs::comments(conn, &run, period).await.expect("read").len(),
        200
    );
    let mutual = inputs::mutual(conn, &run, period).await.expect("read");
    let casters: std::collections::BTreeSet<Uuid> = mutual.iter().map(|row| row.from_org_id).collect();
    assert_eq!(casters.len(), 38);
    assert!(mutual.iter().all(|row| row.from_org_id != row.to_org_id));
    assert_eq!(
        inputs::appraisals(conn, &run, period).await.expect("read").len(),
        72
    );
    assert_eq!(
        inputs::violations(conn, &run, period).await.expect("read").len(),
        5
    );
}

macro_rules! on_both {
    ($($name:ident => $sqlite:ident, $postgres:ident;)+) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $sqlite() {
            if remit_store::testing::wanted(Engine::Sqlite) {
                $name(Engine::Sqlite).await;
            }
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn $postgres() {
            if remit_store::testing::wanted(Engine::Postgres) {
                $name(Engine::Postgres).await;
            }
        }
    )+ };
}

on_both! {
    leaders_comment => leaders_comment_on_sqlite, leaders_comment_on_postgres;
    departments_vote => departments_vote_on_sqlite, departments_vote_on_postgres;
    appraisals_come_in => appraisals_come_in_on_sqlite, appraisals_come_in_on_postgres;
    a_list_is_given_out_and_read_back => a_list_is_read_back_on_sqlite, a_list_is_read_back_on_postgres;
    a_criticism_is_recorded => a_criticism_is_recorded_on_sqlite, a_criticism_is_recorded_on_postgres;
    the_scoring_reads_the_voices => the_scoring_reads_on_sqlite, the_scoring_reads_on_postgres;
}
