//! The draw of the sample, open to anybody who wants to recompute it (§3.2).

use async_graphql::{Description, Object, Result};
use chrono::{DateTime, Utc};
use remit_service::plan::point::draw;
use remit_service::rows::point_draw;

use crate::context::RequestContext;

/// The draw of a year's sample: sort the codes bytewise, run SplitMix64 from the seed, give each code the next
/// number; in every unit the smallest numbers are visited, a fifth of its points and at least three.
#[derive(Description)]
pub struct PointDraw(pub point_draw::Model);

impl PointDraw {
    /// The draw of a year, if it was made.
    pub async fn load(request: &RequestContext, year: i32) -> Result<Option<Self>> {
        let found = request.value(draw::find(&request.app, &request.op, year).await)?;
        Ok(found.map(Self))
    }
}

#[Object(use_type_description)]
impl PointDraw {
    /// Year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Seed, decimal; the plan names it (`mc_seed`).
    async fn seed(&self) -> &str {
        &self.0.seed
    }

    /// When it was drawn.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Name and post of whoever started it.
    async fn by(&self) -> &str {
        &self.0.by_label
    }

    /// Points that took part.
    async fn points(&self) -> i32 {
        self.0.points
    }

    /// Points that are visited.
    async fn chosen(&self) -> i32 {
        self.0.chosen
    }

    /// SHA-256 over the codes, sorted bytewise, each followed by a line feed.
    async fn codes_sha256(&self) -> &str {
        &self.0.codes_sha256
    }
}
