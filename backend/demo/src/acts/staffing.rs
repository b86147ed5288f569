//! The seven proposals of 2022 (§6.1): two section adjustments and three tilts adopted, one not-consider, one reduction
//! still under study.

use chrono::NaiveDate;
use remit_service::problem::Step;
use remit_service::rows::staffing_proposal::Model;
use remit_service::rows::{org, unit_result};
use remit_service::scoring::read;
use remit_service::staffing::draft::{DraftInput, draft};
use remit_service::staffing::steps::{Said, fire};
use remit_shared::scoring::Band;
use remit_shared::staffing::{ProposalBasis, ProposalEventKind as E, ProposalKind as K};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::YEAR;
use super::stage::Stage;
use crate::error::DemoError;
use crate::hours::day;

/// A proposal and how far it comes.
struct Plan {
    org: Uuid,
    kind: K,
    text: &'static str,
    posts: Option<i32>,
    /// Document number and decision; under study without.
    decision: Option<(&'static str, &'static str)>,
    implemented: Option<&'static str>,
}

/// Units by name, kind, words, posts, document number, what was done.
type Line = (
    &'static str,
    K,
    &'static str,
    Option<i32>,
    &'static str,
    Option<&'static str>,
);

const ADOPTED: [Line; 5] = [
    (
        "市民政局",
        K::SectionAdjust,
        "养老服务职能由社会救助科划出，单独设置养老服务科；撤并优抚安置相关内设机构，内设机构总数不变。",
        None,
        "诸编〔2023〕6号",
        Some("3月20日印发机构编制方案，养老服务科已挂牌运转，职责任务清单同步修订。"),
    ),
    (
        "市应急管理局",
        K::SectionAdjust,
        "综合执法改革后，安全生产执法职责与市综合行政执法局重新划分，法规科与执法监督科合并设置。",
        None,
        "诸编〔2023〕7号",
        Some("3月22日完成内设机构调整，执法协作机制文件同步印发。"),
    ),
    (
        "市自然资源和规划局",
        K::Tilt,
        "年度监管结果靠前，规划编制和自然资源确权任务较重，予以编制资源倾斜。",
        Some(3),
        "诸编〔2023〕8号",
        None,
    ),
    (
        "市发展和改革局",
        K::Tilt,
        "年度监管结果靠前，承担新旧动能转换重大项目推进任务，予以编制资源倾斜。",
        Some(3),
        "诸编〔2023〕8号",
        None,
    ),
    (
        "市科学技术局",
        K::Tilt,
        "年度监管结果靠前，科技创新平台建设任务增加，予以编制资源倾斜。",
        Some(2),
        "诸编〔2023〕8号",
        None,
    ),
];

pub(super) async fn enact(stage: &Stage<'_>) -> Result<(), DemoError> {
    for (place, plan) in (0..).zip(plans(stage).await?) {
        lead_through(stage, plan, place).await?;
    }
    Ok(())
}

/// The five of the source, then the two that the ranking's end gives.
async fn plans(stage: &Stage<'_>) -> Result<Vec<Plan>, DemoError> {
    let mut plans = Vec::new();
    for (name, kind, text, posts, doc_no, implemented) in ADOPTED {
        plans.push(Plan {
            org: org_of(stage, name).await?,
            kind,
            text,
            posts,
            decision: Some((doc_no, "市委编委会议研究同意。")),
            implemented,
        });
    }
    let mut back = at_the_back(stage).await?.into_iter();
    let missing = || DemoError::unknown("unit at the back", "2022");
    let reduced = back.next().ok_or_else(missing)?;
    plans.push(Plan {
        org: back.next().ok_or_else(missing)?,
        kind: K::NotConsider,
        text: "年度监管结果靠后，2023年度原则上不考虑增加编制和领导职数。",
        posts: None,
        decision: Some(("诸编〔2023〕9号", "市委编委会议研究同意，整改见效后另行研究。")),
        implemented: None,
    });
    plans.push(Plan {
        org: reduced,
        kind: K::Reduce,
        text: "年度监管结果靠后，部分岗位工作量不饱满，建议视情调减事业编制，结合下年度评估再定。",
        posts: Some(-1),
        decision: None,
        implemented: None,
    });
    Ok(plans)
}

async fn org_of(stage: &Stage<'_>, name: &str) -> Result<Uuid, DemoError> {
    let found = org::Entity::find()
        .filter(org::Column::Name.eq(name))
        .one(stage.app.db.read())
        .await
        .map_err(remit_store::StoreError::from)?;
    Ok(found.ok_or_else(|| DemoError::unknown("unit", name))?.id)
}

/// Units of the band BACK, last rank first.
async fn at_the_back(stage: &Stage<'_>) -> Result<Vec<Uuid>, DemoError> {
    let officer = stage.person("ov01").await?;
    let runs = read::runs(stage.app, &officer, YEAR).await?;
    let run = runs
        .first()
        .ok_or_else(|| DemoError::unknown("score run", "2022"))?;
    let (mut results, _) = read::results(stage.app, &officer, run).await?;
    results.retain(|row: &unit_result::Model| row.band.get() == Band::Back);
    results.sort_by_key(|row| std::cmp::Reverse(row.rank));
    Ok(results.into_iter().map(|row| row.org_id).collect())
}

/// Drafted by one, checked by another, submitted and decided by the lead, implemented by another section.
async fn lead_through(stage: &Stage<'_>, plan: Plan, place: u32) -> Result<(), DemoError> {
    let app = stage.app;
    let minutes = |first: u32| first + place * 9;
    let input = DraftInput {
        year: YEAR,
        org: plan.org,
        kind: plan.kind,
        basis: ProposalBasis::FrozenResult,
        findings: Vec::new(),
        text: plan.text.to_owned(),
        quota_delta: plan.posts,
        client_id: None,
    };
    stage.on(day(2023, 3, 6), minutes(20));
    let drafted = draft(app, &stage.person("ov01").await?, input).await?;
    let mut row = step(
        stage,
        ("ov03", day(2023, 3, 7), minutes(10)),
        &drafted,
        E::Check,
        Said::default(),
    )
    .await?;
    let reason = if plan.kind == K::Reduce {
        "该单位连续两个季度联动反映岗位忙闲不均，拟先行研究，不急于决定。"
    } else {
        ""
    };
    let lead = ("ol01", day(2023, 3, 9), minutes(30));
    row = step(stage, lead, &row, E::Submit, Said::text(reason)).await?;
    let Some((doc_no, words)) = plan.decision else {
        return Ok(());
    };
    let lead = ("ol01", day(2023, 3, 15), minutes(15));
    row = step(stage, lead, &row, E::Adopt, Said::decided(doc_no, words)).await?;
    if let Some(done) = plan.implemented {
        let section = ("os01", day(2023, 3, 24), minutes(40));
        step(stage, section, &row, E::Implement, Said::text(done)).await?;
    }
    Ok(())
}

async fn step(
    stage: &Stage<'_>,
    (login, date, minutes): (&str, NaiveDate, u32),
    row: &Model,
    event: E,
    said: Said,
) -> Result<Model, DemoError> {
    stage.on(date, minutes);
    let at = Step {
        id: row.id,
        version: row.version,
    };
    Ok(fire(stage.app, &stage.person(login).await?, at, event, said).await?)
}
