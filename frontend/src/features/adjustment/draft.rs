//! Drafting a list change, and taking one back.

use leptos::prelude::*;
use remit_shared::list::AdjustmentEventKind as E;
use remit_shared::wire::Wire;

use super::acts::open_for;
use super::{
    AdjustmentItems, Detail, DraftChange, DropChange, ListOp, PowerCategory, adjustment_items, draft_change,
    drop_change,
};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, RadioGroup, SelectField, TextArea, TextField, chosen, options, required};

/// Units of the adjustment as options.
fn parties(detail: Memo<Detail>) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        detail.with(|detail| {
            let parties = detail.adjustment.parties.iter();
            parties
                .map(|party| (party.org.id.clone(), party.org.name.clone()))
                .collect()
        })
    })
}

/// The draft: which item, what becomes of it.
#[component]
pub(super) fn DraftDialog(
    detail: Memo<Detail>,
    acting: RwSignal<Option<E>>,
    done: Callback<E>,
) -> impl IntoView {
    let form = Form::new();
    let open = open_for(acting, E::DraftChange);
    let field = || RwSignal::new(String::new());
    let (from, words, item, code, name, basis, category, to) = (
        field(),
        field(),
        field(),
        field(),
        field(),
        field(),
        field(),
        field(),
    );
    let op = RwSignal::new(None::<ListOp>);
    let items = use_query::<AdjustmentItems>(move || {
        let filter = adjustment_items::PowerListFilter {
            org_id: Some(from.get()).filter(|id| !id.is_empty()),
            as_of: None,
            categories: None,
            states: None,
            text: Some(words.get()).filter(|text| !text.is_empty()),
            changed_since: None,
        };
        adjustment_items::Variables { filter: Some(filter) }
    });
    let found = Signal::derive(move || {
        let nodes = items
            .data
            .with(|data| data.as_ref().map(|data| data.power_list_items.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes
            .map(|item| (item.id, format!("{} {}", item.code, item.name)))
            .collect::<Vec<_>>()
    });
    let units = parties(detail);
    let send = Callback::new(move |()| {
        let fine = form.check([chosen("op", op, t::list::column::CHANGE)]);
        let (Some(op), true) = (op.get_untracked(), fine) else {
            return;
        };
        let (id, version) =
            detail.with_untracked(|detail| (detail.adjustment.id.clone(), detail.adjustment.version));
        let some =
            |signal: RwSignal<String>| Some(signal.get_untracked()).filter(|text| !text.trim().is_empty());
        let input = draft_change::DraftListChangeInput {
            id,
            version,
            op,
            item_id: some(item),
            code: some(code),
            category: PowerCategory::parse(&category.get_untracked()),
            name: some(name),
            basis: some(basis),
            org_id: some(to),
        };
        form.submit(
            mutate::<DraftChange>(draft_change::Variables { input }),
            move |_| {
                for signal in [item, code, name, basis, category] {
                    signal.set(String::new());
                }
                done.run(E::DraftChange);
            },
        );
    });
    let adds = move || op.get() == Some(ListOp::Add);
    let goes = move || matches!(op.get(), Some(ListOp::Add | ListOp::Transfer));
    let writes = move || matches!(op.get(), Some(ListOp::Add | ListOp::Change | ListOp::Transfer));
    let kinds = Signal::derive(move || options(PowerCategory::ALL));
    view! {
        <ActionDialog open=open form=form title=t::adjustment::act::DRAFT explain=Some(t::adjustment::act::DRAFT_WHY) submit=t::adjustment::act::DRAFT on_submit=send>
            <RadioGroup form=form name="op" label=t::list::column::CHANGE values=ListOp::ALL value=op/>
            {move || (op.get().is_some() && !adds()).then(|| view! {
                <SelectField form=form name="from" label=t::adjustment::FROM_UNIT value=from options=units/>
                <TextField form=form name="words" label=t::list::TEXT value=words hint=t::list::TEXT_HINT max=60/>
                <SelectField form=form name="itemId" label=t::list::ITEM value=item options=found/>
            })}
            {move || adds().then(|| view! {
                <TextField form=form name="code" label=t::list::column::CODE value=code required=true max=40/>
            })}
            {move || goes().then(|| view! {
                <SelectField form=form name="orgId" label=t::adjustment::TO_UNIT value=to options=units/>
            })}
            {move || writes().then(|| view! {
                <SelectField form=form name="category" label=t::list::column::CATEGORY value=category options=kinds/>
                <TextField form=form name="name" label=t::list::column::NAME value=name hint=t::adjustment::KEPT_IF_EMPTY max=120/>
                <TextField form=form name="basis" label=t::list::BASIS value=basis hint=t::adjustment::KEPT_IF_EMPTY max=1000/>
            })}
        </ActionDialog>
    }
}

/// Which draft, and why it is taken back.
#[component]
pub(super) fn DropDialog(
    detail: Memo<Detail>,
    acting: RwSignal<Option<E>>,
    done: Callback<E>,
) -> impl IntoView {
    let form = Form::new();
    let open = open_for(acting, E::DropChange);
    let (change, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let drafts = Signal::derive(move || {
        let changes = detail.with(|detail| detail.changes.clone());
        let live = changes.into_iter().filter(|change| !change.dropped);
        live.map(|change| (change.id, format!("{} {}", change.op.zh(), change.code)))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("changeId", change, t::adjustment::CHANGES),
            required("reason", reason, t::adjustment::REASON),
        ]);
        if !fine {
            return;
        }
        let (id, version) =
            detail.with_untracked(|detail| (detail.adjustment.id.clone(), detail.adjustment.version));
        let input = drop_change::DropListChangeInput {
            id,
            version,
            change_id: change.get_untracked(),
            reason: reason.get_untracked(),
        };
        form.submit(
            mutate::<DropChange>(drop_change::Variables { input }),
            move |_| {
                change.set(String::new());
                reason.set(String::new());
                done.run(E::DropChange);
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::adjustment::act::DROP explain=Some(t::adjustment::act::DROP_WHY) submit=t::adjustment::act::DROP on_submit=send>
            <SelectField form=form name="changeId" label=t::adjustment::CHANGES value=change options=drafts/>
            <TextArea form=form name="reason" label=t::adjustment::REASON value=reason required=true max=1000/>
        </ActionDialog>
    }
}
