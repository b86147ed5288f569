//! Which third-level indicator does not apply to which unit (§5.8).

use leptos::prelude::*;

use super::{
    ApplicabilityStatus, DeclareExceptions, Detail, PlanEventKind, PlanUnits, declare_exceptions, plan_page,
    plan_units,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{ErrorSummary, Form, SelectField, TextArea, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

type Exception = plan_page::PlanPagePlanExceptions;

/// The card: exceptions by indicator and reason, and for the drafting section a new one.
#[component]
pub(super) fn Applicability(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let adding = RwSignal::new(false);
    let may = Memo::new(move |_| super::next::may(&detail.read(), PlanEventKind::Edit));
    let lift = Callback::new(move |exception: Exception| {
        let pair = declare_exceptions::DeclarationInput {
            org_id: exception.org.id,
            code: exception.code,
            status: ApplicabilityStatus::Applicable,
            reason: None,
        };
        let input = input(detail, pair);
        form.submit(
            mutate::<DeclareExceptions>(declare_exceptions::Variables { input }),
            move |_| {
                toasts.show(t::plan::SAVED.get().to_owned());
                changed.run(());
            },
        );
    });
    let body = move || {
        let groups = detail.with(grouped);
        if groups.is_empty() {
            return view! { <p class="muted">{tr(t::plan::apply::NONE)}</p> }.into_any();
        }
        let groups = groups.into_iter().map(|(title, reason, own)| {
            let count = own.len();
            let units = own.into_iter().map(|exception| {
                let name = exception.org.short_name.clone();
                let button = may.get().then(|| {
                    let label = t::plan::apply::lift_of(&name);
                    view! { <button type="button" class="btn quiet small" aria-label=label on:click=move |_| lift.run(exception.clone())>"×"</button> }
                });
                view! { <li class="plan-unit">{name}{button}</li> }
            });
            view! {
                <h3>{title}" "<span class="muted num">{count}</span></h3>
                <p class="muted">{reason}</p>
                <ul class="plan-units">{units.collect_view()}</ul>
            }
        });
        groups.collect_view().into_any()
    };
    view! {
        <Card title=t::plan::apply::TITLE>
            <p class="muted">{tr(t::plan::apply::WHY)}</p>
            <ErrorSummary form=form/>
            {move || may.get().then(|| view! {
                <div class="row"><button type="button" class="btn" on:click=move |_| adding.set(true)>{tr(t::plan::apply::ADD)}</button></div>
            })}
            {body}
        </Card>
        <AddDialog open=adding detail=detail changed=changed/>
    }
}

/// Exceptions of one indicator for one reason.
type Group = (String, String, Vec<Exception>);

fn grouped(detail: &Detail) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut all = detail.exceptions.clone();
    all.sort_by(|a, b| (&a.code, &a.reason).cmp(&(&b.code, &b.reason)));
    for exception in all {
        let node = detail.indicators.iter().find(|node| node.code == exception.code);
        let name = node.map_or_else(String::new, |node| {
            lang().pick(&node.name_zh, &node.name_en).to_owned()
        });
        let title = format!("{} {name}", exception.code);
        match groups.last_mut() {
            Some((known, reason, own)) if *known == title && *reason == exception.reason => {
                own.push(exception);
            }
            _ => groups.push((title, exception.reason.clone(), vec![exception])),
        }
    }
    groups
}

fn input(
    detail: Memo<Detail>,
    pair: declare_exceptions::DeclarationInput,
) -> declare_exceptions::PlanDeclareInput {
    let (id, version) = detail.with_untracked(|detail| (detail.plan.id.clone(), detail.plan.version));
    declare_exceptions::PlanDeclareInput {
        id,
        version,
        declarations: vec![pair],
    }
}

#[component]
fn AddDialog(open: RwSignal<bool>, detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (org, code, reason) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let units = use_query::<PlanUnits>(|| plan_units::Variables);
    let orgs = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|org| (org.id, org.name)).collect::<Vec<_>>()
    });
    let codes = Signal::derive(move || {
        detail.with(|detail| {
            let leaves = detail.indicators.iter().filter(|node| node.level == 3);
            leaves
                .map(|node| {
                    (
                        node.code.clone(),
                        format!("{} {}", node.code, lang().pick(&node.name_zh, &node.name_en)),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", org, t::plan::apply::UNIT),
            required("code", code, t::plan::apply::INDICATOR),
            required("reason", reason, t::plan::apply::REASON),
        ]);
        if !fine {
            return;
        }
        let pair = declare_exceptions::DeclarationInput {
            org_id: org.get_untracked(),
            code: code.get_untracked(),
            status: ApplicabilityStatus::NotApplicable,
            reason: Some(reason.get_untracked()),
        };
        let input = input(detail, pair);
        form.submit(
            mutate::<DeclareExceptions>(declare_exceptions::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::plan::SAVED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::plan::apply::ADD explain=Some(t::plan::apply::WHY) submit=t::plan::SAVE on_submit=send>
            <SelectField form=form name="orgId" label=t::plan::apply::UNIT value=org options=orgs required=true/>
            <SelectField form=form name="code" label=t::plan::apply::INDICATOR value=code options=codes required=true/>
            <TextArea form=form name="reason" label=t::plan::apply::REASON value=reason required=true max=1000/>
        </ActionDialog>
    }
}
