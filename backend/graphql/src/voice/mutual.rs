//! A department's ballot (K26).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::voice::mutual::{self as service, MutualDesk as Desk};
use remit_shared::id::NodeKind;
use remit_shared::rating::RatingLevel;
use remit_shared::refusal::Refusal;
use remit_shared::voice::MutualState;
use remit_shared::voice::mutual::Mark;

use super::{ClosedBecause, VoiceDays};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::Org;

/// What the own ballot says of one unit (F7: the casting unit reads it, nobody else).
#[derive(Description)]
pub struct MutualMark(Mark);

#[Object(use_type_description)]
impl MutualMark {
    /// Global id of the unit.
    async fn org_id(&self) -> ID {
        global(NodeKind::Org, self.0.org)
    }

    /// Attitude; null while it is open, or without dealings.
    async fn attitude(&self) -> Option<Code<RatingLevel>> {
        self.0.levels[0].map(Code)
    }

    /// Timeliness; likewise.
    async fn timeliness(&self) -> Option<Code<RatingLevel>> {
        self.0.levels[1].map(Code)
    }

    /// Effect; likewise.
    async fn effect(&self) -> Option<Code<RatingLevel>> {
        self.0.levels[2].map(Code)
    }

    /// There were no dealings (无往来).
    async fn no_dealings(&self) -> bool {
        self.0.no_dealings
    }
}

/// What the ballot is to say of one unit.
#[derive(Debug, InputObject)]
pub struct MutualMarkInput {
    /// The unit.
    pub org_id: ID,
    /// Attitude.
    pub attitude: Option<Code<RatingLevel>>,
    /// Timeliness.
    pub timeliness: Option<Code<RatingLevel>>,
    /// Effect.
    pub effect: Option<Code<RatingLevel>>,
    /// There were no dealings; then no levels.
    pub no_dealings: bool,
}

/// The whole ballot, each time.
#[derive(Debug, InputObject)]
pub struct MutualBallotInput {
    /// Year of the plan.
    pub year: i32,
    /// The marks; a draft may have gaps.
    pub marks: Vec<MutualMarkInput>,
    /// Version of the ballot that the person saw; left out before the first draft.
    pub version: Option<i32>,
}

impl TryFrom<MutualBallotInput> for service::MutualInput {
    type Error = Refusal;

    fn try_from(input: MutualBallotInput) -> Result<Self, Refusal> {
        let mark = |mark: MutualMarkInput| {
            Ok(Mark {
                org: id::read(NodeKind::Org, &mark.org_id, "marks")?,
                levels: [mark.attitude, mark.timeliness, mark.effect].map(|level| level.map(|level| level.0)),
                no_dealings: mark.no_dealings,
            })
        };
        Ok(Self {
            year: input.year,
            marks: input
                .marks
                .into_iter()
                .map(mark)
                .collect::<Result<_, Refusal>>()?,
            version: input.version,
        })
    }
}

/// The own department's ballot of a year.
#[derive(SimpleObject)]
pub struct MutualDesk {
    /// Year.
    year: i32,
    /// The days; null until the office sets them.
    window: Option<VoiceDays>,
    /// Why nothing can be written now; null while it can.
    closed: Option<ClosedBecause>,
    /// The casting unit.
    own: Org,
    /// State of the ballot; null before the first draft.
    state: Option<Code<MutualState>>,
    /// When it was cast.
    cast_at: Option<DateTime<Utc>>,
    /// Version to name with the next draft; null before the first one.
    version: Option<i32>,
    /// The units to rate, without the own one.
    targets: Vec<Org>,
    /// What the ballot says so far.
    marks: Vec<MutualMark>,
}

impl MutualDesk {
    fn of(request: &RequestContext, desk: Desk) -> Self {
        Self {
            year: desk.year,
            window: desk.window.as_ref().map(VoiceDays::of),
            closed: desk
                .open
                .err()
                .map(|refusal| ClosedBecause::of(request, &refusal)),
            own: Org::known(&Arc::new(desk.own)),
            state: desk.ballot.as_ref().map(|ballot| ballot.state.get().into()),
            cast_at: desk.ballot.as_ref().and_then(|ballot| ballot.cast_at),
            version: desk.ballot.as_ref().map(|ballot| ballot.version),
            targets: desk
                .targets
                .into_iter()
                .map(|unit| Org::known(&Arc::new(unit)))
                .collect(),
            marks: desk.marks.into_iter().map(MutualMark).collect(),
        }
    }

    /// Reads the ballot of the reader's department.
    pub async fn load(ctx: &Context<'_>, year: Option<i32>) -> Result<Self> {
        let request = RequestContext::of(ctx)?;
        let desk = service::desk(&request.app, &request.op, year).await;
        Ok(Self::of(request, request.value(desk)?))
    }
}
