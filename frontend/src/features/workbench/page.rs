//! The first screen: five counts that lead to their lists, and the queue by deadline.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use remit_shared::activity::{ActivityEventKind, ActivityState, FindingEventKind};
use remit_shared::coordination::{CaseEventKind, CaseState, ConsultationEventKind, ConsultationState};
use remit_shared::identity::{GrantState, Role};
use remit_shared::linkage::{SubmissionEventKind, SubmissionState, WindowEventKind, WindowState};
use remit_shared::panel::{
    AppointmentEventKind, AppointmentState, ReviewState, SuggestionEventKind, SuggestionState,
};
use remit_shared::plan::{PlanEventKind, PlanState};
use remit_shared::problem::{ProblemState, SheetState};
use remit_shared::scoring::life::{AppealState, RunEventKind, RunState};
use remit_shared::staffing::{ProposalEventKind, ProposalState};
use remit_shared::voice::{ViolationEventKind, ViolationState, VoiceWindowEventKind, VoiceWindowState};
use remit_shared::wire::Wire;

use super::{
    BadEventKind, BadRatingState, ProblemEventKind, QueueKind, SheetEventKind, WorkbenchPage, workbench_page,
};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::loaded;
use crate::ui::tag::{alert, tag};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;

type Bench = workbench_page::WorkbenchPageWorkbench;
type Item = workbench_page::WorkbenchPageWorkbenchQueue;

/// The page.
pub(super) fn page() -> AnyView {
    let session = use_session();
    let administrator = move || {
        session
            .viewer()
            .map(|viewer| viewer.hat.role)
            .filter(|role| role.is_administrator())
    };
    let officer = move || session.viewer().is_some_and(|viewer| viewer.hat.role == Role::Io);
    let body = move || match administrator() {
        Some(Role::Au) => administrators_page(Role::Au),
        Some(role) => view! { {administrators_page(role)} <Bench/> }.into_any(),
        None if officer() => crate::features::panel::report::page(),
        None => view! { <Bench/> }.into_any(),
    };
    let head = move || (!officer()).then(|| view! { <PageHead title=text_title(t::workbench::TITLE)/> });
    view! { {head} {body} }.into_any()
}

#[component]
fn Bench() -> impl IntoView {
    let live = use_live();
    let query = use_query::<WorkbenchPage>(move || {
        live.track();
        workbench_page::Variables
    });
    loaded(query, move |answer| {
        let counts = move || tiles(answer.with(|answer| answer.workbench.counts.iter().map(tile).collect()));
        let queue = move || answer.with(|answer| groups(&answer.workbench));
        view! {
            {counts}
            <Card title=t::workbench::QUEUE>{queue}</Card>
        }
    })
}

fn tile(count: &workbench_page::WorkbenchPageWorkbenchCounts) -> Tile {
    let href = if count.filter.is_empty() {
        count.list.clone()
    } else {
        format!("{}?{}", count.list, count.filter)
    };
    let urgent = count.count > 0
        && matches!(
            count.key.as_str(),
            "problems.overdue" | "problems.red" | "points.overdue" | "badRatings.overdue" | "lists.overdue"
        );
    Tile {
        label: label(&count.key).get().to_owned(),
        value: count.count.to_string(),
        href: Some(href),
        urgent,
        note: None,
    }
}

fn label(key: &str) -> Text {
    match key {
        "points.toSign" => t::workbench::count::POINTS_TO_SIGN,
        "points.toFill" => t::workbench::count::POINTS_TO_FILL,
        "points.toReview" => t::workbench::count::POINTS_TO_REVIEW,
        "points.toVerify" => t::workbench::count::POINTS_TO_VERIFY,
        "points.toDecide" => t::workbench::count::POINTS_TO_DECIDE,
        "points.overdue" => t::workbench::count::POINTS_OVERDUE,
        "activities.toConfirm" => t::workbench::count::ACTIVITIES_TO_CONFIRM,
        "activities.toSettle" => t::workbench::count::ACTIVITIES_TO_SETTLE,
        "activities.toReport" => t::workbench::count::ACTIVITIES_TO_REPORT,
        "activities.live" => t::workbench::count::ACTIVITIES_LIVE,
        "adjustments.toApprove" => t::workbench::count::ADJUSTMENTS_TO_APPROVE,
        "adjustments.running" => t::workbench::count::ADJUSTMENTS_RUNNING,
        "adjustments.toSign" => t::workbench::count::ADJUSTMENTS_TO_SIGN,
        "lists.toRevise" => t::workbench::count::LISTS_TO_REVISE,
        "lists.overdue" => t::workbench::count::LISTS_OVERDUE,
        "problems.open" => t::workbench::count::OPEN,
        "problems.overdue" => t::workbench::count::OVERDUE,
        "badRatings.overdue" => t::workbench::count::BAD_OVERDUE,
        "badRatings.running" => t::workbench::count::BAD_RUNNING,
        "badRatings.toRevisit" => t::workbench::count::BAD_REVISIT,
        "badRatings.appealed" => t::workbench::count::BAD_APPEALED,
        "ratingFlags.open" => t::workbench::count::FLAGS_OPEN,
        "violations.toConfirm" => t::workbench::count::VIOLATIONS_TO_CONFIRM,
        "violations.confirmed" => t::workbench::count::VIOLATIONS_CONFIRMED,
        "problems.toVerify" => t::workbench::count::TO_VERIFY,
        "problems.toReverify" => t::workbench::count::TO_REVERIFY,
        "problems.red" => t::workbench::count::RED,
        "problems.toAnswer" => t::workbench::count::TO_ANSWER,
        "problems.toRectify" => t::workbench::count::TO_RECTIFY,
        "cases.live" => t::workbench::count::CASES_LIVE,
        "cases.toDecide" => t::workbench::count::CASES_TO_DECIDE,
        "suggestions.toScreen" => t::workbench::count::SUGGESTIONS,
        "own.submitted" => t::panel::report::SUBMITTED,
        "own.valid" => t::panel::report::VALID,
        "own.adopted" => t::panel::report::ADOPTED,
        "grants.pending" => t::workbench::count::GRANTS_PENDING,
        "accounts.locked" => t::workbench::count::ACCOUNTS_LOCKED,
        "problems.dueSoon" => t::workbench::count::DUE_SOON,
        _ => t::workbench::count::CLOSED,
    }
}

