//! Staffing proposals 机构编制建议: what a result or the findings of a year lead to (K33, §3.11).
//!
//! [`machine`] says what an event does. Band and rank interval are printed on the sheet when it is checked, so that whoever
//! decides sees how firm the ground is; small differences must not cost posts (§10.16).

pub mod machine;

crate::wire_enum! {
    /// What is proposed (§3.11).
    pub enum ProposalKind {
        SectionAdjust = "SECTION_ADJUST", "内设机构调整", "adjust internal sections";
        Tilt = "TILT", "编制资源倾斜", "favour with staffing resources";
        Hiring = "HIRING", "用编进人计划优先", "priority in the hiring plan";
        NotConsider = "NOT_CONSIDER", "原则上不予考虑增编", "no additional posts considered";
        Reduce = "REDUCE", "调减编制", "reduce posts";
    }
}

crate::wire_enum! {
    /// What a proposal rests on (§3.11).
    pub enum ProposalBasis {
        FrozenResult = "FROZEN_RESULT", "年度监管结果", "the year's frozen result";
        InYearFindings = "IN_YEAR_FINDINGS", "年内发现的履职问题", "findings of the year";
    }
}

crate::wire_enum! {
    /// State of a proposal (§3.11).
    pub enum ProposalState {
        Draft = "DRAFT", "草拟", "draft";
        Checked = "CHECKED", "已核对", "checked";
        Submitted = "SUBMITTED", "已提请编委研究", "submitted to the commission";
        Adopted = "ADOPTED", "已采纳", "adopted";
        NotSupported = "NOT_SUPPORTED", "未予支持", "not supported";
        Implemented = "IMPLEMENTED", "已落实", "implemented";
        Reviewed = "REVIEWED", "已回看", "reviewed";
    }
}

impl ProposalState {
    /// Whether the commission has decided; until then a proposal is the office's alone (F8).
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Draft | Self::Checked | Self::Submitted)
    }

    /// Whether it was adopted, whatever came after.
    pub fn is_adopted(self) -> bool {
        matches!(self, Self::Adopted | Self::Implemented | Self::Reviewed)
    }
}

crate::wire_enum! {
    /// What happens to a proposal; also the name of the action that makes it happen (§3.11).
    pub enum ProposalEventKind {
        Check = "CHECK", "核对", "check";
        Submit = "SUBMIT", "提请研究", "submit";
        Adopt = "ADOPT", "采纳", "adopt";
        NotSupport = "NOT_SUPPORT", "不予支持", "do not support";
        Implement = "IMPLEMENT", "登记落实", "record the implementation";
        Review = "REVIEW", "次年回看", "review with the next result";
    }
}
