//! Intake by group commit: ratings that arrive together share a transaction, and each is answered after it (K21).
//!
//! Whoever submits puts the rating in the queue; the first one starts a writer task, which takes what has gathered,
//! writes it in one transaction, answers, and goes on until the queue is empty. The task belongs to nobody's
//! request, so that a rater who hangs up takes no other rating down.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use remit_shared::rating::{RatingChannel, RatingLevel, RatingReason};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::batch;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure, Fault};

/// Ratings written in one transaction at most.
const BATCH_MAX: usize = 500;
/// Ratings that may wait; beyond that the service says that it is busy.
const QUEUE_MAX: usize = 20_000;
/// Longest comment (§7).
pub const COMMENT_MAX: usize = 300;
/// Networks whose pace is remembered at once.
const NETWORKS_MAX: usize = 50_000;

/// One rating as it arrives. Texts are checked by [`Submission::checked`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Made by the rater's device or the sender.
    pub client_id: Uuid,
    /// Rated unit.
    pub org_id: Uuid,
    /// Rated window.
    pub window_id: Option<Uuid>,
    /// Channel.
    pub channel: RatingChannel,
    /// Receipt number, as it came.
    pub receipt_no: Option<String>,
    /// Level.
    pub level: RatingLevel,
    /// Reasons.
    pub reasons: Vec<RatingReason>,
    /// Comment.
    pub comment: Option<String>,
    /// When it was given; the server's time where the channel is the public's own.
    pub rated_at: DateTime<Utc>,
    /// Keyed hash of the device.
    pub device_hash: Option<String>,
    /// Keyed hash of the network prefix.
    pub net_hash: Option<String>,
}

impl Submission {
    /// The submission with its texts checked.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        self.receipt_no = match self.receipt_no.as_deref().map(str::trim) {
            Some(no) if !no.is_empty() => Some(text::line("receiptNo", no, 64)?),
            _ => None,
        };
        self.comment = match self.comment.as_deref() {
            Some(comment) => Some(text::optional_body("comment", comment, COMMENT_MAX)?),
            None => None,
        }
        .filter(|comment| !comment.is_empty());
        self.reasons.sort_unstable();
        self.reasons.dedup();
        Ok(self)
    }
}

/// What a rater is told: the code, and whether the same submission had come before. Never what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Receipt code.
    pub code: String,
    /// The rating.
    pub id: Uuid,
    /// The same submission had been taken before.
    pub replayed: bool,
}

struct Waiting {
    submission: Submission,
    reply: oneshot::Sender<Answer<Taken>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Waiting>,
    writing: bool,
}

/// The queue of ratings, and the pace of the networks they come from.
#[derive(Default)]
pub struct Intake {
    queue: Mutex<Queue>,
    pace: Mutex<HashMap<String, (i64, u32)>>,
}

impl Intake {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a submission of the public and says whether the network has been asked to slow down (§8).
    pub fn is_flooding(&self, net: &str, now: DateTime<Utc>, limit: u32) -> bool {
        let hour = now.timestamp() / 3600;
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if pace.len() >= NETWORKS_MAX {
            pace.retain(|_, (of, _)| *of == hour);
        }
        let entry = pace.entry(net.to_owned()).or_insert((hour, 0));
        if entry.0 != hour {
            *entry = (hour, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        entry.1 > limit
    }

    /// Takes what has gathered, or notes that nobody writes any more.
    fn next(&self) -> Option<Vec<Waiting>> {
        let mut queue = self.lock();
        if queue.waiting.is_empty() {
            queue.writing = false;
            return None;
        }
        let count = queue.waiting.len().min(BATCH_MAX);
        Some(queue.waiting.drain(..count).collect())
    }
}

/// Hands a rating in and waits until it is durable.
pub async fn submit(app: &App, ctx: &OpCtx, submission: Submission) -> Answer<Taken> {
    let submission = submission.checked()?;
    let (reply, answer) = oneshot::channel();
    let start = {
        let mut queue = app.intake.lock();
        if queue.waiting.len() >= QUEUE_MAX {
            return Err(busy().into());
        }
        queue.waiting.push(Waiting { submission, reply });
        !std::mem::replace(&mut queue.writing, true)
    };
    if start {
        let (app, mut ctx) = (app.clone(), ctx.clone());
        // The batch is nobody's own: its audit record names no rater's address.
        (ctx.actor, ctx.address, ctx.user_agent) = (None, None, None);
        tokio::spawn(async move { write_all(&app, &ctx).await });
    }
    answer.await.map_err(|_| {
        Failure::from(Fault::Broken(
            "the writer of ratings ended without an answer".into(),
        ))
    })?
}

fn busy() -> Refusal {
    Refusal::new(
        RefusalCode::Unavailable,
        "评价提交人数较多，请稍后再试。",
        "Too many ratings arrive at once; try again in a moment.",
    )
}

async fn write_all(app: &App, ctx: &OpCtx) {
    while let Some(batch) = app.intake.next() {
        let (submissions, replies): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .map(|waiting| (waiting.submission, waiting.reply))
            .unzip();
        let answers = batch::write(app, ctx, "rating.intake", submissions).await;
        match answers {
            Ok(answers) => {
                for (reply, answer) in replies.into_iter().zip(answers) {
                    // A rater who has gone away needs no answer.
                    let _ = reply.send(answer.map_err(Failure::from));
                }
            }
            Err(failure) => {
                tracing::error!(%failure, "a batch of ratings could not be written");
                for reply in replies {
                    let _ = reply.send(Err(busy().into()));
                }
            }
        }
    }
}
