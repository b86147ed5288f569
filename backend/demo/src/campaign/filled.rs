//! A campaign with its box filled, closed and counted, by the functions that the product itself counts with.

use std::collections::BTreeMap;

use remit_shared::evaluation::credential::commitment;
use remit_shared::evaluation::paper::{Answers, Shape};
use remit_shared::evaluation::question::{Question, usual};
use remit_shared::evaluation::tally::{Cell, CellKey, Counted, cells, tally_hash};
use remit_shared::evaluation::{AggregateCut, CampaignKind};
use remit_store::Text;
use remit_store::entity::{ballot_issue, ballot_response, campaign, campaign_cell, campaign_stratum};
use uuid::Uuid;

use super::ballots::{credential, key, random_id, response};
use super::taste;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::rng::Rng;

/// A group of voters.
pub(super) struct Group {
    /// Town, or unit of the staff.
    pub org: Option<Uuid>,
    /// Class or kind.
    pub class: Option<String>,
    /// Evaluators invited; none where the pool knows nobody.
    pub holders: Vec<Option<Uuid>>,
    /// Ballots cast.
    pub answers: usize,
}

/// Adds the campaign with everything that hangs on it.
pub(super) fn fill(
    mint: &mut Mint,
    data: &mut Dataset,
    mut row: campaign::Model,
    units: &[Uuid],
    groups: Vec<Group>,
) -> Result<(), DemoError> {
    let kind = row.kind.get();
    let questions = usual(kind);
    let mut filled = Filled::default();
    for (sort, group) in (1..).zip(groups) {
        filled.add(mint, &row, units, &questions, sort, group)?;
    }
    row.commitment = Some(commitment(row.id, &filled.keys));
    let counted = count(&row, units, &questions, &filled)?;
    let hashes: Vec<String> = filled
        .responses
        .iter()
        .map(|ballot| ballot.hash.clone())
        .collect();
    row.tally_hash = Some(tally_hash(row.id, &hashes, &counted));
    for cell in counted {
        data.cells.push(stored(mint, &row, cell)?);
    }
    // As the closing leaves them: in the order of their random keys.
    filled.issues.sort_unstable_by_key(|issue| issue.id);
    filled.responses.sort_unstable_by_key(|ballot| ballot.id);
    filled.credentials.sort_unstable_by(|a, b| a.nonce.cmp(&b.nonce));
    data.campaigns.push(row);
    data.strata.extend(filled.strata);
    data.issues.extend(filled.issues);
    data.credentials.extend(filled.credentials);
    data.responses.extend(filled.responses);
    Ok(())
}

#[derive(Default)]
struct Filled {
    keys: Vec<(Uuid, [u8; 32])>,
    strata: Vec<campaign_stratum::Model>,
    issues: Vec<ballot_issue::Model>,
    credentials: Vec<remit_store::entity::ballot_credential::Model>,
    responses: Vec<ballot_response::Model>,
}

impl Filled {
    fn add(
        &mut self,
        mint: &mut Mint,
        row: &campaign::Model,
        units: &[Uuid],
        questions: &[Question],
        sort: i32,
        group: Group,
    ) -> Result<(), DemoError> {
        let seed = mint.seed();
        let approved = row.approved_at.unwrap_or(row.created_at);
        let id = mint.id("stratum", approved);
        let mut rng = Rng::of(
            seed,
            "ballot box",
            u64::try_from(id.as_u128() & 0xffff_ffff).unwrap_or(0),
        );
        let key = key(&mut rng, row.id, id)?;
        self.keys.push((id, key.public()));
        self.strata.push(campaign_stratum::Model {
            id,
            jurisdiction_id: row.jurisdiction_id,
            campaign_id: row.id,
            org_id: group.org,
            class: group.class,
            sort,
            invited: i32::try_from(group.holders.len()).unwrap_or(i32::MAX),
            public_key: hex::encode(key.public()),
            key_enc: None,
            private_key: Some(hex::encode(key.private())),
            kept_with: None,
        });
        let own = group.org.filter(|_| row.kind.get().rates_own_unit());
        let places = places(row.kind.get(), units, group.org);
        for _ in 0..group.answers {
            let answers = taste::ballot(seed, row.kind.get(), questions.len(), &places, &mut rng);
            self.credentials.push(credential(&mut rng, &key, row, id)?);
            self.responses.push(response(&mut rng, row, id, own, &answers));
        }
        let mut holders = group.holders;
        rng.shuffle(&mut holders);
        for (no, holder) in (1..).zip(holders) {
            self.issues.push(ballot_issue::Model {
                id: random_id(&mut rng),
                jurisdiction_id: row.jurisdiction_id,
                campaign_id: row.id,
                stratum_id: id,
                profile_id: holder,
                no,
                // Who drew a credential is forgotten at closing.
                issued: false,
                code_hash: None,
                code_enc: None,
                blinded: None,
                evaluation: None,
            });
        }
        Ok(())
    }
}

