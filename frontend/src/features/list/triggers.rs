//! The queue of occasions to revise lists, by deadline.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::{
    CRUMBS, ListTriggerSort, ListUnits, RegisterTrigger, TriggerCause, TriggerRows, TriggerState, list_units,
    register_trigger, trigger_rows,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::form::{DateField, Form, RadioGroup, SelectField, TextField, chosen, client_id, required};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("title", t::list::trigger::MATTER),
    Column::new("org", t::list::column::ORG).narrow(),
    Column::new("cause", t::list::trigger::CAUSE).narrow(),
    Column::new("occurred", t::list::trigger::OCCURRED)
        .narrow()
        .sort("", "NEWEST"),
    Column::new("due", t::list::trigger::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("state", t::list::column::STATE).narrow(),
    Column::new("submitted", t::list::trigger::SUBMITTED).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, overdue, org) = (url.text("q"), url.flag("overdue"), url.text("org"));
    let (states, causes) = (
        url.choices::<TriggerState>("states"),
        url.choices::<TriggerCause>("causes"),
    );
    let sort = url.sort(ListTriggerSort::Due);
    let query = use_query::<TriggerRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = trigger_rows::ListTriggerFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            causes: Some(causes.get()).filter(|causes| !causes.is_empty()),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            overdue: overdue.get(),
            due_from: None,
            due_to: None,
        };
        trigger_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let today = session.today();
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.list_triggers.nodes.clone()));
        let nodes = nodes.unwrap_or_default();
        nodes.iter().map(|line| row(line, today)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.list_triggers.total_count))
    });
    let registering = RwSignal::new(false);
    let may_edit = session.may(Capability::ListsEdit);
    view! {
        <PageHead title=text_title(t::list::trigger::TITLE) crumbs=CRUMBS>
            {may_edit.then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| registering.set(true)>{tr(t::list::trigger::REGISTER)}</button>
            })}
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::list::TEXT hint=t::list::trigger::HINT/>
            <FilterChoice url=url param="states" label=t::list::column::STATE values=TriggerState::ALL/>
            <FilterChoice url=url param="causes" label=t::list::trigger::CAUSE values=TriggerCause::ALL/>
        </FilterBar>
        <ListView
            caption=t::list::trigger::TITLE
            columns=COLUMNS
            url=url
            default_sort="DUE"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::list::trigger::EMPTY
            empty_next=t::list::trigger::EMPTY_NEXT
        />
        {may_edit.then(|| view! { <RegisterDialog open=registering changed=Callback::new(move |()| query.refetch())/> })}
    }
    .into_any()
}

fn row(line: &trigger_rows::TriggerRowsListTriggersNodes, today: Option<chrono::NaiveDate>) -> Row {
    let open = line.state == TriggerState::Open;
    let due = if open {
        Cell::Due(Due::new(Some(line.due_on), line.overdue_days).seen_on(today))
    } else {
        Cell::Date(Some(line.due_on))
    };
    let submitted = match line.submitted_on {
        Some(day) if line.overdue_days > 0 => Cell::text(t::list::trigger::late(
            crate::ui::time::day(day),
            line.overdue_days,
        )),
        day => Cell::Date(day),
    };
    Row::new(vec![
        Cell::text(&line.title),
        Cell::text(&line.org.short_name),
        Cell::text(word(line.cause)),
        Cell::Date(Some(line.occurred_on)),
        due,
        Cell::tag(line.state),
        submitted,
    ])
    .link(format!("/list-triggers/{}", line.id))
    .urgent(open && line.overdue_days > 0)
}

#[component]
fn RegisterDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let text = || RwSignal::new(String::new());
    let (unit, title, basis) = (text(), text(), text());
    let cause = RwSignal::new(None::<TriggerCause>);
    let occurred = RwSignal::new(session.today());
    let id = StoredValue::new(client_id());
    let units = use_query::<ListUnits>(|| list_units::Variables);
    let options = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.name)).collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", unit, t::list::column::ORG),
            chosen("cause", cause, t::list::trigger::CAUSE),
            required("title", title, t::list::trigger::MATTER),
            required("basis", basis, t::list::BASIS),
            chosen("occurredOn", occurred, t::list::trigger::OCCURRED),
        ]);
        let (Some(cause), Some(occurred_on), true) = (cause.get_untracked(), occurred.get_untracked(), fine)
        else {
            return;
        };
        let input = register_trigger::RegisterListTriggerInput {
            client_id: id.get_value(),
            org_id: unit.get_untracked(),
            cause,
            title: title.get_untracked(),
            basis: basis.get_untracked(),
            occurred_on,
        };
        form.submit(
            mutate::<RegisterTrigger>(register_trigger::Variables { input }),
            move |_| {
                open.set(false);
                id.set_value(client_id());
                title.set(String::new());
                basis.set(String::new());
                toasts.show(t::list::trigger::REGISTERED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::list::trigger::REGISTER explain=Some(t::list::trigger::REGISTER_WHY) submit=t::list::trigger::REGISTER on_submit=send>
            <SelectField form=form name="orgId" label=t::list::column::ORG value=unit options=options/>
            <RadioGroup form=form name="cause" label=t::list::trigger::CAUSE values=TriggerCause::ALL value=cause/>
            <TextField form=form name="title" label=t::list::trigger::MATTER value=title required=true max=120/>
            <TextField form=form name="basis" label=t::list::BASIS value=basis required=true max=1000/>
            <DateField form=form name="occurredOn" label=t::list::trigger::OCCURRED value=occurred/>
        </ActionDialog>
    }
}
