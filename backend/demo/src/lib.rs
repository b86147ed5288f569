//! "Zhucheng 2022": the demo city of domain §6.1 as rows.
//!
//! What it is: a pure generator ([`generate`]: the same seed and password hash give the same rows on every machine)
//! and a loader ([`load`]: all of them in one transaction). Every row is a function of (seed, entity, index) by
//! SplitMix64; every step of every problem's history is asked of the machines of `remit_shared`, so a history that
//! the rules refuse cannot be made. Persons are named by role and number only; all of it is invented. What follows from
//! the rows and cannot be made without them, the year's result, is acted afterwards ([`enact`]).
//!
//! What it must not depend on: the clock, any source of randomness; and, [`acts`] apart, the service.
//!
//! How to extend it: a new entity gets a line in [`Dataset`] in the order of its foreign keys, a module that makes
//! its rows from the city's tables, and a test of its counts for several seeds.

mod activities;
mod acts;
mod campaign;
mod cases;
mod city;
mod clock;
mod coordination;
mod dataset;
mod desk;
mod error;
mod evidence;
mod founding;
mod generate;
mod hours;
mod linkage;
mod lists;
mod load;
mod mint;
mod names;
mod panel;
mod plan;
mod points;
mod ratings;
mod regime;
mod rng;
mod sign_in;
mod voices;
mod yearly_plan;

pub use acts::{enact, is_enacted};
pub use clock::{AS_OF, DemoClock};
pub use dataset::Dataset;
pub use error::DemoError;
pub use generate::{SEED, generate, generate_with, jurisdiction_id};
pub use load::{LoadOptions, LoadReport, is_loaded, load};
pub use ratings::{RatingRows, Ratings};
pub use regime::REGIME_ROOTS;
pub use sign_in::{DEMO_PASSWORD, DemoAccount, demo_accounts};
