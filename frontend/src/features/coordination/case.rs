//! One coordination case: stages with clocks, positions side by side, experts, decision, checks, what can be done.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::coordination::{CaseEventKind, CaseState as S};
use remit_shared::panel::ReviewState;
use remit_shared::wire::Wire;

use super::citation::clauses;
use super::dialog::{Acts, Offer};
use super::input::{Act, Subject};
use super::meetings::{Meeting, Meetings};
use super::positions::Positions;
use super::{Case, CasePage, case_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{Notice, Weight, empty, loaded};
use crate::ui::steps::{steps, steps_at};
use crate::ui::tag::{alert, tag};
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/cases",
    text: t::coordination::case::TITLE,
}];

type Published = case_page::CasePagePublishedDecision;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<CasePage>(move || {
        live.track();
        case_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let changed = Callback::new(move |()| query.refetch());
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.coordination_case.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.coordination_case.clone());
            let Some(first) = first.filter(|_| known.get()) else {
                // A town concerned, or anybody else: the published decision and nothing more.
                let published = answer.with_untracked(|answer| answer.published_decision.clone());
                return published.map_or_else(|| empty(t::coordination::MISSING, None), outside);
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.coordination_case.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| format!("{} {}", row.no, row.matter)));
            let subject = Signal::derive(move || row.with(subject));
            let offers = Signal::derive(move || row.with(offers));
            let meetings = Memo::new(move |_| row.with(meetings));
            view! {
                <PageHead title=title crumbs=CRUMBS><Prints row=row/></PageHead>
                <Standing row=row/>
                <div class="columns">
                    <div class="stack"><Acts subject=subject offers=offers changed=changed/><Decision row=row/><Positions row=row/><Experts row=row/><Meetings meetings=meetings/></div>
                    <div class="stack"><About row=row/><Checks row=row/><Timeline row=row/></div>
                </div>
            }
            .into_any()
        }
    })
}

fn outside(row: Published) -> AnyView {
    let title = Signal::stored(format!("{} {}", row.no, row.matter));
    let roles = row
        .parties
        .into_iter()
        .filter_map(|party| party.decided_role.map(|role| (party.org.name, role)));
    let roles: Vec<_> = roles
        .map(|(name, role)| t::kit::text::bracketed(name, word(role)))
        .collect();
    let items: Vec<(Text, AnyView)> = vec![
        (
            t::coordination::case::DOC_NO,
            row.decision.doc_no.unwrap_or_default().into_any(),
        ),
        (
            t::coordination::case::PUBLISHED_ON,
            time::day_or_dash(row.decision.published_on).into_any(),
        ),
        (t::coordination::PARTIES, roles.join("、").into_any()),
        (t::coordination::case::DECISION, prose(row.decision.text)),
    ];
    view! { <PageHead title=title crumbs=CRUMBS/><Card title=t::coordination::case::DECISION>{details(items)}</Card> }.into_any()
}

fn subject(row: &Case) -> Subject {
    let parties = row.parties.iter();
    Subject {
        id: row.id.clone(),
        version: row.version,
        parties: parties
            .map(|party| (party.org.id.clone(), party.org.name.clone()))
            .collect(),
    }
}

fn offers(row: &Case) -> Vec<Offer> {
    let actions = row.actions.iter().filter_map(|action| {
        let refused = (!action.allowed).then(|| {
            let zh = action.message_zh.clone().unwrap_or_default();
            (zh, action.message.clone().unwrap_or_default())
        });
        Some(Offer {
            act: CaseEventKind::parse(&action.action).map(Act::Case)?,
            refused,
        })
    });
    actions.collect()
}

#[component]
fn Prints(row: Memo<Case>) -> impl IntoView {
    let links = move || {
        let (id, decided) = row.with(|row| (row.id.clone(), row.decision.is_some()));
        let opinion = decided.then(|| view! { <a class="btn" href=format!("/print/cases/{id}?paper=OPINION")>{tr(t::coordination::case::PRINT_OPINION)}</a> });
        view! { <a class="btn" href=format!("/print/cases/{id}")>{tr(t::coordination::case::PRINT_APPLICATION)}</a> {opinion} }
    };
    view! { {links} }
}

