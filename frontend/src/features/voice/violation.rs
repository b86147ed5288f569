//! Negative records (C21): the list, and entering a new one.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::{
    EnterViolation, ScoredUnits, ViolationKind, ViolationRows, ViolationSort, ViolationState,
    enter_violation, scored_units, violation_rows,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::form::{
    DateField, Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, required,
};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("code", t::voice::violation::CODE).narrow(),
    Column::new("unit", t::voice::violation::UNIT),
    Column::new("kind", t::voice::violation::KIND).narrow(),
    Column::new("title", t::voice::violation::MATTER),
    Column::new("docNo", t::voice::violation::DOC_NO),
    Column::new("issued", t::voice::violation::ISSUED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("state", t::voice::violation::STATE).narrow(),
    Column::new("due", t::voice::violation::DUE)
        .narrow()
        .sort("DUE", "DUE"),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let text = url.text("q");
    let (states, kinds) = (
        url.choices::<ViolationState>("states"),
        url.choices::<ViolationKind>("kinds"),
    );
    let sort = url.sort(ViolationSort::Newest);
    let query = use_query::<ViolationRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = violation_rows::ViolationFilter {
            year: None,
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            kinds: Some(kinds.get()).filter(|kinds| !kinds.is_empty()),
            org_id: None,
        };
        violation_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.violations.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.violations.total_count))
    });
    let entering = RwSignal::new(false);
    let enters = session.may(Capability::ViolationRecord);
    view! {
        <PageHead title=text_title(t::voice::violation::TITLE)>
            {enters.then(|| view! { <button type="button" class="btn primary" on:click=move |_| entering.set(true)>{tr(t::voice::violation::RECORD)}</button> })}
        </PageHead>
        <p class="muted">{tr(t::voice::violation::LEAD)}</p>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::voice::violation::MATTER hint=t::voice::violation::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::voice::violation::STATE values=ViolationState::ALL/>
            <FilterChoice url=url param="kinds" label=t::voice::violation::KIND values=ViolationKind::ALL/>
        </FilterBar>
        <ListView
            caption=t::voice::violation::TITLE
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::voice::violation::EMPTY
            empty_next=t::voice::violation::EMPTY_NEXT
        />
        {enters.then(|| view! { <EnterDialog open=entering changed=Callback::new(move |()| query.refetch())/> })}
    }
    .into_any()
}

fn row(line: &violation_rows::ViolationRowsViolationsNodes) -> Row {
    Row::new(vec![
        Cell::number(&line.code),
        Cell::text(&line.org.short_name),
        Cell::text(word(line.kind)),
        Cell::text(&line.title),
        Cell::text(&line.doc_no),
        Cell::Date(Some(line.issued_on)),
        Cell::tag(line.state),
        Cell::Date(line.due_on),
    ])
    .link(format!("/violations/{}", line.id))
}

#[component]
fn EnterDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let text = || RwSignal::new(String::new());
    let (org, title, facts, number) = (text(), text(), text(), text());
    let (kind, issued, files) = (
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(Vec::new()),
    );
    let id = StoredValue::new(client_id());
    let query = use_query::<ScoredUnits>(|| scored_units::Variables);
    let units = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        nodes
            .unwrap_or_default()
            .into_iter()
            .map(|unit| (unit.id, unit.name))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", org, t::voice::violation::UNIT),
            chosen("kind", kind, t::voice::violation::KIND),
            required("title", title, t::voice::violation::MATTER),
            required("docNo", number, t::voice::violation::DOC_NO),
            chosen("issuedOn", issued, t::voice::violation::ISSUED),
            required("facts", facts, t::voice::violation::FACTS),
        ]);
        let (Some(kind), Some(issued_on), true) = (kind.get_untracked(), issued.get_untracked(), fine) else {
            return;
        };
        let input = enter_violation::RecordViolationInput {
            client_id: Some(id.get_value()),
            org_id: org.get_untracked(),
            kind,
            title: title.get_untracked(),
            facts: facts.get_untracked(),
            doc_no: number.get_untracked(),
            issued_on,
            file_ids: files.get_untracked(),
        };
        form.submit(
            mutate::<EnterViolation>(enter_violation::Variables { input }),
            move |data| {
                let code = data
                    .record_violation
                    .violation
                    .map(|row| row.code)
                    .unwrap_or_default();
                open.set(false);
                id.set_value(client_id());
                toasts.show(t::voice::violation::recorded(code));
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::voice::violation::RECORD explain=Some(t::voice::violation::RECORD_WHY) submit=t::voice::violation::SAVE on_submit=send>
            <SelectField form=form name="orgId" label=t::voice::violation::UNIT value=org options=units required=true/>
            <RadioGroup form=form name="kind" label=t::voice::violation::KIND values=ViolationKind::ALL value=kind/>
            <TextField form=form name="title" label=t::voice::violation::MATTER value=title required=true max=120/>
            <TextField form=form name="docNo" label=t::voice::violation::DOC_NO value=number hint=t::voice::violation::DOC_HINT required=true max=60/>
            <DateField form=form name="issuedOn" label=t::voice::violation::ISSUED value=issued required=true/>
            <TextArea form=form name="facts" label=t::voice::violation::FACTS value=facts required=true max=4000/>
            <UploadField form=form label=t::voice::violation::FILES ids=files/>
        </ActionDialog>
    }
}
