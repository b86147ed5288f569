//! Rubbish, and the same thing twice: refused or answered by name over HTTP, with nothing changed.

use remit_service::rows::{problem, push_sheet};
use remit_tests::{Browser, Served};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::engines;

const RAISE: &str = "mutation($input: RaiseProblemInput!) { raiseProblem(input: $input) { problem { id code } problems { code field } } }";
const WRITE: &str = "mutation($input: WritePushSheetInput!) { writePushSheet(input: $input) { pushSheet { id } problems { code field } } }";
const PLAN: &str = "mutation($input: AcceptPlanInput!) { acceptProblemWithPlan(input: $input) { problem { id } problems { code field } } }";

/// Every problem and sheet as it stands.
async fn rows(served: &Served) -> (Vec<problem::Model>, Vec<push_sheet::Model>) {
    let conn = served.server.state.app.db.read();
    let problems = problem::Entity::find()
        .order_by_asc(problem::Column::Id)
        .all(conn)
        .await;
    let sheets = push_sheet::Entity::find()
        .order_by_asc(push_sheet::Column::Id)
        .all(conn)
        .await;
    (problems.expect("problems"), sheets.expect("sheets"))
}

async fn unit(browser: &Browser) -> Value {
    let data = browser
        .data(
            "{ orgs(filter: { text: \"市民政局\" }, first: 1) { nodes { id } } }",
            json!({}),
        )
        .await;
    data["orgs"]["nodes"][0]["id"].clone()
}

/// The code of a refusal or an error; panics if it was allowed.
fn code(answer: &Value) -> String {
    let refusal = answer["data"]
        .as_object()
        .and_then(|data| data.values().next())
        .map(|payload| payload["problems"][0]["code"].clone());
    let error = answer["errors"][0]["extensions"]["code"].clone();
    let code = refusal.filter(|code| !code.is_null()).unwrap_or(error);
    let code = code
        .as_str()
        .unwrap_or_else(|| panic!("it was allowed: {answer}"));
    code.to_owned()
}

/// What is no id, by a glance or only by a close look.
fn malformed() -> Vec<String> {
    let good = "0190f3c4-7a2b-7000-8000-000000000001".replace('-', "");
    vec![
        String::new(),
        " ".to_owned(),
        "prb_".to_owned(),
        "prb_1".to_owned(),
        good.clone(),
        format!("org_{good}"),
        format!("prb_{good}x"),
        format!("PRB_{good}"),
        format!("prb_{}", good.replace('0', "g")),
        "prb_' OR 1=1 --".to_owned(),
        "prb_\u{0}".to_owned(),
        "../../etc/passwd".to_owned(),
        "编号".to_owned(),
        "x".repeat(20_000),
    ]
}

#[tokio::test]
async fn malformed_ids_name_nothing() {
    for engine in engines() {
        let served = Served::open(engine, "2023-03-31").await;
        let officer = served.signed_in("ov01").await;
        let before = rows(&served).await;
        for id in malformed() {
            let asked = officer
                .graphql("query($id: ID!) { problem(id: $id) { id } }", json!({ "id": id }))
                .await;
            let refused = asked["errors"][0]["extensions"]["code"].as_str();
            assert!(
                refused == Some("E_INPUT") || (refused.is_none() && asked["data"]["problem"].is_null()),
                "{id:.40}: {asked}"
            );
            let taken = officer
                .graphql(
                    "mutation($id: ID!) { takeProblem(input: { id: $id, version: 1 }) { problem { id } problems { code } } }",
                    json!({ "id": id }),
                )
                .await;
            assert!(
                matches!(code(&taken).as_str(), "E_INPUT" | "E_NOT_FOUND"),
                "{id:.40}: {taken}"
            );
        }
        assert_eq!(rows(&served).await, before);
    }
}

