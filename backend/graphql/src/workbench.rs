//! The first screen: what waits for me, and counts that equal the lists behind them (K37).

use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::linkage::waiting::title;
use remit_service::panel::queue::PanelItem;
use remit_service::voice::waiting as voices;
use remit_service::workbench as service;
use remit_shared::id::NodeKind;
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;

use crate::calendar::overdue_by;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;

/// What waits for the reader's present hat (K37).
#[derive(SimpleObject)]
pub struct Workbench {
    /// Counts, each equal to the list behind it.
    counts: Vec<WorkbenchCount>,
    /// What waits for the reader, most urgent first.
    queue: Vec<QueueItem>,
    /// Today in Asia/Shanghai.
    today: NaiveDate,
    /// The next deadline in the queue.
    next_due_on: Option<NaiveDate>,
}

impl Workbench {
    fn of(view: service::Workbench, today: NaiveDate) -> Self {
        Self {
            counts: view.counts.into_iter().map(WorkbenchCount::from).collect(),
            queue: view.queue.into_iter().map(|item| QueueItem { item }).collect(),
            today,
            next_due_on: view.next_due_on,
        }
    }
}

/// A count and the list it counts: `filter` is the query string of the list that shows exactly these rows.
#[derive(SimpleObject)]
pub struct WorkbenchCount {
    /// Stable key, such as `problems.overdue`; the interface words it.
    key: &'static str,
    /// Rows in the list.
    count: i64,
    /// Path of the list in the interface.
    list: &'static str,
    /// Query string that narrows the list to exactly these rows.
    filter: &'static str,
}

impl From<service::Count> for WorkbenchCount {
    fn from(count: service::Count) -> Self {
        Self {
            key: count.key,
            count: count.count,
            list: count.list,
            filter: count.filter,
        }
    }
}

/// What kind of record waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum QueueKind {
    /// A problem.
    Problem,
    /// A push sheet.
    PushSheet,
    /// A linkage submission.
    LinkageSubmission,
    /// A linkage window.
    LinkageWindow,
    /// A grant that waits for a second person.
    Grant,
    /// A suggestion.
    Suggestion,
    /// An appointment.
    Appointment,
    /// A review that an expert owes; its record is the session.
    ExpertReview,
    /// A yearly plan.
    Plan,
    /// A campaign.
    Campaign,
    /// A bad rating.
    BadRating,
    /// A run of the scoring.
    ScoreRun,
    /// An appeal against a result; its record is the run.
    Appeal,
    /// A staffing proposal.
    StaffingProposal,
    /// A window for city leaders' comments or mutual ballots.
    VoiceWindow,
    /// A negative record.
    Violation,
    /// A consultation between departments.
    Consultation,
    /// A coordination case.
    CoordinationCase,
    /// A joint activity.
    JointActivity,
}

/// A line of the queue: a record and the first thing that the reader can do about it.
#[derive(Description)]
pub struct QueueItem {
    item: service::QueueItem,
}

