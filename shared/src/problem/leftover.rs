//! "No leftover account" (不留余账, §3.3): which open entries of a ledger have to be explained.

use chrono::{Days, NaiveDate};

use super::LedgerState;
use crate::refusal::{Refusal, RefusalCode};

/// Last opening day of the entries that are old enough today; `days` are calendar days.
pub fn opened_until(today: NaiveDate, days: u32) -> NaiveDate {
    today
        .checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or_default()
}

/// Whether an entry belongs to the report of today.
pub fn is_leftover(state: LedgerState, opened_on: NaiveDate, today: NaiveDate, days: u32) -> bool {
    state == LedgerState::Open && opened_on <= opened_until(today, days)
}

/// Refuses to explain what the report does not ask about: an entry closed out (`E_STATE`) or a young one (`E_EARLY`).
pub fn explainable(
    state: LedgerState,
    opened_on: NaiveDate,
    today: NaiveDate,
    days: u32,
) -> Result<(), Refusal> {
    if state != LedgerState::Open {
        return Err(Refusal::new(
            RefusalCode::State,
            "该条目已销号，无须说明。",
            "The entry is closed out; there is nothing to explain.",
        ));
    }
    if !is_leftover(state, opened_on, today, days) {
        return Err(Refusal::new(
            RefusalCode::Early,
            format!("在账未满{days}天，无须说明。"),
            format!("Entries are explained once they have been open for {days} days."),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_entries_of_ninety_days_are_asked_about() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2023-03-31");
        let table = [
            (LedgerState::Open, "2022-12-31", None),
            (LedgerState::Open, "2022-01-04", None),
            (LedgerState::Open, "2023-01-01", Some(RefusalCode::Early)),
            (LedgerState::Closed, "2022-12-31", Some(RefusalCode::State)),
            (LedgerState::Closed, "2023-03-31", Some(RefusalCode::State)),
        ];
        for (state, opened, refused) in table {
            let answer = explainable(state, day(opened), today, 90);
            assert_eq!(
                answer.err().map(|refusal| refusal.code),
                refused,
                "{state:?} {opened}"
            );
            assert_eq!(is_leftover(state, day(opened), today, 90), refused.is_none());
        }
    }
}
