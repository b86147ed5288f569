//! [`Mint`]: row ids shaped like version 7, a function of (seed, entity, index) and the row's time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

use crate::rng::Rng;

/// Gives ids to rows in the order in which they are made.
#[derive(Debug, Clone)]
pub(crate) struct Mint {
    seed: u64,
    given: BTreeMap<&'static str, u64>,
}

impl Mint {
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            given: BTreeMap::new(),
        }
    }

    /// The seed, for streams of values.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The id of the next row of this entity, made at this time.
    pub fn id(&mut self, entity: &'static str, at: DateTime<Utc>) -> Uuid {
        let index = self.given.entry(entity).or_default();
        let id = id_of(self.seed, entity, *index, at);
        *index += 1;
        id
    }
}

/// The id of the `index`-th row of an entity.
pub(crate) fn id_of(seed: u64, entity: &str, index: u64, at: DateTime<Utc>) -> Uuid {
    let mut rng = Rng::of(seed, entity, index);
    let bits = (u128::from(rng.next()) << 64 | u128::from(rng.next())).to_be_bytes();
    let mut random = [0; 10];
    for (to, from) in random.iter_mut().zip(bits) {
        *to = from;
    }
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn an_id_is_of_version_seven_carries_its_time_and_repeats() {
        let at = Utc.with_ymd_and_hms(2022, 5, 12, 2, 0, 0).unwrap();
        let id = id_of(1, "problem", 9, at);
        assert_eq!(id, id_of(1, "problem", 9, at));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(
            id.get_timestamp().map(|stamp| stamp.to_unix().0),
            Some(u64::try_from(at.timestamp()).unwrap())
        );
    }

    #[test]
    fn ids_of_one_entity_never_repeat() {
        let at = Utc.with_ymd_and_hms(2022, 1, 4, 1, 0, 0).unwrap();
        let mut mint = Mint::new(3);
        let ids: std::collections::BTreeSet<_> = (0..5000).map(|_| mint.id("person", at)).collect();
        assert_eq!(ids.len(), 5000);
    }
}
