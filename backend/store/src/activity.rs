//! Joint activities, their children and their findings (K06, K07).

mod children;
pub mod finding;
mod list;
mod visits;

pub use children::{
    Member, add_event, checks, events, last_event_seq, members, of_children, people, shares,
    sharing_sections, units,
};
pub use list::{
    ActivityFilter, ActivitySort, by_client_id, by_ids, count, find, held, page, watch_find, watch_orgs,
    watch_reported,
};
pub use visits::visits;
