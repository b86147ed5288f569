//! One transaction for a batch of ratings: each judged as if it came alone, all written together (§5.6).

mod judge;

use std::collections::HashMap;

use remit_shared::calendar::shanghai_day;
use remit_shared::rating::intake::opens_case;
use remit_shared::rating::{RatingRules, RatingStatus, code};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use remit_store::entity::public_rating;
use remit_store::rating::{intake as rows, rollup};
use remit_store::{Text, row};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::bad;
use super::intake::{Submission, Taken};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// What became of each submission, in their order.
pub(crate) type Answers = Vec<Result<Taken, Refusal>>;

/// Writes a batch. A repeated submission gets its first answer, other content under a known id is `E_DUP`; all
/// others are taken.
pub(crate) async fn write(
    app: &App,
    ctx: &OpCtx,
    action: &'static str,
    submissions: Vec<Submission>,
) -> Answer<Answers> {
    let mut work = Work::begin(app, ctx, action).await?;
    let result = write_in(&mut work, submissions).await;
    work.finish(result).await
}

/// The same inside a transaction that does more.
pub(crate) async fn write_in(work: &mut Work<'_>, submissions: Vec<Submission>) -> Answer<Answers> {
    let mut known = known(work, &submissions).await?;
    let mut judge = judge::Judge::prepare(work, &submissions).await?;
    let mut codes = codes(work, submissions.len()).await?.into_iter();
    let (mut answers, mut fresh) = (Vec::with_capacity(submissions.len()), Vec::new());
    for submission in submissions {
        let digest = digest(&submission);
        if let Some((id, code, first)) = known.get(&submission.client_id) {
            answers.push(if *first == digest {
                Ok(Taken {
                    code: code.clone(),
                    id: *id,
                    replayed: true,
                })
            } else {
                Err(other_content())
            });
            continue;
        }
        let Some(code) = codes.next() else {
            return Err(crate::failure::Fault::Broken("no receipt code is left".into()).into());
        };
        let rating = judge.rate(work, submission, code, digest.clone());
        known.insert(rating.client_id, (rating.id, rating.receipt_code.clone(), digest));
        answers.push(Ok(Taken {
            code: rating.receipt_code.clone(),
            id: rating.id,
            replayed: false,
        }));
        fresh.push(rating);
    }
    keep(work, &judge.rules, fresh).await?;
    Ok(answers)
}

/// Writes the ratings, their counters and the cases that bad ones open.
async fn keep(work: &mut Work<'_>, rules: &RatingRules, fresh: Vec<public_rating::Model>) -> Answer<()> {
    work.remark(format!("{} ratings", fresh.len()));
    if fresh.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = fresh.iter().map(|rating| rating.id).collect();
    work.after(&ids);
    let fresh = row::insert_all(&work.tx, fresh).await?;
    rollup::add(&work.tx, fresh.iter().map(rollup::cell_of).collect()).await?;
    let bad: Vec<_> = fresh
        .iter()
        .filter(|rating| opens_case(rating.level.get(), rating.status.get()))
        .collect();
    bad::open(work, rules, &bad).await
}

/// Submissions that came before, by client id: rating, code, digest.
async fn known(work: &Work<'_>, submissions: &[Submission]) -> Answer<HashMap<Uuid, (Uuid, String, String)>> {
    let ids: Vec<Uuid> = submissions.iter().map(|one| one.client_id).collect();
    let rows = rows::by_client_ids(&work.tx, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.client_id, (row.id, row.receipt_code, row.content_hash)))
        .collect())
}

/// Fresh receipt codes that nobody has.
async fn codes(work: &Work<'_>, count: usize) -> Answer<Vec<String>> {
    let mut codes: Vec<String> = Vec::with_capacity(count);
    while codes.len() < count {
        let mut drawn: Vec<String> = (codes.len()..count)
            .map(|_| code::encode(u64::from_be_bytes(work.ctx.random())))
            .collect();
        let taken = rows::taken_codes(&work.tx, &drawn).await?;
        drawn.retain(|code| !taken.contains(code) && !codes.contains(code));
        codes.append(&mut drawn);
        codes.sort_unstable();
        codes.dedup();
    }
    Ok(codes)
}

/// Digest of what the sender said, to tell a repetition from another content. The time is not part of it: a page
/// that sends again does not know when it was first heard.
fn digest(submission: &Submission) -> String {
    let reasons: Vec<&str> = submission.reasons.iter().map(|reason| reason.code()).collect();
    let text = format!(
        "{}\n{:?}\n{}\n{:?}\n{}\n{}\n{:?}",
        submission.org_id,
        submission.window_id,
        submission.channel,
        submission.receipt_no,
        submission.level,
        reasons.join(","),
        submission.comment
    );
    hex::encode(Sha256::digest(text).get(..16).unwrap_or_default())
}

fn other_content() -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        "该次评价已经提交，等级不能更改；如有补充，请凭回执码提交补充意见。",
        "This rating has been handed in and its level is fixed; add a comment under its receipt code.",
    )
    .on("clientId")
}

/// A new row with what the submission says.
fn row_of(
    work: &Work<'_>,
    submission: Submission,
    code: String,
    digest: String,
    status: RatingStatus,
    receipt_id: Option<Uuid>,
) -> public_rating::Model {
    let now = work.ctx.now();
    let reasons: Vec<&str> = submission.reasons.iter().map(|reason| reason.code()).collect();
    public_rating::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        client_id: submission.client_id,
        org_id: submission.org_id,
        window_id: submission.window_id,
        channel: Text(submission.channel),
        receipt_no: submission.receipt_no,
        receipt_id,
        level: Text(submission.level),
        reasons: reasons.join(","),
        comment: submission.comment,
        added_comment: None,
        photo_sha256: None,
        rated_at: submission.rated_at,
        day: shanghai_day(submission.rated_at),
        device_hash: submission.device_hash,
        net_hash: submission.net_hash,
        receipt_code: code,
        status: Text(status),
        counted: status == RatingStatus::Accepted,
        flag_id: None,
        excluded_reason: None,
        excluded_by: None,
        contact_enc: None,
        content_hash: digest,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}
