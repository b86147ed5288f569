//! Duty adjustment and lists (§3.12, K35, K36): the machines, what a change may say, versions, workbooks.

#[cfg(test)]
mod adjustment;
#[cfg(test)]
mod change;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod trigger;
