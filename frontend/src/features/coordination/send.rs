//! Sends an act: one mutation each.

use leptos::prelude::*;
use remit_shared::coordination::{CaseEventKind as C, CitationKind, ConsultationEventKind as N};
use remit_shared::wire::Wire;

use super::input::{Act, Clause, Input, Subject};
use super::{
    AcceptCase, ApplyForCoordination, AskCaseOpinions, AskCaseSupplement, CheckCase, ConsultCaseExperts,
    DecideCase, DeclareFailed, ExtendCase, GiveCaseOpinion, GiveView, MeetOnConsultation, ProposeCaseRefusal,
    PublishCase, RecordCaseMeeting, RefuseCase, SignMemo, SupplementCase, WithdrawCase, WriteMemo,
    accept_case, apply_for_coordination, ask_case_opinions, ask_case_supplement, check_case,
    consult_case_experts, decide_case, declare_failed, extend_case, give_case_opinion, give_view,
    meet_on_consultation, propose_case_refusal, publish_case, record_case_meeting, refuse_case, sign_memo,
    supplement_case, withdraw_case, write_memo,
};
use crate::api::mutate;
use crate::ui::form::Form;

impl Input {
    fn text(self) -> String {
        self.text.get_untracked().trim().to_owned()
    }

    fn lead(self) -> Option<String> {
        Some(self.lead.get_untracked()).filter(|id| !id.is_empty())
    }

    /// The clauses that something was typed into.
    fn typed(self) -> Vec<(CitationKind, String, String, String)> {
        let read = |clause: &Clause| {
            let kind = CitationKind::parse(&clause.kind.get_untracked()).unwrap_or(CitationKind::Law);
            let title = clause.title.get_untracked();
            (
                kind,
                title,
                clause.article.get_untracked(),
                clause.quote.get_untracked(),
            )
        };
        let rows = self.clauses.get_untracked();
        rows.iter()
            .map(read)
            .filter(|(_, title, article, _)| !title.is_empty() || !article.is_empty())
            .collect()
    }
}

/// The clauses of an input, as this operation's type.
macro_rules! citations {
    ($module:ident, $input:expr) => {
        $input
            .typed()
            .into_iter()
            .map(|(kind, title, article, quote)| $module::CitationInput {
                kind,
                title,
                article,
                quote,
            })
            .collect()
    };
}

/// One mutation with a text and nothing else.
macro_rules! say {
    ($operation:ident, $module:ident, $form:expr, $subject:expr, $input:expr, $done:expr) => {{
        let (id, version) = ($subject.id.clone(), $subject.version);
        let input = $module::CaseTextInput {
            id,
            version,
            text: $input.text(),
        };
        let done = $done;
        $form.submit(mutate::<$operation>($module::Variables { input }), move |_| {
            done(None)
        });
    }};
}

/// One mutation that only names the record.
macro_rules! just {
    ($operation:ident, $module:ident, $form:expr, $subject:expr, $done:expr) => {{
        let (id, version) = ($subject.id.clone(), $subject.version);
        let done = $done;
        $form.submit(
            mutate::<$operation>($module::Variables { id, version }),
            move |_| done(None),
        );
    }};
}

/// One mutation with an input of its own.
macro_rules! give {
    ($operation:ident, $module:ident, $form:expr, $input:expr, $done:expr) => {{
        let (input, done) = ($input, $done);
        $form.submit(mutate::<$operation>($module::Variables { input }), move |_| {
            done(None)
        });
    }};
}

/// Sends the act; `done` hears the id of a new case.
pub(super) fn send(
    form: Form,
    act: Act,
    subject: &Subject,
    (input, client): (Input, String),
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    match act {
        Act::Consult(event) => consult(form, event, subject, input, done),
        Act::Case(C::Apply) => apply(form, subject, (input, client), done),
        Act::Case(event @ (C::Supplement | C::GiveOpinion | C::Withdraw)) => {
            unit(form, event, subject, input, done);
        }
        Act::Case(event) => office(form, event, subject, input, done),
    }
}

fn consult(
    form: Form,
    event: N,
    subject: &Subject,
    input: Input,
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    match event {
        N::Meet => {
            let meeting = meet_on_consultation::CoordinationMeetingInput {
                id: subject.id.clone(),
                version: subject.version,
                held_on: input.held_on.get_untracked().unwrap_or_default(),
                place: input.place.get_untracked(),
                minutes: input.text(),
                attended_ids: input.chosen.get_untracked(),
            };
            give!(MeetOnConsultation, meet_on_consultation, form, meeting, done);
        }
        N::GiveView => say!(GiveView, give_view, form, subject, input, done),
        N::WriteMemo => say!(WriteMemo, write_memo, form, subject, input, done),
        N::DeclareFailed => say!(DeclareFailed, declare_failed, form, subject, input, done),
        N::Sign => just!(SignMemo, sign_memo, form, subject, done),
        N::Invite | N::Lapse => {}
    }
}

