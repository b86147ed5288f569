//! The office's quarter board: departments by quarter, what is still open, countermeasures, study and feedback.

use chrono::Datelike;
use leptos::prelude::*;
use remit_shared::linkage::{SubmissionOutcome, SubmissionState};

use super::settle::{Finish, Settle};
use super::{LinkageYear, Window, WindowState, linkage_year};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::loaded;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::url_state::use_url_state;

type Reply = linkage_year::LinkageYearLinkageWindowsReplies;
type Member = linkage_year::LinkageYearLinkageMembers;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let chosen = url.text("year");
    let year = Memo::new(move |_| {
        let now = session.today().map_or(2022, |today| today.year());
        chosen.get().parse().unwrap_or(i64::from(now))
    });
    let query = use_query::<LinkageYear>(move || {
        live.track();
        linkage_year::Variables { year: year.get() }
    });
    let settling = RwSignal::new(None::<Window>);
    let finishing = RwSignal::new(None::<(String, i64)>);
    let changed = Callback::new(move |()| query.refetch());
    let go = move |by: i64| {
        let to = (year.get_untracked() + by).to_string();
        url.set("year", Some(to));
    };
    view! {
        <PageHead title=text_title(t::linkage::BOARD)>
            <button type="button" class="btn quiet" on:click=move |_| go(-1)>{move || t::linkage::year(year.get() - 1)}</button>
            <strong class="num">{move || t::linkage::year(year.get())}</strong>
            <button type="button" class="btn quiet" on:click=move |_| go(1)>{move || t::linkage::year(year.get() + 1)}</button>
            <a class="btn" href=move || format!("/linkage/submissions?year={}", year.get())>{tr(t::linkage::LIST)}</a>
        </PageHead>
        {loaded(query, move |answer| {
            move || answer.with(|answer| {
                let (members, windows) = (&answer.linkage_members, &answer.linkage_windows);
                if windows.is_empty() {
                    return crate::ui::state::empty(t::linkage::NO_WINDOWS, None);
                }
                view! {
                    {matrix(members, windows)}
                    {windows.iter().rev().filter(|window| window.state != WindowState::Scheduled)
                        .map(|window| quarter(window, members.len(), settling, finishing)).collect_view()}
                }
                .into_any()
            })
        })}
        <Settle chosen=settling changed=changed/>
        <Finish chosen=finishing changed=changed/>
    }
    .into_any()
}

/// Departments that have replied, out of all.
fn replied(window: &Window) -> usize {
    let mut orgs: Vec<_> = window.replies.iter().map(|reply| reply.org.id.as_str()).collect();
    orgs.sort_unstable();
    orgs.dedup();
    orgs.len()
}

