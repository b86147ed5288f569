//! What comes after the two taps, as any browser's form sends it.

use axum::extract::Multipart;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use remit_service::app::App;
use remit_service::context::OpCtx;
use remit_service::failure::Answer;
use remit_service::rating::follow_up::{self, Details};
use remit_shared::rating::RatingReason;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;

/// What the browser's script writes before a scaled photo.
const SCALED: &str = "data:image/jpeg;base64,";

/// A form as it came.
#[derive(Debug, Default)]
pub struct Sent {
    /// Receipt code.
    pub code: String,
    details: Details,
    added: String,
    satisfied: Option<bool>,
}

/// The form could not be read.
pub fn broken() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "提交的内容未能读取，请返回重试；照片不超过2 MB。",
        "The form could not be read; go back and try again. A photo has at most 2 MB.",
    )
}

/// Reads the parts; unknown ones are left out.
pub async fn read(mut form: Multipart) -> Result<Sent, Refusal> {
    let mut sent = Sent::default();
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| broken())?;
        if name == "photo" {
            if !bytes.is_empty() {
                sent.details.photo = Some(bytes.to_vec());
            }
            continue;
        }
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| broken())?;
        match name.as_str() {
            "code" => sent.code = text,
            "reason" => sent.details.reasons.extend(RatingReason::parse(&text)),
            "comment" => sent.details.comment = text,
            "phone" => sent.details.phone = text,
            "added" => sent.added = text,
            "satisfied" => sent.satisfied = Some(text == "1"),
            "p" => {
                if let Some(photo) = text.strip_prefix(SCALED) {
                    sent.details.photo = Some(STANDARD.decode(photo).map_err(|_| broken())?);
                }
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Keeps what was sent.
pub async fn keep(app: &App, op: &OpCtx, sent: Sent) -> Answer<()> {
    if let Some(satisfied) = sent.satisfied {
        return follow_up::answer(app, op, &sent.code, satisfied).await;
    }
    if !sent.added.trim().is_empty() {
        return follow_up::add_comment(app, op, &sent.code, &sent.added).await;
    }
    follow_up::add_details(app, op, &sent.code, sent.details).await
}
