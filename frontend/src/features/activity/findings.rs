//! The findings: facts, basis, evidence, what the unit says, what became of them.

use leptos::prelude::*;
use remit_shared::activity::FindingEventKind as E;
use remit_shared::wire::Wire;

use super::answer::Answers;
use super::{Detail, Found};
use crate::i18n::{lang, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::page::Card;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::upload::size;

/// The card.
#[component]
pub(super) fn Findings(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let acting = RwSignal::new(None::<(E, Found)>);
    let body = move || {
        let findings = detail.with(|detail| detail.findings.clone());
        if findings.is_empty() {
            return view! { <p class="muted">{tr(t::activity::NO_FINDINGS)}</p> }.into_any();
        }
        let all = findings.into_iter().map(|found| one(&found, acting));
        view! { <div class="finding-list">{all.collect_view()}</div> }.into_any()
    };
    view! {
        <Card title=t::activity::column::FINDINGS>{body}</Card>
        <Answers acting=acting changed=changed/>
    }
}

fn one(found: &Found, acting: RwSignal<Option<(E, Found)>>) -> AnyView {
    let mut items = vec![
        (t::activity::UNIT, found.org.short_name.clone().into_any()),
        (t::activity::FACTS, prose(found.facts.clone())),
        (t::activity::BASIS, prose(found.basis.clone())),
        (t::activity::CATEGORY, word(found.category).into_any()),
        (t::activity::SEVERITY, tag(found.severity)),
    ];
    if let Some(due) = found.answer_due_on.filter(|_| found.answered_on.is_none()) {
        items.push((t::activity::ANSWER_DUE, time::day(due).into_any()));
    }
    if let Some(day) = found.answered_on {
        let said = if found.lapsed {
            t::activity::LAPSED.get().to_owned()
        } else {
            t::activity::answered(found.answered_by.clone().unwrap_or_default(), time::day(day))
        };
        items.push((t::activity::ANSWER, said.into_any()));
    }
    items.extend(
        found
            .grounds
            .clone()
            .map(|text| (t::activity::GROUNDS, prose(text))),
    );
    items.extend(
        found
            .reason
            .clone()
            .map(|text| (t::activity::REASON, prose(text))),
    );
    items.extend(found.problem.clone().map(|problem| {
        let link =
            view! { <a href=format!("/problems/{}", problem.id)>{problem.code}</a>" "{tag(problem.state)} };
        (t::activity::PROBLEM, link.into_any())
    }));
    if !found.files.is_empty() {
        let files = found.files.clone().into_iter().map(|file| {
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{size(file.size)}</span></li> }
        });
        let files = view! { <ul class="files">{files.collect_view()}</ul> };
        items.push((t::activity::EVIDENCE, files.into_any()));
    }
    view! {
        <article class="finding">
            <h3><span class="num">{found.seq}</span>"．"{found.title.clone()}" "{tag(found.state)}</h3>
            {details(items)}
            {buttons(found, acting)}
        </article>
    }
    .into_any()
}

fn buttons(found: &Found, acting: RwSignal<Option<(E, Found)>>) -> AnyView {
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for action in &found.actions {
        let Some(event) = E::parse(&action.action) else {
            continue;
        };
        if action.allowed {
            let chosen = found.clone();
            let class = match event {
                E::Confirm | E::Convert => "btn primary",
                _ => "btn",
            };
            can.push(view! { <button type="button" class=class on:click=move |_| acting.set(Some((event, chosen.clone())))>{move || word(event)}</button> });
        } else {
            let (zh, en) = (
                action.message_zh.clone().unwrap_or_default(),
                action.message.clone().unwrap_or_default(),
            );
            cannot.push(view! { <p class="muted"><strong>{move || word(event)}</strong>"："{move || lang().pick(&zh, &en).to_owned()}</p> });
        }
    }
    view! { <div class="row">{can}</div>{cannot} }.into_any()
}
