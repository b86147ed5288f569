//! The requests that the burden meter counts (K46).

use remit_shared::burden::RequestKind;
use remit_shared::calendar::end_of_day_utc;
use remit_shared::policy::Capability;
use remit_shared::problem::SheetDirection;
use remit_store::{Text, burden, on_both_engines, row};

use crate::fixture::{CIVIL_AFFAIRS, city, day, id, sheet, unit, write};

on_both_engines! {
    async fn a_request_at_midnight_belongs_to_the_day_that_begins(db: TestDb) {
        city(&db).await;
        let mut pushed = sheet(1);
        pushed.id = id(31);
        pushed.direction = Text(SheetDirection::ToUnit);
        pushed.pushed_at = Some(end_of_day_utc(day(5, 31)));
        let tx = write(&db).await;
        row::insert(&tx, pushed).await.unwrap();
        tx.commit().await.unwrap();

        let scope = unit(Capability::BurdenRead, CIVIL_AFFAIRS);
        let may = burden::requests(db.read(), &scope, (day(5, 1), day(5, 31))).await.unwrap();
        assert_eq!(may, []);
        let june = burden::requests(db.read(), &scope, (day(6, 1), day(6, 30))).await.unwrap();
        assert_eq!(june, [burden::Request { org: CIVIL_AFFAIRS, kind: RequestKind::PushSheet, on: day(6, 1), count: 1 }]);
    }
}
