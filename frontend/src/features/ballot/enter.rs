//! The invitation's code, what the ballot is, and drawing the credential.

use leptos::prelude::*;
use leptos::task::spawn_local;
use remit_shared::evaluation::code;
use remit_shared::evaluation::credential::{Blinding, Evaluation};
use remit_shared::evaluation::paper::{Answers, SALT_BYTES, Shape};
use remit_shared::id::NodeKind;

use super::crypto;
use super::device::{self, Draft};
use super::page::{Ballot, Stage};
use super::{BallotDraw, BallotOpen, ballot_draw, ballot_open};
use crate::api::{ApiError, UserProblem, call_unlinked, mutate_unlinked};
use crate::i18n::{lang, t, tr};
use crate::ui::state::{Notice, Weight};

type Paper = ballot_open::BallotOpenBallotPaper;

/// The code in the address: it stands behind the `#`, which browsers do not send.
fn from_address() -> String {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    let code = hash
        .trim_start_matches('#')
        .trim_start_matches("code=")
        .to_owned();
    if !code.is_empty()
        && let Ok(history) = window().history()
    {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/ballot"));
    }
    code
}

/// The sentence of a failed call; refusals of queries bring their own.
pub(super) fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::Fault { message, .. } if !message.is_empty() => message.clone(),
        other => other.text(),
    }
}