/// Overdue, today, within a week, later.
fn groups(bench: &Bench) -> AnyView {
    if bench.queue.is_empty() {
        let next = bench.next_due_on.map(time::day);
        return view! {
            <div class="empty">
                <p class="empty-why">{tr(t::workbench::EMPTY)}</p>
                {next.map(|next| view! { <p>{move || t::workbench::next_due(&next)}</p> })}
            </div>
        }
        .into_any();
    }
    let today = bench.today;
    let week = today.checked_add_days(Days::new(7)).unwrap_or(today);
    let place = |item: &Item| match item.due_on {
        _ if item.overdue_working_days > 0 => 0,
        Some(due) if due <= today => 1,
        Some(due) if due <= week => 2,
        _ => 3,
    };
    let names = [
        t::workbench::OVERDUE,
        t::workbench::TODAY,
        t::workbench::WEEK,
        t::workbench::LATER,
    ];
    let groups = names.into_iter().enumerate().filter_map(|(index, name)| {
        let items: Vec<_> = bench.queue.iter().filter(|item| place(item) == index).collect();
        (!items.is_empty()).then(|| {
            let count = items.len();
            view! {
                <h3 class="queue-head">{tr(name)}" "<span class="muted num">{count}</span></h3>
                <ul class="queue">{items.into_iter().map(|item| line(item, today)).collect_view()}</ul>
            }
        })
    });
    groups.collect_view().into_any()
}

fn line(item: &Item, today: NaiveDate) -> AnyView {
    let href = match item.kind {
        QueueKind::PushSheet => format!("/sheets/{}", item.subject_id),
        QueueKind::LinkageSubmission => format!("/linkage/submissions/{}", item.subject_id),
        QueueKind::LinkageWindow => "/linkage".to_owned(),
        QueueKind::Grant => "/grants?state=PENDING".to_owned(),
        QueueKind::Suggestion => format!("/suggestions/{}", item.subject_id),
        QueueKind::Appointment => format!("/appointments/{}", item.subject_id),
        QueueKind::ExpertReview => format!("/sessions/{}", item.subject_id),
        QueueKind::Plan => format!("/plans/{}", item.subject_id),
        QueueKind::Campaign => format!("/campaigns/{}", item.subject_id),
        QueueKind::BadRating => format!("/bad-ratings/{}", item.subject_id),
        QueueKind::ScoreRun | QueueKind::Appeal => format!("/results?run={}", item.subject_id),
        QueueKind::StaffingProposal => format!("/staffing/{}", item.subject_id),
        QueueKind::VoiceWindow => match item.action.as_str() {
            "COMMENT" => "/comments".to_owned(),
            "CAST" => "/mutual".to_owned(),
            _ => "/voices".to_owned(),
        },
        QueueKind::Violation => format!("/violations/{}", item.subject_id),
        QueueKind::JointActivity => format!("/activities/{}", item.subject_id),
        QueueKind::Consultation => format!("/consultations/{}", item.subject_id),
        QueueKind::CoordinationCase => format!("/cases/{}", item.subject_id),
        QueueKind::Problem => format!("/problems/{}", item.subject_id),
    };
    let org = item.org.as_ref().map(|org| org.short_name.clone());
    let due = Due::new(item.due_on, item.overdue_working_days)
        .seen_on(Some(today))
        .render();
    view! {
        <li>
            <a class="queue-line" href=href>
                <span class="queue-act">{act(item)}</span>
                <span class="queue-what"><span class="num muted">{item.code.clone()}</span>" "{item.title.clone()}</span>
                <span class="queue-org muted">{org}</span>
                <span class="queue-state">{state(item)} {alert(item.alert)}</span>
                {due}
            </a>
        </li>
    }
    .into_any()
}

