//! One calendar, one set of deadlines, and facts under which an event has nothing in its way.

use std::sync::OnceLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::coordination::case::{CaseFacts, CaseProposal, OwnRequest, Stand, roles_of};
use remit_shared::coordination::{CaseEventKind, CheckResult, CitationKind, DecisionKind, RefusalGround};
use remit_shared::identity::Role;
use remit_shared::plan::params::DeadlinesWd;
use remit_shared::problem::machine::Acting;
use uuid::Uuid;

pub fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn calendar() -> &'static WorkCalendar {
    static CALENDAR: OnceLock<WorkCalendar> = OnceLock::new();
    CALENDAR.get_or_init(|| WorkCalendar::new(all_china_days()).unwrap())
}

pub fn deadlines() -> &'static DeadlinesWd {
    static DEADLINES: OnceLock<DeadlinesWd> = OnceLock::new();
    DEADLINES.get_or_init(DeadlinesWd::default)
}

pub const LEAD: Uuid = Uuid::from_u128(0xA);
pub const OTHER: Uuid = Uuid::from_u128(0xB);
pub const STRANGER: Uuid = Uuid::from_u128(0xC);
pub const OFFICE: Uuid = Uuid::from_u128(0xF);
pub const SOMEBODY: Uuid = Uuid::from_u128(9);
pub const PROPOSER: Uuid = Uuid::from_u128(1);

/// Wednesday, 15 June 2022 (step 12 of the acceptance year).
pub const TODAY: &str = "2022-06-15";

/// Somebody under this role who has had nothing to do with the case.
pub fn acting(role: Role) -> Acting {
    let home_org = if role == Role::Dl { LEAD } else { OFFICE };
    Acting {
        role,
        person: SOMEBODY,
        home_org: Some(home_org),
        recused: false,
    }
}

pub fn stands() -> &'static [Stand] {
    static STANDS: OnceLock<Vec<Stand>> = OnceLock::new();
    STANDS.get_or_init(|| {
        let stand = |org, lead| Stand {
            org,
            lead: Some(lead),
            kinds: vec![CitationKind::Law],
        };
        vec![stand(LEAD, LEAD), stand(OTHER, LEAD)]
    })
}

/// Facts under which the event stands, in whichever state it may stand.
pub fn ideal(event: CaseEventKind) -> CaseFacts<'static> {
    use CaseEventKind as E;
    let waits = matches!(event, E::GiveOpinion | E::Lapse);
    let passed = event == E::Lapse;
    CaseFacts {
        today: d(TODAY),
        calendar: calendar(),
        deadlines: deadlines(),
        acting: roles_of(event).first().map(|role| acting(*role)),
        own: Some(LEAD),
        handles: true,
        applicant: LEAD,
        parties: &[LEAD, OTHER],
        accepted_on: Some(d("2022-06-01")),
        due_on: Some(d("2022-07-14")),
        step_due_on: Some(d(if passed { "2022-06-14" } else { "2022-06-20" })),
        supplemented: false,
        refusal_by: Some(PROPOSER),
        round: 1,
        waiting: usize::from(waits),
        own_request: OwnRequest::Open,
        stands: stands(),
        extended: false,
        reviews_in: true,
        experts_asked: false,
        decided_on: Some(d("2022-06-10")),
        checks_done: 1,
        check_on: Some(d("2022-06-15")),
        later_check_on: None,
        proposal: CaseProposal {
            text: "按照一件事情由一个部门负责的原则界定职责。",
            citations: 1,
            ground: Some(RefusalGround::LawClear),
            lead: Some(LEAD),
            assists: &[OTHER],
            kind: Some(DecisionKind::Decided),
            important: false,
            doc_no: "诸编办发〔2022〕12号",
            days: Some(15),
            held_on: Some(d(TODAY)),
            experts: 3,
            expert_recused: false,
            result: Some(CheckResult::Effective),
        },
    }
}
