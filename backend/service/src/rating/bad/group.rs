//! Five bad ratings on one matter or window within thirty days raise one problem (§3.9).

use std::collections::BTreeSet;

use chrono::Duration;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::rating::RatingRules;
use remit_store::entity::{bad_rating_case, window_point};
use remit_store::rating::{bad as rows, window};
use remit_store::row;
use uuid::Uuid;

use crate::failure::Answer;
use crate::problem::raise::{self, Origin, Raise};
use crate::work::Work;

/// Looks at the windows and matters of new cases. The cases that raise a problem are tied to it and never raise another.
pub(super) async fn look(
    work: &mut Work<'_>,
    rules: &RatingRules,
    cases: &[bad_rating_case::Model],
) -> Answer<()> {
    let windows: BTreeSet<Uuid> = cases.iter().filter_map(|case| case.window_id).collect();
    let since = work.ctx.today() - Duration::days(i64::from(rules.bad_group_days));
    for id in windows {
        let group = rows::ungrouped(&work.tx, id, since).await?;
        let enough = u32::try_from(group.len()).is_ok_and(|count| count >= rules.bad_group);
        let place = window::by_ids(&work.tx, work.tx.jurisdiction_id(), &[id])
            .await?
            .pop();
        if let (true, Some(place)) = (enough, place) {
            raise_one(work, rules.bad_group_days, About::Window(&place), group).await?;
        }
    }
    let ratings: Vec<Uuid> = cases.iter().map(|case| case.rating_id).collect();
    for (org, matter) in rows::matters(&work.tx, &ratings).await? {
        let group = rows::ungrouped_of_matter(&work.tx, org, &matter, since).await?;
        if u32::try_from(group.len()).is_ok_and(|count| count >= rules.bad_group) {
            raise_one(work, rules.bad_group_days, About::Matter(org, &matter), group).await?;
        }
    }
    Ok(())
}

/// What the bad ratings have in common.
enum About<'a> {
    /// A window.
    Window(&'a window_point::Model),
    /// A matter of a unit, by its code.
    Matter(Uuid, &'a str),
}

impl About<'_> {
    fn org(&self) -> Uuid {
        match self {
            Self::Window(place) => place.org_id,
            Self::Matter(org, _) => *org,
        }
    }

    fn source(&self) -> Uuid {
        match self {
            Self::Window(place) => place.id,
            Self::Matter(org, _) => *org,
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Window(place) => place.name.clone(),
            Self::Matter(_, code) => format!("“{code}”事项"),
        }
    }

    fn place(&self) -> String {
        match self {
            Self::Window(place) => format!("{}（{}号窗口，{}）", place.name, place.no, place.hall),
            Self::Matter(_, code) => format!("“{code}”事项"),
        }
    }
}

async fn raise_one(
    work: &mut Work<'_>,
    days: u32,
    about: About<'_>,
    group: Vec<bad_rating_case::Model>,
) -> Answer<()> {
    let count = group.len();
    let raise = Raise {
        client_id: work.ctx.new_id(),
        org: about.org(),
        section: None,
        title: format!("{}{days}日内差评达{count}件", about.title()),
        facts: format!(
            "{}自{}以来收到差评{count}件，请核实原因并整改。差评逐件办理情况见差评台账。",
            about.place(),
            group.first().map(|case| case.opened_on).unwrap_or_default()
        ),
        category: ProblemCategory::SlowService,
        severity: Severity::Minor,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::Rating,
        source_id: Some(about.source()),
        reporter: None,
    };
    let problem = raise::create(work, raise, origin).await?;
    for case in group {
        let tied = bad_rating_case::Model {
            problem_id: Some(problem.id),
            updated_at: work.ctx.now(),
            ..case
        };
        row::update(&work.tx, tied).await?;
    }
    Ok(())
}
