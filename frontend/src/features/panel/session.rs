//! One expert session: materials, who came, the reviews, blind until all are in (K14).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::session_acts::{Acts, ReviewDialog};
use super::{ReviewState, Session, SessionPage, SessionState, session_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/sessions",
    text: t::panel::session::TITLE,
}];
const COLUMNS: &[Column] = &[
    Column::new("expert", t::panel::session::COLUMN_EXPERT).narrow(),
    Column::new("unit", t::panel::session::COLUMN_UNIT).narrow(),
    Column::new("state", t::panel::session::COLUMN_STATE).narrow(),
    Column::new("grade", t::panel::session::COLUMN_GRADE).narrow(),
    Column::new("opinion", t::panel::session::COLUMN_OPINION),
];

/// A review as the page holds it.
pub(super) type Review = session_page::SessionPageExpertSessionReviews;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<SessionPage>(move || {
        live.track();
        session_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let writing = RwSignal::new(None::<Review>);
    let changed = Callback::new(move |()| query.refetch());
    let body = loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.expert_session.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.expert_session.clone());
            let Some(first) = first.filter(|_| known.get()) else {
                return empty(t::panel::session::MISSING, None);
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.expert_session.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| row.title.clone()));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row standing">{move || tag(row.with(|row| row.state))}</div>
                <div class="columns">
                    <div class="stack"><Acts row=row changed=changed/><Reviews row=row writing=writing/></div>
                    <div class="stack"><About row=row/><Members row=row/></div>
                </div>
            }
            .into_any()
        }
    });
    view! { {body} <ReviewDialog review=writing changed=changed/> }.into_any()
}

#[component]
fn About(row: Memo<Session>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let (kind, subject) = (row.kind, row.subject);
        let mut items: Vec<(Text, AnyView)> = vec![
            (t::panel::session::KIND, view! { {move || word(kind)} }.into_any()),
            (
                t::panel::session::SUBJECT,
                view! { {move || word(subject)} }.into_any(),
            ),
            (t::panel::session::HELD_ON, time::day(row.held_on).into_any()),
            (t::panel::session::PLACE, row.place.into_any()),
            (t::panel::session::MATERIALS, prose(row.materials)),
        ];
        if let Some(minutes) = row.minutes {
            items.push((t::panel::session::MINUTES, prose(minutes)));
        }
        if let Some(reason) = row.cancel_reason {
            items.push((t::panel::session::CANCEL_REASON, prose(reason)));
        }
        details(items)
    };
    view! { <Card title=t::panel::session::ABOUT>{body}</Card> }
}

#[component]
fn Members(row: Memo<Session>) -> impl IntoView {
    let body = move || {
        let members = row.with(|row| row.members.clone());
        let lines = members.into_iter().map(|member| {
            let came = member.attended.map(|came| {
                let text = if came {
                    t::panel::session::PRESENT
                } else {
                    t::panel::session::ABSENT
                };
                view! { " " <span class="muted">{tr(text)}</span> }
            });
            let who = member
                .person
                .map(|person| format!("{} {}", person.display_name, person.post));
            view! { <li>{who} {came}</li> }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }
    };
    view! { <Card title=t::panel::session::EXPERTS>{body}</Card> }
}

#[component]
fn Reviews(row: Memo<Session>, writing: RwSignal<Option<Review>>) -> impl IntoView {
    let note = move || {
        let (state, done, all) = row.with(|row| (row.state, row.reviews_in, row.reviews_expected));
        if state == SessionState::Closed {
            t::panel::session::open(all)
        } else {
            t::panel::session::blind(done, all)
        }
    };
    let rows = Signal::derive(move || {
        row.with(|row| {
            let live = matches!(row.state, SessionState::Planned | SessionState::Held);
            row.reviews
                .iter()
                .map(|review| line(review, live, writing))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Card title=t::panel::session::REVIEWS>
            <p class="muted">{note}</p>
            <SimpleTable caption=t::panel::session::REVIEWS quiet=true columns=COLUMNS rows=rows/>
        </Card>
    }
}

fn line(review: &Review, live: bool, writing: RwSignal<Option<Review>>) -> Row {
    let hidden = || Cell::Muted(t::panel::session::HIDDEN.get().to_owned());
    let submitted = review.state == ReviewState::Submitted;
    let (grade, opinion) = if submitted && !review.shown {
        (hidden(), hidden())
    } else {
        (
            Cell::maybe(review.grade.map(word)),
            Cell::maybe(Some(review.opinion.clone()).filter(|text| !text.is_empty())),
        )
    };
    let opinion = if review.own && live && review.state == ReviewState::Pending {
        let review = review.clone();
        Cell::view(move || {
            let review = review.clone();
            view! { <button type="button" class="btn primary small" on:click=move |_| writing.set(Some(review.clone()))>{tr(t::panel::session::WRITE)}</button> }.into_any()
        })
    } else {
        opinion
    };
    let unit = review.org.as_ref().map_or_else(
        || t::panel::session::WHOLE.get().to_owned(),
        |org| org.name.clone(),
    );
    Row::new(vec![
        Cell::maybe(review.expert.clone()),
        Cell::text(unit),
        Cell::tag(review.state),
        grade,
        opinion,
    ])
}
