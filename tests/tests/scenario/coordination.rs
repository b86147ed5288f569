//! §9 step 12: two departments dispute; consultation, case, experts, decision, checks at 60 and 120 working days (§3.7,
//! K10–K12).

use remit_service::context::OpCtx;
use remit_service::coordination::read::{self, Consulted};
use remit_service::coordination::{
    Known, apply, check, clock, consultation, decide, experts, handle, hearing, precedent,
};
use remit_service::failure::{Answer, Failure};
use remit_service::panel::appointment::read as appointments;
use remit_service::panel::{recusal, session};
use remit_service::problem::Step;
use remit_service::rows::{
    AppointmentFilter, AppointmentRow, AppointmentSort, CaseFilter, CaseSort, CaseView, ConsultationFilter,
    ConsultationSort, coordination_case,
};
use remit_shared::coordination::citation::Citation;
use remit_shared::coordination::precedent::Field;
use remit_shared::coordination::{
    CaseScope, CaseState, CheckResult, CitationKind, ConsultationState, DecisionKind,
};
use remit_shared::panel::AppointmentKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::coordination::request::due_between;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

async fn engines(test: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(test(engine)).await;
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "reads as expect_err does")]
fn code(failure: Failure) -> Option<RefusalCode> {
    failure.refusal().map(|refusal| refusal.code)
}

fn refused<T: std::fmt::Debug>(answer: Answer<T>) -> Option<RefusalCode> {
    code(answer.expect_err("refused"))
}

fn law(title: &str, article: &str) -> Vec<Citation> {
    vec![Citation {
        kind: CitationKind::Law,
        title: title.to_owned(),
        article: article.to_owned(),
        quote: String::new(),
    }]
}

/// Two departments and their leads.
struct Dispute {
    lead: OpCtx,
    other: OpCtx,
    orgs: [Uuid; 2],
}

async fn dispute(city: &City) -> Dispute {
    Dispute {
        lead: city.person("dl.shangwu").await,
        other: city.person("dl.nongye").await,
        orgs: [city.org("市商务局").await.id, city.org("市农业农村局").await.id],
    }
}

async fn open(city: &City, parties: &Dispute) -> Uuid {
    let input = consultation::Open {
        client_id: Uuid::from_u128(1),
        matter: "农产品批发市场冷链仓储监管职责分工".to_owned(),
        dispute: "冷链仓储的日常检查由哪个部门负责，双方意见不一。".to_owned(),
        scope_kind: CaseScope::DeptDept,
        lead: parties.orgs[0],
        assists: vec![parties.orgs[1]],
    };
    let row = consultation::open(&city.app, &parties.lead, input)
        .await
        .expect("opened");
    row.id
}

async fn seen(city: &City, who: &OpCtx, id: Uuid) -> Consulted {
    let reader = read::reader(&city.app, who, Capability::ConsultationManage)
        .await
        .expect("reader");
    read::consultation(&city.app, &reader, id)
        .await
        .expect("read")
        .expect("in scope")
}

async fn talk(city: &City, who: &OpCtx, id: Uuid) -> Step {
    let row = seen(city, who, id).await.row;
    Step {
        id: row.id,
        version: row.version,
    }
}

async fn known(city: &City, who: &OpCtx, id: Uuid) -> Known {
    let reader = read::reader(&city.app, who, Capability::CaseRead)
        .await
        .expect("reader");
    read::one(&city.app, &reader, id)
        .await
        .expect("read")
        .expect("in scope")
}

