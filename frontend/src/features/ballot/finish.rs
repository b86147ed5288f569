//! Looking the answers over, casting, and what is kept afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::device::{self, Proof};
use super::enter::sentence;
use super::page::{Ballot, Stage};
use super::{BallotCast, ballot_cast};
use crate::api::mutate_unlinked;
use crate::i18n::{lang, t, tr, word};
use crate::ui::state::{Notice, Weight};

#[component]
pub(super) fn Check(ballot: Ballot) -> impl IntoView {
    let (wrong, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let send = move |_| cast(ballot, wrong, busy);
    let list = move || {
        ballot.draft.with(|draft| {
            let Some(draft) = draft else { return ().into_any() };
            let answers = draft.read();
            let lines = draft.units.iter().enumerate().map(|(target, name)| {
                let said: Vec<String> = answers
                    .of_target(target)
                    .iter()
                    .map(|level| level.map_or_else(|| "—".to_owned(), |level| word(level).to_owned()))
                    .collect();
                let missing = !answers.is_done(target);
                view! {
                    <li class:ballot-missing=missing>
                        <button type="button" class="btn quiet" on:click=move |_| {
                            ballot.place.set(target);
                            ballot.go(Stage::Fill);
                        }>{name.clone()}</button>
                        <span>{if missing { t::ballot::MISSING.get().to_owned() } else { said.join("、") }}</span>
                    </li>
                }
            });
            lines.collect_view().into_any()
        })
    };
    view! {
        <section class="card ballot-card">
            <h2>{tr(t::ballot::CHECK)}</h2>
            <p>{tr(t::ballot::CHECK_WHY)}</p>
            {move || wrong.get().map(|text| view! { <Notice weight=Weight::Bad><p role="alert">{text}</p></Notice> })}
            <ul class="ballot-list">{list}</ul>
            <div class="row ballot-foot">
                <button type="button" class="btn" on:click=move |_| ballot.go(Stage::Fill)>{tr(t::ballot::CHANGE)}</button>
                <button type="button" class="btn primary ballot-big" disabled=busy on:click=send>{tr(t::ballot::CAST)}</button>
            </div>
        </section>
    }
}

fn cast(ballot: Ballot, wrong: RwSignal<Option<String>>, busy: RwSignal<bool>) {
    let Some(draft) = ballot.draft.get_untracked() else {
        return;
    };
    if let Err(refusal) = draft.read().check() {
        return wrong.set(Some(lang().pick(&refusal.zh, &refusal.en).to_owned()));
    }
    wrong.set(None);
    busy.set(true);
    let input = ballot_cast::CastBallotInput {
        campaign_id: draft.campaign.clone(),
        group_id: draft.group.clone(),
        nonce: draft.nonce.clone(),
        output: draft.output.clone(),
        salt: draft.salt.clone(),
        answers: draft.answers.clone(),
    };
    spawn_local(async move {
        let answer = mutate_unlinked::<BallotCast>(ballot_cast::Variables { input }).await;
        busy.set(false);
        match answer {
            Err(error) => wrong.set(Some(sentence(&error))),
            Ok(reply) => match (reply.problems.first(), reply.data.cast_ballot.hash) {
                (Some(problem), _) => wrong.set(Some(problem.text())),
                (None, Some(hash)) => {
                    // The answers and the salt go; the proof says nothing of what was answered.
                    device::add_proof(Proof {
                        campaign: draft.campaign,
                        title: draft.title,
                        nonce: draft.nonce,
                        hash,
                    });
                    device::forget();
                    ballot.go(Stage::Done);
                }
                (None, None) => wrong.set(Some(t::kit::failure::FAULT.get().to_owned())),
            },
        }
    });
}

#[component]
pub(super) fn Done(ballot: Ballot) -> impl IntoView {
    let closes = ballot
        .draft
        .with_untracked(|draft| draft.as_ref().map(|draft| draft.closes_on.clone()))
        .unwrap_or_default();
    ballot.draft.set(None);
    let hash = device::proofs()
        .first()
        .map(|proof| proof.hash.clone())
        .unwrap_or_default();
    view! {
        <section class="card ballot-card">
            <h2>{tr(t::ballot::DONE)}</h2>
            <p>{tr(t::ballot::DONE_WHY)}</p>
            <p>{t::ballot::done_check(&closes)}</p>
            <p class="ballot-label">{tr(t::ballot::HASH)}</p>
            <p class="ballot-hash">{hash}</p>
            <button type="button" class="btn" on:click=move |_| ballot.go(Stage::Verify)>{tr(t::ballot::VERIFY)}</button>
        </section>
    }
}
