//! The fields that an act of coordination asks for.

use leptos::prelude::*;
use remit_shared::coordination::{
    CaseEventKind as C, CheckResult, CitationKind, ConsultationEventKind as N, DecisionKind, RefusalGround,
};
use remit_shared::wire::Wire;

use super::consult_open::units;
use super::input::{Act, Clause, Input, Subject, cites, text_of};
use super::{CaseExperts, case_experts};
use crate::api::use_query;
use crate::i18n::{Text, t, tr};
use crate::ui::form::{Checkbox, DateField, Form, RadioGroup, SelectField, TextArea, TextField, options};
use crate::ui::upload::UploadField;

/// All fields of an act.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
#[component]
pub(super) fn Fields(act: Act, subject: Subject, input: Input, form: Form) -> impl IntoView {
    use t::coordination as w;
    let parties = Signal::derive({
        let parties = subject.parties.clone();
        move || parties.clone()
    });
    let text = text_of(act).map(|(name, label, max)| {
        view! { <TextArea form=form name=name label=label value=input.text required=true max=max/> }
    });
    let meets = matches!(act, Act::Consult(N::Meet) | Act::Case(C::Meet));
    let meeting = (meets || act == Act::Case(C::ConsultExperts)).then(|| {
        view! {
            <DateField form=form name="heldOn" label=w::HELD_ON value=input.held_on required=true/>
            <TextField form=form name="place" label=w::PLACE value=input.place required=true max=60/>
        }
    });
    let came = meets.then(|| view! { <Many form=form name="attendedIds" label=w::ATTENDED options=parties value=input.chosen/> });
    let lead = match act {
        Act::Case(C::GiveOpinion) => Some(w::act::CLAIMED),
        Act::Case(C::Decide) => Some(w::LEAD),
        _ => None,
    };
    let lead = lead.map(|label| view! { <SelectField form=form name="leadOrgId" label=label value=input.lead options=parties required=true/> });
    let own = match act {
        Act::Case(C::ProposeRefusal) => Some(view! { <RadioGroup form=form name="ground" label=w::act::GROUND values=RefusalGround::ALL value=input.ground/> }.into_any()),
        Act::Case(C::ConsultExperts) => Some(view! { <Experts form=form input=input/> }.into_any()),
        Act::Case(C::Extend) => Some(view! { <TextField form=form name="days" label=w::act::DAYS value=input.days required=true max=2/> }.into_any()),
        Act::Case(C::Decide) => Some(view! { <Decision form=form input=input parties=parties/> }.into_any()),
        Act::Case(C::Publish) => Some(view! { <Publication form=form input=input/> }.into_any()),
        Act::Case(C::Check) => Some(view! { <RadioGroup form=form name="result" label=w::act::RESULT values=CheckResult::ALL value=input.result/> }.into_any()),
        _ => None,
    };
    let clauses = cites(act).then(|| view! { <Clauses form=form value=input.clauses/> });
    let attaches = matches!(act, Act::Case(C::Apply | C::Supplement | C::GiveOpinion));
    let files = attaches.then(|| view! { <UploadField form=form label=w::FILES ids=input.files/> });
    view! { {lead} {own} {meeting} {came} {text} {clauses} {files} }
}

#[component]
fn Decision(form: Form, input: Input, #[prop(into)] parties: Signal<Vec<(String, String)>>) -> impl IntoView {
    use t::coordination::act as w;
    let others = Signal::derive(move || {
        let lead = input.lead.get();
        let all = parties.get().into_iter();
        all.filter(|(id, _)| *id != lead).collect::<Vec<_>>()
    });
    view! {
        <RadioGroup form=form name="kind" label=w::KIND values=DecisionKind::ALL value=input.kind/>
        <Many form=form name="assistOrgIds" label=w::ASSISTS options=others value=input.chosen/>
        <Checkbox form=form name="important" label=w::IMPORTANT value=input.important/>
        {move || input.important.get().then(|| view! { <TextField form=form name="commissionDocNo" label=w::COMMISSION value=input.number max=60/> })}
    }
}

