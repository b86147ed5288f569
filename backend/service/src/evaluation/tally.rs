//! CLOSED → TALLIED (§3.8): every credential and every hash is checked, then the ballots are counted.

use std::collections::{BTreeSet, HashMap};

use remit_shared::evaluation::credential::{ELEMENT, StratumKey};
use remit_shared::evaluation::paper::{Answers, SALT_BYTES, ballot_hash};
use remit_shared::evaluation::tally::{Cell, CellKey, Counted, cells, tally_hash};
use remit_shared::evaluation::{AggregateCut, CampaignEventKind, CampaignKind};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_store::Text;
use remit_store::entity::{ballot_credential, ballot_response, campaign, campaign_cell, campaign_stratum};
use remit_store::evaluation::{ballot, campaign as campaigns, cells as rows};
use uuid::Uuid;

use super::loaded::{Loaded, Paper, Said};
use super::notify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// Counts a closed campaign.
pub async fn tally(app: &App, ctx: &OpCtx, step: Step) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.tally").await?;
    let result = tally_in(&mut work, step).await;
    work.finish(result).await
}

async fn tally_in(work: &mut Work<'_>, step: Step) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    let mut loaded = Loaded::for_person(work, &scope, step).await?;
    work.before(&loaded.row);
    loaded.step(work, CampaignEventKind::Tally, Said::default())?;
    let jurisdiction = work.tx.jurisdiction_id();
    let strata = campaigns::strata(&work.tx, jurisdiction, loaded.row.id).await?;
    let ballots = ballot::ballots(&work.tx, jurisdiction, loaded.row.id).await?;
    let credentials = ballot::credentials(&work.tx, jurisdiction, loaded.row.id).await?;
    if let Some(wrong) = faults(&loaded.row, &strata, &credentials, &ballots)
        .into_iter()
        .next()
    {
        return Err(Fault::Broken(format!(
            "the ballot box of {} does not hold: {wrong}",
            loaded.row.code
        ))
        .into());
    }
    let counted = count(&loaded.row, &loaded.paper, &strata, &ballots)?;
    let hashes: Vec<String> = ballots.into_iter().map(|ballot| ballot.hash).collect();
    let hash = tally_hash(loaded.row.id, &hashes, &counted);
    let (ctx, id) = (work.ctx, loaded.row.id);
    let stored = counted
        .into_iter()
        .map(|cell| stored(ctx.new_id(), jurisdiction, id, cell))
        .collect::<Answer<Vec<_>>>()?;
    rows::add(&work.tx, stored).await?;
    work.remark(format!("{} ballots, tally {hash}", hashes.len()));
    loaded.row.tally_hash = Some(hash);
    let row = loaded.save(work).await?;
    notify::tell(work, &row, &[Role::Ol], None, NoticeKind::CampaignTallied).await?;
    Ok(row)
}

/// What is wrong with a ballot box: credentials that no published key admits, ballots that are not what their hash
/// says, more ballots than credentials. Also what `remit check` looks at.
pub(crate) fn faults(
    row: &campaign::Model,
    strata: &[campaign_stratum::Model],
    credentials: &[ballot_credential::Model],
    ballots: &[ballot_response::Model],
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut keys: HashMap<Uuid, Vec<StratumKey>> = HashMap::new();
    for stratum in strata {
        let private = stratum
            .private_key
            .as_deref()
            .and_then(|key| hex::decode(key).ok());
        let key = private.and_then(|private| StratumKey::of_private(&private).ok());
        keys.entry(stratum.kept_with.unwrap_or(stratum.id))
            .or_default()
            .extend(key);
    }
    for credential in credentials {
        let good = keys
            .get(&credential.stratum_id)
            .is_some_and(|keys| keys.iter().any(|key| admitted(key, row.id, credential)));
        if !good {
            wrong.push("a credential is not admitted by the published key of its group".to_owned());
        }
    }
    for ballot in ballots {
        let mut salt = [0; SALT_BYTES];
        let salted = hex::decode_to_slice(&ballot.salt, &mut salt).is_ok();
        let group = strata.iter().find(|stratum| stratum.id == ballot.stratum_id);
        let own = group.and_then(|stratum| own_unit(row, stratum.org_id));
        if !salted || ballot_hash(row.id, own, &salt, &ballot.answers) != ballot.hash {
            wrong.push("a ballot is not the one its hash was made of".to_owned());
        }
    }
    for stratum in strata.iter().filter(|stratum| stratum.kept_with.is_none()) {
        let spent = credentials
            .iter()
            .filter(|one| one.stratum_id == stratum.id)
            .count();
        let cast = ballots.iter().filter(|one| one.stratum_id == stratum.id).count();
        let invited: usize = strata
            .iter()
            .filter(|one| one.id == stratum.id || one.kept_with == Some(stratum.id))
            .map(|one| usize::try_from(one.invited).unwrap_or_default())
            .sum();
        if spent != cast || cast > invited {
            wrong.push(format!(
                "a group of {invited} has {spent} credentials and {cast} ballots"
            ));
        }
    }
    wrong
}

