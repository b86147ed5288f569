//! Mutual ballots (K26): one of each of the 38 departments, on the units it deals with. One department is lenient, one
//! gives the same level throughout, and two give each other full marks: what the office's report is there for (§5.6).

use chrono::{DateTime, Duration, Utc};
use remit_shared::organisation::OrgKind;
use remit_shared::rating::RatingLevel;
use remit_shared::voice::MutualState;
use remit_shared::voice::mutual::{Mark, check_cast};
use remit_store::Text;
use remit_store::entity::{mutual_ballot, mutual_mark};
use uuid::Uuid;

use super::{Maker, OPENS_ON, YEAR, taste};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::at;
use crate::names::{self, Unit};
use crate::rng::Rng;

/// Gives nobody less than very satisfied, hardly.
const LENIENT: &str = "zonggonghui";
/// Gives one level throughout.
const STRAIGHT: &str = "tongzhanbu";
/// Give each other full marks.
const PAIR: [&str; 2] = ["tongji", "tuiyi"];
/// Units that every department deals with: money, people, plans, law, the offices.
const HUBS: [&str; 7] = [
    "caizheng",
    "renshe",
    "fagai",
    "sifa",
    "zhengfuban",
    "ziran",
    "jiguanshiwu",
];

/// Whether a department deals with a unit.
fn deals(rng: &mut Rng, from: &Unit, to: &Unit) -> bool {
    let drawn = rng.chance(42);
    let paired = PAIR.contains(&from.code) && PAIR.contains(&to.code);
    drawn || paired || from.code == STRAIGHT || HUBS.contains(&to.code)
}

/// What a department says of a unit.
fn levels(rng: &mut Rng, seed: u64, from: &Unit, to: &Unit) -> [RatingLevel; 3] {
    let quality = taste::quality(seed, to);
    let drawn = [(); 3].map(|()| taste::level(rng, to, quality));
    if PAIR.contains(&from.code) && PAIR.contains(&to.code) {
        return [RatingLevel::L5; 3];
    }
    match from.code {
        STRAIGHT => [RatingLevel::L4; 3],
        LENIENT => drawn.map(|level| {
            if level.is_bad() {
                RatingLevel::L4
            } else {
                RatingLevel::L5
            }
        }),
        _ => drawn,
    }
}

impl Maker<'_> {
    pub(super) fn ballots(&mut self, window: Uuid) -> Result<(), DemoError> {
        let mut targets = Vec::new();
        for unit in names::units() {
            targets.push((unit, self.city.place(unit.code)?.id));
        }
        let ids: Vec<Uuid> = targets.iter().map(|(_, id)| *id).collect();
        let departments = names::units().filter(|unit| unit.kind != OrgKind::PublicInstitution);
        for (place, unit) in (0..).zip(departments) {
            let found = self.city.place(unit.code)?;
            let (own, lead) = (found.id, found.lead.clone());
            let mut rng = Rng::of(self.mint.seed(), "mutual ballot", place);
            let cast = at(OPENS_ON, rng.between(30, 420), 0) + Duration::days(i64::from(rng.between(0, 1)));
            let marks: Vec<Mark> = targets
                .iter()
                .filter(|(_, id)| *id != own)
                .map(|(to, id)| mark(&mut rng, self.mint.seed(), unit, (to, *id)))
                .collect();
            check_cast(own, &ids, &marks).map_err(DemoError::refused("部门互评"))?;
            self.ballot(window, (own, &lead), &marks, cast);
        }
        Ok(())
    }

    fn ballot(&mut self, window: Uuid, (own, lead): (Uuid, &Who), marks: &[Mark], cast: DateTime<Utc>) {
        let begun = cast - Duration::minutes(26);
        let ballot = mutual_ballot::Model {
            id: self.mint.id("mutual ballot", begun),
            jurisdiction_id: self.city.jurisdiction,
            year: YEAR,
            window_id: window,
            org_id: own,
            state: Text(MutualState::Cast),
            draft: None,
            signed_by: Some(lead.person),
            cast_at: Some(cast),
            created_at: begun,
            created_by: Some(lead.account),
            updated_at: cast,
            version: 2,
            change_seq: self.change,
        };
        for mark in marks {
            let [attitude, timeliness, effect] = mark.levels.map(|level| level.map(Text));
            let id = self.mint.id("mutual mark", cast);
            self.data.mutual_marks.push(mutual_mark::Model {
                id,
                jurisdiction_id: self.city.jurisdiction,
                year: YEAR,
                ballot_id: ballot.id,
                from_org_id: own,
                to_org_id: mark.org,
                attitude,
                timeliness,
                effect,
            });
        }
        self.data.mutual_ballots.push(ballot);
    }
}

fn mark(rng: &mut Rng, seed: u64, from: &Unit, (to, org): (&Unit, Uuid)) -> Mark {
    let dealt = deals(rng, from, to);
    let levels = levels(rng, seed, from, to);
    Mark {
        org,
        levels: if dealt { levels.map(Some) } else { [None; 3] },
        no_dealings: !dealt,
    }
}
