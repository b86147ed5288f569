//! `remit check`: every invariant that the schema cannot hold, read from one consistent snapshot.

mod activities;
mod campaigns;
mod coordination;
mod lists;
mod numbers;
mod panel;
mod points;
mod problems;
mod ratings;
mod results;
mod voices;

use remit_store::Db;
use uuid::Uuid;

use crate::app::App;
use crate::audit::verify::verify_chain;
use crate::failure::Answer;

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which invariant.
    pub rule: &'static str,
    /// The record concerned, as people name it.
    pub record: String,
    /// What is wrong.
    pub detail: String,
}

/// What a check looked at and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Records looked at, by kind.
    pub looked_at: Vec<(&'static str, u64)>,
    /// What does not hold; empty when all is well.
    pub findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn find(&mut self, rule: &'static str, record: impl Into<String>, detail: impl Into<String>) {
        self.findings.push(Finding {
            rule,
            record: record.into(),
            detail: detail.into(),
        });
    }
}

/// Checks a jurisdiction's records: state against history, deadlines against the calendar, numbers without
/// gaps, ledger against problems, the audit chain.
pub async fn check(app: &App) -> Answer<Report> {
    let jurisdiction = app.settings.jurisdiction_id;
    let mut report = Report::default();
    problems::check(app, jurisdiction, &mut report).await?;
    panel::check(app, jurisdiction, &mut report).await?;
    activities::check(app, jurisdiction, &mut report).await?;
    campaigns::check(app, jurisdiction, &mut report).await?;
    coordination::check(app, jurisdiction, &mut report).await?;
    points::check(app, jurisdiction, &mut report).await?;
    ratings::check(app, jurisdiction, &mut report).await?;
    results::check(app, jurisdiction, &mut report).await?;
    voices::check(app, jurisdiction, &mut report).await?;
    lists::check(app, jurisdiction, &mut report).await?;
    numbers::check(&app.db, jurisdiction, &mut report).await?;
    chain(&app.db, jurisdiction, &mut report).await?;
    Ok(report)
}

async fn chain(db: &Db, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let chain = verify_chain(db, jurisdiction).await?;
    report.looked_at.push(("audit_record", chain.records));
    if let Some(broken) = chain.broken {
        report.find(
            "audit.chain",
            format!("#{}", broken.seq),
            format!("{:?} does not hold", broken.kind),
        );
    }
    Ok(())
}
