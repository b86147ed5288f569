//! The point machine (§3.2), pair by pair, role by role, refusal by refusal; the light, the draw, the workbook.

#[cfg(test)]
mod draw;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod table;
#[cfg(test)]
mod world;
