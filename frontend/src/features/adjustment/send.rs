//! Sends an act of one dialog to the server.

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::list::AdjustmentEventKind as E;

use super::{
    ApproveAdjustment, AttachOpinion, CheckAdjustment, CheckResult, ConsultAdjustment, Detail,
    PublishAdjustment, RejectAdjustment, SendLegal, SignAdjustment, UpdateLists, approve_adjustment,
    attach_opinion, check_adjustment, consult_adjustment, publish_adjustment, reject_adjustment, send_legal,
    sign_adjustment, update_lists,
};
use crate::api::mutate;
use crate::ui::form::Form;

/// What was typed; an act uses what it needs.
#[derive(Clone, Copy)]
pub(super) struct Send {
    /// Remark, opinion, reason, finding.
    pub text: RwSignal<String>,
    /// Document or case number.
    pub line: RwSignal<String>,
    /// Effective day.
    pub day: RwSignal<Option<NaiveDate>>,
    /// Units named.
    pub orgs: RwSignal<Vec<String>>,
    /// The opinion.
    pub files: RwSignal<Vec<String>>,
    /// What a check came to.
    pub result: RwSignal<Option<CheckResult>>,
}

/// Sends it; `done` is told when nothing was refused.
pub(super) fn fire(form: Form, event: E, detail: Memo<Detail>, typed: Send, done: Callback<E>) {
    let (id, version) =
        detail.with_untracked(|detail| (detail.adjustment.id.clone(), detail.adjustment.version));
    let (text, line) = (typed.text.get_untracked(), typed.line.get_untracked());
    let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    match event {
        E::Consult => {
            let org_ids = typed.orgs.get_untracked();
            let input = consult_adjustment::ConsultAdjustmentInput { id, version, org_ids };
            let ask = mutate::<ConsultAdjustment>(consult_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Sign => {
            let remark = some(text);
            let input = sign_adjustment::SignAdjustmentInput { id, version, remark };
            let ask = mutate::<SignAdjustment>(sign_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::SendLegal => {
            let case_no = some(line);
            let input = send_legal::SendAdjustmentLegalInput { id, version, case_no };
            form.submit(mutate::<SendLegal>(send_legal::Variables { input }), move |_| {
                done.run(event);
            });
        }
        E::AttachOpinion => {
            let file_ids = typed.files.get_untracked();
            let input = attach_opinion::AttachLegalOpinionInput {
                id,
                version,
                opinion: text,
                file_ids,
            };
            let ask = mutate::<AttachOpinion>(attach_opinion::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Approve => {
            let effective_on = typed.day.get_untracked();
            let input = approve_adjustment::ApproveAdjustmentInput {
                id,
                version,
                doc_no: line,
                effective_on,
            };
            let ask = mutate::<ApproveAdjustment>(approve_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Reject => {
            let input = reject_adjustment::AdjustmentReasonInput {
                id,
                version,
                reason: text,
            };
            let ask = mutate::<RejectAdjustment>(reject_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::UpdateLists => {
            let input = update_lists::AdjustmentStepInput { id, version };
            form.submit(
                mutate::<UpdateLists>(update_lists::Variables { input }),
                move |_| done.run(event),
            );
        }
        E::Publish => {
            let input = publish_adjustment::AdjustmentStepInput { id, version };
            let ask = mutate::<PublishAdjustment>(publish_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Check => {
            let result = typed.result.get_untracked();
            let input = check_adjustment::CheckAdjustmentInput {
                id,
                version,
                result,
                note: text,
            };
            let ask = mutate::<CheckAdjustment>(check_adjustment::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Propose | E::DraftChange | E::DropChange | E::WriteTaskList => {}
    }
}
