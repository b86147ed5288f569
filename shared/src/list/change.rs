//! What a list change may say (§2 `ListChange`, K36): an item as it was and as it will be.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ListOp, PowerCategory};
use crate::refusal::{Refusal, RefusalCode};

/// Longest code of an item.
pub const CODE_MAX: usize = 40;

/// An item of a powers list at one time: the "before" or "after" of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    /// Unit that holds it.
    pub org: Uuid,
    /// Code, which never changes.
    pub code: String,
    /// Kind of power.
    pub category: PowerCategory,
    /// Name.
    pub name: String,
    /// Law, regulation or document with its article.
    pub basis: String,
}

/// Everything a decision about a change depends on.
#[derive(Debug, Clone, Copy)]
pub struct ChangeFacts<'a> {
    /// What it does.
    pub op: ListOp,
    /// The item as it is now; `None` when there is none, or it is cancelled.
    pub before: Option<&'a ItemText>,
    /// The item as it is to be; `None` for a cancellation.
    pub after: Option<&'a ItemText>,
    /// Units concerned by the adjustment.
    pub orgs: &'a [Uuid],
    /// The code has been given to an item already.
    pub code_taken: bool,
    /// The adjustment has a change of this item already.
    pub changed_already: bool,
}

/// Whether a change says something that can be done.
pub fn check(facts: &ChangeFacts) -> Result<(), Refusal> {
    if facts.changed_already {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "本次调整已登记该事项的变动，请先撤下原变动。",
            "This adjustment changes the item already; drop that change first.",
        )
        .on("code"));
    }
    match facts.op {
        ListOp::Add => added(facts),
        ListOp::Cancel => {
            let before = standing(facts)?;
            concerned(facts, before.org, "itemId")
        }
        ListOp::Change => changed(facts),
        ListOp::Transfer => transferred(facts),
    }
}

fn added(facts: &ChangeFacts) -> Result<(), Refusal> {
    let after = written(facts)?;
    if facts.code_taken {
        return Err(Refusal::new(
            RefusalCode::Dup,
            format!("事项编码{}已被使用，编码一经使用不得重复。", after.code),
            format!("The code {} is taken; codes are never used twice.", after.code),
        )
        .on("code"));
    }
    concerned(facts, after.org, "orgId")
}

fn changed(facts: &ChangeFacts) -> Result<(), Refusal> {
    let (before, after) = (standing(facts)?, written(facts)?);
    concerned(facts, before.org, "itemId")?;
    if before.org != after.org {
        return Err(Refusal::new(
            RefusalCode::Input,
            "改变行使单位的，请选择“划转”。",
            "Choose \"transfer\" where the unit changes.",
        )
        .on("op"));
    }
    if before == after {
        return Err(Refusal::new(
            RefusalCode::Input,
            "变更后的内容与现行内容相同，请填写变更后的类别、名称或依据。",
            "Nothing differs from the present item.",
        )
        .on("name"));
    }
    Ok(())
}

fn transferred(facts: &ChangeFacts) -> Result<(), Refusal> {
    let (before, after) = (standing(facts)?, written(facts)?);
    if before.org == after.org {
        return Err(Refusal::new(
            RefusalCode::Input,
            "划入单位与现行使单位相同，请选择划入单位。",
            "The item is with this unit already; choose another.",
        )
        .on("orgId"));
    }
    concerned(facts, before.org, "itemId")?;
    concerned(facts, after.org, "orgId")
}

fn standing<'a>(facts: &ChangeFacts<'a>) -> Result<&'a ItemText, Refusal> {
    facts.before.ok_or_else(|| {
        Refusal::new(
            RefusalCode::State,
            "该事项不存在或已取消，不能再作变动。",
            "There is no such item in force.",
        )
        .on("itemId")
    })
}

fn written<'a>(facts: &ChangeFacts<'a>) -> Result<&'a ItemText, Refusal> {
    let after = facts.after.ok_or_else(|| {
        Refusal::new(
            RefusalCode::Input,
            "请填写调整后的事项名称和依据。",
            "Write the item as it is to be.",
        )
        .on("name")
    })?;
    if after.basis.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写事项的设定依据及条款。",
            "Name the basis of the item with its article.",
        )
        .on("basis"));
    }
    Ok(after)
}

fn concerned(facts: &ChangeFacts, org: Uuid, field: &str) -> Result<(), Refusal> {
    if facts.orgs.contains(&org) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Scope,
        "该事项的单位不在本次调整所涉单位之列，请先将其列为所涉单位。",
        "The unit of the item is not among those concerned by the adjustment.",
    )
    .on(field))
}
