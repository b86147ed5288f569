//! A city leader's cards (K25): tap a level, tap send. Phone first.

use leptos::prelude::*;

use super::level::LevelPick;
use super::{LeaderCards, RatingLevel, SayOfUnit, leader_cards, say_of_unit};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr, word};
use crate::ui::form::{ErrorSummary, Form, TextArea};
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::{Notice, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;

type Desk = leader_cards::LeaderCardsCommentDesk;
type UnitCard = leader_cards::LeaderCardsCommentDeskCards;

/// The page.
pub(super) fn page() -> AnyView {
    let query = use_query::<LeaderCards>(|| leader_cards::Variables);
    let search = RwSignal::new(String::new());
    let changed = Callback::new(move |()| query.refetch());
    let body = loaded(query, move |answer| {
        let desk = Memo::new(move |_| answer.with(|answer| answer.comment_desk.clone()));
        view! { <Head desk=desk/> <Cards desk=desk search=search changed=changed/> }
    });
    view! {
        <PageHead title=text_title(t::voice::comment::TITLE)/>
        <p class="muted">{tr(t::voice::comment::LEAD)}</p>
        {body}
    }
    .into_any()
}

#[component]
fn Head(desk: Memo<Desk>) -> impl IntoView {
    move || {
        let desk = desk.get();
        let done = (desk.own_done, desk.own);
        match (desk.closed, desk.window) {
            (Some(closed), _) => {
                let text = move || lang().pick(&closed.message_zh, &closed.message).to_owned();
                view! { <Notice><p>{text}</p></Notice> }.into_any()
            }
            (None, Some(window)) => view! {
                <p class="row" role="status">
                    {tag(window.state)}
                    <span>{move || t::voice::comment::done(done.0, done.1)}</span>
                    <span class="muted">{move || t::voice::comment::until(time::day(window.closes_on))}</span>
                </p>
            }
            .into_any(),
            (None, None) => ().into_any(),
        }
    }
}

#[component]
fn Cards(desk: Memo<Desk>, search: RwSignal<String>, changed: Callback<()>) -> impl IntoView {
    let part = move |in_charge: bool| {
        let wanted = search.get().trim().to_owned();
        desk.with(|desk| {
            let cards = desk.cards.iter().filter(|card| card.in_charge == in_charge);
            let fits = |card: &&UnitCard| {
                in_charge
                    || wanted.is_empty()
                    || card.org.name.contains(&wanted)
                    || card.org.short_name.contains(&wanted)
            };
            cards
                .filter(fits)
                .map(|card| card.org.id.clone())
                .collect::<Vec<_>>()
        })
    };
    let own = Memo::new(move |_| part(true));
    let others = Memo::new(move |_| part(false));
    let list = move |ids: Memo<Vec<String>>| {
        view! {
            <ul class="voice-cards">
                <For each=move || ids.get() key=|id| id.clone() children=move |id| view! { <One id=id desk=desk changed=changed/> }/>
            </ul>
        }
    };
    view! {
        <Card title=t::voice::comment::OWN>
            {move || own.with(Vec::is_empty).then(|| view! { <p class="muted">{tr(t::voice::comment::NONE_IN_CHARGE)}</p> })}
            {list(own)}
        </Card>
        <Card title=t::voice::comment::OTHERS>
            <div class="field">
                <label class="field-label" for="voice-search">{tr(t::voice::comment::SEARCH)}</label>
                <input
                    class="input"
                    id="voice-search"
                    type="search"
                    prop:value=move || search.get()
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            {move || others.with(Vec::is_empty).then(|| view! { <p class="muted">{tr(t::voice::comment::NOTHING)}</p> })}
            {list(others)}
        </Card>
    }
}

#[component]
fn One(id: String, desk: Memo<Desk>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let key = StoredValue::new(id);
    let card = Memo::new(move |_| {
        desk.with(|desk| {
            desk.cards
                .iter()
                .find(|card| key.with_value(|key| card.org.id == *key))
                .cloned()
        })
    });
    let first = card.get_untracked();
    let said = first.as_ref().and_then(|card| card.comment.clone());
    let name = StoredValue::new(first.map(|card| card.org.name).unwrap_or_default());
    let level = RwSignal::new(None::<RatingLevel>);
    let text = RwSignal::new(said.map(|said| said.text).unwrap_or_default());
    let closed = Signal::derive(move || desk.with(|desk| desk.closed.is_some()));
    let saved =
        Signal::derive(move || card.with(|card| card.as_ref()?.comment.as_ref().map(|said| said.level)));
    let shown = Signal::derive(move || level.get().or(saved.get()));
    let send = move |level_given: Option<RatingLevel>| {
        let input = say_of_unit::CommentInput {
            year: desk.with_untracked(|desk| desk.year),
            org_id: key.get_value(),
            level: level_given,
            text: Some(text.get_untracked()),
        };
        form.submit(mutate::<SayOfUnit>(say_of_unit::Variables { input }), move |_| {
            level.set(None);
            let unit = name.get_value();
            if level_given.is_some() {
                toasts.show(t::voice::comment::sent(unit));
            } else {
                text.set(String::new());
                toasts.show(t::voice::comment::taken_back(unit));
            }
            changed.run(());
        });
    };
    let problems = move || {
        let counts = card.with(|card| {
            card.as_ref()
                .and_then(|card| card.open_problems.zip(card.overdue_problems))
        });
        counts.map(|(open, overdue)| view! { <p class="muted">{move || t::voice::comment::problems(open, overdue)}</p> })
    };
    let buttons = move || {
        let chosen = level.get();
        let written = saved.get();
        let words_changed = card.with(|card| {
            let said = card.as_ref().and_then(|card| card.comment.as_ref());
            said.is_some_and(|said| said.text != text.get().trim())
        });
        let ready = chosen.or(written.filter(|_| words_changed));
        view! {
            {ready.map(|level| view! { <button type="button" class="btn primary" on:click=move |_| send(Some(level))>{tr(t::voice::comment::SEND)}</button> })}
            {(written.is_some() && chosen.is_none())
                .then(|| view! { <button type="button" class="btn small" on:click=move |_| send(None)>{tr(t::voice::comment::TAKE_BACK)}</button> })}
        }
    };
    // A memo, so that typing goes on while levels change.
    let wordy = Memo::new(move |_| shown.get().is_some() && !closed.get());
    let words = move || {
        wordy.get().then(|| {
            view! { <TextArea form=form name="text" label=t::voice::comment::TEXT hint=t::voice::comment::TEXT_HINT value=text max=500/> }
        })
    };
    let mine = move || {
        saved
            .get()
            .filter(|_| closed.get())
            .map(|level| view! { <p><strong>{move || word(level)}</strong>" "{text.get_untracked()}</p> })
    };
    let label = Signal::derive(move || format!("{}：{}", name.get_value(), t::voice::comment::LEVEL.get()));
    view! {
        <li class="voice-card" class:said=move || saved.get().is_some()>
            <h3>{name.get_value()}</h3>
            {problems}
            <ErrorSummary form=form/>
            {move || (!closed.get()).then(|| view! {
                <LevelPick name=format!("level-{}", key.get_value()) label=label value=shown pick=Callback::new(move |picked| level.set(Some(picked))) disabled=false/>
            })}
            {mine}
            {words}
            <div class="row">{move || (!closed.get()).then(buttons)}</div>
        </li>
    }
}
