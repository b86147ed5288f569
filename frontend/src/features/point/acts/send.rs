//! Sends an act: one mutation each.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::super::{
    ApprovePoint, AskPointChange, ClaimPoint, DecidePointChange, Point, PointEventKind, PointQuality,
    RejectPointClaim, ReportPoint, ReturnPoint, SubmitPoint, VerifyPoint, approve_point, ask_point_change,
    claim_point, decide_point_change, reject_point_claim, report_point, return_point, submit_point,
    verify_point,
};
use crate::api::mutate;
use crate::ui::form::Form;

/// What was typed; signals of the dialog, kept when an act is refused.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub text: RwSignal<String>,
    pub progress: RwSignal<String>,
    pub files: RwSignal<Vec<String>>,
    pub cancels: RwSignal<bool>,
    pub due: RwSignal<Option<NaiveDate>>,
    pub target: RwSignal<String>,
    pub importance: RwSignal<String>,
    pub visited: RwSignal<bool>,
    pub quality: RwSignal<Option<PointQuality>>,
}

impl Input {
    /// What the record says, to begin with.
    pub fn of(point: &Point) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            progress: RwSignal::new(point.progress.to_string()),
            files: RwSignal::new(Vec::new()),
            cancels: RwSignal::new(false),
            due: RwSignal::new(Some(point.due_on)),
            target: RwSignal::new(point.target.clone()),
            importance: RwSignal::new(point.importance.to_string()),
            visited: RwSignal::new(false),
            quality: RwSignal::new(None),
        }
    }

    fn text(self) -> String {
        self.text.get_untracked().trim().to_owned()
    }

    fn some_text(self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }
}

/// Sends the act with its form.
pub(super) fn send(
    form: Form,
    event: PointEventKind,
    point: &Point,
    input: Input,
    done: impl FnOnce() + 'static,
) {
    use PointEventKind as E;
    let (id, version) = (point.id.clone(), point.version);
    match event {
        E::Submit => {
            let input = submit_point::PointStepInput { id, version };
            form.submit(
                mutate::<SubmitPoint>(submit_point::Variables { input }),
                move |_| done(),
            );
        }
        E::Approve => {
            let input = approve_point::PointStepInput { id, version };
            form.submit(
                mutate::<ApprovePoint>(approve_point::Variables { input }),
                move |_| done(),
            );
        }
        E::Return => {
            let reason = input.text();
            let input = return_point::PointReasonInput { id, version, reason };
            form.submit(
                mutate::<ReturnPoint>(return_point::Variables { input }),
                move |_| done(),
            );
        }
        E::Reject => {
            let reason = input.text();
            let input = reject_point_claim::PointReasonInput { id, version, reason };
            form.submit(
                mutate::<RejectPointClaim>(reject_point_claim::Variables { input }),
                move |_| done(),
            );
        }
        E::GrantChange | E::RefuseChange => {
            let input = decide_point_change::DecidePointChangeInput {
                id,
                version,
                grant: event == E::GrantChange,
                reason: input.some_text(),
            };
            form.submit(
                mutate::<DecidePointChange>(decide_point_change::Variables { input }),
                move |_| done(),
            );
        }
        _ => send_of_the_unit(form, event, point, input, done),
    }
}

fn send_of_the_unit(
    form: Form,
    event: PointEventKind,
    point: &Point,
    input: Input,
    done: impl FnOnce() + 'static,
) {
    use PointEventKind as E;
    let (id, version) = (point.id.clone(), point.version);
    match event {
        E::Progress => {
            let input = report_point::PointReportInput {
                id,
                version,
                progress: input.progress.get_untracked().trim().parse().unwrap_or(-1),
                note: input.some_text(),
                file_ids: Some(input.files.get_untracked()),
            };
            form.submit(
                mutate::<ReportPoint>(report_point::Variables { input }),
                move |_| done(),
            );
        }
        E::Claim => {
            let input = claim_point::ClaimPointInput {
                id,
                version,
                statement: input.some_text(),
                file_ids: input.files.get_untracked(),
            };
            form.submit(
                mutate::<ClaimPoint>(claim_point::Variables { input }),
                move |_| done(),
            );
        }
        E::AskChange => {
            let input = ask_point_change::AskPointChangeInput {
                id,
                version,
                cancels: input.cancels.get_untracked(),
                target: Some(input.target.get_untracked()),
                importance: input.importance.get_untracked().parse().ok(),
                due_on: input.due.get_untracked(),
                reason: input.text(),
            };
            form.submit(
                mutate::<AskPointChange>(ask_point_change::Variables { input }),
                move |_| done(),
            );
        }
        E::Verify => {
            let input = verify_point::VerifyPointInput {
                id,
                version,
                visited: input.visited.get_untracked(),
                quality: input.quality.get_untracked(),
                remark: input.some_text(),
            };
            form.submit(
                mutate::<VerifyPoint>(verify_point::Variables { input }),
                move |_| done(),
            );
        }
        _ => {}
    }
}