#[component]
pub(super) fn Enter(ballot: Ballot) -> impl IntoView {
    let typed = RwSignal::new(from_address());
    let (wrong, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let paper = RwSignal::new(None::<Paper>);
    let open = move || {
        wrong.set(None);
        let code = match code::normalise(&typed.get_untracked()) {
            Ok(code) => code,
            Err(refusal) => return wrong.set(Some(lang().pick(&refusal.zh, &refusal.en).to_owned())),
        };
        busy.set(true);
        spawn_local(async move {
            let found = call_unlinked::<BallotOpen>(ballot_open::Variables { code }).await;
            busy.set(false);
            match found {
                Ok(data) => receive(data.ballot_paper, paper, wrong),
                Err(error) => wrong.set(Some(sentence(&error))),
            }
        });
    };
    if !typed.get_untracked().is_empty() {
        open();
    }
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    view! {
        {move || wrong.get().map(|text| view! { <Notice weight=Weight::Bad><p role="alert">{text}</p></Notice> })}
        {move || match paper.get() {
            Some(paper) => cover(ballot, &paper, typed, wrong, busy),
            None => view! {
                <form class="card ballot-card" novalidate on:submit=send>
                    <h2>{tr(t::ballot::ENTER)}</h2>
                    <p>{tr(t::ballot::ENTER_WHY)}</p>
                    <label class="ballot-label" for="ballot-code">{tr(t::ballot::CODE)}</label>
                    <input
                        id="ballot-code"
                        class="input ballot-code"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        placeholder="XXXX-XXXX-XXXX-XXXX"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button type="submit" class="btn primary ballot-big" disabled=busy>{tr(t::ballot::OPEN)}</button>
                    <button type="button" class="btn quiet" on:click=move |_| ballot.go(Stage::Verify)>{tr(t::ballot::VERIFY)}</button>
                </form>
            }
            .into_any(),
        }}
    }
}

fn receive(found: Paper, paper: RwSignal<Option<Paper>>, wrong: RwSignal<Option<String>>) {
    let keys: Vec<(String, String)> = found
        .keys
        .iter()
        .map(|key| (key.group_id.clone(), key.public_key.clone()))
        .collect();
    if crypto::committed(&found.campaign_id, &keys, found.commitment.as_deref()) {
        paper.set(Some(found));
    } else {
        wrong.set(Some(t::ballot::NOT_COMMITTED.get().to_owned()));
    }
}

fn cover(
    ballot: Ballot,
    paper: &Paper,
    typed: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
) -> AnyView {
    let begin = {
        let paper = paper.clone();
        move |_| draw(ballot, &paper, typed, wrong, busy)
    };
    let print = paper.commitment.clone().unwrap_or_default();
    let print: String = print.chars().take(16).collect();
    let questions: Vec<_> = paper
        .questions
        .iter()
        .map(|question| view! { <li>{question.text.clone()}</li> })
        .collect();
    let facts = t::ballot::facts(paper.units.len(), crate::ui::time::day(paper.closes_on));
    view! {
        <section class="card ballot-card">
            <h2>{paper.title.clone()}</h2>
            <p>{facts}</p>
            <ol class="ballot-questions">{questions}</ol>
            <h3>{tr(t::ballot::SAFE)}</h3>
            <ul class="ballot-safe">
                <li>{tr(t::ballot::SAFE_BLIND)}</li>
                <li>{tr(t::ballot::SAFE_ROWS)}</li>
                <li>{tr(t::ballot::SAFE_CELLS)}</li>
                <li>{t::ballot::safe_key(&print)}</li>
            </ul>
            <button type="button" class="btn primary ballot-big" disabled=busy on:click=begin>{tr(t::ballot::BEGIN)}</button>
        </section>
    }
    .into_any()
}

/// Blinds a nonce, has it evaluated, checks the proof and unblinds. The code is dropped when the credential is there.
fn draw(
    ballot: Ballot,
    paper: &Paper,
    typed: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
) {
    let Some(campaign) = crypto::uuid(NodeKind::Campaign, &paper.campaign_id) else {
        return;
    };
    let code = code::normalise(&typed.get_untracked()).unwrap_or_default();
    let kept = device::draft()
        .filter(|draft| draft.campaign == paper.campaign_id && draft.code.as_deref() == Some(code.as_str()))
        .and_then(|draft| draft.blinding)
        .and_then(|kept| Blinding::restore(campaign, &crypto::bytes(&kept)).ok());
    let blinding = match kept {
        Some(blinding) => blinding,
        None => match Blinding::begin(campaign, &mut crypto::random) {
            Ok(blinding) => blinding,
            Err(_) => return wrong.set(Some(t::ballot::NO_RANDOM.get().to_owned())),
        },
    };
    let mut draft = blank(paper, &code, &blinding);
    device::keep(&draft);
    busy.set(true);
    let input = ballot_draw::DrawCredentialInput {
        code,
        blinded: crypto::hex(&blinding.blinded()),
    };
    spawn_local(async move {
        let answer = mutate_unlinked::<BallotDraw>(ballot_draw::Variables { input }).await;
        busy.set(false);
        let reply = match answer {
            Ok(reply) => reply,
            Err(error) => return wrong.set(Some(sentence(&error))),
        };
        if let Some(problem) = reply.problems.first() {
            return wrong.set(Some(UserProblem::text(problem)));
        }
        let drawn = reply.data.draw_ballot_credential;
        let evaluation = Evaluation::from_hex(
            drawn.element.as_deref().unwrap_or_default(),
            drawn.proof.as_deref().unwrap_or_default(),
        );
        let public = crypto::bytes(&draft.group_key);
        let credential = evaluation.and_then(|evaluation| blinding.finish(&evaluation, &public));
        match credential {
            Ok(credential) => {
                (draft.code, draft.blinding) = (None, None);
                draft.nonce = crypto::hex(&credential.nonce);
                draft.output = crypto::hex(&credential.output);
                device::keep(&draft);
                ballot.draft.set(Some(draft));
                ballot.go(Stage::Fill);
            }
            Err(_) => wrong.set(Some(t::ballot::NOT_COMMITTED.get().to_owned())),
        }
    });
}

fn blank(paper: &Paper, code: &str, blinding: &Blinding) -> Draft {
    let mut salt = [0; SALT_BYTES];
    crypto::random(&mut salt);
    let shape = Shape {
        targets: paper.units.len(),
        questions: paper.questions.len(),
    };
    let key = paper.keys.iter().find(|key| key.group_id == paper.group_id);
    Draft {
        code: Some(code.to_owned()),
        blinding: Some(crypto::hex(&blinding.keep())),
        campaign: paper.campaign_id.clone(),
        group: paper.group_id.clone(),
        group_key: key.map(|key| key.public_key.clone()).unwrap_or_default(),
        title: paper.title.clone(),
        closes_on: crate::ui::time::day(paper.closes_on),
        questions: paper
            .questions
            .iter()
            .map(|question| question.text.clone())
            .collect(),
        units: paper.units.iter().map(|unit| unit.name.clone()).collect(),
        nonce: String::new(),
        output: String::new(),
        salt: crypto::hex(&salt),
        answers: Answers::blank(shape).render(),
    }
}
