//! Linkage of 2022 (§6.1): ten departments, four windows, 23 submissions and 17 nil returns; nine became the problems
//! that the cases tell of. The machines of `remit_shared` are asked for every step. At the end of the data the first
//! window of 2023 is open and nobody has replied yet.

mod replies;
mod table;
mod windows;

use chrono::{DateTime, Utc};
use remit_shared::linkage::partner::ClientState;
use remit_store::Text;
use remit_store::entity::{api_client, counter, linkage_member};
use uuid::Uuid;

use crate::city::{City, Who, founded_at};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::names::LINKAGE;
use crate::plan::Rules;

/// What making the rows needs.
struct Maker<'a> {
    city: &'a City,
    rules: Rules<'a>,
    mint: &'a mut Mint,
    data: &'a mut Dataset,
    change: i64,
}

impl Maker<'_> {
    /// Takes the next ticket.
    fn next(&mut self) -> i64 {
        self.change += 1;
        self.change
    }
}

/// The unit a linkage contact comes from.
fn home(who: &Who) -> Result<Uuid, DemoError> {
    who.home.ok_or_else(|| DemoError::unknown("unit of", &who.label))
}

/// Adds members, windows, submissions, countermeasures and partners; returns the last change.
pub(crate) fn add(
    city: &City,
    rules: Rules<'_>,
    mint: &mut Mint,
    data: &mut Dataset,
    last: i64,
) -> Result<i64, DemoError> {
    let mut maker = Maker {
        city,
        rules,
        mint,
        data,
        change: last,
    };
    maker.members()?;
    maker.clients()?;
    let made = windows::year(&mut maker)?;
    let numbered = replies::write(&mut maker, &made)?;
    maker.data.counters.push(counter::Model {
        jurisdiction_id: city.jurisdiction,
        name: "linkage:2022".to_owned(),
        value: numbered,
    });
    Ok(maker.change)
}

impl Maker<'_> {
    fn members(&mut self) -> Result<(), DemoError> {
        let at = founded_at();
        let change = self.next();
        for ((sort, code), topics) in (1..).zip(LINKAGE).zip(table::TOPICS) {
            let contact = self.city.contact_of(code)?;
            self.data.linkage_members.push(linkage_member::Model {
                id: self.mint.id("linkage member", at),
                jurisdiction_id: self.city.jurisdiction,
                org_id: home(contact)?,
                contact_id: Some(contact.person),
                since: remit_shared::calendar::shanghai_day(at),
                until: None,
                topics: topics.to_owned(),
                sort,
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: change,
            });
        }
        Ok(())
    }

    fn clients(&mut self) -> Result<(), DemoError> {
        let at: DateTime<Utc> = founded_at();
        let change = self.next();
        for (n, (name, unit, scopes, networks, key)) in (1..).zip(table::CLIENTS) {
            let place = self.city.place(unit)?;
            self.data.api_clients.push(api_client::Model {
                id: self.mint.id("api client", at),
                jurisdiction_id: self.city.jurisdiction,
                name: name.to_owned(),
                org_id: place.id,
                owner_id: place.contact.person,
                scopes: scopes.to_owned(),
                networks: networks.to_owned(),
                public_key: format!("-----BEGIN PUBLIC KEY-----\n{key}\n-----END PUBLIC KEY-----"),
                state: Text(ClientState::Active),
                document_no: format!("诸编办对接〔2022〕{n}号"),
                last_token_at: None,
                revoked_at: None,
                revoked_reason: None,
                created_at: at,
                created_by: None,
                updated_at: at,
                version: 1,
                change_seq: change,
            });
        }
        Ok(())
    }
}
