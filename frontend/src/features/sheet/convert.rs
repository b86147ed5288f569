//! A received sheet becomes a problem; look-alikes are shown first, and pushing on takes a confirmation.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{ConvertSheet, ProblemCategory, Severity, Sheet, convert_sheet};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Checkbox, Form, RadioGroup, SelectField, TextField, chosen, options, required};
use crate::ui::toast::use_toasts;

type Twin = convert_sheet::ConvertSheetConvertPushSheetDuplicates;

#[component]
pub(super) fn ConvertDialog(
    open: RwSignal<bool>,
    sheet: Memo<Sheet>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let title = RwSignal::new(sheet.with_untracked(|sheet| sheet.matter.clone()));
    let category = RwSignal::new(String::new());
    let severity = RwSignal::new(None::<Severity>);
    let other = RwSignal::new(false);
    let twins = RwSignal::new(Vec::<Twin>::new());
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("title", title, t::sheet::PROBLEM_TITLE),
            required("category", category, t::sheet::CATEGORY),
            chosen("severity", severity, t::sheet::SEVERITY),
        ]);
        let (Some(category), Some(severity), true) = (
            ProblemCategory::parse(&category.get_untracked()),
            severity.get_untracked(),
            fine,
        ) else {
            return;
        };
        let (id, version) = sheet.with_untracked(|sheet| (sheet.id.clone(), sheet.version));
        let input = convert_sheet::ConvertPushSheetInput {
            id,
            version,
            title: title.get_untracked(),
            category,
            severity,
            not_duplicate: other.get_untracked(),
        };
        let done = move |data: convert_sheet::ResponseData| {
            let Some(problem) = data.convert_push_sheet.problem else {
                return;
            };
            open.set(false);
            toasts.show(t::sheet::converted(&problem.code));
            navigate.with_value(|go| {
                go(
                    &format!("/problems/{}", problem.id),
                    leptos_router::NavigateOptions::default(),
                );
            });
        };
        let refused = move |data: convert_sheet::ResponseData| {
            twins.set(data.convert_push_sheet.duplicates);
            changed.run(());
        };
        form.submit_or(
            mutate::<ConvertSheet>(convert_sheet::Variables { input }),
            done,
            refused,
        );
    });
    let alike = move || {
        let lines = twins.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|twin| {
                let href = format!("/problems/{}", twin.id);
                view! { <li><a href=href>{twin.code}" "{twin.title}</a></li> }
            });
            view! { <div class="notice info"><div><p>{tr(t::sheet::ALIKE)}</p><ul>{lines.collect_view()}</ul></div></div> }
        })
    };
    view! {
        <ActionDialog open=open form=form title=t::sheet::CONVERT explain=Some(t::sheet::CONVERT_WHY) submit=t::sheet::CONVERT on_submit=send>
            <TextField form=form name="title" label=t::sheet::PROBLEM_TITLE value=title required=true max=120/>
            <SelectField
                form=form
                name="category"
                label=t::sheet::CATEGORY
                value=category
                options=Signal::derive(|| options(ProblemCategory::ALL))
                required=true
            />
            <RadioGroup form=form name="severity" label=t::sheet::SEVERITY values=Severity::ALL value=severity/>
            {alike}
            <Checkbox form=form name="notDuplicate" label=t::sheet::NOT_DUPLICATE value=other/>
        </ActionDialog>
    }
}
