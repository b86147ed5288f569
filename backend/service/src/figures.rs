//! The figures of the year (§1), each counted from rows by its counting rule, never written down.

use chrono::NaiveDate;
use remit_shared::panel::{AppointmentKind, SuggestionState};
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemSource, ProblemState};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::staffing::ProposalKind;
use remit_shared::wire::Wire;
use remit_store::entity::{indicator, regime_node};
use remit_store::evaluation::{campaign as campaigns, pool};
use remit_store::figures::{self as rows, AppointmentCount, ProblemCount};
use remit_store::{activity, plan, staffing};

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// One figure with the rule it was counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Stable key.
    pub key: &'static str,
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// The value, with its unit where it has one.
    pub value: String,
    /// Counting rule in Chinese.
    pub rule_zh: &'static str,
    /// Counting rule in English.
    pub rule_en: &'static str,
    /// The interface's list behind the number: path and query string.
    pub list: Option<(&'static str, String)>,
}

/// The figures of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearFigures {
    /// The year.
    pub year: i32,
    /// Day they were counted for: 31 March of the next year, or today if that is earlier.
    pub as_of: NaiveDate,
    /// The figures, in the order of §1's table.
    pub figures: Vec<Figure>,
}

/// The figures of a year, for the roles that read the dashboard.
pub async fn year(app: &App, ctx: &OpCtx, year: i32) -> Answer<YearFigures> {
    ctx.authorise(Capability::DashboardRead)?;
    count(app, ctx.today(), year).await
}

/// The 2-3-3-3 tree.
pub async fn regime(app: &App, ctx: &OpCtx) -> Answer<Vec<regime_node::Model>> {
    ctx.signed_in()?;
    Ok(plan::regime(app.db.read(), app.settings.jurisdiction_id).await?)
}

/// Counts the figures of a year as known on a day; also the command line's.
pub async fn count(app: &App, today: NaiveDate, year: i32) -> Answer<YearFigures> {
    let bounds = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let Some((from, to)) = bounds.filter(|_| (2000..=2100).contains(&year)) else {
        return Err(Refusal::new(
            RefusalCode::Input,
            "年度应在2000至2100之间。",
            "The year has to lie between 2000 and 2100.",
        )
        .on("year")
        .into());
    };
    let close = NaiveDate::from_ymd_opt(year + 1, 3, 31).unwrap_or(to);
    let as_of = today.min(close);
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let regime = plan::regime(conn, jurisdiction).await?;
    let measures = rows::measures(conn, jurisdiction).await?;
    let indicators = match plan::in_force(conn, jurisdiction, year).await? {
        Some(plan) => plan::indicators(conn, jurisdiction, plan.id).await?,
        None => Vec::new(),
    };
    let coverage = rows::coverage(conn, jurisdiction, as_of).await?;
    let appointments = rows::appointments(conn, jurisdiction, as_of).await?;
    let problems = rows::problems(conn, jurisdiction, from, to).await?;
    let held = activity::held(conn, jurisdiction, year, as_of).await?;
    let suggestions = rows::suggestions(conn, jurisdiction, from, to).await?;
    let towns = rows::towns(conn, jurisdiction, as_of).await?;
    let points = rows::points(conn, jurisdiction, year, as_of).await?;
    let figures = vec![
        regime_figure(&regime, measures),
        indicators_figure(&indicators, year),
        coverage_figure(coverage.supervised, coverage.in_scope),
        points_figure(points, year),
        activity_problems(&problems, held, year),
        solved_figure(rows::solved_cases(conn, jurisdiction, as_of).await?),
        panel_figure(&appointments, towns),
        sources_figure(&appointments),
        suggestions_figure(&suggestions, year),
        linkage_figure(rows::linkage(conn, jurisdiction, year, as_of).await?, year),
        pushed_and_solved(&problems, year),
        evaluators(pool::active_count(conn, jurisdiction).await?),
        survey(app, year).await?,
        directions(rows::directions(conn, jurisdiction, year, as_of).await?, year),
        weight(rows::export_weight(conn, jurisdiction, year, as_of).await?, year),
        sections_and_favoured(
            &staffing::adopted_units(conn, jurisdiction, year, as_of).await?,
            year,
        ),
        overlaps(rows::overlaps(conn, jurisdiction, (from, to), as_of).await?, year),
        list_changes(
            rows::list_changes(conn, jurisdiction, (from, to), as_of).await?,
            year,
        ),
    ];
    Ok(YearFigures { year, as_of, figures })
}

