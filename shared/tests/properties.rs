//! Properties of the work calendar (§0, K43) on the official years and on arbitrary ones.

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;
    use remit_shared::calendar::china::all_china_days;
    use remit_shared::calendar::{Day, DayReason, WorkCalendar};

    fn official() -> WorkCalendar {
        WorkCalendar::new(all_china_days()).unwrap()
    }

    fn plus(date: NaiveDate, days: u64) -> NaiveDate {
        date.checked_add_days(Days::new(days)).unwrap()
    }

    /// A year of days, each working or not at random.
    fn any_calendar() -> impl Strategy<Value = WorkCalendar> {
        prop::collection::vec(any::<bool>(), 1..400).prop_map(|working| {
            let first = NaiveDate::from_ymd_opt(2030, 1, 1).unwrap();
            let days = working
                .into_iter()
                .zip(first.iter_days())
                .map(|(is_working, date)| Day {
                    date,
                    is_working,
                    note: String::new(),
                })
                .collect();
            WorkCalendar::new(days).unwrap()
        })
    }

    proptest! {
        #[test]
        fn a_deadline_is_a_working_day_and_counts_back(offset in 0u64..650, n in 1u32..50) {
            let calendar = official();
            let from = plus(calendar.first(), offset);
            let due = calendar.add_working_days(from, n).unwrap();
            prop_assert!(calendar.is_working(due).unwrap());
            prop_assert_eq!(calendar.working_days_between(from, due), Ok(i64::from(n)));
            prop_assert_eq!(calendar.working_days_between(due, from), Ok(-i64::from(n)));
            prop_assert_eq!(calendar.overdue_working_days(from, due), Ok(n));
        }

        #[test]
        fn an_explanation_counts_exactly_n_days_and_ends_at_the_deadline(offset in 0u64..650, n in 1u32..50) {
            let calendar = official();
            let from = plus(calendar.first(), offset);
            let explained = calendar.explain(from, n).unwrap();
            let counted: Vec<u32> = explained.iter().filter_map(|day| day.counted).collect();
            prop_assert_eq!(counted, (1..=n).collect::<Vec<_>>());
            prop_assert_eq!(explained.first().map(|day| day.date), Some(plus(from, 1)));
            prop_assert_eq!(explained.last().map(|day| day.date), Some(calendar.add_working_days(from, n).unwrap()));
            for day in &explained {
                let works = matches!(day.reason, DayReason::Working | DayReason::MakeUp);
                prop_assert_eq!(works, day.counted.is_some());
            }
        }

        #[test]
        fn deadlines_are_monotone(offset in 0u64..600, later in 0u64..40, n in 0u32..40, more in 0u32..10) {
            let calendar = official();
            let from = plus(calendar.first(), offset);
            let due = calendar.add_working_days(from, n).unwrap();
            prop_assert!(due >= from);
            prop_assert!(calendar.add_working_days(from, n + more).unwrap() >= due);
            prop_assert!(calendar.add_working_days(plus(from, later), n).unwrap() >= due);
        }

        #[test]
        fn adding_in_two_parts_is_adding_at_once(offset in 0u64..600, a in 0u32..20, b in 0u32..20) {
            let calendar = official();
            let from = plus(calendar.first(), offset);
            let middle = calendar.add_working_days(from, a).unwrap();
            prop_assert_eq!(calendar.add_working_days(middle, b), calendar.add_working_days(from, a + b));
        }

        #[test]
        fn any_calendar_agrees_with_counting_day_by_day(calendar in any_calendar(), offset in 0usize..400, n in 1u32..60) {
            let Some(from) = calendar.days().get(offset).map(|day| day.date) else { return Ok(()) };
            let counted = calendar
                .days()
                .iter()
                .filter(|day| day.date > from && day.is_working)
                .nth(usize::try_from(n).unwrap() - 1)
                .map(|day| day.date);
            prop_assert_eq!(calendar.add_working_days(from, n).ok(), counted);
        }
    }
}
