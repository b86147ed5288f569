//! One activity: its stages, what to do, units and team, the site, the findings.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::Acts;
use super::findings::Findings;
use super::record::{Facts, History, Team, Units, stages};
use super::site::Site;
use super::{ActivityPage, activity_page};
use crate::api::use_query;
use crate::i18n::t;
use crate::live::use_live;
use crate::ui::page::{Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/activities",
    text: t::activity::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<ActivityPage>(move || {
        live.track();
        activity_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let changed = Callback::new(move |()| query.refetch());
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.joint_activity.is_some()));
        move || {
            if !known.get() {
                return empty(t::activity::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.joint_activity.clone()) else {
                return ().into_any();
            };
            let detail = Memo::new(move |_| {
                answer
                    .with(|answer| answer.joint_activity.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || {
                detail.with(|detail| format!("{} {}", detail.activity.no, detail.activity.title))
            });
            let on_site = Memo::new(move |_| detail.with(|detail| detail.records));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row">{move || tag(detail.with(|detail| detail.activity.state))}</div>
                {move || detail.with(stages)}
                {move || on_site.get().then(|| view! { <Site detail=detail changed=changed/> })}
                <div class="columns">
                    <div class="stack"><Findings detail=detail changed=changed/><Facts detail=detail/><History detail=detail/></div>
                    <div class="stack">
                        <Acts detail=detail changed=changed/>
                        <Units detail=detail/>
                        <Team detail=detail/>
                    </div>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}
