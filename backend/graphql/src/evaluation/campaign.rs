//! A campaign and its groups of voters.

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::evaluation::read::{self as service, CampaignView, Group};
use remit_shared::evaluation::{CampaignKind, CampaignState, Topic};
use remit_shared::id::NodeKind;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::page::Listed;
use crate::problem::action::ActionAvailability;

/// A questionnaire campaign (§3.8). Nobody reads what was answered before it is tallied (R6).
#[derive(Description)]
pub struct Campaign(pub CampaignView);

impl Listed for Campaign {}

/// One question, asked of every unit.
#[derive(SimpleObject)]
pub struct CampaignQuestion {
    /// What it is about.
    topic: Code<Topic>,
    /// The sentence on the ballot.
    text: String,
    /// Its share of the ballot's score, in points of 100.
    weight: u32,
}

/// Invitations of a group that does not come from the pool.
#[derive(SimpleObject)]
pub struct CampaignSeat {
    /// Code of the kind of deputy; empty for every unit of an internal campaign.
    group: String,
    /// Invitations.
    count: u32,
}

/// The questions of a campaign.
pub fn questions(view: &remit_service::evaluation::Paper) -> Vec<CampaignQuestion> {
    let question = |one: &remit_shared::evaluation::question::Question| CampaignQuestion {
        topic: one.topic.into(),
        text: one.text.clone(),
        weight: one.weight,
    };
    view.questions.iter().map(question).collect()
}

#[Object(use_type_description)]
impl Campaign {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Campaign, self.0.row.id)
    }

    /// Number, such as `WJ-2022-0001`.
    async fn code(&self) -> &str {
        &self.0.row.code
    }

    /// Kind.
    async fn kind(&self) -> Code<CampaignKind> {
        self.0.row.kind.get().into()
    }

    /// Year that it is scored in.
    async fn year(&self) -> i32 {
        self.0.row.year
    }

    /// Title on the ballot.
    async fn title(&self) -> &str {
        &self.0.row.title
    }

    /// State (§3.8).
    async fn state(&self) -> Code<CampaignState> {
        self.0.row.state.get().into()
    }

    /// First day of answering.
    async fn opens_on(&self) -> NaiveDate {
        self.0.row.opens_on
    }

    /// Last day of answering.
    async fn closes_on(&self) -> NaiveDate {
        self.0.row.closes_on
    }

    /// Smallest number of ballots that is shown.
    async fn min_cell(&self) -> i32 {
        self.0.row.min_cell
    }

    /// Questions in their order.
    async fn questions(&self) -> Vec<CampaignQuestion> {
        questions(&self.0.paper)
    }

    /// Units rated, in the order of the ballot.
    async fn target_ids(&self) -> Vec<ID> {
        let ids = self.0.paper.targets.iter();
        ids.map(|id| global(NodeKind::Org, *id)).collect()
    }

    /// Invitations of groups that do not come from the pool.
    async fn seats(&self) -> Vec<CampaignSeat> {
        let seats = self.0.paper.seats.iter();
        seats
            .map(|seat| CampaignSeat {
                group: seat.group.clone(),
                count: seat.count,
            })
            .collect()
    }

    /// Whether the last day was put off.
    async fn prolonged(&self) -> bool {
        self.0.row.prolonged
    }

    /// Digest of all public keys, fixed before opening.
    async fn commitment(&self) -> Option<&str> {
        self.0.row.commitment.as_deref()
    }

    /// Digest of the counted ballots and cells.
    async fn tally_hash(&self) -> Option<&str> {
        self.0.row.tally_hash.as_deref()
    }

    /// Last day for whoever has to act in the present state.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.0.row.due_on
    }

    /// Why it was voided.
    async fn void_reason(&self) -> Option<&str> {
        self.0.row.void_reason.as_deref()
    }

    /// When it was published.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.published_at
    }

    /// Invitations.
    async fn invited(&self) -> i64 {
        self.0.invited
    }

    /// Ballots cast: their number, never what they say; while ballots arrive, a multiple of the smallest cell.
    async fn answered(&self) -> i64 {
        self.0.answered
    }

    /// Groups of voters with their numbers; empty for readers who do not manage campaigns.
    async fn groups(&self, ctx: &Context<'_>) -> Result<Vec<CampaignGroup>> {
        if !self.0.manages {
            return Ok(Vec::new());
        }
        let request = RequestContext::of(ctx)?;
        let groups = service::groups(&request.app, &request.op, &self.0.row).await;
        Ok(request.value(groups)?.into_iter().map(CampaignGroup).collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.row.version
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.0.actions.iter();
        Ok(actions
            .map(|action| ActionAvailability::on_campaign(&request.op, action.clone()))
            .collect())
    }
}

/// A group of voters: a town and class, a kind of deputy, or the staff of a unit. Numbers only.
#[derive(Description)]
pub struct CampaignGroup(Group);

#[Object(use_type_description)]
impl CampaignGroup {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::CampaignStratum, self.0.row.id)
    }

    /// Town, or the unit whose staff answer.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.0.row.org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }

    /// Codes of the evaluator classes or of the kinds of deputies, joined by `+`; null where a town answers as a whole.
    async fn class(&self) -> Option<&str> {
        self.0.row.class.as_deref()
    }

    /// Invitations.
    async fn invited(&self) -> i32 {
        self.0.invited
    }

    /// Ballots; null before the box is closed, because nobody is told who has answered.
    async fn answered(&self) -> Option<i64> {
        self.0.answered
    }
}
