//! Colours of ratings' words.

use super::{BadRatingState, FlagState, RatingLevel};
use crate::ui::tag::{Tone, Toned};

impl Toned for BadRatingState {
    fn tone(self) -> Tone {
        match self {
            Self::Opened | Self::Appealed | Self::Feedback => Tone::Waiting,
            Self::Verifying | Self::Explained | Self::Rectifying | Self::Revisited => Tone::Working,
            Self::Closed => Tone::Done,
            Self::Excluded => Tone::Quiet,
        }
    }
}

impl Toned for FlagState {
    fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Waiting,
            Self::Reviewed => Tone::Working,
            Self::Decided => Tone::Done,
        }
    }
}

impl Toned for RatingLevel {
    fn tone(self) -> Tone {
        match self {
            Self::L5 | Self::L4 => Tone::Done,
            Self::L3 => Tone::Quiet,
            Self::L2 | Self::L1 => Tone::Back,
        }
    }
}
