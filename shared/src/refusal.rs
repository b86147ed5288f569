//! Refusals: the expected answers "no", with a stable code and a sentence that says what to do (§3).

use serde::{Deserialize, Serialize};

use crate::wire::Wire;

crate::wire_enum! {
    /// Stable refusal codes of §3, and those of sign-in and input checking.
    pub enum RefusalCode {
        State = "E_STATE", "当前状态不能办理此事项", "not possible in the present state";
        Role = "E_ROLE", "本岗位无权办理", "your role may not do this";
        Scope = "E_SCOPE", "不属于本单位范围", "outside your unit";
        Conflict = "E_CONFLICT", "应当回避或由他人办理", "conflict of interest";
        Late = "E_LATE", "已过办理时限", "too late";
        Early = "E_EARLY", "未到办理时间", "too early";
        Evidence = "E_EVIDENCE", "缺少佐证材料", "evidence is missing";
        Reason = "E_REASON", "未填写理由", "a reason is missing";
        Basis = "E_BASIS", "缺少依据", "a basis is missing";
        Dup = "E_DUP", "重复提交", "duplicate";
        Limit = "E_LIMIT", "超过次数或幅度限制", "over the limit";
        Weights = "E_WEIGHTS", "权重之和不为100", "weights do not sum to 100";
        Frozen = "E_FROZEN", "结果已冻结", "frozen";
        Stale = "E_STALE", "数据已被他人更新", "changed by somebody else";
        KAnon = "E_KANON", "样本过少不予显示", "too few answers to show";
        Secrecy = "E_SECRECY", "涉密内容不得上传", "state secrets may not be uploaded";
        Input = "E_INPUT", "填写内容不符合要求", "the input is not valid";
        NotFound = "E_NOT_FOUND", "未找到", "not found";
        SignIn = "E_SIGN_IN", "登录未成功", "sign-in failed";
        Unauthenticated = "E_UNAUTHENTICATED", "请先登录", "please sign in";
        Throttled = "E_THROTTLED", "操作过于频繁", "too many attempts";
        Password = "E_PASSWORD", "密码不符合要求", "the password is not acceptable";
        Separation = "E_SEPARATION", "违反三员分立", "separation of administrators";
        Unavailable = "E_UNAVAILABLE", "服务暂不可用", "temporarily unavailable";
    }
}

/// One refusal: nothing was changed, and this is why.
///
/// `field` is the camelCase input field the person has to look at, where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code.
    pub code: RefusalCode,
    /// Chinese sentence that says what is missing and what to do.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Input field concerned.
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal with its own sentences.
    pub fn new(code: RefusalCode, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code,
            zh: zh.into(),
            en: en.into(),
            field: None,
        }
    }

    /// A refusal that says no more than its code does.
    pub fn plain(code: RefusalCode) -> Self {
        Self::new(code, code.zh(), code.en())
    }

    /// The same refusal, pointing at an input field.
    #[must_use]
    pub fn on(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Out of scope and missing are the same answer, so that existence does not leak.
    pub fn not_found() -> Self {
        Self::new(
            RefusalCode::NotFound,
            "未找到该记录，或不在您的权限范围内。",
            "There is no such record, or it is outside your scope.",
        )
    }
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}", self.code, self.en)
    }
}

impl std::error::Error for Refusal {}
