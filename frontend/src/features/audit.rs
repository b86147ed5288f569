//! Audit search (K42).

mod action;
mod chain;
mod list;
mod record;
mod remark;

crate::lazy_page!(guard: AuditSearch, AuditRead => list::page);

crate::operation!("graphql/audit.graphql": AuditRows, ChainCheck);

/// A record as the list holds it.
type Record = audit_rows::AuditRowsAuditRecordsNodes;
