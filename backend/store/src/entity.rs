//! The tables as sea-orm entities, one file a table. Rows may travel up to the service, never to GraphQL.

pub mod account;
pub mod appointment;
pub mod audit_record;
pub mod counter;
pub mod escalation;
pub mod extension;
pub mod file_content;
pub mod file_object;
pub mod jurisdiction;
pub mod ledger_entry;
pub mod notification;
pub mod org;
pub mod org_section;
pub mod outbox;
pub mod password_history;
pub mod person;
pub mod problem;
pub mod problem_event;
pub mod push_sheet;
pub mod rectification;
pub mod regime_node;
pub mod reverification;
pub mod role_grant;
pub mod session;
pub mod work_day;
