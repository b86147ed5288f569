//! Appeals: those of the run, with the decision; and the form of one's own.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::life::AppealState;
use remit_shared::wire::Wire;

use super::decide::{Decide, Decided};
use super::record::value_word;
use super::{AppealResult, Run, appeal_result};
use crate::api::mutate;
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, SelectField, TextArea, options, required};
use crate::ui::page::Card;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// The appeals against a run that the reader may see.
pub(super) fn appeals(run: &Run, changed: Callback<()>) -> AnyView {
    if run.appeals.is_empty() {
        return ().into_any();
    }
    let decides = use_session().may(Capability::AppealDecide);
    let deciding = RwSignal::new(None::<Decided>);
    let run_id = run.id.clone();
    let lines = run.appeals.clone().into_iter().map(move |appeal| {
        let chosen = Decided {
            id: appeal.id.clone(),
            version: appeal.version,
            run: run_id.clone(),
            org: appeal.org.id.clone(),
            indicator: appeal.indicator,
        };
        let attached = evidence(appeal.files.iter().map(|file| (file.url.clone(), file.name.clone())));
        let button = (decides && appeal.state == AppealState::Filed).then(|| {
            view! { <button type="button" class="btn small" on:click=move |_| deciding.set(Some(chosen.clone()))>{tr(t::result::appeal::DECIDE)}</button> }
        });
        let (code, due) = (appeal.indicator, time::day(appeal.due_on));
        view! {
            <li class="appeal">
                <p>
                    <strong>{appeal.org.name}</strong>" "{code.to_string()}" "{move || word(code)}" "{tag(appeal.state)}
                    " "<span class="muted">{t::result::appeal::dates(time::day(appeal.filed_on), due)}</span>
                </p>
                <p class="prose">{appeal.grounds}</p>
                {attached}
                {appeal.decision.map(|decision| view! { <p class="prose muted">{t::result::appeal::decided(appeal.decided_by.unwrap_or_default(), decision)}</p> })}
                {appeal.corrected_ref.zip(appeal.corrected_to).map(|(record, value)| view! { <p class="muted">{t::result::appeal::corrected(record, value_word(code, &value))}</p> })}
                {button}
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <Card title=t::result::appeal::TITLE><ul class="appeals">{lines}</ul></Card>
        <Decide deciding=deciding changed=changed/>
    }
    .into_any()
}

/// The evidence of an appeal: who reads the appeal may open it.
pub(super) fn evidence(files: impl Iterator<Item = (String, String)>) -> AnyView {
    let lines: Vec<_> = files
        .map(|(url, name)| view! { <li><a href=url rel="external" target="_blank">{name}</a></li> })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <div class="row"><span class="muted">{tr(t::result::appeal::EVIDENCE)}</span><ul class="files">{lines}</ul></div> }.into_any()
}

/// The form with which the lead of a unit contests an indicator.
#[component]
pub(super) fn AppealDialog(
    open: RwSignal<bool>,
    #[prop(into)] run: Signal<String>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (indicator, grounds) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let files = RwSignal::new(Vec::<String>::new());
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("indicator", indicator, t::result::appeal::INDICATOR),
            required("grounds", grounds, t::result::appeal::GROUNDS),
        ]);
        let Some(code) = IndicatorCode::parse(&indicator.get_untracked()).filter(|_| fine) else {
            return;
        };
        let input = appeal_result::AppealScoreInput {
            id: run.get_untracked(),
            indicator: code,
            grounds: grounds.get_untracked(),
            file_ids: files.get_untracked(),
        };
        form.submit(
            mutate::<AppealResult>(appeal_result::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::result::appeal::FILED.get());
                changed.run(());
            },
        );
    });
    let choices = Signal::derive(move || {
        let named = options(IndicatorCode::ALL).into_iter();
        named
            .map(|(code, label)| (code.clone(), format!("{code} {label}")))
            .collect::<Vec<_>>()
    });
    view! {
        <ActionDialog open=open form=form title=t::result::appeal::ACT explain=Some(t::result::appeal::WHY) submit=t::result::appeal::ACT on_submit=send>
            <SelectField form=form name="indicator" label=t::result::appeal::INDICATOR value=indicator options=choices required=true/>
            <TextArea form=form name="grounds" label=t::result::appeal::GROUNDS value=grounds required=true max=4000/>
            <UploadField form=form label=t::result::appeal::EVIDENCE ids=files/>
        </ActionDialog>
    }
}
