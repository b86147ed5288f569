//! Questions about problems, sheets and the ledger. Every answer is narrowed by the policy's scope.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::{WorkCalendar, shanghai_day};
use remit_shared::identity::Role;
use remit_shared::policy::{Actor, Capability, Reach, Scope};
use remit_shared::problem::deduction::{Deduction, DeductionFacts, deduction};
use remit_shared::problem::machine::{self, Acting, Availability};
use remit_shared::problem::sheet::{self as sheet_machine, SheetAvailability, SheetFacts, SheetProposal};
use remit_shared::problem::{LedgerState, ProblemEventKind, ProblemSource, ProblemState};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{extension, ledger_entry, problem, problem_event, push_sheet};
use remit_store::organisation;
use remit_store::page::{Page, Slice};
use remit_store::problem::{
    self as rows, Horizon, ProblemFilter, ProblemRow, ProblemSort, ProblemView, ledger, sheet,
};
use uuid::Uuid;

use super::loaded::{facts_of, waiting};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use ledger::{LedgerFilter, LedgerRow, LedgerSort};
pub use sheet::{SheetFilter, SheetSort};

/// What a reader of problems has to know besides the rows: who asks, today, the calendar.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave.
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// The actor as the machine sees it.
    pub acting: Acting,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

/// Opens the reading side for one capability.
pub async fn reader(app: &App, ctx: &OpCtx, capability: Capability) -> Answer<Reader> {
    let scope = ctx.authorise(capability)?;
    let actor = ctx.acting()?.clone();
    let acting = Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    };
    Ok(Reader {
        scope,
        actor,
        acting,
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// Roles that learn the state and outcome of a problem, nothing else (R2, R4, R8).
    pub fn outcome_only(&self) -> bool {
        !matches!(
            self.actor.role,
            Role::Ol | Role::Ov | Role::Os | Role::Dl | Role::Dc | Role::Cl
        )
    }

    /// Whether the source is kept from this reader: a unit hears 监管渠道 of what officers and linkage
    /// departments reported (F2).
    pub fn hides_source(&self, problem: &problem::Model) -> bool {
        is_protected(problem.source.get()) && !self.knows_sources()
    }

    fn knows_sources(&self) -> bool {
        matches!(self.actor.role, Role::Ol | Role::Ov)
    }

    /// The actions that the state and the role could ever allow, each with the reason why not now. The requests
    /// for more time and the ledger entries are those of the problem.
    pub fn actions(
        &self,
        app: &App,
        problem: &problem::Model,
        requests: &[extension::Model],
        entries: &[ledger_entry::Model],
    ) -> Vec<Availability> {
        let facts = machine::Facts {
            pending_extension: requests.iter().find_map(waiting),
            in_ledger: entries.iter().any(|entry| entry.state.get() == LedgerState::Open),
            ..facts_of(problem, self.today, &self.calendar, &app.settings.deadlines)
        }
        .by(self.acting);
        machine::available(problem.state.get(), self.actor.role, &facts)
    }

    /// The same for a push sheet.
    pub fn sheet_actions(&self, app: &App, sheet: &push_sheet::Model) -> Vec<SheetAvailability> {
        let facts = SheetFacts {
            today: self.today,
            calendar: &self.calendar,
            deadlines: &app.settings.deadlines,
            acting: Some(self.acting),
            direction: sheet.direction.get(),
            org: Some(sheet.org_id),
            author: Some(sheet.author_id),
            problem_state: None,
            proposal: SheetProposal::default(),
        };
        sheet_machine::available(sheet.state.get(), self.actor.role, &facts)
    }

    /// Working days by which the running deadline is overdue; 0 when it is not, or when the problem has ended.
    pub fn overdue(&self, problem: &problem::Model) -> u32 {
        if ended(problem.state.get()) {
            return 0;
        }
        let Some(due) = problem.step_due_on.or(problem.due_on) else {
            return 0;
        };
        self.calendar.overdue_working_days(due, self.today).unwrap_or(0)
    }

    /// The deduction of §5.7 as it stands today. `finished_on` is the day of the submission that stands, and
    /// `ledgered` says whether the problem was ever entered in the ledger.
    pub fn deduction(
        &self,
        problem: &problem::Model,
        finished_on: Option<NaiveDate>,
        ledgered: bool,
    ) -> Deduction {
        deduction(&deduction_facts(problem, finished_on, ledgered), self.today)
    }
}

/// What the deduction of a problem depends on (§5.7).
pub fn deduction_facts(
    problem: &problem::Model,
    finished_on: Option<NaiveDate>,
    ledgered: bool,
) -> DeductionFacts {
    DeductionFacts {
        state: problem.state.get(),
        severity: problem.severity.get(),
        self_reported: problem.self_reported,
        immediate: problem.promise.is_some() && !ledgered,
        due_on: problem.due_on,
        finished_on,
        returned_count: problem.returned_count.unsigned_abs(),
    }
}

/// Sources that are kept from everybody but the office (F2).
fn is_protected(source: ProblemSource) -> bool {
    matches!(
        source,
        ProblemSource::Suggestion | ProblemSource::Linkage | ProblemSource::LeaderComment
    )
}

/// The day the unit finished: that of the submission that stands. `None` while the unit still works (§5.7).
pub fn finished_on(problem: &problem::Model, events: &[problem_event::Model]) -> Option<NaiveDate> {
    use ProblemState as S;
    if !matches!(problem.state.get(), S::Submitted | S::Reverifying | S::Closed) {
        return None;
    }
    let submitted = events
        .iter()
        .rev()
        .find(|event| event.event.get() == ProblemEventKind::Submit);
    submitted.map(|event| shanghai_day(event.at))
}

/// Whether a problem has come to its end.
pub fn ended(state: ProblemState) -> bool {
    matches!(
        state,
        ProblemState::Closed | ProblemState::Rejected | ProblemState::Merged
    )
}

/// The days that "soon" and "overdue" compare with.
pub fn horizon(app: &App, reader: &Reader) -> Answer<Horizon> {
    let soon = reader
        .calendar
        .add_working_days(reader.today, app.settings.deadlines.alert_blue)?;
    Ok(Horizon {
        today: reader.today,
        soon,
    })
}

/// What a list of problems is narrowed to, before the calendar's days are known.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// The plain filter.
    pub filter: ProblemFilter,
    /// One of the workbench's lists.
    pub view: Option<ProblemView>,
}

