//! Coordination of disputed duties: consultations (K10), the case board and records (K11, K12), precedents.

mod board;
mod case;
mod citation;
mod consult;
mod consult_list;
mod consult_open;
mod dialog;
mod fields;
mod input;
mod meetings;
mod positions;
mod precedent;
mod print;
mod send;
mod tones;

crate::lazy_page!(consultation: ConsultationList, ConsultationManage => consult_list::page);
crate::lazy_page!(consultation: ConsultationDetail, ConsultationManage => consult::page);
crate::lazy_page!(coordination: CaseBoard, CaseRead => board::page);
crate::lazy_page!(coordination: CaseDetail, CaseRead => case::page);
crate::lazy_page!(coordination: CasePrint, CaseRead => print::page);
crate::lazy_page!(coordination: PrecedentSearch, CaseRead => precedent::page);

crate::operation!("graphql/coordination.graphql":
    ConsultationRows, ConsultationPage, CoordinationUnits, CaseExperts, CaseRows, CasePage, PrecedentRows,
    OpenConsultation, MeetOnConsultation, GiveView, WriteMemo, SignMemo, DeclareFailed, ApplyForCoordination,
    SupplementCase, GiveCaseOpinion, WithdrawCase, AskCaseSupplement, ProposeCaseRefusal, RefuseCase, AcceptCase,
    AskCaseOpinions, RecordCaseMeeting, ConsultCaseExperts, ExtendCase, DecideCase, PublishCase, CheckCase
);

/// A consultation as its page holds it.
type Consultation = consultation_page::ConsultationPageConsultation;
/// A case as its page holds it.
type Case = case_page::CasePageCoordinationCase;
