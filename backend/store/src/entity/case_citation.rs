//! A clause cited in a case; written once, never changed (§2 `legal_basis`).

use remit_shared::coordination::{CitationKind, CitationSource};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A clause cited in a case; written once, never changed (§2 `legal_basis`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_citation", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// Where it is cited.
    pub source: Text<CitationSource>,
    /// The case, opinion or decision that cites it.
    pub source_id: Uuid,
    /// Party that cites it.
    pub org_id: Option<Uuid>,
    /// Place, from 1.
    pub sort: i32,
    /// Law, three-fixes provisions or document.
    pub kind: Text<CitationKind>,
    /// Title, without the marks 《》.
    pub title: String,
    /// Article.
    pub article: String,
    /// Words relied on; may be empty.
    pub quote: String,
    /// Regulation of the library, where it is one.
    pub regulation_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
