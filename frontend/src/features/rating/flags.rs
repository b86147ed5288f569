//! Flagged ratings: patterns and counts for a blind review by two persons (K24).

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{FlagState, FlagVerdict, RatingFlagRows, ReviewFlagNow, rating_flag_rows, review_flag_now};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr};
use crate::live::use_live;
use crate::ui::dialog::{Dialog, open_while};
use crate::ui::filter::{FilterBar, FilterChoice};
use crate::ui::form::{ErrorSummary, Form, RadioGroup, SubmitButton, TextArea, chosen, required};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("org", t::rating::column::ORG),
    Column::new("window", t::rating::column::WINDOW),
    Column::new("rule", t::rating::column::RULE).narrow(),
    Column::new("day", t::rating::column::DAY).narrow(),
    Column::new("count", t::rating::column::COUNT).number(),
    Column::new("networks", t::rating::column::NETWORKS).number(),
    Column::new("state", t::rating::column::STATE).narrow(),
    Column::new("verdict", t::rating::column::VERDICT).narrow(),
    Column::new("persons", t::rating::column::PERSONS),
    Column::new("review", t::rating::REVIEW).narrow(),
];

type Flag = rating_flag_rows::RatingFlagRowsRatingFlagsNodes;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live) = (use_url_state(), use_live());
    let state = url.choice::<FlagState>("state");
    let query = use_query::<RatingFlagRows>(move || {
        live.track();
        let (first, offset) = url.window();
        rating_flag_rows::Variables {
            states: state.get().map(|state| vec![state]),
            first,
            offset,
        }
    });
    let reviewing = RwSignal::new(None::<Flag>);
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.rating_flags.nodes.clone()));
        nodes
            .unwrap_or_default()
            .into_iter()
            .map(|flag| row(&flag, reviewing))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.rating_flags.total_count))
    });
    view! {
        <PageHead title=text_title(t::rating::FLAGS)/>
        <p class="muted">{tr(t::rating::FLAGS_WHY)}</p>
        <FilterBar url=url>
            <FilterChoice url=url param="state" label=t::rating::filter::STATES values=FlagState::ALL/>
        </FilterBar>
        <ListView
            caption=t::rating::FLAGS_CAPTION
            columns=COLUMNS
            url=url
            default_sort=""
            status=query.status()
            rows=rows
            total=total
            empty_why=t::rating::FLAGS_EMPTY
            empty_next=t::rating::FLAGS_EMPTY_NEXT
        />
        <Review flag=reviewing done=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

fn row(flag: &Flag, reviewing: RwSignal<Option<Flag>>) -> Row {
    let pick = |zh: &'static str, en: &'static str| lang().pick(zh, en).to_owned();
    let persons: Vec<_> = [flag.reviewer.clone(), flag.confirmer.clone()]
        .into_iter()
        .flatten()
        .collect();
    let day = flag.hour.map_or_else(
        || flag.day.to_string(),
        |hour| format!("{} {hour:02}:00", flag.day),
    );
    let verdict = flag.verdict.map(|verdict| pick(verdict.zh(), verdict.en()));
    let review = if flag.reviewable {
        let flag = flag.clone();
        Cell::view(move || {
            let flag = flag.clone();
            view! {
                <button type="button" class="btn small" on:click=move |_| reviewing.set(Some(flag.clone()))>{tr(t::rating::REVIEW)}</button>
            }
            .into_any()
        })
    } else {
        Cell::text("—")
    };
    Row::new(vec![
        Cell::text(&flag.org.short_name),
        Cell::text(&flag.window),
        Cell::text(pick(flag.rule.zh(), flag.rule.en())),
        Cell::text(day),
        Cell::number(flag.count),
        Cell::number(flag.networks),
        Cell::tag(flag.state),
        Cell::maybe(verdict),
        Cell::text(persons.join("、")),
        review,
    ])
}

#[component]
fn Review(flag: RwSignal<Option<Flag>>, done: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(flag);
    let verdict = RwSignal::new(None::<FlagVerdict>);
    let reason = RwSignal::new(String::new());
    let choice = verdict;
    let send = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let complete = form.check([
            chosen("verdict", verdict, t::rating::form::VERDICT),
            required("reason", reason, t::rating::form::REASON),
        ]);
        let (true, Some(flag), Some(verdict)) = (complete, flag.get_untracked(), verdict.get_untracked())
        else {
            return;
        };
        let input = review_flag_now::ReviewRatingFlagInput {
            id: flag.id,
            version: flag.version,
            verdict,
            reason: reason.get_untracked(),
        };
        form.submit(
            mutate::<ReviewFlagNow>(review_flag_now::Variables { input }),
            move |_| {
                open.set(false);
                reason.set(String::new());
                choice.set(None);
                toasts.show(t::rating::REVIEWED.get().to_owned());
                done.run(());
            },
        );
    };
    let title = Signal::derive(move || {
        flag.with(|flag| {
            flag.as_ref().map_or_else(String::new, |flag| {
                format!("{} {}", flag.org.short_name, flag.window)
            })
        })
    });
    view! {
        <Dialog open=open title=title>
            <form novalidate on:submit=send class="stack">
                <ErrorSummary form=form/>
                <p class="muted">{tr(t::rating::FLAGS_WHY)}</p>
                <RadioGroup form=form name="verdict" label=t::rating::form::VERDICT values=FlagVerdict::ALL value=verdict/>
                <TextArea form=form name="reason" label=t::rating::form::REASON value=reason required=true max=1000/>
                <SubmitButton form=form label=t::rating::form::SUBMIT/>
            </form>
        </Dialog>
    }
}
