//! What counts in a year's result (§3.10, §5): what happened in the year, as recorded by the cut-off; one rule for every
//! kind of input.

use remit_demo::Ratings;
use remit_service::scoring::read::input_of;
use remit_service::scoring::run::{RunInput, run};
use remit_shared::problem::ProblemEventKind;
use remit_shared::problem::deduction::DeductionReason;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::{RatingCell, ScoreInput};
use remit_shared::voice::ViolationEventKind;
use remit_shared::wire::Wire;
use remit_store::Engine;
use remit_store::entity::{
    appraisal_row, bad_rating_case, campaign, consultation, leader_comment, list_trigger, mutual_ballot,
    point_event, problem, problem_event, push_sheet, rating_rollup, receipt_rollup, violation_event,
};
use remit_tests::City;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

/// How much of each kind a scoring found.
#[derive(Debug, PartialEq, Eq, Clone, Copy, Default)]
struct Found {
    problems: usize,
    closed: usize,
    ratings: u64,
    receipts: u64,
    late_cases: u64,
    triggers: usize,
    sheets: usize,
    views: usize,
    points: usize,
    comments: usize,
    mutual: usize,
    appraisals: usize,
    violations: usize,
    tallies: usize,
}

impl Found {
    fn of(input: &ScoreInput) -> Self {
        let mut found = Self::default();
        for unit in input.units.iter().map(|unit| &unit.inputs) {
            let problems = unit.problems.records.iter();
            let closed = [DeductionReason::ClosedInTime, DeductionReason::ClosedLate];
            let requests = |series: &str| {
                let numbers = unit.requests.iter().filter_map(|row| row.reference.as_deref());
                numbers.filter(|no| no.starts_with(series)).count()
            };
            found.closed += problems
                .clone()
                .filter(|row| closed.contains(&row.standing))
                .count();
            found.problems += problems.count();
            found.ratings += unit.windows.cells.iter().map(RatingCell::total).sum::<u64>();
            found.receipts += unit.windows.receipts;
            found.late_cases += unit.problems.overdue_bad_ratings;
            found.triggers += unit.triggers.len();
            found.sheets += requests("TS-");
            found.views += requests("XS-");
            found.points += unit.points.len();
            found.comments += unit.comments.len();
            found.mutual += unit.mutual.len();
            found.appraisals += unit.appraisals.len();
            found.violations += unit.violations.len();
            found.tallies += unit.tallies_of(IndicatorCode::B51).len();
        }
        found
    }
}

async fn scored(city: &City) -> Found {
    let asked = RunInput {
        year: 2022,
        cut_on: "2023-01-10".parse().expect("a day"),
    };
    let made = run(&city.app, &city.person("ov01").await, asked)
        .await
        .expect("scored");
    Found::of(&input_of(&made).expect("readable"))
}

/// Moves one row's day.
macro_rules! move_one {
    ($city:expr, $entity:ident, $column:ident = $to:expr, $filter:expr) => {{
        let conn = $city.app.db.read();
        let row = $entity::Entity::find()
            .filter($filter)
            .order_by_asc($entity::Column::$column)
            .one(conn)
            .await
            .expect("read")
            .expect("a row");
        let tx = $city.app.db.write(row.jurisdiction_id).await.expect("a transaction");
        let by_key = move_one!(@key $entity, row);
        $entity::Entity::update_many()
            .col_expr($entity::Column::$column, day($to))
            .filter(by_key)
            .exec(&tx)
            .await
            .expect("moved");
        tx.commit().await.expect("committed");
        row
    }};
    (@key rating_rollup, $row:ident) => {
        Condition::all().add(rating_rollup::Column::PlaceId.eq($row.place_id))
            .add(rating_rollup::Column::Day.eq($row.day))
            .add(rating_rollup::Column::Channel.eq($row.channel))
            .add(rating_rollup::Column::Level.eq($row.level))
            .add(rating_rollup::Column::Receipted.eq($row.receipted))
            .add(rating_rollup::Column::Status.eq($row.status))
            .add(rating_rollup::Column::Counted.eq($row.counted))
    };
    (@key receipt_rollup, $row:ident) => {
        Condition::all().add(receipt_rollup::Column::PlaceId.eq($row.place_id))
            .add(receipt_rollup::Column::Day.eq($row.day))
            .add(receipt_rollup::Column::Channel.eq($row.channel))
    };
    (@key $entity:ident, $row:ident) => {
        $entity::Column::Id.eq($row.id)
    };
}

/// A day, or nine in the morning of it.
fn day(to: &str) -> Expr {
    if to.contains('T') {
        let at: chrono::DateTime<chrono::Utc> = to.parse().expect("an instant");
        return Expr::val(at);
    }
    let on: chrono::NaiveDate = to.parse().expect("a day");
    Expr::val(on)
}

