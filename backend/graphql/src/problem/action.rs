//! What the present state and the reader's role could allow (§3.3, §3.4).

use async_graphql::{Description, Object};
use remit_service::context::{Locale, OpCtx};
use remit_shared::evaluation::machine::CampaignAvailability;
use remit_shared::plan::point::machine as point;
use remit_shared::problem::machine::Availability;
use remit_shared::problem::sheet::SheetAvailability;
use remit_shared::rating::bad::BadAvailability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;

use crate::code::Code;
use crate::failure::sentence;

/// An action that the state and the role could ever allow, and the sentence why not now (§3.3).
///
/// What a person would type or attach is not judged yet, so that a button shows before its form is filled in.
#[derive(Description)]
pub struct ActionAvailability {
    action: &'static str,
    refusal: Option<Refusal>,
    locale: Locale,
}

impl ActionAvailability {
    /// An action of any machine.
    pub fn new(op: &OpCtx, event: impl Wire, outcome: Result<(), Refusal>) -> Self {
        Self {
            action: event.code(),
            refusal: outcome.err(),
            locale: op.locale,
        }
    }

    /// An action on a problem.
    pub fn on_problem(op: &OpCtx, availability: Availability) -> Self {
        Self {
            action: availability.event.code(),
            refusal: availability.outcome.err(),
            locale: op.locale,
        }
    }

    /// An action on a campaign.
    pub fn on_campaign(op: &OpCtx, availability: CampaignAvailability) -> Self {
        Self {
            action: availability.event.code(),
            refusal: availability.outcome.err(),
            locale: op.locale,
        }
    }

    /// An action on an effectiveness point.
    pub fn on_point(op: &OpCtx, availability: point::Availability) -> Self {
        Self {
            action: availability.event.code(),
            refusal: availability.outcome.err(),
            locale: op.locale,
        }
    }

    /// An action on a bad-rating case.
    pub fn on_bad_rating(op: &OpCtx, availability: BadAvailability) -> Self {
        Self {
            action: availability.event.code(),
            refusal: availability.outcome.err(),
            locale: op.locale,
        }
    }

    /// An action of any machine, by its code.
    pub fn of(op: &OpCtx, action: &'static str, outcome: Result<(), Refusal>) -> Self {
        Self {
            action,
            refusal: outcome.err(),
            locale: op.locale,
        }
    }

    /// An action on a push sheet.
    pub fn on_sheet(op: &OpCtx, availability: SheetAvailability) -> Self {
        Self {
            action: availability.event.code(),
            refusal: availability.outcome.err(),
            locale: op.locale,
        }
    }
}

#[Object(use_type_description)]
impl ActionAvailability {
    /// Code of the action: a value of the record's kind of events, such as ProblemEventKind or SheetEventKind.
    async fn action(&self) -> &str {
        self.action
    }

    /// Whether it can be done now.
    async fn allowed(&self) -> bool {
        self.refusal.is_none()
    }

    /// Why not, as a stable code.
    async fn code(&self) -> Option<Code<RefusalCode>> {
        self.refusal.as_ref().map(|refusal| refusal.code.into())
    }

    /// Why not and what to do, in Chinese.
    async fn message_zh(&self) -> Option<&str> {
        self.refusal.as_ref().map(|refusal| refusal.zh.as_str())
    }

    /// The same in the language of the request.
    async fn message(&self) -> Option<&str> {
        self.refusal
            .as_ref()
            .map(|refusal| sentence(refusal, self.locale))
    }
}
