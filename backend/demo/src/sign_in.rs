//! What the sign-in page of the demo shows: the accounts to try and the one password.

use remit_shared::identity::Role;

/// The password of every demo account. It meets the rules for administrators (14 characters, four classes), so
/// that the demo needs no exception from them.
pub const DEMO_PASSWORD: &str = "Weihe#Zhi-2333";

/// An account to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoAccount {
    /// Login.
    pub login: &'static str,
    /// Password, [`DEMO_PASSWORD`].
    pub password: &'static str,
    /// Role of its first hat.
    pub role: Role,
    /// Who that is, in Chinese.
    pub label_zh: &'static str,
    /// Who that is, in English.
    pub label_en: &'static str,
}

const fn account(
    login: &'static str,
    role: Role,
    label_zh: &'static str,
    label_en: &'static str,
) -> DemoAccount {
    DemoAccount {
        login,
        password: DEMO_PASSWORD,
        role,
        label_zh,
        label_en,
    }
}

const ACCOUNTS: [DemoAccount; 18] = [
    account("ol01", Role::Ol, "编办负责人", "office lead"),
    account(
        "ov01",
        Role::Ov,
        "职能运行监管科 01",
        "oversight section, first officer",
    ),
    account(
        "ov02",
        Role::Ov,
        "职能运行监管科 02（复核）",
        "oversight section, second pair of eyes",
    ),
    account(
        "os05",
        Role::Os,
        "编办行政机构编制科",
        "another section of the office",
    ),
    account(
        "dl.minzheng",
        Role::Dl,
        "市民政局负责人",
        "lead of the civil affairs bureau",
    ),
    account(
        "dc.minzheng",
        Role::Dc,
        "市民政局联络员",
        "contact of the civil affairs bureau",
    ),
    account(
        "dl.zhujian",
        Role::Dl,
        "市住房和城乡建设局负责人（有逾期问题）",
        "lead of the housing bureau, one problem overdue",
    ),
    account(
        "dc.zhujian",
        Role::Dc,
        "市住房和城乡建设局联络员",
        "contact of the housing bureau",
    ),
    account("ex01", Role::Ex, "监管专家", "expert"),
    account(
        "io.mizhou01",
        Role::Io,
        "密州街道信息员（兼镇街联络员）",
        "information officer and contact of a subdistrict",
    ),
    account(
        "io.jiayue02",
        Role::Io,
        "贾悦镇信息员",
        "information officer of a town",
    ),
    account(
        "lk06",
        Role::Lk,
        "市信访局联动联络员",
        "linkage contact of the petitions bureau",
    ),
    account("cl01", Role::Cl, "市级领导", "city leader"),
    account("ra01", Role::Ra, "好差评管理员", "rating administrator"),
    account("sa01", Role::Sa, "系统管理员", "system administrator"),
    account("se01", Role::Se, "安全管理员", "security administrator"),
    account("au01", Role::Au, "审计管理员", "audit administrator"),
    account("os01", Role::Os, "编办综合科", "general section of the office"),
];

/// The accounts that the sign-in page offers, one or two for each role.
pub fn demo_accounts() -> &'static [DemoAccount] {
    &ACCOUNTS
}
