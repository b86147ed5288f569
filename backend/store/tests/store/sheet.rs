//! Lists of push sheets.

use remit_shared::policy::Capability;
use remit_shared::problem::{SheetDirection, SheetState};
use remit_store::problem::sheet::{SheetFilter, SheetSort, page};
use remit_store::{Slice, Text, on_both_engines, row};

use crate::fixture::{at, city, day, id, office, sheet as a_sheet, write};

on_both_engines! {
    async fn sheets_are_sorted_narrowed_and_counted(db: TestDb) {
        city(&db).await;
        let mut received = a_sheet(1);
        (received.state, received.due_on, received.created_at) = (Text(SheetState::Received), None, at(5, 1));
        let mut to_unit = a_sheet(2);
        (to_unit.direction, to_unit.due_on, to_unit.created_at) =
            (Text(SheetDirection::ToUnit), Some(day(5, 9)), at(5, 2));
        let mut third = a_sheet(3);
        third.matter = "窗口服务效率不高".into();
        let tx = write(&db).await;
        row::insert_all(&tx, vec![received, to_unit, third]).await.unwrap();
        tx.commit().await.unwrap();

        let scope = office(Capability::PushRead);
        let by = |filter: SheetFilter, sort| {
            let (db, scope) = (db.read(), &scope);
            async move {
                let page = page(db, scope, &filter, sort, Slice::first(9).counted()).await.unwrap();
                assert_eq!(page.total, Some(page.rows.len() as u64));
                page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
            }
        };
        assert_eq!(by(SheetFilter::default(), SheetSort::Newest).await, [id(3), id(2), id(1)]);
        assert_eq!(by(SheetFilter::default(), SheetSort::Oldest).await, [id(1), id(2), id(3)]);
        assert_eq!(by(SheetFilter::default(), SheetSort::Due).await, [id(2), id(3), id(1)]);
        let states = SheetFilter { states: vec![SheetState::Received], ..SheetFilter::default() };
        assert_eq!(by(states, SheetSort::Newest).await, [id(1)]);
        let direction = SheetFilter { direction: Some(SheetDirection::ToUnit), ..SheetFilter::default() };
        assert_eq!(by(direction, SheetSort::Newest).await, [id(2)]);
        let text = SheetFilter { text: Some("窗口".into()), ..SheetFilter::default() };
        assert_eq!(by(text, SheetSort::Newest).await, [id(3)]);
    }
}
