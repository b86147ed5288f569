//! Public ratings: bad-rating cases, flagged ratings, windows and their codes, aggregates (K21–K24).

mod acts;
mod cards;
mod detail;
mod flags;
mod list;
mod tone;
mod units;
mod windows;

crate::lazy_page!(rating: BadRatingList => list::page);
crate::lazy_page!(rating: BadRatingDetail => detail::page);
crate::lazy_page!(rating: FlagList, FlagReview => flags::page);
crate::lazy_page!(rating: WindowList, RatingAggregateRead => windows::page);
crate::lazy_page!(rating: WindowCards, RatingAggregateRead => cards::page);
crate::lazy_page!(rating: UnitRatings, RatingAggregateRead => units::page);
crate::lazy_page!(rating: UnitRatingDetail, RatingAggregateRead => units::one);

crate::operation!("graphql/rating.graphql":
    BadRatingRows, BadRatingPage, ActOnBadRatingNow, RatingFlagRows, ReviewFlagNow, RatingWindowRows,
    RatingWindowCards, RevokeWindowNow, UnitRatingRows, UnitRatingPage
);

/// The year shown by default: this one, or the last while it is still young.
fn usual_year(today: Option<chrono::NaiveDate>) -> i64 {
    use chrono::Datelike;
    let today = today.unwrap_or_default();
    i64::from(today.year()) - i64::from(today.month() < 4)
}

/// First and last day of a year.
fn span(year: i64) -> (chrono::NaiveDate, chrono::NaiveDate) {
    let year = i32::try_from(year).unwrap_or(2022);
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (day(1, 1), day(12, 31))
}
