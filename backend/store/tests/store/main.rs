//! The store on real databases, SQLite and PostgreSQL alike.

mod audit;
mod fixture;
mod identity;
mod integrity;
mod notice;
mod organisation;
mod problem;
mod schema;
mod scope;
mod search;
mod sheet;
mod text;
mod unavailable;
mod write;