#[Object(use_type_description)]
impl QueueItem {
    /// Global id of the record.
    async fn subject_id(&self) -> ID {
        match &self.item {
            service::QueueItem::Problem(problem, _) => global(NodeKind::Problem, problem.id),
            service::QueueItem::Sheet(sheet, _) => global(NodeKind::PushSheet, sheet.id),
            service::QueueItem::Panel(PanelItem::Suggestion(row, ..)) => global(NodeKind::Suggestion, row.id),
            service::QueueItem::Panel(PanelItem::Review(owed)) => global(NodeKind::ExpertSession, owed.1.id),
            service::QueueItem::Panel(PanelItem::Appointment(row, _)) => {
                global(NodeKind::Appointment, row.appointment.id)
            }
            service::QueueItem::Plan(plan, _) => global(NodeKind::Plan, plan.id),
            service::QueueItem::Campaign(campaign, _) => global(NodeKind::Campaign, campaign.id),
            service::QueueItem::BadRating(row, _) => global(NodeKind::BadRating, row.case.id),
            service::QueueItem::Linkage(row, _) => global(NodeKind::LinkageSubmission, row.id),
            service::QueueItem::Consultation(seen, _) => global(NodeKind::Consultation, seen.row.id),
            service::QueueItem::Case(known, _) => global(NodeKind::Case, known.row.id),
            service::QueueItem::LinkageWindow(window, _) => global(NodeKind::LinkageWindow, window.id),
            service::QueueItem::ScoreRun(run, _) => global(NodeKind::ScoreRun, run.id),
            service::QueueItem::Appeal(appeal) => global(NodeKind::ScoreRun, appeal.run_id),
            service::QueueItem::Proposal(row, _) => global(NodeKind::StaffingProposal, row.id),
            service::QueueItem::Grant(row) => global(NodeKind::Grant, row.grant.id),
            service::QueueItem::VoiceWindow(window, _) => global(NodeKind::VoiceWindow, window.id),
            service::QueueItem::Activity(waiting) => global(NodeKind::Activity, waiting.row.id),
            service::QueueItem::Violation(row, _) => global(NodeKind::Violation, row.id),
        }
    }

    /// What kind of record it is.
    async fn kind(&self) -> QueueKind {
        match &self.item {
            service::QueueItem::Problem(..) => QueueKind::Problem,
            service::QueueItem::Sheet(..) => QueueKind::PushSheet,
            service::QueueItem::Panel(PanelItem::Suggestion(..)) => QueueKind::Suggestion,
            service::QueueItem::Panel(PanelItem::Review(_)) => QueueKind::ExpertReview,
            service::QueueItem::Panel(PanelItem::Appointment(..)) => QueueKind::Appointment,
            service::QueueItem::Plan(..) => QueueKind::Plan,
            service::QueueItem::Campaign(..) => QueueKind::Campaign,
            service::QueueItem::BadRating(..) => QueueKind::BadRating,
            service::QueueItem::Linkage(..) => QueueKind::LinkageSubmission,
            service::QueueItem::Consultation(..) => QueueKind::Consultation,
            service::QueueItem::Case(..) => QueueKind::CoordinationCase,
            service::QueueItem::LinkageWindow(..) => QueueKind::LinkageWindow,
            service::QueueItem::ScoreRun(..) => QueueKind::ScoreRun,
            service::QueueItem::Appeal(_) => QueueKind::Appeal,
            service::QueueItem::Proposal(..) => QueueKind::StaffingProposal,
            service::QueueItem::Grant(_) => QueueKind::Grant,
            service::QueueItem::VoiceWindow(..) => QueueKind::VoiceWindow,
            service::QueueItem::Activity(_) => QueueKind::JointActivity,
            service::QueueItem::Violation(..) => QueueKind::Violation,
        }
    }

    /// Its number; empty for drafts.
    async fn code(&self) -> &str {
        match &self.item {
            service::QueueItem::Problem(problem, _) => &problem.code,
            service::QueueItem::Sheet(sheet, _) => sheet.no.as_deref().unwrap_or_default(),
            service::QueueItem::Panel(PanelItem::Suggestion(row, ..)) => &row.no,
            service::QueueItem::Panel(PanelItem::Review(_))
            | service::QueueItem::Plan(..)
            | service::QueueItem::LinkageWindow(..)
            | service::QueueItem::ScoreRun(..)
            | service::QueueItem::VoiceWindow(..) => "",
            service::QueueItem::Appeal(appeal) => appeal.indicator.get().code(),
            service::QueueItem::Proposal(row, _) => &row.no,
            service::QueueItem::Activity(waiting) => &waiting.row.no,
            service::QueueItem::Violation(row, _) => &row.code,
            service::QueueItem::Panel(PanelItem::Appointment(row, _)) => &row.appointment.letter_no,
            service::QueueItem::Campaign(campaign, _) => &campaign.code,
            service::QueueItem::BadRating(row, _) => {
                row.window.as_ref().map_or("", |window| window.no.as_str())
            }
            service::QueueItem::Consultation(seen, _) => &seen.row.no,
            service::QueueItem::Case(known, _) => &known.row.no,
            service::QueueItem::Linkage(row, _) => row.no.as_deref().unwrap_or_default(),
            service::QueueItem::Grant(row) => row.grant.document_no.as_deref().unwrap_or_default(),
        }
    }

