//! A department's mutual ballot (K26): a matrix on a desk, one unit a page on a phone; a draft, a check, one ballot.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::matrix::{Matrix, Pager};
use super::{
    CastPeerBallot, KeepDraft, MutualState, PeerBallot, RatingLevel, cast_peer_ballot, keep_draft,
    peer_ballot,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{ErrorSummary, Form};
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::{Notice, loaded};
use crate::ui::time;
use crate::ui::toast::use_toasts;

type Desk = peer_ballot::PeerBallotMutualDesk;

/// What the ballot says of one unit so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub levels: [Option<RatingLevel>; 3],
    pub no_dealings: bool,
}

impl Mark {
    pub fn is_whole(self) -> bool {
        self.no_dealings || self.levels.iter().all(Option::is_some)
    }
}

/// The ballot in the hands of its author.
#[derive(Clone, Copy)]
pub(super) struct Ballot {
    pub units: StoredValue<Vec<(String, String)>>,
    pub marks: RwSignal<BTreeMap<String, Mark>>,
    pub locked: Signal<bool>,
}

impl Ballot {
    pub fn mark(self, unit: &str) -> Mark {
        self.marks
            .with(|marks| marks.get(unit).copied().unwrap_or_default())
    }

    pub fn change(self, unit: &str, change: impl FnOnce(&mut Mark)) {
        self.marks
            .update(|marks| change(marks.entry(unit.to_owned()).or_default()));
    }

    /// Units rated, without dealings, and open.
    pub fn sums(self) -> (usize, usize, usize) {
        let all = self.units.with_value(Vec::len);
        let (rated, none) = self.marks.with(|marks| {
            let whole = marks
                .values()
                .filter(|mark| mark.is_whole() && !mark.no_dealings)
                .count();
            (whole, marks.values().filter(|mark| mark.no_dealings).count())
        });
        (rated, none, all.saturating_sub(rated + none))
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    let query = use_query::<PeerBallot>(|| peer_ballot::Variables);
    let changed = Callback::new(move |()| query.refetch());
    let body = loaded(query, move |answer| {
        let desk = Memo::new(move |_| answer.with(|answer| answer.mutual_desk.clone()));
        view! { <Sheet desk=desk changed=changed/> }
    });
    view! {
        <PageHead title=text_title(t::voice::mutual::TITLE)/>
        <p class="muted">{tr(t::voice::mutual::LEAD)}</p>
        {body}
    }
    .into_any()
}

fn kept(desk: &Desk) -> BTreeMap<String, Mark> {
    let marks = desk.marks.iter().map(|mark| {
        let levels = [mark.attitude, mark.timeliness, mark.effect];
        let no_dealings = mark.no_dealings;
        (mark.org_id.clone(), Mark { levels, no_dealings })
    });
    marks.collect()
}

#[component]
fn Sheet(desk: Memo<Desk>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let first = desk.get_untracked();
    let units = first
        .targets
        .iter()
        .map(|unit| (unit.id.clone(), unit.name.clone()));
    let ballot = Ballot {
        units: StoredValue::new(units.collect()),
        marks: RwSignal::new(kept(&first)),
        locked: Signal::derive(move || desk.with(|desk| desk.closed.is_some())),
    };
    let version = RwSignal::new(first.version);
    let (checking, only_open, place) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(0_usize));
    let keep = move |_| {
        let input = keep_draft::MutualBallotInput {
            year: desk.with_untracked(|desk| desk.year),
            marks: draft_marks(ballot),
            version: version.get_untracked(),
        };
        form.submit(
            mutate::<KeepDraft>(keep_draft::Variables { input }),
            move |data| {
                version.set(data.keep_mutual_ballot.desk.and_then(|desk| desk.version));
                toasts.show(t::voice::mutual::SAVED.get().to_owned());
            },
        );
    };
    let rest = move |_| {
        for (unit, _) in ballot.units.get_value() {
            if !ballot.mark(&unit).is_whole() {
                ballot.change(&unit, |mark| {
                    *mark = Mark {
                        no_dealings: true,
                        ..Mark::default()
                    };
                });
            }
        }
    };
    let tools = move || {
        (!ballot.locked.get()).then(|| {
            view! {
                <div class="row voice-tools">
                    <span role="status">{move || {
                        let (rated, none, open) = ballot.sums();
                        t::voice::mutual::progress(rated + none, rated + none + open)
                    }}</span>
                    <label class="row"><input type="checkbox" prop:checked=move || only_open.get() on:change=move |event| only_open.set(event_target_checked(&event))/>{tr(t::voice::mutual::ONLY_OPEN)}</label>
                    <button type="button" class="btn small" on:click=rest>{tr(t::voice::mutual::REST_NONE)}</button>
                    <button type="button" class="btn" on:click=keep>{tr(t::voice::mutual::SAVE)}</button>
                    <button type="button" class="btn primary" on:click=move |_| checking.set(true)>{tr(t::voice::mutual::CHECK)}</button>
                </div>
            }
        })
    };
    view! {
        <Head desk=desk/>
        <ErrorSummary form=form/>
        {tools}
        <div class="voice-wide"><Matrix ballot=ballot only_open=only_open/></div>
        <div class="voice-narrow"><Pager ballot=ballot place=place/></div>
        <CheckDialog open=checking desk=desk ballot=ballot version=version changed=changed/>
    }
}

