//! Nominating an expert or officer (§3.14).

use leptos::prelude::*;
use remit_shared::identity::Role;
use remit_shared::wire::Wire;

use super::{AppointmentKind, NominateAppointment, SourceBodies, nominate_appointment, source_bodies};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Checkbox, DateField, Form, RadioGroup, SelectField, TextField, chosen, required};
use crate::ui::toast::use_toasts;

/// The dialog.
#[component]
pub(super) fn NominateDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let kind = RwSignal::new(Some(AppointmentKind::InfoOfficer));
    let [source, name, post, field] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let (from, to) = (RwSignal::new(session.today()), RwSignal::new(None));
    let consent = RwSignal::new(false);
    // A town's contact nominates for the own town.
    let own = session
        .viewer()
        .filter(|viewer| viewer.hat.role == Role::Dc)
        .and_then(|viewer| viewer.hat.unit)
        .map(|unit| unit.id);
    if let Some(own) = own {
        source.set(own);
    }
    let bodies = use_query::<SourceBodies>(|| source_bodies::Variables);
    let options = Signal::derive(move || {
        let nodes = bodies
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|body| (body.id, body.name))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("kind", kind, t::panel::appointment::KIND),
            required("sourceOrgId", source, t::panel::appointment::SOURCE),
            required("name", name, t::panel::appointment::NAME),
            required("post", post, t::panel::appointment::POST),
            required("field", field, t::panel::appointment::FIELD),
            chosen("termFrom", from, t::panel::appointment::TERM_FROM),
            chosen("termTo", to, t::panel::appointment::TERM_TO),
        ]);
        let (Some(kind), Some(term_from), Some(term_to), true) = (
            kind.get_untracked(),
            from.get_untracked(),
            to.get_untracked(),
            fine,
        ) else {
            return;
        };
        let who = name.get_untracked();
        let input = nominate_appointment::NominateAppointmentInput {
            kind,
            source_org_id: source.get_untracked(),
            name: who.clone(),
            post: post.get_untracked(),
            field: field.get_untracked(),
            term_from,
            term_to,
            consent: consent.get_untracked(),
        };
        form.submit(
            mutate::<NominateAppointment>(nominate_appointment::Variables { input }),
            move |_| {
                open.set(false);
                name.set(String::new());
                toasts.show(t::panel::appointment::nominated(who));
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::appointment::NOMINATE explain=Some(t::panel::appointment::NOMINATE_WHY) submit=t::panel::appointment::NOMINATE on_submit=send>
            <RadioGroup form=form name="kind" label=t::panel::appointment::KIND values=AppointmentKind::ALL value=kind/>
            <SelectField form=form name="sourceOrgId" label=t::panel::appointment::SOURCE value=source options=options required=true/>
            <TextField form=form name="name" label=t::panel::appointment::NAME value=name required=true max=60/>
            <TextField form=form name="post" label=t::panel::appointment::POST value=post required=true max=60/>
            <TextField form=form name="field" label=t::panel::appointment::FIELD value=field required=true max=60/>
            <DateField form=form name="termFrom" label=t::panel::appointment::TERM_FROM value=from required=true/>
            <DateField form=form name="termTo" label=t::panel::appointment::TERM_TO value=to required=true/>
            <Checkbox form=form name="consent" label=t::panel::appointment::CONSENT value=consent/>
        </ActionDialog>
    }
}
