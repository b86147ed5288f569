//! A document orders the correction of a frozen result: its number, and the record it corrects, chosen from the sources.

use leptos::prelude::*;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::correct::values;
use remit_shared::wire::Wire;

use super::record::RecordFields;
use super::{CorrectRun, Run, correct_run};
use crate::api::mutate;
use crate::i18n::{t, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, SelectField, TextField, required};

/// The dialog. Unit, indicator and record may stay empty where the records were put right by their own procedure.
#[component]
pub(super) fn CorrectDialog(
    open: RwSignal<bool>,
    run: Memo<Option<Run>>,
    done: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let doc_no = RwSignal::new(String::new());
    let (org, indicator) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (record, value) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let units = Signal::derive(move || {
        run.with(|run| {
            let lines = run.iter().flat_map(|run| &run.results);
            lines
                .map(|line| (line.org.id.clone(), line.org.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let codes = Signal::derive(move || {
        let known = IndicatorCode::ALL
            .iter()
            .filter(|code| !values(**code).is_empty());
        known
            .map(|code| (code.code().to_owned(), format!("{code} {}", word(*code))))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let named = !record.with_untracked(String::is_empty);
        let to = required("correctedTo", value, t::result::appeal::CORRECTED_TO).filter(|_| named);
        if !form.check([required("docNo", doc_no, t::result::DOC_NO), to]) {
            return;
        }
        let Some((id, version)) =
            run.with_untracked(|run| run.as_ref().map(|run| (run.id.clone(), run.version)))
        else {
            return;
        };
        let code = IndicatorCode::parse(&indicator.get_untracked()).filter(|_| named);
        let records = code.map(|indicator| correct_run::CorrectedRecordInput {
            org_id: org.get_untracked(),
            indicator,
            corrected_ref: record.get_untracked(),
            corrected_to: value.get_untracked(),
        });
        let input = correct_run::CorrectScoreRunInput {
            id,
            version,
            doc_no: doc_no.get_untracked(),
            records: records.into_iter().collect(),
        };
        form.submit(
            mutate::<CorrectRun>(correct_run::Variables { input }),
            move |_| {
                open.set(false);
                done.run(());
            },
        );
    });
    let fields = move || {
        let code = IndicatorCode::parse(&indicator.get())?;
        let (unit, run) = (
            org.get(),
            run.with_untracked(|run| run.as_ref().map(|run| run.id.clone()))?,
        );
        (!unit.is_empty()).then(|| {
            view! { <RecordFields form=form run=run org=unit code=code record=record value=value/> }
        })
    };
    view! {
        <ActionDialog open=open form=form title=t::result::CORRECT explain=Some(t::result::CORRECT_WHY) submit=t::result::CORRECT danger=true on_submit=send>
            <TextField form=form name="docNo" label=t::result::DOC_NO value=doc_no required=true max=60/>
            <SelectField form=form name="orgId" label=t::result::column::ORG value=org options=units/>
            <SelectField form=form name="indicator" label=t::result::unit::INDICATOR value=indicator options=codes/>
            {fields}
        </ActionDialog>
    }
}
