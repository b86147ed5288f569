//! Regulations, the yearly plan with its tree of indicators, and the duties it measures (K01, K03; §2, §3.1).

pub mod difference;
pub mod machine;
pub mod params;
pub mod point;
pub mod regulation;
pub mod template;
pub mod tree;

crate::wire_enum! {
    /// Which document of the regime a regulation is (§0, K01).
    pub enum RegulationKind {
        SupervisionMeasures = "SUPERVISION_MEASURES", "监管办法", "supervision measures";
        CoordinationMeasures = "COORDINATION_MEASURES", "协调办法", "coordination measures";
        Other = "OTHER", "配套制度", "supporting rules";
    }
}

crate::wire_enum! {
    /// State of a regulation (§2).
    pub enum RegulationState {
        Draft = "DRAFT", "草稿", "draft";
        Published = "PUBLISHED", "现行有效", "in force";
        Repealed = "REPEALED", "已废止", "repealed";
    }
}

crate::wire_enum! {
    /// State of a yearly plan (§3.1).
    pub enum PlanState {
        Draft = "DRAFT", "起草中", "draft";
        Consulted = "CONSULTED", "征求意见", "out for opinions";
        Approved = "APPROVED", "已审定", "approved";
        Published = "PUBLISHED", "已印发", "published";
        Amended = "AMENDED", "已被调整版替代", "replaced by an amendment";
        Archived = "ARCHIVED", "已归档", "archived";
    }
}

crate::wire_enum! {
    /// What happened to a yearly plan; also the name of the action that makes it happen (§3.1).
    pub enum PlanEventKind {
        Draft = "DRAFT", "起草", "draft";
        Edit = "EDIT", "修改", "edit";
        Consult = "CONSULT", "征求意见", "consult the units";
        Opine = "OPINE", "反馈意见", "give an opinion";
        Answer = "ANSWER", "答复意见", "answer an opinion";
        Approve = "APPROVE", "审定", "approve";
        Publish = "PUBLISH", "印发", "publish";
        Amend = "AMEND", "调整", "amend";
        Archive = "ARCHIVE", "归档", "archive";
    }
}

crate::wire_enum! {
    /// Part of the tree that an indicator belongs to: the three roots (§5.2).
    pub enum IndicatorPart {
        Core = "CORE", "核心业务", "core business";
        Evaluation = "EVALUATION", "评价指标", "evaluation";
        Negative = "NEGATIVE", "负面指标", "negative part";
    }
}

crate::wire_enum! {
    /// How raw values of an indicator become 0 to 100 points (§5.3).
    pub enum IndicatorMethod {
        Ratio = "RATIO", "比率", "ratio";
        Grade = "GRADE", "等级", "grade";
        Level5 = "LEVEL5", "五级评价", "five levels";
        Linear = "LINEAR", "线性", "linear between fixed bounds";
        Deduct = "DEDUCT", "扣分", "deduction";
    }
}

crate::wire_enum! {
    /// Where the values of an indicator come from (§5.4).
    pub enum IndicatorChannel {
        Points = "POINTS", "问效点", "effectiveness points";
        Lists = "LISTS", "清单调整", "list changes";
        Requests = "REQUESTS", "协商协调与联动事项", "requests addressed to the unit";
        Grassroots = "GRASSROOTS", "基层评价问卷", "grassroots questionnaire";
        Windows = "WINDOWS", "窗口好差评", "window ratings";
        Platforms = "PLATFORMS", "网上平台与政务热线", "platforms and hotline";
        Leaders = "LEADERS", "市级领导点评", "city leaders' comments";
        Peers = "PEERS", "部门互评", "mutual evaluation";
        Deputies = "DEPUTIES", "两代表一委员评价", "deputies' evaluation";
        Staff = "STAFF", "机关内部自评", "staff self-evaluation";
        Appraisals = "APPRAISALS", "事业单位绩效考核", "institution appraisals";
        Problems = "PROBLEMS", "履职问题", "problems";
        Violations = "VIOLATIONS", "违规通报败诉", "violations, criticism, lost suits";
    }
}

crate::wire_enum! {
    /// What an indicator looks at (S25); the negative part looks at all three and names none.
    pub enum Perspective {
        Duty = "DUTY", "履职情况", "duty";
        Collab = "COLLAB", "协作配合情况", "collaboration";
        Internal = "INTERNAL", "内部运行情况", "internal running";
    }
}

crate::wire_enum! {
    /// Whether a third-level indicator applies to a unit (§5.8).
    pub enum ApplicabilityStatus {
        Applicable = "APPLICABLE", "适用", "applicable";
        NotApplicable = "NOT_APPLICABLE", "不适用", "not applicable";
    }
}

crate::wire_enum! {
    /// What a unit says about a plan that is out for opinions (§3.1).
    pub enum OpinionKind {
        NoObjection = "NO_OBJECTION", "无意见", "no objection";
        Suggestion = "SUGGESTION", "有意见", "suggestion";
    }
}

crate::wire_enum! {
    /// What a duty of a unit rests on (§2 `Duty`).
    pub enum DutySource {
        ThreeFixed = "THREE_FIXED", "“三定”规定", "three-fixes provisions";
        Law = "LAW", "法律法规", "law";
        DutyTaskList = "DUTY_TASK_LIST", "部门职责任务清单", "duty-task list";
    }
}
