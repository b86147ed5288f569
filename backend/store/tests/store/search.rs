//! Text search: two Chinese characters, wildcards that mean themselves, letters of either case.

use remit_shared::policy::Capability;
use remit_store::problem::{ProblemFilter, ProblemSort};
use remit_store::testing::TestDb;
use remit_store::{Slice, on_both_engines, problem};

use crate::fixture::{CIVIL_AFFAIRS, EMERGENCY, city, office, problem as a_problem, raise};

async fn found(db: &TestDb, text: &str) -> Vec<String> {
    let filter = ProblemFilter {
        text: Some(text.to_owned()),
        ..ProblemFilter::default()
    };
    let scope = office(Capability::ProblemRead);
    let page = problem::page(
        db.read(),
        &scope,
        &filter,
        ProblemSort::Code,
        Slice::first(50).counted(),
    )
    .await
    .unwrap();
    assert_eq!(page.total, Some(page.rows.len() as u64));
    page.rows.into_iter().map(|row| row.problem.title).collect()
}

async fn titles(db: &TestDb, titles: &[&str]) {
    city(db).await;
    let rows = titles.iter().zip(1..).map(|(title, n)| {
        let mut row = a_problem(n);
        (*title).clone_into(&mut row.title);
        "无".clone_into(&mut row.facts);
        row
    });
    raise(db, rows.collect()).await;
}

on_both_engines! {
    async fn two_characters_are_enough(db: TestDb) {
        titles(&db, &["职责任务清单修订不及时", "窗口服务效率不高", "清明节值守不到位"]).await;
        assert_eq!(found(&db, "清单").await, ["职责任务清单修订不及时"]);
        assert_eq!(found(&db, "不").await.len(), 3);
        assert!(found(&db, "单清").await.is_empty());
    }

    async fn wildcards_mean_themselves(db: TestDb) {
        titles(&db, &["完成率50%", "完成率500", "编号a_b", "编号axb", r"路径a\b"]).await;
        assert_eq!(found(&db, "50%").await, ["完成率50%"]);
        assert_eq!(found(&db, "a_b").await, ["编号a_b"]);
        assert_eq!(found(&db, r"a\b").await, [r"路径a\b"]);
        assert_eq!(found(&db, "%").await, ["完成率50%"]);
    }

    async fn letters_match_in_either_case_and_blanks_around_do_not_matter(db: TestDb) {
        titles(&db, &["推行OA系统不力"]).await;
        assert_eq!(found(&db, " oa ").await.len(), 1);
        assert_eq!(found(&db, "lz-2022-0001").await.len(), 1);
        assert_eq!(found(&db, "   ").await.len(), 1, "a blank text does not narrow");
    }

    async fn similar_problems_are_of_the_same_unit(db: TestDb) {
        titles(&db, &["职责任务清单修订不及时", "权责清单未公开", "窗口服务效率不高"]).await;
        let mut elsewhere = a_problem(9);
        elsewhere.org_id = EMERGENCY;
        raise(&db, vec![elsewhere]).await;
        let scope = office(Capability::ProblemRead);
        let words = ["清单".to_owned(), "效率".to_owned()];
        let found = problem::similar(db.read(), &scope, CIVIL_AFFAIRS, &words, 10).await.unwrap();
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|row| row.org_id == CIVIL_AFFAIRS));
        assert!(problem::similar(db.read(), &scope, CIVIL_AFFAIRS, &[], 10).await.unwrap().is_empty());
    }
}
