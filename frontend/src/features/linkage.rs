//! Linkage (K16, K17): a department's home with the quarter's window, the office's quarter board, the submissions.

mod answer;
mod board;
mod detail;
mod home;
mod list;
mod page;
mod settle;
mod write;

crate::lazy_page!(linkage: LinkageHome => page::page);
crate::lazy_page!(linkage: LinkageList => list::page);
crate::lazy_page!(linkage: LinkageDetail => detail::page);

crate::operation!("graphql/linkage.graphql":
    LinkageNow, LinkageYear, LinkageRows, LinkagePage, LinkageUnits, LinkageProblems, WriteLinkage, NilReturn,
    AcceptLinkage, ReturnLinkage, NoteLinkage, ConvertLinkage, MergeLinkage, AdviseLinkage, FinishCountermeasure,
    StudyWindow, FeedBackWindow
);

/// The submission as the record page holds it.
type Submission = linkage_page::LinkagePageLinkageSubmission;
/// A window as the board holds it.
type Window = linkage_year::LinkageYearLinkageWindows;