/// The first root counts the sets of measures that are in force, the others their children (§1).
fn regime_figure(nodes: &[regime_node::Model], measures: u64) -> Figure {
    let roots = nodes.iter().filter(|node| node.parent_code.is_none());
    let children = |code: &str| {
        let below = nodes
            .iter()
            .filter(|node| node.parent_code.as_deref() == Some(code));
        below.count().to_string()
    };
    let counts: Vec<String> = roots
        .enumerate()
        .map(|(place, root)| match place {
            0 => measures.to_string(),
            _ => children(&root.code),
        })
        .collect();
    Figure {
        key: "regime",
        zh: "两个办法、三项机制、三项举措、三个挂钩",
        en: "sets of measures / mechanisms / evaluation moves / linkages",
        value: counts.join(" / "),
        rule_zh: "现行有效的监管办法、协调办法；其余各根节点下的子项数",
        rule_en: "published regulations of the two kinds; children of the other roots of the regime tree",
        list: Some(("/overview", String::new())),
    }
}

fn indicators_figure(nodes: &[indicator::Model], year: i32) -> Figure {
    let level = |level| nodes.iter().filter(|node| node.level == level).count();
    Figure {
        key: "indicators",
        zh: "指标部分、二级指标、三级指标",
        en: "indicator parts; second-level; third-level",
        value: format!("{} / {} / {}", level(1), level(2), level(3)),
        rule_zh: "当年印发方案中各级指标数",
        rule_en: "indicators of the published plan by level",
        list: Some(("/plans", format!("year={year}"))),
    }
}

fn coverage_figure(supervised: usize, in_scope: usize) -> Figure {
    // Whole percent, rounded down: 49 of 50 must never read as full coverage.
    let percent = (supervised * 100).checked_div(in_scope).unwrap_or(0);
    Figure {
        key: "coverage",
        zh: "监管覆盖率",
        en: "supervised coverage",
        value: format!("{percent} %({supervised}/{in_scope})"),
        rule_zh: "被监管单位数÷在册市级机关事业单位数",
        rule_en: "supervised ÷ active city-level organs and institutions in scope",
        list: Some(("/registry", "supervised=1".to_owned())),
    }
}

fn points_figure(points: u64, year: i32) -> Figure {
    Figure {
        key: "points",
        zh: "问效点",
        en: "effectiveness points",
        value: points.to_string(),
        rule_zh: "审核通过、已列入日常监管台账的问效点数，含后经批准取消的",
        rule_en: "points that entered the daily ledger, including those cancelled later",
        list: Some(("/points", format!("year={year}&view=LEDGER"))),
    }
}

/// Disputed matters solved since 2022 (§1): a fixed beginning, not the year's.
fn solved_figure(cases: u64) -> Figure {
    Figure {
        key: "solvedCases",
        zh: "2022年以来解决“有争议事项”",
        en: "disputed matters solved since 2022",
        value: cases.to_string(),
        rule_zh: "2022年1月1日以后作出决定，且已印发、跟踪检查或办结的协调事项数",
        rule_en: "cases decided on or after 2022-01-01 and PUBLISHED, FOLLOW_UP or CLOSED",
        list: Some(("/cases", "view=SOLVED&decidedFrom=2022-01-01".to_owned())),
    }
}

/// Rejected and merged problems do not count (§1).
fn counts(state: ProblemState) -> bool {
    !matches!(state, ProblemState::Rejected | ProblemState::Merged)
}

/// The list of the year's problems from one source in some states: the rows that were counted and no others.
fn problems_of(
    year: i32,
    source: ProblemSource,
    states: impl Fn(ProblemState) -> bool,
) -> (&'static str, String) {
    let states = ProblemState::ALL
        .iter()
        .copied()
        .filter(|state| states(*state))
        .map(Wire::code);
    let states = states.collect::<Vec<_>>().join(",");
    (
        "/problems",
        format!(
            "sources={}&states={states}&from={year}-01-01&to={year}-12-31",
            source.code()
        ),
    )
}

fn activity_problems(problems: &[ProblemCount], held: u64, year: i32) -> Figure {
    let found = problems
        .iter()
        .filter(|row| row.source == ProblemSource::JointActivity && counts(row.state));
    let found = found.map(|row| row.count).sum::<i64>();
    Figure {
        key: "activityProblems",
        zh: "督管活动次数；发现问题",
        en: "joint activities; problems found by them",
        value: format!("{held} / {found}"),
        rule_zh: "已报告或办结的督管活动；来源为督管活动、未作不予立项或合并处理的问题数",
        rule_en: "activities REPORTED or CLOSED; problems with source JOINT_ACTIVITY, not rejected or merged",
        list: Some(("/activities", format!("year={year}&states=REPORTED,CLOSED"))),
    }
}

