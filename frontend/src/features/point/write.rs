//! A unit writes a point, or rewrites one that is a draft or came back.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{
    CreatePoint, EditPoint, Point, PointChoices, PointMeasure, create_point, edit_point, point_choices,
    point_year_info,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    DateField, Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, required,
};
use crate::ui::toast::use_toasts;

type Year = Memo<Option<point_year_info::PointYearInfoPointYear>>;

/// What is typed.
#[derive(Clone, Copy)]
struct Entry {
    title: RwSignal<String>,
    target: RwSignal<String>,
    measure: RwSignal<Option<PointMeasure>>,
    importance: RwSignal<String>,
    due: RwSignal<Option<chrono::NaiveDate>>,
    section: RwSignal<String>,
    duties: RwSignal<Vec<String>>,
}

impl Entry {
    fn blank() -> Self {
        Self {
            title: RwSignal::new(String::new()),
            target: RwSignal::new(String::new()),
            measure: RwSignal::new(None),
            importance: RwSignal::new("3".to_owned()),
            due: RwSignal::new(None),
            section: RwSignal::new(String::new()),
            duties: RwSignal::new(Vec::new()),
        }
    }

    fn of(point: &Point) -> Self {
        Self {
            title: RwSignal::new(point.title.clone()),
            target: RwSignal::new(point.target.clone()),
            measure: RwSignal::new(Some(point.measure)),
            importance: RwSignal::new(point.importance.to_string()),
            due: RwSignal::new(Some(point.due_on)),
            section: RwSignal::new(
                point
                    .section
                    .as_ref()
                    .map(|section| section.id.clone())
                    .unwrap_or_default(),
            ),
            duties: RwSignal::new(point.duties.iter().map(|duty| duty.id.clone()).collect()),
        }
    }

    fn missing(self) -> Vec<Option<remit_shared::refusal::Refusal>> {
        vec![
            required("title", self.title, t::point::column::TITLE),
            required("target", self.target, t::point::TARGET),
            chosen("measure", self.measure, t::point::column::MEASURE),
            chosen("dueOn", self.due, t::point::column::DUE),
        ]
    }

    fn section(self) -> Option<String> {
        Some(self.section.get_untracked()).filter(|id| !id.is_empty())
    }
}

