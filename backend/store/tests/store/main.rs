//! The store on real databases, SQLite and PostgreSQL alike.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod burden;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod integrity;
#[cfg(test)]
mod notice;
#[cfg(test)]
mod organisation;
#[cfg(test)]
mod problem;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod scope;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod text;
#[cfg(test)]
mod unavailable;
#[cfg(test)]
mod write;
