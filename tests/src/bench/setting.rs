//! What is in the database before anything is measured.

use anyhow::{Context as _, Result, anyhow};
use remit::assemble;
use remit::config::Config;
use remit_service::app::App;
use remit_service::problem::raise::{Raise, raise};
use remit_service::rating::window::code_of;
use remit_shared::problem::{ProblemCategory, Severity};
use remit_store::Engine;
use remit_store::entity::{effectiveness_point, org, public_rating, window_point};
use sea_orm::{ColumnTrait, ConnectionTrait as _, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::arguments::Arguments;
use super::sql;
use crate::City;

/// The last day of the demo city.
pub const DAY: &str = "2023-03-31";

/// The demo city with its year's result on a database of its own.
pub async fn city(engine: Engine, arguments: &Arguments) -> City {
    println!("{}: loading the demo city …", super::arguments::name(engine));
    City::open_with(engine, DAY, arguments.demo_ratings()).await
}

/// Raises problems through the service until there are enough of them for a page of fifty and more.
pub async fn problems(city: &City, count: u32) -> Result<()> {
    let officer = city.person("ov01").await;
    let units = org::Entity::find()
        .filter(org::Column::Supervised.eq(true))
        .all(city.app.db.read())
        .await?;
    for n in 0..count {
        let unit = &units[n as usize % units.len()];
        let input = Raise {
            client_id: Uuid::from_u128(0x0be0_0000 + u128::from(n)),
            org: unit.id,
            section: Some(city.section(unit.id).await.id),
            title: format!("第{n}件：办理指南修订不及时"),
            facts: "核对部门职责任务清单时发现，办理指南仍引用已调整的事项。".to_owned(),
            category: ProblemCategory::ListOutdated,
            severity: Severity::Minor,
            files: Vec::new(),
        };
        let raised = raise(&city.app, &officer, input).await;
        raised.map_err(|failure| anyhow!("a problem cannot be raised: {failure}"))?;
    }
    Ok(())
}

/// Brings the public's ratings to about `wanted` by copying those of the demo city; the rollups grow with them.
/// Returns how many there are then.
pub async fn ratings(city: &City, wanted: u64) -> Result<u64> {
    let engine = city.app.db.engine();
    let connection = sql::connect(engine, city.url()).await?;
    let there = sql::one::<i64>(&connection, "SELECT count(*) FROM public_rating").await?;
    let there = u64::try_from(there)?;
    anyhow::ensure!(
        there > 0,
        "the demo city has no ratings to copy: leave --small out"
    );
    let copies = wanted / there;
    if copies > 1 {
        let copy = sql::copy::<public_rating::Entity>(&[
            ("id", sql::new_id(engine)),
            ("client_id", sql::new_id(engine)),
            ("receipt_code", sql::new_code(engine)),
            ("receipt_no", "NULL"),
            ("receipt_id", "NULL"),
            ("flag_id", "NULL"),
        ]);
        let insert = format!("{} CROSS JOIN series", sql::with_series(copies - 1, &copy));
        connection.execute_unprepared(&insert).await?;
        let grown = format!("UPDATE rating_rollup SET n = n * {copies}");
        connection.execute_unprepared(&grown).await?;
        if engine == Engine::Postgres {
            connection.execute_unprepared("ANALYZE").await?;
        }
    }
    Ok(there * copies.max(1))
}

/// Brings the points of 2022 to about `wanted` in the same way.
pub async fn points(city: &City, wanted: usize) -> Result<usize> {
    let engine = city.app.db.engine();
    let connection = sql::connect(engine, city.url()).await?;
    let there = sql::one::<i64>(&connection, "SELECT count(*) FROM effectiveness_point").await?;
    let there = usize::try_from(there)?;
    let copies = wanted / there;
    if copies > 1 {
        let copy = sql::copy::<effectiveness_point::Entity>(&[
            ("id", sql::new_id(engine)),
            ("client_id", "NULL"),
            ("problem_id", "NULL"),
            (
                "code",
                "effectiveness_point.code || '-' || CAST(series.k AS text)",
            ),
        ]);
        let insert = format!("{} CROSS JOIN series", sql::with_series(copies as u64 - 1, &copy));
        connection.execute_unprepared(&insert).await?;
        if engine == Engine::Postgres {
            connection.execute_unprepared("ANALYZE").await?;
        }
    }
    Ok(there * copies.max(1))
}

/// The codes at windows that the served product accepts: made with the demo's keys.
pub async fn codes(city: &City, count: u64) -> Result<Vec<String>> {
    let config = Config::load(None, []).context("the defaults")?.for_demo();
    let app: App = assemble::offline(&config, city.app.db.clone()).await?;
    let windows = window_point::Entity::find()
        .order_by_asc(window_point::Column::Id)
        .all(city.app.db.read())
        .await?;
    let codes = windows.iter().take(usize::try_from(count)?);
    Ok(codes.map(|window| code_of(&app, window, None)).collect())
}
