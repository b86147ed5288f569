//! The powers lists in the making: what every item says now, and the rows behind it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::list::ListOp;
use remit_shared::list::change::ItemText;
use remit_store::Text;
use remit_store::entity::{list_change, power_list_item, power_list_version};
use uuid::Uuid;

use super::Pen;

/// The lists in the making, by code.
#[derive(Default)]
pub(super) struct Book {
    items: Vec<power_list_item::Model>,
    versions: Vec<power_list_version::Model>,
    /// Place of the last version of each code.
    last: BTreeMap<String, usize>,
}

impl Book {
    /// What an item in force says.
    pub fn standing(&self, code: &str) -> Option<(Uuid, ItemText)> {
        let version = self.versions.get(*self.last.get(code)?)?;
        if version.valid_to.is_some() {
            return None;
        }
        let text = ItemText {
            org: version.org_id,
            code: version.code.clone(),
            category: version.category.get(),
            name: version.name.clone(),
            basis: version.basis.clone(),
        };
        Some((version.item_id, text))
    }

    /// Whether an adjustment has changed the item.
    pub fn changed(&self, code: &str) -> bool {
        let last = self.last.get(code).and_then(|place| self.versions.get(*place));
        last.is_some_and(|version| version.change_id.is_some() || version.ended_by.is_some())
    }

    /// An item begins, or begins to say something else.
    pub fn begin(
        &mut self,
        pen: &mut Pen<'_>,
        says: ItemText,
        (from, at): (NaiveDate, DateTime<Utc>),
        change: i64,
        by: Option<(Uuid, Uuid)>,
    ) -> Uuid {
        let known = self
            .last
            .get(&says.code)
            .and_then(|place| self.versions.get(*place));
        let item_id = match known {
            Some(version) => version.item_id,
            None => self.item(pen, &says, at, change, by.map(|(_, account)| account)),
        };
        self.last.insert(says.code.clone(), self.versions.len());
        self.versions.push(power_list_version::Model {
            id: pen.mint.id("power list version", at),
            jurisdiction_id: pen.city.jurisdiction,
            item_id,
            org_id: says.org,
            code: says.code,
            category: Text(says.category),
            name: says.name,
            basis: says.basis,
            valid_from: from,
            valid_to: None,
            cancelled: false,
            change_id: by.map(|(change, _)| change),
            ended_by: None,
            created_at: at,
            created_by: by.map(|(_, account)| account),
            updated_at: at,
            version: 1,
            change_seq: change,
        });
        item_id
    }

    fn item(
        &mut self,
        pen: &mut Pen<'_>,
        says: &ItemText,
        at: DateTime<Utc>,
        change: i64,
        by: Option<Uuid>,
    ) -> Uuid {
        let id = pen.mint.id("power list item", at);
        self.items.push(power_list_item::Model {
            id,
            jurisdiction_id: pen.city.jurisdiction,
            org_id: says.org,
            code: says.code.clone(),
            created_at: at,
            created_by: by,
            updated_at: at,
            version: 1,
            change_seq: change,
        });
        id
    }

    /// What an item says ends on the day before a change takes effect.
    pub fn end(&mut self, change: &list_change::Model, from: NaiveDate, at: DateTime<Utc>, ticket: i64) {
        let place = self.last.get(&change.code).copied();
        if let Some(version) = place.and_then(|place| self.versions.get_mut(place)) {
            version.valid_to = from.pred_opt();
            version.cancelled = change.op.get() == ListOp::Cancel;
            version.ended_by = Some(change.id);
            version.updated_at = at;
            version.version += 1;
            version.change_seq = ticket;
        }
    }

    /// The rows are the city's.
    pub fn close(self, pen: &mut Pen<'_>) {
        pen.data.power_items.extend(self.items);
        pen.data.power_versions.extend(self.versions);
    }
}
