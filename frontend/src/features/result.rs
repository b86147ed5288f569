//! The yearly result (K30–K32): ranking, a unit's result, what-if.

mod acts;
mod appeal;
mod check;
mod compare;
mod correct;
mod decide;
mod interval;
mod list;
mod office;
mod perspective;
mod print;
mod ranking;
mod recompute;
mod record;
mod trace;
mod unit;
mod waterfall;
mod what_if;

crate::lazy_page!(result: ResultList, ResultRead => list::page);
crate::lazy_page!(result: UnitOutcomePage, ResultRead => unit::page);
crate::lazy_page!(result: ResultPaper, ResultRead => print::page);
crate::lazy_page!(whatif: WhatIf, ResultRead => what_if::page);

crate::operation!(
    "graphql/result.graphql": RunList, RunPage, RunCheck, RunRecomputation, RunComparison, RunPaper, UnitOutcome, TraceRows, WhatIfInputs, RunReadiness, RunScoring, ReviewRun,
    PublishRun, OpenRunList, FreezeRun, ExportRun, CorrectRun, AppealResult, DecideAppeal, AcknowledgePackage
);

/// A run as its page holds it.
type Run = run_page::RunPageScoreRun;
/// One line of the ranking.
type Line = run_page::RunPageScoreRunResults;
