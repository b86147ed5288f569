//! Closing the ballot box: keys out, codes and evaluations erased, rows put into the order of their random keys, one
//! audit record for each day of voting.

use remit_shared::audit::Outcome;
use remit_store::entity::campaign;
use remit_store::evaluation::{ballot, campaign as rows, seal};

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
    for mut stratum in rows::strata(&work.tx, jurisdiction, row.id).await? {
        if let Some(sealed) = stratum.key_enc.take() {
            stratum.private_key = Some(work.app.sealer.open(&sealed)?);
            rows::update_stratum(&work.tx, stratum).await?;
        }
    }
    seal::rewrite(&work.tx, row.id).await?;
    for (day, ballots) in ballot::by_day(&work.tx, jurisdiction, row.id).await? {
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
