//! The draw of 1 April, as the office makes it (§3.2).

use remit_shared::plan::point::draw::{Lot, Ticket, draw as cast};
use remit_store::entity::point_draw;
use sha2::{Digest, Sha256};

use super::deal::Card;
use super::{Setting, YEAR};
use crate::dataset::Dataset;
use crate::hours;
use crate::mint::Mint;

pub(super) fn draw(
    setting: &Setting<'_>,
    cards: &[Card<'_>],
    mint: &mut Mint,
    data: &mut Dataset,
) -> Vec<Lot> {
    let tickets: Vec<_> = cards
        .iter()
        .map(|card| Ticket {
            code: &card.code,
            unit: card.place.id,
        })
        .collect();
    // The plan of 2022 names the default seed, whatever seed made the city.
    let seed = remit_shared::plan::params::PlanParams::default().mc_seed;
    let lots = cast(seed, &tickets, &setting.rules);
    let mut hash = Sha256::new();
    for card in cards {
        hash.update(card.code.as_bytes());
        hash.update(b"\n");
    }
    let at = hours::at(setting.plan.starts_on, 45, 0);
    let by = setting.city.oversight.first();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    data.point_draws.push(point_draw::Model {
        id: mint.id("point draw", at),
        jurisdiction_id: setting.city.jurisdiction,
        year: YEAR,
        seed: seed.to_string(),
        at,
        by_id: by.map(|who| who.person),
        by_label: by.map(|who| who.label.clone()).unwrap_or_default(),
        points: count(cards.len()),
        chosen: count(lots.iter().filter(|lot| lot.chosen).count()),
        codes_sha256: hex::encode(hash.finalize()),
        created_at: at,
        created_by: by.map(|who| who.account),
        updated_at: at,
        version: 1,
        change_seq: setting.change,
    });
    lots
}
