//! What the states of lists mean to the reader.

use remit_shared::list::tasks::LineChange;
use remit_shared::list::{ListOp, PowerState, TriggerState};

use crate::ui::tag::{Tone, Toned};

impl Toned for PowerState {
    fn tone(self) -> Tone {
        match self {
            Self::Active => Tone::Done,
            Self::Cancelled => Tone::Quiet,
        }
    }
}

impl Toned for ListOp {
    fn tone(self) -> Tone {
        match self {
            Self::Add => Tone::Done,
            Self::Cancel => Tone::Back,
            Self::Change => Tone::Working,
            Self::Transfer => Tone::Waiting,
        }
    }
}

impl Toned for LineChange {
    fn tone(self) -> Tone {
        match self {
            Self::Added => Tone::Done,
            Self::Removed => Tone::Back,
            Self::Changed => Tone::Working,
            Self::Kept => Tone::Quiet,
        }
    }
}

impl Toned for TriggerState {
    fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Waiting,
            Self::Submitted => Tone::Done,
            Self::Voided => Tone::Quiet,
        }
    }
}
