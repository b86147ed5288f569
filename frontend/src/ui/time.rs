//! Dates and times as the office writes them: `2022-06-03`, `2022-06-03 09:15`, Asia/Shanghai.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};

use crate::i18n::{lang, t};

/// China has one offset and no summer time.
const SHANGHAI: i32 = 8 * 3600;

/// `2022-06-03`.
pub fn day(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `2022-06-03`, or a dash.
pub fn day_or_dash(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "—".to_owned(), day)
}

/// The day of an instant in Shanghai.
pub fn local_day(at: DateTime<Utc>) -> Option<NaiveDate> {
    FixedOffset::east_opt(SHANGHAI).map(|offset| at.with_timezone(&offset).date_naive())
}

/// `2022-06-03 09:15` in Shanghai.
pub fn instant(at: DateTime<Utc>) -> String {
    let Some(offset) = FixedOffset::east_opt(SHANGHAI) else {
        return String::new();
    };
    let at = at.with_timezone(&offset);
    format!("{} {:02}:{:02}", day(at.date_naive()), at.hour(), at.minute())
}

/// `2022-06-03 09:15:07` in Shanghai, where the order of events within a minute matters.
pub fn second(at: DateTime<Utc>) -> String {
    format!("{}:{:02}", instant(at), at.second())
}

/// `周三` or `Wed`; tracks the language.
pub fn weekday(date: NaiveDate) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let index = date.weekday().num_days_from_monday() as usize;
    lang().pick(ZH[index], EN[index])
}

/// How long something took, in the largest fitting unit; tracks the language.
pub fn elapsed(from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let minutes = (to - from).num_minutes().max(0);
    match minutes {
        0 => t::kit::time::AT_ONCE.get().to_owned(),
        1..60 => t::kit::time::minutes(minutes),
        60..1440 => t::kit::time::hours(minutes / 60),
        _ => t::kit::time::days(minutes / 1440),
    }
}
