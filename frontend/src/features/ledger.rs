//! Ledgers and close-out (K05, K09).

mod explain;
mod leftover;
mod list;

crate::lazy_page!(desk: LedgerList, LedgerRead => list::page);
crate::lazy_page!(desk: LeftoverPage, LedgerRead => leftover::page);

crate::operation!("graphql/ledger.graphql": LedgerRows, LeftoverReport, ExplainLeftover);
