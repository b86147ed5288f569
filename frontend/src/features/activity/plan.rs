//! Planning an activity, with the warning of a double inspection before anybody sends (K07).

use leptos::prelude::*;
use remit_shared::activity::checklist;
use remit_shared::wire::Wire;

use super::{
    ActivityChoices, ActivityKind, ActivityRepeats, PlanActivity, activity_choices, activity_repeats,
    plan_activity,
};
use crate::api::{call, mutate, use_query};
use crate::i18n::{Text, t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, TextArea, TextField, chosen, client_id, required};
use crate::ui::time;

type Repeat = activity_repeats::ActivityRepeatsRepeatedInspections;

/// The dialog.
#[component]
pub(super) fn PlanDialog(open: RwSignal<bool>) -> impl IntoView {
    let (form, session) = (Form::new(), use_session());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let [title, list, reason] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let (from_on, to_on) = (RwSignal::new(session.today()), RwSignal::new(session.today()));
    let [kinds, units, team] = std::array::from_fn(|_| RwSignal::new(Vec::<String>::new()));
    let repeats = RwSignal::new(Vec::<Repeat>::new());
    let id = StoredValue::new(client_id());
    let chosen_kinds = move || {
        kinds.with(|kinds| {
            kinds
                .iter()
                .filter_map(|code| ActivityKind::parse(code))
                .collect::<Vec<_>>()
        })
    };
    // The checklist follows the kinds until somebody changes it.
    let proposed = RwSignal::new(String::new());
    Effect::new(move |_| {
        let fresh = checklist::of_all(&chosen_kinds()).join("\n");
        if list.with_untracked(|list| list.is_empty() || proposed.with_untracked(|proposed| proposed == list))
        {
            list.set(fresh.clone());
            proposed.set(fresh);
        }
    });
    watch_repeats((units, chosen_kinds, from_on), repeats);
    let [all_units, people, all_kinds] = choices(units);
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("title", title, t::activity::column::TITLE),
            some_of("kinds", kinds, t::activity::column::KINDS),
            chosen("fromOn", from_on, t::activity::FROM),
            chosen("toOn", to_on, t::activity::TO),
            some_of("orgIds", units, t::activity::column::UNITS),
        ]);
        let (Some(from_on), Some(to_on), true) = (from_on.get_untracked(), to_on.get_untracked(), fine)
        else {
            return;
        };
        let input = plan_activity::PlanActivityInput {
            client_id: id.get_value(),
            title: title.get_untracked(),
            kinds: untrack(chosen_kinds),
            from_on,
            to_on,
            org_ids: units.get_untracked(),
            member_ids: people.with_untracked(|people| {
                // Who was ticked before his or her unit was chosen does not come.
                let free = |id: &String| people.iter().any(|(known, _)| known == id);
                team.get_untracked().into_iter().filter(free).collect()
            }),
            checklist: list.get_untracked().lines().map(str::to_owned).collect(),
            repeat_reason: Some(reason.get_untracked()).filter(|reason| !reason.trim().is_empty()),
        };
        form.submit(
            mutate::<PlanActivity>(plan_activity::Variables { input }),
            move |data| {
                let Some(row) = data.plan_activity.activity else {
                    return;
                };
                open.set(false);
                navigate.with_value(|go| {
                    go(
                        &format!("/activities/{}", row.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::activity::PLAN explain=Some(t::activity::PLAN_WHY) submit=t::activity::PLAN on_submit=send>
            <TextField form=form name="title" label=t::activity::column::TITLE value=title required=true max=120/>
            <Ticks form=form name="kinds" label=t::activity::column::KINDS options=all_kinds value=kinds/>
            <DateField form=form name="fromOn" label=t::activity::FROM value=from_on required=true/>
            <DateField form=form name="toOn" label=t::activity::TO value=to_on required=true/>
            <Ticks form=form name="orgIds" label=t::activity::column::UNITS options=all_units value=units/>
            <Warning repeats=repeats/>
            <div hidden=move || repeats.with(Vec::is_empty)>
                <TextArea form=form name="repeatReason" label=t::activity::REPEAT_REASON hint=t::activity::REPEAT_HINT value=reason max=1000/>
            </div>
            <Ticks form=form name="memberIds" label=t::activity::TEAM options=people value=team/>
            <TextArea form=form name="checklist" label=t::activity::CHECKLIST hint=t::activity::CHECKLIST_HINT value=list max=4000/>
        </ActionDialog>
    }
}

/// What can be ticked: units, the people who may come (nobody from a unit chosen), kinds.
fn choices(units: RwSignal<Vec<String>>) -> [Signal<Vec<(String, String)>>; 3] {
    let answer = use_query::<ActivityChoices>(|| activity_choices::Variables);
    let all_units = Signal::derive(move || {
        let nodes = answer
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.short_name)).collect::<Vec<_>>()
    });
    let people = Signal::derive(move || {
        let rows = answer
            .data
            .with(|data| data.as_ref().map(|data| data.team_candidates.clone()));
        let rows = rows.unwrap_or_default().into_iter();
        let free = rows.filter(|row| {
            row.org_id
                .as_ref()
                .is_none_or(|org| !units.with(|units| units.contains(org)))
        });
        free.map(|row| (row.id, format!("{} {}", row.name, row.post)))
            .collect::<Vec<_>>()
    });
    let all_kinds = Signal::derive(|| {
        let kinds = ActivityKind::ALL.iter();
        kinds
            .map(|kind| (kind.code().to_owned(), word(*kind).to_owned()))
            .collect::<Vec<_>>()
    });
    [all_units, people, all_kinds]
}

/// Asks the server whenever units, kinds or the first day change.
fn watch_repeats(
    (units, kinds, from_on): (
        RwSignal<Vec<String>>,
        impl Fn() -> Vec<ActivityKind> + Copy + 'static,
        RwSignal<Option<chrono::NaiveDate>>,
    ),
    repeats: RwSignal<Vec<Repeat>>,
) {
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (org_ids, kinds, from_on) = (units.get(), kinds(), from_on.get());
        round.update_value(|round| *round += 1);
        let mine = round.get_value();
        let Some(from_on) = from_on.filter(|_| !org_ids.is_empty() && !kinds.is_empty()) else {
            repeats.set(Vec::new());
            return;
        };
        leptos::task::spawn_local(async move {
            let variables = activity_repeats::Variables {
                org_ids,
                kinds,
                from_on,
            };
            let answer = call::<ActivityRepeats>(variables).await;
            if let (Ok(data), true) = (answer, round.try_get_value() == Some(mine)) {
                let _ = repeats.try_set(data.repeated_inspections);
            }
        });
    });
}

