//! The machines of coordination (§3.7) and the search for precedents.

#[cfg(test)]
mod case;
#[cfg(test)]
mod consultation;
#[cfg(test)]
mod precedent;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod world;
