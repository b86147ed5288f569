//! Problems in performing duties (K08): the list, the record, and everything that can be done with it.

mod acts;
mod detail;
mod head;
mod history;
mod list;
mod print;
mod raise;
mod record;

crate::lazy_page!(desk: ProblemList, ProblemRead => list::page);
crate::lazy_page!(record: ProblemDetail, ProblemRead => detail::page);
crate::lazy_page!(record: ProblemNotice, ProblemRead => print::notice);
crate::lazy_page!(record: CloseOutSlip, ProblemRead => print::slip);

crate::operation!("graphql/problem.graphql":
    ProblemRows, ProblemPage, UnitSections, UnitChoices, MergeTargets, SimilarTo,
    RaiseProblem, TakeProblem, RejectProblem, MergeProblem, AssignProblem, ContestProblem, AcceptNow, AcceptPlan,
    StartRectification, AskExtension, DecideExtension, SubmitRectification, TakeReverification,
    ReturnRectification, CloseOutProblem, ReopenProblem
);

/// The record as the page holds it.
type Problem = problem_page::ProblemPageProblem;
