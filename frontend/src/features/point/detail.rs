//! One point: where it stands, what to do next, how the year went.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::NextCard;
use super::change::Changes;
use super::grid::light;
use super::record::{Evidence, Facts, Reports, Timeline, Verifications};
use super::{Point, PointPage, PointState, point_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::ui::page::{Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::steps::{steps, steps_at};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/points",
    text: t::point::TITLE,
}];

/// The steps every point goes through that is not cancelled.
const WAY: [Text; 5] = [
    t::point::step::WRITE,
    t::point::step::REVIEW,
    t::point::step::RUN,
    t::point::step::VERIFY,
    t::point::step::DONE,
];

fn place(state: PointState) -> Option<usize> {
    match state {
        PointState::Draft | PointState::Returned => Some(0),
        PointState::Submitted => Some(1),
        PointState::Approved | PointState::Active | PointState::ChangePending => Some(2),
        PointState::Claimed => Some(3),
        PointState::Verified => Some(WAY.len()),
        PointState::NotDone | PointState::Cancelled | PointState::Archived => None,
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let live = use_live();
    let query = use_query::<PointPage>(move || {
        live.track();
        point_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.point.is_some()));
        move || {
            if !known.get() {
                return empty(t::point::MISSING, Some(t::point::MISSING_NEXT));
            }
            let Some(first) = answer.with_untracked(|answer| answer.point.clone()) else {
                return ().into_any();
            };
            let point = Memo::new(move |_| {
                answer
                    .with(|answer| answer.point.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head point=point/>
                <div class="columns">
                    <div class="stack">
                        <NextCard point=point changed=Callback::new(move |()| query.refetch())/>
                        <Facts point=point/>
                        <Reports point=point/>
                        <Changes point=point/>
                        <Verifications point=point/>
                        <Evidence point=point/>
                    </div>
                    <div class="stack"><Timeline point=point/></div>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(point: Memo<Point>) -> impl IntoView {
    let title = Signal::derive(move || point.with(|point| format!("{} {}", point.code, point.title)));
    let standing = move || {
        let point = point.get();
        let outcome = point
            .outcome
            .map(|outcome| view! { <span>{move || word(outcome)}</span> });
        let quality = point
            .quality
            .map(|quality| view! { <span>{tr(t::point::QUALITY)}" "{move || word(quality)}</span> });
        let closed = point
            .close_no
            .clone()
            .map(|no| view! { <span class="num">{no}</span> });
        let sampled = (point.sampled == Some(true))
            .then(|| view! { <span class="muted">{tr(t::point::IN_SAMPLE)}</span> });
        let step = point
            .step_due_on
            .map(|due| view! { <span class="muted">{tr(t::point::STEP_DUE)}" "{time::day(due)}</span> });
        view! {
            <div class="row">
                {tag(point.state)} {light(point.light)} {outcome} {quality} {closed} {sampled} {step}
            </div>
            {place(point.state).map(|now| steps(steps_at(&WAY, now)))}
        }
    };
    view! {
        <PageHead title=title crumbs=CRUMBS/>
        {standing}
    }
}
