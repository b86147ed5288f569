//! The library of regulations (制度库, K01).

mod detail;
mod list;
mod write;

crate::lazy_page!(hall: RegulationList, RegulationRead => list::page);
crate::lazy_page!(hall: RegulationDetail, RegulationRead => detail::page);

crate::operation!("graphql/regulation.graphql":
    RegulationRows, RegulationPage, RegulationsInForce, SaveRegulation, IssueRegulation, EndRegulation
);

/// The regulation as the page holds it.
type Regulation = regulation_page::RegulationPageRegulation;
