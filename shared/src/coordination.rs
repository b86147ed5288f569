//! Coordination of disputed duties: consultation between departments (K10), the coordination case with its clocks
//! (K11), checks after the decision (K12); §3.7.

pub mod case;
pub mod citation;
pub mod consultation;
pub mod precedent;

crate::wire_enum! {
    /// State of a consultation (§3.7).
    pub enum ConsultationState {
        Open = "OPEN", "协商中", "open";
        Agreed = "AGREED", "协商一致", "agreed";
        Failed = "FAILED", "协商未果", "failed";
    }
}

crate::wire_enum! {
    /// What happens to a consultation; also the action's name (§3.7).
    pub enum ConsultationEventKind {
        Invite = "INVITE", "发起协商", "open the consultation";
        Meet = "MEET", "登记协商会议", "record a meeting";
        GiveView = "GIVE_VIEW", "填写本单位意见", "give the unit's view";
        WriteMemo = "WRITE_MEMO", "起草协商备忘录", "write the memo";
        Sign = "SIGN", "会签备忘录", "sign the memo";
        DeclareFailed = "DECLARE_FAILED", "声明协商未果", "declare it failed";
        Lapse = "LAPSE", "期满未果", "lapse";
    }
}

crate::wire_enum! {
    /// Part that a department has in a matter (§2 `PartyRole`).
    pub enum PartyRole {
        Lead = "LEAD", "主办部门", "lead department";
        Assist = "ASSIST", "协办部门", "assisting department";
    }
}

crate::wire_enum! {
    /// Between whom the duty is disputed (§2 `scope_kind`).
    pub enum CaseScope {
        DeptDept = "DEPT_DEPT", "部门之间", "between departments";
        DeptTown = "DEPT_TOWN", "部门与镇街之间", "between a department and a town";
        EnforcementOverlap = "ENFORCEMENT_OVERLAP", "综合执法改革后职能两部门行使", "double exercise after the enforcement reform";
    }
}

crate::wire_enum! {
    /// What a clause is taken from (§2 `legal_basis`).
    pub enum CitationKind {
        Law = "LAW", "法律法规规章", "law or regulation";
        ThreeFixed = "THREE_FIXED", "“三定”规定", "three-fixes provisions";
        Document = "DOCUMENT", "规范性文件", "administrative document";
    }
}

crate::wire_enum! {
    /// Where in a case a clause is cited.
    pub enum CitationSource {
        Application = "APPLICATION", "协调申请", "application";
        Opinion = "OPINION", "部门意见", "opinion of a party";
        Decision = "DECISION", "协调意见", "decision";
        Refusal = "REFUSAL", "不予受理", "refusal";
    }
}

crate::wire_enum! {
    /// State of a coordination case (§3.7).
    pub enum CaseState {
        Applied = "APPLIED", "已申请", "applied for";
        Supplement = "SUPPLEMENT", "补正材料", "to be supplemented";
        Refused = "REFUSED", "不予受理", "refused";
        Accepted = "ACCEPTED", "已受理", "accepted";
        Hearing = "HEARING", "听取意见", "hearing the parties";
        Expert = "EXPERT", "专家论证", "with the experts";
        Decided = "DECIDED", "已裁定", "decided";
        Withdrawn = "WITHDRAWN", "已撤回", "withdrawn";
        Published = "PUBLISHED", "已印发", "published";
        FollowUp = "FOLLOW_UP", "跟踪检查", "being followed up";
        Closed = "CLOSED", "已办结", "closed";
    }
}

crate::wire_enum! {
    /// What happens to a coordination case; also the action's name (§3.7).
    pub enum CaseEventKind {
        Apply = "APPLY", "申请协调", "apply";
        AskSupplement = "ASK_SUPPLEMENT", "要求补正", "ask for a supplement";
        Supplement = "SUPPLEMENT", "补正材料", "supplement";
        ProposeRefusal = "PROPOSE_REFUSAL", "拟不予受理", "propose to refuse";
        Refuse = "REFUSE", "不予受理", "refuse";
        Accept = "ACCEPT", "受理", "accept";
        AskOpinions = "ASK_OPINIONS", "书面征求意见", "ask for opinions";
        GiveOpinion = "GIVE_OPINION", "提出书面意见", "give an opinion";
        Lapse = "LAPSE", "逾期视为无异议", "silence counts as no objection";
        Meet = "MEET", "召开协调会", "hold a coordination meeting";
        ConsultExperts = "CONSULT_EXPERTS", "组织专家论证", "consult experts";
        Extend = "EXTEND", "延长办理期限", "extend the deadline";
        Decide = "DECIDE", "作出协调决定", "decide";
        Withdraw = "WITHDRAW", "撤回申请", "withdraw";
        Publish = "PUBLISH", "印发协调意见", "publish";
        BeginFollowUp = "BEGIN_FOLLOW_UP", "转入跟踪检查", "begin the follow-up";
        Check = "CHECK", "登记检查结果", "record a check";
    }
}

crate::wire_enum! {
    /// Why a case is not accepted: the fixed list of §3.7.
    pub enum RefusalGround {
        Personnel = "PERSONNEL", "属于人事事项", "a matter of personnel";
        Budget = "BUDGET", "属于经费预算事项", "a matter of budget";
        Court = "COURT", "属于司法或复议事项", "a matter for the courts";
        LawConflict = "LAW_CONFLICT", "属于法律规范冲突", "a conflict of laws";
        NotConsulted = "NOT_CONSULTED", "未经协商", "not consulted before";
        LawClear = "LAW_CLEAR", "法律法规已有明确规定", "the law is clear already";
    }
}

crate::wire_enum! {
    /// How a case was settled (§2 `decision_kind`).
    pub enum DecisionKind {
        Agreed = "AGREED", "协调一致", "agreed";
        Decided = "DECIDED", "裁定", "decided";
    }
}

crate::wire_enum! {
    /// Result of a check after a decision (§2 `FollowUpCheck`) or an adjustment (§3.12).
    pub enum CheckResult {
        Effective = "EFFECTIVE", "落实到位", "effective";
        NotEffective = "NOT_EFFECTIVE", "落实不到位", "not effective";
    }
}

impl CaseState {
    /// Whether nothing more is expected of anybody.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Closed)
    }

    /// Whether the decision is out: what §1 counts as solved, and what precedents are made of.
    pub fn is_solved(self) -> bool {
        matches!(self, Self::Published | Self::FollowUp | Self::Closed)
    }
}
