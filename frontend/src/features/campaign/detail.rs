//! The console of a campaign: plan, progress by group in numbers only, acts; results once it is counted.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::Acts;
use super::list::share;
use super::results::Results;
use super::{Campaign, CampaignPage, CampaignState, campaign_page, class_word};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::ui::details::details;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{Notice, Weight, empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/campaigns",
    text: t::campaign::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let live = use_live();
    let query = use_query::<CampaignPage>(move || {
        live.track();
        campaign_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let again = Callback::new(move |()| query.refetch());
    loaded(query, move |answer| {
        let campaign = Memo::new(move |_| answer.with(|answer| answer.campaign.clone()));
        let title = Signal::derive(move || {
            campaign.with(|one| one.as_ref().map_or_else(String::new, |one| one.title.clone()))
        });
        view! {
            <PageHead title=title crumbs=CRUMBS>
                {move || campaign.with(Option::is_some).then(|| view! { <Acts campaign=campaign again=again/> })}
            </PageHead>
            {move || match campaign.get() {
                None => empty(t::campaign::MISSING, None),
                Some(campaign) => body(&campaign),
            }}
        }
    })
}

fn body(campaign: &Campaign) -> AnyView {
    let counted = matches!(campaign.state, CampaignState::Tallied | CampaignState::Published);
    let under_way = matches!(
        campaign.state,
        CampaignState::Approved | CampaignState::Open | CampaignState::Closed
    );
    let topics: Vec<String> = campaign
        .questions
        .iter()
        .map(|question| word(question.topic).to_owned())
        .collect();
    let id = campaign.id.clone();
    let progress = (!campaign.groups.is_empty()).then(|| groups(campaign));
    let plan = plan(campaign);
    view! {
        {why_not(campaign)}
        {under_way.then(|| view! { <Notice><p>{tr(t::campaign::NO_TALLY)}</p></Notice> })}
        {counted.then(|| view! { <Results id=id topics=topics/> })}
        <Card title=t::campaign::PLAN>{plan}</Card>
        {progress.map(|progress| view! { <Card title=t::campaign::PROGRESS>{progress}</Card> })}
    }
    .into_any()
}

/// Acts of this role that are not possible now, each with its sentence.
fn why_not(campaign: &Campaign) -> AnyView {
    let lang = crate::i18n::lang();
    let sentences: Vec<_> = campaign
        .actions
        .iter()
        .filter(|action| !action.allowed)
        .filter_map(|action| {
            let zh = action.message_zh.clone()?;
            let en = action.message.clone()?;
            Some(view! { <li>{lang.pick(&zh, &en).to_owned()}</li> })
        })
        .collect();
    (!sentences.is_empty())
        .then(|| view! { <Notice weight=Weight::Info><ul>{sentences}</ul></Notice> })
        .into_any()
}

fn plan(campaign: &Campaign) -> AnyView {
    let text = |text: String| view! { {text} }.into_any();
    let questions: Vec<_> = campaign
        .questions
        .iter()
        .map(|question| {
            let weight = question.weight;
            view! { <li>{question.text.clone()}" "<span class="muted num">{t::campaign::weight(weight)}</span></li> }
        })
        .collect();
    let mut items = vec![
        (t::campaign::column::CODE, text(campaign.code.clone())),
        (t::campaign::column::KIND, text(word(campaign.kind).to_owned())),
        (t::campaign::column::STATE, tag(campaign.state)),
        (
            t::campaign::column::DAYS,
            text(format!(
                "{} – {}",
                time::day(campaign.opens_on),
                time::day(campaign.closes_on)
            )),
        ),
        (
            t::campaign::column::ANSWERED,
            text(share(campaign.answered, campaign.invited)),
        ),
        (
            t::campaign::TARGETS_LABEL,
            text(t::campaign::targets(campaign.target_ids.len())),
        ),
        (
            t::campaign::QUESTIONS,
            view! { <ol class="plain-list">{questions}</ol> }.into_any(),
        ),
        (
            t::campaign::MIN_CELL_LABEL,
            text(t::campaign::min_cell(campaign.min_cell)),
        ),
    ];
    if let Some(due) = campaign.due_on {
        items.push((t::campaign::DUE, text(time::day(due))));
    }
    if let Some(commitment) = &campaign.commitment {
        items.push((
            t::campaign::COMMITMENT,
            view! { <code class="break">{commitment.clone()}</code> }.into_any(),
        ));
    }
    if let Some(hash) = &campaign.tally_hash {
        items.push((
            t::campaign::TALLY_HASH,
            view! { <code class="break">{hash.clone()}</code> }.into_any(),
        ));
    }
    if let Some(reason) = &campaign.void_reason {
        items.push((t::campaign::VOID_REASON, text(reason.clone())));
    }
    details(items)
}

/// Numbers by town and class, by kind of deputy, or by unit. One line a town, so that 39 groups stay readable.
fn groups(campaign: &Campaign) -> AnyView {
    let mut lines: BTreeMap<usize, (String, Vec<String>, i64, i64, i64)> = BTreeMap::new();
    let mut places: Vec<String> = Vec::new();
    for group in &campaign.groups {
        let name = group.org.as_ref().map(|org| org.name.clone());
        let class = group.class.as_deref().map(class_word);
        let head = name.clone().or_else(|| class.clone()).unwrap_or_default();
        let place = places.iter().position(|known| *known == head).unwrap_or_else(|| {
            places.push(head.clone());
            places.len() - 1
        });
        let line = lines.entry(place).or_insert_with(|| (head, Vec::new(), 0, 0, 0));
        if let (Some(_), Some(class)) = (name, class) {
            line.1.push(format!(
                "{class} {}/{}/{}",
                group.invited, group.issued, group.answered
            ));
        }
        line.2 += group.invited;
        line.3 += group.issued;
        line.4 += group.answered;
    }
    let rows = lines
        .into_values()
        .map(|(head, parts, invited, issued, answered)| {
            view! {
                <tr>
                    <th scope="row">{head}</th>
                    <td class="number">{invited}</td>
                    <td class="number">{issued}</td>
                    <td class="number">{answered}</td>
                    <td>{parts.join("；")}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::campaign::PROGRESS)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{tr(t::campaign::GROUP)}</th>
                    <th scope="col" class="number">{tr(t::campaign::INVITED)}</th>
                    <th scope="col" class="number">{tr(t::campaign::ISSUED)}</th>
                    <th scope="col" class="number">{tr(t::campaign::CAST)}</th>
                    <th scope="col">{tr(t::campaign::BY_CLASS)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
