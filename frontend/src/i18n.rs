//! Words in two languages: sentences from `locales/`, labels of enumerations from `remit-shared`.

use core::fmt::Display;
use std::sync::OnceLock;

use leptos::prelude::*;
use remit_shared::wire::Wire;

/// Sentences by feature, generated from `locales/`.
pub(crate) mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the source language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Value of the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The text of a pair in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    zh: &'static str,
    en: &'static str,
}

impl Text {
    /// A sentence; normally generated from `locales/`.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The Chinese sentence.
    pub const fn zh(self) -> &'static str {
        self.zh
    }

    /// The English sentence.
    pub const fn en(self) -> &'static str {
        self.en
    }

    /// The sentence in the present language; tracks it.
    pub fn get(self) -> &'static str {
        lang().pick(self.zh, self.en)
    }
}

static LANG: OnceLock<ArcRwSignal<Lang>> = OnceLock::new();

/// Counted, not owned by a scope: whoever asks first must not take the language away when he leaves.
fn signal() -> &'static ArcRwSignal<Lang> {
    LANG.get_or_init(|| ArcRwSignal::new(Lang::default()))
}

/// The present language; tracks it in a reactive context.
pub fn lang() -> Lang {
    signal().get()
}

/// The present language without tracking it, for code outside views.
pub fn lang_untracked() -> Lang {
    signal().get_untracked()
}

/// Changes the language everywhere at once.
pub fn set_lang(lang: Lang) {
    signal().set(lang);
}

/// A sentence for a view or an attribute; follows the language.
pub fn tr(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || text.get()
}

/// The word of an enumeration's value in the present language; tracks it.
pub fn word<W: Wire>(value: W) -> &'static str {
    lang().pick(value.zh(), value.en())
}

/// Replaces `{name}` in a sentence; the generated functions call it.
pub(crate) fn fill(text: Text, pairs: &[(&str, &dyn Display)]) -> String {
    let mut out = String::new();
    let mut rest = text.get();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        if let Some((_, value)) = pairs.iter().find(|(known, _)| *known == name) {
            out.push_str(&value.to_string());
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
