//! Pages, one folder a noun of the domain. Every page is a chunk of its own.

pub(crate) mod accounts;
pub(crate) mod activity;
pub(crate) mod adjustment;
pub(crate) mod audit;
pub(crate) mod ballot;
pub(crate) mod burden;
pub(crate) mod campaign;
pub(crate) mod coordination;
pub(crate) mod ledger;
pub(crate) mod linkage;
pub(crate) mod list;
pub(crate) mod overview;
pub(crate) mod own;
pub(crate) mod panel;
pub(crate) mod plan;
pub(crate) mod point;
pub(crate) mod problem;
pub(crate) mod rating;
pub(crate) mod registry;
pub(crate) mod regulation;
pub(crate) mod result;
pub(crate) mod sheet;
pub(crate) mod sign_in;
pub(crate) mod staffing;
pub(crate) mod voice;
pub(crate) mod workbench;

/// Declares a page that is loaded when it is first opened: `lazy_page!(desk: ProblemList => list::page);`, or with the
/// right it needs: `lazy_page!(desk: ProblemList, ProblemRead => list::page);`. The function takes nothing and returns
/// a view.
///
/// The first word is the chunk: `shell` (everybody, in the first seconds), `desk` (workbench and lists of problems and
/// sheets), `record` (their single records), `hall` (overview, registry, own account), `guard` (the three
/// administrators), and one a noun for `plan`, `point`, `panel`, `linkage`, `activity` (with the burden meter),
/// `consultation`, `coordination`, `list`, `adjustment`, `campaign`, `rating`, `voice`, `violation`, `staffing` and `result`;
/// `whatif` carries the scoring engine and `ballot` the voters' credential. Code that several chunks need becomes a
/// file for each combination of them.
///
/// Unlike the router's own lazy routes, a page that cannot be loaded (no network, or a newer build on the server) is
/// a sentence with a button and not the end of the application.
#[macro_export]
macro_rules! lazy_page {
    ($chunk:ident : $name:ident $(, $capability:ident)? => $page:path) => {
        #[doc = concat!("Page `", stringify!($page), "`, loaded when first opened.")]
        pub(crate) struct $name;

        const _: () = {
            #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, fallible)]
            fn open() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
                Ok($crate::lazy_page!(@view $page $(, $capability)?))
            }

            impl $crate::routes::LazyPage for $name {
                fn open() -> $crate::routes::Opening {
                    Box::pin(open())
                }
            }
        };
    };
    (@view $page:path) => { leptos::prelude::IntoAny::into_any($page()) };
    (@view $page:path, $capability:ident) => {
        $crate::layout::guarded(remit_shared::policy::Capability::$capability, || {
            leptos::prelude::IntoAny::into_any($page())
        })
    };
}