fn apply(
    form: Form,
    subject: &Subject,
    (input, client_id): (Input, String),
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    let input = apply_for_coordination::ApplyForCoordinationInput {
        client_id,
        consultation_id: subject.id.clone(),
        statement: input.text(),
        citations: citations!(apply_for_coordination, input),
        file_ids: input.files.get_untracked(),
    };
    form.submit(
        mutate::<ApplyForCoordination>(apply_for_coordination::Variables { input }),
        move |data| done(data.apply_for_coordination.coordination_case.map(|case| case.id)),
    );
}

fn unit(
    form: Form,
    event: C,
    subject: &Subject,
    input: Input,
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    let (id, version) = (subject.id.clone(), subject.version);
    match event {
        C::Supplement => {
            let given = supplement_case::SupplementCaseInput {
                id,
                version,
                statement: input.text(),
                citations: citations!(supplement_case, input),
                file_ids: input.files.get_untracked(),
            };
            give!(SupplementCase, supplement_case, form, given, done);
        }
        C::GiveOpinion => {
            let given = give_case_opinion::GiveCaseOpinionInput {
                id,
                version,
                position: input.text(),
                lead_org_id: input.lead(),
                citations: citations!(give_case_opinion, input),
                file_ids: input.files.get_untracked(),
            };
            give!(GiveCaseOpinion, give_case_opinion, form, given, done);
        }
        _ => say!(WithdrawCase, withdraw_case, form, subject, input, done),
    }
}

fn office(
    form: Form,
    event: C,
    subject: &Subject,
    input: Input,
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    let (id, version) = (subject.id.clone(), subject.version);
    match event {
        C::AskSupplement => say!(AskCaseSupplement, ask_case_supplement, form, subject, input, done),
        C::Accept => just!(AcceptCase, accept_case, form, subject, done),
        C::Refuse => just!(RefuseCase, refuse_case, form, subject, done),
        C::AskOpinions => just!(AskCaseOpinions, ask_case_opinions, form, subject, done),
        C::ProposeRefusal => {
            let Some(ground) = input.ground.get_untracked() else {
                return;
            };
            let given = propose_case_refusal::ProposeCaseRefusalInput {
                id,
                version,
                ground,
                reason: input.text(),
                citations: citations!(propose_case_refusal, input),
            };
            give!(ProposeCaseRefusal, propose_case_refusal, form, given, done);
        }
        C::Meet => {
            let meeting = record_case_meeting::CoordinationMeetingInput {
                id,
                version,
                held_on: input.held_on.get_untracked().unwrap_or_default(),
                place: input.place.get_untracked(),
                minutes: input.text(),
                attended_ids: input.chosen.get_untracked(),
            };
            give!(RecordCaseMeeting, record_case_meeting, form, meeting, done);
        }
        C::ConsultExperts => {
            let given = consult_case_experts::ConsultCaseExpertsInput {
                id,
                version,
                questions: input.text(),
                place: input.place.get_untracked(),
                held_on: input.held_on.get_untracked().unwrap_or_default(),
                expert_ids: input.chosen.get_untracked(),
            };
            give!(ConsultCaseExperts, consult_case_experts, form, given, done);
        }
        _ => settle(form, event, subject, input, done),
    }
}

fn settle(
    form: Form,
    event: C,
    subject: &Subject,
    input: Input,
    done: impl Fn(Option<String>) + Copy + 'static,
) {
    let (id, version) = (subject.id.clone(), subject.version);
    match event {
        C::Extend => {
            let given = extend_case::ExtendCaseInput {
                id,
                version,
                days: input.days.get_untracked().trim().parse().unwrap_or(0),
                reason: input.text(),
            };
            give!(ExtendCase, extend_case, form, given, done);
        }
        C::Decide => {
            let Some(kind) = input.kind.get_untracked() else {
                return;
            };
            let given = decide_case::DecideCaseInput {
                id,
                version,
                kind,
                text: input.text(),
                lead_org_id: input.lead(),
                assist_org_ids: input.chosen.get_untracked(),
                citations: citations!(decide_case, input),
                important: input.important.get_untracked(),
                commission_doc_no: input.number.get_untracked(),
            };
            give!(DecideCase, decide_case, form, given, done);
        }
        C::Publish => {
            let given = publish_case::PublishCaseInput {
                id,
                version,
                doc_no: input.number.get_untracked(),
                town_ids: input.chosen.get_untracked(),
            };
            give!(PublishCase, publish_case, form, given, done);
        }
        C::Check => {
            let Some(result) = input.result.get_untracked() else {
                return;
            };
            let given = check_case::CheckCaseInput {
                id,
                version,
                result,
                findings: input.text(),
                org_id: None,
            };
            give!(CheckCase, check_case, form, given, done);
        }
        _ => {}
    }
}
