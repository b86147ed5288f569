//! Powers lists on any day, duty-task lists version by version, and the occasions to revise them (K36).

mod changes;
mod compare;
mod import;
mod item;
mod powers;
pub(crate) mod snapshot;
mod tasks;
mod tones;
mod trigger;
mod triggers;

crate::lazy_page!(list: PowerList, ListsRead => powers::page);
crate::lazy_page!(list: PowerItem, ListsRead => item::page);
crate::lazy_page!(list: PowerDifference, ListsRead => compare::page);
crate::lazy_page!(list: ChangeList, ListsRead => changes::page);
crate::lazy_page!(list: TaskLists, ListsRead => tasks::page);
crate::lazy_page!(adjustment: TriggerList, AdjustmentRead => triggers::page);
crate::lazy_page!(adjustment: TriggerDetail, AdjustmentRead => trigger::page);

crate::operation!("graphql/list.graphql":
    PowerRows, PowerUnits, PowerHistory, PowerCompare, ChangeRows, TaskVersions, TaskCompare, TriggerRows, TriggerPage,
    ListUnits, RegisterTrigger, SubmitTrigger, ReturnTrigger, VoidTrigger
);

/// Where every page of the lists leads back to.
const CRUMBS: &[crate::ui::page::Crumb] = &[crate::ui::page::Crumb {
    href: "/lists",
    text: crate::i18n::t::list::TITLE,
}];