/// A page of problems with what a line shows.
pub async fn problems(
    app: &App,
    reader: &Reader,
    narrow: Narrow,
    sort: ProblemSort,
    slice: Slice,
) -> Answer<Page<ProblemRow>> {
    let horizon = horizon(app, reader)?;
    let mut filter = ProblemFilter {
        view: narrow.view.map(|view| (view, horizon)),
        ..narrow.filter
    };
    if !reader.knows_sources() && !filter.sources.is_empty() {
        // Narrowing to a protected source would tell what hiding it keeps (F2).
        filter.sources.retain(|source| !is_protected(*source));
        if filter.sources.is_empty() {
            return Ok(Page {
                rows: Vec::new(),
                total: slice.total.then_some(0),
            });
        }
    }
    Ok(rows::page(app.db.read(), &reader.scope, &filter, sort, slice).await?)
}

/// One problem, or `None` out of scope.
pub async fn problem(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<problem::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// Live problems of the unit that share words with a text: shown before a problem is raised or converted.
pub async fn similar(app: &App, ctx: &OpCtx, org: Uuid, about: &str) -> Answer<Vec<problem::Model>> {
    let scope = ctx.authorise(Capability::ProblemRaise)?;
    let about = text::optional_body("text", about, text::BODY_MAX)?;
    Ok(rows::similar(app.db.read(), &scope, org, &words(&about), SIMILAR_SHOWN).await?)
}

/// Similar problems shown at most.
const SIMILAR_SHOWN: u64 = 5;
/// Characters of a piece that is looked for; four Chinese characters are one notion.
const PIECE: usize = 4;

/// Pieces of a text to look for: runs of letters cut into four characters, so that a rewording still matches.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = run.chars().collect();
        words.extend(
            letters
                .chunks(PIECE)
                .filter(|piece| piece.len() >= 2)
                .map(|piece| piece.iter().collect()),
        );
    }
    words.truncate(12);
    words
}

/// A page of push sheets.
pub async fn sheets(
    app: &App,
    reader: &Reader,
    filter: &SheetFilter,
    sort: SheetSort,
    slice: Slice,
) -> Answer<Page<push_sheet::Model>> {
    Ok(sheet::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One push sheet, or `None` out of scope.
pub async fn sheet(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<push_sheet::Model>> {
    Ok(sheet::find(app.db.read(), &reader.scope, id).await?)
}

/// A page of ledger entries with their problems.
pub async fn entries(
    app: &App,
    ctx: &OpCtx,
    filter: &LedgerFilter,
    sort: LedgerSort,
    slice: Slice,
) -> Answer<Page<LedgerRow>> {
    let scope = ctx.authorise(Capability::LedgerRead)?;
    Ok(ledger::page(app.db.read(), &scope, filter, sort, slice).await?)
}

/// Refuses a unit in a filter that the scope does not open, so that an empty list is never a silent "no".
pub async fn check_org(app: &App, scope: &Scope, org: Option<Uuid>) -> Answer<()> {
    let Some(org) = org else { return Ok(()) };
    let open = scope.reach() != Reach::Unit || scope.covers(org);
    if open && organisation::find(app.db.read(), scope, org).await?.is_some() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::NotFound,
        "未找到该单位，或不在您的权限范围内。",
        "There is no such unit in your scope.",
    )
    .on("orgId")
    .into())
}