#[component]
fn Warning(repeats: RwSignal<Vec<Repeat>>) -> impl IntoView {
    move || {
        let lines = repeats.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|one| {
                let (unit, on, days) = (one.org.short_name, one.on, one.days);
                view! { <li>{move || t::activity::repeat(&unit, time::day(on), word(one.kind), days)}</li> }
            });
            view! {
                <div class="notice warn" role="status">
                    <p><strong>{tr(t::activity::REPEATED)}</strong></p>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        })
    }
}

/// A refusal if nothing is ticked.
fn some_of(field: &str, value: RwSignal<Vec<String>>, label: Text) -> Option<remit_shared::refusal::Refusal> {
    let first = RwSignal::new(value.with_untracked(|value| value.first().cloned()));
    chosen(field, first, label)
}

/// Several of a list, with the number chosen.
#[component]
fn Ticks(
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
            let toggle = move |_| {
                value.update(|value| match value.iter().position(|known| *known == changed) {
                    Some(place) => drop(value.remove(place)),
                    None => value.push(changed.clone()),
                });
            };
            view! {
                <label class="tick">
                    <input type="checkbox" name=name prop:checked=move || value.with(|value| value.contains(&shown)) on:change=toggle/>
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
            <div class="ticks">{boxes}</div>
            <p class="muted" aria-live="polite">{move || t::activity::chosen(value.with(Vec::len))}</p>
        </fieldset>
    }
}
