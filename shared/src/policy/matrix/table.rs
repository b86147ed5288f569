//! The matrix of §4 as data, in the order of the document.

use crate::policy::Capability;

/// One row: the capability, its clause, and one cell per role in the order of `Role`
/// (`OL OV OS DL DC EX IO LK CL RA TK PC PB SA SE AU`).
pub(super) type Row = (Capability, &'static str, &'static str);

#[rustfmt::skip] // one row a line, so that it reads as the document does
pub(super) const TABLE: &[Row] = &[
    //                                  OL OV OS DL DC EX IO LK CL RA TK PC PB SA SE AU
    (Capability::RegulationRead, "K01", "AAAAAAAAAAPPP---"),
    (Capability::RegulationPublish, "K01", "A---------------"),
    (Capability::RegistryEdit, "K02", "-A--------------"),
    (Capability::PlanRead, "K03", "AAAPPPPPAP-PP---"),
    (Capability::PlanEdit, "K03", "-A--------------"),
    (Capability::PlanApprove, "K03", "A---------------"),
    (Capability::PlanPublish, "K03", "A---------------"),
    (Capability::PlanAmend, "K03", "A---------------"),
    (Capability::PointRead, "K04", "AAADDO--A-------"),
    (Capability::PointWrite, "K04", "---DD-----------"),
    (Capability::PointProgress, "K04", "---DD-----------"),
    (Capability::PointClaim, "K04", "---DD-----------"),
    (Capability::PointSubmit, "K04", "---D------------"),
    (Capability::PointChange, "K04", "---D------------"),
    (Capability::PointReview, "K04", "-A---O----------"),
    (Capability::PointVerify, "K04", "-A---O----------"),
    (Capability::LedgerRead, "K05", "AAADD---A-------"),
    (Capability::ActivityManage, "K06", "AAO-------------"),
    (Capability::ActivityRead, "K06 K07", "AAODDO-OA-------"),
    (Capability::FindingWrite, "K06", "-AO--O-O--------"),
    (Capability::ProblemRaise, "K08", "-AADD-----------"),
    (Capability::ProblemRead, "K08", "AAADD-OODO-O----"),
    (Capability::ProblemVerify, "K08", "-A--------------"),
    // §3.3 wants OL for a SEVERE problem, so the cell of OL is open and the machine keeps OL to those.
    (Capability::ProblemAssign, "K08", "AA--------------"),
    (Capability::ProblemReturn, "K08", "-A--------------"),
    (Capability::ProblemRectify, "K08", "---DD-----------"),
    (Capability::ProblemSubmit, "K08", "---DD-----------"),
    (Capability::ProblemClose, "K09", "AA--------------"),
    (Capability::ConsultationManage, "K10", "-A-DD-----------"),
    (Capability::CaseApply, "K11", "---D------------"),
    (Capability::CaseOpinion, "K11", "---D------------"),
    (Capability::CaseRead, "K11", "AAADDO--A--PP---"),
    (Capability::CaseHandle, "K11", "-AO-------------"),
    (Capability::CaseCheck, "K12", "-AO-------------"),
    (Capability::CaseDecide, "K11", "A---------------"),
    (Capability::AppointmentNominate, "K13", "-A--D-----------"),
    (Capability::AppointmentManage, "K13", "-A--D-----------"),
    (Capability::AppointmentApprove, "K13", "A---------------"),
    (Capability::AppointmentDismiss, "K13", "A---------------"),
    (Capability::AppointmentRead, "K13", "AAA-DOO-----P---"),
    (Capability::SessionManage, "K14", "-A--------------"),
    (Capability::ReviewWrite, "K14", "-----O----------"),
    (Capability::SuggestionWrite, "K15", "-----OO---------"),
    (Capability::SuggestionOwnRead, "K15", "-----OO---------"),
    (Capability::SuggestionRead, "K15", "AA--------------"),
    (Capability::SuggestionScreen, "K15", "AA--------------"),
    (Capability::LinkageSubmit, "K16", "-------D---D----"),
    (Capability::LinkageOwnRead, "K16", "-------D---D----"),
    (Capability::LinkageRead, "K16", "AA--------------"),
    (Capability::LinkageAccept, "K16", "AA--------------"),
    (Capability::CountermeasureManage, "K17", "AA--------------"),
    (Capability::PushWrite, "K18", "-AO-------------"),
    (Capability::PushRead, "K18", "AAADD-----------"),
    (Capability::PoolManage, "K19", "-A--D-----------"),
    (Capability::BallotAnswer, "K20 K27 K28", "----------O-----"),
    (Capability::CampaignManage, "K20 K26-K28", "AA--------------"),
    (Capability::AggregateRead, "K20 K26-K28", "AA-DD---A-------"),
    (Capability::RatingSubmit, "K21", "----D------DO---"),
    (Capability::RatingAggregateRead, "K21", "AAADD---AA-DP---"),
    (Capability::RatingImport, "K22", "---------A-D----"),
    (Capability::BadHandle, "K23", "---DD-----------"),
    (Capability::BadSupervise, "K23", "-A-------A------"),
    (Capability::BadRevisit, "K23", "-A-------A------"),
    (Capability::FlagReview, "K24", "-A-------A------"),
    (Capability::CommentWrite, "K25", "--------O-------"),
    (Capability::CommentOwnRead, "K25", "--------O-------"),
    (Capability::MutualCast, "K26", "---D------------"),
    (Capability::AppraisalImport, "K29", "-A---------A----"),
    (Capability::ScoreRun, "K30 K31", "AA--------------"),
    (Capability::DraftRead, "K30 K31", "AA--------------"),
    (Capability::ResultRead, "K30 K31", "AAADD---A-------"),
    (Capability::ResultTrace, "K30 K31", "AAADD---A-------"),
    (Capability::ResultInterval, "K30 K31", "AAADD---A-------"),
    (Capability::ResultPublish, "K32", "A---------------"),
    (Capability::AppealDecide, "K32", "A---------------"),
    (Capability::ResultFreeze, "K32", "A---------------"),
    (Capability::ResultAppeal, "K32", "---D------------"),
    (Capability::StaffingDraft, "K33", "-AA-------------"),
    (Capability::StaffingCheck, "K33", "-AA-------------"),
    (Capability::StaffingRead, "K33", "AAAD----A-------"),
    (Capability::StaffingDecide, "K33", "A---------------"),
    (Capability::ExportRun, "K34", "A---------------"),
    (Capability::ExportRead, "K34", "AA---------A----"),
    (Capability::AdjustmentPropose, "K35", "-A-D------------"),
    (Capability::AdjustmentApprove, "K35", "A---------------"),
    (Capability::ListsRead, "K36", "AAAAAAPAAP-PP---"),
    (Capability::ListsEdit, "K36", "-A--------------"),
    (Capability::DashboardRead, "K37", "AAADDOODAO--P---"),
    (Capability::DossierRead, "K37", "AAADDOODAO--P---"),
    (Capability::PublicRead, "K44", "AAADDOODAO--P---"),
    (Capability::BurdenRead, "K46", "AA-DD-----------"),
    (Capability::CalendarEdit, "K43", "-A--------------"),
    (Capability::DictionaryEdit, "K43", "-A--------------"),
    (Capability::AccountCreate, "K40", "-------------A--"),
    (Capability::AccountDisable, "K40", "-------------A--"),
    (Capability::BackupRun, "K40", "-------------A--"),
    (Capability::ParameterEdit, "K40", "-------------A--"),
    (Capability::RoleGrant, "K41", "--------------A-"),
    (Capability::PolicyEdit, "K41", "--------------A-"),
    (Capability::ClientManage, "K39", "--------------A-"),
    (Capability::ScopeGrant, "K39", "--------------A-"),
    (Capability::AuditRead, "K42", "---------------A"),
    (Capability::AuditExport, "K42", "---------------A"),
    // Not in the table of §4, needed by the clauses named; a verb without a row is refused to all.
    // §3.1: the units have ten working days for their opinion; their leads sign it.
    (Capability::PlanOpine, "K03 §3.1", "---D------------"),
    // S03: the oversight section drafts what the office lead publishes.
    (Capability::RegulationEdit, "K01 S03", "-A--------------"),
    // §3.3: OV decides the first extension, OL the second; the machine says which is which.
    (Capability::ProblemExtensionDecide, "K08 §3.3", "AA--------------"),
    // §3.3: reopening is OL's.
    (Capability::ProblemReopen, "K09 §3.3", "A---------------"),
    // §3.3: OL explains entries older than 90 days line by line.
    (Capability::LedgerExplain, "K09 §3.3", "A---------------"),
    // §3.4: OV receives INTERNAL sheets, the unit's DC those TO_UNIT.
    (Capability::PushReceive, "K18 §3.4", "-A--D-----------"),
    // §3.4: OV converts.
    (Capability::PushConvert, "K18 §3.4", "-A--------------"),
    // §3.4: OV files.
    (Capability::PushFile, "K18 §3.4", "-A--------------"),
    // office and city leaders read the whole registry; everybody else who signs in reads its published part (names, kinds, sections, supervised or not), which they need to name a unit; SA and SE choose from it when they open an account or grant a role; AU finds labels in the audit itself. A partner's machine names units by their codes (§8 `orgs`, scope org:read).
    (Capability::RegistryRead, "K02", "AAAPPPPPAP-P-PP-"),
    // every signed-in role is bound by deadlines and may have them explained.
    (Capability::CalendarRead, "K43", "AAAAAAAAAA---AAA"),
    // §4: notifications go to their addressee.
    (Capability::InboxRead, "K38", "OOOOOOOOOO---OOO"),
    // SA manages accounts, SE grants to them (三员分立).
    (Capability::AccountRead, "K40", "-------------AA-"),
    // grants of OL, SE and AU need a second person: OL, or an SE other than the granter.
    (Capability::RoleConfirm, "K41 三员分立", "A-------------A-"),
    // SE keeps it.
    (Capability::PolicyRead, "K41", "--------------A-"),
    // §3.2: OV decides a change of up to 30 days, OL the others; the machine says which is which.
    (Capability::PointChangeDecide, "K04 §3.2", "AA--------------"),
    // §3.12: whoever proposes, signs or decides an adjustment reads it; units those that concern them.
    (Capability::AdjustmentRead, "K35 §3.12", "AAADD---A-------"),
    // §3.12: OV handles; OL only rejects, which the machine sees to.
    (Capability::AdjustmentHandle, "K35 §3.12", "AA--------------"),
    // §2 `ListTrigger.submitted_on`: the unit submits its revised lists.
    (Capability::ListsRevise, "K36 §2", "---DD-----------"),
    // the same as audit.read.
    (Capability::AuditVerify, "K42", "---------------A"),
    // §5.7 C21: the office keeps what it deducts for; the unit and the city leaders see why.
    (Capability::ViolationRead, "K30 §5.7", "AAADD---A-------"),
    // §5.7 C21: the oversight section enters it.
    (Capability::ViolationRecord, "K30 §5.7", "-A--------------"),
    // §5.7 C21, R10: a second person confirms, a third decides on an objection; the machine says which is which.
    (Capability::ViolationDecide, "K30 R10", "AA--------------"),
    // §5.7 C21: the unit's lead answers for it.
    (Capability::ViolationContest, "K30 §5.7", "---D------------"),
    // §3.13: the unit confirms or contests what was found; only its lead contests, which the machine sees to.
    (Capability::FindingAnswer, "K06 §3.13", "---DD-----------"),
];