#[tokio::test]
async fn texts_and_dates_that_cannot_be_are_refused_on_their_field() {
    for engine in engines() {
        let served = Served::open(engine, "2023-03-31").await;
        let officer = served.signed_in("ov01").await;
        let unit = unit(&officer).await;
        let before = rows(&served).await;
        let raise = |field: &str, value: String| {
            let mut input = json!({ "clientId": "0190f3c4-7a2b-7000-8000-00000000000a", "orgId": unit, "title": "标题",
                "facts": "事实", "category": "LIST_OUTDATED", "severity": "MINOR" });
            input[field] = json!(value);
            json!({ "input": input })
        };
        for (field, value) in [
            ("title", "控制\u{0}字符".to_owned()),
            ("title", "响铃\u{7}".to_owned()),
            ("title", "换行\n标题".to_owned()),
            ("title", "  ".to_owned()),
            ("title", "长".repeat(121)),
            ("facts", "退格\u{8}".to_owned()),
            ("facts", "长".repeat(4_001)),
        ] {
            let answer = officer.graphql(RAISE, raise(field, value.clone())).await;
            assert_eq!(code(&answer), "E_INPUT", "{field} {value:.10?}: {answer}");
            assert_eq!(
                answer["data"]["raiseProblem"]["problems"][0]["field"], field,
                "{value:.10?}"
            );
        }
        for (field, value) in [
            ("matter", "转义\u{1b}[31m"),
            ("basis", "\u{0}"),
            ("suggestedAction", "删除\u{7f}"),
        ] {
            let mut input = json!({ "clientId": "0190f3c4-7a2b-7000-8000-00000000000b", "orgId": unit, "matter": "事项",
                "basis": "依据", "urgency": "NORMAL", "suggestedAction": "核查", "push": true });
            input[field] = json!(value);
            let answer = officer.graphql(WRITE, json!({ "input": input })).await;
            assert_eq!(code(&answer), "E_INPUT", "{field}: {answer}");
        }

        // A plan's last day before today, after every calendar, and no day at all.
        let assigned = assigned(&officer, &unit).await;
        let after = rows(&served).await;
        let lead = served.signed_in("dl.minzheng").await;
        let sections = lead
            .data(
                "query($id: ID!) { org(id: $id) { sections { id } } }",
                json!({ "id": unit }),
            )
            .await;
        for day in [
            "2023-03-01",
            "1899-12-31",
            "2999-12-31",
            "9999-12-31",
            "2023-02-30",
            "soon",
            "",
        ] {
            let input = json!({ "id": assigned["id"], "version": assigned["version"], "measures": "措施",
                "sectionId": sections["org"]["sections"][0]["id"], "dueOn": day });
            let answer = lead.graphql(PLAN, json!({ "input": input })).await;
            let code = code(&answer);
            assert!(!code.contains("INTERNAL"), "{day}: {answer}");
        }
        assert_eq!(rows(&served).await, after);
        assert_eq!(
            after.0.len(),
            before.0.len() + 1,
            "nothing but the one that was meant"
        );
        for (from, to) in [
            ("1800-01-01", "1800-01-31"),
            ("9999-12-01", "9999-12-31"),
            ("2023-01-31", "2023-01-01"),
        ] {
            let days = officer
                .graphql(
                    "query($from: NaiveDate!, $to: NaiveDate!) { workCalendar(from: $from, to: $to) { date } }",
                    json!({ "from": from, "to": to }),
                )
                .await;
            let refused = days["errors"][0]["extensions"]["code"].as_str();
            assert!(
                refused == Some("E_INPUT") || days["data"]["workCalendar"] == json!([]),
                "{days}"
            );
        }
    }
}

/// A problem that waits for the unit's answer.
async fn assigned(officer: &Browser, unit: &Value) -> Value {
    let evidence = officer.upload("现场记录.txt", "超过承诺时限").await;
    let input = json!({ "clientId": "0190f3c4-7a2b-7000-8000-00000000000c", "orgId": unit, "title": "办理超时",
        "facts": "超过承诺时限。", "category": "LIST_OUTDATED", "severity": "MINOR", "fileIds": [evidence] });
    let raised = officer.data(RAISE, json!({ "input": input })).await;
    let id = raised["raiseProblem"]["problem"]["id"].clone();
    officer
        .data(
            "mutation($id: ID!) { takeProblem(input: { id: $id, version: 1 }) { problem { id } problems { code } } }",
            json!({ "id": id }),
        )
        .await;
    let data = officer
        .data(
            "mutation($id: ID!) { assignProblem(input: { id: $id, version: 2, severity: MINOR, suggestedAction: \"核查\" }) {
                problem { id version state } problems { code } } }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(data["assignProblem"]["problem"]["state"], "ASSIGNED", "{data}");
    data["assignProblem"]["problem"].clone()
}

#[tokio::test]
async fn raising_twice_is_raising_once() {
    for engine in engines() {
        let served = Served::open(engine, "2023-03-31").await;
        let officer = served.signed_in("ov01").await;
        let unit = unit(&officer).await;
        let before = rows(&served).await.0.len();
        let input = json!({ "clientId": "0190f3c4-7a2b-7000-8000-00000000000d", "orgId": unit, "title": "办理超时",
            "facts": "超过承诺时限。", "category": "LIST_OUTDATED", "severity": "MINOR" });
        // An impatient hand: five times at once, then once more.
        let sent = (0..5).map(|_| officer.data(RAISE, json!({ "input": input })));
        let mut answers = futures_util::future::join_all(sent).await;
        answers.push(officer.data(RAISE, json!({ "input": input })).await);
        for answer in &answers {
            assert_eq!(
                answer["raiseProblem"]["problem"]["id"], answers[0]["raiseProblem"]["problem"]["id"],
                "{answer}"
            );
            assert!(answer["raiseProblem"]["problem"]["code"].is_string(), "{answer}");
        }
        // The same id with other content is somebody's mistake.
        let mut other = input.clone();
        other["title"] = json!("另一件事");
        let answer = officer.graphql(RAISE, json!({ "input": other })).await;
        assert_eq!(code(&answer), "E_DUP");
        assert_eq!(rows(&served).await.0.len(), before + 1);
    }
}
