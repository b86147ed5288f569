//! Precedents: published decisions, found by clause and words, ranked, with the hit shown (K11). What is published is
//! for everybody who reads cases at all (F10).

use std::collections::HashMap;

use remit_shared::coordination::precedent::{Hit, Query, Text, rank};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::coordination::precedent as rows;
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use remit_store::coordination::precedent::Published;

/// Candidates of the index that are looked at word by word.
const CANDIDATES: u64 = 200;

/// A precedent with what it was found by.
#[derive(Debug, Clone)]
pub struct Found {
    /// The decision.
    pub published: Published,
    /// Words of the query that it has.
    pub words: usize,
    /// The best hit of each word.
    pub hits: Vec<Hit>,
}

/// Precedents by words and clause, the best first; the latest ones where nothing is asked.
pub async fn search(
    app: &App,
    ctx: &OpCtx,
    (words, clause): (&str, &str),
    first: usize,
) -> Answer<Vec<Found>> {
    let scope = ctx.authorise(Capability::CaseRead)?;
    let (conn, jurisdiction) = (app.db.read(), scope.jurisdiction_id());
    if words.trim().is_empty() && clause.trim().is_empty() {
        let latest = rows::latest(conn, jurisdiction, first as u64).await?;
        return Ok(latest.into_iter().map(unasked).collect());
    }
    let Some(query) = Query::new(words, clause) else {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请输入至少两个字的词语，或法规名称、条款。",
            "Enter a word of at least two characters, or a law or an article.",
        )
        .on("words")
        .into());
    };
    let ids = rows::candidates(conn, jurisdiction, &query.pairs(), CANDIDATES).await?;
    let published = rows::published(conn, jurisdiction, &ids).await?;
    let texts = published.iter().map(|row| Text {
        key: row.case.id,
        texts: rows::texts(&row.case, &row.decision, &row.citations),
    });
    let ranked = rank(&query, texts.collect());
    let mut published: HashMap<Uuid, Published> =
        published.into_iter().map(|row| (row.case.id, row)).collect();
    Ok(ranked
        .into_iter()
        .take(first)
        .filter_map(|row| {
            Some(Found {
                published: published.remove(&row.key)?,
                words: row.words,
                hits: row.hits,
            })
        })
        .collect())
}

fn unasked(published: Published) -> Found {
    Found {
        published,
        words: 0,
        hits: Vec::new(),
    }
}

/// One published decision, for towns concerned and everybody else who is no party.
pub async fn one(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<Published>> {
    let scope = ctx.authorise(Capability::CaseRead)?;
    Ok(rows::published(app.db.read(), scope.jurisdiction_id(), &[id])
        .await?
        .pop())
}
