//! Inbox and outbox.

use remit_shared::identity::{AccountState, Role};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_store::entity::{notification, outbox};
use remit_store::testing::TestDb;
use remit_store::{Slice, Text, notice, on_both_engines, row};
use uuid::Uuid;

use crate::fixture::{
    CITY, CIVIL_AFFAIRS, CONTACT, CONTACT_ACCOUNT, OFFICER, OFFICER_ACCOUNT, actor, at, city, id, unit, write,
};

fn a_notice(n: u32, account_id: Uuid) -> notification::Model {
    notification::Model {
        id: id(n.into()),
        jurisdiction_id: CITY,
        account_id,
        kind: Text(NoticeKind::ProblemAssigned),
        subject_kind: Some("prb".to_owned()),
        subject_id: Some(id(100)),
        subject_code: Some("LZ-2022-0001".to_owned()),
        title: "职责任务清单修订不及时".to_owned(),
        due_on: None,
        read_at: None,
        created_at: at(5, n),
        created_by: None,
        updated_at: at(5, n),
        version: 0,
        change_seq: 0,
    }
}

fn event(n: u128) -> outbox::Model {
    outbox::Model {
        id: id(n),
        jurisdiction_id: CITY,
        seq: 0,
        kind: "PROBLEM_ASSIGNED".to_owned(),
        subject_id: None,
        account_id: None,
        payload: "{}".to_owned(),
        at: at(5, 1),
        dispatched_at: None,
    }
}

async fn three_notices(db: &TestDb) {
    city(db).await;
    let tx = write(db).await;
    let notices = vec![
        a_notice(1, CONTACT_ACCOUNT),
        a_notice(2, CONTACT_ACCOUNT),
        a_notice(3, OFFICER_ACCOUNT),
    ];
    notice::tell(&tx, notices).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn an_inbox_is_its_addressees_newest_first(db: TestDb) {
        three_notices(&db).await;
        let scope = unit(Capability::InboxRead, CIVIL_AFFAIRS);
        let page = notice::inbox(db.read(), &scope, false, Slice::first(9).counted()).await.unwrap();
        let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        assert_eq!((ids, page.total), (vec![id(2), id(1)], Some(2)));
        assert_eq!(notice::unread(db.read(), CITY, CONTACT_ACCOUNT).await.unwrap(), 2);
    }

    async fn reading_marks_the_own_notices_only_and_once(db: TestDb) {
        three_notices(&db).await;
        let scope = unit(Capability::InboxRead, CIVIL_AFFAIRS);
        let tx = write(&db).await;
        let some = [id(1), id(3)];
        assert_eq!(notice::mark_read(&tx, &scope, Some(&some), at(6, 1)).await.unwrap(), 1);
        assert_eq!(notice::mark_read(&tx, &scope, Some(&some), at(6, 2)).await.unwrap(), 0);
        tx.commit().await.unwrap();
        let unread = notice::inbox(db.read(), &scope, true, Slice::first(9)).await.unwrap();
        assert_eq!(unread.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id(2)]);

        let officer = actor(Role::Ov, OFFICER, &[], None).authorise(Capability::InboxRead).unwrap();
        let tx = write(&db).await;
        assert_eq!(notice::mark_read(&tx, &officer, None, at(6, 1)).await.unwrap(), 1);
    }

    async fn events_are_followed_in_commit_order_however_they_are_cut(db: TestDb) {
        city(&db).await;
        let begin = notice::outbox_tail(db.read(), CITY).await.unwrap();
        for events in [vec![event(3), event(1)], vec![event(2)]] {
            let tx = write(&db).await;
            notice::announce(&tx, events).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut seen = Vec::new();
        let mut after = begin;
        loop {
            let part = notice::outbox_after(db.read(), CITY, after, 1).await.unwrap();
            let Some(last) = part.last() else { break };
            after = (last.seq, last.id);
            seen.extend(part.iter().map(|row| row.id));
        }
        assert_eq!(seen, [id(1), id(3), id(2)]);
        assert_eq!(notice::outbox_tail(db.read(), CITY).await.unwrap(), after);
    }

    async fn an_event_is_dispatched_once(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        notice::announce(&tx, vec![event(1), event(2)]).await.unwrap();
        tx.commit().await.unwrap();
        let waiting = notice::undispatched(db.read(), CITY, 9).await.unwrap();
        assert_eq!(waiting.len(), 2);
        assert_eq!(notice::mark_dispatched(db.writer(), &[id(1)], at(6, 1)).await.unwrap(), 1);
        assert_eq!(notice::mark_dispatched(db.writer(), &[id(1)], at(6, 1)).await.unwrap(), 0);
        assert_eq!(notice::undispatched(db.read(), CITY, 9).await.unwrap()[0].id, id(2));
    }

    async fn people_are_told_on_the_accounts_they_can_use(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let mut off = crate::fixture::account(id(60), OFFICER, "off");
        off.state = Text(AccountState::Disabled);
        row::insert(&tx, off).await.unwrap();
        let told = notice::accounts_of_people(&tx, CITY, &[OFFICER, CONTACT]).await.unwrap();
        assert_eq!(told, [OFFICER_ACCOUNT, CONTACT_ACCOUNT]);
        assert!(notice::accounts_of_people(&tx, CITY, &[]).await.unwrap().is_empty());
    }
}
