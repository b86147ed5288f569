//! §9 steps 5 and 6: a quarter's window from its opening to the feedback, in the first quarter of 2023.

use remit_service::context::OpCtx;
use remit_service::failure::{Answer, Failure};
use remit_service::linkage::write::{Named, Receipt, Write};
use remit_service::linkage::{answer, clock, decide, read, study, write};
use remit_service::problem::Step;
use remit_service::rows::{SubmissionFilter, SubmissionSort, linkage_submission, linkage_window};
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::{LinkageKind, SubmissionOutcome, SubmissionState, WindowState};
use remit_shared::notice::NoticeKind;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::refusal::RefusalCode as C;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

const SECOND: Quarter = Quarter {
    year: 2023,
    quarter: 2,
};

fn code<T>(answer: Answer<T>) -> C {
    match answer {
        Err(Failure::Refused(refusal)) => refusal.code,
        Err(Failure::Fault(fault)) => panic!("a fault: {fault}"),
        Ok(_) => panic!("it was allowed"),
    }
}

fn step(row: &linkage_submission::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

fn about(id: u128, unit: Uuid, text: &str) -> Write {
    Write {
        existing: None,
        client_id: Uuid::from_u128(id),
        quarter: Some(SECOND),
        about: Named::Id(unit),
        kind: LinkageKind::Problem,
        text: text.to_owned(),
        confidential: true,
        urgent: false,
        files: Vec::new(),
        submit: true,
    }
}

async fn window(city: &City, who: &OpCtx) -> linkage_window::Model {
    let reader = read::reader(&city.app, who).await.expect("a reader");
    let found = read::window(&city.app, &reader, Some(SECOND))
        .await
        .expect("read");
    found.expect("the window of the second quarter")
}

async fn own(city: &City, who: &OpCtx) -> Vec<linkage_submission::Model> {
    let reader = read::reader(&city.app, who).await.expect("a reader");
    let filter = SubmissionFilter {
        year: Some(2023),
        quarter: Some(2),
        ..SubmissionFilter::default()
    };
    let page = read::submissions(
        &city.app,
        &reader,
        &filter,
        SubmissionSort::Oldest,
        Slice::first(50),
    )
    .await;
    page.expect("a page").rows
}

async fn heard(city: &City, who: &OpCtx, kind: NoticeKind) -> bool {
    let inbox = remit_service::notice::inbox::list(&city.app, who, true, Slice::first(50)).await;
    inbox
        .expect("inbox")
        .rows
        .iter()
        .any(|line| line.kind.get() == kind)
}

/// 00:00 of the 10th-last working day: the window opens for ten departments and not a minute earlier.
async fn opens(city: &City) {
    let (app, petitions) = (&city.app, city.person("lk06").await);
    city.clock.go_to("2023-06-15");
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    assert_eq!(window(city, &petitions).await.state.get(), WindowState::Scheduled);
    let unit = city.org("市民政局").await;
    let early = write::write(app, &petitions, about(1, unit.id, "办理超时。")).await;
    assert_eq!(code(early), C::Early);

    // An urgent matter does not wait; it is counted in the window to come.
    let urgent = Write {
        urgent: true,
        ..about(2, unit.id, "养老机构消防隐患长期未整改。")
    };
    let urgent = write::write(app, &petitions, urgent).await.expect("urgent");
    assert!(urgent.row.urgent && !urgent.row.late);
    assert_eq!(urgent.row.window_id, window(city, &petitions).await.id);

    let opens_on = window(city, &petitions).await.opens_on;
    city.clock.go_to(&opens_on.to_string());
    city.clock.pass(chrono::TimeDelta::hours(-9));
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    assert_eq!(window(city, &petitions).await.state.get(), WindowState::Open);
    for n in 1..=10 {
        let contact = city.person(&format!("lk{n:02}")).await;
        assert!(
            heard(city, &contact, NoticeKind::LinkageOpened).await,
            "lk{n:02} hears of it"
        );
    }
}

/// Submissions and nil returns arrive; what may not be said is refused and changes nothing.
async fn arrive(city: &City) -> Vec<Receipt> {
    let app = &city.app;
    let (discipline, petitions, audit) = (
        city.person("lk01").await,
        city.person("lk06").await,
        city.person("lk05").await,
    );
    let unit = city.org("市民政局").await;
    let own_unit = city.org("市信访局").await;
    let before = own(city, &petitions).await.len();
    let refused = write::write(app, &petitions, about(10, own_unit.id, "本单位接访超时。")).await;
    assert_eq!(code(refused), C::Conflict, "nobody reports on the own unit");
    assert_eq!(own(city, &petitions).await.len(), before, "nothing was stored");

    let mut sent = Vec::new();
    for (id, who, text) in [
        (11, &discipline, "低保动态核查流于形式，抽查12户有3户不符合条件。"),
        (12, &audit, "福彩公益金结余资金闲置超过两年。"),
        (13, &petitions, "殡葬收费投诉答复超过承诺时限。"),
    ] {
        let receipt = write::write(app, who, about(id, unit.id, text))
            .await
            .expect("sent");
        assert!(
            receipt
                .row
                .no
                .as_deref()
                .is_some_and(|no| no.starts_with("LD-2023-"))
        );
        sent.push(receipt);
    }
    // The same again is the same; other content under the same id is refused.
    let again = write::write(
        app,
        &audit,
        about(12, unit.id, "福彩公益金结余资金闲置超过两年。"),
    )
    .await;
    let again = again.expect("sent twice");
    assert!(again.replayed && again.row.id == sent[1].row.id);
    let other = write::write(app, &audit, about(12, unit.id, "另一件事。")).await;
    assert_eq!(code(other), C::Dup);

    // A nil return stands alone, and a later submission takes its place.
    let finance = city.person("lk07").await;
    let nil = write::nil_return(app, &finance, Uuid::from_u128(20), Some(SECOND))
        .await
        .expect("nil");
    assert_eq!(nil.row.state.get(), SubmissionState::Nil);
    let twice = write::nil_return(app, &finance, Uuid::from_u128(21), Some(SECOND)).await;
    assert_eq!(code(twice), C::Dup);
    let after_all = write::write(app, &finance, about(22, unit.id, "专项资金绩效自评不实。")).await;
    sent.push(after_all.expect("sent after all"));
    let states: Vec<_> = own(city, &finance)
        .await
        .iter()
        .map(|row| row.state.get())
        .collect();
    assert_eq!(states, [SubmissionState::Voided, SubmissionState::Submitted]);
    sent
}

/// Three working days before the end the silent are reminded; then grace, late marks, and the end.
async fn ends(city: &City) -> Receipt {
    let app = &city.app;
    let (silent, petitions) = (city.person("lk08").await, city.person("lk06").await);
    city.clock.go_to("2023-06-28");
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    assert!(heard(city, &silent, NoticeKind::LinkageReminder).await);
    assert!(
        !heard(city, &petitions, NoticeKind::LinkageReminder).await,
        "who replied is left alone"
    );

    let unit = city.org("市民政局").await;
    city.clock.go_to("2023-07-06");
    let late = write::write(app, &silent, about(30, unit.id, "行政执法文书送达不规范。")).await;
    let late = late.expect("taken in the grace period");
    assert!(late.row.late, "and marked late, although no job has run yet");

    let until = window(city, &silent).await.grace_until;
    assert_eq!(until.to_string(), "2023-07-07");
    city.clock.go_to("2023-07-08");
    let too_late = write::write(app, &silent, about(31, unit.id, "又一件事。")).await;
    assert_eq!(code(too_late), C::Late);
    clock::run_due(app, &city.nobody()).await.expect("the clock runs");
    assert_eq!(window(city, &silent).await.state.get(), WindowState::Closed);
    late
}

/// Every submission gets a problem, a countermeasure or a note before the study is finished and fed back.
async fn is_settled(city: &City, sent: Vec<Receipt>) {
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let unit = city.org("市民政局").await;
    let open = window(city, &officer).await;
    let finish = |row: &linkage_window::Model| Step {
        id: row.id,
        version: row.version,
    };
    assert_eq!(
        code(study::study(app, &officer, finish(&open), "").await),
        C::State
    );

    // The urgent one, the four of the window, the late one: one returned, five accepted.
    let reader = read::reader(app, &officer).await.expect("a reader");
    let filter = SubmissionFilter {
        year: Some(2023),
        quarter: Some(2),
        states: vec![SubmissionState::Submitted],
        ..SubmissionFilter::default()
    };
    let waiting = read::submissions(app, &reader, &filter, SubmissionSort::Oldest, Slice::first(50)).await;
    let mut waiting = waiting.expect("a page").rows;
    assert_eq!(waiting.len(), sent.len());
    let last = waiting.pop().expect("the late one");
    assert_eq!(
        code(decide::give_back(app, &officer, step(&last), " ").await),
        C::Reason
    );
    decide::give_back(app, &officer, step(&last), "请补充具体文书编号。")
        .await
        .expect("returned");
    let mut accepted = Vec::new();
    for row in &waiting {
        accepted.push(
            decide::accept(app, &officer, step(row), "")
                .await
                .expect("accepted"),
        );
    }
    let convert = answer::Convert {
        step: step(&accepted[0]),
        title: "养老机构消防隐患整改不到位".to_owned(),
        facts: "监管渠道反映，2家养老机构的消防隐患超过期限未整改。".to_owned(),
        category: ProblemCategory::DutyNotDone,
        severity: Severity::Minor,
        not_duplicate: true,
    };
    let (urgent, problem) = answer::convert(app, &officer, convert).await.expect("a problem");
    assert_eq!(
        (problem.source.get(), problem.source_id),
        (ProblemSource::Linkage, Some(urgent.id))
    );
    assert_eq!(
        code(answer::note(app, &officer, step(&urgent), "再次留存").await),
        C::State
    );
    answer::merge(
        app,
        &officer,
        step(&accepted[1]),
        problem.id,
        "同一事项，一并整改。",
    )
    .await
    .expect("merged");
    let measure = answer::Measure::New {
        text: "会同财政部门清理闲置资金，建立季度通报。".to_owned(),
        responsible: unit.id,
        due_on: "2023-09-30".parse().expect("a day"),
    };
    let (_, measure) = answer::advise(app, &officer, step(&accepted[2]), Some(measure))
        .await
        .expect("advice");
    let same = Some(answer::Measure::Existing(measure.id));
    answer::advise(app, &officer, step(&accepted[3]), same)
        .await
        .expect("the same answers both");

    assert_eq!(
        code(study::study(app, &officer, finish(&open), "").await),
        C::State,
        "one is left"
    );
    answer::note(app, &officer, step(&accepted[4]), "已由主管部门部署整改。")
        .await
        .expect("noted");
    assert_eq!(
        code(study::feed_back(app, &lead, finish(&open), "").await),
        C::State,
        "not studied yet"
    );
    let studied = study::study(app, &officer, finish(&open), "逐件研究完毕。")
        .await
        .expect("studied");
    assert_eq!(
        code(study::feed_back(app, &officer, finish(&studied), "").await),
        C::Role
    );
    let discipline = city.person("lk01").await;
    let reader = read::reader(app, &discipline).await.expect("a reader");
    assert!(
        !reader.shows_outcome(studied.state.get()),
        "nothing is shown before the feedback"
    );
    let told = study::feed_back(app, &lead, finish(&studied), "感谢各联动部门。")
        .await
        .expect("fed back");
    assert!(reader.shows_outcome(told.state.get()));
    assert!(heard(city, &discipline, NoticeKind::LinkageFedBack).await);
}

/// R2: each department sees its own and nothing of the others'.
async fn each_sees_its_own(city: &City) {
    let (audit, discipline) = (city.person("lk05").await, city.person("lk01").await);
    let mine = own(city, &audit).await;
    assert_eq!(mine.len(), 1);
    assert_eq!(
        mine[0].outcome.map(remit_store::Text::get),
        Some(SubmissionOutcome::Advice)
    );
    let reader = read::reader(&city.app, &discipline).await.expect("a reader");
    let found = read::submission(&city.app, &reader, mine[0].id)
        .await
        .expect("read");
    assert!(found.is_none(), "out of scope is not found");
    let receipt = mine[0].no.clone().expect("a receipt");
    let found = read::by_receipt(&city.app, &reader, &receipt)
        .await
        .expect("read");
    assert!(found.is_none());
    let replies = read::replies(&city.app, &reader, &[mine[0].window_id])
        .await
        .expect("replies");
    let all = replies.into_values().flatten();
    assert!(
        all.into_iter()
            .all(|reply| Some(reply.org_id) == discipline.actor.as_ref().and_then(|a| a.org_id))
    );
    for login in ["dl.minzheng", "os05", "cl01", "sa01", "au01"] {
        let stranger = city.person(login).await;
        assert_eq!(code(read::reader(&city.app, &stranger).await), C::Role, "{login}");
    }
}

async fn story(engine: Engine) {
    let city = City::open(engine, "2023-05-12").await;
    opens(&city).await;
    let mut sent = arrive(&city).await;
    sent.push(ends(&city).await);
    let petitions = city.person("lk06").await;
    let urgent = own(&city, &petitions).await.into_iter().find(|row| row.urgent);
    sent.push(Receipt {
        row: urgent.expect("the urgent one counts in this window"),
        replayed: false,
    });
    is_settled(&city, sent).await;
    each_sees_its_own(&city).await;
    let report = remit_service::integrity::check(&city.app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn a_quarter_runs_from_its_opening_to_the_feedback_on_sqlite() {
    Box::pin(story(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_quarter_runs_from_its_opening_to_the_feedback_on_postgres() {
    if remit_store::testing::wanted(Engine::Postgres) {
        Box::pin(story(Engine::Postgres)).await;
    }
}
