//! A point that is more than thirty days overdue becomes a problem with source LEDGER (§3.2).
//!
//! One fact deducts once (§5.7): while a problem of this kind is open, the unit's next late points join it.

use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::text::TITLE_MAX;
use remit_store::entity::effectiveness_point;
use remit_store::plan::point as rows;
use uuid::Uuid;

use crate::failure::{Answer, Fault};
use crate::problem::raise::{Origin, Raise, create};
use crate::work::Work;

/// The problem that these late points of one unit are part of: the open one, or a new one.
pub(super) async fn problem_for(work: &mut Work<'_>, points: &[effectiveness_point::Model]) -> Answer<Uuid> {
    let first = points
        .first()
        .ok_or_else(|| Fault::Broken("a problem of lateness needs a point".into()))?;
    let open = rows::open_problem(&work.tx, first.org_id, first.year).await?;
    if let Some(id) = open {
        return Ok(id);
    }
    let raise = Raise {
        client_id: work.ctx.new_id(),
        org: first.org_id,
        section: first.section_id,
        title: title(points),
        facts: facts(work, points),
        category: ProblemCategory::DutyNotDone,
        severity: Severity::Minor,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::Ledger,
        source_id: Some(first.id),
        reporter: None,
    };
    Ok(create(work, raise, origin).await?.id)
}

fn title(points: &[effectiveness_point::Model]) -> String {
    let name = points.first().map_or("", |point| point.title.as_str());
    let tail = match points.len() {
        1 => "”逾期30日未完成".to_owned(),
        n => format!("”等{n}个问效点逾期30日未完成"),
    };
    let room = TITLE_MAX.saturating_sub(tail.chars().count() + 4);
    let name: String = name.chars().take(room).collect();
    format!("问效点“{name}{tail}")
}

fn facts(work: &Work<'_>, points: &[effectiveness_point::Model]) -> String {
    let today = work.ctx.today();
    let lines: Vec<String> = points
        .iter()
        .take(20)
        .map(|point| {
            format!(
                "{} {}：应于{}完成，截至{today}进度{}%。",
                point.code, point.title, point.due_on, point.progress
            )
        })
        .collect();
    format!(
        "以下问效点逾期超过30日仍未申报完成，由日常监管台账转为履职问题。\n{}",
        lines.join("\n")
    )
}
