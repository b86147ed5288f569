//! Overview: the 2-3-3-3 tree and the year's figures (K37).

mod figures;
mod page;
mod plan;
mod regime;

crate::lazy_page!(hall: Overview, DashboardRead => page::page);

crate::operation!("graphql/overview.graphql": RegimeTree, TreeInForce, FigureRows);
