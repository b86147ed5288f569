//! How this person likes the screen: language, size, colours. Kept in the browser.

use leptos::prelude::*;

use crate::i18n::{Lang, lang, lang_untracked, set_lang};

/// Colours of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Preferences of this browser. `Copy`; take them with [`use_prefs`].
#[derive(Debug, Clone, Copy)]
pub struct Prefs {
    /// Large type (1.25 times).
    pub large: RwSignal<bool>,
    /// Colours.
    pub theme: RwSignal<Theme>,
    /// Whether the left menu is folded.
    pub folded: RwSignal<bool>,
    /// Groups of the left menu that are closed, by their Chinese name.
    pub closed: RwSignal<Vec<String>>,
}

/// Preferences of this browser.
pub fn use_prefs() -> Prefs {
    use_context::<Prefs>().unwrap_or_else(Prefs::load)
}

const LANG: &str = "remit.lang";
const LARGE: &str = "remit.large";
const THEME: &str = "remit.theme";
const FOLDED: &str = "remit.folded";
const CLOSED: &str = "remit.closed";

impl Prefs {
    /// Reads the browser's storage.
    pub(crate) fn load() -> Self {
        if read(LANG).as_deref() == Some("en") {
            set_lang(Lang::En);
        }
        let theme = match read(THEME).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        };
        Self {
            large: RwSignal::new(read(LARGE).is_some()),
            theme: RwSignal::new(theme),
            folded: RwSignal::new(read(FOLDED).is_some()),
            closed: RwSignal::new(names(&read(CLOSED).unwrap_or_default())),
        }
    }

    /// Keeps the document and the storage as the preferences say.
    pub(crate) fn apply(self) {
        Effect::new(move |_| {
            let english = lang() == Lang::En;
            write(LANG, english.then_some("en"));
            attribute("lang", Some(lang_untracked().tag()));
        });
        Effect::new(move |_| {
            let large = self.large.get().then_some("large");
            write(LARGE, large);
            attribute("data-type", large);
        });
        Effect::new(move |_| {
            let theme = Some(self.theme.get())
                .filter(|theme| *theme != Theme::System)
                .map(Theme::code);
            write(THEME, theme);
            attribute("data-theme", theme);
        });
        Effect::new(move |_| write(FOLDED, self.folded.get().then_some("1")));
        Effect::new(move |_| {
            let closed = self.closed.get().join("|");
            write(CLOSED, Some(closed.as_str()).filter(|closed| !closed.is_empty()));
        });
    }
}

fn names(kept: &str) -> Vec<String> {
    kept.split('|')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn write(key: &str, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

fn attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}