/// How far a case has come on its way; those that ended early stand at the end.
fn stage(state: S) -> usize {
    match state {
        S::Applied | S::Supplement => 0,
        S::Accepted | S::Hearing => 1,
        S::Expert => 2,
        S::Decided | S::Published => 3,
        S::FollowUp => 4,
        S::Closed | S::Refused | S::Withdrawn => 5,
    }
}

#[component]
fn Standing(row: Memo<Case>) -> impl IntoView {
    use t::coordination::case as w;
    let today = use_session().today();
    move || {
        let row = row.get();
        let due = Due::new(row.running_due_on, row.overdue_working_days)
            .seen_on(today)
            .render();
        let names = [
            w::STAGE_ACCEPT,
            w::STAGE_HEAR,
            w::STAGE_EXPERT,
            w::STAGE_DECIDE,
            w::STAGE_CHECK,
            w::STAGE_OVER,
        ];
        let undecided = matches!(row.state, S::Accepted | S::Hearing | S::Expert);
        let interim = undecided.then(|| view! { <Notice weight=Weight::Info>{tr(w::INTERIM)}</Notice> });
        view! {
            <div class="row standing">{tag(row.state)} {alert(row.alert)} {due}</div>
            {steps(steps_at(&names, stage(row.state)))}
            {interim}
        }
    }
}

#[component]
fn About(row: Memo<Case>) -> impl IntoView {
    use t::coordination::case as w;
    let body = move || {
        let row = row.get();
        let scope = row.scope_kind;
        let mut items: Vec<(Text, AnyView)> = vec![
            (w::APPLICANT, row.applicant.name.into_any()),
            (t::coordination::SCOPE, view! { {move || word(scope)} }.into_any()),
            (t::coordination::APPLIED_ON, time::day(row.applied_on).into_any()),
            (w::STATEMENT, prose(row.statement)),
            (t::coordination::BASIS, clauses(row.citations)),
        ];
        if row.ex_officio {
            items.insert(1, (w::EX_OFFICIO, view! { {tr(w::EX_OFFICIO)} }.into_any()));
        }
        if let Some(talk) = row.consultation {
            let text = talk.fail_reason.unwrap_or_default();
            items.push((
                w::CONSULTATION,
                view! { <span class="num">{talk.no}</span>" "{text} }.into_any(),
            ));
        }
        if let Some(day) = row.due_on {
            let more = row.extended_wd.map(t::coordination::case::extended);
            items.push((w::DECIDE_BY, view! { {time::day(day)}" "{more} }.into_any()));
        }
        let texts = [
            (w::HANDLER, row.handler),
            (w::SUPPLEMENT_LIST, row.supplement_list),
            (w::SUPPLEMENT_TEXT, row.supplement_text),
            (w::WITHDRAWN, row.withdraw_reason),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                items.push((name, prose(text)));
            }
        }
        if let Some(ground) = row.refusal_ground {
            let reason = row.refusal_reason.unwrap_or_default();
            let basis = clauses(row.refusal_citations);
            items.push((
                w::REFUSAL,
                view! { <p>{move || word(ground)}</p> {prose(reason)} {basis} }.into_any(),
            ));
        }
        if !row.evidence.is_empty() {
            let files = row.evidence.into_iter();
            let files = files.map(
                |file| view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a></li> },
            );
            items.push((
                t::coordination::FILES,
                view! { <ul class="clauses">{files.collect_view()}</ul> }.into_any(),
            ));
        }
        details(items)
    };
    view! { <Card title=w::ABOUT>{body}</Card> }
}

