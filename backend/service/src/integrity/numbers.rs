//! Running numbers: 1, 2, 3 … in each year, up to the counter, none missing, none twice.

use std::collections::BTreeMap;

use remit_store::Db;
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::failure::Answer;

pub(super) async fn check(db: &Db, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = db.snapshot().await?;
    let counters: BTreeMap<String, i64> = rows::counters(&snapshot, jurisdiction)
        .await?
        .into_iter()
        .collect();
    for (counter, numbers) in rows::numbers(&snapshot, jurisdiction).await? {
        report.looked_at.push((counter, numbers.len() as u64));
        series(counter, &numbers, &counters, report);
    }
    Ok(())
}

fn series(counter: &'static str, numbers: &[String], counters: &BTreeMap<String, i64>, report: &mut Report) {
    let mut years: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for number in numbers {
        match parse(number) {
            Some((year, n)) => years.entry(year).or_default().push(n),
            None => report.find("number.format", number.as_str(), "is not a number of this series"),
        }
    }
    for (year, mut given) in years {
        given.sort_unstable();
        let name = format!("{counter}:{year}");
        if let Some(missing) = (1..).zip(&given).find(|(want, have)| want != *have) {
            report.find(
                "number.gap",
                name.as_str(),
                format!("{} is missing or given twice", missing.0),
            );
        }
        if counters.get(&name).copied() != given.last().copied() {
            report.find(
                "number.counter",
                name.as_str(),
                "the counter does not stand at the last number given",
            );
        }
    }
}

/// `LZ-2022-0001` → (`2022`, 1).
fn parse(number: &str) -> Option<(&str, i64)> {
    let (_, rest) = number.split_once('-')?;
    let (year, n) = rest.split_once('-')?;
    Some((year, n.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(numbers: &[&str], counter: i64) -> Vec<&'static str> {
        let numbers: Vec<String> = numbers.iter().map(|text| (*text).to_owned()).collect();
        let counters = BTreeMap::from([("close:2022".to_owned(), counter)]);
        let mut report = Report::default();
        series("close", &numbers, &counters, &mut report);
        report.findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_gap_a_repetition_and_a_wrong_counter_are_found() {
        assert_eq!(findings(&["XH-2022-0002", "XH-2022-0001"], 2), Vec::<&str>::new());
        assert_eq!(findings(&["XH-2022-0001", "XH-2022-0003"], 3), ["number.gap"]);
        assert_eq!(findings(&["XH-2022-0001", "XH-2022-0001"], 1), ["number.gap"]);
        assert_eq!(findings(&["XH-2022-0001"], 2), ["number.counter"]);
        assert_eq!(findings(&["nonsense"], 1), ["number.format"]);
    }
}
