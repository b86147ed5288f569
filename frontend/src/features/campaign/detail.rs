//! The console of a campaign: plan, progress by group in numbers only, acts; results once it is counted.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::acts::{Acts, RemindOne, Reminded};
use super::list::share;
use super::results::Results;
use super::{Campaign, CampaignEventKind, CampaignPage, CampaignState, campaign_page, class_word};
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
        let reminding = RwSignal::new(None::<Reminded>);
        view! {
            <PageHead title=title crumbs=CRUMBS>
                {move || campaign.with(Option::is_some).then(|| view! { <Acts campaign=campaign again=again/> })}
            </PageHead>
            {move || match campaign.get() {
                None => empty(t::campaign::MISSING, None),
                Some(campaign) => body(&campaign, reminding),
            }}
            <RemindOne campaign=campaign unit=reminding again=again/>
        }
    })
}

fn body(campaign: &Campaign, reminding: RwSignal<Option<Reminded>>) -> AnyView {
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
    let progress = (!campaign.groups.is_empty()).then(|| groups(campaign, reminding));
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

/// What a line of the progress sums up.
#[derive(Default)]
struct Sum {
    head: String,
    unit: Option<Reminded>,
    parts: Vec<String>,
    invited: i64,
    answered: Option<i64>,
}

/// Groups by town, by kind of deputy, or by unit, in their order. One line a town, so that many groups stay readable.
fn sums(campaign: &Campaign) -> Vec<Sum> {
    let mut lines: Vec<Sum> = Vec::new();
    for group in &campaign.groups {
        let org = group.org.as_ref();
        let class = group.class.as_deref().map(class_word);
        let head = org
            .map(|org| org.name.clone())
            .or_else(|| class.clone())
            .unwrap_or_else(|| t::campaign::MERGED.get().to_owned());
        let place = lines
            .iter()
            .position(|line| line.head == head)
            .unwrap_or_else(|| {
                lines.push(Sum {
                    head,
                    unit: org.map(|org| (org.id.clone(), org.name.clone())),
                    ..Sum::default()
                });
                lines.len() - 1
            });
        let Some(line) = lines.get_mut(place) else {
            continue;
        };
        if let (Some(_), Some(class)) = (org, class) {
            line.parts.push(match group.answered {
                Some(answered) => format!("{class} {answered}/{}", group.invited),
                None => format!("{class} {}", group.invited),
            });
        }
        line.invited += group.invited;
        if let Some(answered) = group.answered {
            line.answered = Some(line.answered.unwrap_or_default() + answered);
        }
    }
    lines
}

/// Numbers of each group; while the campaign runs each can be reminded as a whole, and nobody sees who has answered.
fn groups(campaign: &Campaign, reminding: RwSignal<Option<Reminded>>) -> AnyView {
    let reminds = campaign
        .actions
        .iter()
        .any(|action| action.allowed && action.action == CampaignEventKind::Remind.code());
    let lines = sums(campaign);
    let counted = lines.iter().any(|line| line.answered.is_some());
    let row = move |line: Sum| {
        let button = line.unit.filter(|_| reminds).map(|unit| {
            let label = format!("{} {}", t::campaign::act::REMIND_ONE.get(), unit.1);
            view! {
                <button type="button" class="btn small" aria-label=label on:click=move |_| reminding.set(Some(unit.clone()))>
                    {tr(t::campaign::act::REMIND_ONE)}
                </button>
            }
        });
        view! {
            <tr>
                <th scope="row">{line.head}</th>
                <td class="number">{line.invited}</td>
                {counted.then(|| view! { <td class="number">{line.answered}</td> })}
                <td>{line.parts.join("；")}</td>
                {reminds.then(|| view! { <td>{button}</td> })}
            </tr>
        }
    };
    view! {
        <p class="muted">{tr(t::campaign::CROWD_WHY)}</p>
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::campaign::PROGRESS)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{tr(t::campaign::GROUP)}</th>
                    <th scope="col" class="number">{tr(t::campaign::INVITED)}</th>
                    {counted.then(|| view! { <th scope="col" class="number">{tr(t::campaign::CAST)}</th> })}
                    <th scope="col">{tr(t::campaign::BY_CLASS)}</th>
                    {reminds.then(|| view! { <th scope="col"><span class="sr-only">{tr(t::campaign::act::REMIND_ONE)}</span></th> })}
                </tr></thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
