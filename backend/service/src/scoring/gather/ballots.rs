//! B11, B51 and B61: what the counted campaigns of the year say of each unit (§5.4). The ballots are nobody's to read, so
//! the tally is what counts, and its hash stands on the trace (§5.11). The votes of a campaign are recorded when it closes.

use remit_shared::evaluation::{BallotLevel, CampaignKind};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::{Exception, TallyRecord};
use remit_shared::scoring::number::parse;
use remit_shared::wire::Wire;
use remit_store::entity::{campaign, campaign_cell};
use remit_store::scoring::inputs;
use rust_decimal::Decimal;

use super::{Gathered, Sources};
use crate::evaluation::Paper;
use crate::failure::{Answer, Fault};

/// Signs of the tally hash that a trace shows.
const HASH_SHOWN: usize = 12;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let jurisdiction = sources.scope.jurisdiction_id();
    let counted = inputs::tallies(sources.app.db.read(), jurisdiction, sources.plan.year).await?;
    for tally in counted {
        if tally.campaign.closes_on > sources.period.cut_on() {
            continue;
        }
        let Some(code) = indicator(tally.campaign.kind.get()) else {
            continue;
        };
        let weights = Paper::of(&tally.campaign)?.weights;
        let reference = reference(&tally.campaign);
        for cell in tally.cells {
            if (1..tally.campaign.min_cell).contains(&cell.n) {
                // A mean of so few would stand on the trace, which the unit reads (F3): there are no data.
                continue;
            }
            let Some(unit) = gathered.unit(cell.org_id) else {
                continue;
            };
            match record(&cell, &weights, &reference)? {
                Some(record) => unit.inputs.tallies.entry(code).or_default().push(record),
                // The unit's own staff were asked and reminded, and not one ballot came (§5.8).
                None if code == IndicatorCode::B61 => {
                    unit.exceptions.entry(code).or_insert(Exception::NotSubmitted);
                }
                None => {}
            }
        }
    }
    Ok(())
}

fn indicator(kind: CampaignKind) -> Option<IndicatorCode> {
    match kind {
        CampaignKind::Grassroots => Some(IndicatorCode::B11),
        CampaignKind::Deputy => Some(IndicatorCode::B51),
        CampaignKind::Internal => Some(IndicatorCode::B61),
        CampaignKind::Mutual => None,
    }
}

fn reference(campaign: &campaign::Model) -> String {
    let hash: String = campaign
        .tally_hash
        .iter()
        .flat_map(|hash| hash.chars())
        .take(HASH_SHOWN)
        .collect();
    format!("{} #{hash}", campaign.code)
}

fn record(cell: &campaign_cell::Model, weights: &[u32], reference: &str) -> Answer<Option<TallyRecord>> {
    let (Some(mean), n @ 1..) = (&cell.mean, cell.n) else {
        return Ok(None);
    };
    let broken = || Fault::Broken(format!("cell {} holds no number", cell.id));
    Ok(Some(TallyRecord {
        reference: Some(reference.to_owned()),
        count: u64::from(n.unsigned_abs()),
        mean: parse(mean).ok_or_else(broken)?,
        variance: variance(cell, weights),
    }))
}

/// At most so much do the scores of single ballots vary: a mean of topics varies no more than the topics do in the mean.
fn variance(cell: &campaign_cell::Model, weights: &[u32]) -> Option<Decimal> {
    let levels: Vec<[u32; 6]> = serde_json::from_str(cell.levels.as_deref()?).ok()?;
    let (mut sum, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    for (counts, weight) in levels.iter().zip(weights) {
        if let Some(variance) = of_topic(*counts) {
            sum += variance * Decimal::from(*weight);
            whole += Decimal::from(*weight);
        }
    }
    Some(sum.checked_div(whole)?.round_dp(10))
}

fn of_topic(counts: [u32; 6]) -> Option<Decimal> {
    let answers = || {
        let levels = BallotLevel::ALL.iter().zip(counts);
        levels.filter_map(|(level, count)| Some((level.points()?, Decimal::from(count))))
    };
    let n: Decimal = answers().map(|(_, count)| count).sum();
    let mean = answers()
        .map(|(points, count)| points * count)
        .sum::<Decimal>()
        .checked_div(n)?;
    let squares: Decimal = answers()
        .map(|(points, count)| (points - mean) * (points - mean) * count)
        .sum();
    squares.checked_div(n)
}
