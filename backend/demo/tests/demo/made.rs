//! The cities that the other tests look at, made once.

use std::sync::OnceLock;

use remit_demo::{Dataset, SEED, generate};

/// The demo's seed and four others: what §6.1 counts holds for all of them.
const SEEDS: [u64; 5] = [SEED, 0, 1, 7_777, u64::MAX];

/// The cities of all seeds.
pub fn cities() -> impl Iterator<Item = &'static Dataset> {
    static CITIES: OnceLock<Vec<Dataset>> = OnceLock::new();
    CITIES
        .get_or_init(|| SEEDS.into_iter().map(city).collect())
        .iter()
}

fn city(seed: u64) -> Dataset {
    generate(seed, "hash").unwrap_or_else(|error| panic!("seed {seed}: {error}"))
}
