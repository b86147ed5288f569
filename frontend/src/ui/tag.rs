//! State words with a colour and a shape, never a colour alone.

use leptos::prelude::*;
use remit_shared::audit::Outcome;
use remit_shared::identity::{AccountState, GrantState};
use remit_shared::linkage::{SubmissionState, WindowState};
use remit_shared::plan::point::{PointChangeState, PointState};
use remit_shared::plan::{PlanState, RegulationState};
use remit_shared::problem::{
    Alert, ExtensionState, LedgerState, ProblemState, Severity, SheetState, Urgency,
};
use remit_shared::scoring::life::{AppealState, RunState};
use remit_shared::staffing::ProposalState;
use remit_shared::wire::Wire;

use crate::i18n::{Text, t, tr};

/// What a state means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do: drafts, merged.
    Quiet,
    /// Waits for somebody.
    Waiting,
    /// Is being worked on.
    Working,
    /// Done.
    Done,
    /// Came back.
    Back,
}

impl Tone {
    /// The shape beside the word is drawn by the style sheet, so that it is the same on every device.
    fn class(self) -> &'static str {
        match self {
            Self::Quiet => "tag quiet",
            Self::Waiting => "tag waiting",
            Self::Working => "tag working",
            Self::Done => "tag done",
            Self::Back => "tag back",
        }
    }
}

/// A value that is shown as a tag.
pub trait Toned: Wire {
    /// What the value means to the reader.
    fn tone(self) -> Tone;
}

impl Toned for RunState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft => Tone::Working,
            Self::Reviewed => Tone::Waiting,
            Self::Published | Self::Frozen | Self::Exported => Tone::Done,
            Self::Superseded => Tone::Quiet,
        }
    }
}

impl Toned for ProposalState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft => Tone::Quiet,
            Self::Checked | Self::Submitted => Tone::Waiting,
            Self::Adopted => Tone::Working,
            Self::Implemented | Self::Reviewed => Tone::Done,
            Self::NotSupported => Tone::Back,
        }
    }
}

impl Toned for AppealState {
    fn tone(self) -> Tone {
        match self {
            Self::Filed => Tone::Waiting,
            Self::Accepted => Tone::Back,
            Self::Upheld => Tone::Done,
        }
    }
}

impl Toned for ProblemState {
    fn tone(self) -> Tone {
        match self {
            Self::Raised | Self::Assigned | Self::Submitted => Tone::Waiting,
            Self::Verifying | Self::Immediate | Self::Ledgered | Self::Rectifying | Self::Reverifying => {
                Tone::Working
            }
            Self::Returned => Tone::Back,
            Self::Closed => Tone::Done,
            Self::Rejected | Self::Merged => Tone::Quiet,
        }
    }
}

impl Toned for PointState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Cancelled | Self::Archived => Tone::Quiet,
            Self::Submitted | Self::ChangePending | Self::Claimed => Tone::Waiting,
            Self::Approved | Self::Active => Tone::Working,
            Self::Verified => Tone::Done,
            Self::Returned | Self::NotDone => Tone::Back,
        }
    }
}

impl Toned for PointChangeState {
    fn tone(self) -> Tone {
        match self {
            Self::Asked => Tone::Waiting,
            Self::Granted => Tone::Done,
            Self::Refused => Tone::Back,
        }
    }
}

impl Toned for SheetState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Filed => Tone::Quiet,
            Self::Pushed => Tone::Waiting,
            Self::Received | Self::Converted => Tone::Working,
            Self::Done => Tone::Done,
        }
    }
}

impl Toned for PlanState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Amended | Self::Archived => Tone::Quiet,
            Self::Consulted => Tone::Working,
            Self::Approved => Tone::Waiting,
            Self::Published => Tone::Done,
        }
    }
}

impl Toned for SubmissionState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Nil | Self::Voided => Tone::Quiet,
            Self::Submitted => Tone::Waiting,
            Self::Returned => Tone::Back,
            Self::Accepted => Tone::Done,
        }
    }
}

impl Toned for RegulationState {
    fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Repealed => Tone::Quiet,
            Self::Published => Tone::Done,
        }
    }
}

impl Toned for WindowState {
    fn tone(self) -> Tone {
        match self {
            Self::Scheduled => Tone::Quiet,
            Self::Open | Self::Closed => Tone::Working,
            Self::Grace | Self::Studied => Tone::Waiting,
            Self::FedBack => Tone::Done,
        }
    }
}

impl Toned for LedgerState {
    fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Working,
            Self::Closed => Tone::Done,
        }
    }
}

impl Toned for ExtensionState {
    fn tone(self) -> Tone {
        match self {
            Self::Asked => Tone::Waiting,
            Self::Granted => Tone::Done,
            Self::Refused => Tone::Back,
        }
    }
}

impl Toned for AccountState {
    fn tone(self) -> Tone {
        match self {
            Self::Active => Tone::Done,
            Self::Locked => Tone::Back,
            Self::Disabled => Tone::Quiet,
        }
    }
}

impl Toned for GrantState {
    fn tone(self) -> Tone {
        match self {
            Self::Pending => Tone::Waiting,
            Self::Active => Tone::Done,
            Self::Revoked => Tone::Quiet,
        }
    }
}

impl Toned for Outcome {
    fn tone(self) -> Tone {
        match self {
            Self::Done => Tone::Done,
            Self::Refused => Tone::Back,
            Self::Failed => Tone::Waiting,
        }
    }
}

impl Toned for Urgency {
    fn tone(self) -> Tone {
        match self {
            Self::Normal => Tone::Quiet,
            Self::Urgent => Tone::Back,
        }
    }
}

impl Toned for Severity {
    fn tone(self) -> Tone {
        match self {
            Self::Minor => Tone::Quiet,
            Self::Moderate => Tone::Waiting,
            Self::Severe => Tone::Back,
        }
    }
}

/// A tag for a value: `tag(problem.state)`.
pub fn tag<W: Toned>(value: W) -> AnyView {
    tag_of(value.tone(), Text::new(value.zh(), value.en()))
}

/// A tag with any word.
pub fn tag_of(tone: Tone, text: Text) -> AnyView {
    view! { <span class=tone.class()><span class="tag-shape" aria-hidden="true"></span>{tr(text)}</span> }
        .into_any()
}

/// The alert beside a state: 蓝, 黄, 红. Nothing for none.
pub fn alert(alert: Alert) -> AnyView {
    let (class, text) = match alert {
        Alert::None => return ().into_any(),
        Alert::Blue => ("alert blue", t::kit::alert::BLUE),
        Alert::Yellow => ("alert yellow", t::kit::alert::YELLOW),
        Alert::Red => ("alert red", t::kit::alert::RED),
    };
    view! { <span class=class title=tr(Text::new(alert.zh(), alert.en()))><span class="tag-shape" aria-hidden="true"></span>{tr(text)}</span> }.into_any()
}
