//! After closing: this device finds its ballot in the published list, and checks every credential with the keys.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::crypto;
use super::device::{self, Proof};
use super::enter::sentence;
use super::page::{Ballot, Stage};
use super::{BallotList, ballot_list};
use crate::api::call_unlinked;
use crate::i18n::{Text, t, tr};

type Box_ = ballot_list::BallotListBallotBox;

/// What was found out: a sentence, and whether it is good.
type Finding = (String, bool);

#[component]
pub(super) fn Verify(ballot: Ballot) -> impl IntoView {
    let proofs = device::proofs();
    let lines = proofs
        .into_iter()
        .map(|proof| view! { <Kept proof=proof/> })
        .collect_view();
    let none = device::proofs().is_empty();
    view! {
        <section class="card ballot-card">
            <h2>{tr(t::ballot::VERIFY)}</h2>
            <p>{tr(t::ballot::VERIFY_WHY)}</p>
            {none.then(|| view! { <p class="muted">{tr(t::ballot::NO_PROOF)}</p> })}
            {lines}
            <button type="button" class="btn quiet" on:click=move |_| ballot.go(Stage::Enter)>{tr(t::ballot::BACK_TO_START)}</button>
        </section>
    }
}

#[component]
fn Kept(proof: Proof) -> impl IntoView {
    let (found, busy) = (RwSignal::new(Vec::<Finding>::new()), RwSignal::new(false));
    let ask = {
        let proof = proof.clone();
        move |_| {
            let proof = proof.clone();
            busy.set(true);
            spawn_local(async move {
                let variables = ballot_list::Variables {
                    campaign_id: proof.campaign.clone(),
                };
                let answer = call_unlinked::<BallotList>(variables).await;
                busy.set(false);
                found.set(match answer {
                    Ok(data) => judge(&proof, &data.ballot_box),
                    Err(error) => vec![(sentence(&error), false)],
                });
            });
        }
    };
    view! {
        <div class="ballot-proof">
            <h3>{proof.title.clone()}</h3>
            <p class="ballot-hash">{proof.hash.clone()}</p>
            <button type="button" class="btn primary" disabled=busy on:click=ask>{tr(t::ballot::VERIFY_NOW)}</button>
            <ul role="status">
                {move || found.get().into_iter().map(|(text, good)| view! { <li class:ballot-bad=!good>{if good { "✓ " } else { "✗ " }}{text}</li> }).collect_view()}
            </ul>
        </div>
    }
}

fn judge(proof: &Proof, list: &Box_) -> Vec<Finding> {
    let public: Vec<(String, String)> = list
        .keys
        .iter()
        .map(|key| (key.group_id.clone(), key.public_key.clone()))
        .collect();
    let private: Vec<(String, String)> = list
        .keys
        .iter()
        .map(|key| {
            let listed = key.kept_with.as_ref().unwrap_or(&key.group_id);
            (listed.clone(), key.private_key.clone().unwrap_or_default())
        })
        .collect();
    let good = list
        .credentials
        .iter()
        .filter(|line| crypto::good(&proof.campaign, line, &private))
        .count();
    let all = list.credentials.len();
    let own = list.credentials.iter().any(|line| line.contains(&proof.nonce));
    let said = |good: bool, yes: Text, no: Text| {
        let text = if good { yes } else { no };
        (text.get().to_owned(), good)
    };
    vec![
        said(
            list.hashes.contains(&proof.hash),
            t::ballot::FOUND_HASH,
            t::ballot::NO_HASH,
        ),
        said(own, t::ballot::FOUND_NONCE, t::ballot::NO_NONCE),
        said(
            crypto::committed(&proof.campaign, &public, list.commitment.as_deref()),
            t::ballot::FOUND_KEYS,
            t::ballot::NO_KEYS,
        ),
        (
            t::ballot::found_all(good, all),
            good == all && all == list.hashes.len(),
        ),
    ]
}
