//! The page.

use leptos::prelude::*;

use super::figures::Figures;
use super::plan::PlanInForce;
use super::regime::Regime;
use crate::i18n::{t, tr};
use crate::ui::page::{PageHead, text_title};

/// What the mechanism is made of, and what it came to in a year.
pub(super) fn page() -> AnyView {
    view! {
        <PageHead title=text_title(t::overview::TITLE)/>
        <p class="overview-lead">{tr(t::overview::LEAD)}</p>
        <Regime/>
        <PlanInForce/>
        <Figures/>
    }
    .into_any()
}
