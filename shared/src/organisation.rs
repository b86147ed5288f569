//! Organisations, their sections and the kinds they come in (§2, K02).

crate::wire_enum! {
    /// Kind of an organisation (§2 `Org.kind`).
    pub enum OrgKind {
        OversightOffice = "OVERSIGHT_OFFICE", "编办", "staffing office";
        PartyOrgan = "PARTY_ORGAN", "党委机关", "party organ";
        MassOrg = "MASS_ORG", "群团组织", "mass organisation";
        GovDept = "GOV_DEPT", "政府部门", "government department";
        PublicInstitution = "PUBLIC_INSTITUTION", "事业单位", "public institution";
        Town = "TOWN", "镇", "town";
        Subdistrict = "SUBDISTRICT", "街道", "subdistrict";
        University = "UNIVERSITY", "高校", "university";
        NewsMedia = "NEWS_MEDIA", "新闻单位", "news unit";
    }
}

crate::wire_enum! {
    /// Group within which supervised units are ranked (§5.9).
    pub enum RankingGroup {
        PartyMass = "PARTY_MASS", "党群部门", "party and mass organisations";
        Government = "GOVERNMENT", "政府部门", "government departments";
        Institution = "INSTITUTION", "市直事业单位", "public institutions";
    }
}