fn matrix(members: &[Member], windows: &[Window]) -> AnyView {
    let heads = windows.iter().map(|window| {
        let (name, state) = (t::linkage::short_quarter(window.quarter), window.state);
        let count = format!("{}/{}", replied(window), members.len());
        view! { <th scope="col">{name}" "{tag(state)}<br/><span class="num muted">{count}</span></th> }
    });
    let heads = heads.collect_view();
    let rows = members.iter().map(|member| {
        let cells = windows.iter().map(|window| {
            let own: Vec<_> = window.replies.iter().filter(|reply| reply.org.id == member.org.id).collect();
            let waits = matches!(window.state, WindowState::Open | WindowState::Grace);
            view! { <td>{cell(&own, waits)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{member.org.short_name.clone()}<br/><span class="muted">{member.contact.clone()}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <section class="card">
            <div class="table-wrap" tabindex="0" role="region" aria-label=tr(t::linkage::BOARD)>
                <table class="table linkage-board">
                    <caption class="sr-only">{tr(t::linkage::BOARD)}</caption>
                    <thead><tr><th scope="col">{tr(t::linkage::column::ORG)}</th>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// One department in one quarter.
fn cell(replies: &[&Reply], waits: bool) -> AnyView {
    if replies.is_empty() {
        let text = if waits {
            t::linkage::NOT_YET
        } else {
            t::linkage::NONE
        };
        return view! { <span class="muted">{tr(text)}</span> }.into_any();
    }
    let tags = replies.iter().map(|reply| {
        let (state, outcome, late) = (reply.state, reply.outcome, reply.late);
        let what = match outcome {
            Some(outcome) => view! { {move || word(outcome)} }.into_any(),
            None => tag(state),
        };
        let count = (reply.count > 1).then(|| format!("×{}", reply.count));
        view! { <div>{what}{count}{late.then(|| view! { " " <span class="muted">{tr(t::linkage::LATE)}</span> })}</div> }
    });
    tags.collect_view().into_any()
}

/// How many submissions meet a condition.
fn count(window: &Window, wanted: impl Fn(&Reply) -> bool) -> i64 {
    window
        .replies
        .iter()
        .filter(|reply| wanted(reply))
        .map(|reply| reply.count)
        .sum()
}

/// What a quarter came to: the checklist of its study, countermeasures, the next step.
fn quarter(
    window: &Window,
    members: usize,
    settling: RwSignal<Option<Window>>,
    finishing: RwSignal<Option<(String, i64)>>,
) -> AnyView {
    let of = |outcome| count(window, |reply| reply.outcome == Some(outcome));
    let undecided = count(window, |reply| reply.state == SubmissionState::Submitted);
    let open = count(window, |reply| {
        reply.state == SubmissionState::Accepted && reply.outcome.is_none()
    });
    let accepted = count(window, |reply| reply.state == SubmissionState::Accepted);
    let nil = count(window, |reply| reply.state == SubmissionState::Nil);
    let became = of(SubmissionOutcome::Problem) + of(SubmissionOutcome::Merged);
    let list = format!(
        "/linkage/submissions?year={}&quarter={}",
        window.year, window.quarter
    );
    let numbers = t::linkage::numbers(
        replied(window),
        members,
        accepted,
        nil,
        became,
        of(SubmissionOutcome::Advice),
        of(SubmissionOutcome::Noted),
    );
    let ends = (undecided + open > 0)
        .then(|| view! { <p class="linkage-left">{t::linkage::open_ends(undecided, open)}</p> });
    let due = match window.state {
        WindowState::Open | WindowState::Scheduled => {
            Some(t::linkage::collects_until(time::day(window.closes_on)))
        }
        WindowState::Grace => Some(t::linkage::collects_until(time::day(window.grace_until))),
        _ => window.due_on.map(|due| t::linkage::step_due(time::day(due))),
    };
    let buttons = window.actions.iter().map(|action| {
        let (held, allowed) = (window.clone(), action.allowed);
        let label = if action.action == "STUDY" { t::linkage::STUDY } else { t::linkage::FEED_BACK };
        let why = crate::i18n::lang().pick(
            action.message_zh.as_deref().unwrap_or_default(),
            action.message.as_deref().unwrap_or_default(),
        );
        let why = why.to_owned();
        if allowed {
            view! { <button type="button" class="btn primary" on:click=move |_| settling.set(Some(held.clone()))>{tr(label)}</button> }.into_any()
        } else {
            view! { <p class="muted"><strong>{tr(label)}</strong>" "{why}</p> }.into_any()
        }
    });
    let said = window.feedback.clone().or(window.study_note.clone());
    let measures = window.countermeasures.iter().map(|measure| {
        let (id, version, done) = (measure.id.clone(), measure.version, measure.done_on);
        let end = match done {
            Some(day) => view! { <span class="muted">{t::linkage::done_on(time::day(day))}</span> }.into_any(),
            None => view! {
                <button type="button" class="btn small" on:click=move |_| finishing.set(Some((id.clone(), version)))>{tr(t::linkage::FINISH)}</button>
            }
            .into_any(),
        };
        let about = t::linkage::measure_of(&measure.responsible_org.short_name, time::day(measure.due_on));
        view! { <li>{measure.text.clone()}" "<span class="muted">{about}</span>" "{end}</li> }
    });
    let measures: Vec<_> = measures.collect();
    let measures = (!measures.is_empty())
        .then(|| view! { <h3>{tr(t::linkage::MEASURES)}</h3><ul class="linkage-measures">{measures}</ul> });
    view! {
        <section class="card">
            <div class="card-body stack">
                <div class="row">
                    <h2>{t::linkage::quarter(window.year, window.quarter)}</h2>
                    {tag(window.state)}
                    <span class="muted">{due}</span>
                    <a href=list>{tr(t::linkage::LIST)}</a>
                </div>
                <p>{numbers}</p>
                {ends}
                {said.map(|said| view! { <p class="muted">{said}</p> })}
                <div class="row">{buttons.collect_view()}</div>
                {measures}
            </div>
        </section>
    }
    .into_any()
}
