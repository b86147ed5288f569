//! Clauses as they are shown: 《title》 article, and the words relied on.

use leptos::prelude::*;
use remit_shared::coordination::CitationKind;

use super::case_page;
use crate::i18n::word;

/// A clause with where its regulation is, if the library has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    pub kind: CitationKind,
    pub title: String,
    pub article: String,
    pub quote: String,
    pub regulation: Option<String>,
}

/// Turns a clause of some query into one of these.
macro_rules! cited {
    ($from:ty) => {
        impl From<$from> for Cited {
            fn from(row: $from) -> Self {
                Self {
                    kind: row.kind,
                    title: row.title,
                    article: row.article,
                    quote: row.quote,
                    regulation: row.regulation_id,
                }
            }
        }
    };
}

cited!(case_page::CasePageCoordinationCaseCitations);
cited!(case_page::CasePageCoordinationCaseRefusalCitations);
cited!(case_page::CasePageCoordinationCasePartiesOpinionsCitations);
cited!(case_page::CasePageCoordinationCaseDecisionCitations);

/// A list of clauses.
pub(super) fn clauses(rows: impl IntoIterator<Item = impl Into<Cited>>) -> AnyView {
    let line = |row: Cited| {
        let name = format!("《{}》{}", row.title, row.article);
        let name = match row.regulation {
            Some(id) => view! { <a href=format!("/regulations/{id}")>{name}</a> }.into_any(),
            None => name.into_any(),
        };
        let kind = row.kind;
        let quote = (!row.quote.is_empty()).then(|| view! { <q class="clause-quote">{row.quote}</q> });
        view! { <li><span class="muted">{move || word(kind)}</span>" "{name} {quote}</li> }
    };
    let rows: Vec<_> = rows.into_iter().map(|row| line(row.into())).collect();
    view! { <ul class="clauses">{rows}</ul> }.into_any()
}
