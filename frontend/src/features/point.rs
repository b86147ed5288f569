//! Effectiveness points and the daily ledger (K04, K05): the grid that people live in, one point's record, the
//! monthly page of the contacts, the draw of the sample, the workbook.

mod acts;
mod bulk;
mod change;
mod detail;
mod fill;
mod grid;
mod import;
mod keys;
mod list;
mod narrow;
mod record;
mod sample;
mod write;

crate::lazy_page!(point: PointList, PointRead => list::page);
crate::lazy_page!(point: PointDetail, PointRead => detail::page);
crate::lazy_page!(desk: PointFill, PointProgress => fill::page);
crate::lazy_page!(desk: PointSampling, PointRead => sample::page);

crate::operation!("graphql/point.graphql":
    PointRows, PointSubtotals, PointYearInfo, PointPage, PointChoices, PointsToFill, PointSample, PointLots,
    CreatePoint, EditPoint, SubmitPoint, ApprovePoint, ReturnPoint, ReportPoint, ReportPoints, AskPointChange,
    DecidePointChange, ClaimPoint, VerifyPoint, RejectPointClaim, BulkPoints, RemindPoints, DrawPointSample
);

/// The record as the page holds it.
type Point = point_page::PointPagePoint;
/// A line of the grid.
type Line = point_rows::PointRowsPointsNodes;
