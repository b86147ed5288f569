//! The panel: reports of officers and experts (K15), the screening desk, appointments (K13), expert sessions (K14).

mod appointment;
mod appointment_acts;
mod appointment_list;
mod draft;
mod letter;
mod nominate;
mod plan;
pub(crate) mod report;
mod session;
mod session_acts;
mod session_list;
mod suggestion;
mod suggestion_acts;
mod suggestion_list;
mod tones;

crate::lazy_page!(panel: Report, SuggestionWrite => report::page);
crate::lazy_page!(panel: SuggestionList, SuggestionRead => suggestion_list::page);
crate::lazy_page!(panel: SuggestionDetail => suggestion::page);
crate::lazy_page!(panel: AppointmentList, AppointmentRead => appointment_list::page);
crate::lazy_page!(panel: AppointmentDetail, AppointmentRead => appointment::page);
crate::lazy_page!(panel: AppointmentLetter, AppointmentRead => letter::page);
crate::lazy_page!(panel: SessionList => session_list::page);
crate::lazy_page!(panel: SessionDetail => session::page);

crate::operation!("graphql/panel.graphql":
    SuggestionRows, OwnSuggestions, ReportCounts, SuggestionPage, ReportUnits, SubmitReport, TakeSuggestion,
    JudgeSuggestion, AskSuggestionAgain, AdoptSuggestion, ReplySuggestion, AppointmentRows, AppointmentPage,
    SourceBodies, NextLetter, NominateAppointment, ApproveAppointment, RenewAppointment, DismissAppointment,
    RecordRecusal, SessionRows, SessionPage, SessionExperts, PlanSession, HoldSession, CancelSession, WriteReview
);

/// A suggestion as its page holds it.
type Suggestion = suggestion_page::SuggestionPageSuggestion;
/// An appointment as its page holds it.
type Appointment = appointment_page::AppointmentPageAppointment;
/// An expert session as its page holds it.
type Session = session_page::SessionPageExpertSession;
