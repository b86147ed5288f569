//! Choosing a person's account by name or login. What each one holds already is shown, so that a combination that
//! 三员分立 forbids is seen before it is sent.

use std::time::Duration;

use leptos::prelude::*;

use super::list::role_label;
use super::{AccountMatches, AccountState, GrantState, account_matches};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::form::{Form, TextField};
use crate::ui::state::loaded;

/// An account that was found.
pub(super) type Match = account_matches::AccountMatchesAccountsNodes;

/// How long typing rests before the server is asked.
const REST: Duration = Duration::from_millis(300);

#[component]
pub(super) fn Picker(form: Form, typed: RwSignal<String>, chosen: RwSignal<Option<Match>>) -> impl IntoView {
    let asked = RwSignal::new(typed.get_untracked().trim().to_owned());
    Effect::new(move |last: Option<Option<TimeoutHandle>>| {
        let text = typed.get().trim().to_owned();
        if let Some(handle) = last.flatten() {
            handle.clear();
        }
        let ask = move || {
            if asked.try_get_untracked().is_some_and(|asked| asked != text) {
                asked.set(text);
                chosen.set(None);
            }
        };
        set_timeout_with_handle(ask, REST).ok()
    });
    let found = move || {
        let text = asked.get();
        (!text.is_empty()).then(|| view! { <Matches form=form text=text chosen=chosen/> })
    };
    view! {
        <TextField
            form=form
            name="accountId"
            label=t::accounts::grant::FIND
            hint=t::accounts::grant::FIND_HINT
            value=typed
            required=true
            max=40
        />
        <div aria-live="polite">{found}</div>
    }
}

#[component]
fn Matches(form: Form, text: String, chosen: RwSignal<Option<Match>>) -> impl IntoView {
    let query = use_query::<AccountMatches>(move || account_matches::Variables { text: text.clone() });
    loaded(query, move |answer| {
        move || {
            let (matches, total) =
                answer.with(|answer| (answer.accounts.nodes.clone(), answer.accounts.total_count));
            if matches.is_empty() {
                return view! { <p class="field muted">{tr(t::accounts::grant::NO_MATCH)}</p> }.into_any();
            }
            let hidden = total - i64::try_from(matches.len()).unwrap_or(total);
            view! {
                <fieldset class="field picks">
                    <legend class="sr-only">{tr(t::accounts::grant::MATCHES)}</legend>
                    {matches.into_iter().map(|found| choice(form, found, chosen)).collect_view()}
                    {(hidden > 0).then(|| view! { <p class="field-hint">{t::accounts::grant::more(hidden)}</p> })}
                </fieldset>
            }
            .into_any()
        }
    })
}

fn choice(form: Form, found: Match, chosen: RwSignal<Option<Match>>) -> AnyView {
    let id = found.id.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id));
    let person = found.person.clone();
    let place = [
        Some(found.login.clone()),
        person.org.map(|org| org.short_name),
        Some(person.post),
    ];
    let place: Vec<_> = place
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let state = (found.state != AccountState::Active).then(|| format!(" ({})", word(found.state)));
    let roles = held(&found);
    view! {
        <label class="pick">
            <input
                type="radio"
                name=form.field_id("pick")
                prop:checked=is_chosen
                on:change=move |_| chosen.set(Some(found.clone()))
            />
            <span>
                <strong>{person.display_name}</strong>{state}" "<span class="muted">{place.join(" · ")}</span>
                <span class="pick-roles">{roles}</span>
            </span>
        </label>
    }
    .into_any()
}

/// The roles an account holds or waits for.
fn held(found: &Match) -> String {
    let grants = found
        .grants
        .iter()
        .filter(|grant| grant.state != GrantState::Revoked);
    let labels: Vec<_> = grants
        .map(|grant| {
            role_label(
                grant.role,
                grant.org.as_ref().map(|org| org.short_name.as_str()),
                grant.state,
            )
        })
        .collect();
    if labels.is_empty() {
        t::accounts::NO_RIGHTS.get().to_owned()
    } else {
        labels.join("、")
    }
}
