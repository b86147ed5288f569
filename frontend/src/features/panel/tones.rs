//! What the states of the panel mean to the reader.

use remit_shared::panel::{AppointmentState, ReviewState, SessionState, SuggestionState};

use crate::ui::tag::{Tone, Toned};

impl Toned for SuggestionState {
    fn tone(self) -> Tone {
        match self {
            Self::Submitted => Tone::Waiting,
            Self::Screening | Self::Valid | Self::Adopted => Tone::Working,
            Self::Invalid | Self::Duplicate => Tone::Quiet,
            Self::Replied => Tone::Done,
        }
    }
}

impl Toned for AppointmentState {
    fn tone(self) -> Tone {
        match self {
            Self::Nominated => Tone::Waiting,
            Self::Appointed => Tone::Working,
            Self::Active => Tone::Done,
            Self::Expired => Tone::Quiet,
            Self::Dismissed => Tone::Back,
        }
    }
}

impl Toned for SessionState {
    fn tone(self) -> Tone {
        match self {
            Self::Planned => Tone::Waiting,
            Self::Held => Tone::Working,
            Self::Closed => Tone::Done,
            Self::Cancelled => Tone::Quiet,
        }
    }
}

impl Toned for ReviewState {
    fn tone(self) -> Tone {
        match self {
            Self::Pending => Tone::Waiting,
            Self::Submitted => Tone::Done,
            Self::Recused | Self::Waived => Tone::Quiet,
        }
    }
}