fn panel_figure(appointments: &[AppointmentCount], towns: u64) -> Figure {
    let of = |kind| {
        appointments
            .iter()
            .filter(|row| row.kind == kind)
            .map(|row| row.count)
            .sum::<i64>()
    };
    let (experts, officers) = (of(AppointmentKind::Expert), of(AppointmentKind::InfoOfficer));
    Figure {
        key: "panel",
        zh: "监管专家、信息员、镇街",
        en: "experts; information officers; towns and subdistricts",
        value: format!("{experts} / {officers} / {towns}"),
        rule_zh: "当日在聘的专家、信息员人数；镇、街道数",
        rule_en: "active appointments on the date; towns and subdistricts",
        list: Some(("/appointments", "states=ACTIVE".to_owned())),
    }
}

fn sources_figure(appointments: &[AppointmentCount]) -> Figure {
    let mut kinds: Vec<_> = appointments.iter().map(|row| row.source_kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    Figure {
        key: "panelSources",
        zh: "聘任来源类别",
        en: "kinds of source bodies of appointments",
        value: kinds.len().to_string(),
        rule_zh: "监管部门、高校、新闻单位、镇街中有在聘人员的类别数",
        rule_en: "kinds among oversight departments, universities, news units, towns that have active appointees",
        list: Some(("/appointments", "states=ACTIVE".to_owned())),
    }
}

fn suggestions_figure(suggestions: &[(SuggestionState, i64)], year: i32) -> Figure {
    let all: i64 = suggestions.iter().map(|(_, count)| count).sum();
    let valid = suggestions.iter().filter(|(state, _)| state.is_valid());
    let valid: i64 = valid.map(|(_, count)| count).sum();
    Figure {
        key: "suggestions",
        zh: "收集意见建议、其中有效",
        en: "suggestions; valid",
        value: format!("{all} / {valid}"),
        rule_zh: "当年提交的全部意见建议；其中认定有效及之后各状态的件数",
        rule_en: "all submitted in the year; those in state VALID or later",
        list: Some(("/suggestions", format!("from={year}-01-01&to={year}-12-31"))),
    }
}

fn linkage_figure((members, accepted): (usize, i64), year: i32) -> Figure {
    Figure {
        key: "linkage",
        zh: "联动部门、联动履职建议",
        en: "linkage departments; linkage suggestions",
        value: format!("{members} / {accepted}"),
        rule_zh: "当日在册联动部门数；当年四个窗口中已采纳的联动履职建议数",
        rule_en: "active linkage members on the date; accepted submissions of the year's windows",
        list: Some(("/linkage/submissions", format!("states=ACCEPTED&year={year}"))),
    }
}

fn pushed_and_solved(problems: &[ProblemCount], year: i32) -> Figure {
    let solved = problems
        .iter()
        .filter(|row| row.source == ProblemSource::PushSheet && row.state == ProblemState::Closed);
    Figure {
        key: "pushedAndSolved",
        zh: "推送并解决问题",
        en: "pushed-and-solved problems",
        value: solved.map(|row| row.count).sum::<i64>().to_string(),
        rule_zh: "来源为信息推送、已销号的问题数",
        rule_en: "problems with source PUSH_SHEET and CLOSED",
        list: Some(problems_of(year, ProblemSource::PushSheet, |state| {
            state == ProblemState::Closed
        })),
    }
}

fn evaluators(count: u64) -> Figure {
    Figure {
        key: "evaluators",
        zh: "基层评价人员",
        en: "grassroots evaluators",
        value: count.to_string(),
        rule_zh: "基层评价人员库中状态为在库的人数",
        rule_en: "evaluators of the pool that are active",
        list: Some(("/pool", "state=ACTIVE".to_owned())),
    }
}

/// Directions of evaluation that have data: the four that the source names, and the others.
fn directions((named, others): (usize, usize), year: i32) -> Figure {
    Figure {
        key: "directions",
        zh: "评价方向（上评下、左右评、社会评、内部评 + 下评上、群众评）",
        en: "evaluation directions: four named + grassroots and public",
        value: format!("{named} + {others}"),
        rule_zh: "当年有数据的评价活动和渠道数：点名的四个方向 + 下评上和群众评",
        rule_en: "campaigns and channels of the year that have data: of the four named + of the others",
        list: Some(("/campaigns", format!("year={year}"))),
    }
}

fn weight(weight: Option<String>, year: i32) -> Figure {
    let percent = weight.and_then(|text| remit_shared::scoring::number::parse(&text));
    Figure {
        key: "weight",
        zh: "占综合考核权重",
        en: "weight in the comprehensive assessment",
        value: percent.map_or_else(
            || "—".to_owned(),
            |share| format!("{} %", (share * rust_decimal::Decimal::ONE_HUNDRED).normalize()),
        ),
        rule_zh: "当年综合考核输出包所载权重",
        rule_en: "weight of the year's assessment export",
        list: Some(("/results", format!("year={year}"))),
    }
}

fn sections_and_favoured(adopted: &[(ProposalKind, uuid::Uuid)], year: i32) -> Figure {
    let units = |wanted| adopted.iter().filter(|(kind, _)| *kind == wanted).count();
    let kinds = [ProposalKind::SectionAdjust, ProposalKind::Tilt].map(Wire::code);
    Figure {
        key: "staffing",
        zh: "调整内设机构的单位、编制资源倾斜的单位",
        en: "units with adjusted internal sections; units favoured",
        value: format!(
            "{} / {}",
            units(ProposalKind::SectionAdjust),
            units(ProposalKind::Tilt)
        ),
        rule_zh: "已采纳的内设机构调整、编制资源倾斜建议所涉单位数",
        rule_en: "units with an adopted proposal SECTION_ADJUST; TILT",
        list: Some((
            "/staffing",
            format!(
                "year={year}&kinds={}&states=ADOPTED,IMPLEMENTED,REVIEWED",
                kinds.join(",")
            ),
        )),
    }
}

/// Topics of the year's grassroots questionnaire, and classes of its voters.
async fn survey(app: &App, year: i32) -> Answer<Figure> {
    use remit_shared::evaluation::cohort::TOGETHER;
    use remit_shared::evaluation::{CampaignKind, CampaignState as S};
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let states = [S::Approved, S::Open, S::Closed, S::Tallied, S::Published];
    let rows = campaigns::watch_year(conn, jurisdiction, Some(year), &states).await?;
    let (mut topics, mut classes) = (Vec::new(), Vec::new());
    for row in rows
        .iter()
        .filter(|row| row.kind.get() == CampaignKind::Grassroots)
    {
        let paper = crate::evaluation::Paper::of(row)?;
        topics.extend(paper.questions.iter().map(|question| question.topic));
        let strata = campaigns::strata(conn, jurisdiction, row.id).await?;
        // Classes that answer together are still classes.
        let groups = strata.into_iter().filter_map(|stratum| stratum.class);
        classes.extend(groups.flat_map(|group| group.split(TOGETHER).map(str::to_owned).collect::<Vec<_>>()));
    }
    topics.sort_unstable();
    topics.dedup();
    classes.sort_unstable();
    classes.dedup();
    Ok(Figure {
        key: "survey",
        zh: "问卷方面、评价人员类别",
        en: "survey topics / evaluator classes",
        value: format!("{} / {}", topics.len(), classes.len()),
        rule_zh: "当年下评上问卷的题目方面数；参加评价人员的类别数",
        rule_en: "question topics of the year's grassroots campaign; classes of its voters",
        list: Some(("/campaigns", format!("kind=GRASSROOTS&year={year}"))),
    })
}

fn overlaps(count: u64, year: i32) -> Figure {
    Figure {
        key: "overlaps",
        zh: "解决执法职能交叉领域",
        en: "domains of double exercise resolved",
        value: count.to_string(),
        rule_zh: "当年公布的“执法职能交叉”类职责调整数",
        rule_en: "adjustments of kind ENFORCEMENT_OVERLAP published in the year",
        list: Some((
            "/adjustments",
            format!("kinds=ENFORCEMENT_OVERLAP&states=PUBLISHED,CHECKED&year={year}"),
        )),
    }
}

fn list_changes(count: u64, year: i32) -> Figure {
    Figure {
        key: "listChanges",
        zh: "调整权责清单事项",
        en: "powers-list items adjusted",
        value: count.to_string(),
        rule_zh: "当年公布的清单变动数，划转计一项",
        rule_en: "list changes published in the year; a transfer counts once",
        list: Some(("/lists/changes", format!("year={year}"))),
    }
}
