//! Registry of supervised units (K02).

mod coverage;
mod duties;
mod list;
mod supervision;
mod unit;

crate::lazy_page!(hall: Registry, RegistryRead => list::page);
crate::lazy_page!(hall: UnitDetail, RegistryRead => unit::page);

crate::operation!("graphql/registry.graphql": CoverageNow, UnitRows, UnitPage, UnitDuties, SetSupervised);

/// Kinds that full coverage speaks of (市级机关事业单位); the server decides again.
const IN_SCOPE: [OrgKind; 4] = [
    OrgKind::PartyOrgan,
    OrgKind::MassOrg,
    OrgKind::GovDept,
    OrgKind::PublicInstitution,
];

/// The unit as its page holds it.
type Unit = unit_page::UnitPageOrg;
