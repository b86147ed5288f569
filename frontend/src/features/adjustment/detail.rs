//! One adjustment: its stages, what is on record, the list changes, what to do.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::Acts;
use super::changes::Changes;
use super::record::{Facts, History, Occasions, Parties, stages};
use super::{AdjustmentPage, adjustment_page};
use crate::api::use_query;
use crate::i18n::t;
use crate::live::use_live;
use crate::ui::page::{Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/adjustments",
    text: t::adjustment::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<AdjustmentPage>(move || {
        live.track();
        adjustment_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.duty_adjustment.is_some()));
        move || {
            if !known.get() {
                return empty(t::adjustment::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.duty_adjustment.clone()) else {
                return ().into_any();
            };
            let detail = Memo::new(move |_| {
                answer
                    .with(|answer| answer.duty_adjustment.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || {
                detail.with(|detail| format!("{} {}", detail.adjustment.no, detail.adjustment.title))
            });
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row">{move || tag(detail.with(|detail| detail.adjustment.state))}</div>
                {move || detail.with(stages)}
                <div class="columns">
                    <div class="stack"><Facts detail=detail/><History detail=detail/></div>
                    <div class="stack">
                        <Acts detail=detail changed=Callback::new(move |()| query.refetch())/>
                        <Parties detail=detail/>
                        <Occasions detail=detail/>
                    </div>
                </div>
                <Changes detail=detail/>
            }
            .into_any()
        }
    })
    .into_any()
}
