//! Duty adjustments from the proposal to the check (K35, §3.12).

mod acts;
mod changes;
mod detail;
mod draft;
mod list;
mod propose;
mod record;
mod revise;
mod send;
mod tones;

crate::lazy_page!(adjustment: AdjustmentList, AdjustmentRead => list::page);
crate::lazy_page!(adjustment: AdjustmentDetail, AdjustmentRead => detail::page);

crate::operation!("graphql/adjustment.graphql":
    AdjustmentRows, AdjustmentPage, AdjustmentUnits, AdjustmentItems, AdjustmentTaskLines, ProposeAdjustment,
    ConsultAdjustment, SignAdjustment, DraftChange, DropChange, SendLegal, AttachOpinion, ApproveAdjustment,
    RejectAdjustment, ReviseTaskList, UpdateLists, PublishAdjustment, CheckAdjustment
);

/// The adjustment with everything its page shows.
type Detail = adjustment_page::AdjustmentPageDutyAdjustment;

/// Every supervised unit, for choosing.
fn unit_options() -> leptos::prelude::Signal<Vec<(String, String)>> {
    use leptos::prelude::*;
    let units = crate::api::use_query::<AdjustmentUnits>(|| adjustment_units::Variables);
    Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.name)).collect()
    })
}
