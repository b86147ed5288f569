//! Powers lists of a day, their template, list changes and the burden meter as workbooks (K36, K46).

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use remit_graphql::list::power::PowerListSort;
use remit_service::export;
use remit_service::list::import;
use remit_service::rows;
use remit_shared::refusal::Refusal;

use super::super::files::reader;
use super::super::observe::Trace;
use super::super::problem::Problem;
use super::{Asked, Pairs, send};
use crate::state::ServerState;

/// The powers list of a day.
pub async fn powers(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let refused = |refusal: Refusal| Problem::of_refusal(&refusal);
        let (filter, sort) = power_filter(&mut asked, op.today()).map_err(refused)?;
        let words = asked.finish().map_err(refused)?;
        let workbook = export::powers(&state.app, &op, filter, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

fn power_filter(
    asked: &mut Asked,
    today: NaiveDate,
) -> Result<(rows::PowerFilter, rows::PowerSort), Refusal> {
    let sort: Option<PowerListSort> = asked.choice("sort")?;
    let filter = rows::PowerFilter {
        as_of: asked.day("asOf", "截至")?.unwrap_or(today),
        org_id: asked.org("org")?,
        categories: asked.codes("categories", "权力类别")?,
        states: asked.codes("states", "状态")?,
        text: asked.text("q", "关键词"),
        changed_since: asked.day("changedSince", "变动自")?,
    };
    Ok((filter, sort.unwrap_or_default().into()))
}

/// The changes that have taken effect.
pub async fn changes(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let refused = |refusal: Refusal| Problem::of_refusal(&refusal);
        let filter = change_filter(&mut asked).map_err(refused)?;
        let words = asked.finish().map_err(refused)?;
        let workbook = export::list_changes(&state.app, &op, filter, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

fn change_filter(asked: &mut Asked) -> Result<rows::ChangeFilter, Refusal> {
    let year = asked.year("year")?;
    let day = |month, day| year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    Ok(rows::ChangeFilter {
        published_from: day(1, 1),
        published_to: day(12, 31),
        text: asked.text("q", "关键词"),
        ops: asked.codes("ops", "变动")?,
        org_id: asked.org("org")?,
        adjustment_id: None,
    })
}

/// The empty template of a powers list.
pub async fn template(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let workbook = import::template(&op);
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The burden meter of a year.
pub async fn burden(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let refused = |refusal: Refusal| Problem::of_refusal(&refusal);
        let mut asked = Asked::new(pairs);
        let year = asked.year("year").map_err(refused)?;
        let year = year.unwrap_or_else(|| chrono::Datelike::year(&op.today()));
        let kinds = asked.codes("kinds", "事项").map_err(refused)?;
        let words = asked.finish().map_err(refused)?;
        let workbook = export::burden(&state.app, &op, (year, &kinds), &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}
