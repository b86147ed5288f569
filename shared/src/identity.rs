//! Accounts, roles, sign-in rules (K40, K41; §4).

pub mod password;
pub mod separation;
pub mod session;

crate::wire_enum! {
    /// The roles of §4, in the order of its matrix.
    pub enum Role {
        Ol = "OL", "编办负责人", "office lead";
        Ov = "OV", "职能运行监管科", "oversight section";
        Os = "OS", "编办其他科室", "other office section";
        Dl = "DL", "部门负责人", "unit lead";
        Dc = "DC", "部门联络员", "unit contact";
        Ex = "EX", "监管专家", "expert";
        Io = "IO", "信息员", "information officer";
        Lk = "LK", "联动部门联络员", "linkage contact";
        Cl = "CL", "市级领导", "city leader";
        Ra = "RA", "好差评管理员", "rating administrator";
        Tk = "TK", "匿名评价人", "anonymous ballot holder";
        Pc = "PC", "对接系统", "partner client";
        Pb = "PB", "社会公众", "public";
        Sa = "SA", "系统管理员", "system administrator";
        Se = "SE", "安全管理员", "security administrator";
        Au = "AU", "审计管理员", "audit administrator";
    }
}

impl Role {
    /// One of the three separate administrators (三员).
    pub fn is_administrator(self) -> bool {
        matches!(self, Self::Sa | Self::Se | Self::Au)
    }

    /// Roles that a person signs in under; the others act without an account or as a machine.
    pub fn is_signed_in(self) -> bool {
        !matches!(self, Self::Tk | Self::Pc | Self::Pb)
    }
}

crate::wire_enum! {
    /// State of an account.
    pub enum AccountState {
        Active = "ACTIVE", "正常", "active";
        Locked = "LOCKED", "已锁定", "locked";
        Disabled = "DISABLED", "已停用", "disabled";
    }
}

crate::wire_enum! {
    /// State of a role grant; OL, SE and AU grants wait for a second person.
    pub enum GrantState {
        Pending = "PENDING", "待确认", "pending";
        Active = "ACTIVE", "有效", "active";
        Revoked = "REVOKED", "已收回", "revoked";
    }
}
