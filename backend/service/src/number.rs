//! Running numbers without gaps: given inside the writing transaction, returned by a rollback (§2).

use chrono::Datelike;

use crate::failure::Answer;
use crate::work::Work;

/// Prefix of problem codes: 履职问题 (lǚzhí).
const PROBLEM: &str = "LZ";
/// Prefix of push sheets: 推送 (tuīsòng).
const SHEET: &str = "TS";
/// Prefix of close-out numbers: 销号 (xiāohào).
const CLOSE: &str = "XH";
/// Prefix of campaigns: 问卷 (wènjuàn).
const CAMPAIGN: &str = "WJ";
/// Prefix of linkage submissions: 联动 (liándòng).
const LINKAGE: &str = "LD";

/// Prefix of duty adjustments: 调整 (tiáozhěng).
const ADJUSTMENT: &str = "TZ";

/// Prefix of consultations: 协商 (xiéshāng).
const CONSULTATION: &str = "XS";
/// Prefix of coordination cases: 协调 (xiétiáo).
const CASE: &str = "XT";

/// Prefix of suggestions: 意见建议 (yìjiàn).
const SUGGESTION: &str = "YJ";

/// Prefix of close-out numbers of the daily ledger: 日常销号 (rìcháng xiāohào).
const DAILY: &str = "RX";

/// Prefix of negative records: 负面 (fùmiàn).
const VIOLATION: &str = "FM";

/// Prefix of joint activities: 督管 (dūguǎn).
const ACTIVITY: &str = "DG";

async fn next(work: &Work<'_>, counter: &str, prefix: &str) -> Answer<String> {
    let year = work.ctx.today().year();
    let number = work.tx.next_number(&format!("{counter}:{year}")).await?;
    Ok(format!("{prefix}-{year}-{number:04}"))
}

/// The next problem code of the year, such as `LZ-2022-0001`.
pub(crate) async fn problem(work: &Work<'_>) -> Answer<String> {
    next(work, "problem", PROBLEM).await
}

/// The next push-sheet number of the year.
pub(crate) async fn sheet(work: &Work<'_>) -> Answer<String> {
    next(work, "sheet", SHEET).await
}

/// The next close-out number of the year (销号).
pub(crate) async fn close_out(work: &Work<'_>) -> Answer<String> {
    next(work, "close", CLOSE).await
}

/// The next number of a suggestion of the year.
pub(crate) async fn suggestion(work: &Work<'_>) -> Answer<String> {
    next(work, "suggestion", SUGGESTION).await
}

/// The next campaign number of the year.
pub(crate) async fn campaign(work: &Work<'_>) -> Answer<String> {
    next(work, "campaign", CAMPAIGN).await
}

/// The next close-out number of the daily ledger of the year, such as `RX-2022-0001`: a series of its own, so that
/// neither ledger has gaps.
pub(crate) async fn daily_close(work: &Work<'_>) -> Answer<String> {
    next(work, "daily", DAILY).await
}

/// The next number of a linkage submission or nil return of the year; it is the receipt.
pub(crate) async fn linkage(work: &Work<'_>) -> Answer<String> {
    next(work, "linkage", LINKAGE).await
}

/// The next number of a negative record of the year.
pub(crate) async fn violation(work: &Work<'_>) -> Answer<String> {
    next(work, "violation", VIOLATION).await
}

/// The next number of a duty adjustment of the year.
pub(crate) async fn adjustment(work: &Work<'_>) -> Answer<String> {
    next(work, "adjustment", ADJUSTMENT).await
}

/// The next number of a consultation of the year.
pub(crate) async fn consultation(work: &Work<'_>) -> Answer<String> {
    next(work, "consultation", CONSULTATION).await
}

/// The next number of a coordination case of the year.
pub(crate) async fn case(work: &Work<'_>) -> Answer<String> {
    next(work, "case", CASE).await
}

/// The next number of a joint activity of the year.
pub(crate) async fn activity(work: &Work<'_>) -> Answer<String> {
    next(work, "activity", ACTIVITY).await
}
