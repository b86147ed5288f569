//! City leaders' comments (K25): each of the twelve on every unit of the own charge, and three others on every unit, so
//! that no mean hides behind too few (F6).

use chrono::{DateTime, Duration, Utc};
use remit_shared::rating::RatingLevel;
use remit_store::Text;
use remit_store::entity::leader_comment;
use uuid::Uuid;

use super::{Maker, OPENS_ON, YEAR, taste};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::at;
use crate::names;
use crate::rng::Rng;

/// Leaders other than the one in charge who comment on a unit.
const OTHERS: usize = 3;

/// What is said with a good, a middling and a poor level.
const GOOD: [&str; 5] = [
    "履职主动，重点任务推进有力。",
    "工作标准高，跨部门协调配合好。",
    "服务基层意识强，反映问题办得快。",
    "全年任务完成扎实，问题整改到位。",
    "敢于担当，难点工作有突破。",
];
const FAIR: [&str; 3] = [
    "总体平稳，工作创新还可加强。",
    "日常工作规范，重点事项推进还需提速。",
    "配合较好，主动沟通还不够。",
];
const POOR: [&str; 3] = [
    "个别交办事项办理偏慢，需要改进。",
    "职责清单更新不及时，请抓紧整改。",
    "对镇街诉求回应不够及时，请加强督办。",
];

impl Maker<'_> {
    pub(super) fn comments(&mut self, window: Uuid) -> Result<(), DemoError> {
        let leaders = self.leaders()?;
        for (place, unit) in (0..).zip(names::units()) {
            let found = self.city.place(unit.code)?;
            let (org, own) = (found.id, found.leader.clone());
            let mut rng = Rng::of(self.mint.seed(), "leader comment", place);
            let mut others: Vec<&Who> = leaders.iter().filter(|who| who.person != own.person).collect();
            rng.shuffle(&mut others);
            let quality = taste::quality(self.mint.seed(), unit);
            for who in core::iter::once(&own).chain(others.into_iter().take(OTHERS)) {
                let written =
                    at(OPENS_ON, rng.between(0, 400), 0) + Duration::days(i64::from(rng.between(0, 1)));
                let in_charge = who.person == own.person;
                let level = taste::level(&mut rng, unit, quality);
                let text = words(&mut rng, level, in_charge);
                let row = self.comment(window, (who, org, in_charge), (level, text), written);
                self.data.leader_comments.push(row);
            }
        }
        Ok(())
    }

    /// The twelve, in the order in which the registry names them.
    fn leaders(&self) -> Result<Vec<Who>, DemoError> {
        let mut leaders: Vec<Who> = Vec::new();
        for unit in names::units() {
            let leader = &self.city.place(unit.code)?.leader;
            if leaders.iter().all(|known| known.person != leader.person) {
                leaders.push(leader.clone());
            }
        }
        Ok(leaders)
    }

    fn comment(
        &mut self,
        window: Uuid,
        (who, org_id, in_charge): (&Who, Uuid, bool),
        (level, text): (RatingLevel, &str),
        written: DateTime<Utc>,
    ) -> leader_comment::Model {
        leader_comment::Model {
            id: self.mint.id("leader comment", written),
            jurisdiction_id: self.city.jurisdiction,
            year: YEAR,
            window_id: window,
            leader_id: who.person,
            org_id,
            level: Text(level),
            text: text.to_owned(),
            in_charge,
            withdrawn: false,
            created_at: written,
            created_by: Some(who.account),
            updated_at: written,
            version: 1,
            change_seq: self.change,
        }
    }
}

/// A sentence with every comment of the own charge, and with a third of the others.
fn words(rng: &mut Rng, level: RatingLevel, in_charge: bool) -> &'static str {
    if !in_charge && !rng.chance(33) {
        return "";
    }
    let choice: &[&'static str] = match level {
        RatingLevel::L5 | RatingLevel::L4 => &GOOD,
        RatingLevel::L3 => &FAIR,
        RatingLevel::L2 | RatingLevel::L1 => &POOR,
    };
    rng.pick(choice).copied().unwrap_or_default()
}
