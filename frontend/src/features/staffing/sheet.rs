//! One proposal: the sheet with its ground, the band and interval printed on it, the decision and what followed.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::staffing::ProposalBasis;

use super::acts::Acts;
use super::{ProposalPage, Standing, posts, proposal_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/staffing",
    text: t::staffing::TITLE,
}];

/// A proposal as its page holds it.
pub(super) type Proposal = proposal_page::ProposalPageStaffingProposal;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<ProposalPage>(move || {
        live.track();
        proposal_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let name = query.map(|data| {
        data.staffing_proposal
            .as_ref()
            .map(|row| format!("{} {}", row.no, row.org.name))
    });
    let title = Signal::derive(move || {
        name.get()
            .flatten()
            .unwrap_or_else(|| t::staffing::TITLE.get().to_owned())
    });
    let body = loaded(query, move |answer| {
        let proposal = Memo::new(move |_| answer.with(|answer| answer.staffing_proposal.clone()));
        let changed = Callback::new(move |()| query.refetch());
        view! {
            <Acts proposal=proposal changed=changed/>
            {move || proposal.get().map_or_else(|| empty(t::staffing::MISSING, None), |row| sheet(&row))}
        }
        .into_any()
    });
    view! {
        <PageHead title=title crumbs=CRUMBS/>
        <div class="stack">{body}</div>
    }
    .into_any()
}

fn sheet(row: &Proposal) -> AnyView {
    let (what, words) = (details(proposed(row)), prose(row.text.clone()));
    let (why, how) = (details(ground(row)), details(course(row)));
    view! {
        <div class="columns">
            <Card title=t::staffing::PROPOSED>{what}{words}</Card>
            <div class="stack">
                <Card title=t::staffing::GROUND>{why}</Card>
                <Card title=t::staffing::COURSE>{how}</Card>
            </div>
        </div>
    }
    .into_any()
}

fn proposed(row: &Proposal) -> Vec<(Text, AnyView)> {
    let kind = row.kind;
    vec![
        (t::staffing::column::KIND, (move || word(kind)).into_any()),
        (t::staffing::column::STATE, tag(row.state)),
        (t::staffing::column::POSTS, posts(row.quota_delta).into_any()),
    ]
}

fn ground(row: &Proposal) -> Vec<(Text, AnyView)> {
    let standing = Standing {
        band: row.band,
        rank: row.group_rank,
        size: row.group_size,
        low: row.group_rank_p5,
        high: row.group_rank_p95,
        security: row.security,
    };
    let (basis, run, org) = (row.basis, row.run.clone(), row.org.id.clone());
    let links = match basis {
        ProposalBasis::FrozenResult => run
            .map(|run| {
                view! { <a href=format!("/results/{run}/{org}")>{tr(t::staffing::SHOW_RESULT)}</a> }
                    .into_any()
            })
            .into_iter()
            .collect::<Vec<_>>(),
        ProposalBasis::InYearFindings => row
            .basis_ids
            .iter()
            .map(|id| {
                view! { <a href=format!("/problems/{id}")>{tr(t::staffing::SHOW_FINDING)}</a>" " }.into_any()
            })
            .collect(),
    };
    let mut items = vec![
        (
            t::staffing::column::BASIS,
            view! { {move || word(basis)}" "{links} }.into_any(),
        ),
        (t::staffing::column::STANDING, standing.render()),
    ];
    items.extend(
        row.check_reason
            .clone()
            .map(|text| (t::staffing::CHECK_REASON, text.into_any())),
    );
    items.extend(
        row.lead_reason
            .clone()
            .map(|text| (t::staffing::LEAD_REASON, text.into_any())),
    );
    items
}

fn course(row: &Proposal) -> Vec<(Text, AnyView)> {
    let day = |day| time::day_or_dash(day).into_any();
    let by = |name: &Option<String>| name.clone().unwrap_or_else(|| "—".to_owned()).into_any();
    let mut items = vec![
        (t::staffing::DRAFTED_BY, by(&row.drafted_by)),
        (t::staffing::CHECKED_BY, by(&row.checked_by)),
        (t::staffing::SUBMITTED_ON, day(row.submitted_on)),
        (t::staffing::DECIDED_ON, day(row.decided_on)),
    ];
    items.extend(
        row.doc_no
            .clone()
            .map(|no| (t::staffing::column::DOC_NO, no.into_any())),
    );
    items.extend(
        row.decision
            .clone()
            .map(|text| (t::staffing::DECISION, text.into_any())),
    );
    items.extend(
        row.due_on
            .map(|due| (t::staffing::column::DUE, time::day(due).into_any())),
    );
    items.extend(
        row.implemented_on
            .map(|on| (t::staffing::IMPLEMENTED_ON, time::day(on).into_any())),
    );
    items.extend(
        row.implementation
            .clone()
            .map(|text| (t::staffing::IMPLEMENTATION, text.into_any())),
    );
    items.extend(
        row.review
            .clone()
            .map(|text| (t::staffing::REVIEW, text.into_any())),
    );
    items
}