/// A new point of the own unit.
#[component]
pub(super) fn WriteDialog(open: RwSignal<bool>, year: Year, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let entry = Entry::blank();
    let id = StoredValue::new(client_id());
    let org = session
        .viewer()
        .and_then(|viewer| viewer.hat.unit.map(|unit| unit.id))
        .unwrap_or_default();
    let submit = Callback::new(move |()| {
        if !form.check(entry.missing()) {
            return;
        }
        let written = create_point::PointEntryInput {
            section_id: entry.section(),
            title: entry.title.get_untracked(),
            target: entry.target.get_untracked(),
            measure: entry.measure.get_untracked().unwrap_or(PointMeasure::Quantity),
            importance: entry.importance.get_untracked().parse().unwrap_or(0),
            due_on: entry.due.get_untracked().unwrap_or_default(),
            duty_ids: entry.duties.get_untracked(),
        };
        let input = create_point::CreatePointInput {
            client_id: id.get_value(),
            year: year.get_untracked().map(|info| info.year).unwrap_or_default(),
            entry: written,
        };
        form.submit(
            mutate::<CreatePoint>(create_point::Variables { input }),
            move |data| {
                let code = data
                    .create_point
                    .point
                    .map(|point| point.code)
                    .unwrap_or_default();
                toasts.show(t::point::created(code));
                id.set_value(client_id());
                entry.title.set(String::new());
                entry.target.set(String::new());
                open.set(false);
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::point::CREATE explain=Some(t::point::CREATE_WHY) submit=t::point::SAVE on_submit=submit>
            <Fields form=form entry=entry org=org.clone()/>
        </ActionDialog>
    }
}

/// A draft or returned point rewritten.
#[component]
pub(super) fn EditDialog(open: RwSignal<bool>, point: Memo<Point>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let entry = Entry::of(&point.get_untracked());
    let org = point.with_untracked(|point| point.org.id.clone());
    let shown = RwSignal::new(false);
    Effect::new(move |opened: Option<bool>| match opened {
        None => {
            shown.set(true);
            true
        }
        Some(_) if !shown.get() => {
            open.set(false);
            false
        }
        Some(_) => true,
    });
    let submit = Callback::new(move |()| {
        if !form.check(entry.missing()) {
            return;
        }
        let written = edit_point::PointEntryInput {
            section_id: entry.section(),
            title: entry.title.get_untracked(),
            target: entry.target.get_untracked(),
            measure: entry.measure.get_untracked().unwrap_or(PointMeasure::Quantity),
            importance: entry.importance.get_untracked().parse().unwrap_or(0),
            due_on: entry.due.get_untracked().unwrap_or_default(),
            duty_ids: entry.duties.get_untracked(),
        };
        let (id, version) = point.with_untracked(|point| (point.id.clone(), point.version));
        let input = edit_point::EditPointInput {
            id,
            version,
            entry: written,
        };
        form.submit(mutate::<EditPoint>(edit_point::Variables { input }), move |_| {
            toasts.show(t::point::SAVED.get().to_owned());
            shown.set(false);
            changed.run(());
        });
    });
    view! {
        <ActionDialog open=shown form=form title=t::point::EDIT explain=Some(t::point::CREATE_WHY) submit=t::point::SAVE on_submit=submit>
            <Fields form=form entry=entry org=org.clone()/>
        </ActionDialog>
    }
}

#[component]
fn Fields(form: Form, entry: Entry, org: String) -> impl IntoView {
    let query = use_query::<PointChoices>(move || point_choices::Variables { org: org.clone() });
    let sections = Signal::derive(move || {
        let org = query
            .data
            .with(|data| data.as_ref().and_then(|data| data.org.clone()));
        let sections = org.map(|org| org.sections).unwrap_or_default();
        sections
            .into_iter()
            .map(|section| (section.id, section.name))
            .collect::<Vec<_>>()
    });
    let levels = Signal::derive(|| {
        (1..=5)
            .map(|n| (n.to_string(), n.to_string()))
            .collect::<Vec<_>>()
    });
    let duties = move || {
        let all = query
            .data
            .with(|data| data.as_ref().map(|data| data.point_duties.clone()))
            .unwrap_or_default();
        let boxes = all.into_iter().map(|duty| {
            let (id, pressed) = (duty.id.clone(), duty.id);
            let on = move || entry.duties.with(|ids| ids.contains(&id));
            let press = move |_| {
                entry.duties.update(|ids| {
                    if ids.contains(&pressed) {
                        ids.retain(|other| *other != pressed);
                    } else {
                        ids.push(pressed.clone());
                    }
                });
            };
            view! { <label class="radio"><input type="checkbox" prop:checked=on on:change=press/><span>{duty.text}</span></label> }
        });
        boxes.collect_view()
    };
    view! {
        <TextField form=form name="title" label=t::point::column::TITLE value=entry.title required=true max=120/>
        <TextArea form=form name="target" label=t::point::TARGET value=entry.target required=true max=500 rows=2/>
        <RadioGroup form=form name="measure" label=t::point::column::MEASURE values=PointMeasure::ALL value=entry.measure hint=t::point::MEASURE_HINT/>
        <DateField form=form name="dueOn" label=t::point::column::DUE value=entry.due required=true/>
        <SelectField form=form name="importance" label=t::point::column::IMPORTANCE value=entry.importance options=levels required=true/>
        <SelectField form=form name="sectionId" label=t::point::SECTION value=entry.section options=sections/>
        <fieldset class="field duties">
            <legend>{tr(t::point::DUTIES_CHOOSE)}</legend>
            {duties}
            <p class="field-error">{move || form.error_of("dutyIds")}</p>
        </fieldset>
    }
}
