use chrono::{NaiveDate, TimeZone, Utc};

use super::china::{all_china_days, china_days};
use super::*;

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::new(all_china_days()).unwrap()
}

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> RefusalCode {
    result.unwrap_err().code
}

/// §5.15.
#[test]
fn the_vectors_of_the_specification_hold() {
    let calendar = calendar();
    for (from, n, expected) in [
        ("2022-01-28", 5, "2022-02-09"),
        ("2022-04-29", 5, "2022-05-10"),
        ("2022-09-30", 5, "2022-10-12"),
        ("2022-09-09", 20, "2022-10-13"),
    ] {
        assert_eq!(
            calendar.add_working_days(d(from), n),
            Ok(d(expected)),
            "{from} + {n}"
        );
    }
}

#[test]
fn the_years_have_their_working_days() {
    let working = |year: i32| {
        let days = china_days(d(&format!("{year}-01-01")), d(&format!("{year}-12-31")));
        (days.len(), days.iter().filter(|day| day.is_working).count())
    };
    assert_eq!(working(2022), (365, 249));
    assert_eq!(working(2023), (365, 249));
}

/// Grace of the four linkage windows (§9): five working days after the quarter's end.
#[test]
fn the_grace_of_the_linkage_windows_agrees_with_the_year_of_the_office() {
    let calendar = calendar();
    for (quarter_end, grace) in [
        ("2022-03-31", "2022-04-08"),
        ("2022-06-30", "2022-07-07"),
        ("2022-09-30", "2022-10-12"),
        ("2022-12-31", "2023-01-09"),
    ] {
        assert_eq!(
            calendar.add_working_days(d(quarter_end), 5),
            Ok(d(grace)),
            "{quarter_end}"
        );
    }
}

#[test]
fn china_days_outside_the_announced_years_are_left_out() {
    let days = china_days(d("2021-12-30"), d("2022-01-02"));
    assert_eq!(
        days.iter().map(|day| day.date).collect::<Vec<_>>(),
        [d("2022-01-01"), d("2022-01-02")]
    );
    assert!(china_days(d("2024-01-01"), d("2024-12-31")).is_empty());
    assert!(china_days(d("2022-02-02"), d("2022-02-01")).is_empty());
}

#[test]
fn an_explanation_names_every_skipped_day() {
    let explained = calendar().explain(d("2022-04-29"), 5).unwrap();
    let told: Vec<_> = explained
        .iter()
        .map(|day| (day.date, day.counted, day.reason, day.note.as_str()))
        .collect();
    let holiday = |date| (d(date), None, DayReason::Holiday, "劳动节");
    assert_eq!(
        told,
        [
            holiday("2022-04-30"),
            holiday("2022-05-01"),
            holiday("2022-05-02"),
            holiday("2022-05-03"),
            holiday("2022-05-04"),
            (d("2022-05-05"), Some(1), DayReason::Working, ""),
            (d("2022-05-06"), Some(2), DayReason::Working, ""),
            (d("2022-05-07"), Some(3), DayReason::MakeUp, "劳动节调休上班"),
            (d("2022-05-08"), None, DayReason::Weekend, ""),
            (d("2022-05-09"), Some(4), DayReason::Working, ""),
            (d("2022-05-10"), Some(5), DayReason::Working, ""),
        ]
    );
}

#[test]
fn explaining_no_days_explains_nothing() {
    assert_eq!(calendar().explain(d("2022-05-12"), 0), Ok(Vec::new()));
    assert_eq!(
        calendar().add_working_days(d("2022-05-14"), 0),
        Ok(d("2022-05-14")),
        "even on a Saturday"
    );
}

#[test]
fn counting_between_is_signed_and_overdue_is_not() {
    let calendar = calendar();
    let (friday, saturday, monday) = (d("2022-05-13"), d("2022-05-14"), d("2022-05-16"));
    assert_eq!(calendar.working_days_between(friday, monday), Ok(1));
    assert_eq!(calendar.working_days_between(monday, friday), Ok(-1));
    assert_eq!(calendar.working_days_between(friday, saturday), Ok(0));
    assert_eq!(
        calendar.overdue_working_days(friday, friday),
        Ok(0),
        "the due day itself is in time"
    );
    assert_eq!(calendar.overdue_working_days(friday, saturday), Ok(0));
    assert_eq!(calendar.overdue_working_days(friday, monday), Ok(1));
    assert_eq!(calendar.overdue_working_days(monday, friday), Ok(0));
}

#[test]
fn a_date_outside_the_range_is_refused_with_the_range() {
    let calendar = calendar();
    let refusal = calendar.is_working(d("2024-01-01")).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Input);
    assert!(
        refusal.zh.contains("2024-01-01") && refusal.zh.contains("2023-12-31"),
        "{}",
        refusal.zh
    );
    assert!(refusal.en.contains("2022-01-01"), "{}", refusal.en);
    for date in ["2021-12-31", "2024-01-01", "0001-01-01", "9999-12-31"] {
        assert_eq!(code(calendar.is_working(d(date))), RefusalCode::Input, "{date}");
        assert_eq!(
            code(calendar.add_working_days(d(date), 0)),
            RefusalCode::Input,
            "{date}"
        );
        assert_eq!(
            code(calendar.working_days_between(d("2022-05-05"), d(date))),
            RefusalCode::Input,
            "{date}"
        );
    }
}

#[test]
fn a_deadline_beyond_the_range_is_refused_without_overflow() {
    let calendar = calendar();
    for n in [1, 500, u32::MAX] {
        let refusal = calendar.add_working_days(d("2023-12-31"), n).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Input);
        assert!(refusal.zh.contains(&n.to_string()), "{}", refusal.zh);
        assert_eq!(code(calendar.explain(d("2023-12-31"), n)), RefusalCode::Input);
    }
}

#[test]
fn a_calendar_has_no_gaps_no_duplicates_and_is_not_empty() {
    assert_eq!(code(WorkCalendar::new(Vec::new())), RefusalCode::Input);
    let mut days = all_china_days();
    let removed = days.remove(100);
    let gap = WorkCalendar::new(days.clone()).unwrap_err();
    assert!(
        gap.zh.contains("缺口") && gap.zh.contains("2022-04-10"),
        "{}",
        gap.zh
    );
    days.extend([removed.clone(), removed]);
    let twice = WorkCalendar::new(days).unwrap_err();
    assert!(twice.zh.contains("2022-04-11重复"), "{}", twice.zh);
}

#[test]
fn days_may_come_in_any_order() {
    let mut days = all_china_days();
    days.reverse();
    let reversed = WorkCalendar::new(days).unwrap();
    assert_eq!(reversed, calendar());
    assert_eq!(
        (reversed.first(), reversed.last()),
        (d("2022-01-01"), d("2023-12-31"))
    );
    assert_eq!(reversed.days().len(), 730);
}

#[test]
fn a_day_begins_and_ends_in_shanghai() {
    let last_second = Utc.with_ymd_and_hms(2022, 5, 12, 15, 59, 59).unwrap();
    let midnight = Utc.with_ymd_and_hms(2022, 5, 12, 16, 0, 0).unwrap();
    assert_eq!(shanghai_day(last_second), d("2022-05-12"));
    assert_eq!(shanghai_day(midnight), d("2022-05-13"));
    assert_eq!(end_of_day_utc(d("2022-05-12")), midnight);
    assert_eq!(
        end_of_day_utc(d("2022-12-31")),
        Utc.with_ymd_and_hms(2022, 12, 31, 16, 0, 0).unwrap()
    );
}
