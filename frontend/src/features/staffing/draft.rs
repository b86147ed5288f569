//! Drafting a proposal.

use leptos::prelude::*;
use remit_shared::staffing::{ProposalBasis, ProposalKind};
use remit_shared::wire::Wire;

use super::{
    DraftProposal, ProposalFindings, ProposalUnits, draft_proposal, proposal_findings, proposal_units,
};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, SelectField, TextArea, TextField, client_id, options, required};
use crate::ui::toast::use_toasts;

/// The form; sent once however often it is sent.
#[component]
pub(super) fn DraftDialog(open: RwSignal<bool>, year: Memo<i64>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (org, kind, basis) = (text(), text(), text());
    let (finding, words, posts) = (text(), text(), text());
    let id = StoredValue::new(client_id());
    let units = use_query::<ProposalUnits>(move || proposal_units::Variables {});
    let units = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.name)).collect::<Vec<_>>()
    });
    let findings = use_query::<ProposalFindings>(move || proposal_findings::Variables { org_id: org.get() });
    let findings = Signal::derive(move || {
        let nodes = findings
            .data
            .with(|data| data.as_ref().map(|data| data.problems.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes
            .map(|problem| (problem.id, format!("{} {}", problem.code, problem.title)))
            .collect::<Vec<_>>()
    });
    let on_findings = move || ProposalBasis::parse(&basis.get()) == Some(ProposalBasis::InYearFindings);
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", org, t::staffing::column::ORG),
            required("kind", kind, t::staffing::column::KIND),
            required("basis", basis, t::staffing::column::BASIS),
            required("text", words, t::staffing::TEXT),
        ]);
        let chosen =
            ProposalKind::parse(&kind.get_untracked()).zip(ProposalBasis::parse(&basis.get_untracked()));
        let Some((kind, basis)) = chosen.filter(|_| fine) else {
            return;
        };
        let input = draft_proposal::DraftProposalInput {
            year: year.get_untracked(),
            org_id: org.get_untracked(),
            kind,
            basis,
            finding_ids: Some(vec![finding.get_untracked()])
                .filter(|ids| basis == ProposalBasis::InYearFindings && ids.iter().all(|id| !id.is_empty())),
            text: words.get_untracked(),
            quota_delta: posts.get_untracked().trim().parse().ok(),
            client_id: Some(id.get_value()),
        };
        form.submit(
            mutate::<DraftProposal>(draft_proposal::Variables { input }),
            move |_| {
                open.set(false);
                id.set_value(client_id());
                toasts.show(t::staffing::DRAFTED.get());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::staffing::DRAFT explain=Some(t::staffing::DRAFT_WHY) submit=t::staffing::DRAFT on_submit=send>
            <SelectField form=form name="orgId" label=t::staffing::column::ORG value=org options=units required=true/>
            <SelectField form=form name="kind" label=t::staffing::column::KIND value=kind options=Signal::derive(|| options(ProposalKind::ALL)) required=true/>
            <SelectField form=form name="basis" label=t::staffing::column::BASIS value=basis options=Signal::derive(|| options(ProposalBasis::ALL)) required=true/>
            {move || on_findings().then(|| view! {
                <SelectField form=form name="findingIds" label=t::staffing::FINDING value=finding options=findings required=true/>
            })}
            <TextArea form=form name="text" label=t::staffing::TEXT value=words required=true max=4000/>
            <TextField form=form name="quotaDelta" label=t::staffing::POSTS value=posts max=5/>
        </ActionDialog>
    }
}

fn text() -> RwSignal<String> {
    RwSignal::new(String::new())
}
