//! For the oversight office: how ready the year is, and running the scoring.

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{RunReadiness, RunScoring, run_readiness, run_scoring};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, chosen};
use crate::ui::page::Card;
use crate::ui::state::loaded;
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::toast::use_toasts;

const COLUMNS: &[Column] = &[
    Column::new("code", t::result::ready::INDICATOR),
    Column::new("with", t::result::ready::WITH).number().narrow(),
    Column::new("not", t::result::ready::NOT_APPLICABLE)
        .number()
        .narrow(),
    Column::new("missing", t::result::ready::MISSING),
];

/// The card; nothing for those who may not run the scoring.
#[component]
pub(super) fn Office(year: Memo<i64>, changed: Callback<()>) -> impl IntoView {
    let session = use_session();
    move || {
        session
            .may(Capability::ScoreRun)
            .then(|| view! { <Desk year=year changed=changed/> })
    }
}

#[component]
fn Desk(year: Memo<i64>, changed: Callback<()>) -> impl IntoView {
    let query = use_query::<RunReadiness>(move || run_readiness::Variables { year: year.get() });
    let (form, toasts, open) = (Form::new(), use_toasts(), RwSignal::new(false));
    let cut_on = RwSignal::new(None::<NaiveDate>);
    Effect::new(move |_| {
        if open.get() {
            // §3.10: the cut-off is 10 January of the year after.
            let next = i32::try_from(year.get_untracked() + 1).unwrap_or_default();
            cut_on.set(NaiveDate::from_ymd_opt(next, 1, 10));
        }
    });
    let send = Callback::new(move |()| {
        if !form.check([chosen("cutOn", cut_on, t::result::CUT_ON)]) {
            return;
        }
        let Some(cut_on) = cut_on.get_untracked() else {
            return;
        };
        let input = run_scoring::RunScoringInput {
            year: year.get_untracked(),
            cut_on,
        };
        form.submit(
            mutate::<RunScoring>(run_scoring::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::result::SCORED.get());
                changed.run(());
            },
        );
    });
    let side = view! {
        <button type="button" class="btn primary" on:click=move |_| open.set(true)>{tr(t::result::RUN_NOW)}</button>
    }
    .into_any();
    view! {
        <Card title=t::result::ready::TITLE side=side>
            <details>
                <summary>{tr(t::result::ready::OPEN)}</summary>
                {loaded(query, move |answer| move || {
                    let rows = answer.with(|answer| answer.score_readiness.iter().map(line).collect::<Vec<_>>());
                    view! { <SimpleTable caption=t::result::ready::TITLE quiet=true columns=COLUMNS rows=Signal::stored(rows)/> }
                        .into_any()
                })}
            </details>
        </Card>
        <ActionDialog open=open form=form title=t::result::RUN_NOW explain=Some(t::result::RUN_WHY) submit=t::result::RUN_NOW on_submit=send>
            <DateField form=form name="cutOn" label=t::result::CUT_ON value=cut_on required=true/>
        </ActionDialog>
    }
}

fn line(line: &run_readiness::RunReadinessScoreReadiness) -> Row {
    let code = line.code;
    let missing = line.missing.clone();
    Row::new(vec![
        Cell::view(move || view! { <span class="num">{code.to_string()}</span>" "{word(code)} }.into_any()),
        Cell::number(line.with_data),
        Cell::number(line.not_applicable),
        Cell::view(move || {
            if missing.is_empty() {
                return view! { <span class="muted">{t::result::ready::COMPLETE.get()}</span> }.into_any();
            }
            missing.join("、").into_any()
        }),
    ])
    .urgent(line.with_data == 0)
}
