//! Precedents: published decisions, found by clause and words (K11, F10).

use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject};
use remit_service::coordination::precedent::{self as service, Found, Published};
use remit_shared::coordination::CaseScope;
use remit_shared::coordination::precedent::{Field, Hit};
use remit_shared::id::NodeKind;

use super::case_part::{CaseDecision, CaseParty};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{self, global};

/// Precedents of one answer at most.
const FIRST_MAX: usize = 100;

/// What everybody may read of a case: its published decision.
#[derive(Description)]
pub struct PublishedDecision(Published);

#[Object(use_type_description)]
impl PublishedDecision {
    /// Global id of the case.
    async fn id(&self) -> ID {
        global(NodeKind::Case, self.0.case.id)
    }

    /// Number of the case.
    async fn no(&self) -> &str {
        &self.0.case.no
    }

    /// Matter that was in dispute.
    async fn matter(&self) -> &str {
        &self.0.case.matter
    }

    /// Between whom.
    async fn scope_kind(&self) -> Code<CaseScope> {
        self.0.case.scope_kind.get().into()
    }

    /// Parties with the roles that the decision gives them; their positions are not published.
    async fn parties(&self) -> Vec<CaseParty> {
        let parties = self.0.parties.iter().cloned();
        parties
            .map(|row| CaseParty {
                row,
                opinions: Vec::new(),
            })
            .collect()
    }

    /// The decision.
    async fn decision(&self) -> CaseDecision {
        CaseDecision {
            row: self.0.decision.clone(),
            citations: self.0.citations.clone(),
        }
    }
}

/// Where a precedent answers a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Field")]
pub enum PrecedentField {
    /// The matter in dispute.
    Matter,
    /// A clause that the decision cites.
    Clause,
    /// The decision's text.
    Decision,
}

/// A place where a precedent answers a search, with the words around it.
#[derive(SimpleObject)]
pub struct PrecedentHit {
    /// Where.
    field: PrecedentField,
    /// The words around it.
    excerpt: String,
    /// Where the hit begins in the excerpt, characters.
    from: usize,
    /// Its length, characters.
    length: usize,
}

impl From<Hit> for PrecedentHit {
    fn from(hit: Hit) -> Self {
        Self {
            field: hit.field.into(),
            excerpt: hit.excerpt,
            from: hit.from,
            length: hit.length,
        }
    }
}

/// A precedent and what it was found by.
#[derive(SimpleObject)]
pub struct Precedent {
    /// The decision.
    decision: PublishedDecision,
    /// Words of the search that it has.
    words: usize,
    /// The best hit of each word.
    hits: Vec<PrecedentHit>,
}

impl From<Found> for Precedent {
    fn from(found: Found) -> Self {
        Self {
            decision: PublishedDecision(found.published),
            words: found.words,
            hits: found.hits.into_iter().map(Into::into).collect(),
        }
    }
}

/// Reads of precedents.
#[derive(Debug, Default)]
pub struct PrecedentQuery;

#[Object]
impl PrecedentQuery {
    /// Published decisions by words and clause, the best first; the latest ones where nothing is asked (K11).
    async fn precedents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words of at least two characters, wanted anywhere.")] words: Option<String>,
        #[graphql(desc = "A law, a document or an article, wanted among the clauses cited.")] clause: Option<
            String,
        >,
        #[graphql(desc = "Precedents wanted, 1 to 100.", default = 20)] first: Option<i32>,
    ) -> Result<Vec<Precedent>> {
        let request = RequestContext::of(ctx)?;
        let first = usize::try_from(first.unwrap_or(20))
            .unwrap_or(20)
            .clamp(1, FIRST_MAX);
        let (words, clause) = (words.unwrap_or_default(), clause.unwrap_or_default());
        let found = service::search(&request.app, &request.op, (&words, &clause), first).await;
        Ok(request.value(found)?.into_iter().map(Precedent::from).collect())
    }

    /// The published decision of one case, for whoever is no party to it; null while it is not published.
    async fn published_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
    ) -> Result<Option<PublishedDecision>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            let id = id::read(NodeKind::Case, &id, "id")?;
            service::one(&request.app, &request.op, id).await
        };
        Ok(request.value(row.await)?.map(PublishedDecision))
    }
}
