//! Who hears of a bad-rating case (§3.9): the unit, the desk, and the oversight section for the desk's own unit.

use std::collections::BTreeMap;

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::rating::bad::Told;
use remit_store::entity::bad_rating_case;
use remit_store::identity::addressees;
use remit_store::organisation;
use uuid::Uuid;

use crate::failure::Answer;
use crate::notice::{Message, send};
use crate::work::Work;

/// What a case is called in messages. It has no number of its own: the day and the unit name it.
fn title(org: &str, case: &bad_rating_case::Model) -> String {
    format!("{org} {}差评", case.opened_on)
}

async fn name(work: &Work<'_>, org: Uuid) -> Answer<String> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org]).await?;
    Ok(found.into_iter().next().map(|org| org.name).unwrap_or_default())
}

async fn holders(work: &Work<'_>, told: Told, org: Uuid) -> Answer<Vec<Uuid>> {
    let (role, units) = match told {
        Told::UnitContact => (Role::Dc, Some([org])),
        Told::UnitLead => (Role::Dl, Some([org])),
        Told::Desk => (Role::Ra, None),
        Told::Oversight => (Role::Ov, None),
    };
    let units = units.as_ref().map(<[Uuid; 1]>::as_slice);
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    Ok(addressees(&work.tx, jurisdiction, role, units, None, today).await?)
}

/// Tells about new cases, once a unit however many came together.
pub(super) async fn opened(work: &mut Work<'_>, cases: &[bad_rating_case::Model]) -> Answer<()> {
    let mut by_unit: BTreeMap<Uuid, &bad_rating_case::Model> = BTreeMap::new();
    for case in cases {
        by_unit.entry(case.org_id).or_insert(case);
    }
    for case in by_unit.into_values() {
        let told = &[Told::UnitContact, Told::Desk];
        tell(work, case, told, NoticeKind::BadRatingOpened).await?;
    }
    Ok(())
}

/// Tells those whom the machine names.
pub(super) async fn tell(
    work: &mut Work<'_>,
    case: &bad_rating_case::Model,
    told: &[Told],
    kind: NoticeKind,
) -> Answer<()> {
    if told.is_empty() {
        return Ok(());
    }
    let mut accounts = Vec::new();
    for audience in told {
        accounts.extend(holders(work, *audience, case.org_id).await?);
    }
    let title = title(&name(work, case.org_id).await?, case);
    let message = Message {
        kind,
        subject: ("bad_rating_case", case.id),
        code: "",
        title: &title,
        due_on: case.due_on,
    };
    send(work, accounts, &message).await
}
