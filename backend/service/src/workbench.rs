//! The workbench: what waits for me, by deadline, and five counts that equal the lists behind them (K37).

mod guard;
mod lists;
mod points;

use chrono::NaiveDate;
use remit_shared::calendar::shanghai_day;
use remit_shared::coordination::CaseEventKind;
use remit_shared::coordination::case::clock::running;
use remit_shared::evaluation::CampaignEventKind;
use remit_shared::identity::Role;
use remit_shared::linkage::SubmissionEventKind;
use remit_shared::plan::{PlanEventKind, machine as plan_machine};
use remit_shared::policy::{Capability, Reach};
use remit_shared::problem::machine::Availability;
use remit_shared::problem::{Alert, ProblemEventKind, SheetEventKind, SheetState};
use remit_shared::rating::BadEventKind;
use remit_shared::scoring::life::RunEventKind;
use remit_shared::staffing::ProposalEventKind;
use remit_shared::voice::ViolationEventKind;
use remit_store::entity::{
    appeal, campaign, linkage_submission, linkage_window, problem, push_sheet, staffing_proposal,
    supervision_plan, violation, voice_window,
};
use remit_store::identity::GrantRow;
use remit_store::page::Slice;
use remit_store::problem::sheet::{self, SheetFilter, SheetSort};
use remit_store::problem::{self as rows, ProblemFilter, ProblemSort, ProblemView};
use remit_store::rating::bad::BadRow;
use remit_store::scoring::RunLine;

use crate::activity::waiting::{self as activities, Waiting};
use crate::app::App;
use crate::context::OpCtx;
use crate::coordination::read::Consulted;
use crate::coordination::{self, Known};
use crate::failure::Answer;
use crate::linkage;
use crate::panel::queue::{self as panel, PanelItem};
use crate::plan::queue as plans;
use crate::problem::read::{self, Reader};
use crate::rating::desk;
use crate::voice::waiting as voices;

/// Lines of the queue shown at most; the lists behind the counts hold the rest.
const QUEUE_SHOWN: usize = 30;

/// A count and the list it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Stable key, `problems.overdue`; the interface words it.
    pub key: &'static str,
    /// How many rows the list has.
    pub count: i64,
    /// The list's path in the interface.
    pub list: &'static str,
    /// Its query string.
    pub filter: &'static str,
}