    /// Its title.
    async fn title(&self) -> String {
        match &self.item {
            service::QueueItem::Panel(PanelItem::Suggestion(_, _, title)) => title.clone(),
            service::QueueItem::Panel(PanelItem::Review(owed)) => owed.1.title.clone(),
            service::QueueItem::Panel(PanelItem::Appointment(row, _)) => row.person.display_name.clone(),
            service::QueueItem::Plan(plan, _) => plan.title.clone(),
            service::QueueItem::Campaign(campaign, _) => campaign.title.clone(),
            service::QueueItem::BadRating(row, _) => row.window.as_ref().map_or_else(
                || row.rating.channel.get().zh().to_owned(),
                |window| window.name.clone(),
            ),
            service::QueueItem::Problem(problem, _) => problem.title.clone(),
            service::QueueItem::Sheet(sheet, _) => sheet.matter.clone(),
            service::QueueItem::Linkage(row, _) => row.text.chars().take(60).collect(),
            service::QueueItem::Consultation(seen, _) => seen.row.matter.clone(),
            service::QueueItem::Case(known, _) => known.row.matter.clone(),
            service::QueueItem::LinkageWindow(window, action) => title(window, action),
            service::QueueItem::ScoreRun(run, _) => format!("{}年度监管结果（第{}次测算）", run.year, run.no),
            service::QueueItem::Appeal(appeal) => appeal.indicator.get().zh().to_owned(),
            service::QueueItem::Proposal(row, _) => row.kind.get().zh().to_owned(),
            service::QueueItem::Grant(row) => {
                format!("{}：{}", row.person.display_name, row.grant.role.get().zh())
            }
            service::QueueItem::VoiceWindow(window, _) => voices::title(window),
            service::QueueItem::Activity(waiting) => waiting.row.title.clone(),
            service::QueueItem::Violation(row, _) => row.title.clone(),
        }
    }

