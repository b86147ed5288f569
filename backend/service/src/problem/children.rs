//! What hangs on problems, for many at once: each function is one statement, within the reader's scope.
//!
//! What a reader sees who learns the outcome only is decided where it is shown, by [`Reader::outcome_only`].

use std::collections::HashMap;

use remit_store::entity::{
    escalation, extension, file_object, ledger_entry, problem, problem_event, push_sheet, rectification,
    reverification,
};
use remit_store::file;
use remit_store::problem::{self as rows, ByProblem, sheet};
use uuid::Uuid;

use super::read::Reader;
use crate::app::App;
use crate::failure::Answer;

/// The problems among these that the reader's scope opens.
pub async fn problems(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<problem::Model>> {
    Ok(rows::by_ids(app.db.read(), &reader.scope, ids).await?)
}

/// The push sheets among these that the reader's scope, one over sheets, opens.
pub async fn sheets(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<push_sheet::Model>> {
    Ok(sheet::by_ids(app.db.read(), &reader.scope, ids).await?)
}

/// Histories, oldest step first.
pub async fn events(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByProblem<problem_event::Model>> {
    Ok(rows::events(app.db.read(), &reader.scope, ids).await?)
}

/// Plans and submissions, oldest first.
pub async fn rectifications(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<ByProblem<rectification::Model>> {
    Ok(rows::rectifications(app.db.read(), &reader.scope, ids).await?)
}

/// Requests for more time, oldest first.
pub async fn extensions(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByProblem<extension::Model>> {
    Ok(rows::extensions(app.db.read(), &reader.scope, ids).await?)
}

/// Checks of rectifications, oldest first.
pub async fn reverifications(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<ByProblem<reverification::Model>> {
    Ok(rows::reverifications(app.db.read(), &reader.scope, ids).await?)
}

/// Alerts raised, oldest first.
pub async fn escalations(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByProblem<escalation::Model>> {
    Ok(rows::escalations(app.db.read(), &reader.scope, ids).await?)
}

/// Ledger entries, oldest first; a reopened problem has several.
pub async fn ledger_entries(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<ByProblem<ledger_entry::Model>> {
    Ok(rows::ledger_entries(app.db.read(), &reader.scope, ids).await?)
}

/// Evidence files on problems, oldest first.
pub async fn evidence(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_problems(app.db.read(), &reader.scope, ids).await?)
}

/// Evidence files on push sheets, oldest first; the reader's scope is one over sheets.
pub async fn sheet_evidence(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_sheets(app.db.read(), &reader.scope, ids).await?)
}
