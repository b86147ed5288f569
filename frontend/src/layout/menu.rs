//! The left menu: two levels, only what the hat may open.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use remit_shared::policy::Capability;

use crate::i18n::{Text, t, tr};
use crate::session::{use_prefs, use_session};
use crate::ui::icon;

struct Entry {
    href: &'static str,
    text: Text,
    icon: fn() -> AnyView,
    /// Any of these; none means everybody.
    needs: &'static [Capability],
}

struct Group {
    text: Text,
    entries: &'static [Entry],
}

const MENU: &[Group] = &[
    Group {
        text: t::shell::menu::DESK,
        entries: &[
            Entry {
                href: "/",
                text: t::shell::menu::WORKBENCH,
                icon: icon::tray,
                needs: &[],
            },
            Entry {
                href: "/overview",
                text: t::shell::menu::OVERVIEW,
                icon: icon::grid,
                needs: &[Capability::DashboardRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::DAILY,
        entries: &[
            Entry {
                href: "/points",
                text: t::shell::menu::POINTS,
                icon: icon::grid,
                needs: &[Capability::PointRead],
            },
            Entry {
                href: "/sheets",
                text: t::shell::menu::SHEETS,
                icon: icon::sheet,
                needs: &[Capability::PushRead],
            },
            Entry {
                href: "/problems",
                text: t::shell::menu::PROBLEMS,
                icon: icon::warning,
                needs: &[Capability::ProblemRead],
            },
            Entry {
                href: "/ledger",
                text: t::shell::menu::LEDGER,
                icon: icon::book,
                needs: &[Capability::LedgerRead],
            },
            Entry {
                href: "/linkage",
                text: t::shell::menu::LINKAGE,
                icon: icon::building,
                needs: &[Capability::LinkageRead, Capability::LinkageOwnRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::COORDINATION,
        entries: &[
            Entry {
                href: "/consultations",
                text: t::shell::menu::CONSULTATIONS,
                icon: icon::person,
                needs: &[Capability::ConsultationManage],
            },
            Entry {
                href: "/cases",
                text: t::shell::menu::CASES,
                icon: icon::grid,
                needs: &[Capability::CaseRead],
            },
            Entry {
                href: "/precedents",
                text: t::shell::menu::PRECEDENTS,
                icon: icon::search,
                needs: &[Capability::CaseRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::PANEL,
        entries: &[
            Entry {
                href: "/report",
                text: t::shell::menu::REPORT,
                icon: icon::warning,
                needs: &[Capability::SuggestionWrite],
            },
            Entry {
                href: "/suggestions",
                text: t::shell::menu::SUGGESTIONS,
                icon: icon::tray,
                needs: &[Capability::SuggestionRead],
            },
            Entry {
                href: "/sessions",
                text: t::shell::menu::SESSIONS,
                icon: icon::book,
                needs: &[Capability::SessionManage, Capability::ReviewWrite],
            },
            Entry {
                href: "/appointments",
                text: t::shell::menu::APPOINTMENTS,
                icon: icon::person,
                needs: &[Capability::AppointmentRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::EVALUATION,
        entries: &[
            Entry {
                href: "/campaigns",
                text: t::shell::menu::CAMPAIGNS,
                icon: icon::sheet,
                needs: &[Capability::CampaignManage, Capability::AggregateRead],
            },
            Entry {
                href: "/pool",
                text: t::shell::menu::POOL,
                icon: icon::person,
                needs: &[Capability::PoolManage],
            },
        ],
    },
    Group {
        text: t::shell::menu::RATING,
        entries: &[
            Entry {
                href: "/bad-ratings",
                text: t::shell::menu::BAD_RATINGS,
                icon: icon::warning,
                needs: &[Capability::BadHandle, Capability::BadSupervise],
            },
            Entry {
                href: "/rating-flags",
                text: t::shell::menu::RATING_FLAGS,
                icon: icon::search,
                needs: &[Capability::FlagReview],
            },
            Entry {
                href: "/ratings",
                text: t::shell::menu::RATINGS,
                icon: icon::book,
                needs: &[Capability::RatingAggregateRead],
            },
            Entry {
                href: "/rating-windows",
                text: t::shell::menu::RATING_WINDOWS,
                icon: icon::grid,
                needs: &[Capability::RatingAggregateRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::RESULTS,
        entries: &[
            Entry {
                href: "/results",
                text: t::shell::menu::RESULT,
                icon: icon::grid,
                needs: &[Capability::ResultRead],
            },
            Entry {
                href: "/what-if",
                text: t::shell::menu::WHAT_IF,
                icon: icon::search,
                needs: &[Capability::ResultRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::BASICS,
        entries: &[
            Entry {
                href: "/regulations",
                text: t::shell::menu::REGULATIONS,
                icon: icon::book,
                needs: &[Capability::RegulationRead],
            },
            Entry {
                href: "/plans",
                text: t::shell::menu::PLANS,
                icon: icon::sheet,
                needs: &[Capability::PlanRead],
            },
            Entry {
                href: "/registry",
                text: t::shell::menu::REGISTRY,
                icon: icon::building,
                needs: &[Capability::RegistryRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::SECURITY,
        entries: &[
            Entry {
                href: "/accounts",
                text: t::shell::menu::ACCOUNTS,
                icon: icon::person,
                needs: &[Capability::AccountRead],
            },
            Entry {
                href: "/grants",
                text: t::shell::menu::GRANTS,
                icon: icon::key,
                needs: &[Capability::AccountRead, Capability::RoleConfirm],
            },
            Entry {
                href: "/audit",
                text: t::shell::menu::AUDIT,
                icon: icon::search,
                needs: &[Capability::AuditRead],
            },
        ],
    },
];

/// The menu beside the page; a drawer on narrow screens.
#[component]
pub(crate) fn SideMenu() -> impl IntoView {
    let prefs = use_prefs();
    view! {
        <nav class="side" class:folded=prefs.folded aria-label=tr(t::shell::menu::LABEL)>
            <Entries/>
            <button
                type="button"
                class="side-fold"
                aria-expanded=move || (!prefs.folded.get()).to_string()
                on:click=move |_| prefs.folded.update(|folded| *folded = !*folded)
            >
                <span class="side-fold-mark" aria-hidden="true">{icon::chevron()}</span>
                <span class="side-text">
                    {move || if prefs.folded.get() { t::shell::menu::UNFOLD.get() } else { t::shell::menu::FOLD.get() }}
                </span>
            </button>
        </nav>
    }
}

/// The entries the hat may open; groups without any are left out.
#[component]
pub(crate) fn Entries() -> impl IntoView {
    let session = use_session();
    move || {
        let groups = MENU.iter().filter_map(move |group| {
            let entries: Vec<_> = group
                .entries
                .iter()
                .filter(|entry| entry.needs.is_empty() || entry.needs.iter().any(|needs| session.may(*needs)))
                .map(entry)
                .collect();
            (!entries.is_empty()).then(|| {
                view! {
                    <div class="side-group">
                        <h2 class="side-head">{tr(group.text)}</h2>
                        <ul>{entries}</ul>
                    </div>
                }
            })
        });
        groups.collect_view()
    }
}

fn entry(entry: &'static Entry) -> AnyView {
    let path = use_location().pathname;
    let href = entry.href;
    let current = move || path.with(|path| path == href || (href != "/" && path.starts_with(href)));
    view! {
        <li>
            <a
                class="side-link"
                href=href
                title=tr(entry.text)
                aria-current=move || current().then_some("page")
            >
                {(entry.icon)()}
                <span class="side-text">{tr(entry.text)}</span>
            </a>
        </li>
    }
    .into_any()
}
