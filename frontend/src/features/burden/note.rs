//! "This unit has been asked so often this month", before anybody asks once more.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{BurdenNow, burden_now};
use crate::api::call;
use crate::i18n::t;
use crate::session::use_session;

/// The line; nothing for those who may not read the meter or while no unit is chosen.
#[component]
pub(crate) fn BurdenNote(
    /// Global ids of the units.
    #[prop(into)]
    units: Signal<Vec<String>>,
) -> impl IntoView {
    let may = use_session().may(Capability::BurdenRead);
    let found = RwSignal::new(Vec::<burden_now::BurdenNowMonthBurden>::new());
    Effect::new(move |_| {
        let org_ids = units.get();
        if !may || org_ids.is_empty() {
            found.set(Vec::new());
            return;
        }
        leptos::task::spawn_local(async move {
            if let Ok(data) = call::<BurdenNow>(burden_now::Variables { org_ids }).await {
                let _ = found.try_set(data.month_burden);
            }
        });
    });
    move || {
        let rows = found.get();
        let most = rows.iter().map(|row| row.count).max()?;
        let many = rows.iter().filter(|row| row.many).count();
        let class = if many > 0 { "notice warn" } else { "muted" };
        let (n, one) = (rows.len(), rows.len() == 1);
        let text = move || {
            if one {
                t::burden::one(most)
            } else {
                t::burden::several(n, most, many)
            }
        };
        Some(view! { <p class=class role="status">{text}</p> })
    }
}