/// A line of the queue.
#[derive(Debug, Clone)]
pub enum QueueItem {
    /// A problem and the first thing that this person can do about it.
    Problem(Box<problem::Model>, ProblemEventKind),
    /// A push sheet and the first thing that this person can do about it.
    Sheet(Box<push_sheet::Model>, SheetEventKind),
    /// Something of the panel: a suggestion, a review, an appointment.
    Panel(PanelItem),
    /// A yearly plan and the first thing that this person can do about it.
    Plan(Box<supervision_plan::Model>, PlanEventKind),
    /// A campaign and the first thing that this person can do about it.
    Campaign(Box<campaign::Model>, CampaignEventKind),
    /// A bad rating and the first thing that this person can do about it.
    BadRating(Box<BadRow>, BadEventKind),
    /// A linkage submission and the first thing that this person can do about it.
    Linkage(Box<linkage_submission::Model>, SubmissionEventKind),
    /// A consultation and the code of the first thing that this person can do about it.
    Consultation(Box<Consulted>, &'static str),
    /// A coordination case and the first thing that this person can do about it.
    Case(Box<Known>, CaseEventKind),
    /// A joint activity and what this person has to do about it.
    Activity(Box<Waiting>),
    /// A linkage window and the code of what this person has to do about it.
    LinkageWindow(Box<linkage_window::Model>, &'static str),
    /// A run of the scoring and what this person does with it.
    ScoreRun(Box<RunLine>, RunEventKind),
    /// An appeal against a result that waits for a decision.
    Appeal(Box<appeal::Model>),
    /// A staffing proposal and the first thing that this person can do about it.
    Proposal(Box<staffing_proposal::Model>, ProposalEventKind),
    /// A grant that waits for this person as the second one.
    Grant(Box<GrantRow>),
    /// A window for comments or ballots and the code of what this person has to do about it.
    VoiceWindow(Box<voice_window::Model>, &'static str),
    /// A negative record and the first thing that this person can do about it.
    Violation(Box<violation::Model>, ViolationEventKind),
}

impl QueueItem {
    /// The deadline that runs.
    pub fn due_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Problem(problem, _) => problem.step_due_on.or(problem.due_on),
            Self::Sheet(sheet, _) => sheet.due_on,
            Self::Panel(item) => item.due_on(),
            Self::Plan(plan, event) => plan_due(plan, *event),
            Self::Campaign(campaign, _) => campaign.due_on,
            Self::BadRating(row, _) => row.case.due_on,
            Self::Linkage(row, _) => row.due_on,
            Self::Consultation(seen, _) => seen.row.apply_by.or(Some(seen.row.due_on)),
            Self::Case(known, _) => running(known.row.state.get(), known.row.due_on, known.row.step_due_on),
            Self::Activity(waiting) => waiting.due_on,
            Self::LinkageWindow(window, _) => window.due_on,
            Self::ScoreRun(..) | Self::Grant(_) => None,
            Self::Appeal(appeal) => Some(appeal.due_on),
            Self::Proposal(proposal, _) => proposal.due_on,
            Self::VoiceWindow(window, "PUBLISH") => window.closed_at.map(shanghai_day),
            Self::VoiceWindow(window, _) => Some(window.closes_on),
            Self::Violation(row, _) => row.due_on,
        }
    }

    /// The alert beside the state.
    pub fn alert(&self) -> Alert {
        match self {
            Self::Problem(problem, _) => problem.alert.get(),
            Self::Sheet(..)
            | Self::Panel(_)
            | Self::Plan(..)
            | Self::Campaign(..)
            | Self::Linkage(..)
            | Self::Activity(_)
            | Self::LinkageWindow(..)
            | Self::ScoreRun(..)
            | Self::Appeal(_)
            | Self::Proposal(..)
            | Self::Grant(_)
            | Self::VoiceWindow(..)
            | Self::Violation(..) => Alert::None,
            Self::BadRating(row, _) => row.case.alert.get(),
            Self::Consultation(seen, _) => seen.row.alert.get(),
            Self::Case(known, _) => known.row.alert.get(),
        }
    }
}

/// Opinions have their day; a first version should be approved by the end of February (§3.1).
fn plan_due(plan: &supervision_plan::Model, event: PlanEventKind) -> Option<NaiveDate> {
    match event {
        PlanEventKind::Opine | PlanEventKind::Answer => plan.consult_due_on,
        _ if plan.amended_from.is_some() => plan_machine::last_amendment(plan.year),
        _ => plan_machine::approve_by(plan.year),
    }
}

/// Everything the first screen shows.
pub struct Workbench {
    /// Counts of the lists behind the tiles.
    pub counts: Vec<Count>,
    /// What waits for the person, most urgent first.
    pub queue: Vec<QueueItem>,
    /// Next deadline in the queue.
    pub next_due_on: Option<NaiveDate>,
}

/// The tiles by role: key, view, query string.
type Tile = (&'static str, ProblemView, &'static str);

const OFFICE_TILES: [Tile; 5] = [
    ("problems.open", ProblemView::Open, "view=OPEN"),
    ("problems.overdue", ProblemView::Overdue, "view=OVERDUE"),
    ("problems.toVerify", ProblemView::ToVerify, "view=TO_VERIFY"),
    ("problems.toReverify", ProblemView::ToReverify, "view=TO_REVERIFY"),
    ("problems.red", ProblemView::Red, "view=RED"),
];
const UNIT_TILES: [Tile; 5] = [
    ("problems.toAnswer", ProblemView::ToAnswer, "view=TO_ANSWER"),
    ("problems.toRectify", ProblemView::ToRectify, "view=TO_RECTIFY"),
    ("problems.dueSoon", ProblemView::DueSoon, "view=DUE_SOON"),
    ("problems.overdue", ProblemView::Overdue, "view=OVERDUE"),
    ("problems.closed", ProblemView::Closed, "view=CLOSED"),
];

/// The workbench of the present hat. Roles without business rows get an empty one.
pub async fn workbench(app: &App, ctx: &OpCtx) -> Answer<Workbench> {
    let role = ctx.signed_in()?.role;
    if role == Role::Ra {
        return rating_desk(app, ctx).await;
    }
    if !matches!(
        role,
        Role::Ol | Role::Ov | Role::Os | Role::Dl | Role::Dc | Role::Cl | Role::Lk
    ) {
        let mut queue: Vec<_> = panel::queue(app, ctx)
            .await?
            .into_iter()
            .map(QueueItem::Panel)
            .collect();
        queue.extend(guard::queue(app, ctx).await?);
        let mut counts = panel::counts(app, ctx).await?;
        counts.extend(guard::counts(app, ctx, role).await?);
        return Ok(Workbench {
            counts,
            next_due_on: queue.iter().find_map(QueueItem::due_on),
            queue,
        });
    }
    let reader = read::reader(app, ctx, Capability::ProblemRead).await?;
    // A linkage contact follows the problems of his or her reports and does nothing about them.
    let (mut counts, mut queue) = if role == Role::Lk {
        (Vec::new(), Vec::new())
    } else {
        (counts(app, &reader).await?, problem_queue(app, &reader).await?)
    };
    counts.extend(panel::counts(app, ctx).await?);
    counts.extend(points::counts(app, ctx, role).await?);
    counts.extend(desk::counts(app, ctx).await?);
    counts.extend(voices::counts(app, ctx).await?);
    counts.extend(lists::counts(app, ctx, role).await?);
    counts.extend(coordination::waiting::counts(app, ctx).await?);
    counts.extend(activities::counts(app, ctx).await?);
    if let Ok(sheets) = read::reader(app, ctx, Capability::PushRead).await {
        queue.extend(sheet_queue(app, &sheets).await?);
    }
    queue.extend(other_duties(app, ctx).await?);
    queue.sort_by_key(|item| {
        (
            item.due_on().unwrap_or(NaiveDate::MAX),
            item.alert() == Alert::None,
        )
    });
    queue.truncate(QUEUE_SHOWN);
    let next_due_on = queue.iter().find_map(QueueItem::due_on);
    Ok(Workbench {
        counts,
        queue,
        next_due_on,
    })
}

/// What waits besides problems and sheets.
async fn other_duties(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let mut queue: Vec<_> = panel::queue(app, ctx)
        .await?
        .into_iter()
        .map(QueueItem::Panel)
        .collect();
    let plans = plans::waiting(app, ctx).await?;
    queue.extend(
        plans
            .into_iter()
            .map(|(plan, event)| QueueItem::Plan(Box::new(plan), event)),
    );
    let campaigns = crate::evaluation::read::duties(app, ctx).await?;
    queue.extend(
        campaigns
            .into_iter()
            .map(|(row, event)| QueueItem::Campaign(Box::new(row), event)),
    );
    queue.extend(desk::queue(app, ctx).await?);
    queue.extend(linkage::waiting::queue(app, ctx).await?);
    queue.extend(crate::scoring::waiting::queue(app, ctx).await?);
    queue.extend(guard::queue(app, ctx).await?);
    queue.extend(voices::queue(app, ctx).await?);
    queue.extend(coordination::waiting::queue(app, ctx).await?);
    queue.extend(activities::queue(app, ctx).await?);
    Ok(queue)
}

/// The rating administrator's: bad ratings by deadline, groups to review.
async fn rating_desk(app: &App, ctx: &OpCtx) -> Answer<Workbench> {
    let queue = desk::queue(app, ctx).await?;
    Ok(Workbench {
        counts: desk::counts(app, ctx).await?,
        next_due_on: queue.iter().find_map(QueueItem::due_on),
        queue,
    })
}

async fn counts(app: &App, reader: &Reader) -> Answer<Vec<Count>> {
    let tiles = if reader.scope.reach() == Reach::Unit {
        UNIT_TILES
    } else {
        OFFICE_TILES
    };
    let horizon = read::horizon(app, reader)?;
    let views = tiles.map(|(_, view, _)| view);
    let numbers = rows::view_counts(app.db.read(), &reader.scope, &views, horizon).await?;
    let rows = tiles.into_iter().zip(numbers);
    Ok(rows
        .map(|((key, _, filter), count)| Count {
            key,
            count,
            list: "/problems",
            filter,
        })
        .collect())
}

/// Open problems on which this person has something to do now.
async fn problem_queue(app: &App, reader: &Reader) -> Answer<Vec<QueueItem>> {
    let horizon = read::horizon(app, reader)?;
    let filter = ProblemFilter {
        view: Some((ProblemView::Open, horizon)),
        ..ProblemFilter::default()
    };
    // More than are shown, because some lines wait for somebody else.
    let slice = Slice::first(4 * QUEUE_SHOWN as u64);
    let page = rows::page(app.db.read(), &reader.scope, &filter, ProblemSort::Due, slice).await?;
    let ids: Vec<_> = page.rows.iter().map(|row| row.problem.id).collect();
    let requests = rows::extensions(app.db.read(), &reader.scope, &ids).await?;
    let lines = page.rows.into_iter().filter_map(|row| {
        let requests = requests.get(&row.problem.id).map_or(&[][..], Vec::as_slice);
        let actions = reader.actions(app, &row.problem, requests, &row.entries);
        first_duty(&actions).map(|event| QueueItem::Problem(Box::new(row.problem), event))
    });
    Ok(lines.collect())
}

/// The first allowed action that is a duty; asking for more time or contesting are options, not duties.
fn first_duty(actions: &[Availability]) -> Option<ProblemEventKind> {
    use ProblemEventKind as E;
    let options = [
        E::AskExtension,
        E::Contest,
        E::Reopen,
        E::Reject,
        E::Merge,
        E::Return,
    ];
    actions
        .iter()
        .filter(|action| action.outcome.is_ok())
        .map(|action| action.event)
        .find(|event| !options.contains(event))
}

async fn sheet_queue(app: &App, reader: &Reader) -> Answer<Vec<QueueItem>> {
    let filter = SheetFilter {
        states: vec![SheetState::Draft, SheetState::Pushed, SheetState::Received],
        ..SheetFilter::default()
    };
    let slice = Slice::first(2 * QUEUE_SHOWN as u64);
    let page = sheet::page(app.db.read(), &reader.scope, &filter, SheetSort::Due, slice).await?;
    let lines = page.rows.into_iter().filter_map(|row| {
        let actions = reader.sheet_actions(app, &row);
        let duty = actions
            .iter()
            .filter(|action| action.outcome.is_ok())
            .map(|action| action.event);
        duty.into_iter()
            .find(|event| *event != SheetEventKind::Write)
            .map(|event| QueueItem::Sheet(Box::new(row), event))
    });
    Ok(lines.collect())
}
