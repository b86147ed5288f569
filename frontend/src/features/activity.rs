//! Joint activities: the planner, the site, the findings, the report (K06, K07, §3.13).

mod acts;
mod answer;
mod detail;
mod draft;
mod findings;
mod list;
mod plan;
mod record;
mod site;
mod tones;

crate::lazy_page!(activity: ActivityList, ActivityRead => list::page);
crate::lazy_page!(activity: ActivityDetail, ActivityRead => detail::page);

crate::operation!("graphql/activity.graphql":
    ActivityRows, ActivityPage, ActivityChoices, ActivityUnits, ActivityRepeats, PlanActivity, NotifyActivity,
    EnterActivity, PutFindings, ReportActivity, CancelActivity, VisitUnit, TickCheck, RecordFinding, ConfirmFinding,
    ContestFinding, ConvertFinding, DropFinding
);

/// The activity with everything its page shows.
type Detail = activity_page::ActivityPageJointActivity;
/// A finding of it.
type Found = activity_page::ActivityPageJointActivityFindings;
