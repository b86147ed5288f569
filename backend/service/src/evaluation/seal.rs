//! Closing the ballot box: keys out, codes, evaluations and who drew them erased, small groups
//! merged, rows put into the order of their random keys, one
//! audit record for each day of voting.

use std::collections::BTreeMap;

use remit_shared::audit::Outcome;
use remit_shared::evaluation::cohort::{self, Answered};
use remit_store::entity::campaign;
use remit_store::evaluation::seal::Keep;
use remit_store::evaluation::{ballot, campaign as rows, seal};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Entry};
use crate::failure::Answer;
use crate::work::Work;

/// Before the transaction.
pub(super) async fn prepare(app: &App) -> Answer<()> {
    Ok(seal::prepare(&app.db).await?)
}

/// In the transaction.
pub(super) async fn close_box(work: &Work<'_>, row: &campaign::Model) -> Answer<()> {
    let jurisdiction = work.tx.jurisdiction_id();
    let by_day = ballot::by_day(&work.tx, jurisdiction, row.id).await?;
    let cast = ballot::by_group(&work.tx, jurisdiction, row.id).await?;
    let strata = rows::strata(&work.tx, jurisdiction, row.id).await?;
    let answered: Vec<Answered> = strata
        .iter()
        .map(|stratum| Answered {
            org: stratum.org_id,
            class: stratum.class.clone(),
            ballots: cast
                .get(&stratum.id)
                .and_then(|ballots| u32::try_from(*ballots).ok())
                .unwrap_or_default(),
        })
        .collect();
    let ids: Vec<Uuid> = strata.iter().map(|stratum| stratum.id).collect();
    let mut with = BTreeMap::new();
    let settled = cohort::settle(row.kind.get(), &answered, row.min_cell.unsigned_abs());
    for (mut stratum, kept) in strata.into_iter().zip(settled) {
        if let Some(sealed) = stratum.key_enc.take() {
            stratum.private_key = Some(work.app.sealer.open(&sealed)?);
        }
        match ids.get(kept.with) {
            Some(other) if *other != stratum.id => {
                with.insert(stratum.id, *other);
                stratum.kept_with = Some(*other);
            }
            _ => (stratum.org_id, stratum.class) = (kept.org, kept.class),
        }
        rows::update_stratum(&work.tx, stratum).await?;
    }
    let day = row.closes_on;
    seal::rewrite(&work.tx, row.id, &Keep { with, day }).await?;
    for (day, ballots) in by_day {
        let entry = Entry {
            subject: Some(("campaign", row.id)),
            subject_label: row.code.clone(),
            detail: Some(format!("{day}: {ballots}")),
            ..Entry::new("ballot.cast")
        };
        audit::append(&work.tx, work.ctx, &entry, Outcome::Done).await?;
    }
    Ok(())
}

/// After the transaction. What fails here is tried again at the next closing; the tables are clean already.
pub(super) async fn scrub(app: &App) {
    if let Err(error) = seal::scrub(&app.db).await {
        tracing::warn!(%error, "the write-ahead file could not be emptied after a ballot box was closed");
    }
}