/// What to do, as a verb.
fn act(item: &Item) -> AnyView {
    let code = item.action.clone();
    let kind = item.kind;
    let text = move || match kind {
        QueueKind::PushSheet => SheetEventKind::parse(&code).map(word),
        QueueKind::Suggestion => SuggestionEventKind::parse(&code).map(word),
        QueueKind::Appointment => AppointmentEventKind::parse(&code).map(word),
        QueueKind::ExpertReview => Some(t::workbench::REVIEW.get()),
        QueueKind::Plan => PlanEventKind::parse(&code).map(word),
        QueueKind::Campaign => crate::api::wire::CampaignEventKind::parse(&code).map(word),
        QueueKind::Grant => Some(t::workbench::CONFIRM_GRANT.get()),
        QueueKind::BadRating => BadEventKind::parse(&code).map(word),
        QueueKind::ScoreRun => RunEventKind::parse(&code).map(word),
        QueueKind::Appeal => Some(t::workbench::DECIDE.get()),
        QueueKind::StaffingProposal => ProposalEventKind::parse(&code).map(word),
        QueueKind::VoiceWindow => match code.as_str() {
            "COMMENT" => Some(t::workbench::COMMENT.get()),
            "CAST" => Some(t::workbench::CAST.get()),
            _ => VoiceWindowEventKind::parse(&code).map(word),
        },
        QueueKind::Violation => ViolationEventKind::parse(&code).map(word),
        QueueKind::Consultation => {
            let event = ConsultationEventKind::parse(&code).map(word);
            event.or_else(|| CaseEventKind::parse(&code).map(word))
        }
        QueueKind::JointActivity => ActivityEventKind::parse(&code)
            .map(word)
            .or_else(|| FindingEventKind::parse(&code).map(word)),
        QueueKind::CoordinationCase => CaseEventKind::parse(&code).map(word),
        QueueKind::LinkageSubmission => SubmissionEventKind::parse(&code).map(word),
        QueueKind::LinkageWindow => {
            let window = WindowEventKind::parse(&code).map(word);
            window.or_else(|| Some(t::workbench::REPLY.get()))
        }
        QueueKind::Problem => ProblemEventKind::parse(&code).map(word),
    };
    view! { {move || text().unwrap_or_else(|| t::workbench::HANDLE.get())} }.into_any()
}

fn state(item: &Item) -> AnyView {
    match item.kind {
        QueueKind::PushSheet => SheetState::parse(&item.state).map(tag),
        QueueKind::Suggestion => SuggestionState::parse(&item.state).map(tag),
        QueueKind::Appointment => AppointmentState::parse(&item.state).map(tag),
        QueueKind::ExpertReview => ReviewState::parse(&item.state).map(tag),
        QueueKind::Plan => PlanState::parse(&item.state).map(tag),
        QueueKind::Campaign => crate::api::wire::CampaignState::parse(&item.state).map(tag),
        QueueKind::BadRating => BadRatingState::parse(&item.state).map(tag),
        QueueKind::ScoreRun => RunState::parse(&item.state).map(tag),
        QueueKind::Appeal => AppealState::parse(&item.state).map(tag),
        QueueKind::StaffingProposal => ProposalState::parse(&item.state).map(tag),
        QueueKind::VoiceWindow => VoiceWindowState::parse(&item.state).map(tag),
        QueueKind::Violation => ViolationState::parse(&item.state).map(tag),
        QueueKind::Consultation => ConsultationState::parse(&item.state).map(tag),
        QueueKind::JointActivity => ActivityState::parse(&item.state).map(tag),
        QueueKind::CoordinationCase => CaseState::parse(&item.state).map(tag),
        QueueKind::LinkageSubmission => SubmissionState::parse(&item.state).map(tag),
        QueueKind::Grant => GrantState::parse(&item.state).map(tag),
        QueueKind::LinkageWindow => WindowState::parse(&item.state).map(tag),
        QueueKind::Problem => ProblemState::parse(&item.state).map(tag),
    }
    .into_any()
}

/// Administrators have no business rows: the page names what they may do, and what not.
fn administrators_page(role: Role) -> AnyView {
    let (may, links) = match role {
        Role::Sa => (
            t::workbench::admin::SA,
            vec![("/accounts", t::shell::menu::ACCOUNTS)],
        ),
        Role::Se => (
            t::workbench::admin::SE,
            vec![
                ("/grants", t::shell::menu::GRANTS),
                ("/accounts", t::shell::menu::ACCOUNTS),
            ],
        ),
        _ => (t::workbench::admin::AU, vec![("/audit", t::shell::menu::AUDIT)]),
    };
    let links = links
        .into_iter()
        .map(|(href, name)| view! { <a class="btn primary" href=href>{tr(name)}</a> });
    view! {
        <section class="card">
            <div class="card-body stack">
                <p>{tr(may)}</p>
                <p class="muted">{tr(t::workbench::admin::NOT)}</p>
                <div class="row">{links.collect_view()}</div>
            </div>
        </section>
    }
    .into_any()
}
