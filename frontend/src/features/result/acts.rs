//! What can be done with a run now, and why something cannot.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::scoring::life::RunEventKind;
use remit_shared::wire::Wire;

use super::correct::CorrectDialog;
use super::{
    AcknowledgePackage, ExportRun, FreezeRun, OpenRunList, PublishRun, ReviewRun, Run, acknowledge_package,
    export_run, freeze_run, open_run_list, publish_run, review_run,
};
use crate::api::mutate;
use crate::i18n::{lang, t, tr, word};
use crate::session::use_session;
use crate::ui::form::{ErrorSummary, Form, ReasonDialog};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// Buttons and refusals of the run's machine; nothing for roles that can do nothing.
#[component]
pub(super) fn Acts(run: Memo<Option<Run>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (reviewing, correcting) = (RwSignal::new(false), RwSignal::new(false));
    let (acknowledging, session) = (RwSignal::new(false), use_session());
    let step = move || {
        run.with_untracked(|run| run.as_ref().map(|run| (run.id.clone(), run.version)))
            .unwrap_or_default()
    };
    let done = move |event: RunEventKind| {
        toasts.show(t::result::acted(word(event)));
        changed.run(());
    };
    let fire = move |event: RunEventKind| {
        let (id, version) = step();
        match event {
            RunEventKind::Review => reviewing.set(true),
            RunEventKind::Correct => correcting.set(true),
            RunEventKind::Publish => {
                let input = publish_run::ScoreRunStepInput { id, version };
                form.submit(
                    mutate::<PublishRun>(publish_run::Variables { input }),
                    move |_| done(event),
                );
            }
            RunEventKind::OpenList => {
                let input = open_run_list::ScoreRunStepInput { id, version };
                form.submit(
                    mutate::<OpenRunList>(open_run_list::Variables { input }),
                    move |_| done(event),
                );
            }
            RunEventKind::Freeze => {
                let input = freeze_run::ScoreRunStepInput { id, version };
                form.submit(mutate::<FreezeRun>(freeze_run::Variables { input }), move |_| {
                    done(event);
                });
            }
            RunEventKind::Export => {
                let input = export_run::ScoreRunStepInput { id, version };
                form.submit(mutate::<ExportRun>(export_run::Variables { input }), move |_| {
                    done(event);
                });
            }
        }
    };
    let review = Callback::new(move |remark: String| {
        let (id, version) = step();
        let input = review_run::ReviewScoreRunInput { id, version, remark };
        form.submit(mutate::<ReviewRun>(review_run::Variables { input }), move |_| {
            reviewing.set(false);
            done(RunEventKind::Review);
        });
    });
    let acknowledge = Callback::new(move |acknowledged_no: String| {
        let package = run.with_untracked(|run| {
            let run = run.as_ref()?;
            Some((run.id.clone(), run.export.as_ref()?.version))
        });
        let Some((id, version)) = package else { return };
        let input = acknowledge_package::AcknowledgeScoreExportInput {
            id,
            version,
            acknowledged_no,
        };
        form.submit(
            mutate::<AcknowledgePackage>(acknowledge_package::Variables { input }),
            move |_| {
                acknowledging.set(false);
                toasts.show(t::result::ACKNOWLEDGED_TOAST.get());
                changed.run(());
            },
        );
    });
    let to_acknowledge = move || {
        let waiting = run.with(|run| {
            let export = run.as_ref().and_then(|run| run.export.as_ref());
            export.is_some_and(|export| export.acknowledged_on.is_none())
        });
        (waiting && session.may(Capability::ExportRun)).then(|| {
            view! { <button type="button" class="btn" on:click=move |_| acknowledging.set(true)>{tr(t::result::ACKNOWLEDGE)}</button> }
        })
    };
    let buttons = move || {
        let actions = run.with(|run| run.as_ref().map(|run| run.actions.clone()).unwrap_or_default());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        if allowed.is_empty() && refused.is_empty() {
            return ().into_any();
        }
        let events = allowed
            .into_iter()
            .filter_map(|action| RunEventKind::parse(&action.action));
        let buttons = events.enumerate().map(|(index, event)| {
            let class = if index == 0 { "btn primary" } else { "btn" };
            view! { <button type="button" class=class disabled=move || form.busy.get() on:click=move |_| fire(event)>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = RunEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        let (buttons, reasons) = (buttons.collect_view(), reasons.collect_view());
        view! {
            <Card title=t::result::NEXT>
                <ErrorSummary form=form/>
                <div class="row">{buttons}{to_acknowledge}</div>
                <ul class="why-not muted">{reasons}</ul>
            </Card>
        }
        .into_any()
    };
    view! {
        {buttons}
        <ReasonDialog
            open=reviewing
            form=form
            title=t::result::REVIEW
            explain=t::result::REVIEW_WHY
            submit=t::result::REVIEW_ACT
            field="remark"
            label=t::result::REMARK
            on_submit=review
        />
        <ReasonDialog
            open=acknowledging
            form=form
            title=t::result::ACKNOWLEDGE
            explain=t::result::ACKNOWLEDGE_WHY
            submit=t::result::ACKNOWLEDGE
            field="acknowledgedNo"
            label=t::result::ACKNOWLEDGED_NO
            on_submit=acknowledge
        />
        <CorrectDialog open=correcting run=run done=Callback::new(move |()| done(RunEventKind::Correct))/>
    }
}
