//! The row of one rating.

use chrono::Duration;
use remit_shared::calendar::shanghai_day;
use remit_shared::rating::{RatingChannel, RatingReason, RatingStatus, code};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::public_rating;

use super::slot::Slot;
use super::{Makers, receipt, window};
use crate::mint::id_of;
use crate::rng::Rng;

const COMMENTS: [&str; 6] = [
    "等了一个多小时才叫到号。",
    "第一次来没有说清楚要带什么材料，跑了两趟。",
    "工作人员态度生硬。",
    "窗口之间互相推，最后也没说找谁办。",
    "要求提供指南上没有的证明。",
    "中午窗口没有人。",
];

pub(super) fn of(makers: &Makers<'_>, slot: &Slot) -> public_rating::Model {
    let mut rng = Rng::of(makers.seed, "rating row", slot.index);
    let named = slot.repeats.unwrap_or(slot.index);
    // A repetition came ten minutes after the rating whose receipt it names.
    let first_at = match slot.repeats {
        Some(_) => slot.at - Duration::minutes(10),
        None => slot.at,
    };
    let receipt = slot
        .receipted()
        .then(|| receipt::id(makers.seed, named, first_at - Duration::minutes(4)));
    let public = matches!(slot.channel, RatingChannel::QrReceipt | RatingChannel::QrWindow);
    let one_network = slot.flag.is_some() && public;
    let net = if one_network { 0 } else { rng.between(1, 4000) };
    let bad = slot.level.is_bad();
    let reason = *rng.pick(RatingReason::ALL).unwrap_or(&RatingReason::Other);
    let comment = rng.pick(&COMMENTS).copied().filter(|_| bad && rng.chance(60));
    let counted = matches!(slot.status, RatingStatus::Accepted | RatingStatus::Flagged);
    let excluded = slot.status == RatingStatus::Excluded;
    public_rating::Model {
        id: id_of(makers.seed, "rating", slot.index, slot.at),
        jurisdiction_id: makers.jurisdiction,
        client_id: id_of(makers.seed, "rating client", slot.index, slot.at),
        org_id: makers.org(slot.unit),
        window_id: slot.window.map(|place| window::id(makers.seed, slot.unit, place)),
        channel: Text(slot.channel),
        receipt_no: receipt.map(|_| receipt::number(named)),
        receipt_id: receipt,
        level: Text(slot.level),
        reasons: if bad {
            reason.code().to_owned()
        } else {
            String::new()
        },
        comment: comment.map(str::to_owned),
        added_comment: None,
        photo_sha256: None,
        rated_at: slot.at,
        day: shanghai_day(slot.at),
        device_hash: public.then(|| format!("{:024x}", Rng::of(makers.seed, "device", named).next())),
        net_hash: public.then(|| format!("{net:024x}")),
        receipt_code: code::encode(rng.next() >> 8),
        status: Text(slot.status),
        counted,
        flag_id: slot.flag,
        excluded_reason: excluded.then(|| "同一网络短时集中提交，无对应办件，剔除。".to_owned()),
        excluded_by: excluded.then(|| "好差评管理员-01、好差评管理员-02".to_owned()),
        contact_enc: None,
        content_hash: format!("{:032x}", rng.next()),
        created_at: slot.at,
        created_by: None,
        updated_at: slot.at,
        version: 1,
        change_seq: makers.change,
    }
}
