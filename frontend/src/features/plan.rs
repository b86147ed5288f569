//! Yearly plans (K03): the list, and one plan with its tree, parameters, opinions and differences.

mod apply;
mod bar;
mod changes;
mod detail;
mod lines;
mod list;
mod next;
mod opinions;
mod params;
mod tree;

crate::lazy_page!(plan: PlanList, PlanRead => list::page);
crate::lazy_page!(plan: PlanDetail, PlanRead => detail::page);

crate::operation!("graphql/plan.graphql":
    PlanRows, PlanPage, PlanUnits, DraftYear, BeginAmendment, RenamePlan, SaveTree, SetParams, DeclareExceptions,
    PutToUnits, SayOpinion, AnswerSuggestion, ApproveYear, PublishYear
);

/// The plan's page as it is held.
type Detail = plan_page::PlanPagePlan;
