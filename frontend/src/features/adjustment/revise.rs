//! A new version of a unit's duty-task list: the lines of the present one, to change, drop or add to.

use leptos::prelude::*;
use remit_shared::list::AdjustmentEventKind as E;

use super::acts::open_for;
use super::{AdjustmentTaskLines, Detail, ReviseTaskList, adjustment_task_lines, revise_task_list};
use crate::api::{call, mutate};
use crate::i18n::{t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, SelectField, required};

/// A line being edited.
#[derive(Clone, Copy)]
struct Edited {
    key: usize,
    no: Option<i64>,
    duty: RwSignal<String>,
    tasks: RwSignal<String>,
    basis: RwSignal<String>,
}

/// The dialog.
#[component]
pub(super) fn ReviseDialog(
    detail: Memo<Detail>,
    acting: RwSignal<Option<E>>,
    done: Callback<E>,
) -> impl IntoView {
    let form = Form::new();
    let open = open_for(acting, E::WriteTaskList);
    let unit = RwSignal::new(String::new());
    let lines = RwSignal::new(Vec::<Edited>::new());
    let units = Signal::derive(move || {
        detail.with(|detail| {
            let parties = detail.adjustment.parties.iter();
            parties
                .map(|party| (party.org.id.clone(), party.org.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    prefill(unit, lines);
    let add = move |_| {
        lines.update(|lines| {
            let key = lines.iter().map(|line| line.key + 1).max().unwrap_or(0);
            lines.push(fresh(key, None, String::new(), String::new(), String::new()));
        });
    };
    let send = Callback::new(move |()| {
        if !form.check([required("orgId", unit, t::list::column::ORG)]) {
            return;
        }
        let (id, version) =
            detail.with_untracked(|detail| (detail.adjustment.id.clone(), detail.adjustment.version));
        let typed = lines
            .get_untracked()
            .into_iter()
            .map(|line| revise_task_list::DutyTaskLineInput {
                no: line.no,
                duty: line.duty.get_untracked(),
                tasks: line.tasks.get_untracked(),
                basis: line.basis.get_untracked(),
            });
        let input = revise_task_list::ReviseDutyTaskListInput {
            adjustment: Some(revise_task_list::AdjustmentStepInput { id, version }),
            org_id: unit.get_untracked(),
            effective_on: None,
            reason: None,
            lines: typed.collect(),
        };
        form.submit(
            mutate::<ReviseTaskList>(revise_task_list::Variables { input }),
            move |_| {
                unit.set(String::new());
                lines.set(Vec::new());
                done.run(E::WriteTaskList);
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::adjustment::act::REVISE explain=Some(t::adjustment::act::REVISE_WHY) submit=t::adjustment::act::REVISE on_submit=send>
            <SelectField form=form name="orgId" label=t::list::column::ORG value=unit options=units/>
            <ol class="revise-lines">
                <For each=move || lines.get() key=|line| line.key let:line>
                    <li>{fields(line, lines)}</li>
                </For>
            </ol>
            {move || (!unit.with(String::is_empty)).then(|| view! {
                <button type="button" class="btn small" on:click=add>{tr(t::adjustment::ADD_LINE)}</button>
            })}
        </ActionDialog>
    }
}

/// The lines of a unit's present version, whenever a unit is chosen.
fn prefill(unit: RwSignal<String>, lines: RwSignal<Vec<Edited>>) {
    let owner = StoredValue::new(Owner::current());
    Effect::new(move |_| {
        let org_id = unit.get();
        if org_id.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let Ok(data) = call::<AdjustmentTaskLines>(adjustment_task_lines::Variables { org_id }).await
            else {
                return;
            };
            let newest = data.duty_task_lists.into_iter().next();
            let Some(Some(owner)) = owner.try_get_value() else {
                return;
            };
            owner.with(|| {
                let old = newest.map(|list| list.lines).unwrap_or_default();
                let edited = old.into_iter().enumerate();
                lines.set(
                    edited
                        .map(|(key, line)| fresh(key, Some(line.no), line.duty, line.tasks, line.basis))
                        .collect(),
                );
            });
        });
    });
}

fn fresh(key: usize, no: Option<i64>, duty: String, tasks: String, basis: String) -> Edited {
    Edited {
        key,
        no,
        duty: RwSignal::new(duty),
        tasks: RwSignal::new(tasks),
        basis: RwSignal::new(basis),
    }
}

fn fields(line: Edited, lines: RwSignal<Vec<Edited>>) -> AnyView {
    let drop = move |_| lines.update(|lines| lines.retain(|known| known.key != line.key));
    let area = |label: crate::i18n::Text, value: RwSignal<String>| {
        view! {
            <label class="revise-field">
                <span>{tr(label)}</span>
                <textarea class="input" rows="2" prop:value=value on:input:target=move |event| value.set(event.target().value())></textarea>
            </label>
        }
    };
    view! {
        {area(t::adjustment::DUTY, line.duty)}
        {area(t::adjustment::TASKS, line.tasks)}
        {area(t::list::BASIS, line.basis)}
        <button type="button" class="btn quiet small" on:click=drop>{tr(t::adjustment::DROP_LINE)}</button>
    }
    .into_any()
}
