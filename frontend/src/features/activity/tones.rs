//! What the states of activities and findings mean to the reader.

use remit_shared::activity::{ActivityState, FindingState};

use crate::ui::tag::{Tone, Toned};

impl Toned for ActivityState {
    fn tone(self) -> Tone {
        match self {
            Self::Planned | Self::Notified => Tone::Waiting,
            Self::OnSite | Self::Findings => Tone::Working,
            Self::Reported | Self::Closed => Tone::Done,
            Self::Cancelled => Tone::Quiet,
        }
    }
}

impl Toned for FindingState {
    fn tone(self) -> Tone {
        match self {
            Self::Recorded | Self::Put => Tone::Waiting,
            Self::Confirmed | Self::Contested => Tone::Working,
            Self::Converted => Tone::Done,
            Self::Dropped => Tone::Quiet,
        }
    }
}
