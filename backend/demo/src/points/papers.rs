//! The evidence of claims: one page a unit, hung on each of its points.

use chrono::{DateTime, Utc};
use remit_shared::calendar::shanghai_day;
use remit_store::entity::file_content;
use remit_store::entity::file_object::{self, POINT};
use sha2::{Digest, Sha256};

use super::story::Story;
use crate::city::Who;
use crate::evidence::Page;

pub(super) fn attach(story: &mut Story<'_, '_>, at: DateTime<Utc>, who: &Who) {
    let unit = story.card.place.unit;
    let page = Page {
        heading: "问效点完成情况报告",
        title: "年度问效点完成情况",
        unit: unit.name,
        date: shanghai_day(story.point.created_at),
        writer: "联络员",
        body: "本单位已按目标完成该问效点各项任务，佐证材料包括印发文件、工作台账、验收记录和现场照片，原件存本单位备查。",
    };
    let bytes = page.text().into_bytes();
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    if !story.data.contents.iter().any(|content| content.sha256 == sha256) {
        story.data.contents.push(file_content::Model {
            sha256: sha256.clone(),
            bytes,
        });
    }
    story.data.files.push(file_object::Model {
        id: story.mint.id("point file", at),
        jurisdiction_id: story.point.jurisdiction_id,
        sha256,
        name: format!("{}完成情况报告.txt", story.point.code),
        mime: "text/plain".to_owned(),
        size,
        secrecy: "INTERNAL".to_owned(),
        scanned: true,
        subject_kind: Some(POINT.to_owned()),
        subject_id: Some(story.point.id),
        uploaded_by: who.person,
        created_at: at,
        created_by: Some(who.account),
        updated_at: at,
        version: 2,
        change_seq: story.setting.change,
    });
}
