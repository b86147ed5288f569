//! HTTP: routes, and what surrounds every one of them.

pub mod caller;
pub mod client;
pub mod cookies;
pub mod exports;
pub mod files;
pub mod graphql;
pub mod imports;
pub mod observe;
pub mod origin;
pub mod probes;
pub mod problem;
pub mod quota;
pub mod rate;
pub mod security;
pub mod site;
pub mod socket;
pub mod token;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::state::ServerState;

/// Room for the parts of an upload around the file itself, bytes.
const MULTIPART_OVERHEAD: usize = 64 * 1024;

/// A form with a photo of two megabytes, scaled or not.
const PHOTO_FORM_MAX: usize = 3 * 1024 * 1024;

/// Every route of the server.
pub fn router(state: ServerState) -> Router {
    let upload = DefaultBodyLimit::max(state.config.files.max_bytes.saturating_add(MULTIPART_OVERHEAD));
    let photo = DefaultBodyLimit::max(PHOTO_FORM_MAX);
    Router::new()
        .route("/graphql", post(graphql::answer).fallback(graphql::wrong_method))
        .route(observe::BALLOT_PATH, post(graphql::ballot))
        .route("/oauth/token", post(token::grant))
        .route("/graphql/ws", get(socket::upgrade))
        .route("/files", post(files::upload).layer(upload))
        .route("/files/{id}", get(files::open))
        .route("/r", get(rate::find))
        .route("/r/more", post(rate::more).layer(photo))
        .route("/r/{code}", get(rate::ask).post(rate::take))
        .route("/exports/problems.xlsx", get(exports::problems))
        .route("/exports/ledger.xlsx", get(exports::ledger))
        .route("/exports/leftover.xlsx", get(exports::leftover))
        .route("/exports/cases.xlsx", get(exports::cases))
        .route("/exports/points.xlsx", get(exports::points))
        .route("/exports/points-template.xlsx", get(exports::point_template))
        .route("/exports/appraisals.xlsx", get(exports::appraisals))
        .route(
            "/exports/appraisals-template.xlsx",
            get(exports::appraisal_template),
        )
        .route(
            "/imports/appraisals",
            post(imports::appraisals).layer(DefaultBodyLimit::max(imports::BYTES_MAX)),
        )
        .route("/exports/burden.xlsx", get(exports::lists::burden))
        .route("/exports/powers.xlsx", get(exports::lists::powers))
        .route("/exports/powers-template.xlsx", get(exports::lists::template))
        .route("/exports/list-changes.xlsx", get(exports::lists::changes))
        .route(
            "/imports/powers",
            post(imports::powers).layer(DefaultBodyLimit::max(imports::BYTES_MAX)),
        )
        .route(
            "/imports/points",
            post(imports::points).layer(DefaultBodyLimit::max(imports::BYTES_MAX)),
        )
        .route("/healthz", get(probes::healthy))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(probes::metrics))
        .fallback(site::serve)
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .layer(middleware::from_fn_with_state(state.clone(), observe::request))
        .with_state(state)
}
