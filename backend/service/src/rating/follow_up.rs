//! What the rater sees and adds under the receipt code (§7): details, the unit's reply, the answer to a revisit.

use remit_shared::rating::intake::may_add_comment;
use remit_shared::rating::{BadRatingState, RatingReason, RatingRules, RevisitResult, code};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::{bad_rating_case, org, public_rating, window_point};
use remit_store::rating::{bad as cases, intake as rows, window};
use remit_store::{file, organisation, row};
use sha2::{Digest, Sha256};

use super::intake::COMMENT_MAX;
use super::{bad, rules_now, rules_today};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Largest photo (§7), bytes.
pub const PHOTO_MAX: usize = 2 * 1024 * 1024;

/// A rating as its rater sees it. Whether it counts is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The rating.
    pub rating: public_rating::Model,
    /// Its unit.
    pub org: org::Model,
    /// Its window.
    pub window: Option<window_point::Model>,
    /// The case that a bad one opened.
    pub case: Option<bad_rating_case::Model>,
    /// The rules in force.
    pub rules: RatingRules,
}

impl FollowUp {
    /// How far the handling of a bad rating is, as its rater sees it. One that repeats a rated receipt opens no case; its
    /// page says what that of a case says on the same day, so that nobody learns which ratings count (§5.6).
    pub fn handling(&self, ctx: &OpCtx) -> Option<BadRatingState> {
        match &self.case {
            Some(case) => Some(case.state.get()),
            None if !self.rating.level.get().is_bad() => None,
            None if self.rating.day == ctx.today() => Some(BadRatingState::Opened),
            None => Some(BadRatingState::Verifying),
        }
    }

    /// Whether the rater may still say how satisfied he or she is with the handling.
    pub fn may_answer(&self) -> bool {
        self.case
            .as_ref()
            .is_some_and(|case| case.state.get() == BadRatingState::Feedback)
    }

    /// Whether reasons, photo and telephone may still be added: until the unit has begun.
    pub fn may_add_details(&self) -> bool {
        self.rating.reasons.is_empty()
            && self.rating.comment.is_none()
            && self.rating.photo_sha256.is_none()
            && self.rating.contact_enc.is_none()
    }

    /// Whether one more comment may be added.
    pub fn may_add_comment(&self, ctx: &OpCtx) -> bool {
        may_add_comment(
            &self.rules,
            self.rating.rated_at,
            self.rating.added_comment.is_some(),
            ctx.now(),
        )
        .is_ok()
    }
}

/// The rating under a code. A code that names none and a wrong one get the same answer.
pub async fn look(app: &App, ctx: &OpCtx, code: &str) -> Answer<FollowUp> {
    let code = code::parse(code)?;
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let rating = rows::unscoped_by_code(conn, jurisdiction, &code)
        .await?
        .ok_or_else(unknown)?;
    let org = organisation::by_ids(conn, jurisdiction, &[rating.org_id])
        .await?
        .pop()
        .ok_or_else(unknown)?;
    let window = match rating.window_id {
        Some(id) => window::unscoped_find(conn, jurisdiction, id).await?,
        None => None,
    };
    let rules = rules_today(app, ctx).await?;
    let case = cases::unscoped_of_rating(conn, jurisdiction, rating.id).await?;
    Ok(FollowUp {
        rating,
        org,
        window,
        case,
        rules,
    })
}

fn unknown() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "回执码有误，请核对10位回执码后再查询。",
        "The receipt code is not right; compare its ten characters and try again.",
    )
    .on("code")
}

/// What a rater adds after the two taps.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Reasons.
    pub reasons: Vec<RatingReason>,
    /// Comment, at most 300 characters.
    pub comment: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Photo, JPEG or PNG.
    pub photo: Option<Vec<u8>>,
}

/// Adds reasons, comment, photo and telephone to a rating just given, once.
pub async fn add_details(app: &App, ctx: &OpCtx, code: &str, details: Details) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "rating.add_details").await?;
    let result = add_details_in(&mut work, code, details).await;
    work.finish(result).await
}

