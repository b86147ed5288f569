//! Questions about linkage: the current window, a department's own submissions, the office's quarter board.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::linkage::WindowState;
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::submission::{self as machine, SubmissionAvailability, SubmissionFacts};
use remit_shared::linkage::window::{self as window_machine, WindowAvailability, WindowFacts};
use remit_shared::policy::{Actor, Capability, Reach, Scope};
use remit_store::entity::{countermeasure, file_object, linkage_member, linkage_submission, linkage_window};
use remit_store::linkage::submission as rows;
use remit_store::linkage::window::{self as windows, Reply};
use remit_store::page::{Page, Slice};
use remit_store::{file, linkage};
use uuid::Uuid;

use super::loaded::{acting, facts_of, window_facts};
use super::study::open_ends;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use rows::{SubmissionFilter, SubmissionSort};

/// What a reader of linkage has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave: all, or the own department's (R2).
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Opens the reading side: of everything for the office, of the own department for its contact or machine.
pub async fn reader(app: &App, ctx: &OpCtx) -> Answer<Reader> {
    let scope = match ctx.authorise(Capability::LinkageRead) {
        Ok(scope) => scope,
        Err(_) => ctx.authorise(Capability::LinkageOwnRead)?,
    };
    Ok(Reader {
        scope,
        actor: ctx.acting()?.clone(),
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// Whether the reader is of the office.
    pub fn sees_all(&self) -> bool {
        self.scope.reach() == Reach::All
    }

    /// Departments learn what became of their submissions when the window is fed back (§3.6).
    pub fn shows_outcome(&self, window: WindowState) -> bool {
        self.sees_all() || window == WindowState::FedBack
    }

    /// The actions on a submission that its state and the role could ever allow, each with the reason why not
    /// now. `current` is the state of the window that would take it.
    pub fn actions(
        &self,
        app: &App,
        row: &linkage_submission::Model,
        current: WindowState,
    ) -> Vec<SubmissionAvailability> {
        let facts = SubmissionFacts {
            acting: Some(acting(&self.actor)),
            ..facts_of(row, current, self.today, &self.calendar, &app.settings.deadlines)
        };
        machine::available(row.state.get(), &facts)
    }

    /// The same for a window; the replies are its own.
    pub fn window_actions(
        &self,
        app: &App,
        row: &linkage_window::Model,
        replies: &[Reply],
    ) -> Vec<WindowAvailability> {
        let (undecided, unanswered) = open_ends(replies);
        let facts = WindowFacts {
            acting: Some(acting(&self.actor)),
            undecided,
            unanswered,
            ..window_facts(row, self.today, &self.calendar, &app.settings.deadlines)
        };
        window_machine::available(row.state.get(), &facts)
    }

    /// Working days left of the present state of a window; negative once they are over.
    pub fn days_left(&self, row: &linkage_window::Model) -> Option<i64> {
        let due = row.due_on?;
        self.calendar.working_days_between(self.today, due).ok()
    }
}

/// The window of a quarter, or the one that takes replies today.
pub async fn window(
    app: &App,
    reader: &Reader,
    quarter: Option<Quarter>,
) -> Answer<Option<linkage_window::Model>> {
    let (conn, jurisdiction) = (app.db.read(), reader.scope.jurisdiction_id());
    Ok(match quarter {
        Some(quarter) => windows::of_quarter(conn, jurisdiction, quarter).await?,
        None => windows::current(conn, jurisdiction).await?,
    })
}

/// The windows of a year.
pub async fn of_year(app: &App, reader: &Reader, year: i32) -> Answer<Vec<linkage_window::Model>> {
    Ok(windows::of_year(app.db.read(), reader.scope.jurisdiction_id(), year).await?)
}

/// One window by its id.
pub async fn windows_by_ids(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<Vec<linkage_window::Model>> {
    Ok(windows::by_ids(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}

/// The linkage departments of today, for the office.
pub async fn members(app: &App, reader: &Reader) -> Answer<Vec<linkage_member::Model>> {
    let mut members = linkage::members(app.db.read(), reader.scope.jurisdiction_id(), reader.today).await?;
    members.retain(|member| reader.sees_all() || reader.scope.covers(member.org_id));
    Ok(members)
}

/// How departments replied to windows, by window; a department learns of its own replies only.
pub async fn replies(app: &App, reader: &Reader, windows: &[Uuid]) -> Answer<HashMap<Uuid, Vec<Reply>>> {
    let mut found: HashMap<Uuid, Vec<Reply>> = HashMap::new();
    for reply in windows::replies(app.db.read(), reader.scope.jurisdiction_id(), windows).await? {
        if reader.sees_all() || reader.scope.covers(reply.org_id) {
            found.entry(reply.window_id).or_default().push(reply);
        }
    }
    Ok(found)
}

/// A page of submissions.
pub async fn submissions(
    app: &App,
    reader: &Reader,
    filter: &SubmissionFilter,
    sort: SubmissionSort,
    slice: Slice,
) -> Answer<Page<linkage_submission::Model>> {
    Ok(rows::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One submission.
pub async fn submission(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<linkage_submission::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// The submission with a receipt.
pub async fn by_receipt(
    app: &App,
    reader: &Reader,
    receipt: &str,
) -> Answer<Option<linkage_submission::Model>> {
    Ok(rows::by_receipt(app.db.read(), &reader.scope, receipt.trim()).await?)
}

/// The countermeasures of windows, by window; the office's.
pub async fn countermeasures(
    app: &App,
    reader: &Reader,
    windows: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<countermeasure::Model>>> {
    if !reader.sees_all() {
        return Ok(HashMap::new());
    }
    Ok(linkage::countermeasures(app.db.read(), reader.scope.jurisdiction_id(), windows).await?)
}

/// The countermeasures that submissions name.
pub async fn countermeasures_by_ids(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<Vec<countermeasure::Model>> {
    Ok(linkage::countermeasures_by_ids(app.db.read(), reader.scope.jurisdiction_id(), ids).await?)
}

/// Evidence by submission.
pub async fn evidence(
    app: &App,
    reader: &Reader,
    submissions: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_submissions(app.db.read(), &reader.scope, submissions).await?)
}
