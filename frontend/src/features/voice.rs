//! The other voices: leaders' cards (K25), mutual ballot (K26), their board, appraisals (K29), negative records (C21).

mod appraisal;
mod board;
mod cards;
mod days;
mod import;
mod level;
mod matrix;
mod mutual;
mod record;
mod summary;
mod violation;

use crate::ui::tag::{Tone, Toned};

crate::lazy_page!(voice: VoiceBoardPage, AggregateRead => board::page);
crate::lazy_page!(voice: CommentCards, CommentOwnRead => cards::page);
crate::lazy_page!(voice: MutualBallotPage, MutualCast => mutual::page);
crate::lazy_page!(violation: AppraisalList, AggregateRead => appraisal::page);
crate::lazy_page!(violation: ViolationList, ViolationRead => violation::page);
crate::lazy_page!(violation: ViolationDetail, ViolationRead => record::page);

crate::operation!("graphql/voice.graphql":
    VoiceBoard, SetVoiceDays, RemindLate, PublishSummary, LeaderCards, SayOfUnit, PeerBallot, KeepDraft, CastPeerBallot,
    AppraisalRows, AppraisalSums, ViolationRows, ViolationPage, ScoredUnits, EnterViolation, DecideViolation
);

impl Toned for VoiceWindowState {
    fn tone(self) -> Tone {
        match self {
            Self::Scheduled => Tone::Quiet,
            Self::Open => Tone::Working,
            Self::Closed => Tone::Waiting,
            Self::Published => Tone::Done,
        }
    }
}

impl Toned for ViolationState {
    fn tone(self) -> Tone {
        match self {
            Self::Recorded | Self::Contested => Tone::Waiting,
            Self::Confirmed | Self::Upheld => Tone::Back,
            Self::Revoked => Tone::Quiet,
        }
    }
}

impl Toned for AppraisalMark {
    fn tone(self) -> Tone {
        match self {
            Self::A => Tone::Done,
            Self::B => Tone::Working,
            Self::C => Tone::Waiting,
            Self::D => Tone::Back,
        }
    }
}
