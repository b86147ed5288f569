//! The voter's side: a ballot as it lies before a voter, and the published list of a closed box. No session.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::evaluation::ballot::{self as service, Opened, OpenedBox};
use remit_service::rows::{campaign_stratum, org};
use remit_shared::evaluation::{CampaignKind, CampaignState};
use remit_shared::id::NodeKind;

use super::campaign::{CampaignQuestion, questions};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::{global, read};

/// A ballot as it lies before a voter (§3.8). Only answered without a session, at `/graphql/ballot`.
#[derive(SimpleObject)]
pub struct BallotPaper {
    /// Campaign.
    campaign_id: ID,
    /// Title.
    title: String,
    /// Kind.
    kind: Code<CampaignKind>,
    /// Last day of answering.
    closes_on: NaiveDate,
    /// Questions.
    questions: Vec<CampaignQuestion>,
    /// Units, in the order of the answers.
    units: Vec<BallotUnit>,
    /// Group of the invitation.
    group_id: ID,
    /// Town or unit of the group.
    group_name: Option<String>,
    /// Code of the class or of the kind of deputy.
    group_class: Option<String>,
    /// Digest of all public keys, printed on the invitation.
    commitment: Option<String>,
    /// Every group's public key, to recompute the digest.
    keys: Vec<BallotKey>,
    /// Whether a credential was drawn with this invitation.
    drawn: bool,
}

/// A unit on a ballot.
#[derive(SimpleObject)]
pub struct BallotUnit {
    /// Global id.
    id: ID,
    /// Name.
    name: String,
}

/// The key of a group of voters.
#[derive(SimpleObject)]
pub struct BallotKey {
    /// Group.
    group_id: ID,
    /// Public half, hexadecimal.
    public_key: String,
    /// Group under which its credentials are listed since closing, if too few have answered in it.
    kept_with: Option<ID>,
    /// Private half, published at closing.
    private_key: Option<String>,
}

impl From<Opened> for BallotPaper {
    fn from(opened: Opened) -> Self {
        let unit = |unit: org::Model| BallotUnit {
            id: global(NodeKind::Org, unit.id),
            name: unit.name,
        };
        let key = |(id, public_key)| BallotKey {
            group_id: global(NodeKind::CampaignStratum, id),
            kept_with: None,
            public_key,
            private_key: None,
        };
        Self {
            campaign_id: global(NodeKind::Campaign, opened.campaign.id),
            title: opened.campaign.title,
            kind: opened.campaign.kind.get().into(),
            closes_on: opened.campaign.closes_on,
            questions: questions(&opened.paper),
            units: opened.units.into_iter().map(unit).collect(),
            group_id: global(NodeKind::CampaignStratum, opened.stratum.id),
            group_name: opened.group.map(|group| group.name),
            group_class: opened.stratum.class,
            commitment: opened.campaign.commitment,
            keys: opened.keys.into_iter().map(key).collect(),
            drawn: opened.drawn,
        }
    }
}

/// The published list of a closed ballot box: everybody may check every credential and find the own ballot.
#[derive(SimpleObject)]
pub struct BallotBox {
    /// Title.
    title: String,
    /// State.
    state: Code<CampaignState>,
    /// Digest of all public keys, fixed before opening.
    commitment: Option<String>,
    /// Digest of the counted ballots and cells.
    tally_hash: Option<String>,
    /// Both halves of every key.
    keys: Vec<BallotKey>,
    /// Spent credentials: group, nonce and output, separated by spaces.
    credentials: Vec<String>,
    /// Hashes of the counted ballots, sorted.
    hashes: Vec<String>,
}

impl From<OpenedBox> for BallotBox {
    fn from(opened: OpenedBox) -> Self {
        let key = |stratum: campaign_stratum::Model| BallotKey {
            group_id: global(NodeKind::CampaignStratum, stratum.id),
            kept_with: stratum
                .kept_with
                .map(|group| global(NodeKind::CampaignStratum, group)),
            public_key: stratum.public_key,
            private_key: stratum.private_key,
        };
        let credentials = opened.credentials.into_iter();
        Self {
            title: opened.campaign.title,
            state: opened.campaign.state.get().into(),
            commitment: opened.campaign.commitment,
            tally_hash: opened.campaign.tally_hash,
            keys: opened.strata.into_iter().map(key).collect(),
            credentials: credentials
                .map(|one| {
                    let group = global(NodeKind::CampaignStratum, one.stratum_id);
                    format!("{} {} {}", group.0, one.nonce, one.output)
                })
                .collect(),
            hashes: opened.hashes,
        }
    }
}

/// Reads of voters.
#[derive(Debug, Default)]
pub struct BallotQuery;

#[Object]
impl BallotQuery {
    /// The ballot of an invitation. Refused with a session: only at `/graphql/ballot` (F1).
    async fn ballot_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code on the invitation.")] code: String,
    ) -> Result<BallotPaper> {
        let request = RequestContext::of(ctx)?;
        let opened = service::open(&request.app, &request.op, &code).await;
        Ok(request.value(opened)?.into())
    }

    /// The published list of a closed campaign. Refused with a session: only at `/graphql/ballot` (F1).
    async fn ballot_box(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] campaign_id: ID,
    ) -> Result<BallotBox> {
        let request = RequestContext::of(ctx)?;
        let opened = async {
            let campaign = read(NodeKind::Campaign, &campaign_id, "campaignId")?;
            service::published(&request.app, &request.op, campaign).await
        };
        Ok(request.value(opened.await)?.into())
    }
}
