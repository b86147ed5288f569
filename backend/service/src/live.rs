//! Live events: what the outbox says, handed to the subscriptions of this process.
//!
//! Each process tails the outbox in commit order (`change_seq`), woken at once by its own commits and at
//! least once a second for those of other nodes, so a subscriber on any node hears of every event.

use std::time::Duration;

use remit_shared::notice::NoticeKind;
use remit_store::{Db, notice as rows};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

use crate::failure::Answer;

/// Events held for a slow subscriber; one that falls further behind refetches.
const BACKLOG: usize = 1024;
/// Outbox rows read at a time.
const CHUNK: u64 = 200;
/// How long to wait at most for somebody else's commit.
const TAIL_EVERY: Duration = Duration::from_secs(1);

/// A place in the outbox: commit-ordered number, then row id.
type Place = (i64, Uuid);

/// One event for one addressee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    /// Commit-ordered number.
    pub seq: i64,
    /// Account it is for.
    pub account_id: Uuid,
    /// What happened.
    pub kind: NoticeKind,
    /// Record concerned.
    pub subject_id: Option<Uuid>,
    /// Its code, such as `LZ-2022-0001`.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// The process's live channel.
#[derive(Debug)]
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    wake: Notify,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(BACKLOG),
            wake: Notify::new(),
        }
    }
}

impl Live {
    /// Subscribes from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<LiveEvent> {
        self.sender.subscribe()
    }

    /// Says that this process has just committed outbox rows.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Tails the outbox for ever; the server runs this as one task and drops it at shutdown.
    pub async fn run(&self, db: &Db, jurisdiction_id: Uuid) {
        let mut seen = None;
        loop {
            match self.forward(db, jurisdiction_id, seen).await {
                Ok(last) => seen = last,
                Err(error) => tracing::warn!(%error, "the outbox could not be read; trying again"),
            }
            let _ = tokio::time::timeout(TAIL_EVERY, self.wake.notified()).await;
        }
    }

    /// Forwards what is newer than `seen`; the first call only finds out where the tail is.
    async fn forward(&self, db: &Db, jurisdiction_id: Uuid, seen: Option<Place>) -> Answer<Option<Place>> {
        let Some(mut last) = seen else {
            return Ok(Some(rows::outbox_tail(db.read(), jurisdiction_id).await?));
        };
        loop {
            let events = rows::outbox_after(db.read(), jurisdiction_id, last, CHUNK).await?;
            let Some(newest) = events.last().map(|row| (row.seq, row.id)) else {
                return Ok(Some(last));
            };
            for event in events.iter().filter_map(to_event) {
                // No subscriber is not an error.
                let _ = self.sender.send(event);
            }
            last = newest;
        }
    }
}

/// What the outbox row's JSON payload holds.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Payload {
    pub code: String,
    pub title: String,
}

fn to_event(row: &remit_store::entity::outbox::Model) -> Option<LiveEvent> {
    use remit_shared::wire::Wire;
    let payload: Payload = serde_json::from_str(&row.payload).ok()?;
    Some(LiveEvent {
        seq: row.seq,
        account_id: row.account_id?,
        kind: NoticeKind::parse(&row.kind)?,
        subject_id: row.subject_id,
        code: payload.code,
        title: payload.title,
    })
}
