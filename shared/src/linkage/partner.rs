//! Machine clients of partners (K39, §8): their scopes, and which capability needs which.

use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

crate::wire_enum! {
    /// What a partner's client may be granted (§8).
    pub enum PartnerScope {
        ReceiptWrite = "receipt:write", "上传办件", "send receipts";
        RatingWrite = "rating:write", "上传评价", "send ratings";
        RatingAggregate = "rating:aggregate", "读取评价汇总", "read rating aggregates";
        LinkageWrite = "linkage:write", "提交联动建议", "send linkage submissions";
        LinkageRead = "linkage:read", "读取本单位联动建议", "read own linkage submissions";
        AppraisalWrite = "appraisal:write", "上传绩效考核", "send appraisals";
        ExportRead = "export:read", "读取综合考核结果", "read the assessment export";
        ListRead = "list:read", "读取权责清单", "read the powers lists";
        OrgRead = "org:read", "读取单位名录", "read the registry";
        ChangeRead = "change:read", "增量同步", "read the change feed";
    }
}

crate::wire_enum! {
    /// State of a client.
    pub enum ClientState {
        Active = "ACTIVE", "启用", "active";
        Revoked = "REVOKED", "已撤销", "revoked";
    }
}

/// The scope that a capability needs when a machine uses it; `None` for what is published to everybody.
pub fn scope_of(capability: Capability) -> Option<PartnerScope> {
    match capability {
        Capability::LinkageSubmit => Some(PartnerScope::LinkageWrite),
        Capability::LinkageOwnRead | Capability::ProblemRead => Some(PartnerScope::LinkageRead),
        Capability::RatingSubmit | Capability::RatingImport => Some(PartnerScope::RatingWrite),
        Capability::RatingAggregateRead => Some(PartnerScope::RatingAggregate),
        Capability::AppraisalImport => Some(PartnerScope::AppraisalWrite),
        Capability::ExportRead => Some(PartnerScope::ExportRead),
        Capability::ListsRead => Some(PartnerScope::ListRead),
        Capability::RegistryRead => Some(PartnerScope::OrgRead),
        _ => None,
    }
}

/// `E_SCOPE`, naming the scope that is missing.
pub fn lacks(scope: PartnerScope) -> Refusal {
    Refusal::new(
        RefusalCode::Scope,
        format!(
            "本对接系统未获授权“{}”（{}），请联系安全管理员。",
            scope.zh(),
            scope.code()
        ),
        format!(
            "This client lacks the scope {}; ask the security administrator.",
            scope.code()
        ),
    )
}