fn step(row: &coordination_case::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

async fn case(city: &City, who: &OpCtx, id: Uuid) -> Step {
    step(&known(city, who, id).await.row)
}

fn meeting(day: &str, parties: &Dispute) -> consultation::Meeting {
    consultation::Meeting {
        held_on: day.parse().expect("a day"),
        place: "市政府第二会议室".to_owned(),
        minutes: "双方就监管边界充分讨论，未达成一致。".to_owned(),
        attended: parties.orgs.to_vec(),
    }
}

fn application(consultation: Uuid, citations: Vec<Citation>) -> apply::Apply {
    apply::Apply {
        client_id: Uuid::from_u128(2),
        consultation,
        statement: "请求明确冷链仓储日常检查的主办部门。".to_owned(),
        citations,
        files: Vec::new(),
    }
}

/// A consultation that failed and the application that followed; refusals on the way.
async fn applied(city: &City, parties: &Dispute) -> Uuid {
    let app = &city.app;
    let id = open(city, parties).await;
    let early = apply::apply(app, &parties.lead, application(id, law("食品安全法", "第六条"))).await;
    assert_eq!(
        refused(early),
        Some(RefusalCode::State),
        "consultation comes first"
    );
    city.clock.go_to("2023-04-12");
    let step = talk(city, &parties.lead, id).await;
    consultation::meet(app, &parties.lead, step, meeting("2023-04-12", parties))
        .await
        .expect("met");
    let step = talk(city, &parties.lead, id).await;
    consultation::give_view(app, &parties.lead, step, "应由市场主管部门负责。")
        .await
        .expect("view");
    let step = talk(city, &parties.lead, id).await;
    let missing = consultation::declare_failed(app, &parties.lead, step, "分歧较大。").await;
    assert_eq!(
        refused(missing),
        Some(RefusalCode::State),
        "each party's view is recorded first"
    );
    let step = talk(city, &parties.other, id).await;
    consultation::give_view(app, &parties.other, step, "应由农业农村部门负责源头。")
        .await
        .expect("view");
    let step = talk(city, &parties.lead, id).await;
    let failed = consultation::declare_failed(app, &parties.lead, step, "主办部门意见不一。").await;
    assert_eq!(failed.expect("failed").state.get(), ConsultationState::Failed);
    let bare = apply::apply(app, &parties.lead, application(id, Vec::new())).await;
    assert_eq!(refused(bare), Some(RefusalCode::Basis));
    let other = apply::apply(app, &parties.other, application(id, law("食品安全法", "第六条"))).await;
    assert_eq!(refused(other), Some(RefusalCode::Scope), "the lead applies");
    let case = apply::apply(app, &parties.lead, application(id, law("食品安全法", "第六条"))).await;
    let case = case.expect("applied");
    let again = apply::apply(app, &parties.lead, application(id, law("食品安全法", "第六条"))).await;
    assert_eq!(again.expect("the same").id, case.id, "sent twice, written once");
    case.id
}

fn opinion(step: Step, lead: Uuid, citations: Vec<Citation>) -> hearing::Opinion {
    hearing::Opinion {
        step,
        position: "按照职责应由本单位牵头。".to_owned(),
        lead: Some(lead),
        citations,
        files: Vec::new(),
    }
}

async fn accepted_and_heard(city: &City, parties: &Dispute, id: Uuid) {
    let (app, ov) = (&city.app, city.person("ov01").await);
    city.clock.go_to("2023-04-17");
    let row = handle::accept(app, &ov, case(city, &ov, id).await)
        .await
        .expect("accepted");
    let calendar = app.calendar.get(app).await.expect("calendar");
    let days = calendar.working_days_between("2023-04-17".parse().expect("a day"), row.due_on.expect("due"));
    assert_eq!(days, Ok(30));
    city.clock.go_to("2023-04-18");
    hearing::ask_opinions(app, &ov, case(city, &ov, id).await)
        .await
        .expect("asked");
    city.clock.go_to("2023-04-20");
    let stranger = city.person("dl.minzheng").await;
    let outside = hearing::give_opinion(
        app,
        &stranger,
        opinion(
            case(city, &ov, id).await,
            parties.orgs[0],
            law("食品安全法", "第六条"),
        ),
    )
    .await;
    assert_eq!(refused(outside), Some(RefusalCode::NotFound), "no party, no case");
    let at = case(city, &parties.other, id).await;
    let bare = hearing::give_opinion(app, &parties.other, opinion(at, parties.orgs[1], Vec::new())).await;
    assert_eq!(refused(bare), Some(RefusalCode::Basis));
    for (who, org) in [
        (&parties.lead, parties.orgs[0]),
        (&parties.other, parties.orgs[1]),
    ] {
        let at = case(city, who, id).await;
        let given = hearing::give_opinion(app, who, opinion(at, org, law("食品安全法", "第六条"))).await;
        given.expect("an opinion");
    }
}

async fn panel(city: &City) -> Vec<AppointmentRow> {
    let ov = city.person("ov01").await;
    let filter = AppointmentFilter {
        kind: Some(AppointmentKind::Expert),
        ..AppointmentFilter::default()
    };
    let page = appointments::list(&city.app, &ov, &filter, AppointmentSort::Letter, Slice::first(20)).await;
    page.expect("experts").rows
}

async fn expert(city: &City, person: Uuid) -> OpCtx {
    for number in 1..=14 {
        let ctx = city.person(&format!("ex{number:02}")).await;
        if ctx.actor.as_ref().is_some_and(|actor| actor.person_id == person) {
            return ctx;
        }
    }
    panic!("no expert {person}")
}

fn consulting(step: Step, experts: Vec<Uuid>) -> experts::Consult {
    experts::Consult {
        step,
        questions: "冷链仓储日常检查的法定职责应如何划分？".to_owned(),
        place: "市委编办会议室".to_owned(),
        held_on: "2023-04-28".parse().expect("a day"),
        experts,
    }
}

async fn talked_over(city: &City, parties: &Dispute, id: Uuid) {
    let (app, ov, ol) = (&city.app, city.person("ov01").await, city.person("ol01").await);
    city.clock.go_to("2023-04-24");
    let at = case(city, &ol, id).await;
    let hasty = decide::decide(app, &ol, decision(at, parties)).await;
    assert_eq!(
        refused(hasty),
        Some(RefusalCode::State),
        "the bases conflict: experts first"
    );
    let people = panel(city).await;
    let [first, second] = [&people[0], &people[1]].map(|row| row.appointment.id);
    recusal::record(app, &ov, first, parties.orgs[0], "两年前曾在该单位任职")
        .await
        .expect("recused");
    let at = case(city, &ov, id).await;
    let conflict = experts::consult(app, &ov, consulting(at, vec![first, second])).await;
    assert_eq!(refused(conflict), Some(RefusalCode::Conflict));
    let row = experts::consult(app, &ov, consulting(at, vec![second]))
        .await
        .expect("consulted");
    assert_eq!(row.state.get(), CaseState::Expert);
    // A recusal that comes to light later keeps the expert from reviewing, too.
    recusal::record(app, &ov, second, parties.orgs[1], "配偶在该单位任职")
        .await
        .expect("recused");
    let expert = expert(city, people[1].person.id).await;
    let owed = session::read::owed(app, &expert, 10).await.expect("owed");
    let (review, _) = owed
        .into_iter()
        .find(|(_, of)| Some(of.id) == row.session_id)
        .expect("invited");
    let written = session::review::Review {
        step: Step {
            id: review.id,
            version: review.version,
        },
        grade: None,
        opinion: "同意。".to_owned(),
        declares: false,
    };
    assert_eq!(
        refused(session::review::write(app, &expert, written).await),
        Some(RefusalCode::Conflict)
    );
    let waiting = decide::decide(app, &ol, decision(step(&row), parties)).await;
    assert_eq!(
        refused(waiting),
        Some(RefusalCode::Early),
        "the experts have their 10 working days"
    );
}

fn decision(step: Step, parties: &Dispute) -> decide::Decide {
    decide::Decide {
        step,
        kind: DecisionKind::Decided,
        text: "冷链仓储的日常检查由市商务局主办，市农业农村局协办。".to_owned(),
        lead: Some(parties.orgs[0]),
        assists: vec![parties.orgs[1]],
        citations: law("食品安全法", "第六条"),
        important: false,
        commission_doc_no: String::new(),
    }
}

async fn decided_and_published(city: &City, parties: &Dispute, id: Uuid) {
    let (app, ov, ol) = (&city.app, city.person("ov01").await, city.person("ol01").await);
    city.clock.go_to("2023-05-11");
    let mut unfounded = decision(case(city, &ol, id).await, parties);
    unfounded.citations.clear();
    assert_eq!(
        refused(decide::decide(app, &ol, unfounded).await),
        Some(RefusalCode::Basis)
    );
    decide::decide(app, &ol, decision(case(city, &ol, id).await, parties))
        .await
        .expect("decided");
    let before = precedent::search(app, &ov, ("冷链", ""), 10)
        .await
        .expect("searched");
    assert!(before.is_empty(), "no precedent before it is published");
    city.clock.go_to("2023-05-12");
    let at = case(city, &ov, id).await;
    decide::publish(app, &ov, at, ("诸编办协调〔2023〕1号", &[]))
        .await
        .expect("published");
    assert!(clock::run_due(app, &city.nobody()).await.expect("the clock runs") > 0);
    let now = known(city, &ov, id).await;
    assert_eq!((now.row.state.get(), now.checks.len()), (CaseState::FollowUp, 2));
    let calendar = app.calendar.get(app).await.expect("calendar");
    let decided = now.row.decided_on.expect("decided");
    let days: Vec<_> = now
        .checks
        .iter()
        .map(|row| calendar.working_days_between(decided, row.planned_on))
        .collect();
    assert_eq!(days, [Ok(60), Ok(120)]);
}

async fn checked(city: &City, id: Uuid) {
    let (app, ov) = (&city.app, city.person("ov01").await);
    let findings = |step, result| check::Check {
        step,
        result,
        findings: "抽查三处市场，检查记录仍由两部门分别填写。".to_owned(),
        org: None,
    };
    let at = case(city, &ov, id).await;
    let early = check::check(app, &ov, findings(at, CheckResult::Effective)).await;
    assert_eq!(refused(early), Some(RefusalCode::Early));
    let days: Vec<_> = known(city, &ov, id)
        .await
        .checks
        .iter()
        .map(|row| row.planned_on)
        .collect();
    city.clock.go_to(&days[0].to_string());
    let at = case(city, &ov, id).await;
    check::check(app, &ov, findings(at, CheckResult::NotEffective))
        .await
        .expect("checked");
    let first = known(city, &ov, id).await.checks[0].clone();
    assert!(
        first.problem_id.is_some(),
        "a division that is not in force is a problem"
    );
    city.clock.go_to(&days[1].to_string());
    let at = case(city, &ov, id).await;
    let closed = check::check(app, &ov, findings(at, CheckResult::Effective))
        .await
        .expect("checked");
    assert_eq!(closed.state.get(), CaseState::Closed);
}

#[tokio::test]
async fn two_departments_dispute_and_the_decision_is_checked_twice() {
    engines(async |engine| {
        let city = City::open(engine, "2023-04-10").await;
        let parties = dispute(&city).await;
        let id = applied(&city, &parties).await;
        accepted_and_heard(&city, &parties, id).await;
        talked_over(&city, &parties, id).await;
        decided_and_published(&city, &parties, id).await;
        let found = precedent::search(&city.app, &parties.other, ("冷链", "食品安全法 第6条"), 10).await;
        let found = found.expect("searched");
        assert_eq!(
            found[0].published.case.id, id,
            "found by a word of two characters and by its clause"
        );
        assert!(found[0].hits.iter().any(|hit| hit.field == Field::Clause));
        checked(&city, id).await;
        let report = remit_service::integrity::check(&city.app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, Vec::new());
    })
    .await;
}

#[tokio::test]
async fn a_memo_that_all_sign_needs_no_case() {
    engines(async |engine| {
        let city = City::open(engine, "2023-04-10").await;
        let (app, parties) = (&city.app, dispute(&city).await);
        let id = open(&city, &parties).await;
        let step = talk(&city, &parties.lead, id).await;
        assert_eq!(
            refused(consultation::sign(app, &parties.lead, step).await),
            Some(RefusalCode::State)
        );
        consultation::write_memo(app, &parties.lead, step, "由市商务局主办。")
            .await
            .expect("written");
        let step = talk(&city, &parties.lead, id).await;
        consultation::sign(app, &parties.lead, step)
            .await
            .expect("signed");
        let step = talk(&city, &parties.lead, id).await;
        assert_eq!(
            refused(consultation::sign(app, &parties.lead, step).await),
            Some(RefusalCode::Dup)
        );
        consultation::write_memo(app, &parties.lead, step, "由市商务局主办，市农业农村局协办。")
            .await
            .expect("written");
        let now = seen(&city, &parties.lead, id).await;
        assert!(
            now.parties.iter().all(|party| party.signed_on.is_none()),
            "another memo, other signatures"
        );
        for who in [&parties.lead, &parties.other] {
            let step = talk(&city, who, id).await;
            consultation::sign(app, who, step).await.expect("signed");
        }
        let now = seen(&city, &parties.other, id).await;
        assert_eq!(
            (now.row.state.get(), now.case.is_some()),
            (ConsultationState::Agreed, false)
        );
        let none = apply::apply(app, &parties.lead, application(id, law("食品安全法", "第六条"))).await;
        assert_eq!(refused(none), Some(RefusalCode::State));
    })
    .await;
}

#[tokio::test]
async fn silence_counts_as_no_objection_and_is_noted() {
    engines(async |engine| {
        let city = City::open(engine, "2023-04-10").await;
        let (app, ov) = (&city.app, city.person("ov01").await);
        let reader = read::reader(app, &ov, Capability::CaseRead)
            .await
            .expect("reader");
        let filter = CaseFilter {
            states: vec![CaseState::Hearing],
            ..CaseFilter::default()
        };
        let page = read::list(app, &reader, (filter, CaseSort::Due), Slice::first(10))
            .await
            .expect("listed");
        let id = page.rows[0].row.id;
        assert!(clock::run_due(app, &city.nobody()).await.expect("the clock runs") > 0);
        let now = known(&city, &ov, id).await;
        let lapsed = now.opinions.iter().filter(|row| row.lapsed).count();
        assert_eq!(
            (now.opinions.len(), lapsed),
            (2, 1),
            "the second department let its time pass"
        );
        assert_eq!(
            clock::run_due(app, &city.nobody()).await.expect("again"),
            0,
            "safe to repeat"
        );
        let late = city.org("市市场监督管理局").await.id;
        let days = (
            "2022-01-01".parse().expect("a day"),
            "2022-12-31".parse().expect("a day"),
        );
        let asked = due_between(app.db.read(), app.settings.jurisdiction_id, days)
            .await
            .expect("counted");
        let of_late = asked.iter().filter(|request| request.org_id == late);
        let (in_time, silent): (Vec<_>, Vec<_>) =
            of_late.partition(|request| request.answered_on.is_some_and(|on| on <= request.due_on));
        assert_eq!((in_time.len(), silent.len()), (3, 1));
    })
    .await;
}

#[tokio::test]
async fn the_year_had_eleven_consultations_and_each_department_sees_its_own() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let (app, ov) = (&city.app, city.person("ov01").await);
        let reader = read::reader(app, &ov, Capability::ConsultationManage)
            .await
            .expect("reader");
        let all = (ConsultationFilter::default(), ConsultationSort::Newest);
        let page = read::consultation_list(app, &reader, all.clone(), Slice::first(50))
            .await
            .expect("listed");
        let with_case = page.rows.iter().filter(|row| row.case.is_some()).count();
        assert_eq!((page.rows.len(), with_case), (11, 9));
        let reader = read::reader(app, &ov, Capability::CaseRead)
            .await
            .expect("reader");
        let views = [CaseView::All, CaseView::Solved, CaseView::ToCheck, CaseView::Live];
        assert_eq!(
            read::counts(app, &reader, &views).await.expect("counted"),
            [9, 6, 2, 3]
        );
        let unit = city.person("dl.minzheng").await;
        let own = read::reader(app, &unit, Capability::ConsultationManage)
            .await
            .expect("reader");
        let page = read::consultation_list(app, &own, all, Slice::first(50))
            .await
            .expect("listed");
        assert_eq!(page.rows.len(), 1, "the one on integrated care");
        let own = read::reader(app, &unit, Capability::CaseRead)
            .await
            .expect("reader");
        assert_eq!(
            read::counts(app, &own, &[CaseView::All]).await.expect("counted"),
            [0]
        );
        // What is published everybody finds, by a word of two characters.
        let found = precedent::search(app, &unit, ("摊点", ""), 10)
            .await
            .expect("searched");
        assert_eq!(found.len(), 1);
        let clause = precedent::search(app, &unit, ("", "旅游法 第83条"), 10)
            .await
            .expect("searched");
        assert_eq!(clause.len(), 1);
        let short = precedent::search(app, &unit, ("摊", ""), 10).await;
        assert_eq!(refused(short), Some(RefusalCode::Input));
    })
    .await;
}
