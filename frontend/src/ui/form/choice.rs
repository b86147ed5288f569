//! One of several, yes or no.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::Form;
use super::text::frame;
use crate::i18n::{Text, t, tr, word};

/// One of a list that the server gave: `(value, label)`. For enumerations use [`RadioGroup`] or [`options`].
#[component]
pub fn SelectField(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Label.
    label: Text,
    /// The value chosen; empty when none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether it must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    frame(
        form,
        name,
        label,
        hint,
        required,
        move |id, described, invalid| {
            view! {
            <select
                class="input"
                id=id
                name=name
                aria-describedby=described
                aria-invalid=move || invalid.get().to_string()
                aria-required=required.to_string()
                on:change:target=move |event| value.set(event.target().value())
            >
                <option value="" selected=move || value.with(String::is_empty)>{tr(t::kit::form::CHOOSE)}</option>
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, label)| {
                            let own = key.clone();
                            view! {
                                <option value=key selected=move || value.with(|value| *value == own)>{label}</option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        }
        .into_any()
        },
    )
}

/// Options of an enumeration, in its order, with the words of the present language.
pub fn options<W: Wire>(values: &[W]) -> Vec<(String, String)> {
    values
        .iter()
        .map(|value| (value.code().to_owned(), word(*value).to_owned()))
        .collect()
}

/// One value of a short enumeration, all values in sight.
#[component]
pub fn RadioGroup<W: Wire + Send + Sync>(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Question.
    label: Text,
    /// Values offered.
    values: &'static [W],
    /// The value chosen.
    value: RwSignal<Option<W>>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
) -> impl IntoView {
    let choices = values
        .iter()
        .map(|choice| (choice.code(), choice.zh(), choice.en()))
        .collect();
    radio_view(
        form,
        name,
        label,
        hint,
        choices,
        Signal::derive(move || value.get().map(Wire::code)),
        Callback::new(move |code: &'static str| value.set(W::parse(code))),
    )
}

type Choice = (&'static str, &'static str, &'static str);

fn radio_view(
    form: Form,
    name: &'static str,
    label: Text,
    hint: Option<Text>,
    choices: Vec<Choice>,
    value: Signal<Option<&'static str>>,
    choose: Callback<&'static str>,
) -> AnyView {
    let id = form.field_id(name);
    let error = Memo::new(move |_| form.error_of(name));
    let first = id.clone();
    view! {
        <fieldset class="field radios" class:invalid=move || error.with(Option::is_some)>
            <legend class="field-label">{tr(label)} <span class="field-mark" aria-hidden="true">"*"</span></legend>
            {hint.map(|hint| view! { <p class="field-hint">{tr(hint)}</p> })}
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <div class="radio-row">
                {choices
                    .into_iter()
                    .enumerate()
                    .map(|(index, (code, zh, en))| {
                        let id = if index == 0 { first.clone() } else { format!("{id}-{index}") };
                        view! {
                            <label class="radio">
                                <input
                                    type="radio"
                                    id=id
                                    name=form.field_id(name)
                                    value=code
                                    prop:checked=move || value.get() == Some(code)
                                    on:change=move |_| choose.run(code)
                                />
                                <span>{tr(Text::new(zh, en))}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Yes or no.
#[component]
pub fn Checkbox(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Statement that is true or not.
    label: Text,
    /// Whether it is true.
    value: RwSignal<bool>,
) -> impl IntoView {
    let error = Memo::new(move |_| form.error_of(name));
    view! {
        <div class="field" class:invalid=move || error.with(Option::is_some)>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <label class="radio">
                <input
                    type="checkbox"
                    id=form.field_id(name)
                    name=name
                    prop:checked=value
                    on:change:target=move |event| value.set(event.target().checked())
                />
                <span>{tr(label)}</span>
            </label>
        </div>
    }
}
