//! The burden meter (K46): what units and towns are asked for, and a line for whoever is about to ask once more.

mod list;
mod note;

crate::lazy_page!(activity: BurdenMeter, BurdenRead => list::page);

crate::operation!("graphql/burden.graphql": BurdenRows, BurdenNow);

pub(crate) use note::BurdenNote;
