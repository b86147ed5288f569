//! [`generate`]: the whole city from a seed.

use remit_shared::audit::{AuditFields, FIRST_SEQ, GENESIS, Outcome, record_hash};
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::problem::machine::Deadlines;
use remit_store::Text;
use remit_store::entity::{audit_record, counter};
use uuid::Uuid;

use crate::activities;
use crate::campaign;
use crate::city::{self, City};
use crate::clock::loaded_at;
use crate::coordination;
use crate::dataset::Dataset;
use crate::desk;
use crate::error::DemoError;
use crate::founding;
use crate::linkage;
use crate::lists;
use crate::mint::Mint;
use crate::panel;
use crate::plan::Rules;
use crate::points;
use crate::ratings::{self, Makers, RatingRows, Ratings, window};
use crate::voices;
use crate::yearly_plan;

/// The seed of the demo city (§6.1).
pub const SEED: u64 = 20_220_101;

/// The last change before the first act of the history: founding (1) and panel (2).
const LAST_OF_FOUNDING: i64 = 2;

/// The id of the demo city's jurisdiction.
pub fn jurisdiction_id() -> Uuid {
    city::jurisdiction_id(SEED)
}

/// Makes every row of the city. All accounts get this password hash; hashing is the caller's, since it costs time
/// and belongs to the service.
pub fn generate(seed: u64, password_hash: &str) -> Result<Dataset, DemoError> {
    Ok(generate_with(seed, password_hash, Ratings::None)?.0)
}

/// The same with the public's ratings, which are many and made apart.
pub fn generate_with(
    seed: u64,
    password_hash: &str,
    wanted: Ratings,
) -> Result<(Dataset, RatingRows), DemoError> {
    let calendar = WorkCalendar::new(all_china_days()).map_err(DemoError::refused("工作日历"))?;
    let deadlines = Deadlines::default();
    let mut mint = Mint::new(seed);
    let mut data = Dataset::default();
    let city = City::build(&mut mint, password_hash, &mut data)?;
    window::make(seed, &city, &mut data);
    founding::calendar(&mut mint, city.jurisdiction, calendar.days(), &mut data);
    founding::regime(&mut mint, city.jurisdiction, &mut data);
    yearly_plan::add(&city, &calendar, &mut mint, &mut data)?;
    campaign::campaigns(&city, &mut mint, &mut data, LAST_OF_FOUNDING)?;
    let rules = Rules {
        calendar: &calendar,
        deadlines: &deadlines,
    };
    let last = desk::work(&city, rules, &mut mint, &mut data, LAST_OF_FOUNDING)?;
    let last = panel::work(&city, rules, &mut mint, &mut data, last)?;
    let last = coordination::add(&city, rules, &mut mint, &mut data, last)?;
    let last = points::add(&city, &calendar, &mut mint, &mut data, last)?;
    let last = linkage::add(&city, rules, &mut mint, &mut data, last)?;
    let last = voices::add(&city, rules, &mut mint, &mut data, last)?;
    let last = lists::add(&city, rules, &mut mint, &mut data, last)?;
    let last = activities::add(&city, rules, &mut mint, &mut data, last)?;
    window::tie_problems(seed, &city, &mut data);
    let change = last + 1;
    finish(&mut data, &city, &mut mint, change)?;
    let makers = Makers {
        seed,
        jurisdiction: city.jurisdiction,
        city: &city,
        calendar: &calendar,
        data: &data,
        change,
    };
    let ratings = ratings::make(&makers, wanted)?;
    Ok((data, ratings))
}

/// The load is the last change: it sets the passwords, notes what has been read, and begins the audit chain.
fn finish(data: &mut Dataset, city: &City, mint: &mut Mint, change: i64) -> Result<(), DemoError> {
    for account in &mut data.accounts {
        account.change_seq = change;
    }
    for notice in data
        .notifications
        .iter_mut()
        .filter(|notice| notice.read_at.is_some())
    {
        (notice.updated_at, notice.version, notice.change_seq) = (loaded_at(), 2, change);
    }
    data.counters.push(counter::Model {
        jurisdiction_id: city.jurisdiction,
        name: "change".to_owned(),
        value: change,
    });
    let digest = data.digest()?;
    data.audit.push(first_record(city.jurisdiction, mint, &digest));
    Ok(())
}

/// The record of the load, the first of the chain; its digest covers every other row.
fn first_record(jurisdiction: Uuid, mint: &mut Mint, digest: &str) -> audit_record::Model {
    let at = loaded_at();
    let mut record = audit_record::Model {
        seq: FIRST_SEQ,
        jurisdiction_id: jurisdiction,
        id: mint.id("audit record", at),
        at,
        actor_id: None,
        actor_label: "系统".to_owned(),
        role: None,
        address: None,
        trace: "demo-load".to_owned(),
        action: "demo.load".to_owned(),
        subject_kind: Some("jurisdiction".to_owned()),
        subject_id: Some(jurisdiction),
        subject_label: "诸城市".to_owned(),
        outcome: Text(Outcome::Done),
        detail: None,
        before_hash: None,
        after_hash: Some(digest.to_owned()),
        prev_hash: GENESIS.to_owned(),
        hash: String::new(),
    };
    record.hash = record_hash(GENESIS, &fields(&record));
    record
}

fn fields(record: &audit_record::Model) -> AuditFields<'_> {
    AuditFields {
        seq: record.seq,
        jurisdiction_id: record.jurisdiction_id,
        id: record.id,
        at: record.at,
        actor_id: record.actor_id,
        actor_label: &record.actor_label,
        role: record.role.map(Text::get),
        address: record.address.as_deref(),
        trace: &record.trace,
        action: &record.action,
        subject_kind: record.subject_kind.as_deref(),
        subject_id: record.subject_id,
        subject_label: &record.subject_label,
        outcome: record.outcome.get(),
        detail: record.detail.as_deref(),
        before_hash: record.before_hash.as_deref(),
        after_hash: record.after_hash.as_deref(),
    }
}
