//! §9 steps 10 and 11: an officer reports by phone, the office screens, adopts and replies, the unit learns nothing
//! of the reporter (§3.5, F2, K15).

use async_graphql::Request;
use remit_graphql::context::RequestContext;
use remit_graphql::session_slot::SessionSlot;
use remit_service::context::OpCtx;
use remit_service::file::{self, Upload};
use remit_service::panel::suggestion::{read, screen, submit};
use remit_service::problem::{Step, answer, close_out, rectify, verify};
use remit_service::rows::{SuggestionFilter, SuggestionSort, suggestion};
use remit_shared::notice::NoticeKind;
use remit_shared::panel::{InvalidReason, SuggestionLink, SuggestionState, Verdict};
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::refusal::RefusalCode;
use remit_store::Engine;
use remit_store::page::Slice;
use remit_tests::City;
use uuid::Uuid;

const WORDS: &str =
    "昨天上午在贾悦镇便民服务中心，婚姻登记窗口说系统升级不办理，没有贴通知，二十多对新人白跑一趟。";

fn step(row: &suggestion::Model) -> Step {
    Step {
        id: row.id,
        version: row.version,
    }
}

async fn engines(test: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if remit_store::testing::wanted(engine) {
            Box::pin(test(engine)).await;
        }
    }
}

async fn report(city: &City, officer: &OpCtx, n: u128, about: Option<Uuid>, text: &str) -> suggestion::Model {
    let input = submit::Submit {
        client_id: Uuid::from_u128(n),
        about,
        text: text.to_owned(),
        files: Vec::new(),
    };
    submit::submit(&city.app, officer, input)
        .await
        .expect("submitted")
}

fn judge(row: &suggestion::Model, verdict: Verdict, text: &str) -> screen::Judge {
    screen::Judge {
        step: step(row),
        verdict,
        reason: (verdict == Verdict::Invalid).then_some(InvalidReason::NoFacts),
        duplicate_of: None,
        text: text.to_owned(),
    }
}

async fn told(city: &City, who: &OpCtx, kind: NoticeKind) -> bool {
    let inbox = remit_service::notice::inbox::list(&city.app, who, true, Slice::first(50)).await;
    inbox
        .expect("inbox")
        .rows
        .iter()
        .any(|row| row.kind.get() == kind)
}

