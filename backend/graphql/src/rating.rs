//! Public ratings: aggregates, windows, bad-rating cases, the integrity desk, mass intake (K21–K24).

pub mod bad;
pub mod flag;
pub mod intake;
pub mod mutation;
pub mod query;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::rating::read::{Aggregate, Tally};
use remit_service::rating::window::{self, Coverage};
use remit_service::rows::org;
use remit_shared::id::NodeKind;
use remit_shared::rating::{RatingChannel, RatingStatus};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;

/// Hundredths as people write them.
fn mean(hundredths: Option<i64>) -> Option<String> {
    hundredths.map(|mean| format!("{}.{:02}", mean / 100, mean % 100))
}

/// Counted ratings of one cell: a month, a channel, a unit.
#[derive(Description)]
pub struct RatingTally(Tally);

#[Object(use_type_description)]
impl RatingTally {
    /// First day of the month, where months are told apart.
    async fn month(&self) -> Option<NaiveDate> {
        self.0.month
    }

    /// Channel, where channels are told apart.
    async fn channel(&self) -> Option<Code<RatingChannel>> {
        self.0.channel.map(Code)
    }

    /// Counted ratings by level, from very satisfied to very dissatisfied.
    async fn levels(&self) -> Vec<i64> {
        self.0.levels.to_vec()
    }

    /// How many.
    async fn n(&self) -> i64 {
        self.0.n()
    }

    /// Mean in points of a hundred (§5.3), two decimals; null without ratings.
    async fn mean(&self) -> Option<String> {
        mean(self.0.mean_hundredths())
    }
}

/// Ratings by what became of them (§5.6 d).
#[derive(SimpleObject)]
pub struct RatingStatusCount {
    /// What became of them.
    status: Code<RatingStatus>,
    /// How many.
    n: i64,
}

/// A unit's ratings over a span, from rollups (K21).
#[derive(SimpleObject)]
pub struct RatingAggregate {
    /// The unit.
    org: Org,
    /// All counted ratings.
    total: RatingTally,
    /// By channel.
    channels: Vec<RatingTally>,
    /// By month.
    months: Vec<RatingTally>,
    /// By what became of them, counted or not.
    statuses: Vec<RatingStatusCount>,
}

impl From<Aggregate> for RatingAggregate {
    fn from(aggregate: Aggregate) -> Self {
        let tallies = |tallies: Vec<Tally>| tallies.into_iter().map(RatingTally).collect();
        Self {
            org: Org::known(&Arc::new(aggregate.org)),
            total: RatingTally(aggregate.total),
            channels: tallies(aggregate.channels),
            months: tallies(aggregate.months),
            statuses: aggregate
                .statuses
                .into_iter()
                .map(|(status, n)| RatingStatusCount {
                    status: status.into(),
                    n,
                })
                .collect(),
        }
    }
}

/// A unit with its counted ratings.
#[derive(SimpleObject)]
pub struct UnitRatings {
    /// The unit.
    org: Org,
    /// Its ratings.
    tally: RatingTally,
}

impl UnitRatings {
    fn new((org, tally): (org::Model, Tally)) -> Self {
        Self {
            org: Org::known(&Arc::new(org)),
            tally: RatingTally(tally),
        }
    }
}

/// A service window with what it is used for (K21).
#[derive(Description)]
pub struct RatingWindow(Coverage);

#[Object(use_type_description)]
impl RatingWindow {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::WindowPoint, self.0.window.id)
    }

    /// Version, for the next change.
    async fn version(&self) -> i32 {
        self.0.window.version
    }

    /// Unit that runs it.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// Hall it stands in.
    async fn hall(&self) -> &str {
        &self.0.window.hall
    }

    /// Number, as on the sign.
    async fn no(&self) -> &str {
        &self.0.window.no
    }

    /// What it is for.
    async fn name(&self) -> &str {
        &self.0.window.name
    }

    /// Telephone number told when a code cannot be used.
    async fn hotline(&self) -> &str {
        &self.0.window.hotline
    }

    /// Opening hours of a working day.
    async fn opening_hours(&self) -> &str {
        &self.0.window.opening_hours
    }

    /// Whether it can be rated.
    async fn active(&self) -> bool {
        self.0.window.active
    }

    /// Version of its code; raising it revokes the printed ones.
    async fn key_version(&self) -> i32 {
        self.0.window.qr_key_version
    }

    /// Path that its code leads to.
    async fn path(&self, ctx: &Context<'_>) -> Result<String> {
        let request = RequestContext::of(ctx)?;
        Ok(format!(
            "/r/{}",
            window::code_of(&request.app, &self.0.window, None)
        ))
    }

    /// The two-dimensional code of an address that ends in `path`, as the outline of an SVG path.
    async fn code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Address of this installation, such as https://remit.example.cn.")] base: String,
    ) -> Result<Option<QrCode>> {
        let request = RequestContext::of(ctx)?;
        let path = format!("/r/{}", window::code_of(&request.app, &self.0.window, None));
        Ok(QrCode::of(&format!("{}{path}", base.trim_end_matches('/'))))
    }

    /// Receipts issued there in the span.
    async fn receipts(&self) -> i64 {
        self.0.receipts
    }

    /// Counted ratings that name one of them.
    async fn receipted(&self) -> i64 {
        self.0.receipted
    }

    /// Counted ratings.
    async fn rated(&self) -> i64 {
        self.0.rated
    }

    /// Bad ones among them.
    async fn bad(&self) -> i64 {
        self.0.bad
    }

    /// Mean in points of a hundred; null without ratings.
    async fn mean(&self) -> Option<String> {
        let rated = self.0.rated;
        mean((self.0.points * 100 + rated / 2).checked_div(rated))
    }
}

/// A two-dimensional code as the outline of an SVG path.
#[derive(SimpleObject)]
pub struct QrCode {
    /// Modules along a side, quiet zone included.
    size: i32,
    /// The dark modules, one unit each: `M x y h1v1h-1z …`.
    path: String,
}

impl QrCode {
    fn of(text: &str) -> Option<Self> {
        use std::fmt::Write as _;

        use qrcode::{Color, EcLevel};
        const QUIET: usize = 4;
        let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let squares = code.to_colors().into_iter().enumerate();
        let mut path = String::new();
        for (index, _) in squares.filter(|(_, color)| *color == Color::Dark) {
            let (x, y) = (index % width + QUIET, index / width + QUIET);
            write!(path, "M{x} {y}h1v1h-1z").ok()?;
        }
        Some(Self {
            size: i32::try_from(width + 2 * QUIET).ok()?,
            path,
        })
    }
}
