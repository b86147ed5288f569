//! Opening a consultation (K10).

use leptos::prelude::*;
use remit_shared::coordination::CaseScope;
use remit_shared::organisation::OrgKind;
use remit_shared::wire::Wire;

use super::fields::Many;
use super::{CoordinationUnits, OpenConsultation, coordination_units, open_consultation};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, required};
use crate::ui::toast::use_toasts;

/// The dialog; it leads to the new record.
#[component]
pub(super) fn OpenDialog(open: RwSignal<bool>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let [matter, dispute, lead] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let scope = RwSignal::new(Some(CaseScope::DeptDept));
    let assists = RwSignal::new(Vec::<String>::new());
    let id = StoredValue::new(client_id());
    let session = use_session();
    let home = session
        .viewer()
        .and_then(|viewer| viewer.hat.unit.as_ref().map(|unit| unit.id.clone()));
    let own = StoredValue::new(home.unwrap_or_default());
    lead.set(own.get_value());
    let units = units();
    let leads = Signal::derive(move || {
        let all = units.get().into_iter();
        let own = own.get_value();
        all.filter(|(id, _, town)| !town && (own.is_empty() || *id == own))
            .map(|(id, name, _)| (id, name))
            .collect::<Vec<_>>()
    });
    let others = Signal::derive(move || {
        let (lead, towns) = (lead.get(), scope.get() == Some(CaseScope::DeptTown));
        let all = units.get().into_iter();
        all.filter(|(id, _, town)| *id != lead && (towns || !town))
            .map(|(id, name, _)| (id, name))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("matter", matter, t::coordination::MATTER),
            required("dispute", dispute, t::coordination::consult::DISPUTE),
            chosen("scopeKind", scope, t::coordination::SCOPE),
            required("leadOrgId", lead, t::coordination::LEAD),
        ]);
        let (Some(scope_kind), true) = (scope.get_untracked(), fine) else {
            return;
        };
        let input = open_consultation::OpenConsultationInput {
            client_id: id.get_value(),
            matter: matter.get_untracked(),
            dispute: dispute.get_untracked(),
            scope_kind,
            lead_org_id: lead.get_untracked(),
            assist_org_ids: assists.get_untracked(),
        };
        form.submit(
            mutate::<OpenConsultation>(open_consultation::Variables { input }),
            move |data| {
                open.set(false);
                id.set_value(client_id());
                if let Some(row) = data.open_consultation.consultation {
                    toasts.show(t::coordination::consult::opened(&row.no));
                    navigate.with_value(|go| {
                        go(
                            &format!("/consultations/{}", row.id),
                            leptos_router::NavigateOptions::default(),
                        );
                    });
                }
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::coordination::consult::OPEN explain=Some(t::coordination::consult::OPEN_WHY) submit=t::coordination::consult::OPEN on_submit=send>
            <TextField form=form name="matter" label=t::coordination::MATTER value=matter required=true max=120/>
            <TextArea form=form name="dispute" label=t::coordination::consult::DISPUTE value=dispute required=true max=4000/>
            <RadioGroup form=form name="scopeKind" label=t::coordination::SCOPE values=CaseScope::ALL value=scope/>
            <SelectField form=form name="leadOrgId" label=t::coordination::LEAD value=lead options=leads required=true/>
            <Many form=form name="assistOrgIds" label=t::coordination::consult::ASSISTS options=others value=assists/>
        </ActionDialog>
    }
}

/// Supervised units and towns: id, short name, whether it is a town.
pub(super) fn units() -> Signal<Vec<(String, String, bool)>> {
    let query = use_query::<CoordinationUnits>(|| coordination_units::Variables);
    Signal::derive(move || {
        let rows = query
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let town = |kind| matches!(kind, OrgKind::Town | OrgKind::Subdistrict);
        rows.unwrap_or_default()
            .into_iter()
            .filter(|row| row.supervised || town(row.kind))
            .map(|row| (row.id, row.short_name, town(row.kind)))
            .collect()
    })
}