/// On a day of the new year, before the cut-off of the old one.
const JANUARY: &str = "2023-01-05";
const JANUARY_AT: &str = "2023-01-05T01:00:00Z";
/// After the cut-off, before the scoring.
const LATE: &str = "2023-01-12";
const LATE_AT: &str = "2023-01-12T01:00:00Z";

/// What happens in January counts in the new year only.
async fn january(city: &City) {
    let before = scored(city).await;
    let counted = problem::Column::State.eq("CLOSED");
    move_one!(city, problem, RaisedOn = JANUARY, counted);
    let cells = Condition::all()
        .add(rating_rollup::Column::Counted.eq(true))
        .add(rating_rollup::Column::WindowId.is_not_null());
    let ratings = move_one!(city, rating_rollup, Day = JANUARY, cells)
        .n
        .unsigned_abs();
    let at_windows = receipt_rollup::Column::Channel.eq("WINDOW");
    let receipts = move_one!(city, receipt_rollup, Day = JANUARY, at_windows)
        .n
        .unsigned_abs();
    let late = bad_rating_case::Column::WasOverdue.eq(true);
    move_one!(city, bad_rating_case, OpenedOn = JANUARY, late);
    move_one!(
        city,
        list_trigger,
        DueOn = JANUARY,
        list_trigger::Column::State.ne("VOIDED")
    );
    let to_unit = push_sheet::Column::Direction.eq("TO_UNIT");
    move_one!(city, push_sheet, PushedAt = JANUARY_AT, to_unit);
    let answered = consultation::Column::EndedOn.is_not_null();
    move_one!(city, consultation, DueOn = JANUARY, answered);
    let after = scored(city).await;
    assert_eq!(
        after,
        Found {
            problems: before.problems - 1,
            closed: after.closed,
            ratings: before.ratings - ratings,
            receipts: before.receipts - receipts,
            late_cases: before.late_cases - 1,
            triggers: before.triggers - 1,
            sheets: before.sheets - 1,
            views: before.views - 2,
            ..before
        }
    );
}

/// What is recorded after the cut-off is not there yet.
async fn too_late(city: &City) {
    let before = scored(city).await;
    let closing = problem_event::Column::Event.eq(ProblemEventKind::CloseOut.code());
    let in_time = problem_event::Column::At.gt("2022-06-01T00:00:00Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .expect("an instant"));
    move_one!(
        city,
        problem_event,
        At = LATE_AT,
        Condition::all().add(closing).add(in_time)
    );
    let late = bad_rating_case::Column::LateOn.is_not_null();
    move_one!(
        city,
        bad_rating_case,
        LateOn = LATE,
        Condition::all().add(late).add(
            bad_rating_case::Column::OpenedOn.lt("2023-01-01".parse::<chrono::NaiveDate>().expect("a day"))
        )
    );
    let verified = Condition::all()
        .add(point_event::Column::ToState.eq("VERIFIED"))
        .add(point_event::Column::Event.eq("VERIFY"));
    move_one!(city, point_event, At = LATE_AT, verified);
    move_one!(
        city,
        leader_comment,
        CreatedAt = LATE_AT,
        leader_comment::Column::Withdrawn.eq(false)
    );
    let cast = move_one!(
        city,
        mutual_ballot,
        CastAt = LATE_AT,
        mutual_ballot::Column::CastAt.is_not_null()
    );
    let marks = remit_store::entity::mutual_mark::Entity::find()
        .filter(remit_store::entity::mutual_mark::Column::BallotId.eq(cast.id))
        .filter(remit_store::entity::mutual_mark::Column::Attitude.is_not_null())
        .all(city.app.db.read())
        .await
        .expect("read");
    move_one!(
        city,
        appraisal_row,
        CreatedAt = LATE_AT,
        appraisal_row::Column::Year.eq(2022)
    );
    let confirmed = violation_event::Column::Event.eq(ViolationEventKind::Confirm.code());
    move_one!(city, violation_event, At = LATE_AT, confirmed);
    move_one!(
        city,
        campaign,
        ClosesOn = LATE,
        campaign::Column::Kind.eq("DEPUTY")
    );
    let after = scored(city).await;
    assert_eq!(
        after,
        Found {
            closed: before.closed - 1,
            late_cases: before.late_cases - 1,
            points: before.points - 1,
            comments: before.comments - 1,
            mutual: before.mutual - marks.len(),
            appraisals: before.appraisals - 1,
            violations: before.violations - 1,
            tallies: 0,
            ..before
        }
    );
}

#[tokio::test]
async fn a_year_is_what_happened_in_it_as_recorded_by_the_cut_off() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if !remit_store::testing::wanted(engine) {
            continue;
        }
        let city = City::open_with(engine, "2023-01-20", Ratings::Bad).await;
        Box::pin(january(&city)).await;
        Box::pin(too_late(&city)).await;
    }
}