#[tokio::test]
async fn an_officer_reports_by_phone_and_the_unit_learns_nothing_of_the_reporter() {
    engines(async |engine| {
        let city = City::open(engine, "2023-06-06").await;
        let app = &city.app;
        let (officer, ov) = (city.person("io.jiayue02").await, city.person("ov01").await);
        let unit = city.org("市民政局").await;

        // On a weak network the phone sends twice: one suggestion.
        let photo = Upload {
            name: "IMG_0001.txt".to_owned(),
            bytes: "窗口照片".into(),
            not_secret: true,
        };
        let photo = file::upload(app, &officer, photo).await.expect("uploaded");
        let input = submit::Submit {
            client_id: Uuid::from_u128(10),
            about: Some(unit.id),
            text: WORDS.to_owned(),
            files: vec![photo.id],
        };
        let first = submit::submit(app, &officer, input.clone())
            .await
            .expect("submitted");
        assert!(first.no.starts_with("YJ-2023-"), "{}", first.no);
        let again = submit::submit(app, &officer, input.clone())
            .await
            .expect("sent twice");
        assert_eq!((again.id, &again.no), (first.id, &first.no));
        let other = submit::Submit {
            text: format!("{WORDS}另有补充。"),
            files: Vec::new(),
            ..input
        };
        let refusal = submit::submit(app, &officer, other)
            .await
            .expect_err("other words");
        assert_eq!(
            refusal.refusal().map(|refusal| refusal.code),
            Some(RefusalCode::Dup)
        );
        let reader = read::reader(app, &officer).await.expect("a reader");
        let own = read::list(
            app,
            &reader,
            SuggestionFilter {
                text: Some("婚姻登记".to_owned()),
                ..SuggestionFilter::default()
            },
            SuggestionSort::Newest,
            Slice::first(9).counted(),
        )
        .await
        .expect("own list");
        assert_eq!(own.total, Some(1), "two characters or more of Chinese are found");
        assert!(told(&city, &ov, NoticeKind::SuggestionSubmitted).await);

        // The office takes it, finds it valid, and writes its own words for the unit.
        let taken = screen::take(app, &ov, step(&first)).await.expect("taken");
        let valid = screen::judge(app, &ov, judge(&taken, Verdict::Valid, "情况属实"))
            .await
            .expect("valid");
        assert_eq!(valid.state.get(), SuggestionState::Valid);
        let adopt = screen::Adopt {
            step: step(&valid),
            link: SuggestionLink::Problem,
            org: None,
            text_for_unit: "监管渠道反映，个别镇街婚姻登记受理点系统升级期间停办且未公告。".to_owned(),
            title: "婚姻登记系统升级停办未公告".to_owned(),
            category: ProblemCategory::SlowService,
            severity: Severity::Minor,
            not_duplicate: true,
        };
        let mut bare = adopt.clone();
        bare.text_for_unit = String::new();
        let refusal = screen::adopt(app, &ov, bare).await.expect_err("no redacted text");
        assert_eq!(
            refusal.refusal().and_then(|refusal| refusal.field.as_deref()),
            Some("textForUnit")
        );
        let (adopted, problem) = screen::adopt(app, &ov, adopt).await.expect("adopted");
        let problem = problem.expect("a problem");
        assert_eq!(problem.source_id, Some(adopted.id));
        let early = screen::reply(app, &ov, step(&adopted), "已办结")
            .await
            .expect_err("not ended");
        assert_eq!(
            early.refusal().map(|refusal| refusal.code),
            Some(RefusalCode::Early)
        );

        // It is assigned; everything that the unit can ask for shows neither name nor town nor the officer's words.
        let problem = verify::take(
            app,
            &ov,
            Step {
                id: problem.id,
                version: problem.version,
            },
        )
        .await
        .expect("taken");
        let proof = Upload {
            name: "核实.txt".to_owned(),
            bytes: "核实记录".into(),
            not_secret: true,
        };
        let proof = file::upload(app, &ov, proof).await.expect("uploaded");
        let assign = verify::Assign {
            step: Step {
                id: problem.id,
                version: problem.version,
            },
            severity: Severity::Minor,
            section: None,
            suggested_action: "公告停办安排".to_owned(),
            files: vec![proof.id],
        };
        let assigned = verify::assign(app, &ov, assign).await.expect("assigned");
        let (lead, contact) = (city.person("dl.minzheng").await, city.person("dc.minzheng").await);
        for who in [&lead, &contact] {
            let seen = everything(&city, who, assigned.id).await;
            assert!(seen.contains("监管渠道"), "{seen}");
            for secret in [
                "信息员",
                "贾悦",
                "二十多对新人",
                "io.jiayue",
                "SUGGESTION",
                &adopted.no,
                "IMG_0001",
            ] {
                assert!(!seen.contains(secret), "a unit reads {secret}: {seen}");
            }
            let hidden = file::open(app, who, photo.id)
                .await
                .expect_err("the original photo");
            assert_eq!(
                hidden.refusal().map(|refusal| refusal.code),
                Some(RefusalCode::NotFound)
            );
        }
        file::open(app, &ov, photo.id)
            .await
            .expect("the office reads the original");
        file::open(app, &officer, photo.id)
            .await
            .expect("and so does its author");

        // Once the problem is closed out, the reply falls due and the author learns the outcome.
        let accepted = answer::accept_now(
            app,
            &contact,
            Step {
                id: assigned.id,
                version: assigned.version,
            },
            "立即公告",
        )
        .await
        .expect("accepted");
        let done = Upload {
            name: "公告.txt".to_owned(),
            bytes: "已公告".into(),
            not_secret: true,
        };
        let done = file::upload(app, &lead, done).await.expect("uploaded");
        let submitted = rectify::submit(
            app,
            &lead,
            Step {
                id: accepted.id,
                version: accepted.version,
            },
            "已公告停办安排。",
            &[done.id],
        )
        .await
        .expect("submitted");
        let second = city.person("ov02").await;
        let taken = rectify::take_reverification(
            app,
            &second,
            Step {
                id: submitted.id,
                version: submitted.version,
            },
        )
        .await
        .expect("taken");
        close_out::close_out(
            app,
            &second,
            Step {
                id: taken.id,
                version: taken.version,
            },
            false,
            "",
        )
        .await
        .expect("closed");
        let reader = read::reader(app, &ov).await.expect("a reader");
        let known = read::one(app, &reader, adopted.id)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(
            known.due_on.map(|day| day.to_string()).as_deref(),
            Some("2023-06-13"),
            "5 WD after the outcome"
        );
        let replied = screen::reply(app, &ov, step(&known), "已督促公告停办安排，感谢反映。")
            .await
            .expect("replied");
        assert_eq!(replied.state.get(), SuggestionState::Replied);
        assert!(told(&city, &officer, NoticeKind::SuggestionReplied).await);
        let report = remit_service::integrity::check(app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, []);
    })
    .await;
}

