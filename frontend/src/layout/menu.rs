//! The left menu: two levels, only what the hat may open.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use remit_shared::identity::Role;
use remit_shared::policy::Capability;

use crate::i18n::{Text, t, tr};
use crate::session::{Hat, Unit, use_prefs, use_session};
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
                href: "/points",
                text: t::shell::menu::POINTS,
                icon: icon::grid,
                needs: &[Capability::PointRead],
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
        text: t::shell::menu::CHANNELS,
        entries: &[
            Entry {
                href: "/report",
                text: t::shell::menu::REPORT,
                icon: icon::warning,
                needs: &[Capability::SuggestionWrite],
            },
            Entry {
                href: "/sheets",
                text: t::shell::menu::SHEETS,
                icon: icon::sheet,
                needs: &[Capability::PushRead],
            },
            Entry {
                href: "/activities",
                text: t::shell::menu::ACTIVITIES,
                icon: icon::search,
                needs: &[Capability::ActivityRead],
            },
            Entry {
                href: "/burden",
                text: t::shell::menu::BURDEN,
                icon: icon::grid,
                needs: &[Capability::BurdenRead],
            },
            Entry {
                href: "/linkage",
                text: t::shell::menu::LINKAGE,
                icon: icon::building,
                needs: &[Capability::LinkageRead, Capability::LinkageOwnRead],
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
                href: "/comments",
                text: t::shell::menu::COMMENTS,
                icon: icon::person,
                needs: &[Capability::CommentOwnRead],
            },
            Entry {
                href: "/mutual",
                text: t::shell::menu::MUTUAL,
                icon: icon::sheet,
                needs: &[Capability::MutualCast],
            },
            Entry {
                href: "/voices",
                text: t::shell::menu::VOICES,
                icon: icon::grid,
                needs: &[Capability::AggregateRead],
            },
            Entry {
                href: "/appraisals",
                text: t::shell::menu::APPRAISALS,
                icon: icon::building,
                needs: &[Capability::AggregateRead],
            },
            Entry {
                href: "/violations",
                text: t::shell::menu::VIOLATIONS,
                icon: icon::warning,
                needs: &[Capability::ViolationRead],
            },
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
        text: t::shell::menu::RESULTS,
        entries: &[
            Entry {
                href: "/results",
                text: t::shell::menu::RESULT,
                icon: icon::grid,
                needs: &[Capability::ResultRead],
            },
            Entry {
                href: "/staffing",
                text: t::shell::menu::STAFFING,
                icon: icon::building,
                needs: &[Capability::StaffingRead],
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
        text: t::shell::menu::DUTIES,
        entries: &[
            Entry {
                href: "/lists",
                text: t::shell::menu::LISTS,
                icon: icon::book,
                needs: &[Capability::ListsRead],
            },
            Entry {
                href: "/adjustments",
                text: t::shell::menu::ADJUSTMENTS,
                icon: icon::sheet,
                needs: &[Capability::AdjustmentRead],
            },
            Entry {
                href: "/list-triggers",
                text: t::shell::menu::LIST_TRIGGERS,
                icon: icon::warning,
                needs: &[Capability::AdjustmentRead],
            },
        ],
    },
    Group {
        text: t::shell::menu::BASICS,
        entries: &[
            Entry {
                href: "/plans",
                text: t::shell::menu::PLANS,
                icon: icon::sheet,
                needs: &[Capability::PlanRead],
            },
            Entry {
                href: "/regulations",
                text: t::shell::menu::REGULATIONS,
                icon: icon::book,
                needs: &[Capability::RegulationRead],
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
            <div class="side-scroll"><Entries/></div>
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

/// Entries of supervised units; a town's contact has nothing there.
const OF_SUPERVISED: [&str; 8] = [
    "/points",
    "/ledger",
    "/bad-ratings",
    "/ratings",
    "/rating-windows",
    "/campaigns",
    "/results",
    "/what-if",
];
/// Entries of towns and subdistricts; a department's contact has nothing there.
const OF_TOWNS: [&str; 1] = ["/pool"];

/// Whose contact wears the hat: both kinds have the same role (§4) and different work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    Town,
    Department,
    Other,
}

impl Contact {
    fn of(hat: &Hat) -> Self {
        let town = hat.unit.as_ref().is_some_and(Unit::is_town);
        match hat.role {
            Role::Dc | Role::Dl if town => Self::Town,
            Role::Dc | Role::Dl => Self::Department,
            _ => Self::Other,
        }
    }
}

fn fits(href: &str, contact: Contact) -> bool {
    match contact {
        Contact::Town => !OF_SUPERVISED.contains(&href),
        Contact::Department => !OF_TOWNS.contains(&href),
        Contact::Other => true,
    }
}

/// The entries the hat may open; groups without any are left out. A group stays closed once somebody closed it.
#[component]
pub(crate) fn Entries() -> impl IntoView {
    let session = use_session();
    move || {
        let contact = session
            .with(|viewer| Contact::of(&viewer.hat))
            .unwrap_or(Contact::Other);
        let groups = MENU.iter().filter_map(move |group| {
            let entries: Vec<_> = group
                .entries
                .iter()
                .filter(|entry| entry.needs.is_empty() || entry.needs.iter().any(|needs| session.may(*needs)))
                .filter(|entry| fits(entry.href, contact))
                .collect();
            (!entries.is_empty()).then(|| shown(group, entries))
        });
        groups.collect_view()
    }
}

fn shown(group: &'static Group, entries: Vec<&'static Entry>) -> AnyView {
    let prefs = use_prefs();
    let path = use_location().pathname;
    let own = group.text.zh();
    let hrefs: Vec<_> = entries.iter().map(|entry| entry.href).collect();
    let here = Memo::new(move |_| path.with(|path| hrefs.iter().any(|href| leads(href, path))));
    let open = move || {
        here.get() || prefs.folded.get() || prefs.closed.with(|closed| !closed.iter().any(|name| name == own))
    };
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        prefs.closed.update(|closed| {
            let known = closed.len();
            closed.retain(|name| name != own);
            if closed.len() == known {
                closed.push(own.to_owned());
            }
        });
    };
    view! {
        <details class="side-group" prop:open=open open=true>
            <summary class="side-head" on:click=toggle>{tr(group.text)}</summary>
            <ul>{entries.into_iter().map(entry).collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// Whether a page lies under an entry.
fn leads(href: &str, path: &str) -> bool {
    match path.strip_prefix(href) {
        Some(rest) => rest.is_empty() || (href != "/" && rest.starts_with('/')),
        None => false,
    }
}

fn entry(entry: &'static Entry) -> AnyView {
    let path = use_location().pathname;
    let href = entry.href;
    let current = move || path.with(|path| leads(href, path));
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
