//! Batched look-ups: what the objects of one answer ask for in the same breath becomes one call.
//!
//! The first field that asks yields once; until it runs again every other field of the answer has put its key
//! beside its own, because GraphQL resolves lists side by side in one task. There is no timer, so the number of
//! calls does not depend on the machine's speed, and nothing is kept afterwards, so nothing can be stale.
//! async-graphql's own `DataLoader` waits a millisecond and spawns a task for each batch.

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::{Error, Result};
use tokio::sync::broadcast::{Receiver, Sender};

/// What a batch found, shared by all who asked.
type Found<K, V> = Result<Arc<HashMap<K, V>>, Error>;

struct Waiting<K, V> {
    keys: HashSet<K>,
    found: Sender<Found<K, V>>,
}

/// Gathers keys that are asked for at the same time.
pub struct Batch<K, V> {
    waiting: Mutex<Option<Waiting<K, V>>>,
}

/// What an asker does: the first one looks up for all, the others wait for it.
enum Seat<'a, K, V> {
    Lead(Lead<'a, K, V>),
    Follow(Receiver<Found<K, V>>),
}

/// The leader's duty. Dropped before it looked up (its part of the answer failed), it lets the others go, and
/// one of them leads instead.
struct Lead<'a, K, V> {
    batch: &'a Batch<K, V>,
    left: bool,
}

impl<K, V> Default for Batch<K, V> {
    fn default() -> Self {
        Self {
            waiting: Mutex::new(None),
        }
    }
}

impl<K: Copy + Eq + Hash, V: Clone> Batch<K, V> {
    /// The value of a key, looked up together with every other key asked for now. `None` if it has none.
    pub async fn load<L, F>(&self, key: K, look_up: L) -> Result<Option<V>>
    where
        L: Fn(Vec<K>) -> F,
        F: Future<Output = Result<HashMap<K, V>>>,
    {
        loop {
            let found = match self.join(key) {
                Seat::Lead(lead) => lead.run(&look_up).await,
                Seat::Follow(mut receiver) => match receiver.recv().await {
                    Ok(found) => found,
                    // The leader is gone without an answer.
                    Err(_) => continue,
                },
            };
            return Ok(found?.get(&key).cloned());
        }
    }

    fn join(&self, key: K) -> Seat<'_, K, V> {
        let mut waiting = self.lock();
        if let Some(batch) = waiting.as_mut() {
            batch.keys.insert(key);
            return Seat::Follow(batch.found.subscribe());
        }
        *waiting = Some(Waiting {
            keys: HashSet::from([key]),
            found: Sender::new(1),
        });
        Seat::Lead(Lead {
            batch: self,
            left: false,
        })
    }
}

impl<K, V> Batch<K, V> {
    fn lock(&self) -> MutexGuard<'_, Option<Waiting<K, V>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Copy + Eq + Hash, V: Clone> Lead<'_, K, V> {
    async fn run<L, F>(mut self, look_up: &L) -> Found<K, V>
    where
        L: Fn(Vec<K>) -> F,
        F: Future<Output = Result<HashMap<K, V>>>,
    {
        tokio::task::yield_now().await;
        let batch = self.batch.lock().take();
        self.left = true;
        let Some(Waiting { keys, found: sender }) = batch else {
            return Ok(Arc::default());
        };
        let found = look_up(keys.into_iter().collect()).await.map(Arc::new);
        // Nobody may be waiting, which is no error.
        let _ = sender.send(found.clone());
        found
    }
}

impl<K, V> Drop for Lead<'_, K, V> {
    fn drop(&mut self) {
        if !self.left {
            *self.batch.lock() = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;

    async fn doubled(keys: Vec<u32>) -> Result<HashMap<u32, u32>> {
        Ok(keys
            .into_iter()
            .filter(|key| *key != 13)
            .map(|key| (key, key * 2))
            .collect())
    }

    #[tokio::test]
    async fn everything_asked_for_together_is_one_call() {
        let batch = Batch::default();
        let calls = AtomicUsize::new(0);
        let look_up = |keys| {
            calls.fetch_add(1, Ordering::Relaxed);
            doubled(keys)
        };
        let asked = (0..200).map(|key| batch.load(key % 100, look_up));
        for (key, value) in join_all(asked).await.into_iter().enumerate() {
            let key = u32::try_from(key).unwrap() % 100;
            assert_eq!(value.unwrap(), (key != 13).then_some(key * 2), "{key}");
        }
        assert_eq!(calls.load(Ordering::Relaxed), 1);
        assert_eq!(batch.load(7, look_up).await.unwrap(), Some(14));
        assert_eq!(
            calls.load(Ordering::Relaxed),
            2,
            "nothing is kept between batches"
        );
    }

    #[tokio::test]
    async fn an_error_reaches_everybody_who_asked() {
        let batch = Batch::<u32, u32>::default();
        let fail = |_| async { Err(Error::new("away")) };
        for result in join_all([batch.load(1, fail), batch.load(2, fail)]).await {
            assert_eq!(result.unwrap_err().message, "away");
        }
    }

    #[tokio::test]
    async fn a_leader_that_is_dropped_hands_over() {
        let batch = Batch::default();
        let mut leader = Box::pin(batch.load(1, doubled));
        assert!(futures_util::poll!(leader.as_mut()).is_pending());
        let mut follower = Box::pin(batch.load(2, doubled));
        assert!(futures_util::poll!(follower.as_mut()).is_pending());
        drop(leader);
        assert_eq!(follower.await.unwrap(), Some(4));
    }
}
