//! Campaigns and the pool of evaluators (K19, K20, K27, K28): list, console with results, pool, printed invitations.

mod acts;
mod detail;
mod draft;
mod list;
mod nomination;
mod pool;
mod print;
mod results;

use crate::i18n::word;
use crate::ui::tag::{Tone, Toned};
use remit_shared::evaluation::DeputyKind;
use remit_shared::evaluation::cohort::TOGETHER;
use remit_shared::wire::Wire;

crate::lazy_page!(campaign: CampaignList, AggregateRead => list::page);
crate::lazy_page!(campaign: CampaignDetail, AggregateRead => detail::page);
crate::lazy_page!(campaign: InvitationPrint, CampaignManage => print::page);
crate::lazy_page!(campaign: Pool, PoolManage => pool::page);

crate::operation!("graphql/campaign.graphql":
    CampaignRows, CampaignPage, CampaignOutcome, CampaignCut, CampaignEnvelopes, EvaluatorRows, EvaluatorTowns,
    Nominate, DecideOn, DraftNew, Approve, Remind, Prolong, TallyUp, PublishNow, VoidIt
);

/// The campaign as the page holds it.
type Campaign = campaign_page::CampaignPageCampaign;

impl Toned for CampaignState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Closed | Self::Tallied => Tone::Waiting,
            Self::Approved | Self::Open => Tone::Working,
            Self::Published => Tone::Done,
            Self::Voided => Tone::Quiet,
        }
    }
}

impl Toned for EvaluatorState {
    fn tone(self) -> Tone {
        match self {
            Self::Nominated => Tone::Waiting,
            Self::Active => Tone::Done,
            Self::Removed => Tone::Quiet,
        }
    }
}

/// The word of an evaluator class or of a kind of deputy.
/// The classes that answer together, in words.
fn class_word(codes: &str) -> String {
    let one = |code: &str| {
        EvaluatorClass::parse(code)
            .map(word)
            .or_else(|| DeputyKind::parse(code).map(word))
            .unwrap_or_default()
    };
    let words: Vec<&str> = codes.split(TOGETHER).map(one).collect();
    words.join(crate::i18n::lang().pick("、", ", "))
}
