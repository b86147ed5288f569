//! Questionnaire campaigns and their anonymous ballots (K19, K20, K27, K28; §3.8, F1, F3).
//!
//! [`machine`] is the life of a campaign, [`paper`] what a ballot says, [`credential`] how a ballot is admitted
//! without anybody knowing whose it is, [`cohort`] who answers under one key, [`tally`] how ballots are counted, and [`anonymity`] which counts may be shown.

pub mod anonymity;
pub mod code;
pub mod cohort;
pub mod credential;
pub mod machine;
pub mod paper;
pub mod pool;
pub mod question;
pub mod tally;

use rust_decimal::Decimal;

crate::wire_enum! {
    /// Kind of a campaign (§2 `Campaign.kind`).
    pub enum CampaignKind {
        Grassroots = "GRASSROOTS", "下评上（镇街评部门）", "towns rate departments";
        Mutual = "MUTUAL", "左右评（部门互评）", "departments rate each other";
        Deputy = "DEPUTY", "社会评（两代表一委员评价）", "delegates, deputies and CPPCC members rate units";
        Internal = "INTERNAL", "内部评（机关内部自评）", "staff rate their own unit";
    }
}

impl CampaignKind {
    /// Whether nobody may ever learn who answered what (F1).
    pub fn is_anonymous(self) -> bool {
        self != Self::Mutual
    }

    /// Whether the extremes are cut off before the mean is taken (§5.4 B11).
    pub fn trims(self) -> bool {
        self == Self::Grassroots
    }

    /// Whether a ballot speaks of one unit only, the voter's own.
    pub fn rates_own_unit(self) -> bool {
        self == Self::Internal
    }
}

crate::wire_enum! {
    /// State of a campaign (§3.8).
    pub enum CampaignState {
        Draft = "DRAFT", "草拟", "draft";
        Approved = "APPROVED", "已审定", "approved";
        Open = "OPEN", "填答中", "open";
        Closed = "CLOSED", "已截止", "closed";
        Tallied = "TALLIED", "已汇总", "tallied";
        Published = "PUBLISHED", "已公布", "published";
        Voided = "VOIDED", "已作废", "voided";
    }
}

crate::wire_enum! {
    /// What happens to a campaign; also the name of the action that makes it happen (§3.8).
    pub enum CampaignEventKind {
        Edit = "EDIT", "修改方案", "edit";
        Approve = "APPROVE", "审定", "approve";
        Open = "OPEN", "开放填答", "open";
        Answer = "ANSWER", "填答", "answer";
        Remind = "REMIND", "提醒", "remind";
        Prolong = "PROLONG", "延长期限", "prolong";
        Close = "CLOSE", "截止", "close";
        Tally = "TALLY", "汇总", "tally";
        Publish = "PUBLISH", "公布", "publish";
        Void = "VOID", "作废", "void";
    }
}

crate::wire_enum! {
    /// Class of a grassroots evaluator (§2 `EvaluatorProfile.class`).
    pub enum EvaluatorClass {
        Cadre = "CADRE", "副科级以上干部", "cadre of deputy section rank or above";
        CommunitySecretary = "COMMUNITY_SECRETARY", "社区书记", "community secretary";
        InstitutionHead = "INSTITUTION_HEAD", "镇街事业单位负责人", "head of a town institution";
    }
}

crate::wire_enum! {
    /// State of an evaluator in the pool (K19).
    pub enum EvaluatorState {
        Nominated = "NOMINATED", "待审核", "nominated";
        Active = "ACTIVE", "在库", "in the pool";
        Removed = "REMOVED", "已出库", "removed";
    }
}

crate::wire_enum! {
    /// Kind of a social evaluator (K27, 两代表一委员).
    pub enum DeputyKind {
        PartyDelegate = "PARTY_DELEGATE", "党代表", "party delegate";
        PeopleDeputy = "PEOPLE_DEPUTY", "人大代表", "deputy to the people's congress";
        CppccMember = "CPPCC_MEMBER", "政协委员", "CPPCC member";
    }
}

crate::wire_enum! {
    /// What a question is about (§0; the last three are the perspectives of S25).
    pub enum Topic {
        TerritorialLists = "TERRITORIAL_LISTS", "落实“属地管理”责任清单", "territorial responsibility lists";
        CallResponse = "CALL_RESPONSE", "“乡呼县应”办理", "response to calls of towns";
        Burden = "BURDEN", "为镇街减负", "burden reduction";
        Support = "SUPPORT", "支持镇街发展", "support for town development";
        Duty = "DUTY", "履职情况", "performance of duties";
        Collab = "COLLAB", "协作配合情况", "collaboration";
        Internal = "INTERNAL", "内部运行情况", "internal running";
    }
}

crate::wire_enum! {
    /// Answer to one question about one unit (§2 `ResponseItem.level`).
    pub enum BallotLevel {
        L5 = "L5", "非常满意", "very satisfied";
        L4 = "L4", "满意", "satisfied";
        L3 = "L3", "基本满意", "basically satisfied";
        L2 = "L2", "不满意", "dissatisfied";
        L1 = "L1", "非常不满意", "very dissatisfied";
        DontKnow = "DONT_KNOW", "不了解", "do not know";
    }
}

impl BallotLevel {
    /// The points of §5.3; 不了解 is not an answer.
    pub fn points(self) -> Option<Decimal> {
        let points: i64 = match self {
            Self::L5 => 100,
            Self::L4 => 80,
            Self::L3 => 60,
            Self::L2 => 30,
            Self::L1 => 0,
            Self::DontKnow => return None,
        };
        Some(Decimal::from(points))
    }
}

crate::wire_enum! {
    /// The only ways to look at the aggregates of a campaign (F3).
    pub enum AggregateCut {
        Unit = "UNIT", "按单位", "by unit";
        Town = "TOWN", "单位×镇街", "by unit and town";
        Class = "CLASS", "单位×人员类别", "by unit and class";
    }
}
