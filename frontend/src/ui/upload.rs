//! Evidence: chosen, dropped or pasted; limits shown beforehand and checked before sending.

use leptos::html;
use leptos::prelude::*;
use web_sys::{File, FileList};

use crate::api::upload::{Upload, send};
use crate::i18n::{Text, t, tr};
use crate::session::use_session;
use crate::ui::form::Form;

#[derive(Clone)]
struct Item {
    id: u32,
    name: String,
    state: RwSignal<Upload>,
}

/// Files of a form. The ids of those the server has taken are in `ids`, for `fileIds`.
#[component]
pub fn UploadField(
    /// Form it belongs to.
    form: Form,
    /// Name of the input field on the wire.
    #[prop(default = "fileIds")]
    name: &'static str,
    /// Label.
    label: Text,
    /// Ids of the files taken.
    ids: RwSignal<Vec<String>>,
) -> impl IntoView {
    let rules = use_session();
    let items = RwSignal::new(Vec::<Item>::new());
    let next = StoredValue::new(0_u32);
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let error = Memo::new(move |_| form.error_of(name));
    // The declaration comes first (K45): without it no file can be chosen.
    let declared = RwSignal::new(false);

    Effect::new(move |_| {
        let taken = items.get().into_iter().filter_map(|item| match item.state.get() {
            Upload::Done(stored) => Some(stored.id),
            _ => None,
        });
        ids.set(taken.collect());
    });
    // A form sent while a file is still on its way would go without it.
    Effect::new(move |before: Option<bool>| {
        let sending = items
            .get()
            .into_iter()
            .any(|item| matches!(item.state.get(), Upload::Sending(_)));
        if before.unwrap_or_default() != sending {
            form.busy.set(sending);
        }
        sending
    });
    let take = move |files: Option<FileList>| {
        let Some(files) = files.filter(|_| declared.get_untracked()) else {
            return;
        };
        for index in 0..files.length() {
            if let Some(file) = files.get(index) {
                let id = next.get_value();
                next.set_value(id + 1);
                let state = RwSignal::new(Upload::Sending(0));
                items.update(|items| {
                    items.push(Item {
                        id,
                        name: file.name(),
                        state,
                    });
                });
                match untrack(|| unfit(&file, rules.upload_rules())) {
                    Some(sentence) => state.set(Upload::Refused(sentence)),
                    None => send(&file, state),
                }
            }
        }
    };
    let id = form.field_id(name);
    view! {
        <div
            class="field upload"
            class:over=move || over.get()
            class:invalid=move || error.with(Option::is_some)
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                take(event.data_transfer().and_then(|data| data.files()));
            }
            on:paste=move |event| take(event.clipboard_data().and_then(|data| data.files()))
        >
            <label class="field-label" for=id.clone()>{tr(label)}</label>
            <p class="field-hint">{move || limits(rules.upload_rules())}</p>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <label class="radio">
                <input type="checkbox" name="notSecret" prop:checked=declared on:change:target=move |event| declared.set(event.target().checked())/>
                <span>{tr(t::kit::upload::NOT_SECRET)}</span>
            </label>
            <div class="upload-zone">
                <input
                    id=id
                    type="file"
                    multiple=true
                    disabled=move || !declared.get()
                    node_ref=input
                    accept=move || rules.upload_rules().0.join(",")
                    on:change=move |_| {
                        if let Some(input) = input.get() {
                            take(input.files());
                            input.set_value("");
                        }
                    }
                />
                <span class="muted">{tr(t::kit::upload::DROP)}</span>
            </div>
            <ul class="upload-list" aria-live="polite">
                <For each=move || items.get() key=|item| item.id let:item>
                    {entry(item, items)}
                </For>
            </ul>
        </div>
    }
}

fn entry(item: Item, items: RwSignal<Vec<Item>>) -> AnyView {
    let Item { id, name, state } = item;
    view! {
        <li>
            <span class="upload-name">{name}</span>
            {move || match state.get() {
                Upload::Sending(percent) => {
                    view! { <progress max="100" value=percent>{format!("{percent} %")}</progress> }.into_any()
                }
                Upload::Done(stored) => {
                    view! { <span class="muted num">{size(stored.size)} " ✓ " {tr(t::kit::upload::TAKEN)}</span> }.into_any()
                }
                Upload::Refused(sentence) => view! { <span class="field-error">{sentence}</span> }.into_any(),
                Upload::Failed(error) => view! { <span class="field-error">{error.text()}</span> }.into_any(),
            }}
            <button
                type="button"
                class="btn quiet small"
                on:click=move |_| items.update(|items| items.retain(|item| item.id != id))
            >
                {tr(t::kit::upload::REMOVE)}
            </button>
        </li>
    }
    .into_any()
}

/// Why a file would be refused, before it is sent.
fn unfit(file: &File, (types, most): (Vec<String>, i64)) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a limit of some megabytes")]
    let too_large = most > 0 && file.size() > most as f64;
    if too_large {
        return Some(t::kit::upload::too_large(size(most)));
    }
    let kind = file.type_();
    (!kind.is_empty() && !types.is_empty() && !types.contains(&kind))
        .then(|| t::kit::upload::WRONG_TYPE.get().to_owned())
}

fn limits((types, most): (Vec<String>, i64)) -> String {
    let mut kinds: Vec<_> = types.iter().map(|kind| short(kind)).collect();
    kinds.dedup();
    t::kit::upload::limits(kinds.join("、"), size(most))
}

/// The usual name of a media type.
fn short(kind: &str) -> String {
    let name = match kind {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX",
        "application/msword" => "DOC",
        "application/vnd.ms-excel" => "XLS",
        "text/plain" => "TXT",
        other => return other.rsplit('/').next().unwrap_or(other).to_uppercase(),
    };
    name.to_owned()
}

/// `3.2 MB`.
pub fn size(bytes: i64) -> String {
    const MEGABYTE: i64 = 1024 * 1024;
    if bytes >= MEGABYTE {
        let tenths = bytes * 10 / MEGABYTE;
        if tenths % 10 == 0 {
            format!("{} MB", tenths / 10)
        } else {
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    } else {
        format!("{} KB", (bytes + 1023) / 1024)
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(20 * 1024 * 1024), "20 MB");
        assert_eq!(size(1024 * 1024 * 3 / 2), "1.5 MB");
    }
}
