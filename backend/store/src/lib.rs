//! Storage: the tables as sea-orm entities, the queries that obey the row rules, and transactions with a ticket,
//! on SQLite and PostgreSQL alike.
//!
//! What it must not depend on: any crate of ours but `remit-shared` (the migrations only for its test databases).
//! It knows no use case: it neither decides whether something may happen nor writes an audit record by itself, and
//! it takes times and ids from its callers.
//!
//! # Reading
//!
//! Every list and look-up takes a [`Scope`](remit_shared::policy::Scope), the proof of a capability, and puts its
//! jurisdiction first. What the scope does not open is not found: `Ok(None)`, or simply not in the list. The row
//! rules of §4 are written down once, in the private module `reach`. Functions without a scope say why in their
//! module's words: sign-in (`unscoped_…`, [`identity::session`]), the clock (`watch_…`), the checks of
//! [`integrity`], what is published anyway ([`calendar`], [`plan`], [`figures`]).
//!
//! Lists take a filter, a sort and a [`Slice`], and return a [`Page`] whose total is counted only when asked for.
//! All readers are generic over the connection: [`Db::read`], [`Db::snapshot`] or an open [`WriteTx`].
//!
//! | Module | Functions |
//! |---|---|
//! | [`problem`] | `find by_ids by_client_id similar page` · counts `view_counts state_counts org_counts` · loaders `events rectifications extensions reverifications escalations ledger_entries` · in a transaction `pending_extension last_event_seq escalated` · the clock `watch_live watch_find` |
//! | [`problem::sheet`] | `page find by_ids by_client_id of_problem watch_author` |
//! | [`problem::ledger`] | `page find leftover open_entry postpone close` |
//! | [`organisation`] | `page find by_ids by_code sections sections_by_ids person persons in_scope with_predecessors in_charge_of jurisdictions found` |
//! | [`identity`] | `accounts find_account grants find_grant addressees password_history dormant` · `unscoped_account unscoped_account_by_login unscoped_grant unscoped_grants_of_account unscoped_grants_of_person` |
//! | [`identity::session`] | `signed_in by_refresh_hash live_of_account rotate wear touch revoke revoke_all revoke_of_grant` |
//! | [`notice`] | `inbox unread mark_read tell accounts_of_people` · `announce outbox_after outbox_tail undispatched mark_dispatched` |
//! | [`audit`] | `page last append append_all chunk` |
//! | [`mod@file`] | `find of_problems of_sheets of_suggestions of_regulations keep content attach` |
//! | [`panel::appointment`] [`panel::recusal`] | `page counts count find by_ids standing_of experts letter_taken last_letter person_of last_activity watch_due watch_find` · `of_persons holds find` |
//! | [`panel::suggestion`] [`panel::session`] | `page view_counts find by_ids by_client_id to_compare screenings watch_linked` · `page find by_ids by_client_id members reviews own_review owed` |
//! | [`calendar`] [`figures`] | `all_days days` · `appointments coverage towns problems suggestions` |
//! | [`scoring`] [`scoring::inputs`] | `runs find of_year results totals scores trace keep appeals find_appeal open_appeals unsettled export_of` · `units problems` |
//! | [`calendar`] [`figures`] | `all_days days` · `appointments measures coverage towns problems suggestions` |
//! | [`plan`] [`plan::version`] [`plan::regulation`] [`plan::duty`] | `regime in_force published indicators applicability` · `page find of_year asked events last_event_seq opinions opinion_of find_opinion exceptions` · `page find by_ids` · `of_orgs by_ids` |
//! | [`evaluation`] | `pool::{page find active counts}` · `campaign::{page find strata watch_live watch_year}` · without a scope, because voters have no account: `ballot`, `cells`, `seal` |
//! | [`rating`] | `intake::…` (the writer of ratings) · `bad::{page find events count}` · `flag::{page find times}` · `rollup::{by_day by_org by_window}` · `receipt::{count by_window}` · `window::{list find}` |
//! | [`panel`] [`calendar`] [`plan`] [`figures`] | `page find` · `all_days days` · `regime` · `appointments coverage towns problems` |
//! | [`voice`] | `window::{of_year find by_id in_states}` · `comment::{own counted progress}` · `mutual::{own own_marks cast counted}` · `appraisal::{page grades by_institution batch}` · `violation::{page find events count}` · `inputs::{comments mutual appraisals violations}` for the scoring |
//! | [`list::power`] [`list::tasks`] | `page counts of_unit_between history last_version by_codes code_taken` · `of_orgs in_force by_ids of_adjustments lines` |
//! | [`list::adjustment`] [`list::change`] [`list::trigger`] | `page count find by_ids by_client_id parties events` · `page of_adjustments by_ids` · `page count find of_adjustments falling_due` · the clock `watch_checks watch_overdue` |
//! | [`burden`] | `requests` |
//! | [`activity`] | `page count find by_ids by_client_id units members checks shares events` · `finding::{of_activities find by_ids}` · `visits` · the clock `watch_reported finding::watch_put` |
//! | [`coordination`] | `consultation::{page find of_cases by_client_id watch_open}` · `case::{page view_counts find by_client_id of_consultations watch_…}` · `children::…` · without a scope, because they are published: `precedent::{candidates published latest enter}` · `request::due_between` |
//! | [`integrity`] | `problems events ledger_entries counters numbers` |
//!
//! # Writing
//!
//! [`Db::write`] begins a transaction and takes the jurisdiction's write ticket, so that `change_seq` is in commit
//! order and [`WriteTx::next_number`] leaves no gaps. [`row::insert`], [`row::insert_all`] and [`row::update`] keep
//! the common columns of every table and refuse a stale version; [`row::append`] and [`row::append_all`] write
//! histories and logs. Dropping a transaction rolls it back.
//!
//! ```text
//! let tx = db.write(jurisdiction).await?;
//! let mut row = problem::find(&tx, &scope, id).await?.ok_or(not_found)?;
//! row.state = Text(ProblemState::Verifying);
//! row.updated_at = now;
//! let row = row::update(&tx, row).await?;      // version + 1, or StoreError::Stale
//! tx.commit().await?;
//! ```
//!
//! # How to extend it
//!
//! A table: a migration, an entity of the same name under `entity/` (2.x format, enumerations as [`Text`]), its
//! name in the list of `row.rs` if it has the common columns, and in the list of `tests/store/schema.rs`, which
//! compares entities with tables on both engines. A query: in the module of its noun, through `reach`, with a
//! test inside `on_both_engines!`. SQL that the engines spell differently goes into `portable.rs` only.

pub mod activity;
pub mod audit;
pub mod burden;
pub mod calendar;
pub mod coordination;
pub mod db;
pub mod entity;
pub mod error;
pub mod evaluation;
pub mod figures;
pub mod file;
pub mod identity;
pub mod integrity;
pub mod linkage;
pub mod list;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod panel;
pub mod partner;
pub mod plan;
mod portable;
pub mod problem;
pub mod rating;
mod reach;
pub mod row;
pub mod scoring;
pub mod staffing;
#[cfg(feature = "test-support")]
pub mod testing;
pub mod text;
pub mod tx;
pub mod voice;

pub use db::{Db, Engine, StoreOptions};
pub use error::{Result, StoreError};
pub use page::{Page, Slice};
pub use text::Text;
pub use tx::WriteTx;
