//! Ledgers and close-out (K05, K09).

mod list;

crate::lazy_page!(desk: LedgerList, LedgerRead => list::page);

crate::operation!("graphql/ledger.graphql": LedgerRows, ExplainLeftover);
