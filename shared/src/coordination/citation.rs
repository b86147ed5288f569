//! Clauses that a party, the office or a decision relies on: law, three-fixes provisions, or a document, with its
//! article (§2 `legal_basis`). Without one an application, an opinion and a decision are refused `E_BASIS`.

use super::CitationKind;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;

/// Clauses of one statement at most.
pub const CITATIONS_MAX: usize = 20;
/// Characters of an article, such as 第九条第二款.
pub const ARTICLE_MAX: usize = 60;

/// A clause as somebody cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// What it is taken from.
    pub kind: CitationKind,
    /// Title of the law or document, without the marks 《》.
    pub title: String,
    /// Article, such as 第九条第二款; a document needs one too.
    pub article: String,
    /// The words relied on; may be empty.
    pub quote: String,
}

/// `E_BASIS` for none, `E_INPUT` for what does not read as a clause; the cleaned clauses otherwise.
pub fn checked(citations: &[Citation]) -> Result<Vec<Citation>, Refusal> {
    if citations.is_empty() {
        return Err(no_basis());
    }
    if citations.len() > CITATIONS_MAX {
        return Err(Refusal::new(
            RefusalCode::Limit,
            format!("依据最多填写{CITATIONS_MAX}条，请保留最直接的依据。"),
            format!("At most {CITATIONS_MAX} clauses; keep those that bear on the matter."),
        )
        .on("citations"));
    }
    citations.iter().map(clean).collect()
}

fn clean(citation: &Citation) -> Result<Citation, Refusal> {
    let title = citation.title.replace(['《', '》'], "");
    Ok(Citation {
        kind: citation.kind,
        title: text::title("citations", &title)?,
        article: text::line("citations", &citation.article, ARTICLE_MAX)?,
        quote: text::optional_body("citations", &citation.quote, text::REASON_MAX)?,
    })
}

/// `E_BASIS`: nothing is cited.
pub fn no_basis() -> Refusal {
    Refusal::new(
        RefusalCode::Basis,
        "请至少引用一条依据，写明法律法规、“三定”规定或文件的名称和条款。",
        "Cite at least one basis: the law, the three-fixes provisions or the document, with its article.",
    )
    .on("citations")
}

#[cfg(test)]
mod tests {
    use super::{CITATIONS_MAX, Citation, checked};
    use crate::coordination::CitationKind;
    use crate::refusal::RefusalCode;

    fn citation(title: &str, article: &str) -> Citation {
        Citation {
            kind: CitationKind::Law,
            title: title.to_owned(),
            article: article.to_owned(),
            quote: String::new(),
        }
    }

    #[test]
    fn a_basis_has_a_title_and_an_article() {
        let one = checked(&[citation("《安全生产法》", "第九条")]).unwrap();
        assert_eq!(one[0].title, "安全生产法", "the marks are not part of the title");
        assert_eq!(checked(&[]).unwrap_err().code, RefusalCode::Basis);
        for bad in [citation("", "第九条"), citation("安全生产法", " ")] {
            let refusal = checked(&[bad]).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (RefusalCode::Input, Some("citations"))
            );
        }
        let many = vec![citation("安全生产法", "第九条"); CITATIONS_MAX + 1];
        assert_eq!(checked(&many).unwrap_err().code, RefusalCode::Limit);
    }
}
