//! Text in one line, in several, a password, a date.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Form;
use crate::i18n::{Text, t, tr};

/// The frame of every field: label, hint, error, control. `control` gets the ids that describe it.
pub(super) fn frame(
    form: Form,
    name: &'static str,
    label: Text,
    hint: Option<Text>,
    required: bool,
    control: impl FnOnce(String, Signal<String>, Signal<bool>) -> AnyView,
) -> AnyView {
    let id = form.field_id(name);
    let error = Memo::new(move |_| form.error_of(name));
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        Signal::derive(move || match (hint.is_some(), invalid.get()) {
            (true, true) => format!("{error_id} {hint_id}"),
            (true, false) => hint_id.clone(),
            (false, true) => error_id.clone(),
            (false, false) => String::new(),
        })
    };
    view! {
        <div class="field" class:invalid=invalid>
            <label class="field-label" for=id.clone()>
                {tr(label)} {required.then(|| view! { <span class="field-mark" aria-hidden="true">"*"</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{tr(hint)}</p> })}
            {move || {
                error.get().map(|text| view! { <p class="field-error" id=error_id.clone()>{text}</p> })
            }}
            {control(id, described, invalid)}
        </div>
    }
    .into_any()
}

/// One line of text.
#[component]
pub fn TextField(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Label.
    label: Text,
    /// The text.
    value: RwSignal<String>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Most characters.
    #[prop(default = 120)]
    max: u32,
    /// `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// `inputmode`.
    #[prop(default = "text")]
    mode: &'static str,
    /// Width in characters; full width when zero.
    #[prop(optional)]
    width: u32,
) -> impl IntoView {
    frame(
        form,
        name,
        label,
        hint,
        required,
        move |id, described, invalid| {
            view! {
                <input
                    class="input"
                    id=id
                    name=name
                    type="text"
                    inputmode=mode
                    autocomplete=autocomplete
                    maxlength=max
                    style:width=(width > 0).then(|| format!("{width}em"))
                    aria-describedby=described
                    aria-invalid=move || invalid.get().to_string()
                    aria-required=required.to_string()
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                />
            }
            .into_any()
        },
    )
}

/// A password with a button that shows it.
#[component]
pub fn PasswordField(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Label.
    label: Text,
    /// The password.
    value: RwSignal<String>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    frame(form, name, label, hint, true, move |id, described, invalid| {
        view! {
            <div class="input-group">
                <input
                    class="input"
                    id=id
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    maxlength="128"
                    aria-describedby=described
                    aria-invalid=move || invalid.get().to_string()
                    aria-required="true"
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                />
                <button
                    type="button"
                    class="btn quiet"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { t::kit::form::HIDE.get() } else { t::kit::form::SHOW.get() }}
                </button>
            </div>
        }
        .into_any()
    })
}

/// Several lines of text with a counter.
#[component]
pub fn TextArea(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Label.
    label: Text,
    /// The text.
    value: RwSignal<String>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Most characters.
    #[prop(default = 4000)]
    max: usize,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let used = Memo::new(move |_| value.with(|value| value.chars().count()));
    frame(
        form,
        name,
        label,
        hint,
        required,
        move |id, described, invalid| {
            view! {
                <textarea
                    class="input"
                    id=id
                    name=name
                    rows=rows
                    aria-describedby=described
                    aria-invalid=move || invalid.get().to_string()
                    aria-required=required.to_string()
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                ></textarea>
                <p class="field-count" class:over=move || { used.get() > max } aria-live="polite">
                    {move || {
                        let used = used.get();
                        if used > max {
                            t::kit::form::over(used - max)
                        } else {
                            t::kit::form::count(used, max)
                        }
                    }}
                </p>
            }
            .into_any()
        },
    )
}

/// A date, typed or picked.
#[component]
pub fn DateField(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    name: &'static str,
    /// Label.
    label: Text,
    /// The date.
    value: RwSignal<Option<NaiveDate>>,
    /// Help shown beforehand.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Earliest date offered.
    #[prop(optional, into)]
    min: Option<NaiveDate>,
    /// Latest date offered.
    #[prop(optional, into)]
    max: Option<NaiveDate>,
) -> impl IntoView {
    frame(
        form,
        name,
        label,
        hint,
        required,
        move |id, described, invalid| {
            view! {
                <input
                    class="input date"
                    id=id
                    name=name
                    type="date"
                    min=min.map(crate::ui::time::day)
                    max=max.map(crate::ui::time::day)
                    aria-describedby=described
                    aria-invalid=move || invalid.get().to_string()
                    aria-required=required.to_string()
                    prop:value=move || value.get().map(crate::ui::time::day).unwrap_or_default()
                    on:change:target=move |event| value.set(event.target().value().parse().ok())
                />
            }
            .into_any()
        },
    )
}
