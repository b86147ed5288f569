//! What can be done with the selected points: previewed line by line, then done for all of them or for none.

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::grid::Selection;
use super::{BulkPoints, PointBulkAct, RemindPoints, bulk_points, remind_points};
use crate::api::mutate;
use crate::i18n::{Text, lang, t, tr};
use crate::session::use_session;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{DateField, Form, SelectField, TextArea};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;

type Lines = Vec<bulk_points::BulkPointsBulkPointsLines>;

/// The acts of a hat.
fn acts() -> Vec<PointBulkAct> {
    let session = use_session();
    PointBulkAct::ALL
        .iter()
        .copied()
        .filter(|act| {
            session.may(match act {
                PointBulkAct::Submit => Capability::PointSubmit,
                PointBulkAct::Approve | PointBulkAct::Return => Capability::PointReview,
                PointBulkAct::Edit => Capability::PointWrite,
            })
        })
        .collect()
}

/// The bar that appears as soon as something is selected.
#[component]
pub(super) fn BulkBar(selection: Selection, changed: Callback<()>) -> impl IntoView {
    let session = use_session();
    let act = RwSignal::new(None::<PointBulkAct>);
    let (form, toasts) = (Form::new(), use_toasts());
    let some = Memo::new(move |_| selection.with(|all| !all.is_empty()));
    let remind = move |_| {
        let ids = selection.with_untracked(|all| all.keys().cloned().collect());
        let input = remind_points::RemindPointsInput { ids };
        form.submit(
            mutate::<RemindPoints>(remind_points::Variables { input }),
            move |data| {
                toasts.show(t::point::reminded(
                    data.remind_points.units,
                    data.remind_points.count,
                ));
                changed.run(());
            },
        );
    };
    let reminds = session.may(Capability::PointReview);
    let bar = move || {
        some.get().then(|| {
            let buttons = acts().into_iter().map(|one| {
                view! {
                    <button type="button" class="btn small" on:click=move |_| act.set(Some(one))>
                        {move || crate::i18n::word(one)}
                    </button>
                }
            });
            view! {
                <div class="bulk-bar" role="toolbar" aria-label=tr(t::point::BULK)>
                    <span role="status">{move || t::point::selected(selection.with(std::collections::BTreeMap::len))}</span>
                    {reminds.then(|| view! { <button type="button" class="btn small" on:click=remind>{tr(t::point::REMIND)}</button> })}
                    {buttons.collect_view()}
                    <button type="button" class="btn small quiet" on:click=move |_| selection.update(std::collections::BTreeMap::clear)>
                        {tr(t::point::UNSELECT)}
                    </button>
                    {move || form.problems.with(|problems| problems.first().map(|problem| view! { <span class="bulk-no" role="alert">{problem.text()}</span> }))}
                </div>
            }
        })
    };
    view! {
        {bar}
        {move || act.get().map(|one| view! { <BulkDialog act=one chosen=act selection=selection changed=changed/> })}
    }
}

#[component]
fn BulkDialog(
    act: PointBulkAct,
    chosen: RwSignal<Option<PointBulkAct>>,
    selection: Selection,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(chosen);
    let preview = RwSignal::new(None::<Lines>);
    let reason = RwSignal::new(String::new());
    let due = RwSignal::new(None::<NaiveDate>);
    let importance = RwSignal::new(String::new());
    // What was previewed is what is done: other input asks for another preview.
    Effect::new(move |_| {
        reason.track();
        due.track();
        importance.track();
        preview.set(None);
    });
    let input = move |dry_run: bool| {
        let points = selection.with_untracked(|all| {
            all.iter()
                .map(|(id, version)| bulk_points::PointStepInput {
                    id: id.clone(),
                    version: *version,
                })
                .collect()
        });
        bulk_points::BulkPointsInput {
            act,
            points,
            reason: Some(reason.get_untracked()).filter(|text| !text.trim().is_empty()),
            section_id: None,
            importance: importance.get_untracked().parse().ok(),
            due_on: due.get_untracked(),
            dry_run,
        }
    };
    let send = Callback::new(move |()| {
        let tried = preview.with_untracked(|lines| {
            lines
                .as_ref()
                .is_some_and(|lines| lines.iter().all(|line| line.refusal.is_none()))
        });
        let input = input(!tried);
        form.submit(
            mutate::<BulkPoints>(bulk_points::Variables { input }),
            move |data| {
                let answer = data.bulk_points;
                if answer.done {
                    toasts.show(t::point::bulk_done(crate::i18n::word(act), answer.lines.len()));
                    open.set(false);
                    changed.run(());
                } else {
                    preview.set(Some(answer.lines));
                }
            },
        );
    });
    let drop_refused = move |_| {
        let refused: Vec<String> = preview.with_untracked(|lines| {
            let lines = lines.as_deref().unwrap_or_default();
            lines
                .iter()
                .filter(|line| line.refusal.is_some())
                .map(|line| line.id.clone())
                .collect()
        });
        selection.update(|all| all.retain(|id, _| !refused.contains(id)));
        preview.set(None);
    };
    let wants_reason = matches!(act, PointBulkAct::Return | PointBulkAct::Edit);
    let edits = act == PointBulkAct::Edit;
    let title = Text::new(act.zh(), act.en());
    view! {
        <ActionDialog open=open form=form title=title explain=Some(t::point::BULK_WHY) submit=t::point::BULK_GO on_submit=send>
            {edits
                .then(|| {
                    let levels = Signal::derive(|| (1..=5).map(|n| (n.to_string(), n.to_string())).collect::<Vec<_>>());
                    view! {
                        <DateField form=form name="dueOn" label=t::point::column::DUE value=due hint=t::point::KEEP_HINT/>
                        <SelectField form=form name="importance" label=t::point::column::IMPORTANCE value=importance options=levels/>
                    }
                })}
            {wants_reason
                .then(|| view! { <TextArea form=form name="reason" label=t::kit::form::REASON value=reason required=true max=1000 rows=2/> })}
            {move || preview.get().map(|lines| previewed(lines, drop_refused))}
        </ActionDialog>
    }
}

fn previewed(
    lines: Lines,
    drop_refused: impl Fn(web_sys::MouseEvent) + Copy + Send + Sync + 'static,
) -> AnyView {
    let refused = lines.iter().filter(|line| line.refusal.is_some()).count();
    let ready = lines.len() - refused;
    let rows = lines.into_iter().map(|line| {
        let moved = line
            .due_after
            .filter(|after| *after != line.due_before)
            .map(|after| format!("{} → {}", time::day(line.due_before), time::day(after)));
        let weighed = line
            .importance_after
            .filter(|after| *after != line.importance_before)
            .map(|after| format!("{} → {after}", line.importance_before));
        view! {
            <tr class:skipped=line.refusal.is_some()>
                <td class="num">{line.code}</td>
                <td>{line.title}</td>
                <td>
                    {line.state_after.map(tag)} " " {moved} " " {weighed}
                    {line.message_zh.map(|zh| {
                        let en = line.message.unwrap_or_default();
                        view! { <span class="bulk-no">{move || lang().pick(&zh, &en).to_owned()}</span> }
                    })}
                </td>
            </tr>
        }
    });
    view! {
        <p role="status">{move || t::point::previewed(ready, refused)}</p>
        {(refused > 0 && ready > 0)
            .then(|| view! { <button type="button" class="btn small" on:click=drop_refused>{tr(t::point::DROP_REFUSED)}</button> })}
        <div class="table-wrap bulk-lines"><table class="table dense"><tbody>{rows.collect_view()}</tbody></table></div>
    }
    .into_any()
}
