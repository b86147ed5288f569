//! What the states of coordination mean to the reader.

use remit_shared::coordination::{CaseState, CheckResult, ConsultationState};

use crate::ui::tag::{Tone, Toned};

impl Toned for ConsultationState {
    fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Working,
            Self::Agreed => Tone::Done,
            Self::Failed => Tone::Back,
        }
    }
}

impl Toned for CaseState {
    fn tone(self) -> Tone {
        match self {
            Self::Applied | Self::Supplement => Tone::Waiting,
            Self::Accepted | Self::Hearing | Self::Expert | Self::Decided | Self::FollowUp => Tone::Working,
            Self::Published | Self::Closed => Tone::Done,
            Self::Refused => Tone::Back,
            Self::Withdrawn => Tone::Quiet,
        }
    }
}

impl Toned for CheckResult {
    fn tone(self) -> Tone {
        match self {
            Self::Effective => Tone::Done,
            Self::NotEffective => Tone::Back,
        }
    }
}
