//! What the states of an adjustment mean to the reader.

use remit_shared::list::AdjustmentState;

use crate::ui::tag::{Tone, Toned};

impl Toned for AdjustmentState {
    fn tone(self) -> Tone {
        match self {
            Self::Proposed => Tone::Waiting,
            Self::Consulting | Self::LegalCheck | Self::Approved | Self::ListsUpdated => Tone::Working,
            Self::Published | Self::Checked => Tone::Done,
            Self::Rejected => Tone::Quiet,
        }
    }
}
