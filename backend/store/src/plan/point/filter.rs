//! What a list of points can be narrowed to and sorted by.

use remit_shared::plan::point::light::{LightDays, PointLight};
use remit_shared::plan::point::{PointMeasure, PointOutcome, PointState};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{CaseStatement, Expr, NullOrdering, Order};
use sea_orm::{ColumnTrait, Condition, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::effectiveness_point::Column;
use crate::portable::{contains, nothing};
use crate::problem::any_of;

/// The lists behind the counts of the workbench. The interface names them by their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PointView {
    /// Waits for the unit's lead to sign: drafts and returned ones.
    ToSign,
    /// Runs, and this month's report is still missing.
    ToFill,
    /// Waits for the oversight section to review.
    ToReview,
    /// A change waits for its decision.
    ToDecide,
    /// Claimed, waits for verification.
    ToVerify,
    /// Runs, and its deadline has passed.
    Overdue,
    /// Has entered the ledger (§1: 875).
    Ledger,
}

/// What to narrow a list of points to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct PointFilter {
    /// Year.
    pub year: Option<i32>,
    /// Part of the code, the title or the target.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<PointState>,
    /// Any of these lights, told apart by these days.
    pub lights: Option<(Vec<PointLight>, LightDays)>,
    /// Any of these measures.
    pub measures: Vec<PointMeasure>,
    /// Any of these outcomes.
    pub outcomes: Vec<PointOutcome>,
    /// Unit.
    pub org_id: Option<Uuid>,
    /// Only those in the sample, or only the others.
    pub sampled: Option<bool>,
    /// A list of the workbench, with its days.
    pub view: Option<(PointView, LightDays)>,
}

/// Order of a list of points; ties are broken by the code and the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointSort {
    /// Code, which is by unit.
    #[default]
    Code,
    /// Due date.
    Due,
    /// Due date backwards.
    DueDesc,
    /// Progress, least first.
    Progress,
    /// Most important first.
    Importance,
    /// State, in the order of the life cycle.
    State,
    /// Unit in the registry's order (as the codes), for groups by unit.
    Org,
    /// Measure, for groups by measure.
    Measure,
    /// Last report, oldest first.
    Reported,
}

fn in_states(states: &[PointState]) -> Expr {
    Column::State.is_in(states.iter().map(|state| state.code()))
}

const RUNNING: [PointState; 2] = [PointState::Active, PointState::ChangePending];

/// The condition of a light; the same days as [`remit_shared::plan::point::light::light`].
pub(crate) fn lit(light: PointLight, days: LightDays) -> Condition {
    let running = Condition::all().add(in_states(&RUNNING));
    let in_time = running.clone().add(Column::DueOn.gte(days.today));
    let missing = Condition::any()
        .add(Column::ReportedOn.is_null())
        .add(Column::ReportedOn.lt(days.month));
    match light {
        PointLight::None => Condition::all().not().add(in_states(&RUNNING)),
        PointLight::Red => running.add(Column::DueOn.lt(days.today)),
        PointLight::Green => in_time.add(Column::ReportedOn.gte(days.month)),
        PointLight::Yellow if days.passed => in_time.add(missing),
        PointLight::Blue if !days.passed => in_time.add(missing),
        PointLight::Yellow | PointLight::Blue => Condition::all().add(nothing()),
    }
}

/// The condition of a view. Lists and counts both use it, so they cannot disagree.
pub(crate) fn view(view: PointView, days: LightDays) -> Condition {
    let all = Condition::all();
    match view {
        PointView::ToSign => all.add(in_states(&[PointState::Draft, PointState::Returned])),
        PointView::ToFill => all.add(in_states(&[PointState::Active])).add(
            Condition::any()
                .add(Column::ReportedOn.is_null())
                .add(Column::ReportedOn.lt(days.month)),
        ),
        PointView::ToReview => all.add(in_states(&[PointState::Submitted])),
        PointView::ToDecide => all.add(in_states(&[PointState::ChangePending])),
        PointView::ToVerify => all.add(in_states(&[PointState::Claimed])),
        PointView::Overdue => lit(PointLight::Red, days),
        PointView::Ledger => all.add(Column::ApprovedOn.is_not_null()),
    }
}

pub(crate) fn condition(engine: Engine, filter: &PointFilter) -> Condition {
    let mut all = Condition::all()
        .add_option(filter.year.map(|year| Column::Year.eq(year)))
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.sampled.map(|sampled| {
            let hit = Column::Sampled.eq(true);
            if sampled {
                Condition::all().add(hit)
            } else {
                Condition::any()
                    .add(Column::Sampled.is_null())
                    .add(Column::Sampled.eq(false))
            }
        }))
        .add_option(filter.view.map(|(kind, days)| view(kind, days)));
    if let Some((lights, days)) = filter.lights.as_ref().filter(|(lights, _)| !lights.is_empty()) {
        let any = lights
            .iter()
            .fold(Condition::any(), |any, light| any.add(lit(*light, *days)));
        all = all.add(any);
    }
    all = any_of(all, Column::State, &filter.states);
    all = any_of(all, Column::Measure, &filter.measures);
    all = any_of(all, Column::Outcome, &filter.outcomes);
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
                .add(contains(engine, Column::Target, text)),
        ),
    }
}

pub(crate) fn sort<S: QueryOrder>(select: S, sort: PointSort) -> S {
    let sorted = match sort {
        PointSort::Code => select,
        PointSort::Due => select.order_by_asc(Column::DueOn),
        PointSort::DueDesc => select.order_by_desc(Column::DueOn),
        PointSort::Progress => select.order_by_asc(Column::Progress),
        PointSort::Importance => select.order_by_desc(Column::Importance),
        PointSort::State => select.order_by_asc(place()),
        PointSort::Org => select.order_by_asc(Column::OrgId),
        PointSort::Measure => select.order_by_asc(Column::Measure),
        PointSort::Reported => select.order_by_with_nulls(Column::ReportedOn, Order::Asc, NullOrdering::Last),
    };
    sorted.order_by_asc(Column::Code).order_by_asc(Column::Id)
}

/// The place of a state in the life cycle.
fn place() -> Expr {
    let mut case = CaseStatement::new();
    for (place, state) in (0i32..).zip(PointState::ALL) {
        case = case.case(Column::State.eq(state.code()), place);
    }
    case.finally(99).into()
}
