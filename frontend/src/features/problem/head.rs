//! Number, title, state, deadline, and the steps of the way.

use leptos::prelude::*;

use super::print::has_notice;
use super::{Problem, ProblemState};
use crate::i18n::{Text, t, tr};
use crate::session::use_session;
use crate::ui::due::{Due, DueExplainer};
use crate::ui::page::{Crumb, PageHead};
use crate::ui::steps::{steps, steps_at};
use crate::ui::tag::{alert, tag};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/problems",
    text: t::problem::TITLE,
}];

/// The steps every problem that is not turned away goes through.
const WAY: [Text; 6] = [
    t::problem::step::VERIFY,
    t::problem::step::ASSIGN,
    t::problem::step::ANSWER,
    t::problem::step::RECTIFY,
    t::problem::step::REVERIFY,
    t::problem::step::CLOSE,
];

fn place(state: ProblemState) -> Option<usize> {
    match state {
        ProblemState::Raised | ProblemState::Verifying => Some(0),
        ProblemState::Assigned => Some(2),
        ProblemState::Immediate
        | ProblemState::Ledgered
        | ProblemState::Rectifying
        | ProblemState::Returned => Some(3),
        ProblemState::Submitted | ProblemState::Reverifying => Some(4),
        ProblemState::Closed => Some(WAY.len()),
        ProblemState::Rejected | ProblemState::Merged => None,
    }
}

#[component]
pub(super) fn Head(problem: Memo<Problem>) -> impl IntoView {
    let session = use_session();
    let title = Signal::derive(move || problem.with(|problem| format!("{} {}", problem.code, problem.title)));
    let standing = move || {
        let problem = problem.get();
        let due = Due::new(
            problem.step_due_on.or(problem.due_on),
            problem.overdue_working_days,
        )
        .seen_on(session.today());
        let ended = matches!(
            problem.state,
            ProblemState::Closed | ProblemState::Rejected | ProblemState::Merged
        );
        let closed = problem
            .close_no
            .clone()
            .map(|no| view! { <span class="num">{no}</span> });
        let explainer = match (problem.due_from, problem.due_working_days, problem.due_on) {
            (Some(from), Some(days), Some(due)) if !ended => {
                Some(view! { <DueExplainer from=from days=days due=due/> })
            }
            _ => None,
        };
        view! {
            <div class="row">
                {tag(problem.state)} {tag(problem.severity)} {alert(problem.alert)} {closed}
                {(!ended)
                    .then(|| view! { <span class="muted">{tr(t::problem::DUE_NOW)}</span> {due.render()} })}
                {explainer}
            </div>
            {place(problem.state).map(|now| steps(steps_at(&WAY, now)))}
        }
    };
    let papers = move || {
        problem.with(|problem| {
            let paper = |name: &str, label: Text| {
                let href = format!("/print/problems/{}/{name}", problem.id);
                view! { <a class="btn" href=href target="_blank" rel="external">{tr(label)}</a> }
            };
            let notice = has_notice(problem.state).then(|| paper("notice", t::problem::form::PRINT_NOTICE));
            let slip = (problem.state == ProblemState::Closed)
                .then(|| paper("close-out", t::problem::form::PRINT_SLIP));
            view! { {notice} {slip} }
        })
    };
    view! {
        <PageHead title=title crumbs=CRUMBS>{papers}</PageHead>
        {standing}
    }
}
