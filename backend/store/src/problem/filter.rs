//! What a list of problems can be narrowed to and sorted by.

use chrono::NaiveDate;
use remit_shared::identity::Role;
use remit_shared::policy::Scope;
use remit_shared::problem::{Alert, ProblemSource, ProblemState, Severity};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, NullOrdering, Order};
use sea_orm::{ColumnTrait, Condition, IntoSimpleExpr, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::problem::Column;
use crate::portable::{contains, nothing};

/// States in which nothing more happens.
pub(crate) const FINISHED: [ProblemState; 3] =
    [ProblemState::Rejected, ProblemState::Merged, ProblemState::Closed];
/// States that wait for the office to verify.
const TO_VERIFY: [ProblemState; 2] = [ProblemState::Raised, ProblemState::Verifying];
/// States that wait for the office to re-verify.
const TO_REVERIFY: [ProblemState; 2] = [ProblemState::Submitted, ProblemState::Reverifying];
/// States that wait for the unit's work.
const TO_RECTIFY: [ProblemState; 4] = [
    ProblemState::Immediate,
    ProblemState::Ledgered,
    ProblemState::Rectifying,
    ProblemState::Returned,
];

/// The lists behind the counts of the workbench.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemView {
    /// What waits for the actor: handled by the person, or waiting for the unit, or born from the own report.
    Mine,
    /// Live, and the running deadline lies between today and the horizon.
    DueSoon,
    /// Live, and the running deadline has passed.
    Overdue,
    /// Waits for verification.
    ToVerify,
    /// Waits for re-verification.
    ToReverify,
    /// Waits for the unit's answer.
    ToAnswer,
    /// Waits for the unit's rectification.
    ToRectify,
    /// Live under a red alert.
    Red,
    /// Live.
    Open,
    /// Closed out.
    Closed,
}

/// The days that [`ProblemView::DueSoon`] and [`ProblemView::Overdue`] compare with; the caller reckons them by
/// the work calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Last day that counts as soon (three working days ahead, §3.3).
    pub soon: NaiveDate,
}

/// What to narrow a list of problems to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ProblemFilter {
    /// Part of the code, the title or the facts.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<ProblemState>,
    /// Any of these alerts.
    pub alerts: Vec<Alert>,
    /// Any of these severities.
    pub severities: Vec<Severity>,
    /// Any of these sources.
    pub sources: Vec<ProblemSource>,
    /// Unit.
    pub org_id: Option<Uuid>,
    /// A list of the workbench, with its days.
    pub view: Option<(ProblemView, Horizon)>,
    /// Raised on this day or later.
    pub raised_from: Option<NaiveDate>,
    /// Raised on this day or earlier.
    pub raised_to: Option<NaiveDate>,
}

/// Order of a list of problems; ties are broken by the id, so that pages never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProblemSort {
    /// Running deadline, those without one last.
    #[default]
    Due,
    /// Running deadline backwards, those without one last.
    DueDesc,
    /// Raised last first.
    Newest,
    /// Raised first first.
    Oldest,
    /// Code.
    Code,
    /// Gravest first, then by deadline.
    Severity,
}

/// The deadline that runs now: that of the present state's actor, else that of the rectification, else a day that
/// never comes. Spelt with a literal, as in the index that gives the order.
pub(crate) fn running_due() -> Expr {
    let never = Expr::Constant("9999-12-31".into());
    Func::coalesce([
        Column::StepDueOn.into_simple_expr(),
        Column::DueOn.into_simple_expr(),
        never,
    ])
    .into()
}

/// Live problems. Spelt with literals, as in the index of just these.
pub(crate) fn live() -> Expr {
    let finished = FINISHED.map(|state| Expr::Constant(state.code().into()));
    Column::State.into_simple_expr().is_not_in(finished)
}

fn in_states(states: &[ProblemState]) -> Expr {
    Column::State.is_in(states.iter().map(|state| state.code()))
}

