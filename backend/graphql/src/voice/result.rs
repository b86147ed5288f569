//! What others may read of comments and ballots (F6, F7).

use std::sync::Arc;

use async_graphql::{Context, Description, Object, Result, SimpleObject};
use remit_service::voice::results::{Results, UnitVoices as Unit};
use remit_shared::voice::mutual::report::{CasterReport, Pair};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::organisation::Org;

/// What the city leaders said of a unit (F6: a mean and texts from three leaders on).
#[derive(SimpleObject)]
pub struct CommentSummary {
    /// Leaders who commented.
    leaders: i32,
    /// Weighted mean in points of a hundred, two decimals; null while too few commented.
    mean: Option<String>,
    /// Texts without their authors.
    texts: Vec<String>,
}

/// What the departments said of a unit (F7: means from five casters on).
#[derive(SimpleObject)]
pub struct MutualMeans {
    /// Departments that rated it.
    casters: i32,
    /// Mean of attitude, two decimals; null while too few rated it.
    attitude: Option<String>,
    /// Mean of timeliness.
    timeliness: Option<String>,
    /// Mean of effect.
    effect: Option<String>,
    /// Mean of all three.
    mean: Option<String>,
}

/// What was said of one unit.
#[derive(Description)]
pub struct UnitVoices(Unit);

#[Object(use_type_description)]
impl UnitVoices {
    /// The unit.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// City leaders' comments; null where they may not be read.
    async fn comments(&self) -> Option<CommentSummary> {
        let summary = self.0.comments.as_ref()?;
        Some(CommentSummary {
            leaders: i32::try_from(summary.leaders).unwrap_or(i32::MAX),
            mean: summary.mean.map(|mean| format!("{mean:.2}")),
            texts: summary.texts.clone(),
        })
    }

    /// Mutual ballots; null where they may not be read.
    async fn mutual(&self) -> Option<MutualMeans> {
        let found = self.0.mutual.as_ref()?;
        let items = found
            .means
            .map(|(items, _)| items.map(|item| format!("{item:.2}")));
        let [attitude, timeliness, effect] = match items {
            Some(items) => items.map(Some),
            None => [None, None, None],
        };
        Some(MutualMeans {
            casters: i32::try_from(found.casters).unwrap_or(i32::MAX),
            attitude,
            timeliness,
            effect,
            mean: found.means.map(|(_, mean)| format!("{mean:.2}")),
        })
    }
}

/// How a department voted, as a whole; for the office (§5.6: reported, not excluded).
#[derive(Description)]
pub struct MutualCaster(CasterReport);

#[Object(use_type_description)]
impl MutualCaster {
    /// The department.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.from).await
    }

    /// Units it rated.
    async fn rated(&self) -> u32 {
        self.0.rated
    }

    /// Its mean, two decimals.
    async fn mean(&self) -> String {
        format!("{:.2}", self.0.mean)
    }

    /// By how much it lies above the mean of all ballots, two decimals.
    async fn leniency(&self) -> String {
        format!("{:.2}", self.0.leniency)
    }

    /// Whether B41 corrects for it (§5.4).
    async fn corrected(&self) -> bool {
        self.0.corrected
    }

    /// One level throughout, for twenty units or more.
    async fn straight(&self) -> bool {
        self.0.straight
    }
}

/// Two departments that gave each other full marks although the others do not; for the office.
#[derive(Description)]
pub struct MutualPair(Pair);

#[Object(use_type_description)]
impl MutualPair {
    /// The two departments.
    async fn orgs(&self, ctx: &Context<'_>) -> Result<Vec<Org>> {
        let request = RequestContext::of(ctx)?;
        let ids: [Uuid; 2] = [self.0.one.0, self.0.other.0];
        let [one, other] = ids.map(|id| Org::named(request, id));
        Ok(vec![one.await?, other.await?])
    }

    /// What the others give each of them, two decimals.
    async fn others(&self) -> Vec<String> {
        vec![format!("{:.2}", self.0.one.1), format!("{:.2}", self.0.other.1)]
    }
}

/// What may be read of a year (R6: nothing of an open window).
#[derive(SimpleObject)]
pub struct VoiceResults {
    /// Year.
    year: i32,
    /// Whether the comments may be read now.
    comments_shown: bool,
    /// Whether the ballots may be read now.
    mutual_shown: bool,
    /// The units that the reader may read about.
    units: Vec<UnitVoices>,
    /// How was voted, the most lenient first; null for those who may not read it.
    casters: Option<Vec<MutualCaster>>,
    /// Reciprocal pairs; null for those who may not read them.
    pairs: Option<Vec<MutualPair>>,
}

impl VoiceResults {
    /// Wraps what the use case found.
    pub fn of(year: i32, results: Results) -> Self {
        let (casters, pairs) = match results.report {
            Some(report) => (Some(report.casters), Some(report.pairs)),
            None => (None, None),
        };
        Self {
            year,
            comments_shown: results.comments_shown,
            mutual_shown: results.mutual_shown,
            units: results.units.into_iter().map(UnitVoices).collect(),
            casters: casters.map(|rows| rows.into_iter().map(MutualCaster).collect()),
            pairs: pairs.map(|rows| rows.into_iter().map(MutualPair).collect()),
        }
    }
}
