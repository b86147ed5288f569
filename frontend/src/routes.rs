//! Every URL of the application.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::{Lazy, path};

use crate::features::accounts::{AccountList, GrantList};
use crate::features::audit::AuditSearch;
use crate::features::ledger::LedgerList;
use crate::features::overview::Overview;
use crate::features::own::OwnAccount;
use crate::features::problem::{ProblemDetail, ProblemList};
use crate::features::registry::{Registry, UnitDetail};
use crate::features::sheet::{SheetDetail, SheetList, SheetPrint};
use crate::features::sign_in::SignInPage;
use crate::features::workbench::Workbench;

/// The page of the present URL.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=crate::layout::not_found>
            <Route path=path!("/") view={Lazy::<Workbench>::new()}/>
            <Route path=path!("/sign-in") view={Lazy::<SignInPage>::new()}/>
            <Route path=path!("/overview") view={Lazy::<Overview>::new()}/>
            <Route path=path!("/sheets") view={Lazy::<SheetList>::new()}/>
            <Route path=path!("/sheets/:id") view={Lazy::<SheetDetail>::new()}/>
            <Route path=path!("/print/sheets/:id") view={Lazy::<SheetPrint>::new()}/>
            <Route path=path!("/problems") view={Lazy::<ProblemList>::new()}/>
            <Route path=path!("/problems/:id") view={Lazy::<ProblemDetail>::new()}/>
            <Route path=path!("/ledger") view={Lazy::<LedgerList>::new()}/>
            <Route path=path!("/registry") view={Lazy::<Registry>::new()}/>
            <Route path=path!("/registry/:id") view={Lazy::<UnitDetail>::new()}/>
            <Route path=path!("/accounts") view={Lazy::<AccountList>::new()}/>
            <Route path=path!("/grants") view={Lazy::<GrantList>::new()}/>
            <Route path=path!("/audit") view={Lazy::<AuditSearch>::new()}/>
            <Route path=path!("/account") view={Lazy::<OwnAccount>::new()}/>
        </FlatRoutes>
    }
}
