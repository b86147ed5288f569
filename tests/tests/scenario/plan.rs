//! §9 step 1: the plan of a year from its draft to its publication, and its amendment in the year (§3.1).

use remit_service::failure::{Answer, Failure};
use remit_service::figures;
use remit_service::plan::applicability::{self, Declaration};
use remit_service::plan::draft::{self, Beginning};
use remit_service::plan::{decide, edit, opinion, queue, read};
use remit_service::problem::Step;
use remit_service::rows::supervision_plan;
use remit_shared::plan::tree::Node;
use remit_shared::plan::{ApplicabilityStatus, OpinionKind, PlanEventKind, PlanState};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::Engine;
use remit_tests::City;

fn refused<T: std::fmt::Debug>(answer: Answer<T>) -> Refusal {
    match answer.expect_err("it is refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Fault(fault) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

fn step(plan: &supervision_plan::Model) -> Step {
    Step {
        id: plan.id,
        version: plan.version,
    }
}

fn year_of(year: i32) -> Beginning {
    Beginning::Year { year, from: None }
}

/// The tree with one weight changed.
async fn reweighed(city: &City, plan: &supervision_plan::Model, code: &str, weight: &str) -> Vec<Node> {
    let officer = city.person("ov01").await;
    let detail = read::detail(&city.app, &officer, plan.clone())
        .await
        .expect("the plan");
    let mut nodes = detail.plan.nodes;
    let node = nodes
        .iter_mut()
        .find(|node| node.code == code)
        .expect("the indicator");
    node.weight = Some(weight.parse().expect("a number"));
    nodes
}

async fn year(engine: Engine) {
    let city = City::open(engine, "2023-01-10").await;
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let unit_lead = city.person("dl.minzheng").await;

    // 10 January: the oversight section drafts; nobody else may.
    assert_eq!(
        refused(draft::draft(app, &lead, year_of(2024)).await).code,
        RefusalCode::Role
    );
    let plan = draft::draft(app, &officer, year_of(2024)).await.expect("drafted");
    assert_eq!(
        refused(draft::draft(app, &officer, year_of(2024)).await).code,
        RefusalCode::Dup
    );
    assert!(
        read::find(app, &unit_lead, plan.id)
            .await
            .expect("read")
            .is_none(),
        "a draft is the office's"
    );

    // Weights of 99.5 may be discussed.
    let nodes = reweighed(&city, &plan, "A11", "24.5").await;
    let plan = edit::tree(app, &officer, step(&plan), nodes)
        .await
        .expect("saved");
    let plan = decide::consult(app, &officer, step(&plan))
        .await
        .expect("consulted");
    assert_eq!(
        plan.consult_due_on.map(|day| day.to_string()).as_deref(),
        Some("2023-01-29")
    );
    assert!(
        read::find(app, &unit_lead, plan.id)
            .await
            .expect("read")
            .is_some()
    );

    // One unit has a suggestion, it waits in the section's queue; another unit does not see it.
    let words = "建议适当调减窗口评价权重。";
    opinion::give(app, &unit_lead, plan.id, OpinionKind::Suggestion, words)
        .await
        .expect("said");
    let waiting = queue::waiting(app, &officer).await.expect("a queue");
    assert!(
        waiting
            .iter()
            .any(|(row, event)| row.id == plan.id && *event == PlanEventKind::Answer)
    );
    let other = city.person("dl.jiaotong").await;
    assert!(
        read::opinions(app, &other, plan.id)
            .await
            .expect("read")
            .is_empty()
    );
    assert_eq!(
        refused(opinion::give(app, &officer, plan.id, OpinionKind::NoObjection, "").await).code,
        RefusalCode::Role
    );

    // 99.5 is refused, and the refusal says what is missing and where.
    city.clock.go_to("2023-02-01");
    let refusal = refused(decide::approve(app, &lead, step(&plan), "诸编发〔2023〕9号").await);
    assert_eq!(refusal.code, RefusalCode::Weights);
    assert!(
        refusal.zh.contains("还差0.5") && refusal.zh.contains("A11"),
        "{}",
        refusal.zh
    );
    let nodes = reweighed(&city, &plan, "A11", "25").await;
    let plan = edit::tree(app, &officer, step(&plan), nodes)
        .await
        .expect("saved");

    // So is an opinion without an answer.
    let refusal = refused(decide::approve(app, &lead, step(&plan), "诸编发〔2023〕9号").await);
    assert_eq!(refusal.code, RefusalCode::Reason);
    assert!(refusal.zh.contains("民政局"), "{}", refusal.zh);
    let said = read::opinions(app, &officer, plan.id)
        .await
        .expect("read")
        .remove(0);
    let answered = Step {
        id: said.id,
        version: said.version,
    };
    assert_eq!(
        refused(opinion::answer(app, &officer, answered, false, " ").await).code,
        RefusalCode::Reason
    );
    opinion::answer(app, &officer, answered, false, "权重与办件结构相当，未采纳。")
        .await
        .expect("answered");
    assert_eq!(
        refused(opinion::give(app, &unit_lead, plan.id, OpinionKind::NoObjection, "").await).code,
        RefusalCode::Late
    );

    // What does not apply to whom is declared with a reason and approved with the plan.
    let pair = |reason: &str| Declaration {
        org: unit_lead
            .actor
            .as_ref()
            .and_then(|actor| actor.org_id)
            .expect("a unit"),
        code: "B62".to_owned(),
        status: ApplicabilityStatus::NotApplicable,
        reason: reason.to_owned(),
    };
    assert_eq!(
        refused(applicability::declare(app, &officer, step(&plan), vec![pair("")]).await).code,
        RefusalCode::Reason
    );
    let plan = applicability::declare(app, &officer, step(&plan), vec![pair("无所属事业单位")])
        .await
        .expect("declared");

    // With 100 it passes the office lead.
    assert_eq!(
        refused(decide::publish(app, &lead, step(&plan)).await).code,
        RefusalCode::State
    );
    let plan = decide::approve(app, &lead, step(&plan), "诸编发〔2023〕9号")
        .await
        .expect("approved");
    let detail = read::detail(app, &officer, plan.clone()).await.expect("the plan");
    assert!(detail.exceptions.iter().all(|one| one.row.approved_by.is_some()));
    let plan = decide::publish(app, &lead, step(&plan)).await.expect("published");
    assert_eq!(plan.state.get(), PlanState::Published);

    // Its parameters are frozen from then on.
    let frozen = edit::params(
        app,
        &officer,
        step(&plan),
        vec![("trim_share".to_owned(), "0.1".to_owned())],
    )
    .await;
    assert_eq!(refused(frozen).code, RefusalCode::State);
    assert_eq!(
        read::find(app, &unit_lead, plan.id)
            .await
            .expect("read")
            .map(|row| row.version),
        Some(plan.version)
    );

    // The mechanisms page shows 2/3/3/3 and 3/11/14.
    let shown = figures::year(app, &officer, 2022).await.expect("figures");
    let value = |key: &str| {
        shown
            .figures
            .iter()
            .find(|figure| figure.key == key)
            .expect("it is there")
            .value
            .clone()
    };
    assert_eq!(
        (value("regime"), value("indicators")),
        ("2 / 3 / 3 / 3".to_owned(), "3 / 11 / 14".to_owned())
    );
    let report = remit_service::integrity::check(app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

async fn amendment(engine: Engine) {
    let city = City::open(engine, "2022-07-04").await;
    let app = &city.app;
    let (officer, lead) = (city.person("ov01").await, city.person("ol01").await);
    let old = read::in_force(app, &officer, Some(2022))
        .await
        .expect("read")
        .expect("a plan of 2022");
    let amend = |reason: &str| Beginning::Amendment {
        of: old.id,
        reason: reason.to_owned(),
    };
    assert_eq!(
        refused(draft::draft(app, &officer, amend(" ")).await).code,
        RefusalCode::Reason
    );
    let plan = draft::draft(app, &officer, amend("窗口评价样本不足，调整靠拢力度"))
        .await
        .expect("drafted");
    assert_eq!((plan.revision, plan.amended_from), (2, Some(old.id)));

    let unknown = vec![("prior_k.B99".to_owned(), "5".to_owned())];
    assert_eq!(
        refused(edit::params(app, &officer, step(&plan), unknown).await).code,
        RefusalCode::Input
    );
    let values = vec![("prior_k.B21".to_owned(), "20".to_owned())];
    let plan = edit::params(app, &officer, step(&plan), values)
        .await
        .expect("set");
    let plan = decide::consult(app, &officer, step(&plan))
        .await
        .expect("consulted");

    // The units have their ten working days.
    let early = refused(decide::approve(app, &lead, step(&plan), "诸编发〔2022〕15号").await);
    assert_eq!(early.code, RefusalCode::Early);
    city.clock.go_to("2022-07-19");
    let plan = decide::approve(app, &lead, step(&plan), "诸编发〔2022〕15号")
        .await
        .expect("approved");

    // The difference is one readable line.
    let detail = read::detail(app, &officer, plan.clone()).await.expect("the plan");
    let changes = read::changes(app, &officer, &detail)
        .await
        .expect("the difference");
    assert_eq!(changes.previous.map(|previous| previous.id), Some(old.id));
    let [line] = changes.lines.as_slice() else {
        panic!("one change: {:?}", changes.lines)
    };
    let words =
        |words: &Option<remit_shared::plan::difference::Words>| words.as_ref().map(|words| words.zh.clone());
    assert_eq!(
        (line.code.as_str(), words(&line.before), words(&line.after)),
        ("prior_k.B21", Some("30".to_owned()), Some("20".to_owned()))
    );

    // On 30 September it is too late, and nothing has changed.
    city.clock.go_to("2022-09-30");
    assert_eq!(
        refused(decide::publish(app, &lead, step(&plan)).await).code,
        RefusalCode::Late
    );
    let in_force = read::in_force(app, &officer, Some(2022)).await.expect("read");
    assert_eq!(in_force.as_ref(), Some(&old));

    // The day before it is not: the version in force is replaced.
    city.clock.go_to("2022-09-29");
    let plan = decide::publish(app, &lead, step(&plan)).await.expect("published");
    let in_force = read::in_force(app, &officer, Some(2022)).await.expect("read");
    assert_eq!(in_force.map(|row| row.id), Some(plan.id));
    let replaced = read::find(app, &officer, old.id)
        .await
        .expect("read")
        .expect("it stays readable");
    assert_eq!(replaced.state.get(), PlanState::Amended);
    assert_eq!(plan.starts_on.to_string(), "2022-09-29");

    // The next year starts as a copy of this one.
    let copy = Beginning::Year {
        year: 2024,
        from: Some(plan.id),
    };
    let next = draft::draft(app, &officer, copy).await.expect("copied");
    assert_eq!((next.revision, next.cloned_from), (1, Some(plan.id)));
    let detail = read::detail(app, &officer, next).await.expect("the plan");
    assert_eq!(detail.plan.nodes.len(), 28);
    let changes = read::changes(app, &officer, &detail)
        .await
        .expect("the difference");
    assert_eq!(changes.lines, []);
}

#[tokio::test]
async fn a_plan_is_drafted_discussed_approved_and_published() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(year(engine)).await;
        }
    }
}

#[tokio::test]
async fn a_plan_is_amended_before_30_september_and_copied_for_the_next_year() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(amendment(engine)).await;
        }
    }
}
