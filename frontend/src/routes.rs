//! Every URL of the application.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::use_location;
use leptos_router::{ChooseView, path};

use crate::features::accounts::{AccountList, GrantList};
use crate::features::activity::{ActivityDetail, ActivityList};
use crate::features::adjustment::{AdjustmentDetail, AdjustmentList};
use crate::features::audit::AuditSearch;
use crate::features::ballot::BallotPage;
use crate::features::burden::BurdenMeter;
use crate::features::campaign::{CampaignDetail, CampaignList, InvitationPrint, Pool};
use crate::features::coordination::{
    CaseBoard, CaseDetail, CasePrint, ConsultationDetail, ConsultationList, PrecedentSearch,
};
use crate::features::ledger::{LedgerList, LeftoverPage};
use crate::features::linkage::{LinkageDetail, LinkageHome, LinkageList};
use crate::features::list::{
    ChangeList, PowerDifference, PowerItem, PowerList, TaskLists, TriggerDetail, TriggerList,
};
use crate::features::overview::Overview;
use crate::features::own::OwnAccount;
use crate::features::panel::{
    AppointmentDetail, AppointmentLetter, AppointmentList, Report, SessionDetail, SessionList,
    SuggestionDetail, SuggestionList,
};
use crate::features::plan::{PlanDetail, PlanList};
use crate::features::point::{PointDetail, PointFill, PointList, PointSampling};
use crate::features::problem::{CloseOutSlip, ProblemDetail, ProblemList, ProblemNotice};
use crate::features::rating::{
    BadRatingDetail, BadRatingList, FlagList, UnitRatingDetail, UnitRatings, WindowCards, WindowList,
};
use crate::features::registry::{Registry, UnitDetail};
use crate::features::regulation::{RegulationDetail, RegulationList};
use crate::features::result::{ResultList, ResultPaper, UnitOutcomePage, WhatIf};
use crate::features::sheet::{SheetDetail, SheetList, SheetPrint};
use crate::features::sign_in::SignInPage;
use crate::features::staffing::{StaffingBoard, StaffingSheet};
use crate::features::voice::{
    AppraisalList, CommentCards, MutualBallotPage, ViolationDetail, ViolationList, VoiceBoardPage,
};
use crate::features::workbench::Workbench;

/// A page on its way.
pub(crate) type Opening = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

/// A page that is loaded when it is first opened; declared with `lazy_page!`.
pub(crate) trait LazyPage {
    /// Loads the page's code, if that was not done before, and builds it.
    fn open() -> Opening;
}

static FIRST: AtomicBool = AtomicBool::new(true);

/// Every page looks alike to the router, which is compiled once instead of once a page.
#[derive(Clone, Copy)]
struct PageView(fn() -> Opening);

fn page<P: LazyPage>() -> PageView {
    PageView(P::open)
}

impl ChooseView for PageView {
    async fn choose(self) -> AnyView {
        let path = use_location().pathname;
        let (first, here) = (FIRST.swap(false, Ordering::Relaxed), path.get_untracked());
        let view = (self.0)().await.unwrap_or_else(|_| crate::layout::not_loaded());
        if first && path.try_get_untracked() != Some(here) {
            // The router drops late pages, but for the very first one, which would take the place of the next.
            std::future::pending::<()>().await;
        }
        view
    }

    async fn preload(&self) {}
}

