//! A person with an account and a hat (K40): the three rows that everybody in the city has.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::identity::separation::needs_second_person;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_store::Text;
use remit_store::entity::{account, person, role_grant};
use uuid::Uuid;

use super::Who;
use crate::clock::{AS_OF, loaded_at};
use crate::dataset::Dataset;
use crate::hours;
use crate::mint::Mint;
use crate::rng::Rng;

/// Everybody has signed in within this many days before the data ends, so that no account is dormant (§4).
const SIGNED_IN_WITHIN: u32 = 28;

/// What is said of a newcomer.
pub(super) struct Newcomer<'a> {
    pub name: String,
    pub post: &'a str,
    pub login: String,
    pub role: Role,
    /// Employing organisation.
    pub home: Option<Uuid>,
    /// Unit and section of the hat.
    pub org: Option<Uuid>,
    pub section: Option<Uuid>,
    /// When the account is made, and the last day of the hat.
    pub at: DateTime<Utc>,
    pub until: Option<NaiveDate>,
    pub change_seq: i64,
}

/// Takes people on: the system administrator makes the account, the security administrator gives the hat.
pub(super) struct Personnel<'a> {
    pub mint: &'a mut Mint,
    pub data: &'a mut Dataset,
    pub jurisdiction: Uuid,
    pub password_hash: &'a str,
    /// Accounts of the system and the security administrator, once they exist.
    pub system: Option<Uuid>,
    pub security: Option<Uuid>,
}

impl Personnel<'_> {
    /// Adds person, account and hat.
    pub fn take_on(&mut self, newcomer: &Newcomer<'_>) -> Who {
        let person = self.person(newcomer);
        let account = self.account(newcomer, person);
        self.grant(account, newcomer);
        Who {
            person,
            account,
            role: newcomer.role,
            home: newcomer.home,
            section: newcomer.section,
            label: format!("{} {}", newcomer.name, newcomer.post),
        }
    }

    fn person(&mut self, newcomer: &Newcomer<'_>) -> Uuid {
        let row = person::Model {
            id: self.mint.id("person", newcomer.at),
            jurisdiction_id: self.jurisdiction,
            display_name: newcomer.name.clone(),
            post: newcomer.post.to_owned(),
            phone_enc: None,
            org_id: newcomer.home,
            created_at: newcomer.at,
            created_by: self.system,
            updated_at: newcomer.at,
            version: 1,
            change_seq: newcomer.change_seq,
        };
        let id = row.id;
        if newcomer.role == Role::Cl {
            self.data.leaders.push(row);
        } else {
            self.data.persons.push(row);
        }
        id
    }

    fn account(&mut self, newcomer: &Newcomer<'_>, person: Uuid) -> Uuid {
        let place = u64::try_from(self.data.accounts.len()).unwrap_or_default();
        let mut rng = Rng::of(self.mint.seed(), "last login", place);
        let ago = Duration::days(i64::from(rng.between(1, SIGNED_IN_WITHIN)));
        let signed_in = hours::at(
            AS_OF - ago,
            rng.between(0, hours::MINUTES - 1),
            rng.between(0, 59),
        );
        let row = account::Model {
            id: self.mint.id("account", newcomer.at),
            jurisdiction_id: self.jurisdiction,
            person_id: person,
            login: newcomer.login.clone(),
            state: Text(AccountState::Active),
            password_hash: self.password_hash.to_owned(),
            totp_enc: None,
            totp_pending_enc: None,
            failed_count: 0,
            first_failed_at: None,
            locked_until: None,
            password_changed_at: loaded_at(),
            must_change: false,
            last_login_at: Some(signed_in),
            created_at: newcomer.at,
            created_by: self.system,
            updated_at: loaded_at(),
            version: 2,
            change_seq: newcomer.change_seq,
        };
        let id = row.id;
        self.data.accounts.push(row);
        id
    }

    /// Gives an account a hat. The second person and the document number of OL, SE and AU are filled in by
    /// [`Self::confirm`], when everybody is there.
    pub fn grant(&mut self, account: Uuid, terms: &Newcomer<'_>) {
        let row = role_grant::Model {
            id: self.mint.id("grant", terms.at),
            jurisdiction_id: self.jurisdiction,
            account_id: account,
            role: Text(terms.role),
            org_id: terms.org,
            section_id: terms.section,
            valid_from: shanghai_day(terms.at),
            valid_to: terms.until,
            state: Text(GrantState::Active),
            granted_by: self.security.filter(|granter| *granter != account),
            confirmed_by: None,
            document_no: None,
            created_at: terms.at,
            created_by: self.security,
            updated_at: terms.at,
            version: 1,
            change_seq: terms.change_seq,
        };
        self.data.grants.push(row);
    }

    /// §4: grants of OL, SE and AU need a second person and the number of the lead's written order. Each of the
    /// two leads confirms what is not his or her own.
    pub fn confirm(&mut self, leads: &[Who]) {
        let mut order = 0;
        for grant in self
            .data
            .grants
            .iter_mut()
            .filter(|grant| needs_second_person(grant.role.get()))
        {
            order += 1;
            grant.confirmed_by = leads
                .iter()
                .map(|lead| lead.account)
                .find(|lead| *lead != grant.account_id);
            grant.document_no = Some(format!("诸编办授字〔2022〕{order}号"));
            grant.version = 2;
        }
    }
}
