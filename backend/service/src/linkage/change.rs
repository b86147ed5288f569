//! The feed of changes that partners follow (§8): in the order of commits, nothing skipped, voided rows as tombstones.
//!
//! A cursor is a place in the feed with the day it was given. Because writers of a jurisdiction commit in the order of
//! their tickets (decision 1) and all tables are read in one snapshot, whoever follows the cursors sees the last
//! state of every row at least once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Days, NaiveDate, Utc};
use remit_shared::identity::Role;
use remit_shared::linkage::SubmissionState;
use remit_shared::linkage::partner::{self, PartnerScope};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::linkage::change::{self as rows, Changed, Follow, Place};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Days that a cursor lives (§8).
const CURSOR_DAYS: u64 = 400;
/// Items at most in one answer.
pub const MOST: i32 = 200;

/// What can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Quarter windows.
    Window,
    /// Submissions of the own department; for the office of all.
    Submission,
    /// Problems that grew out of them; for the office all.
    Problem,
}

/// A row that changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Ticket of the change.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of row.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// The row as it is now; `None` is a tombstone.
    pub row: Option<Changed>,
}

/// A part of the feed.
#[derive(Debug, Clone)]
pub struct ChangePage {
    /// The changes, in the order of the feed.
    pub items: Vec<Change>,
    /// Where to go on.
    pub next: String,
    /// Whether there is more already.
    pub more: bool,
}

/// The changes after a cursor; from the beginning without one.
pub async fn changes(
    app: &App,
    ctx: &OpCtx,
    after: Option<&str>,
    kinds: &[Kind],
    first: i32,
) -> Answer<ChangePage> {
    let actor = ctx.acting()?;
    if actor.role == Role::Pc && !actor.scopes.contains(&PartnerScope::ChangeRead) {
        return Err(partner::lacks(PartnerScope::ChangeRead).into());
    }
    let place = after.map_or(Ok((0, Uuid::nil())), |text| read_cursor(text, ctx.today()))?;
    let limit = page_size(first)?;
    let own = match ctx.authorise(Capability::LinkageRead) {
        Ok(scope) => scope,
        Err(_) => ctx.authorise(Capability::LinkageOwnRead)?,
    };
    let problems = ctx.authorise(Capability::ProblemRead)?;
    let wants = |kind| kinds.is_empty() || kinds.contains(&kind);
    let follow = Follow {
        windows: wants(Kind::Window).then_some(&own),
        submissions: wants(Kind::Submission).then_some(&own),
        problems: wants(Kind::Problem).then_some(&problems),
    };
    let snapshot = app.db.snapshot().await?;
    let mut found = rows::after_place(&snapshot, follow, place, limit + 1).await?;
    let watermark = rows::watermark(&snapshot, own.jurisdiction_id()).await?;
    snapshot.commit().await.map_err(remit_store::StoreError::from)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = match found.last() {
        Some(last) if more => last.place(),
        // Everything up to the watermark has been seen; what comes later has a later ticket.
        last => last.map_or(place, Changed::place).max((watermark, Uuid::max())),
    };
    Ok(ChangePage {
        items: found.into_iter().map(change).collect(),
        next: write_cursor(next, ctx.today()),
        more,
    })
}

fn change(row: Changed) -> Change {
    let (seq, id) = row.place();
    let (kind, at, voided) = match &row {
        Changed::Window(row) => (Kind::Window, row.updated_at, false),
        Changed::Submission(row) => (
            Kind::Submission,
            row.updated_at,
            row.state.get() == SubmissionState::Voided,
        ),
        Changed::Problem(row) => (Kind::Problem, row.updated_at, false),
    };
    Change {
        seq,
        at,
        kind,
        id,
        row: (!voided).then_some(row),
    }
}

fn page_size(first: i32) -> Result<u64, Refusal> {
    if (1..=MOST).contains(&first) {
        return Ok(u64::from(first.unsigned_abs()));
    }
    Err(Refusal::new(
        RefusalCode::Input,
        format!("每次须读取1至{MOST}条。"),
        format!("Ask for 1 to {MOST} items."),
    )
    .on("first"))
}

fn write_cursor((seq, id): Place, today: NaiveDate) -> String {
    URL_SAFE_NO_PAD.encode(format!("c1 {seq} {} {today}", id.simple()))
}

fn read_cursor(text: &str, today: NaiveDate) -> Result<Place, Refusal> {
    let (place, given) = parse_cursor(text).ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            "同步标记无效，请使用上次返回的 next，或不带标记从头同步。",
            "The cursor is not valid; use the last answer's `next`, or none to begin anew.",
        )
        .on("after")
    })?;
    if given
        .checked_add_days(Days::new(CURSOR_DAYS))
        .is_none_or(|end| end < today)
    {
        return Err(Refusal::new(
            RefusalCode::Stale,
            format!("同步标记已超过{CURSOR_DAYS}天，请不带标记从头同步。"),
            format!("The cursor is older than {CURSOR_DAYS} days; begin anew without one."),
        )
        .on("after"));
    }
    Ok(place)
}

fn parse_cursor(text: &str) -> Option<(Place, NaiveDate)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let mut parts = text.strip_prefix("c1 ")?.split(' ');
    let seq = parts.next()?.parse().ok().filter(|seq: &i64| *seq >= 0)?;
    let id = Uuid::try_parse(parts.next()?).ok()?;
    let given = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(((seq, id), given))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_cursor_survives_the_round_trip_and_lives_400_days() {
        let place = (42, Uuid::from_u128(7));
        let cursor = write_cursor(place, day("2022-03-18"));
        assert_eq!(read_cursor(&cursor, day("2022-03-18")), Ok(place));
        assert_eq!(read_cursor(&cursor, day("2023-04-22")), Ok(place));
        let code = read_cursor(&cursor, day("2023-04-23")).map_err(|refusal| refusal.code);
        assert_eq!(code, Err(RefusalCode::Stale));
    }

    #[test]
    fn rubbish_is_refused_on_its_field() {
        let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
        for text in [
            "",
            "0",
            &encoded("c1 1"),
            &encoded("c2 1 2 3"),
            &encoded("c1 -1 0 2022-01-01"),
        ] {
            let refusal = read_cursor(text, day("2022-03-18")).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (RefusalCode::Input, Some("after"))
            );
        }
    }
}