    /// Unit concerned.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        let unit = match &self.item {
            service::QueueItem::Problem(problem, _) => Some(problem.org_id),
            service::QueueItem::Sheet(sheet, _) => Some(sheet.org_id),
            service::QueueItem::Panel(PanelItem::Suggestion(row, ..)) => row.about_org_id,
            service::QueueItem::Panel(PanelItem::Review(owed)) => owed.0.org_id,
            service::QueueItem::Panel(PanelItem::Appointment(row, _)) => Some(row.appointment.source_org_id),
            service::QueueItem::Plan(..)
            | service::QueueItem::Campaign(..)
            | service::QueueItem::Activity(_)
            | service::QueueItem::LinkageWindow(..)
            | service::QueueItem::ScoreRun(..)
            | service::QueueItem::VoiceWindow(..) => None,
            service::QueueItem::Appeal(appeal) => Some(appeal.org_id),
            service::QueueItem::Proposal(row, _) => Some(row.org_id),
            service::QueueItem::Violation(row, _) => Some(row.org_id),
            service::QueueItem::Consultation(seen, _) => Some(seen.row.lead_org_id),
            service::QueueItem::Case(known, _) => Some(known.row.applicant_org_id),
            service::QueueItem::BadRating(row, _) => Some(row.case.org_id),
            service::QueueItem::Linkage(row, _) => Some(row.about_org_id.unwrap_or(row.org_id)),
            service::QueueItem::Grant(row) => row.grant.org_id,
        };
        match unit {
            Some(unit) => Org::load(RequestContext::of(ctx)?, unit).await,
            None => Ok(None),
        }
    }

    /// Its state: a value of the state enumeration of its `kind`.
    async fn state(&self) -> &str {
        match &self.item {
            service::QueueItem::Problem(problem, _) => problem.state.get().code(),
            service::QueueItem::Sheet(sheet, _) => sheet.state.get().code(),
            service::QueueItem::Panel(PanelItem::Suggestion(row, ..)) => row.state.get().code(),
            service::QueueItem::Panel(PanelItem::Review(owed)) => owed.0.state.get().code(),
            service::QueueItem::Panel(PanelItem::Appointment(row, _)) => row.appointment.state.get().code(),
            service::QueueItem::Plan(plan, _) => plan.state.get().code(),
            service::QueueItem::Campaign(campaign, _) => campaign.state.get().code(),
            service::QueueItem::BadRating(row, _) => row.case.state.get().code(),
            service::QueueItem::Linkage(row, _) => row.state.get().code(),
            service::QueueItem::Consultation(seen, _) => seen.row.state.get().code(),
            service::QueueItem::Case(known, _) => known.row.state.get().code(),
            service::QueueItem::LinkageWindow(window, _) => window.state.get().code(),
            service::QueueItem::ScoreRun(run, _) => run.state.get().code(),
            service::QueueItem::Appeal(appeal) => appeal.state.get().code(),
            service::QueueItem::Proposal(row, _) => row.state.get().code(),
            service::QueueItem::Grant(row) => row.grant.state.get().code(),
            service::QueueItem::VoiceWindow(window, _) => window.state.get().code(),
            service::QueueItem::Activity(waiting) => waiting.row.state.get().code(),
            service::QueueItem::Violation(row, _) => row.state.get().code(),
        }
    }

    /// Alert beside the state.
    async fn alert(&self) -> Code<Alert> {
        self.item.alert().into()
    }

    /// Deadline that runs now.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.item.due_on()
    }

    /// Working days by which it has passed; 0 while it has not.
    async fn overdue_working_days(&self, ctx: &Context<'_>) -> Result<u32> {
        overdue_by(RequestContext::of(ctx)?, self.item.due_on()).await
    }

    /// First thing to do: a value of the event enumeration of its `kind`; REVIEW for a review.
    async fn action(&self) -> &str {
        match &self.item {
            service::QueueItem::Problem(_, event) => event.code(),
            service::QueueItem::Sheet(_, event) => event.code(),
            service::QueueItem::Panel(PanelItem::Suggestion(_, event, _)) => event.code(),
            service::QueueItem::Panel(PanelItem::Review(_)) => "REVIEW",
            service::QueueItem::Panel(PanelItem::Appointment(_, event)) => event.code(),
            service::QueueItem::Plan(_, event) => event.code(),
            service::QueueItem::Campaign(_, event) => event.code(),
            service::QueueItem::BadRating(_, event) => event.code(),
            service::QueueItem::Linkage(_, event) => event.code(),
            service::QueueItem::LinkageWindow(_, action) | service::QueueItem::VoiceWindow(_, action) => {
                action
            }
            service::QueueItem::ScoreRun(_, event) => event.code(),
            service::QueueItem::Appeal(_) => "DECIDE",
            service::QueueItem::Proposal(_, event) => event.code(),
            service::QueueItem::Grant(_) => "CONFIRM",
            service::QueueItem::Activity(waiting) => waiting.action,
            service::QueueItem::Violation(_, event) => event.code(),
            service::QueueItem::Consultation(_, action) => action,
            service::QueueItem::Case(_, event) => event.code(),
        }
    }
}

/// Reads of the workbench.
#[derive(Debug, Default)]
pub struct WorkbenchQuery;

#[Object]
impl WorkbenchQuery {
    /// What waits for the reader's present hat, by deadline (K37).
    async fn workbench(&self, ctx: &Context<'_>) -> Result<Workbench> {
        let request = RequestContext::of(ctx)?;
        let view = request.value(service::workbench(&request.app, &request.op).await)?;
        Ok(Workbench::of(view, request.op.today()))
    }
}
