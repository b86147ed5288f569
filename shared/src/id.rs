//! Global identifiers: a kind prefix and the row's uuid, URL-safe, opaque to clients (`prb_0190f3…`).

use uuid::Uuid;

use crate::refusal::{Refusal, RefusalCode};

/// What an identifier points at. Append only: a prefix is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// Account.
    Account,
    /// Appeal against a result.
    Appeal,
    /// Appointment of an expert or officer.
    Appointment,
    /// Duty of a unit.
    Duty,
    /// Effectiveness point.
    Point,
    /// Audit record.
    AuditRecord,
    /// Questionnaire campaign.
    Campaign,
    /// Group of voters of a campaign.
    CampaignStratum,
    /// Grassroots evaluator in the pool.
    Evaluator,
    /// Coordination case.
    Case,
    /// Opinion of a party to a case.
    CaseOpinion,
    /// Check after the decision of a case.
    CaseCheck,
    /// Consultation between departments.
    Consultation,
    /// Machine client of a partner.
    ApiClient,
    /// Countermeasure.
    Countermeasure,
    /// Extension of a rectification.
    Extension,
    /// Case of a bad rating.
    BadRating,
    /// Evidence file.
    File,
    /// Role grant.
    Grant,
    /// Ledger entry.
    LedgerEntry,
    /// Linkage submission.
    LinkageSubmission,
    /// Linkage window.
    LinkageWindow,
    /// Duty adjustment.
    Adjustment,
    /// Change of a powers list.
    ListChange,
    /// Occasion to revise lists.
    ListTrigger,
    /// Item of a powers list.
    PowerItem,
    /// Version of a duty-task list.
    TaskList,
    /// Notification.
    Notification,
    /// Organisation.
    Org,
    /// Section of an organisation.
    OrgSection,
    /// Person.
    Person,
    /// Yearly plan.
    Plan,
    /// Opinion on a yearly plan.
    PlanOpinion,
    /// Problem.
    Problem,
    /// Push sheet.
    PushSheet,
    /// Score run.
    ScoreRun,
    /// Regulation.
    Regulation,
    /// Group of flagged ratings.
    RatingFlag,
    /// Session.
    Session,
    /// Suggestion.
    Suggestion,
    /// Recusal of an expert.
    Recusal,
    /// Expert session.
    ExpertSession,
    /// Review by an expert.
    ExpertReview,
    /// Staffing proposal.
    StaffingProposal,
    /// Service window.
    WindowPoint,
    /// Window for comments or mutual ballots.
    VoiceWindow,
    /// City leader's comment.
    LeaderComment,
    /// Mutual ballot of a department.
    MutualBallot,
    /// Appraisal of an institution.
    Appraisal,
    /// Negative record.
    Violation,
    /// Joint activity.
    Activity,
    /// Finding of a joint activity.
    Finding,
}

impl NodeKind {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Account, "acc"),
        (Self::Appeal, "apl"),
        (Self::Appointment, "apt"),
        (Self::ApiClient, "cli"),
        (Self::AuditRecord, "aud"),
        (Self::Campaign, "cmp"),
        (Self::Case, "cas"),
        (Self::CaseOpinion, "cop"),
        (Self::CaseCheck, "cck"),
        (Self::Consultation, "csl"),
        (Self::CampaignStratum, "cst"),
        (Self::Evaluator, "evp"),
        (Self::Duty, "dut"),
        (Self::Point, "ept"),
        (Self::BadRating, "bad"),
        (Self::Countermeasure, "ctm"),
        (Self::Extension, "ext"),
        (Self::File, "fil"),
        (Self::Grant, "grt"),
        (Self::LedgerEntry, "led"),
        (Self::LinkageSubmission, "lks"),
        (Self::LinkageWindow, "lkw"),
        (Self::Adjustment, "adj"),
        (Self::ListChange, "lch"),
        (Self::ListTrigger, "ltr"),
        (Self::PowerItem, "pli"),
        (Self::TaskList, "dtl"),
        (Self::Notification, "ntf"),
        (Self::Org, "org"),
        (Self::OrgSection, "sec"),
        (Self::Person, "per"),
        (Self::Plan, "pln"),
        (Self::PlanOpinion, "pop"),
        (Self::Problem, "prb"),
        (Self::PushSheet, "psh"),
        (Self::ScoreRun, "run"),
        (Self::Regulation, "reg"),
        (Self::RatingFlag, "flg"),
        (Self::Session, "ses"),
        (Self::Suggestion, "sug"),
        (Self::Recusal, "rcs"),
        (Self::ExpertSession, "exs"),
        (Self::ExpertReview, "exr"),
        (Self::StaffingProposal, "stf"),
        (Self::WindowPoint, "win"),
        (Self::VoiceWindow, "vow"),
        (Self::LeaderComment, "lcm"),
        (Self::MutualBallot, "mbl"),
        (Self::Appraisal, "apr"),
        (Self::Violation, "vio"),
        (Self::Activity, "act"),
        (Self::Finding, "fnd"),
    ];

    /// The three-letter prefix.
    pub fn prefix(self) -> &'static str {
        Self::TABLE
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, prefix)| prefix)
    }
}

/// Writes the global id of a row.
pub fn encode(kind: NodeKind, id: Uuid) -> String {
    format!("{}_{}", kind.prefix(), id.simple())
}

/// Reads a global id of the expected kind. A malformed id or one of another kind is `E_INPUT`.
pub fn decode(kind: NodeKind, text: &str) -> Result<Uuid, Refusal> {
    text.split_once('_')
        .filter(|(prefix, hex)| *prefix == kind.prefix() && hex.len() == 32)
        .and_then(|(_, hex)| Uuid::try_parse(hex).ok())
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::Input,
                "编号格式不正确，请从列表重新打开该记录。",
                "The id is malformed; open the record from its list again.",
            )
        })
}

/// Reads a global id of any kind.
pub fn decode_any(text: &str) -> Option<(NodeKind, Uuid)> {
    let (prefix, hex) = text.split_once('_')?;
    let kind = NodeKind::TABLE.iter().find(|(_, known)| *known == prefix)?.0;
    (hex.len() == 32)
        .then(|| Uuid::try_parse(hex).ok())?
        .map(|id| (kind, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_the_round_trip_and_only_as_its_own_kind() {
        let id = Uuid::from_u128(0x0190_f3aa_0000_7000_8000_0000_0000_0001);
        let text = encode(NodeKind::Problem, id);
        assert_eq!(decode(NodeKind::Problem, &text), Ok(id));
        assert_eq!(
            decode(NodeKind::Org, &text).map_err(|r| r.code),
            Err(RefusalCode::Input)
        );
        assert_eq!(decode_any(&text), Some((NodeKind::Problem, id)));
    }

    #[test]
    fn prefixes_are_unique_and_three_letters() {
        for (index, (_, prefix)) in NodeKind::TABLE.iter().enumerate() {
            assert_eq!(prefix.len(), 3);
            assert!(
                NodeKind::TABLE[index + 1..]
                    .iter()
                    .all(|(_, other)| other != prefix)
            );
        }
    }

    #[test]
    fn rubbish_is_refused_not_panicked_on() {
        for text in [
            "",
            "_",
            "prb_",
            "prb_zz",
            "xxx_0190f3aa000070008000000000000001",
            "prb_0190f3aa-0000-7000",
        ] {
            assert!(decode(NodeKind::Problem, text).is_err(), "{text}");
        }
    }
}
