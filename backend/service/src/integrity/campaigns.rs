//! Ballot boxes: credentials under their published keys, ballots under their hashes, cells that recount, and nothing
//! left after closing that could join an invitation to a ballot.

use remit_shared::evaluation::CampaignState as S;
use remit_shared::evaluation::credential::{ELEMENT, commitment};
use remit_shared::evaluation::tally::tally_hash;
use remit_store::entity::{ballot_response, campaign, campaign_stratum};
use remit_store::evaluation::{ballot, campaign as campaigns, cells};
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::evaluation::{Paper, tally};
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let states = [S::Approved, S::Open, S::Closed, S::Tallied, S::Published];
    let rows = campaigns::watch_year(app.db.read(), jurisdiction, None, &states).await?;
    report.looked_at.push(("campaign", rows.len() as u64));
    for row in rows {
        one(app, &row, report).await?;
    }
    Ok(())
}

async fn one(app: &App, row: &campaign::Model, report: &mut Report) -> Answer<()> {
    let (conn, jurisdiction) = (app.db.read(), row.jurisdiction_id);
    let strata = campaigns::strata(conn, jurisdiction, row.id).await?;
    keys(row, &strata, report);
    if matches!(row.state.get(), S::Approved | S::Open) {
        return Ok(());
    }
    let ballots = ballot::ballots(conn, jurisdiction, row.id).await?;
    let credentials = ballot::credentials(conn, jurisdiction, row.id).await?;
    for wrong in tally::faults(row, &strata, &credentials, &ballots) {
        report.find("campaign.box", row.code.as_str(), wrong);
    }
    for issue in ballot::issues(conn, jurisdiction, row.id, None).await? {
        let left = [
            &issue.code_hash,
            &issue.code_enc,
            &issue.blinded,
            &issue.evaluation,
        ];
        if issue.issued || left.iter().any(|field| field.is_some()) {
            report.find(
                "campaign.sealed",
                row.code.as_str(),
                "an invitation kept its code, or that it was used, after closing",
            );
        }
    }
    crowds(row, &strata, &ballots, report);
    if row.state.get() == S::Closed {
        return Ok(());
    }
    let counted = tally::count(row, &Paper::of(row)?, &strata, &ballots)?;
    let hashes: Vec<String> = ballots.into_iter().map(|ballot| ballot.hash).collect();
    if row.tally_hash.as_deref() != Some(tally_hash(row.id, &hashes, &counted).as_str()) {
        report.find(
            "campaign.tally",
            row.code.as_str(),
            "the ballots do not recount to the tally's hash",
        );
    }
    let stored = cells::all_of(conn, jurisdiction, row.id).await?;
    let same = stored.len() == counted.len()
        && counted.iter().all(|cell| {
            stored.iter().any(|kept| {
                kept.org_id == cell.key.org
                    && kept.cut.get() == cell.key.cut
                    && kept.group_code == cell.key.group
                    && kept.n.unsigned_abs() == cell.n
                    && kept.mean == cell.mean.map(|mean| mean.normalize().to_string())
            })
        });
    if !same {
        report.find(
            "campaign.cells",
            row.code.as_str(),
            "the cells are not those of its ballots",
        );
    }
    Ok(())
}

/// No ballot is kept in a group that is smaller than the campaign's smallest cell, and none keeps its day (§3.8).
fn crowds(
    row: &campaign::Model,
    strata: &[campaign_stratum::Model],
    ballots: &[ballot_response::Model],
    report: &mut Report,
) {
    let least = usize::try_from(row.min_cell).unwrap_or_default();
    for stratum in strata.iter().filter(|one| one.kept_with.is_none()) {
        let cast = ballots.iter().filter(|one| one.stratum_id == stratum.id).count();
        // The staff of a unit cannot be merged: there the invitations are the crowd, for nobody knows who has answered.
        let crowd = if row.kind.get().rates_own_unit() {
            usize::try_from(stratum.invited).unwrap_or_default()
        } else {
            cast
        };
        if cast > 0 && crowd < least.min(ballots.len()) {
            report.find(
                "campaign.crowd",
                row.code.as_str(),
                format!("{cast} ballots lie in a group of {crowd}"),
            );
        }
    }
    if ballots.iter().any(|ballot| ballot.answered_on != row.closes_on) {
        report.find(
            "campaign.days",
            row.code.as_str(),
            "a ballot kept its day after closing",
        );
    }
}

/// The keys are those committed to; their private halves are out exactly when the box is closed.
fn keys(row: &campaign::Model, strata: &[campaign_stratum::Model], report: &mut Report) {
    let public: Vec<(Uuid, [u8; ELEMENT])> = strata
        .iter()
        .filter_map(|stratum| {
            let mut key = [0; ELEMENT];
            hex::decode_to_slice(&stratum.public_key, &mut key).ok()?;
            Some((stratum.id, key))
        })
        .collect();
    if public.len() != strata.len() || row.commitment.as_deref() != Some(commitment(row.id, &public).as_str())
    {
        report.find(
            "campaign.commitment",
            row.code.as_str(),
            "the keys are not those committed to",
        );
    }
    let open = matches!(row.state.get(), S::Approved | S::Open);
    if strata
        .iter()
        .any(|stratum| stratum.private_key.is_some() == open || stratum.key_enc.is_some() != open)
    {
        report.find(
            "campaign.keys",
            row.code.as_str(),
            "a private key is out too early or not out",
        );
    }
}
