//! A stored run computed again: every digit that was written down has to come out of the stored inputs once more, in its
//! own unit and indicator (§5.11).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use remit_shared::policy::Capability;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::report::ScoreReport;
use remit_store::entity::{indicator_score, org, score_run, score_trace, unit_result};
use remit_store::organisation;
use remit_store::scoring::{self as rows, Written};
use uuid::Uuid;

use super::read::{input_of, stored};
use super::run::{json, score};
use super::write_down::written;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What running a stored run's inputs again showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputation {
    /// Digest of the stored inputs as it comes out now.
    pub inputs_sha256: String,
    /// Whether the digest and every stored digit came out again: totals, ranks, intervals, grades, scores, weights and
    /// the rows behind them.
    pub same: bool,
    /// How many figures of units and indicators were compared.
    pub compared: usize,
    /// Units whose result, or indicators of them whose score or sources, are stored otherwise than they come out.
    pub deviations: Vec<(Uuid, Option<IndicatorCode>)>,
}

/// Runs a stored run's inputs again and compares.
pub async fn recompute(app: &App, ctx: &OpCtx, run: &score_run::Model) -> Answer<Recomputation> {
    let scope = ctx.authorise(Capability::DraftRead)?;
    let conn = app.db.read();
    let (results, scores) = stored(app, &scope, run).await?;
    let traces = rows::traces(conn, &scope, run.id).await?;
    let ids: Vec<Uuid> = results.iter().map(|row| row.org_id).collect();
    let orgs = organisation::by_ids(conn, run.jurisdiction_id, &ids).await?;
    let report = score(input_of(run)?).await?;
    let sound = report.inputs_sha256 == run.inputs_sha256
        && report.engine == run.engine
        && json(&report.influences)? == run.influences;
    let inputs_sha256 = report.inputs_sha256.clone();
    let kept = Sheets::of(Written {
        results,
        scores,
        traces,
    });
    let computed = Sheets::of(anew(run, report, &orgs));
    let deviations = kept.deviations(&computed);
    Ok(Recomputation {
        inputs_sha256,
        same: sound && deviations.is_empty(),
        compared: kept.0.len(),
        deviations,
    })
}

/// The rows as the report would be written down now. A unit that is not in the registry has a row of its own, which
/// nothing matches.
fn anew(run: &score_run::Model, report: ScoreReport, orgs: &[org::Model]) -> Written {
    let known: HashMap<&str, Uuid> = orgs.iter().map(|org| (org.code.as_str(), org.id)).collect();
    let ids: Vec<Uuid> = report
        .units
        .iter()
        .map(|unit| known.get(unit.code.as_str()).copied().unwrap_or_default())
        .collect();
    // Scores and the rows behind them find each other by the id of the score.
    let next = std::cell::Cell::new(0_u128);
    let new_id = || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    };
    written(&new_id, run.jurisdiction_id, run.id, &ids, report)
}

/// What is compared, without the ids of its rows: by unit, and by indicator where it is about one.
struct Sheets(BTreeMap<(Uuid, Option<IndicatorCode>), Sheet>);

#[derive(Debug, PartialEq)]
enum Sheet {
    Unit(Box<unit_result::Model>),
    Indicator(Box<indicator_score::Model>, Vec<score_trace::Model>),
}

impl Sheets {
    fn of(rows: Written) -> Self {
        let mut traces: HashMap<Uuid, Vec<score_trace::Model>> = HashMap::new();
        for row in rows.traces {
            let bare = score_trace::Model {
                id: Uuid::nil(),
                score_id: Uuid::nil(),
                ..row
            };
            traces.entry(row.score_id).or_default().push(bare);
        }
        let scores = rows.scores.into_iter().map(|row| {
            let mut sources = traces.remove(&row.id).unwrap_or_default();
            sources.sort_by_key(|row| row.seq);
            let key = (row.org_id, Some(row.code.get()));
            let bare = indicator_score::Model {
                id: Uuid::nil(),
                ..row
            };
            (key, Sheet::Indicator(Box::new(bare), sources))
        });
        let results = rows.results.into_iter().map(|row| {
            let bare = unit_result::Model {
                id: Uuid::nil(),
                ..row
            };
            ((bare.org_id, None), Sheet::Unit(Box::new(bare)))
        });
        Self(results.chain(scores).collect())
    }

    fn deviations(&self, other: &Self) -> Vec<(Uuid, Option<IndicatorCode>)> {
        let keys: BTreeSet<_> = self.0.keys().chain(other.0.keys()).copied().collect();
        keys.into_iter()
            .filter(|key| self.0.get(key) != other.0.get(key))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Sheets;
    use remit_shared::scoring::input::ScoreInput;
    use remit_shared::scoring::report;
    use remit_store::scoring::Written;
    use uuid::Uuid;

    use crate::scoring::write_down::written;

    const EXAMPLE: &str = include_str!("../../../../docs/examples/score-three-units.json");

    fn example() -> Written {
        let input: ScoreInput = serde_json::from_str(EXAMPLE).expect("the sample file");
        let report = report::run(&input).expect("scored");
        let orgs = [Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3)];
        let next = std::cell::Cell::new(100);
        let new_id = || {
            next.set(next.get() + 1);
            Uuid::from_u128(next.get())
        };
        written(&new_id, Uuid::nil(), Uuid::nil(), &orgs, report)
    }

    fn deviations(change: impl FnOnce(&mut Written)) -> usize {
        let mut stored = example();
        change(&mut stored);
        Sheets::of(stored).deviations(&Sheets::of(example())).len()
    }

    #[test]
    fn the_same_rows_under_other_ids_are_the_same_digits() {
        assert_eq!(deviations(|_| {}), 0);
    }

    #[test]
    fn two_units_that_swapped_their_values_are_found() {
        let swapped = deviations(|rows| {
            let (one, other) = (rows.results[0].org_id, rows.results[1].org_id);
            rows.results[0].org_id = other;
            rows.results[1].org_id = one;
        });
        assert_eq!(swapped, 2);
        let swapped = deviations(|rows| {
            let of = |rows: &Written, org: Uuid| {
                let found = rows.scores.iter().position(|row| row.org_id == org);
                found.expect("a score")
            };
            let (one, other) = (of(rows, Uuid::from_u128(1)), of(rows, Uuid::from_u128(2)));
            rows.scores[one].org_id = Uuid::from_u128(2);
            rows.scores[other].org_id = Uuid::from_u128(1);
        });
        assert_eq!(swapped, 2);
    }

    #[test]
    fn every_figure_that_is_shown_is_compared() {
        let changes: [fn(&mut Written); 9] = [
            |rows| rows.results[0].grade = None,
            |rows| rows.results[0].mean_rank = rows.results[0].mean_rank.map(|rank| rank + 1e-9),
            |rows| rows.results[0].rank_p95 = Some(3),
            |rows| rows.results[0].close_to_next = !rows.results[0].close_to_next,
            |rows| rows.scores[0].effective_weight = "26".to_owned(),
            |rows| rows.scores[0].raw = None,
            |rows| rows.traces[0].share = "0".to_owned(),
            |rows| rows.traces[0].source_ref = Some("LZ-2022-9999".to_owned()),
            |rows| drop(rows.traces.pop()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            assert_eq!(deviations(change), 1, "change {place}");
        }
    }
}