#[component]
fn Publication(form: Form, input: Input) -> impl IntoView {
    use t::coordination::act as w;
    let units = units();
    let towns = Signal::derive(move || {
        let all = units.get().into_iter();
        all.filter(|(.., town)| *town)
            .map(|(id, name, _)| (id, name))
            .collect::<Vec<_>>()
    });
    view! {
        <TextField form=form name="docNo" label=w::DOC_NO value=input.number required=true max=60/>
        <Many form=form name="townIds" label=w::TOWNS options=towns value=input.chosen/>
    }
}

#[component]
fn Experts(form: Form, input: Input) -> impl IntoView {
    let query = use_query::<CaseExperts>(|| case_experts::Variables);
    let experts = Signal::derive(move || {
        let rows = query
            .data
            .with(|data| data.as_ref().map(|data| data.appointments.nodes.clone()));
        let label = |row: case_experts::CaseExpertsAppointmentsNodes| {
            let (name, from) = (row.person.display_name, row.source_org.short_name);
            (row.id, format!("{name} {from} {}", row.field))
        };
        rows.unwrap_or_default()
            .into_iter()
            .map(label)
            .collect::<Vec<_>>()
    });
    view! { <Many form=form name="expertIds" label=t::coordination::act::EXPERTS options=experts value=input.chosen/> }
}

/// The clauses cited: one row each.
#[component]
fn Clauses(form: Form, value: RwSignal<Vec<Clause>>) -> impl IntoView {
    use t::coordination as w;
    let error = Memo::new(move |_| form.error_of("citations"));
    let kinds = Signal::derive(|| options(CitationKind::ALL));
    let rows = move || {
        let many = value.with(Vec::len) > 1;
        let line = move |(place, clause): (usize, Clause)| {
            let drop = many.then(|| {
                view! { <button type="button" class="btn small quiet" on:click=move |_| value.update(|rows| { rows.remove(place); })>{tr(w::BASIS_DROP)}</button> }
            });
            view! {
                <div class="clause">
                    <SelectField form=form name="citationKind" label=w::BASIS_KIND value=clause.kind options=kinds/>
                    <TextField form=form name="citationTitle" label=w::BASIS_TITLE value=clause.title max=120/>
                    <TextField form=form name="citationArticle" label=w::BASIS_ARTICLE value=clause.article max=60/>
                    <TextField form=form name="citationQuote" label=w::BASIS_QUOTE value=clause.quote max=1000/>
                    {drop}
                </div>
            }
        };
        value.get().into_iter().enumerate().map(line).collect_view()
    };
    view! {
        <fieldset class="field" id=form.field_id("citations") tabindex="-1" class:invalid=move || error.with(Option::is_some)>
            <legend class="field-label">{tr(w::BASIS)}</legend>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            {rows}
            <button type="button" class="btn small" on:click=move |_| value.update(|rows| rows.push(Clause::blank()))>{tr(w::BASIS_ADD)}</button>
        </fieldset>
    }
}

/// Several of a list.
#[component]
pub(super) fn Many(
    form: Form,
    name: &'static str,
    label: Text,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    value: RwSignal<Vec<String>>,
) -> impl IntoView {
    let error = Memo::new(move |_| form.error_of(name));
    let boxes = move || {
        let line = |(id, text): (String, String)| {
            let (shown, changed) = (id.clone(), id);
            view! {
                <label class="radio">
                    <input
                        type="checkbox"
                        name=name
                        prop:checked=move || value.with(|value| value.contains(&shown))
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            value.update(|value| {
                                value.retain(|id| *id != changed);
                                if on {
                                    value.push(changed.clone());
                                }
                            });
                        }
                    />
                    <span>{text}</span>
                </label>
            }
        };
        options.get().into_iter().map(line).collect_view()
    };
    view! {
        <fieldset class="field" id=form.field_id(name) tabindex="-1" class:invalid=move || error.with(Option::is_some)>
            <legend class="field-label">{tr(label)}</legend>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <div class="checks-grid">{boxes}</div>
        </fieldset>
    }
}
