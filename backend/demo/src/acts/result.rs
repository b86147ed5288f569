//! The official result of 2022: scored on 20 January 2023, contested by one unit, decided by another person, scored again,
//! frozen on 28 February, handed over at 4 % (§3.10, §9 steps 22–24).

use remit_service::file::{Upload, upload};
use remit_service::problem::Step;
use remit_service::rows::{appeal, score_run};
use remit_service::scoring::appeal::{AppealInput, Ruling, decide, file};
use remit_service::scoring::run::{RunInput, run};
use remit_service::scoring::{export, life, read};
use remit_shared::plan::point::PointOutcome;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::record::Timing;
use remit_shared::scoring::input::{ScoreInput, UnitInput};
use remit_shared::wire::Wire;

use super::YEAR;
use super::stage::Stage;
use crate::error::DemoError;
use crate::evidence::Page;
use crate::hours::day;

/// What a unit contests: a record that goes against it.
struct Contested {
    login: String,
    unit: String,
    code: IndicatorCode,
    reference: String,
    corrected: &'static str,
}

pub(super) async fn exists(stage: &Stage<'_>) -> Result<bool, DemoError> {
    let officer = stage.person("ov01").await?;
    Ok(!read::runs(stage.app, &officer, YEAR).await?.is_empty())
}

pub(super) async fn enact(stage: &Stage<'_>) -> Result<(), DemoError> {
    stage.on(day(2023, 1, 20), 5);
    let first = Box::pin(scored(
        stage,
        "1月19日召开专家评价会，对缺失数据和异常评价逐项核实，无未决事项。",
    ))
    .await?;
    stage.on(day(2023, 1, 30), 60);
    let appeal = contested(stage, &first).await?;
    stage.on(day(2023, 2, 3), 90);
    if let Some((appeal, contested)) = appeal {
        ruled(stage, &appeal, &contested).await?;
        stage.on(day(2023, 2, 6), 20);
        Box::pin(scored(
            stage,
            "按申诉裁定更正一条记录后重新测算，其余数据与上次一致。",
        ))
        .await?;
    }
    closed(stage).await
}

/// Runs, reviews and publishes: three people.
async fn scored(stage: &Stage<'_>, remark: &str) -> Result<score_run::Model, DemoError> {
    let app = stage.app;
    let cut_on = day(2023, 1, 10);
    let draft = run(app, &stage.person("ov01").await?, RunInput { year: YEAR, cut_on }).await?;
    let reviewer = stage.person("ov02").await?;
    let reviewed = life::review(app, &reviewer, step(&draft), remark).await?;
    let lead = stage.person("ol01").await?;
    let published = life::publish(app, &lead, step(&reviewed)).await?;
    Ok(life::open_list(app, &lead, step(&published)).await?)
}

fn step(run: &score_run::Model) -> Step {
    Step {
        id: run.id,
        version: run.version,
    }
}

/// One unit's appeal, five working days not yet over.
async fn contested(
    stage: &Stage<'_>,
    run: &score_run::Model,
) -> Result<Option<(appeal::Model, Contested)>, DemoError> {
    let Some(contested) = against_somebody(&read::input_of(run)?) else {
        return Ok(None);
    };
    let unit = stage.person(&contested.login).await?;
    let body = format!(
        "“{}”一条登记的办结时间为补录时间。附送达回证和发文登记，请予核对更正。",
        contested.reference
    );
    let paper = Page {
        heading: "申诉佐证材料",
        title: contested.code.zh(),
        unit: &contested.unit,
        date: day(2023, 1, 30),
        writer: &contested.unit,
        body: &body,
    };
    let given = Upload {
        name: "申诉佐证材料.pdf".to_owned(),
        bytes: paper.pdf(),
        not_secret: true,
    };
    let evidence = upload(stage.app, &unit, given).await?;
    let input = AppealInput {
        run: run.id,
        indicator: contested.code,
        grounds: body,
        files: vec![evidence.id],
    };
    Ok(Some((file(stage.app, &unit, input).await?, contested)))
}

/// A late record of a list, of a request, or of a point, in this order; the units in the order of their codes.
fn against_somebody(input: &ScoreInput) -> Option<Contested> {
    let finders = [late_trigger, late_request, late_point];
    finders
        .iter()
        .find_map(|finder| input.units.iter().find_map(finder))
}

fn late_trigger(unit: &UnitInput) -> Option<Contested> {
    let late = unit
        .inputs
        .triggers
        .iter()
        .find(|record| record.timing != Timing::OnTime)?;
    found(
        unit,
        IndicatorCode::A21,
        late.reference.clone()?,
        Timing::OnTime.code(),
    )
}

fn late_request(unit: &UnitInput) -> Option<Contested> {
    let late = unit
        .inputs
        .requests
        .iter()
        .find(|record| record.timing != Timing::OnTime)?;
    found(
        unit,
        IndicatorCode::A31,
        late.reference.clone()?,
        Timing::OnTime.code(),
    )
}

fn late_point(unit: &UnitInput) -> Option<Contested> {
    let late = unit
        .inputs
        .points
        .iter()
        .find(|record| record.outcome == PointOutcome::LateMonth)?;
    found(
        unit,
        IndicatorCode::A11,
        late.reference.clone()?,
        PointOutcome::OnTime.code(),
    )
}

#[expect(clippy::unnecessary_wraps, reason = "the finders chain on it")]
fn found(
    unit: &UnitInput,
    code: IndicatorCode,
    reference: String,
    corrected: &'static str,
) -> Option<Contested> {
    Some(Contested {
        login: format!("dl.{}", unit.code.to_ascii_lowercase()),
        unit: unit.name.clone(),
        code,
        reference,
        corrected,
    })
}

/// The second lead decides: the first has published the result.
async fn ruled(stage: &Stage<'_>, appeal: &appeal::Model, contested: &Contested) -> Result<(), DemoError> {
    let lead = stage.person("ol02").await?;
    let filed = Step {
        id: appeal.id,
        version: appeal.version,
    };
    let reasons = "经核对发文登记，办结时间在期限之内，原登记时间为补录时间，申诉成立，更正该条记录。";
    let ruling = Ruling::accepted(reasons, Some((contested.reference.as_str(), contested.corrected)));
    decide(stage.app, &lead, filed, ruling).await?;
    Ok(())
}

/// Frozen, handed over, acknowledged.
async fn closed(stage: &Stage<'_>) -> Result<(), DemoError> {
    let app = stage.app;
    let lead = stage.person("ol01").await?;
    let latest = |runs: Vec<score_run::Model>| {
        runs.into_iter()
            .next()
            .ok_or_else(|| DemoError::unknown("score run", "2022"))
    };
    stage.on(day(2023, 2, 28), 30);
    let published = latest(read::runs(app, &lead, YEAR).await?)?;
    let frozen = life::freeze(app, &lead, step(&published)).await?;
    stage.on(day(2023, 3, 2), 40);
    let package = export::export(app, &lead, step(&frozen)).await?;
    stage.on(day(2023, 3, 3), 70);
    let noted = Step {
        id: frozen.id,
        version: package.version,
    };
    export::acknowledge(app, &lead, noted, "诸考核办收〔2023〕12号").await?;
    Ok(())
}
