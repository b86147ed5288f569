//! A change of a powers list with its before and after (§2 `ListChange`, K36).

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::list::change::read_item;
use remit_service::rows::list_change;
use remit_shared::id::NodeKind;
use remit_shared::list::change::ItemText;
use remit_shared::list::{ListOp, PowerCategory};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::page::Listed;

/// A change of a powers list (清单变动).
#[derive(Description)]
pub struct ListChange(pub list_change::Model);

impl Listed for ListChange {}

/// An item of a powers list as a change found or left it.
#[derive(SimpleObject)]
pub struct ItemSnapshot {
    /// Unit that holds it.
    pub org: Org,
    /// Kind of power.
    pub category: Code<PowerCategory>,
    /// Name.
    pub name: String,
    /// Law, regulation or document with its article.
    pub basis: String,
}

async fn snapshot(request: &RequestContext, item: Option<ItemText>) -> Result<Option<ItemSnapshot>> {
    let Some(item) = item else { return Ok(None) };
    Ok(Some(ItemSnapshot {
        org: Org::named(request, item.org).await?,
        category: item.category.into(),
        name: item.name,
        basis: item.basis,
    }))
}

#[Object(use_type_description)]
impl ListChange {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::ListChange, self.0.id)
    }

    /// Global id of the adjustment it belongs to.
    async fn adjustment_id(&self) -> ID {
        global(NodeKind::Adjustment, self.0.adjustment_id)
    }

    /// Place in the adjustment, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// What it does.
    async fn op(&self) -> Code<ListOp> {
        self.0.op.get().into()
    }

    /// Code of the item.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Global id of the item; null while an addition is not carried out.
    async fn item_id(&self) -> Option<ID> {
        self.0.item_id.map(|id| global(NodeKind::PowerItem, id))
    }

    /// The item as it was; null for an addition.
    async fn before(&self, ctx: &Context<'_>) -> Result<Option<ItemSnapshot>> {
        let request = RequestContext::of(ctx)?;
        let item = request.value(read_item(self.0.before.as_deref()))?;
        snapshot(request, item).await
    }

    /// The item as it is to be; null for a cancellation.
    async fn after(&self, ctx: &Context<'_>) -> Result<Option<ItemSnapshot>> {
        let request = RequestContext::of(ctx)?;
        let item = request.value(read_item(self.0.after.as_deref()))?;
        snapshot(request, item).await
    }

    /// Drafted and taken back.
    async fn dropped(&self) -> bool {
        self.0.dropped
    }

    /// Why it was taken back.
    async fn drop_reason(&self) -> Option<&str> {
        self.0.drop_reason.as_deref()
    }

    /// Number of the document that approved it, once carried out.
    async fn doc_no(&self) -> Option<&str> {
        self.0.doc_no.as_deref()
    }

    /// Day from which it is in force; null while it is a draft.
    async fn effective_on(&self) -> Option<NaiveDate> {
        self.0.effective_on
    }

    /// When it was published.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.0.published_on
    }
}
