//! `GET /exports/*.xlsx`: the lists as workbooks, with the parameters that the pages' addresses have.

mod ask;
pub mod lists;

use axum::response::Response;
use remit_graphql::coordination::case_query::{CaseSort, CaseView};
use remit_graphql::plan::point::query::{PointSort, PointView};
use remit_graphql::problem::ledger::query::LedgerSort;
use remit_graphql::problem::query::{ProblemSort, ProblemView};
use remit_graphql::voice::query::AppraisalSort;
use remit_service::export;
use remit_service::plan::point::import::template;
use remit_service::plan::point::read::Reader;
use remit_service::problem::read::Narrow;
use remit_service::rows;
use remit_service::voice::appraisal;
use remit_shared::refusal::Refusal;

pub use ask::send;
use ask::{Ask, Asked, unknown};

/// The list of problems.
pub async fn problems(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let (narrow, sort) = problem_filter(&mut asked)?;
        let words = asked.finish()?;
        export::problems(&state.app, &op, narrow, sort, &words).await
    })
    .await
}

/// The ledger.
pub async fn ledger(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let (filter, sort) = ledger_filter(&mut asked)?;
        let words = asked.finish()?;
        export::ledger(&state.app, &op, filter, sort, &words).await
    })
    .await
}

/// The report of open entries that have to be explained.
pub async fn leftover(ask: Ask) -> Response {
    ask.answer(async |state, op, _| export::leftover(&state.app, &op).await)
        .await
}

/// The list of coordination cases.
pub async fn cases(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let (filter, sort) = case_filter(&mut asked)?;
        let words = asked.finish()?;
        export::cases(&state.app, &op, filter, sort, &words).await
    })
    .await
}

/// The daily ledger of points.
pub async fn points(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let year = asked.year("year")?;
        let points = remit_service::plan::point::read::reader(&state.app, &op, year).await?;
        let (filter, sort) = point_filter(&mut asked, &points)?;
        let words = asked.finish()?;
        export::points(&state.app, &op, filter, sort, &words).await
    })
    .await
}

/// The template that a unit fills in.
pub async fn point_template(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let year = asked.year("year")?.ok_or_else(|| unknown("year"))?;
        asked.finish()?;
        template::template(&state.app, &op, year).await
    })
    .await
}

/// The list of institution appraisals.
pub async fn appraisals(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let (filter, sort) = appraisal_filter(&mut asked)?;
        let words = asked.finish()?;
        appraisal::export(&state.app, &op, &filter, sort, &words).await
    })
    .await
}

/// The template of a year's appraisals.
pub async fn appraisal_template(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let year = asked.year("year")?;
        let year = year.ok_or_else(|| unknown("year"))?;
        asked.finish()?;
        appraisal::sheet::template(&state.app, &op, year).await
    })
    .await
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

#[cfg(test)]
mod tests {
    use remit_shared::problem::ProblemState;
    use remit_shared::wire::Wire as _;

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