/// The condition of a view. Lists and counts both use it, so they cannot disagree.
pub(crate) fn view(scope: &Scope, view: ProblemView, horizon: Horizon) -> Condition {
    let all = Condition::all();
    match view {
        ProblemView::Mine => mine(scope),
        ProblemView::DueSoon => all
            .add(live())
            .add(running_due().between(horizon.today, horizon.soon)),
        ProblemView::Overdue => all.add(live()).add(running_due().lt(horizon.today)),
        ProblemView::ToVerify => all.add(in_states(&TO_VERIFY)),
        ProblemView::ToReverify => all.add(in_states(&TO_REVERIFY)),
        ProblemView::ToAnswer => all.add(in_states(&[ProblemState::Assigned])),
        ProblemView::ToRectify => all.add(in_states(&TO_RECTIFY)),
        ProblemView::Red => all.add(live()).add(Column::Alert.eq(Alert::Red.code())),
        ProblemView::Open => all.add(live()),
        ProblemView::Closed => all.add(in_states(&[ProblemState::Closed])),
    }
}

fn mine(scope: &Scope) -> Condition {
    match scope.role() {
        Role::Ol | Role::Ov | Role::Os => Condition::all()
            .add(live())
            .add(Column::HandlerId.eq(scope.person_id())),
        Role::Dl | Role::Dc => Condition::any()
            .add(in_states(&[ProblemState::Assigned]))
            .add(in_states(&TO_RECTIFY)),
        Role::Io | Role::Ex | Role::Lk | Role::Ra | Role::Pc => {
            Condition::all().add(Column::ReporterRef.eq(scope.person_id().to_string()))
        }
        Role::Cl => Condition::all().add(live()),
        Role::Tk | Role::Pb | Role::Sa | Role::Se | Role::Au => Condition::all().add(nothing()),
    }
}

pub(crate) fn condition(engine: Engine, scope: &Scope, filter: &ProblemFilter) -> Condition {
    let mut all = Condition::all()
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.raised_from.map(|day| Column::RaisedOn.gte(day)))
        .add_option(filter.raised_to.map(|day| Column::RaisedOn.lte(day)))
        .add_option(filter.view.map(|(kind, horizon)| view(scope, kind, horizon)));
    all = any_of(all, Column::State, &filter.states);
    all = any_of(all, Column::Alert, &filter.alerts);
    all = any_of(all, Column::Severity, &filter.severities);
    all = any_of(all, Column::Source, &filter.sources);
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::Code, text))
                .add(contains(engine, Column::Title, text))
                .add(contains(engine, Column::Facts, text)),
        ),
    }
}

/// Narrows to any of the codes, unless there are none.
pub(crate) fn any_of<E: Wire>(all: Condition, column: impl ColumnTrait, values: &[E]) -> Condition {
    if values.is_empty() {
        all
    } else {
        all.add(column.is_in(values.iter().map(|value| value.code())))
    }
}

pub(crate) fn sort<S: QueryOrder>(select: S, sort: ProblemSort) -> S {
    let sorted = match sort {
        ProblemSort::Due => select.order_by_asc(running_due()),
        ProblemSort::DueDesc => {
            let due = Func::coalesce([
                Column::StepDueOn.into_simple_expr(),
                Column::DueOn.into_simple_expr(),
            ]);
            select.order_by_with_nulls(due, Order::Desc, NullOrdering::Last)
        }
        ProblemSort::Newest => select.order_by_desc(Column::RaisedOn).order_by_desc(Column::Code),
        ProblemSort::Oldest => select.order_by_asc(Column::RaisedOn),
        ProblemSort::Code => select.order_by_asc(Column::Code),
        ProblemSort::Severity => select.order_by_asc(gravity()).order_by_asc(running_due()),
    };
    sorted.order_by_asc(Column::Id)
}

/// 0 for severe, 1 for moderate, 2 for minor.
fn gravity() -> Expr {
    let is = |severity: Severity| Column::Severity.eq(severity.code());
    CaseStatement::new()
        .case(is(Severity::Severe), 0)
        .case(is(Severity::Moderate), 1)
        .finally(2)
        .into()
}
