//! Evidence files: taken in, checked by content, attached to a record, read with the record's rights (K45).

use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object;
use remit_store::{file as rows, row};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Types taken as evidence, by content: extension shown to people, MIME type.
pub const TYPES: &[(&str, &str)] = &[
    ("PDF", "application/pdf"),
    ("JPG", "image/jpeg"),
    ("PNG", "image/png"),
    (
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("TXT", "text/plain"),
];

/// Longest file name kept, characters.
const NAME_MAX: usize = 120;

/// A file as the client sent it.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name, for people only; never used as a path.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// The mandatory declaration that it holds no state secret.
    pub not_secret: bool,
}

/// Takes a file in. It belongs to the uploader until a record attaches it.
pub async fn upload(app: &App, ctx: &OpCtx, upload: Upload) -> Answer<file_object::Model> {
    let mut work = Work::begin(app, ctx, "file.upload").await?;
    let result = upload_in(&mut work, upload).await;
    work.finish(result).await
}

async fn upload_in(work: &mut Work<'_>, upload: Upload) -> Answer<file_object::Model> {
    let actor = work.acting()?;
    may_upload(work)?;
    if !upload.not_secret {
        return Err(Refusal::new(
            RefusalCode::Secrecy,
            "请先确认文件不含国家秘密、工作秘密；涉密材料不得上传本系统。",
            "Confirm that the file holds no state secret; classified material may not be uploaded.",
        )
        .into());
    }
    let name = text::line("name", &upload.name, NAME_MAX)?;
    let mime = check(&upload.bytes, work.app.settings.max_upload_bytes)?;
    let now = work.ctx.now();
    let sha256 = hex::encode(Sha256::digest(&upload.bytes));
    let object = file_object::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        sha256: sha256.clone(),
        name,
        mime: mime.to_owned(),
        size: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        secrecy: "INTERNAL".to_owned(),
        scanned: false,
        subject_kind: None,
        subject_id: None,
        uploaded_by: actor.person_id,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    rows::keep(&work.tx, &sha256, upload.bytes).await?;
    let object = row::insert(&work.tx, object).await?;
    work.subject("file", object.id, object.sha256.clone());
    Ok(object)
}

/// Those may upload who can act on a problem, a sheet or a regulation, or write a suggestion.
fn may_upload(work: &Work<'_>) -> Answer<()> {
    let actor = work.acting()?;
    let acts = [
        Capability::ProblemSubmit,
        Capability::ProblemRectify,
        Capability::ProblemVerify,
        Capability::PushWrite,
        Capability::ProblemReopen,
        Capability::SuggestionWrite,
        Capability::RegulationEdit,
        Capability::PointProgress,
        Capability::LinkageSubmit,
        Capability::ViolationRecord,
        Capability::ViolationContest,
        Capability::AdjustmentHandle,
        Capability::ListsRevise,
        Capability::CaseOpinion,
        Capability::CaseHandle,
        Capability::FindingWrite,
        Capability::FindingAnswer,
        Capability::ActivityManage,
    ];
    if acts.into_iter().any(|capability| actor.may(capability)) {
        return Ok(());
    }
    work.authorise(Capability::ProblemSubmit).map(|_| ())
}

/// Size and type, judged by content.
fn check(bytes: &[u8], max: usize) -> Result<&'static str, Refusal> {
    if bytes.is_empty() {
        return Err(refuse(
            "文件为空，请重新选择。",
            "The file is empty; choose another.",
        ));
    }
    if bytes.len() > max {
        let mib = max / (1024 * 1024);
        return Err(refuse(
            &format!("文件超过{mib} MB，请压缩后再上传。"),
            &format!("The file is over {mib} MB; make it smaller and upload it again."),
        ));
    }
    sniff(bytes).ok_or_else(|| {
        let names = TYPES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("、");
        refuse(
            &format!("仅支持{names}格式，且内容须与格式一致。"),
            &format!("Only {names} are taken, and the content has to match."),
        )
    })
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}

/// The type by content; the name and the client's word are not asked.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let known = |mime: &str| TYPES.iter().map(|(_, known)| *known).find(|known| *known == mime);
    match infer::get(bytes) {
        Some(kind) => known(kind.mime_type()),
        None => plain_text(bytes).then_some("text/plain"),
    }
}

/// UTF-8 without control characters other than line breaks and tabs, and no markup a browser would run.
fn plain_text(bytes: &[u8]) -> bool {
    core::str::from_utf8(bytes).is_ok_and(|text| {
        !text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            && !text.trim_start().starts_with('<')
    })
}

/// Attaches the actor's own loose files to a record; returns how many. A file that is somebody else's or hangs
/// on another record is refused.
pub(crate) async fn attach(work: &Work<'_>, files: &[Uuid], kind: &str, subject: Uuid) -> Answer<u32> {
    // The system raises problems without files, and nobody acts then.
    if files.is_empty() {
        return Ok(0);
    }
    let mut files = files.to_vec();
    files.sort_unstable();
    files.dedup();
    let person = work.acting()?.person_id;
    let attached = rows::attach(&work.tx, person, &files, (kind, subject), work.ctx.now()).await?;
    if attached != files.len() as u64 {
        return Err(refuse(
            "所选附件不存在或已用于其他记录，请重新上传。",
            "A file is gone or in use elsewhere; upload it again.",
        )
        .on("fileIds")
        .into());
    }
    Ok(u32::try_from(attached).unwrap_or(u32::MAX))
}

/// Lets the files of one record hang on another one as well.
pub(crate) async fn copy(work: &Work<'_>, from: (&str, Uuid), to: (&str, Uuid)) -> Answer<usize> {
    Ok(rows::copy(&work.tx, from, to, || work.ctx.new_id(), work.ctx.now()).await?)
}

/// A file's record and content, with the rights of the record it hangs on; one's own loose files too.
pub async fn open(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<(file_object::Model, Vec<u8>)> {
    let actor = ctx.acting()?;
    let may = |capability| ctx.authorise(capability).ok();
    let (problems, sheets) = (may(Capability::ProblemRead), may(Capability::PushRead));
    let (points, appeals) = (may(Capability::PointRead), may(Capability::ResultRead));
    let adjustments = may(Capability::AdjustmentRead);
    let activities = may(Capability::ActivityRead);
    let (regulations, cases) = (may(Capability::RegulationRead), may(Capability::CaseRead));
    let violations = may(Capability::ViolationRead);
    let submissions = may(Capability::LinkageRead).or_else(|| may(Capability::LinkageOwnRead));
    let suggestions = may(Capability::SuggestionRead).or_else(|| may(Capability::SuggestionOwnRead));
    let readable = rows::Readable {
        jurisdiction_id: actor.jurisdiction_id,
        person_id: actor.person_id,
        problems: problems.as_ref(),
        sheets: sheets.as_ref(),
        suggestions: suggestions.as_ref(),
        appeals: appeals.as_ref(),
        regulations: regulations.as_ref(),
        points: points.as_ref(),
        submissions: submissions.as_ref(),
        violations: violations.as_ref(),
        adjustments: adjustments.as_ref(),
        activities: activities.as_ref(),
        cases: cases.as_ref(),
    };
    let object = rows::find(app.db.read(), readable, id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let content = rows::content(app.db.read(), &object)
        .await?
        .ok_or_else(Refusal::not_found)?;
    Ok((object, content))
}
