//! Mass intake (K22): ratings by the hundred, each with its own result; and files for the desk, all or nothing.

use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};

use super::batch::{self, Answers};
use super::intake::Submission;
use super::receipt::ITEMS_MAX;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Refuses more items than one call may carry.
pub(crate) fn few(count: usize) -> Result<(), Refusal> {
    if count <= ITEMS_MAX {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Limit,
        format!("一次最多提交{ITEMS_MAX}条,请分批提交。"),
        format!("At most {ITEMS_MAX} items in one call; send them in parts."),
    )
    .on("items"))
}

/// Takes ratings in, each with its own result; what is refused by its texts changes nothing of the others.
pub async fn submit(app: &App, ctx: &OpCtx, items: Vec<Submission>) -> Answer<Answers> {
    let mut work = Work::begin(app, ctx, "rating.submit").await?;
    let result = async {
        work.authorise(Capability::RatingImport)?;
        few(items.len())?;
        submit_in(&mut work, items).await
    }
    .await;
    work.finish(result).await
}

async fn submit_in(work: &mut Work<'_>, items: Vec<Submission>) -> Answer<Answers> {
    let (mut refused, mut good) = (Vec::new(), Vec::new());
    for (place, item) in items.into_iter().enumerate() {
        match item.checked() {
            Ok(item) => good.push(item),
            Err(refusal) => refused.push((place, refusal)),
        }
    }
    let mut answers = batch::write_in(work, good).await?;
    for (place, refusal) in refused {
        answers.insert(place.min(answers.len()), Err(refusal));
    }
    Ok(answers)
}
