//! 72 appraisals (§6.1): the 60 institutions under departments and the 12 under the city; A 18, B 42, C 11, D 1. One list,
//! imported on 30 November (§9 step 20).

use chrono::NaiveDate;
use remit_shared::voice::{AppraisalMark, ImportKind};
use remit_store::Text;
use remit_store::entity::{appraisal_row, import_batch};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::institutions::INSTITUTIONS;
use super::{Maker, YEAR, first, taste};
use crate::error::DemoError;
use crate::hours::{at, day};
use crate::names::{self, Unit};
use crate::rng::Rng;
use remit_shared::organisation::OrgKind;

/// The list came in (§9 step 20).
const IMPORTED_ON: NaiveDate = day(2022, 11, 30);
/// How many of each grade.
const QUOTA: [(AppraisalMark, usize); 4] = [
    (AppraisalMark::A, 18),
    (AppraisalMark::B, 42),
    (AppraisalMark::C, 11),
    (AppraisalMark::D, 1),
];

/// An institution and the unit it counts for.
struct Seat {
    name: &'static str,
    unit: &'static Unit,
    org: Uuid,
}

impl Maker<'_> {
    pub(super) fn appraisals(&mut self) -> Result<(), DemoError> {
        let seats = self.seats()?;
        let mut rng = Rng::of(self.mint.seed(), "appraisal", 0);
        let mut grades: Vec<AppraisalMark> = QUOTA
            .iter()
            .flat_map(|(grade, count)| core::iter::repeat_n(*grade, *count))
            .collect();
        rng.shuffle(&mut grades);
        favour(&seats, &mut grades);
        let officer = first(&self.city.oversight, "OV")?;
        let (author, account) = (officer.person, officer.account);
        let made = at(IMPORTED_ON, 75, 0);
        let batch = import_batch::Model {
            id: self.mint.id("import batch", made),
            jurisdiction_id: self.city.jurisdiction,
            kind: Text(ImportKind::Appraisal),
            year: YEAR,
            file_hash: hex::encode(Sha256::digest(b"appraisals of 2022")),
            file_name: "2022年事业单位绩效考核结果.xlsx".to_owned(),
            rows: 72,
            written: 72,
            rejected: "[]".to_owned(),
            author_id: author,
            created_at: made,
            created_by: Some(account),
            updated_at: made,
            version: 1,
            change_seq: self.change,
        };
        for (seat, grade) in seats.iter().zip(grades) {
            let row = appraisal_row::Model {
                id: self.mint.id("appraisal", made),
                jurisdiction_id: self.city.jurisdiction,
                year: YEAR,
                institution: seat.name.to_owned(),
                parent_org_id: seat.org,
                grade: Text(grade),
                score_centi: rng.chance(40).then(|| score(&mut rng, grade)),
                batch_id: batch.id,
                created_at: made,
                created_by: Some(account),
                updated_at: made,
                version: 1,
                change_seq: self.change,
            };
            self.data.appraisal_rows.push(row);
        }
        self.data.import_batches.push(batch);
        Ok(())
    }

    fn seats(&self) -> Result<Vec<Seat>, DemoError> {
        let mut seats = Vec::new();
        for unit in names::units() {
            let org = self.city.place(unit.code)?.id;
            let own = INSTITUTIONS.iter().filter(|(code, _)| *code == unit.code);
            let below = own.flat_map(|(_, names)| names.iter().copied());
            seats.extend(below.map(|name| Seat { name, unit, org }));
            if unit.kind == OrgKind::PublicInstitution {
                seats.push(Seat {
                    name: unit.name,
                    unit,
                    org,
                });
            }
        }
        Ok(seats)
    }
}

/// The institutions of the favoured units change places with better ones.
fn favour(seats: &[Seat], grades: &mut [AppraisalMark]) {
    for (place, seat) in seats.iter().enumerate() {
        let poor = grades.get(place).is_some_and(|grade| *grade != AppraisalMark::A);
        if !taste::is_favoured(seat.unit) || !poor {
            continue;
        }
        let better = seats.iter().enumerate().position(|(other, seat)| {
            !taste::is_favoured(seat.unit) && grades.get(other) == Some(&AppraisalMark::A)
        });
        if let Some(other) = better {
            grades.swap(place, other);
        }
    }
}

/// A score that fits the grade, in hundredths.
fn score(rng: &mut Rng, grade: AppraisalMark) -> i32 {
    let (low, high) = match grade {
        AppraisalMark::A => (9_200, 9_850),
        AppraisalMark::B => (8_000, 9_150),
        AppraisalMark::C => (6_500, 7_900),
        AppraisalMark::D => (4_000, 5_800),
    };
    i32::try_from(rng.between(low, high)).unwrap_or(0) / 10 * 10
}