#[component]
fn Head(desk: Memo<Desk>) -> impl IntoView {
    move || {
        let desk = desk.get();
        if let (Some(MutualState::Cast), Some(at)) = (desk.state, desk.cast_at) {
            let text = move || t::voice::mutual::cast_at(time::instant(at));
            return view! { <Notice><p>{text}</p></Notice> }.into_any();
        }
        match (desk.closed, desk.window) {
            (Some(closed), _) => {
                let text = move || lang().pick(&closed.message_zh, &closed.message).to_owned();
                view! { <Notice><p>{text}</p></Notice> }.into_any()
            }
            (None, Some(window)) => {
                view! { <p class="muted">{move || t::voice::mutual::until(time::day(window.closes_on))}</p> }
                    .into_any()
            }
            (None, None) => ().into_any(),
        }
    }
}

fn draft_marks(ballot: Ballot) -> Vec<keep_draft::MutualMarkInput> {
    let marks = ballot.marks.get_untracked().into_iter().map(|(unit, mark)| {
        let [attitude, timeliness, effect] = mark.levels;
        keep_draft::MutualMarkInput {
            org_id: unit,
            attitude,
            timeliness,
            effect,
            no_dealings: mark.no_dealings,
        }
    });
    marks.collect()
}

#[component]
fn CheckDialog(
    open: RwSignal<bool>,
    desk: Memo<Desk>,
    ballot: Ballot,
    version: RwSignal<Option<i64>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let send = Callback::new(move |()| {
        let marks = draft_marks(ballot)
            .into_iter()
            .map(|mark| cast_peer_ballot::MutualMarkInput {
                org_id: mark.org_id,
                attitude: mark.attitude,
                timeliness: mark.timeliness,
                effect: mark.effect,
                no_dealings: mark.no_dealings,
            });
        let input = cast_peer_ballot::MutualBallotInput {
            year: desk.with_untracked(|desk| desk.year),
            marks: marks.collect(),
            version: version.get_untracked(),
        };
        form.submit(
            mutate::<CastPeerBallot>(cast_peer_ballot::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::voice::mutual::CAST_DONE.get().to_owned());
                changed.run(());
            },
        );
    });
    let sums = move || {
        let (rated, none, open) = ballot.sums();
        let unit = desk.with(|desk| desk.own.name.clone());
        view! {
            <p>{move || t::voice::mutual::check_why(&unit)}</p>
            <p>{move || t::voice::mutual::check_sum(rated, none)}</p>
            {(open > 0).then(|| view! { <p class="bulk-no" role="alert">{move || t::voice::mutual::check_open(open)}</p> })}
        }
    };
    view! {
        <ActionDialog open=open form=form title=t::voice::mutual::CHECK_TITLE submit=t::voice::mutual::CAST on_submit=send>
            {sums}
        </ActionDialog>
    }
}