async fn add_details_in(work: &mut Work<'_>, code: &str, details: Details) -> Answer<()> {
    let seen = look(work.app, work.ctx, code).await?;
    work.subject("public_rating", seen.rating.id, "");
    if !seen.may_add_details() {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "补充内容只能提交一次，已收到您此前的补充。",
            "Details can be added once; yours have been received.",
        )
        .into());
    }
    let comment = text::optional_body("comment", &details.comment, COMMENT_MAX)?;
    let phone = phone(&details.phone)?;
    let mut reasons = details.reasons;
    reasons.sort_unstable();
    reasons.dedup();
    let mut rating = seen.rating;
    rating.reasons = reasons.iter().map(|one| one.code()).collect::<Vec<_>>().join(",");
    rating.comment = Some(comment).filter(|comment| !comment.is_empty());
    if let Some(photo) = details.photo.filter(|photo| !photo.is_empty()) {
        rating.photo_sha256 = Some(keep_photo(work, photo).await?);
    }
    if let Some(phone) = phone {
        rating.contact_enc = Some(work.app.sealer.seal(work.ctx, &phone)?);
    }
    rating.updated_at = work.ctx.now();
    let contactable = rating.contact_enc.is_some();
    row::update(&work.tx, rating).await?;
    if let Some(case) = seen.case.filter(|case| contactable && !case.contactable) {
        let case = bad_rating_case::Model {
            contactable,
            updated_at: work.ctx.now(),
            ..case
        };
        row::update(&work.tx, case).await?;
    }
    Ok(())
}

async fn keep_photo(work: &Work<'_>, photo: Vec<u8>) -> Answer<String> {
    let kind = infer::get(&photo).map(|kind| kind.mime_type());
    if photo.len() > PHOTO_MAX || !matches!(kind, Some("image/jpeg" | "image/png")) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "照片须为JPG或PNG格式，不超过2 MB；请重新选择，或不附照片提交。",
            "A photo is a JPG or PNG of at most 2 MB; choose another or send without one.",
        )
        .on("photo")
        .into());
    }
    let sha256 = hex::encode(Sha256::digest(&photo));
    file::keep(&work.tx, &sha256, photo).await?;
    Ok(sha256)
}

fn phone(text: &str) -> Result<Option<String>, Refusal> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let valid = (7..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit() || c == '+');
    if valid {
        return Ok(Some(digits));
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "联系电话格式不正确，请核对；不需要回访的可以不填。",
        "The telephone number is not valid; leave it out if you want no call.",
    )
    .on("phone"))
}

/// One more comment, within thirty days (§7).
pub async fn add_comment(app: &App, ctx: &OpCtx, code: &str, comment: &str) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "rating.add_comment").await?;
    let result = add_comment_in(&mut work, code, comment).await;
    work.finish(result).await
}

async fn add_comment_in(work: &mut Work<'_>, code: &str, comment: &str) -> Answer<()> {
    let mut rating = look(work.app, work.ctx, code).await?.rating;
    work.subject("public_rating", rating.id, "");
    let added = rating.added_comment.is_some();
    let rules = rules_now(work).await?;
    may_add_comment(&rules, rating.rated_at, added, work.ctx.now())?;
    let comment = text::optional_body("comment", comment, COMMENT_MAX)?;
    if comment.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "请填写补充意见后再提交。",
            "Write the comment before sending it.",
        )
        .on("comment")
        .into());
    }
    rating.added_comment = Some(comment);
    rating.updated_at = work.ctx.now();
    row::update(&work.tx, rating).await?;
    Ok(())
}

/// The rater says how satisfied he or she is with the handling (§3.9); the level of the rating stays.
pub async fn answer(app: &App, ctx: &OpCtx, code: &str, satisfied: bool) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "bad_rating.rater_answers").await?;
    let result = answer_in(&mut work, code, satisfied).await;
    work.finish(result).await
}

async fn answer_in(work: &mut Work<'_>, code: &str, satisfied: bool) -> Answer<()> {
    let seen = look(work.app, work.ctx, code).await?;
    work.subject("public_rating", seen.rating.id, "");
    let Some(case) = seen.case else {
        return Err(Refusal::not_found().into());
    };
    let result = if satisfied {
        RevisitResult::Satisfied
    } else {
        RevisitResult::NotSatisfied
    };
    bad::rater_answers(work, case, &seen.rating, result)
        .await
        .map(drop)
}
