//! The panel of experts and information officers: appointments (§3.14, K13).

crate::wire_enum! {
    /// What a person is appointed as.
    pub enum AppointmentKind {
        Expert = "EXPERT", "监管专家", "expert";
        InfoOfficer = "INFO_OFFICER", "信息员", "information officer";
    }
}

crate::wire_enum! {
    /// Kind of body an appointee comes from; §1 counts these four.
    pub enum SourceKind {
        OversightDept = "OVERSIGHT_DEPT", "监管部门", "oversight department";
        University = "UNIVERSITY", "高校", "university";
        News = "NEWS", "新闻单位", "news unit";
        Town = "TOWN", "镇街", "town or subdistrict";
    }
}

crate::wire_enum! {
    /// State of an appointment (§3.14).
    pub enum AppointmentState {
        Nominated = "NOMINATED", "已提名", "nominated";
        Appointed = "APPOINTED", "已聘任", "appointed";
        Active = "ACTIVE", "在聘", "active";
        Expired = "EXPIRED", "已届满", "expired";
        Dismissed = "DISMISSED", "已解聘", "dismissed";
    }
}