/// The page of the present URL.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=crate::layout::not_found>
            <Route path=path!("/") view={page::<Workbench>()}/>
            <Route path=path!("/sign-in") view={page::<SignInPage>()}/>
            <Route path=path!("/overview") view={page::<Overview>()}/>
            <Route path=path!("/sheets") view={page::<SheetList>()}/>
            <Route path=path!("/sheets/:id") view={page::<SheetDetail>()}/>
            <Route path=path!("/print/sheets/:id") view={page::<SheetPrint>()}/>
            <Route path=path!("/problems") view={page::<ProblemList>()}/>
            <Route path=path!("/problems/:id") view={page::<ProblemDetail>()}/>
            <Route path=path!("/print/problems/:id/notice") view={page::<ProblemNotice>()}/>
            <Route path=path!("/print/problems/:id/close-out") view={page::<CloseOutSlip>()}/>
            <Route path=path!("/points") view={page::<PointList>()}/>
            <Route path=path!("/points/fill") view={page::<PointFill>()}/>
            <Route path=path!("/points/sample") view={page::<PointSampling>()}/>
            <Route path=path!("/points/:id") view={page::<PointDetail>()}/>
            <Route path=path!("/ledger") view={page::<LedgerList>()}/>
            <Route path=path!("/ledger/leftover") view={page::<LeftoverPage>()}/>
            <Route path=path!("/report") view={page::<Report>()}/>
            <Route path=path!("/suggestions") view={page::<SuggestionList>()}/>
            <Route path=path!("/suggestions/:id") view={page::<SuggestionDetail>()}/>
            <Route path=path!("/appointments") view={page::<AppointmentList>()}/>
            <Route path=path!("/appointments/:id") view={page::<AppointmentDetail>()}/>
            <Route path=path!("/print/appointments/:id") view={page::<AppointmentLetter>()}/>
            <Route path=path!("/sessions") view={page::<SessionList>()}/>
            <Route path=path!("/sessions/:id") view={page::<SessionDetail>()}/>
            <Route path=path!("/regulations") view={page::<RegulationList>()}/>
            <Route path=path!("/regulations/:id") view={page::<RegulationDetail>()}/>
            <Route path=path!("/plans") view={page::<PlanList>()}/>
            <Route path=path!("/plans/:id") view={page::<PlanDetail>()}/>
            <Route path=path!("/bad-ratings") view={page::<BadRatingList>()}/>
            <Route path=path!("/bad-ratings/:id") view={page::<BadRatingDetail>()}/>
            <Route path=path!("/rating-flags") view={page::<FlagList>()}/>
            <Route path=path!("/rating-windows") view={page::<WindowList>()}/>
            <Route path=path!("/print/rating-windows/:id") view={page::<WindowCards>()}/>
            <Route path=path!("/ratings") view={page::<UnitRatings>()}/>
            <Route path=path!("/ratings/:id") view={page::<UnitRatingDetail>()}/>
            <Route path=path!("/linkage") view={page::<LinkageHome>()}/>
            <Route path=path!("/linkage/submissions") view={page::<LinkageList>()}/>
            <Route path=path!("/linkage/submissions/:id") view={page::<LinkageDetail>()}/>
            <Route path=path!("/lists") view={page::<PowerList>()}/>
            <Route path=path!("/lists/items/:id") view={page::<PowerItem>()}/>
            <Route path=path!("/lists/compare") view={page::<PowerDifference>()}/>
            <Route path=path!("/lists/changes") view={page::<ChangeList>()}/>
            <Route path=path!("/lists/tasks/:id") view={page::<TaskLists>()}/>
            <Route path=path!("/list-triggers") view={page::<TriggerList>()}/>
            <Route path=path!("/list-triggers/:id") view={page::<TriggerDetail>()}/>
            <Route path=path!("/burden") view={page::<BurdenMeter>()}/>
            <Route path=path!("/activities") view={page::<ActivityList>()}/>
            <Route path=path!("/activities/:id") view={page::<ActivityDetail>()}/>
            <Route path=path!("/adjustments") view={page::<AdjustmentList>()}/>
            <Route path=path!("/adjustments/:id") view={page::<AdjustmentDetail>()}/>
            <Route path=path!("/voices") view={page::<VoiceBoardPage>()}/>
            <Route path=path!("/comments") view={page::<CommentCards>()}/>
            <Route path=path!("/mutual") view={page::<MutualBallotPage>()}/>
            <Route path=path!("/appraisals") view={page::<AppraisalList>()}/>
            <Route path=path!("/violations") view={page::<ViolationList>()}/>
            <Route path=path!("/violations/:id") view={page::<ViolationDetail>()}/>
            <Route path=path!("/consultations") view={page::<ConsultationList>()}/>
            <Route path=path!("/consultations/:id") view={page::<ConsultationDetail>()}/>
            <Route path=path!("/cases") view={page::<CaseBoard>()}/>
            <Route path=path!("/cases/:id") view={page::<CaseDetail>()}/>
            <Route path=path!("/print/cases/:id") view={page::<CasePrint>()}/>
            <Route path=path!("/precedents") view={page::<PrecedentSearch>()}/>
            <Route path=path!("/registry") view={page::<Registry>()}/>
            <Route path=path!("/registry/:id") view={page::<UnitDetail>()}/>
            <Route path=path!("/results") view={page::<ResultList>()}/>
            <Route path=path!("/print/results/:run") view={page::<ResultPaper>()}/>
            <Route path=path!("/results/:run/:org") view={page::<UnitOutcomePage>()}/>
            <Route path=path!("/staffing") view={page::<StaffingBoard>()}/>
            <Route path=path!("/staffing/:id") view={page::<StaffingSheet>()}/>
            <Route path=path!("/what-if") view={page::<WhatIf>()}/>
            <Route path=path!("/pool") view={page::<Pool>()}/>
            <Route path=path!("/campaigns") view={page::<CampaignList>()}/>
            <Route path=path!("/campaigns/:id") view={page::<CampaignDetail>()}/>
            <Route path=path!("/print/campaigns/:id") view={page::<InvitationPrint>()}/>
            <Route path=path!("/ballot") view={page::<BallotPage>()}/>
            <Route path=path!("/accounts") view={page::<AccountList>()}/>
            <Route path=path!("/grants") view={page::<GrantList>()}/>
            <Route path=path!("/audit") view={page::<AuditSearch>()}/>
            <Route path=path!("/account") view={page::<OwnAccount>()}/>
        </FlatRoutes>
    }
}
