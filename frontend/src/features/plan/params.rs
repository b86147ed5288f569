//! The parameters of a plan, each with its meaning, its range and its default beside it (§5.13).

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{Detail, ParamGroup, PlanEventKind, SetParams, plan_page, set_params};
use crate::api::mutate;
use crate::i18n::{lang, t, tr, word};
use crate::ui::form::{ErrorSummary, Form};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

type Param = plan_page::PlanPagePlanParams;

/// Values that are being changed, by key. They live as long as the list: the button that makes it goes with its view.
type Typed = RwSignal<Option<Vec<(Param, ArcRwSignal<String>)>>>;

/// The card: read or edited.
#[component]
pub(super) fn Params(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let typed: Typed = RwSignal::new(None);
    let may_edit = move || super::next::may(&detail.read(), PlanEventKind::Edit);
    let begin = move |_| {
        let params = detail.with_untracked(|detail| detail.params.clone());
        let fields = params.into_iter().map(|one| {
            let value = ArcRwSignal::new(one.value.to_string());
            (one, value)
        });
        typed.set(Some(fields.collect()));
    };
    let save = move |_| {
        let fields = typed.get_untracked().unwrap_or_default();
        let params: Vec<_> = fields
            .into_iter()
            .filter(|(one, value)| value.with_untracked(|value| value.trim() != one.value.to_string()))
            .map(|(one, value)| set_params::PlanParamInput {
                key: one.key,
                value: value.get_untracked().trim().to_owned(),
            })
            .collect();
        if params.is_empty() {
            typed.set(None);
            return;
        }
        let (id, version) = detail.with_untracked(|detail| (detail.plan.id.clone(), detail.plan.version));
        let input = set_params::PlanParamsInput { id, version, params };
        form.submit(mutate::<SetParams>(set_params::Variables { input }), move |_| {
            toasts.show(t::plan::SAVED.get().to_owned());
            typed.set(None);
            changed.run(());
        });
    };
    let body = move || {
        match typed.get() {
        None => view! {
            <p class="muted">{tr(t::plan::PARAMS_WHY)}</p>
            {may_edit().then(|| view! { <div class="row"><button type="button" class="btn" on:click=begin>{tr(t::plan::EDIT_PARAMS)}</button></div> })}
            {groups(&detail.with(|detail| detail.params.iter().map(|one| (one.clone(), None)).collect::<Vec<_>>()))}
        }
        .into_any(),
        Some(fields) => view! {
            <ErrorSummary form=form/>
            {groups(&fields.into_iter().map(|(one, value)| (one, Some(value))).collect::<Vec<_>>())}
            <div class="row plan-save">
                <button type="button" class="btn primary" disabled=move || form.busy.get() on:click=save>{tr(t::plan::SAVE)}</button>
                <button type="button" class="btn" on:click=move |_| typed.set(None)>{tr(t::plan::LEAVE)}</button>
            </div>
        }
        .into_any(),
    }
    };
    view! { <Card title=t::plan::PARAMS>{body}</Card> }
}

fn groups(params: &[(Param, Option<ArcRwSignal<String>>)]) -> AnyView {
    let groups = ParamGroup::ALL.iter().map(|group| {
        let own = params.iter().filter(|(one, _)| one.group == *group);
        let lines = own.map(|(one, value)| line(one, value.clone())).collect_view();
        view! {
            <details class="plan-group" open=*group == ParamGroup::Points>
                <summary>{word(*group)}</summary>
                <ul class="plan-params">{lines}</ul>
            </details>
        }
    });
    groups.collect_view().into_any()
}

fn line(one: &Param, value: Option<ArcRwSignal<String>>) -> AnyView {
    let meaning = lang().pick(&one.meaning_zh, &one.meaning_en).to_owned();
    let range = t::plan::range(one.min, one.max, one.default);
    let moved = (one.value != one.default).then(|| view! { <span class="tag waiting"><span class="tag-shape" aria-hidden="true"></span>{tr(t::plan::MOVED)}</span> });
    let label = meaning.clone();
    let shown = match value {
        None => view! { <strong class="num">{one.value.to_string()}</strong> }.into_any(),
        Some(value) => {
            let typed = RwSignal::from(value);
            view! {
            <input
                class="input small plan-size num"
                type="text"
                inputmode="decimal"
                aria-label=label
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
            />
            }
            .into_any()
        }
    };
    view! {
        <li>
            <div class="plan-param-value">{shown}</div>
            <div><p>{meaning}" "{moved}</p><p class="muted"><code>{one.key.clone()}</code>" · "{range}</p></div>
        </li>
    }
    .into_any()
}
