//! §9 step 5 by machine: nil return, submission after all, replay, status, sync with tombstones.

use std::collections::BTreeMap;

use graphql_client::GraphQLQuery;
use remit_store::Engine;
use remit_tests::Served;

use crate::client::{Partner, new_id};
use crate::granted::ALL;
use crate::{Client, DAY, engines};

macro_rules! document {
    ($name:ident) => {
        #[derive(GraphQLQuery)]
        #[graphql(
            schema_path = "../backend/graphql/schema.graphql",
            query_path = "tests/partner/partner.graphql",
            response_derives = "Debug, Clone, PartialEq",
            variables_derives = "Clone"
        )]
        pub struct $name;
    };
}

document!(SubmitLinkage);
document!(NilReturn);
document!(Status);
document!(Sync);
document!(Units);

/// What the partner's own database keeps of each record: what it is and its state, dropped at a tombstone.
type Mirror = BTreeMap<String, Option<String>>;

/// Follows the feed in small pages from a cursor to its end.
async fn follow(partner: &Partner, mirror: &mut Mirror, mut cursor: Option<String>) -> Option<String> {
    let mut last = 0;
    loop {
        let (data, _) = partner
            .run::<Sync>(sync::Variables {
                after: cursor,
                first: 3,
            })
            .await;
        let page = data.changes;
        assert!(page.items.len() <= 3);
        for item in page.items {
            assert!(item.seq >= last, "the feed runs forward");
            last = item.seq;
            match (item.op, item.node) {
                (sync::ChangeOp::TOMBSTONE, None) => {
                    mirror.remove(&item.id);
                }
                (sync::ChangeOp::PUT, Some(node)) => {
                    let state = match node {
                        sync::SyncChangesItemsNode::LinkageSubmission(row) => {
                            Some(format!("{:?}", row.state))
                        }
                        _ => None,
                    };
                    mirror.insert(item.id, state);
                }
                (op, node) => panic!("{op:?} with {node:?}"),
            }
        }
        cursor = Some(page.next);
        if !page.more {
            return cursor;
        }
    }
}

fn submission(client_id: &str, text: &str) -> submit_linkage::Variables {
    submit_linkage::Variables {
        input: submit_linkage::LinkageInput {
            client_id: client_id.to_owned(),
            year: 2023,
            quarter: 1,
            about_org_code: "minzheng".to_owned(),
            kind: submit_linkage::LinkageKind::SUGGESTION,
            text: text.to_owned(),
            evidence: None,
            confidential: false,
            urgent: false,
        },
    }
}

async fn story(engine: Engine) {
    let served = Served::open(engine, DAY).await;
    let client = Client::granted(&served, "lk06", &ALL, &["127.0.0.0/8"]).await;
    let partner = client.enters(&served).await;

    // The codes by which units are named.
    let (units, _) = partner.run::<Units>(units::Variables).await;
    assert!(
        units
            .orgs
            .nodes
            .iter()
            .any(|unit| unit.code == "minzheng" && unit.name == "市民政局")
    );
    assert_eq!(units.orgs.nodes.len(), 50);

    // Nothing to report, said twice.
    let nil = nil_return::Variables {
        client_id: new_id().to_string(),
        year: 2023,
        quarter: 1,
    };
    let nil_again = nil_return::Variables {
        client_id: nil.client_id.clone(),
        ..nil
    };
    let (first, extensions) = partner.run::<NilReturn>(nil).await;
    let first = first.nil_return;
    assert!(first.problems.is_empty() && !first.replayed, "{first:?}");
    let nil_row = first.submission.expect("the nil return");
    assert!(nil_row.nil_return && nil_row.state == nil_return::SubmissionState::NIL);
    let remaining = extensions["quota"]["remaining"]
        .as_i64()
        .expect("what is left of the quota");
    assert!(
        remaining < 60_000 && extensions["quota"]["limit"] == 60_000,
        "{extensions}"
    );
    let (again, _) = partner.run::<NilReturn>(nil_again).await;
    assert!(again.nil_return.replayed && again.nil_return.receipt == first.receipt);
    let mut mirror = Mirror::new();
    let cursor = follow(&partner, &mut mirror, None).await;
    assert_eq!(mirror.get(&nil_row.id), Some(&Some("NIL".to_owned())));

    // Something came up after all; the answer is lost, so it is sent again: the same receipt, nothing stored twice.
    let id = new_id().to_string();
    let (sent, _) = partner
        .run::<SubmitLinkage>(submission(&id, "建议公开低保动态核查结果。"))
        .await;
    let sent = sent.submit_linkage;
    assert!(sent.problems.is_empty() && !sent.replayed, "{sent:?}");
    let receipt = sent.receipt.clone().expect("a receipt");
    let row = sent.submission.expect("the submission");
    assert!(row.by_machine && !row.late && receipt.starts_with("LD-2023-"));
    for _ in 0..2 {
        let (again, _) = partner
            .run::<SubmitLinkage>(submission(&id, "建议公开低保动态核查结果。"))
            .await;
        let again = again.submit_linkage;
        assert!(
            again.replayed && again.receipt.as_ref() == Some(&receipt),
            "{again:?}"
        );
    }
    // The same id with other content.
    let (other, _) = partner.run::<SubmitLinkage>(submission(&id, "另一件事。")).await;
    let other = other.submit_linkage;
    assert_eq!(
        (other.receipt, &other.problems[0].code),
        (None, &submit_linkage::RefusalCode::E_DUP)
    );

    // Status by receipt.
    let (status, _) = partner
        .run::<Status>(status::Variables {
            receipt: receipt.clone(),
        })
        .await;
    let status = status.linkage_receipt.expect("the own submission");
    assert_eq!(status.state, status::SubmissionState::SUBMITTED);
    assert_eq!(
        status.about_org.map(|unit| unit.code).as_deref(),
        Some("minzheng")
    );

    // The nil return that it took the place of comes as a tombstone; the mirror equals one made from the beginning.
    follow(&partner, &mut mirror, cursor).await;
    assert_eq!(mirror.get(&nil_row.id), None, "voided rows are dropped");
    assert_eq!(mirror.get(&row.id), Some(&Some("SUBMITTED".to_owned())));
    let mut anew = Mirror::new();
    follow(&partner, &mut anew, None).await;
    assert_eq!(anew, mirror);

    // Another department's program sees nothing of it.
    let neighbour = Client::granted(&served, "lk05", &ALL, &[])
        .await
        .enters(&served)
        .await;
    let (hidden, _) = neighbour.run::<Status>(status::Variables { receipt }).await;
    assert_eq!(hidden.linkage_receipt, None);
    let mut theirs = Mirror::new();
    follow(&neighbour, &mut theirs, None).await;
    assert!(!theirs.contains_key(&row.id));
}

#[tokio::test]
async fn a_program_with_a_client_library_submits_replays_and_syncs() {
    for engine in engines() {
        Box::pin(story(engine)).await;
    }
}
