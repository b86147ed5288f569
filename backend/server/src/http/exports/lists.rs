//! Powers lists of a day, their template, list changes and the burden meter as workbooks (K36, K46).

use axum::response::Response;
use chrono::NaiveDate;
use remit_graphql::list::power::PowerListSort;
use remit_service::export;
use remit_service::list::import;
use remit_service::rows;
use remit_shared::refusal::Refusal;

use super::ask::{Ask, Asked};

/// The powers list of a day.
pub async fn powers(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let (filter, sort) = power_filter(&mut asked, op.today())?;
        let words = asked.finish()?;
        export::powers(&state.app, &op, filter, sort, &words).await
    })
    .await
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
pub async fn changes(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let filter = change_filter(&mut asked)?;
        let words = asked.finish()?;
        export::list_changes(&state.app, &op, filter, &words).await
    })
    .await
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
pub async fn template(ask: Ask) -> Response {
    ask.answer(async |_, op, _| import::template(&op)).await
}

/// The burden meter of a year.
pub async fn burden(ask: Ask) -> Response {
    ask.answer(async |state, op, mut asked| {
        let year = asked.year("year")?;
        let year = year.unwrap_or_else(|| chrono::Datelike::year(&op.today()));
        let kinds = asked.codes("kinds", "事项")?;
        let words = asked.finish()?;
        export::burden(&state.app, &op, (year, &kinds), &words).await
    })
    .await
}
