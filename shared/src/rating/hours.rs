//! Opening hours of a window: `08:30-12:00,13:30-17:30`, and whether somebody can have been served (§5.6 c).

use chrono::NaiveTime;

use crate::refusal::{Refusal, RefusalCode};

/// Opening hours, one or more spans of a working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours(Vec<(NaiveTime, NaiveTime)>);

impl OpeningHours {
    /// Reads them from their written form.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let spans: Option<Vec<_>> = text.split(',').map(|span| read(span.trim())).collect();
        spans
            .filter(|spans| {
                spans.iter().all(|(from, to)| from < to)
                    && spans.windows(2).all(|pair| pair[0].1 <= pair[1].0)
            })
            .map(Self)
            .ok_or_else(|| {
                Refusal::new(
                    RefusalCode::Input,
                    "办公时间请按“08:30-12:00,13:30-17:30”的格式填写。",
                    "Write opening hours like \"08:30-12:00,13:30-17:30\".",
                )
                .on("openingHours")
            })
    }

    /// Whether a time of day lies within the hours, or within `slack` minutes of them.
    pub fn allows(&self, time: NaiveTime, slack: i64) -> bool {
        let slack = chrono::Duration::minutes(slack);
        self.0.iter().any(|(from, to)| {
            let before = *from - time;
            let after = time - *to;
            before <= slack && after <= slack
        })
    }
}

fn read(span: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, to) = span.split_once('-')?;
    Some((time(from)?, time(to)?))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}