#[component]
fn Decision(row: Memo<Case>) -> impl IntoView {
    use t::coordination::case as w;
    let body = move || {
        row.with(|row| row.decision.clone()).map(|decision| {
            let kind = decision.kind;
            let mut items: Vec<(Text, AnyView)> = vec![
                (t::coordination::LEAD, decision.lead_org.name.into_any()),
                (
                    t::coordination::act::KIND,
                    view! { {move || word(kind)} }.into_any(),
                ),
                (w::DECISION, prose(decision.text)),
                (t::coordination::BASIS, clauses(decision.citations)),
                (w::DECIDED_ON, time::day(decision.decided_on).into_any()),
            ];
            if let Some(no) = decision.commission_doc_no {
                items.push((w::COMMISSION, no.into_any()));
            }
            if let Some(no) = decision.doc_no {
                let on = time::day_or_dash(decision.published_on);
                items.push((
                    w::DOC_NO,
                    view! { {no}" "<span class="muted">{on}</span> }.into_any(),
                ));
            }
            details(items)
        })
    };
    let any = Memo::new(move |_| row.with(|row| row.decision.is_some()));
    move || any.get().then(|| view! { <Card title=w::DECISION>{body}</Card> })
}

#[component]
fn Experts(row: Memo<Case>) -> impl IntoView {
    let body = move || {
        let lines = row.with(|row| row.reviews.clone()).into_iter().map(|review| {
            let state = review.state;
            let said = if review.opinion.is_empty() {
                let hidden = state == ReviewState::Submitted;
                hidden.then(|| {
                    view! { <p class="muted">{tr(t::coordination::case::REVIEW_HIDDEN)}</p> }.into_any()
                })
            } else {
                Some(prose(review.opinion))
            };
            view! { <li><p><strong>{review.expert}</strong>" "{tag(state)}</p> {said}</li> }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }
    };
    let any = Memo::new(move |_| row.with(|row| !row.reviews.is_empty()));
    move || {
        any.get()
            .then(|| view! { <Card title=t::coordination::case::EXPERTS>{body}</Card> })
    }
}

/// The meetings of the record.
fn meetings(row: &Case) -> Vec<Meeting> {
    row.meetings
        .iter()
        .map(|meeting| Meeting {
            held_on: meeting.held_on,
            place: meeting.place.clone(),
            came: meeting
                .attended
                .iter()
                .map(|org| org.short_name.clone())
                .collect(),
            minutes: meeting.minutes.clone(),
        })
        .collect()
}

#[component]
fn Checks(row: Memo<Case>) -> impl IntoView {
    use t::coordination::case as w;
    let body = move || {
        let lines = row.with(|row| row.checks.clone()).into_iter().map(|check| {
            let head = w::check_no(check.seq);
            let when = match check.done_on {
                Some(day) => time::day(day),
                None => w::check_planned(time::day(check.planned_on)),
            };
            let problem = check
                .problem_id
                .map(|id| view! { <a href=format!("/problems/{id}")>{tr(t::shell::menu::PROBLEMS)}</a> });
            view! {
                <li>
                    <p><strong>{head}</strong>" "{when}" "{check.result.map(tag)} {problem}</p>
                    {check.findings.map(prose)}
                    {check.checked_by.map(|who| view! { <p class="muted">{who}</p> })}
                </li>
            }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }
    };
    let any = Memo::new(move |_| row.with(|row| !row.checks.is_empty()));
    move || any.get().then(|| view! { <Card title=w::CHECKS>{body}</Card> })
}

#[component]
fn Timeline(row: Memo<Case>) -> impl IntoView {
    let body = move || {
        let moments = row
            .with(|row| row.events.clone())
            .into_iter()
            .map(|event| Moment {
                at: event.at,
                title: CaseEventKind::parse(&event.event).map_or(event.event, |kind| word(kind).to_owned()),
                actor: event.actor,
                automatic: event.automatic,
                remark: event.remark,
                notes: Vec::new(),
            });
        timeline(moments.collect())
    };
    view! { <Card title=t::coordination::TIMELINE>{body}</Card> }
}
