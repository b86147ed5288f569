//! The tiles of effectiveness points: what waits for the person's hat.

use remit_shared::identity::Role;
use remit_store::plan::point::PointView;

use super::Count;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::plan::point::read;

type Tile = (&'static str, PointView, &'static str);

const TO_SIGN: Tile = ("points.toSign", PointView::ToSign, "view=TO_SIGN");
const TO_FILL: Tile = ("points.toFill", PointView::ToFill, "view=TO_FILL");
const TO_REVIEW: Tile = ("points.toReview", PointView::ToReview, "view=TO_REVIEW");
const TO_VERIFY: Tile = ("points.toVerify", PointView::ToVerify, "view=TO_VERIFY");
const TO_DECIDE: Tile = ("points.toDecide", PointView::ToDecide, "view=TO_DECIDE");
const OVERDUE: Tile = ("points.overdue", PointView::Overdue, "view=OVERDUE");

/// The tiles of a role, those with nothing in them left out.
pub(super) async fn counts(app: &App, ctx: &OpCtx, role: Role) -> Answer<Vec<Count>> {
    let tiles: &[Tile] = match role {
        Role::Dl => &[TO_SIGN, OVERDUE],
        Role::Dc => &[TO_FILL, OVERDUE],
        Role::Ov => &[TO_REVIEW, TO_VERIFY, TO_DECIDE],
        Role::Ol => &[TO_DECIDE],
        _ => return Ok(Vec::new()),
    };
    let reader = read::reader(app, ctx, None).await?;
    let views: Vec<_> = tiles.iter().map(|(_, view, _)| *view).collect();
    let numbers = read::view_counts(app, &reader, &views).await?;
    let some = tiles.iter().zip(numbers).filter(|(_, count)| *count > 0);
    Ok(some
        .map(|((key, _, filter), count)| Count {
            key,
            count,
            list: "/points",
            filter,
        })
        .collect())
}
