//! Load: some workers at once for a while, each as fast as it is answered.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::http::Connection;

/// What a client does over and over.
pub trait Work: Send + 'static {
    /// Once; an error ends the bench, so that refusals are never counted as work.
    fn once(&mut self) -> impl Future<Output = Result<()>> + Send;
}

/// What was measured.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Times done.
    pub done: usize,
    /// Times done in a second, by all clients together.
    pub rate: f64,
    /// Half of them took at most this.
    pub p50: Duration,
    /// Ninety-nine of a hundred took at most this.
    pub p99: Duration,
}

/// Lets the workers work, first a fifth of the time unmeasured.
pub async fn measure<W: Work>(workers: Vec<W>, time: Duration) -> Result<Figures> {
    let begin = Instant::now() + time / 5;
    let end = begin + time;
    let tasks: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            tokio::spawn(async move {
                let mut took = Vec::new();
                loop {
                    let start = Instant::now();
                    if start >= end {
                        return Ok::<_, anyhow::Error>(took);
                    }
                    worker.once().await?;
                    if start >= begin {
                        took.push(start.elapsed());
                    }
                }
            })
        })
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await.context("a client stopped")??);
    }
    if took.is_empty() {
        bail!("nothing was finished in {time:?}: give it more --seconds");
    }
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
    Ok(Figures {
        done: took.len(),
        rate: count(took.len()) / time.as_secs_f64(),
        p50: at(50),
        p99: at(99),
    })
}

/// A count as a figure.
pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// Requests over one connection, each made anew, each answered with 200 and without errors.
pub struct Requests {
    connection: Connection,
    next: Box<dyn FnMut() -> Vec<u8> + Send>,
    /// Words that a good answer has.
    wanted: &'static str,
}

impl Requests {
    /// A client that sends what `next` makes.
    pub fn new(
        connection: Connection,
        wanted: &'static str,
        next: impl FnMut() -> Vec<u8> + Send + 'static,
    ) -> Self {
        Self {
            connection,
            next: Box::new(next),
            wanted,
        }
    }
}

impl Work for Requests {
    async fn once(&mut self) -> Result<()> {
        let request = (self.next)();
        let answer = self.connection.send(&request).await?;
        let good = answer.status == 200
            && answer
                .body
                .windows(self.wanted.len())
                .any(|part| part == self.wanted.as_bytes());
        if good && !answer.body.starts_with(b"{\"errors\"") {
            return Ok(());
        }
        let text: String = answer.text().chars().take(600).collect();
        bail!(
            "{} instead of an answer with `{}`: {text}",
            answer.status,
            self.wanted
        )
    }
}
