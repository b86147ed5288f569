//! Signed codes: what the QR at a window or on a receipt carries (§7), and the question asked of a busy network.
//!
//! A code is `URL-safe base 64` of a kind, the window, the version of its key and, on receipts, the number,
//! followed by ten bytes of HMAC. Raising a window's version revokes what was printed before.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::app::App;

const WINDOW: u8 = 1;
const RECEIPT: u8 = 2;
const TAG_BYTES: usize = 10;
const HEAD_BYTES: usize = 1 + 16 + 2;
/// Longest receipt number a code carries, bytes.
const NUMBER_MAX: usize = 64;
/// How long a question may take to be answered.
const QUESTION_MINUTES: i64 = 15;

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// Window.
    pub window: Uuid,
    /// Version of the code.
    pub key_version: i32,
    /// Number of the handled item, on receipts.
    pub receipt_no: Option<String>,
}

/// The code of a window or of a receipt.
pub fn write(app: &App, scanned: &Scanned) -> String {
    let kind = if scanned.receipt_no.is_some() {
        RECEIPT
    } else {
        WINDOW
    };
    let version = u16::try_from(scanned.key_version).unwrap_or(u16::MAX);
    let mut bytes = vec![kind];
    bytes.extend_from_slice(scanned.window.as_bytes());
    bytes.extend_from_slice(&version.to_be_bytes());
    bytes.extend_from_slice(scanned.receipt_no.as_deref().unwrap_or_default().as_bytes());
    let tag = app.sealer.tag("rating code", &bytes);
    bytes.extend(tag.iter().take(TAG_BYTES));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a code. What is not genuine is `None`, and so is what is too long to be one; whether the version is
/// still in force is the caller's to judge, who knows the window.
pub fn read(app: &App, text: &str) -> (Option<Scanned>, Option<Uuid>) {
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    if bytes.len() > HEAD_BYTES + NUMBER_MAX + TAG_BYTES {
        return (None, None);
    }
    let Some((body, tag)) = bytes
        .len()
        .checked_sub(TAG_BYTES)
        .and_then(|at| bytes.split_at_checked(at))
    else {
        return (None, None);
    };
    let claimed = body.get(1..17).and_then(|id| Uuid::from_slice(id).ok());
    let expected = app.sealer.tag("rating code", body);
    if !equal(tag, expected.get(..TAG_BYTES).unwrap_or_default()) {
        return (None, claimed);
    }
    (parse(body), claimed)
}

fn parse(body: &[u8]) -> Option<Scanned> {
    let (head, number) = body.split_at_checked(HEAD_BYTES)?;
    let version: [u8; 2] = head.get(17..19)?.try_into().ok()?;
    let receipt_no = match *head.first()? {
        WINDOW if number.is_empty() => None,
        RECEIPT => Some(String::from_utf8(number.to_vec()).ok()?),
        _ => return None,
    };
    Some(Scanned {
        window: Uuid::from_slice(head.get(1..17)?).ok()?,
        key_version: i32::from(u16::from_be_bytes(version)),
        receipt_no,
    })
}

/// Compares without telling by its time where the difference is.
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (x, y)| sum | (x ^ y)) == 0
}

/// A question that a script of a flood does not answer by itself: two small numbers in words (§8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// First number, 1 to 9.
    pub first: u8,
    /// Second number, 1 to 9.
    pub second: u8,
    /// Signed seal that comes back with the answer.
    pub seal: String,
}

fn seal(app: &App, client_id: Uuid, sum: u8, until: i64) -> String {
    let mut bytes = client_id.as_bytes().to_vec();
    bytes.push(sum);
    bytes.extend_from_slice(&until.to_be_bytes());
    let tag = app.sealer.tag("rating question", &bytes);
    format!(
        "{until:x}.{}",
        hex::encode(tag.get(..TAG_BYTES).unwrap_or_default())
    )
}

/// Asks a question for one submission.
pub fn ask(app: &App, client_id: Uuid, random: [u8; 2], now: DateTime<Utc>) -> Question {
    let [first, second] = random.map(|byte| byte % 9 + 1);
    let until = now.timestamp() + QUESTION_MINUTES * 60;
    Question {
        first,
        second,
        seal: seal(app, client_id, first + second, until),
    }
}

/// Whether the answer fits the question that was asked for this submission.
pub fn answered(app: &App, client_id: Uuid, given: &str, seal_given: &str, now: DateTime<Utc>) -> bool {
    let until = seal_given
        .split_once('.')
        .and_then(|(until, _)| i64::from_str_radix(until, 16).ok());
    let (Some(until), Ok(sum)) = (until, given.trim().parse::<u8>()) else {
        return false;
    };
    until >= now.timestamp() && equal(seal(app, client_id, sum, until).as_bytes(), seal_given.as_bytes())
}
