//! A campaign with what the machine has to know about it.

use std::sync::Arc;

use remit_shared::calendar::WorkCalendar;
use remit_shared::evaluation::CampaignEventKind;
use remit_shared::evaluation::machine::{self, CampaignFacts, CampaignStep};
use remit_shared::evaluation::paper::Shape;
use remit_shared::evaluation::question::Question;
use remit_shared::identity::Role;
use remit_shared::policy::Scope;
use remit_shared::refusal::Refusal;
use remit_store::entity::campaign;
use remit_store::evaluation::{ballot, campaign as rows};
use remit_store::{Text, row};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::{Answer, Failure, Fault};
use crate::problem::Step;
use crate::work::Work;

/// Invitations of a group that does not come from the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Code of the kind of deputy; empty for every unit of an internal campaign.
    pub group: String,
    /// Invitations.
    pub count: u32,
}

/// What a campaign asks about whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The questions in their order.
    pub questions: Vec<Question>,
    /// Weights of the questions.
    pub weights: Vec<u32>,
    /// Units rated, in the order of the ballot.
    pub targets: Vec<Uuid>,
    /// Invitations of groups that do not come from the pool.
    pub seats: Vec<Seat>,
}

impl Paper {
    /// Reads the columns of a campaign.
    pub fn of(row: &campaign::Model) -> Answer<Self> {
        let questions: Vec<Question> = json(&row.questions, "questions")?;
        Ok(Self {
            weights: questions.iter().map(|question| question.weight).collect(),
            questions,
            targets: json(&row.targets, "targets")?,
            seats: json(&row.seats, "seats")?,
        })
    }

    /// The units of one voter's ballot: all, or only the own one.
    pub fn targets_of(&self, row: &campaign::Model, own: Option<Uuid>) -> Vec<Uuid> {
        if row.kind.get().rates_own_unit() {
            own.into_iter().collect()
        } else {
            self.targets.clone()
        }
    }

    /// The shape of a ballot about so many units.
    pub fn shape(&self, targets: usize) -> Shape {
        Shape {
            targets,
            questions: self.questions.len(),
        }
    }
}

fn json<T: DeserializeOwned>(text: &str, column: &str) -> Answer<T> {
    let read = serde_json::from_str(text);
    Ok(read.map_err(|error| Fault::Broken(format!("campaign.{column} cannot be read: {error}")))?)
}

/// A text for a JSON column.
pub(super) fn to_json<T: Serialize>(value: &T) -> Answer<String> {
    Ok(serde_json::to_string(value).map_err(|error| Fault::Broken(error.to_string()))?)
}

/// What a person typed with an event.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub reason: &'a str,
    pub days: u32,
}

/// A campaign inside a writing transaction.
pub(super) struct Loaded {
    pub row: campaign::Model,
    pub paper: Paper,
    pub calendar: Arc<WorkCalendar>,
    pub invited: u64,
    pub answered: u64,
}

impl Loaded {
    /// Loads a campaign within the scope; a stale version is refused before anything runs.
    pub async fn for_person(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Self> {
        let row = rows::find(&work.tx, scope, step.id)
            .await?
            .ok_or_else(Refusal::not_found)?;
        work.subject("campaign", row.id, row.code.clone());
        if row.version != step.version {
            return Err(Failure::from(remit_store::StoreError::Stale {
                table: "campaign",
            }));
        }
        Self::around(work, row).await
    }

    /// Wraps a row that the clock acts on.
    pub async fn for_clock(work: &mut Work<'_>, row: campaign::Model) -> Answer<Self> {
        work.subject("campaign", row.id, row.code.clone());
        Self::around(work, row).await
    }

    async fn around(work: &Work<'_>, row: campaign::Model) -> Answer<Self> {
        let totals = ballot::totals(&work.tx, work.tx.jurisdiction_id(), &[row.id]).await?;
        let (invited, answered) = totals.get(&row.id).copied().unwrap_or_default();
        Ok(Self {
            paper: Paper::of(&row)?,
            calendar: work.app.calendar.get(work.app).await?,
            invited: invited.unsigned_abs(),
            answered: answered.unsigned_abs(),
            row,
        })
    }

    fn facts<'a>(&'a self, work: &Work<'_>, said: Said<'a>) -> CampaignFacts<'a> {
        CampaignFacts {
            role: work.ctx.actor.as_ref().map(|actor| actor.role),
            invited: self.invited,
            answered: self.answered,
            reason: said.reason,
            days: said.days,
            ..facts_of(&self.row, &self.paper, &self.calendar, work.ctx.today())
        }
    }

    /// Asks the machine for an event and takes its answer into the row.
    pub fn step(
        &mut self,
        work: &Work<'_>,
        event: CampaignEventKind,
        said: Said<'_>,
    ) -> Answer<CampaignStep> {
        let step = machine::next(self.row.state.get(), event, &self.facts(work, said))?;
        self.row.state = Text(step.to);
        self.row.due_on = step.due_on;
        if let Some(closes_on) = step.closes_on {
            self.row.closes_on = closes_on;
            self.row.prolonged = true;
        }
        Ok(step)
    }

    /// Writes the row.
    pub async fn save(mut self, work: &mut Work<'_>) -> Answer<campaign::Model> {
        self.row.updated_at = work.ctx.now();
        let row = row::update(&work.tx, self.row).await?;
        work.after(&row);
        Ok(row)
    }
}

/// Facts that the row alone tells.
pub(super) fn facts_of<'a>(
    row: &campaign::Model,
    paper: &'a Paper,
    calendar: &'a WorkCalendar,
    today: chrono::NaiveDate,
) -> CampaignFacts<'a> {
    CampaignFacts {
        today,
        calendar,
        role: None::<Role>,
        kind: row.kind.get(),
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        weights: &paper.weights,
        targets: paper.targets.len(),
        min_cell: row.min_cell.unsigned_abs(),
        prolonged: row.prolonged,
        invited: 0,
        answered: 0,
        reason: "",
        days: 0,
    }
}
