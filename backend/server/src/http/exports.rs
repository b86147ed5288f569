//! `GET /exports/*.xlsx`: the lists as workbooks, with the parameters that the pages' addresses have.

pub mod lists;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use async_graphql::{InputType, Value};
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::NaiveDate;
use remit_graphql::coordination::case_query::{CaseSort, CaseView};
use remit_graphql::plan::point::query::{PointSort, PointView};
use remit_graphql::problem::ledger::query::LedgerSort;
use remit_graphql::problem::query::{ProblemSort, ProblemView};
use remit_graphql::voice::query::AppraisalSort;
use remit_service::export::{self, Workbook};
use remit_service::plan::point::import::template;
use remit_service::plan::point::read::Reader;
use remit_service::problem::read::Narrow;
use remit_service::rows;
use remit_service::voice::appraisal;
use remit_shared::id::{NodeKind, decode};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use uuid::Uuid;

use super::files::{disposition, reader};
use super::observe::Trace;
use super::problem::Problem;
use crate::state::ServerState;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type Pairs = Query<Vec<(String, String)>>;

/// The list of problems.
pub async fn problems(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let (narrow, sort) = problem_filter(&mut asked).map_err(|refusal| Problem::of_refusal(&refusal))?;
        let words = asked.finish().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let workbook = export::problems(&state.app, &op, narrow, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The ledger.
pub async fn ledger(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let (filter, sort) = ledger_filter(&mut asked).map_err(|refusal| Problem::of_refusal(&refusal))?;
        let words = asked.finish().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let workbook = export::ledger(&state.app, &op, filter, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The report of open entries that have to be explained.
pub async fn leftover(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let workbook = export::leftover(&state.app, &op).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The list of coordination cases.
pub async fn cases(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let (filter, sort) = case_filter(&mut asked).map_err(|refusal| Problem::of_refusal(&refusal))?;
        let words = asked.finish().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let workbook = export::cases(&state.app, &op, filter, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The daily ledger of points.
pub async fn points(
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
        let points = remit_service::plan::point::read::reader(&state.app, &op, year).await;
        let points = points.map_err(|failure| Problem::of_failure(&failure, &trace))?;
        let (filter, sort) = point_filter(&mut asked, &points).map_err(refused)?;
        let words = asked.finish().map_err(refused)?;
        let workbook = export::points(&state.app, &op, filter, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The template that a unit fills in.
pub async fn point_template(
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
        let year = asked
            .year("year")
            .map_err(refused)?
            .ok_or_else(|| refused(unknown("year")))?;
        asked.finish().map_err(refused)?;
        let workbook = template::template(&state.app, &op, year).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The list of institution appraisals.
pub async fn appraisals(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let answer = async {
        let op = reader(&state, peer, &trace, &headers).await?;
        let mut asked = Asked::new(pairs);
        let (filter, sort) = appraisal_filter(&mut asked).map_err(|refusal| Problem::of_refusal(&refusal))?;
        let words = asked.finish().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let workbook = appraisal::export(&state.app, &op, &filter, sort, &words).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

/// The template of a year's appraisals.
pub async fn appraisal_template(
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
        let year = year.ok_or_else(|| refused(unknown("year")))?;
        asked.finish().map_err(refused)?;
        let workbook = appraisal::sheet::template(&state.app, &op, year).await;
        workbook.map_err(|failure| Problem::of_failure(&failure, &trace))
    };
    send(answer.await, &trace)
}

fn appraisal_filter(asked: &mut Asked) -> Result<(rows::AppraisalFilter, rows::AppraisalSort), Refusal> {
    let sort: Option<AppraisalSort> = asked.choice("sort")?;
    let filter = rows::AppraisalFilter {
        year: asked.year("year")?,
        text: asked.text("q", "关键词"),
        grades: asked.codes("grades", "等次")?,
        org_id: asked.org("org")?,
    };
    Ok((filter, sort.unwrap_or_default().into()))
}

fn point_filter(asked: &mut Asked, reader: &Reader) -> Result<(rows::PointFilter, rows::PointSort), Refusal> {
    let days = reader.days();
    let view: Option<PointView> = asked.choice("view")?;
    let sort: Option<PointSort> = asked.choice("sort")?;
    let lights = asked.codes("lights", "灯号")?;
    let sampled = asked.text("sampled", "核验样本");
    let filter = rows::PointFilter {
        year: Some(reader.year.plan.year),
        text: asked.text("q", "关键词"),
        states: asked.codes("states", "状态")?,
        lights: (!lights.is_empty()).then_some((lights, days)),
        measures: asked.codes("measures", "计量方式")?,
        outcomes: asked.codes("outcomes", "完成情况")?,
        org_id: asked.org("org")?,
        sampled: sampled.map(|text| text == "1"),
        view: view.map(|view| (view.into(), days)),
    };
    Ok((filter, sort.unwrap_or_default().into()))
}

/// A workbook, or why there is none.
pub(super) fn send(answer: Result<Workbook, Problem>, trace: &str) -> Response {
    let workbook = match answer {
        Ok(workbook) => workbook,
        Err(problem) => return problem.into_response(trace, None),
    };
    let mut response = Response::new(workbook.bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    if let Ok(value) = HeaderValue::from_str(&disposition(XLSX, &workbook.name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn problem_filter(asked: &mut Asked) -> Result<(Narrow, rows::ProblemSort), Refusal> {
    let view: Option<ProblemView> = asked.choice("view")?;
    let sort: Option<ProblemSort> = asked.choice("sort")?;
    let filter = rows::ProblemFilter {
        text: asked.text("q", "关键词"),
        states: asked.codes("states", "状态")?,
        alerts: asked.codes("alerts", "预警")?,
        severities: asked.codes("severities", "程度")?,
        sources: asked.codes("sources", "来源")?,
        org_id: asked.org("org")?,
        view: None,
        raised_from: asked.day("from", "登记自")?,
        raised_to: asked.day("to", "登记至")?,
    };
    Ok((
        Narrow {
            filter,
            view: view.map(Into::into),
        },
        sort.unwrap_or_default().into(),
    ))
}

fn case_filter(asked: &mut Asked) -> Result<(rows::CaseFilter, rows::CaseSort), Refusal> {
    let view: Option<CaseView> = asked.choice("view")?;
    let sort: Option<CaseSort> = asked.choice("sort")?;
    let filter = rows::CaseFilter {
        text: asked.text("q", "关键词"),
        states: asked.codes("states", "状态")?,
        scope_kind: asked.code("scope", "类型")?,
        org_id: asked.org("org")?,
        decided_from: asked.day("decidedFrom", "决定自")?,
        view: view.map(Into::into),
    };
    Ok((filter, sort.unwrap_or_default().into()))
}

fn ledger_filter(asked: &mut Asked) -> Result<(rows::LedgerFilter, rows::LedgerSort), Refusal> {
    let sort: Option<LedgerSort> = asked.choice("sort")?;
    let filter = rows::LedgerFilter {
        ledger: asked.code("ledger", "台账")?,
        state: asked.code("state", "状态")?,
        org_id: asked.org("org")?,
        text: asked.text("q", "关键词"),
    };
    Ok((filter, sort.unwrap_or_default().into()))
}

/// Parameters that were asked for, taken one by one; what is left over is refused.
struct Asked {
    pairs: BTreeMap<String, String>,
    words: Vec<String>,
}

impl Asked {
    fn new(pairs: Vec<(String, String)>) -> Self {
        // The page's own parameters say nothing about the rows of a workbook.
        let pairs = pairs.into_iter().filter(|(key, value)| {
            !value.is_empty() && !matches!(key.as_str(), "page" | "size" | "cols" | "group" | "board")
        });
        Self {
            pairs: pairs.collect(),
            words: Vec::new(),
        }
    }

    fn text(&mut self, key: &str, label: &str) -> Option<String> {
        let text = self.pairs.remove(key)?;
        self.words.push(format!("{label}：{text}"));
        Some(text)
    }

    fn codes<E: Wire>(&mut self, key: &str, label: &str) -> Result<Vec<E>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(Vec::new());
        };
        let codes: Option<Vec<E>> = text.split(',').map(E::parse).collect();
        let codes = codes.ok_or_else(|| unknown(key))?;
        let words: Vec<&str> = codes.iter().map(|code| code.zh()).collect();
        self.words.push(format!("{label}：{}", words.join("、")));
        Ok(codes)
    }

    fn code<E: Wire>(&mut self, key: &str, label: &str) -> Result<Option<E>, Refusal> {
        Ok(self.codes(key, label)?.into_iter().next())
    }

    /// An enumeration of the schema, read as the schema reads it.
    fn choice<E: InputType>(&mut self, key: &str) -> Result<Option<E>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(None);
        };
        E::parse(Some(Value::from(text)))
            .map(Some)
            .map_err(|_| unknown(key))
    }

    fn org(&mut self, key: &str) -> Result<Option<Uuid>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(None);
        };
        self.words.push("单位：所选单位".to_owned());
        decode(NodeKind::Org, &text).map(Some).map_err(|_| unknown(key))
    }

    fn year(&mut self, key: &str) -> Result<Option<i32>, Refusal> {
        let Some(text) = self.text(key, "年度") else {
            return Ok(None);
        };
        text.parse()
            .ok()
            .filter(|year| (2000..=2100).contains(year))
            .map(Some)
            .ok_or_else(|| unknown(key))
    }

    fn day(&mut self, key: &str, label: &str) -> Result<Option<NaiveDate>, Refusal> {
        let Some(text) = self.text(key, label) else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| unknown(key))
    }

    /// The filter in words, if nothing is left over.
    fn finish(self) -> Result<String, Refusal> {
        match self.pairs.keys().next() {
            Some(key) => Err(unknown(key)),
            None if self.words.is_empty() => Ok("全部".to_owned()),
            None => Ok(self.words.join("；")),
        }
    }
}

fn unknown(key: &str) -> Refusal {
    let name: String = key.chars().take(20).collect();
    Refusal::new(
        RefusalCode::Input,
        format!("筛选条件“{name}”不存在或取值有误，请回到列表重新筛选。"),
        format!(
            "The filter \"{name}\" does not exist or has no such value; go back to the list and filter again."
        ),
    )
}

#[cfg(test)]
mod tests {
    use remit_shared::problem::ProblemState;

    use super::*;

    fn asked(query: &[(&str, &str)]) -> Asked {
        Asked::new(
            query
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn the_addresses_of_the_pages_are_understood() {
        let mut problems = asked(&[
            ("states", "LEDGERED,CLOSED"),
            ("q", "窗口"),
            ("view", "OPEN"),
            ("sort", "NEWEST"),
            ("from", "2022-01-01"),
            ("page", "2"),
        ]);
        let (narrow, sort) = problem_filter(&mut problems).unwrap();
        assert_eq!(
            narrow.filter.states,
            [ProblemState::Ledgered, ProblemState::Closed]
        );
        assert_eq!(
            (narrow.view, sort),
            (Some(rows::ProblemView::Open), rows::ProblemSort::Newest)
        );
        let words = problems.finish().unwrap();
        assert!(
            words.contains("关键词：窗口") && words.contains(ProblemState::Closed.zh()),
            "{words}"
        );

        let mut ledger = asked(&[("ledger", "DAILY"), ("state", "OPEN"), ("sort", "CLOSE_NO")]);
        assert!(ledger_filter(&mut ledger).is_ok() && ledger.finish().is_ok());
    }

    #[test]
    fn unknown_filters_and_values_are_refused() {
        for query in [
            ("states", "NOWHERE"),
            ("view", "x"),
            ("sort", "UP"),
            ("from", "yesterday"),
            ("org", "prb_1"),
        ] {
            assert!(problem_filter(&mut asked(&[query])).is_err(), "{query:?}");
        }
        let mut stray = asked(&[("color", "red")]);
        assert!(problem_filter(&mut stray).is_ok() && stray.finish().is_err());
    }
}
