//! Sends an act: one mutation each.

use leptos::prelude::*;

use super::super::{
    AcceptNow, AcceptPlan, AskExtension, AssignProblem, CloseOutProblem, ContestProblem, DecideExtension,
    MergeProblem, Problem, ProblemEventKind, RejectProblem, ReopenProblem, ReturnRectification, Severity,
    StartRectification, SubmitRectification, TakeProblem, TakeReverification, accept_now, accept_plan,
    ask_extension, assign_problem, close_out_problem, contest_problem, decide_extension, merge_problem,
    reject_problem, reopen_problem, return_rectification, start_rectification, submit_rectification,
    take_problem, take_reverification,
};
use crate::api::mutate;
use crate::ui::form::Form;
use remit_shared::problem::ExtensionState;

/// What was typed; signals of the dialog, kept when an act is refused.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub text: RwSignal<String>,
    pub severity: RwSignal<Option<Severity>>,
    pub section: RwSignal<String>,
    pub due: RwSignal<Option<chrono::NaiveDate>>,
    pub days: RwSignal<String>,
    pub files: RwSignal<Vec<String>>,
    pub visited: RwSignal<bool>,
    pub target: RwSignal<String>,
}

impl Input {
    /// Empty input, with what the record already says.
    pub fn of(problem: &Problem) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            severity: RwSignal::new(Some(problem.severity)),
            section: RwSignal::new(
                problem
                    .section
                    .as_ref()
                    .map(|section| section.id.clone())
                    .unwrap_or_default(),
            ),
            due: RwSignal::new(None),
            days: RwSignal::new(String::new()),
            files: RwSignal::new(Vec::new()),
            visited: RwSignal::new(false),
            target: RwSignal::new(String::new()),
        }
    }

    fn text(self) -> String {
        self.text.get_untracked().trim().to_owned()
    }

    fn section(self) -> Option<String> {
        Some(self.section.get_untracked()).filter(|id| !id.is_empty())
    }

    fn files(self) -> Vec<String> {
        self.files.get_untracked()
    }

    fn due(self) -> chrono::NaiveDate {
        self.due.get_untracked().unwrap_or_default()
    }
}

/// Sends the act with its form; `done` gets the close-out number where one was given.
pub(super) fn send(
    form: Form,
    event: ProblemEventKind,
    problem: &Problem,
    input: Input,
    client_id: String,
    done: impl FnOnce(Option<String>) + 'static,
) {
    use ProblemEventKind as E;
    let (id, version) = (problem.id.clone(), problem.version);
    match event {
        E::Take => {
            let input = take_problem::ProblemStepInput { id, version };
            form.submit(
                mutate::<TakeProblem>(take_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::Start => {
            let input = start_rectification::ProblemStepInput { id, version };
            form.submit(
                mutate::<StartRectification>(start_rectification::Variables { input }),
                move |_| done(None),
            );
        }
        E::TakeReverification => {
            let input = take_reverification::ProblemStepInput { id, version };
            form.submit(
                mutate::<TakeReverification>(take_reverification::Variables { input }),
                move |_| done(None),
            );
        }
        E::Reject => {
            let input = reject_problem::ProblemReasonInput {
                id,
                version,
                reason: input.text(),
                file_ids: None,
            };
            form.submit(
                mutate::<RejectProblem>(reject_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::Contest => {
            let input = contest_problem::ProblemReasonInput {
                id,
                version,
                reason: input.text(),
                file_ids: Some(input.files()),
            };
            form.submit(
                mutate::<ContestProblem>(contest_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::Reopen => {
            let input = reopen_problem::ProblemReasonInput {
                id,
                version,
                reason: input.text(),
                file_ids: Some(input.files()),
            };
            form.submit(
                mutate::<ReopenProblem>(reopen_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::Merge => {
            let into_id = input.target.get_untracked();
            let input = merge_problem::MergeProblemInput {
                id,
                version,
                into_id,
                reason: input.text(),
            };
            form.submit(
                mutate::<MergeProblem>(merge_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::Assign => {
            let input = assign_problem::AssignProblemInput {
                id,
                version,
                severity: input.severity.get_untracked().unwrap_or(problem.severity),
                section_id: input.section(),
                suggested_action: input.text(),
                file_ids: Some(input.files()),
            };
            form.submit(
                mutate::<AssignProblem>(assign_problem::Variables { input }),
                move |_| done(None),
            );
        }
        E::AcceptNow => {
            let input = accept_now::AcceptNowInput {
                id,
                version,
                promise: input.text(),
            };
            form.submit(mutate::<AcceptNow>(accept_now::Variables { input }), move |_| {
                done(None);
            });
        }
        E::AcceptPlan => {
            let input = accept_plan::AcceptPlanInput {
                id,
                version,
                measures: input.text(),
                section_id: input.section().unwrap_or_default(),
                due_on: input.due(),
            };
            form.submit(
                mutate::<AcceptPlan>(accept_plan::Variables { input }),
                move |_| done(None),
            );
        }
        _ => send_later(form, event, problem, input, client_id, done),
    }
}

/// The acts of the second half: time, submission, return, close-out.
fn send_later(
    form: Form,
    event: ProblemEventKind,
    problem: &Problem,
    input: Input,
    client_id: String,
    done: impl FnOnce(Option<String>) + 'static,
) {
    use ProblemEventKind as E;
    let (id, version) = (problem.id.clone(), problem.version);
    match event {
        E::AskExtension => {
            let days = input.days.get_untracked().trim().parse().unwrap_or(0);
            let input = ask_extension::AskExtensionInput {
                id,
                version,
                days,
                reason: input.text(),
            };
            form.submit(
                mutate::<AskExtension>(ask_extension::Variables { input }),
                move |_| done(None),
            );
        }
        E::GrantExtension | E::RefuseExtension => {
            let waiting = problem
                .extensions
                .iter()
                .find(|extension| extension.state == ExtensionState::Asked);
            let input = decide_extension::DecideExtensionInput {
                id,
                version,
                extension_id: waiting.map(|extension| extension.id.clone()).unwrap_or_default(),
                grant: event == E::GrantExtension,
                reason: input.text(),
            };
            form.submit(
                mutate::<DecideExtension>(decide_extension::Variables { input }),
                move |_| done(None),
            );
        }
        E::Submit => {
            let input = submit_rectification::SubmitRectificationInput {
                id,
                version,
                client_id,
                statement: input.text(),
                file_ids: input.files(),
            };
            form.submit(
                mutate::<SubmitRectification>(submit_rectification::Variables { input }),
                move |_| done(None),
            );
        }
        E::Return => {
            let input = return_rectification::ReturnRectificationInput {
                id,
                version,
                reason: input.text(),
                due_on: input.due(),
            };
            form.submit(
                mutate::<ReturnRectification>(return_rectification::Variables { input }),
                move |_| done(None),
            );
        }
        E::CloseOut => {
            let visited = input.visited.get_untracked();
            let input = close_out_problem::CloseOutInput {
                id,
                version,
                visited,
                remark: input.text(),
            };
            form.submit(
                mutate::<CloseOutProblem>(close_out_problem::Variables { input }),
                move |data| {
                    done(
                        data.close_out_problem
                            .problem
                            .and_then(|problem| problem.close_no),
                    );
                },
            );
        }
        _ => {}
    }
}
