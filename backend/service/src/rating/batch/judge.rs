//! Statuses on arrival (§5.6 a, b): what was counted before, and what the batch itself adds.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate};
use remit_shared::calendar::shanghai_day;
use remit_shared::rating::intake::{Arrival, status_on_arrival};
use remit_shared::rating::{RatingRules, RatingStatus};
use remit_store::entity::public_rating;
use remit_store::rating::intake::{self as rows, SourceCount};
use uuid::Uuid;

use super::super::intake::Submission;
use super::super::rules_now;
use crate::failure::Answer;
use crate::work::Work;

type Place = Option<Uuid>;

/// What is known about sources and receipts while a batch is judged.
pub(super) struct Judge {
    receipts: HashMap<(Uuid, String), Uuid>,
    used: HashSet<Uuid>,
    /// Counted ratings by device, day and window.
    devices: HashMap<(String, NaiveDate), HashMap<Place, u32>>,
    /// Counted ratings of the last hour by network and window.
    networks: HashMap<(String, Place), u32>,
    /// Limits of the plan in force.
    pub rules: RatingRules,
}

impl Judge {
    /// Looks up everything the batch names, in a fixed number of statements.
    pub async fn prepare(work: &Work<'_>, batch: &[Submission]) -> Answer<Self> {
        let mut judge = Self {
            receipts: HashMap::new(),
            used: HashSet::new(),
            devices: HashMap::new(),
            networks: HashMap::new(),
            rules: rules_now(work).await?,
        };
        let numbers = distinct(batch.iter().filter_map(|one| one.receipt_no.clone()));
        let orgs = distinct(batch.iter().map(|one| one.org_id));
        let found = rows::receipts(&work.tx, work.tx.jurisdiction_id(), &orgs, &numbers).await?;
        let ids: Vec<Uuid> = found.iter().map(|receipt| receipt.id).collect();
        judge.used = rows::rated(&work.tx, &ids).await?.into_iter().collect();
        judge.receipts = found
            .into_iter()
            .map(|receipt| ((receipt.org_id, receipt.receipt_no), receipt.id))
            .collect();
        let days = distinct(batch.iter().map(|one| shanghai_day(one.rated_at)));
        let devices = distinct(batch.iter().filter_map(|one| one.device_hash.clone()));
        for day in days {
            for count in rows::of_devices(&work.tx, &devices, day).await? {
                judge.add_device(&count, day);
            }
        }
        let networks = distinct(batch.iter().filter_map(|one| one.net_hash.clone()));
        let since = work.ctx.now() - Duration::hours(1);
        for count in rows::of_networks(&work.tx, &networks, since).await? {
            let n = u32::try_from(count.count).unwrap_or(u32::MAX);
            judge.networks.insert((count.source, count.window_id), n);
        }
        Ok(judge)
    }

    fn add_device(&mut self, count: &SourceCount, day: NaiveDate) {
        let n = u32::try_from(count.count).unwrap_or(u32::MAX);
        let places = self.devices.entry((count.source.clone(), day)).or_default();
        places.insert(count.window_id, n);
    }

    /// Judges one rating and remembers it for those that follow in the batch.
    pub fn rate(
        &mut self,
        work: &Work<'_>,
        submission: Submission,
        code: String,
        digest: String,
    ) -> public_rating::Model {
        let receipt = submission
            .receipt_no
            .as_ref()
            .and_then(|no| self.receipts.get(&(submission.org_id, no.clone())).copied());
        let arrival = self.arrival(&submission, receipt);
        let status = status_on_arrival(&self.rules, submission.channel, arrival);
        match receipt {
            Some(receipt) => {
                self.used.insert(receipt);
            }
            None if status == RatingStatus::Accepted => self.note(&submission),
            None => {}
        }
        super::row_of(work, submission, code, digest, status, receipt)
    }

    fn arrival(&self, submission: &Submission, receipt: Option<Uuid>) -> Arrival {
        let day = shanghai_day(submission.rated_at);
        let places = submission
            .device_hash
            .as_ref()
            .map(|device| self.devices.get(&(device.clone(), day)));
        let here = |places: Option<&HashMap<Place, u32>>| {
            places
                .and_then(|places| places.get(&submission.window_id))
                .copied()
        };
        Arrival {
            receipted: receipt.is_some(),
            receipt_used: receipt.is_some_and(|receipt| self.used.contains(&receipt)),
            device_window_today: places.map(|places| here(places).unwrap_or(0)),
            device_today: places.map(|places| places.map_or(0, |places| places.values().sum())),
            net_window_hour: submission.net_hash.as_ref().map(|net| {
                let key = (net.clone(), submission.window_id);
                self.networks.get(&key).copied().unwrap_or(0)
            }),
        }
    }

    fn note(&mut self, submission: &Submission) {
        let day = shanghai_day(submission.rated_at);
        if let Some(device) = &submission.device_hash {
            let places = self.devices.entry((device.clone(), day)).or_default();
            *places.entry(submission.window_id).or_default() += 1;
        }
        if let Some(net) = &submission.net_hash {
            *self
                .networks
                .entry((net.clone(), submission.window_id))
                .or_default() += 1;
        }
    }
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
