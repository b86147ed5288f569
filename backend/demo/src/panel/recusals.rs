//! Recusals (§2): experts from departments do not judge their own, nor those they left within three years.

use chrono::{DateTime, Utc};
use remit_store::entity::recusal;
use uuid::Uuid;

use super::Pen;
use crate::error::DemoError;
use crate::hours;

/// Units that some experts left within three years: place of the expert, unit.
const FORMER: [(usize, &str); 3] = [(1, "minzheng"), (6, "jiaoti"), (10, "rongmei")];

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), DemoError> {
    let at = hours::at(hours::day(2022, 3, 2), 120, 0);
    let supervised: Vec<Uuid> = pen.city.places.values().map(|place| place.id).collect();
    let present: Vec<(Uuid, Uuid)> = pen
        .city
        .experts
        .iter()
        .filter_map(|expert| Some((expert.person, expert.home?)))
        .filter(|(_, home)| supervised.contains(home))
        .collect();
    let ticket = pen.ticket();
    for (person, org) in present {
        push(pen, (person, org), "现任职单位", at, ticket);
    }
    for (place, unit) in FORMER {
        let org = pen.city.place(unit)?.id;
        let expert = pen
            .city
            .experts
            .get(place)
            .map(|expert| (expert.person, expert.home));
        if let Some((person, home)) = expert
            && home != Some(org)
        {
            push(pen, (person, org), "三年内曾在该单位任职", at, ticket);
        }
    }
    Ok(())
}

fn push(pen: &mut Pen<'_>, (person_id, org_id): (Uuid, Uuid), reason: &str, at: DateTime<Utc>, ticket: i64) {
    let id = pen.mint.id("recusal", at);
    pen.data.recusals.push(recusal::Model {
        id,
        jurisdiction_id: pen.city.jurisdiction,
        person_id,
        org_id,
        reason: reason.to_owned(),
        ends_on: None,
        created_at: at,
        created_by: pen.city.oversight.first().map(|who| who.account),
        updated_at: at,
        version: 1,
        change_seq: ticket,
    });
}