/// The unit that a ballot of this group speaks of alone.
pub(super) fn own_unit(row: &campaign::Model, org: Option<Uuid>) -> Option<Uuid> {
    org.filter(|_| row.kind.get().rates_own_unit())
}

fn admitted(key: &StratumKey, campaign: Uuid, credential: &ballot_credential::Model) -> bool {
    let mut nonce = [0; ELEMENT];
    hex::decode_to_slice(&credential.nonce, &mut nonce).is_ok()
        && hex::decode(&credential.output).is_ok_and(|output| key.admits(campaign, &nonce, &output))
}

/// Counts the ballots into cells; the same ballots give the same cells.
pub(crate) fn count(
    row: &campaign::Model,
    paper: &Paper,
    strata: &[campaign_stratum::Model],
    ballots: &[ballot_response::Model],
) -> Answer<Vec<Cell>> {
    let groups: HashMap<Uuid, &campaign_stratum::Model> = strata.iter().map(|one| (one.id, one)).collect();
    let units: HashMap<Uuid, Vec<Uuid>> = strata
        .iter()
        .map(|one| (one.id, paper.targets_of(row, one.org_id)))
        .collect();
    let is_town = row.kind.get() == CampaignKind::Grassroots;
    let mut counted = Vec::with_capacity(ballots.len());
    for ballot in ballots {
        let (Some(stratum), Some(targets)) = (groups.get(&ballot.stratum_id), units.get(&ballot.stratum_id))
        else {
            return Err(Fault::Broken("a ballot names a group that does not exist".to_owned()).into());
        };
        counted.push(Counted {
            town: stratum.org_id.filter(|_| is_town),
            class: stratum.class.as_deref(),
            targets,
            answers: Answers::parse(paper.shape(targets.len()), &ballot.answers)?,
        });
    }
    let expected = expected(row, paper, strata);
    Ok(cells(&counted, &paper.weights, row.kind.get().trims(), expected))
}

/// Cells that exist even without a ballot.
fn expected(row: &campaign::Model, paper: &Paper, strata: &[campaign_stratum::Model]) -> Vec<CellKey> {
    let mut keys = BTreeSet::new();
    for stratum in strata.iter().filter(|stratum| stratum.kept_with.is_none()) {
        let town = stratum
            .org_id
            .filter(|_| row.kind.get() == CampaignKind::Grassroots);
        for org in paper.targets_of(row, stratum.org_id) {
            let key = |cut, group| CellKey { org, cut, group };
            keys.insert(key(AggregateCut::Unit, String::new()));
            keys.extend(town.map(|town| key(AggregateCut::Town, town.to_string())));
            keys.extend(stratum.class.clone().map(|class| key(AggregateCut::Class, class)));
        }
    }
    keys.into_iter().collect()
}

fn stored(id: Uuid, jurisdiction_id: Uuid, campaign_id: Uuid, cell: Cell) -> Answer<campaign_cell::Model> {
    let levels = if cell.levels.is_empty() {
        None
    } else {
        Some(super::loaded::to_json(&cell.levels)?)
    };
    Ok(campaign_cell::Model {
        id,
        jurisdiction_id,
        campaign_id,
        org_id: cell.key.org,
        cut: Text(cell.key.cut),
        group_code: cell.key.group,
        n: i32::try_from(cell.n).unwrap_or(i32::MAX),
        mean: cell.mean.map(|mean| mean.normalize().to_string()),
        levels,
    })
}
