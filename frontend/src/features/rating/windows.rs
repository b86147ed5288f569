//! Windows and how far they are used: receipts, ratings, coverage; codes to print and to revoke (K21).

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{RatingWindowRows, RevokeWindowNow, rating_window_rows, revoke_window_now, span, usual_year};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::Form;
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("window", t::rating::column::WINDOW),
    Column::new("org", t::rating::column::ORG),
    Column::new("receipts", t::rating::column::RECEIPTS).number(),
    Column::new("receipted", t::rating::column::RECEIPTED).number(),
    Column::new("coverage", t::rating::column::COVERAGE).number(),
    Column::new("rated", t::rating::column::RATED_N).number(),
    Column::new("bad", t::rating::column::BAD).number(),
    Column::new("mean", t::rating::column::MEAN).number(),
    Column::new("act", t::rating::CARDS).narrow(),
];

type Line = rating_window_rows::RatingWindowRowsRatingWindows;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let year = url.year("year");
    let shown = move || year.get().unwrap_or_else(|| usual_year(session.today()));
    let query = use_query::<RatingWindowRows>(move || {
        let (from, to) = span(shown());
        rating_window_rows::Variables { from, to }
    });
    let revoking = RwSignal::new(None::<Line>);
    view! {
        <PageHead title=text_title(t::rating::WINDOWS)>
            <Years shown=Signal::derive(shown)/>
        </PageHead>
        {loaded(query, move |answer| {
            let rows = Signal::derive(move || {
                answer.with(|answer| answer.rating_windows.iter().map(|line| row(line, revoking)).collect::<Vec<_>>())
            });
            move || {
                if rows.with(Vec::is_empty) {
                    return empty(t::rating::WINDOWS_EMPTY, None);
                }
                view! { <SimpleTable caption=t::rating::WINDOWS_CAPTION quiet=true columns=COLUMNS rows=rows/> }.into_any()
            }
        })}
        <Revoke window=revoking done=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

/// The year shown, with its neighbours.
#[component]
pub(super) fn Years(shown: Signal<i64>) -> impl IntoView {
    let url = use_url_state();
    let go = move |by: i64| url.set("year", Some((shown.get_untracked() + by).to_string()));
    view! {
        <button type="button" class="btn small" on:click=move |_| go(-1)>{tr(t::rating::LAST_YEAR)}</button>
        <strong class="num">{shown}</strong>
        <button type="button" class="btn small" on:click=move |_| go(1)>{tr(t::rating::NEXT_YEAR)}</button>
    }
}

fn row(line: &Line, revoking: RwSignal<Option<Line>>) -> Row {
    let session = use_session();
    let coverage = (line.receipted * 1000)
        .checked_div(line.receipts)
        .map(|share| format!("{}.{}%", share / 10, share % 10));
    let may_revoke = session.may(Capability::RatingImport);
    let (href, kept) = (format!("/print/rating-windows/{}", line.org.id), line.clone());
    let acts = Cell::view(move || {
        let kept = kept.clone();
        let revoke = may_revoke.then(|| {
            view! {
                <button type="button" class="btn small" on:click=move |_| revoking.set(Some(kept.clone()))>{tr(t::rating::REVOKE)}</button>
            }
        });
        view! { <span class="row"><a class="btn small" href=href.clone() target="_blank" rel="external">{tr(t::rating::CARDS)}</a> {revoke}</span> }
            .into_any()
    });
    Row::new(vec![
        Cell::text(format!("{} {}", line.no, line.name)),
        Cell::text(&line.org.short_name),
        Cell::number(line.receipts),
        Cell::number(line.receipted),
        Cell::maybe(coverage),
        Cell::number(line.rated),
        Cell::number(line.bad),
        Cell::maybe(line.mean.clone()),
        acts,
    ])
}

#[component]
fn Revoke(window: RwSignal<Option<Line>>, done: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(window);
    let send = Callback::new(move |()| {
        let Some(line) = window.get_untracked() else {
            return;
        };
        let input = revoke_window_now::RevokeRatingWindowInput {
            id: line.id,
            version: line.version,
        };
        form.submit(
            mutate::<RevokeWindowNow>(revoke_window_now::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::rating::REVOKED.get().to_owned());
                done.run(());
            },
        );
    });
    view! {
        <ActionDialog
            open=open
            form=form
            title=t::rating::REVOKE
            explain=Some(t::rating::REVOKE_WHY)
            submit=t::rating::REVOKE
            on_submit=send
        >
            {move || window.with(|window| window.as_ref().map(|line| format!("{} {}", line.no, line.name)))}
        </ActionDialog>
    }
}