/// Places in the registry of the units that a group rates: all, or its own.
fn places(kind: CampaignKind, units: &[Uuid], own: Option<Uuid>) -> Vec<usize> {
    (0..units.len())
        .filter(|place| !kind.rates_own_unit() || units.get(*place).copied() == own)
        .collect()
}

fn count(
    row: &campaign::Model,
    units: &[Uuid],
    questions: &[Question],
    filled: &Filled,
) -> Result<Vec<Cell>, DemoError> {
    let kind = row.kind.get();
    let town =
        |stratum: &campaign_stratum::Model| stratum.org_id.filter(|_| kind == CampaignKind::Grassroots);
    let targets: BTreeMap<Uuid, Vec<Uuid>> = filled
        .strata
        .iter()
        .map(|stratum| {
            let places = places(kind, units, stratum.org_id);
            (
                stratum.id,
                places
                    .iter()
                    .filter_map(|place| units.get(*place).copied())
                    .collect(),
            )
        })
        .collect();
    let strata: BTreeMap<Uuid, &campaign_stratum::Model> = filled
        .strata
        .iter()
        .map(|stratum| (stratum.id, stratum))
        .collect();
    let mut expected: Vec<CellKey> = Vec::new();
    for stratum in &filled.strata {
        for org in targets.get(&stratum.id).into_iter().flatten().copied() {
            let key = |cut, group| CellKey { org, cut, group };
            expected.push(key(AggregateCut::Unit, String::new()));
            expected.extend(town(stratum).map(|town| key(AggregateCut::Town, town.to_string())));
            expected.extend(stratum.class.clone().map(|class| key(AggregateCut::Class, class)));
        }
    }
    let mut counted = Vec::new();
    for ballot in &filled.responses {
        let (Some(stratum), Some(targets)) =
            (strata.get(&ballot.stratum_id), targets.get(&ballot.stratum_id))
        else {
            return Err(DemoError::unknown(
                "group of voters",
                &ballot.stratum_id.to_string(),
            ));
        };
        let shape = Shape {
            targets: targets.len(),
            questions: questions.len(),
        };
        counted.push(Counted {
            town: town(stratum),
            class: stratum.class.as_deref(),
            targets,
            answers: Answers::parse(shape, &ballot.answers).map_err(DemoError::refused("问卷"))?,
        });
    }
    let weights: Vec<u32> = questions.iter().map(|question| question.weight).collect();
    Ok(cells(&counted, &weights, kind.trims(), expected))
}

fn stored(mint: &mut Mint, row: &campaign::Model, cell: Cell) -> Result<campaign_cell::Model, DemoError> {
    let levels = if cell.levels.is_empty() {
        None
    } else {
        Some(serde_json::to_string(&cell.levels)?)
    };
    Ok(campaign_cell::Model {
        id: mint.id("cell", row.updated_at),
        jurisdiction_id: row.jurisdiction_id,
        campaign_id: row.id,
        org_id: cell.key.org,
        cut: Text(cell.key.cut),
        group_code: cell.key.group,
        n: i32::try_from(cell.n).unwrap_or(i32::MAX),
        mean: cell.mean.map(|mean| mean.normalize().to_string()),
        levels,
    })
}
