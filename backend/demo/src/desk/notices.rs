//! Inboxes (K38): what the last months of the history told people.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::notice::NoticeKind;
use remit_shared::problem::machine::{Audience, Step};
use remit_shared::problem::sheet::SheetStep;
use remit_store::Text;
use remit_store::entity::{notification, problem, push_sheet};
use uuid::Uuid;

use super::matter::{Cast, Matter};
use super::{Change, Desk};
use crate::city::Who;
use crate::clock::{AS_OF, loaded_at};
use crate::hours;
use crate::rng::Rng;

/// Inboxes go back this many days.
const KEPT: i64 = 120;
/// What is younger than this many days has not been read yet.
const UNREAD: i64 = 10;

/// `subject_kind` of what is told about a problem and about a sheet, as the service writes it.
const PROBLEM: &str = "problem";
const SHEET: &str = "push_sheet";

/// What is told, whoever it is told to.
struct Message<'a> {
    kind: NoticeKind,
    subject: (&'static str, Uuid),
    code: Option<&'a str>,
    title: &'a str,
    due_on: Option<NaiveDate>,
}

impl Desk<'_> {
    /// Tells those whom the machine names about a step of a problem.
    pub(super) fn tell(&mut self, matter: &Matter, row: &problem::Model, change: Change, step: &Step) {
        let Some(kind) = step.notice else { return };
        let message = Message {
            kind,
            subject: (PROBLEM, row.id),
            code: Some(&row.code),
            title: &row.title,
            due_on: step.step_due_on.or(row.due_on),
        };
        let accounts = self.accounts(&matter.cast, step.notify);
        self.send(accounts, change, &message);
    }

    /// Tells those whom the machine names about a step of a sheet.
    pub(super) fn tell_of_sheet(
        &mut self,
        matter: &Matter,
        sheet: &push_sheet::Model,
        change: Change,
        step: &SheetStep,
    ) {
        let Some(kind) = step.notice else { return };
        let message = Message {
            kind,
            subject: (SHEET, sheet.id),
            code: sheet.no.as_deref(),
            title: &sheet.matter,
            due_on: sheet.due_on,
        };
        let accounts = self.accounts(&matter.cast, step.notify);
        self.send(accounts, change, &message);
    }

    fn accounts(&self, cast: &Cast, audiences: &[Audience]) -> Vec<Uuid> {
        let mut accounts = Vec::new();
        for audience in audiences {
            match audience {
                Audience::Oversight => accounts.extend(self.city.oversight.iter().map(|who| who.account)),
                Audience::OfficeLead => accounts.extend(self.city.leads.iter().map(|who| who.account)),
                Audience::UnitContact => accounts.push(cast.contact.account),
                Audience::UnitLead => accounts.push(cast.unit_lead.account),
                Audience::LeaderInCharge => accounts.push(cast.leader.account),
                Audience::SourceAuthor => {
                    let told = cast.reporter.as_ref().or(cast.author.as_ref());
                    accounts.extend(told.map(|who: &Who| who.account));
                }
            }
        }
        accounts
    }

    /// Writes inbox lines; nobody hears of his or her own act.
    fn send(&mut self, accounts: Vec<Uuid>, change: Change, message: &Message<'_>) {
        if change.today() < AS_OF - Duration::days(KEPT) {
            return;
        }
        for account in accounts.into_iter().filter(|account| Some(*account) != change.by) {
            let id = self.mint.id("notification", change.at);
            let read_at = self.read_at(change.at);
            self.data.notifications.push(notification::Model {
                id,
                jurisdiction_id: self.city.jurisdiction,
                account_id: account,
                kind: Text(message.kind),
                subject_kind: Some(message.subject.0.to_owned()),
                subject_id: Some(message.subject.1),
                subject_code: message.code.map(str::to_owned),
                title: message.title.to_owned(),
                due_on: message.due_on,
                read_at,
                created_at: change.at,
                created_by: change.by,
                updated_at: change.at,
                version: 1,
                change_seq: change.seq,
            });
        }
    }

    /// Older lines were read within a day.
    fn read_at(&self, told_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if told_at >= hours::opening(AS_OF - Duration::days(UNREAD)) {
            return None;
        }
        let place = u64::try_from(self.data.notifications.len()).unwrap_or_default();
        let mut rng = Rng::of(self.mint.seed(), "read", place);
        let read = told_at + Duration::minutes(i64::from(rng.between(5, 600)));
        Some(read.min(loaded_at()))
    }
}
