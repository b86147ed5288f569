//! What a ballot says: a level for every question about every target, as one short text (§2 `BallotResponse`).
//!
//! The text has one letter for each answer, target by target in the campaign's order: `5` to `1`, `-` for 不了解,
//! `.` for a target left out. One row a ballot keeps it whole: it is cast entirely or not at all.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::BallotLevel;
use crate::refusal::{Refusal, RefusalCode};

/// Bytes of the random salt that keeps a ballot's hash from being guessed.
pub const SALT_BYTES: usize = 16;

/// How many answers a ballot has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Units that are rated.
    pub targets: usize,
    /// Questions asked of each.
    pub questions: usize,
}

impl Shape {
    /// Answers in all.
    pub fn cells(self) -> usize {
        self.targets.saturating_mul(self.questions)
    }
}

/// The answers of one ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    shape: Shape,
    levels: Vec<Option<BallotLevel>>,
}

impl Answers {
    /// A ballot on which nothing has been answered yet.
    pub fn blank(shape: Shape) -> Self {
        Self {
            shape,
            levels: vec![None; shape.cells()],
        }
    }

    /// Reads the text of a ballot; one of another shape is `E_INPUT`.
    pub fn parse(shape: Shape, text: &str) -> Result<Self, Refusal> {
        let levels: Result<Vec<_>, ()> = text.chars().map(level).collect();
        levels
            .ok()
            .filter(|levels| levels.len() == shape.cells())
            .map(|levels| Self { shape, levels })
            .ok_or_else(misshapen)
    }

    /// The text of the ballot.
    pub fn render(&self) -> String {
        self.levels.iter().map(|level| letter(*level)).collect()
    }

    /// The shape.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The answers about one target, in the order of the questions.
    pub fn of_target(&self, target: usize) -> &[Option<BallotLevel>] {
        let from = target.saturating_mul(self.shape.questions);
        self.levels
            .get(from..from.saturating_add(self.shape.questions))
            .unwrap_or_default()
    }

    /// Answers one question about one target; beyond the ballot nothing happens.
    pub fn set(&mut self, target: usize, question: usize, level: Option<BallotLevel>) {
        if target < self.shape.targets && question < self.shape.questions {
            let place = target * self.shape.questions + question;
            if let Some(slot) = self.levels.get_mut(place) {
                *slot = level;
            }
        }
    }

    /// Answers every question about one target alike: 不了解 for a unit the voter does not know.
    pub fn set_all(&mut self, target: usize, level: BallotLevel) {
        for question in 0..self.shape.questions {
            self.set(target, question, Some(level));
        }
    }

    /// Whether every question about a target is answered or marked 不了解.
    pub fn is_done(&self, target: usize) -> bool {
        let answers = self.of_target(target);
        !answers.is_empty() && answers.iter().all(Option::is_some)
    }

    /// Targets that are done.
    pub fn done(&self) -> usize {
        (0..self.shape.targets)
            .filter(|target| self.is_done(*target))
            .count()
    }

    /// The first target that was begun and not finished.
    pub fn half_done(&self) -> Option<usize> {
        (0..self.shape.targets)
            .find(|target| !self.is_done(*target) && self.of_target(*target).iter().any(Option::is_some))
    }

    /// Whether the ballot may be cast: no target half done, at least half of them done (§3.8).
    pub fn check(&self) -> Result<(), Refusal> {
        if let Some(target) = self.half_done() {
            let place = target + 1;
            return Err(Refusal::new(
                RefusalCode::Input,
                format!("第{place}个单位还有题目未答，请补答，不清楚的请选“不了解”。"),
                format!("Unit {place} has unanswered questions; answer them, or choose \"do not know\"."),
            )
            .on("answers"));
        }
        let (done, targets) = (self.done(), self.shape.targets);
        if done.saturating_mul(2) < targets || done == 0 {
            let more = targets.div_ceil(2).max(1).saturating_sub(done);
            return Err(Refusal::new(
                RefusalCode::Input,
                format!("至少须评价或标明“不了解”一半单位，请再填写{more}个单位。"),
                format!("Rate at least half of the units or mark them \"do not know\": {more} more."),
            )
            .on("answers"));
        }
        Ok(())
    }
}

/// SHA-256 of a ballot, published after closing so that its voter finds it counted. Without the salt, which the
/// voter's device does not keep, it does not show what the ballot says. `own` is the unit that a ballot of its staff
/// speaks of; the group of other voters is no part of it, because it may be forgotten at closing.
pub fn ballot_hash(campaign: Uuid, own: Option<Uuid>, salt: &[u8; SALT_BYTES], answers: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"remit-ballot-2");
    hash.update(campaign.as_bytes());
    hash.update(own.unwrap_or_default().as_bytes());
    hash.update(salt);
    hash.update(answers.as_bytes());
    hex::encode(hash.finalize())
}

fn letter(level: Option<BallotLevel>) -> char {
    match level {
        Some(BallotLevel::L5) => '5',
        Some(BallotLevel::L4) => '4',
        Some(BallotLevel::L3) => '3',
        Some(BallotLevel::L2) => '2',
        Some(BallotLevel::L1) => '1',
        Some(BallotLevel::DontKnow) => '-',
        None => '.',
    }
}

/// The level of a letter; `Err` for a letter that stands for none.
fn level(letter: char) -> Result<Option<BallotLevel>, ()> {
    Ok(match letter {
        '5' => Some(BallotLevel::L5),
        '4' => Some(BallotLevel::L4),
        '3' => Some(BallotLevel::L3),
        '2' => Some(BallotLevel::L2),
        '1' => Some(BallotLevel::L1),
        '-' => Some(BallotLevel::DontKnow),
        '.' => None,
        _ => return Err(()),
    })
}

fn misshapen() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "问卷内容与本次调查的单位和题目不一致，请重新打开问卷。",
        "The ballot does not fit the units and questions of this campaign; open it again.",
    )
    .on("answers")
}