/// All that a person can read of a problem, as the wire carries it: the record, the lists, the inbox.
async fn everything(city: &City, who: &OpCtx, problem: Uuid) -> String {
    let schema = remit_graphql::schema::schema();
    let id = remit_shared::id::encode(remit_shared::id::NodeKind::Problem, problem);
    let document = format!(
        r#"{{ problem(id: "{id}") {{ code title facts source sourceLabel sourceSheet {{ no }} handler
              events {{ event actor remark at }} evidence {{ name uploadedBy }} org {{ name }} }}
            problems(first: 50, filter: {{ text: "婚姻登记" }}) {{ nodes {{ title facts source sourceLabel }} }}
            pushSheets(first: 50, filter: {{ text: "婚姻登记" }}) {{ nodes {{ matter basis writtenBy suggestedAction }} }}
            inbox(first: 20) {{ nodes {{ kind title code }} }} }}"#
    );
    let context = RequestContext::new(city.app.clone(), who.clone(), SessionSlot::default());
    let answer = schema.execute(Request::new(document).data(context)).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().expect("data").to_string()
}

#[tokio::test]
async fn the_screening_has_fixed_reasons_a_second_look_and_two_persons_where_it_matters() {
    engines(async |engine| {
        let city = City::open(engine, "2023-06-06").await;
        let app = &city.app;
        let (officer, one, two) = (
            city.person("io.mizhou03").await,
            city.person("ov01").await,
            city.person("ov02").await,
        );
        let code = |failure: remit_service::failure::Failure| failure.refusal().map(|refusal| refusal.code);

        // Not valid, with a reason of the list and an answer; once, the author may ask for a second look.
        let row = report(
            &city,
            &officer,
            20,
            None,
            "有的部门服务态度不太好，希望上级重视。",
        )
        .await;
        let early = screen::judge(app, &one, judge(&row, Verdict::Invalid, "缺少具体事实"))
            .await
            .expect_err("not taken");
        assert_eq!(code(early), Some(RefusalCode::State));
        let row = screen::take(app, &one, step(&row)).await.expect("taken");
        let mut bare = judge(&row, Verdict::Invalid, "请补充具体情况");
        bare.reason = None;
        assert_eq!(
            code(screen::judge(app, &one, bare).await.expect_err("no reason")),
            Some(RefusalCode::Reason)
        );
        let row = screen::judge(app, &one, judge(&row, Verdict::Invalid, "请补充具体情况"))
            .await
            .expect("judged");
        assert_eq!(
            (row.state.get(), row.reply.is_some()),
            (SuggestionState::Invalid, true)
        );
        let row = submit::ask_again(app, &officer, step(&row), "补充：6月5日上午在市民政局窗口。")
            .await
            .expect("asked");
        let same = screen::judge(app, &one, judge(&row, Verdict::Invalid, "仍缺事实"))
            .await
            .expect_err("same person");
        assert_eq!(code(same), Some(RefusalCode::Conflict));
        let row = screen::judge(app, &two, judge(&row, Verdict::Invalid, "仍缺少可核实的事实"))
            .await
            .expect("judged");
        let again = submit::ask_again(app, &officer, step(&row), "再看一次")
            .await
            .expect_err("once only");
        assert_eq!(code(again), Some(RefusalCode::Limit));

        // A repetition is found by likeness and names its original.
        let first = report(
            &city,
            &officer,
            21,
            None,
            "镇社保窗口中午没有人值班，老人要等到下午两点。",
        )
        .await;
        city.clock.go_to("2023-06-07");
        let second = report(
            &city,
            &officer,
            22,
            None,
            "社保窗口中午没有人值班，来办事的老人等了很久。",
        )
        .await;
        let reader = read::reader(app, &one).await.expect("a reader");
        let alike = read::alike(app, &reader, &second).await.expect("hints");
        assert_eq!(alike.first().map(|(row, _)| row.id), Some(first.id));
        let second = screen::take(app, &one, step(&second)).await.expect("taken");
        let mut itself = judge(&second, Verdict::Duplicate, "与在先建议重复");
        itself.duplicate_of = Some(second.id);
        assert_eq!(
            code(
                screen::judge(app, &one, itself.clone())
                    .await
                    .expect_err("itself")
            ),
            Some(RefusalCode::Input)
        );
        itself.duplicate_of = Some(first.id);
        let second = screen::judge(app, &one, itself).await.expect("judged");
        assert_eq!(
            (second.state.get(), second.duplicate_of),
            (SuggestionState::Duplicate, Some(first.id))
        );

        // An expert on a scored unit: the first verdict waits for another person.
        let expert = city.person("ex03").await;
        let unit = city.org("市民政局").await;
        let row = report(
            &city,
            &expert,
            23,
            Some(unit.id),
            "建议对婚姻登记高峰日实行预约分流，减少现场等候时间。",
        )
        .await;
        assert!(row.two_persons);
        let row = screen::take(app, &one, step(&row)).await.expect("taken");
        let row = screen::judge(app, &one, judge(&row, Verdict::Valid, "建议可行"))
            .await
            .expect("proposed");
        assert_eq!(row.state.get(), SuggestionState::Screening);
        assert!(told(&city, &two, NoticeKind::SuggestionSecondVerdict).await);
        let alone = screen::judge(app, &one, judge(&row, Verdict::Valid, "建议可行"))
            .await
            .expect_err("alone");
        assert_eq!(code(alone), Some(RefusalCode::Conflict));
        let row = screen::judge(app, &two, judge(&row, Verdict::Valid, "同意"))
            .await
            .expect("confirmed");
        assert_eq!(row.state.get(), SuggestionState::Valid);

        // Nobody else reads suggestions; out of scope is not found.
        for login in ["dl.minzheng", "os05", "lk06"] {
            let stranger = city.person(login).await;
            assert_eq!(
                read::reader(app, &stranger).await.map(drop).map_err(code),
                Err(Some(RefusalCode::Role)),
                "{login}"
            );
        }
        let colleague = city.person("io.mizhou04").await;
        let reader = read::reader(app, &colleague).await.expect("a reader");
        assert!(read::one(app, &reader, row.id).await.expect("read").is_none());
        let report = remit_service::integrity::check(app)
            .await
            .expect("the check runs");
        assert_eq!(report.findings, []);
    })
    .await;
}

#[tokio::test]
async fn at_year_end_thirty_nine_are_in_and_each_author_has_a_reply() {
    engines(async |engine| {
        let city = City::open(engine, "2023-03-31").await;
        let ov = city.person("ov01").await;
        let reader = read::reader(&city.app, &ov).await.expect("a reader");
        let all = read::list(
            &city.app,
            &reader,
            SuggestionFilter::default(),
            SuggestionSort::Oldest,
            Slice::first(200),
        )
        .await
        .expect("all");
        let count =
            |state: fn(SuggestionState) -> bool| all.rows.iter().filter(|row| state(row.state.get())).count();
        assert_eq!(all.rows.len(), 39);
        assert_eq!(count(SuggestionState::is_valid), 21);
        assert_eq!(count(|state| state == SuggestionState::Invalid), 13);
        assert_eq!(count(|state| state == SuggestionState::Duplicate), 5);
        assert!(all.rows.iter().all(|row| row.reply.is_some()));
    })
    .await;
}
