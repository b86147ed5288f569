//! The demo city: exact counts for every seed, histories that the rules allow, and the load on both engines.

#[cfg(test)]
mod activities;
#[cfg(test)]
mod campaign;
#[cfg(test)]
mod city;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod history;
#[cfg(test)]
mod linkage;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod load;
#[cfg(test)]
mod made;
#[cfg(test)]
mod panel;
#[cfg(test)]
mod people;
#[cfg(test)]
mod points;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod regime;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod voices;
