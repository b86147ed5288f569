//! Workbench: what waits for me, and how much of it (K37, K38).

mod page;

crate::lazy_page!(desk: Workbench => page::page);

crate::operation!("graphql/workbench.graphql": WorkbenchPage);
