//! Public ratings of services (好差评): intake, integrity, bad-rating cases (K21–K24; §3.9, §5.6).

pub mod bad;
pub mod code;
pub mod flags;
pub mod hours;
pub mod intake;
pub mod rules;

pub use rules::RatingRules;

crate::wire_enum! {
    /// What a rater says (§0); the two lowest are bad ratings (差评).
    pub enum RatingLevel {
        L5 = "L5", "非常满意", "very satisfied";
        L4 = "L4", "满意", "satisfied";
        L3 = "L3", "基本满意", "basically satisfied";
        L2 = "L2", "不满意", "dissatisfied";
        L1 = "L1", "非常不满意", "very dissatisfied";
    }
}

impl RatingLevel {
    /// A bad rating opens a case (§3.9).
    pub fn is_bad(self) -> bool {
        matches!(self, Self::L2 | Self::L1)
    }

    /// Points by the default plan (§5.3): 100, 80, 60, 30, 0.
    pub fn points(self) -> u32 {
        match self {
            Self::L5 => 100,
            Self::L4 => 80,
            Self::L3 => 60,
            Self::L2 => 30,
            Self::L1 => 0,
        }
    }

    /// What a two-valued platform means (§5.4 B22): "satisfied" is L4, "dissatisfied" L2.
    pub fn of_two_valued(satisfied: bool) -> Self {
        if satisfied { Self::L4 } else { Self::L2 }
    }
}

crate::wire_enum! {
    /// Where a rating was given (§2).
    pub enum RatingChannel {
        Device = "DEVICE", "评价装置", "rating device";
        QrReceipt = "QR_RECEIPT", "办件单二维码", "code on the receipt";
        QrWindow = "QR_WINDOW", "窗口二维码", "code at the window";
        DeskLedger = "DESK_LEDGER", "服务台台账", "desk ledger";
        Platform = "PLATFORM", "网上平台", "online platform";
        Hotline = "HOTLINE", "政务热线", "hotline 12345";
    }
}

impl RatingChannel {
    /// Whether it counts in B21 (windows); the others count in B22 (§5.4).
    pub fn is_window(self) -> bool {
        !matches!(self, Self::Platform | Self::Hotline)
    }
}

crate::wire_enum! {
    /// Where an item was handled (§2 `ServiceReceipt.channel`).
    pub enum ReceiptChannel {
        Window = "WINDOW", "窗口", "window";
        Platform = "PLATFORM", "网上平台", "online platform";
    }
}

crate::wire_enum! {
    /// What became of a rating (§5.6). A flagged one counts again once it is kept.
    pub enum RatingStatus {
        Accepted = "ACCEPTED", "已计入", "accepted";
        Duplicate = "DUPLICATE", "重复", "duplicate";
        Limited = "LIMITED", "超限未计", "limited";
        Flagged = "FLAGGED", "已标记", "flagged";
        Excluded = "EXCLUDED", "已剔除", "excluded";
    }
}

crate::wire_enum! {
    /// Why somebody is dissatisfied (§7, quick feedback).
    pub enum RatingReason {
        Attitude = "ATTITUDE", "服务态度", "attitude";
        Waiting = "WAITING", "等候时间长", "waiting";
        Guidance = "GUIDANCE", "告知不清楚", "unclear guidance";
        ExtraPapers = "EXTRA_PAPERS", "要求额外材料", "asked for extra papers";
        PassedAround = "PASSED_AROUND", "推诿扯皮", "passed around";
        NotHandled = "NOT_HANDLED", "事项未办理", "not handled";
        Other = "OTHER", "其他", "other";
    }
}

crate::wire_enum! {
    /// Pattern by which the integrity engine flags ratings (§5.6 c).
    pub enum FlagRule {
        Burst = "BURST", "短时激增", "burst";
        Same = "SAME", "来源或等级雷同", "same source or level";
        Hours = "HOURS", "非办公时间", "outside opening hours";
        Staff = "STAFF", "本单位网络", "unit's own network";
    }
}

crate::wire_enum! {
    /// What is done with a group of flagged ratings (§5.6 c).
    pub enum FlagVerdict {
        Keep = "KEEP", "保留计分", "keep";
        Exclude = "EXCLUDE", "剔除", "exclude";
    }
}

crate::wire_enum! {
    /// How far a group of flagged ratings has been reviewed: two persons decide (K24).
    pub enum FlagState {
        Open = "OPEN", "待复审", "open";
        Reviewed = "REVIEWED", "待第二人确认", "reviewed once";
        Decided = "DECIDED", "已决定", "decided";
    }
}

crate::wire_enum! {
    /// State of a bad-rating case (§3.9).
    pub enum BadRatingState {
        Opened = "OPENED", "待联系", "opened";
        Verifying = "VERIFYING", "核实中", "verifying";
        Appealed = "APPEALED", "申诉中", "appealed";
        Excluded = "EXCLUDED", "已剔除", "excluded";
        Explained = "EXPLAINED", "已作说明", "explained";
        Rectifying = "RECTIFYING", "整改中", "rectifying";
        Feedback = "FEEDBACK", "待回访", "reported back";
        Revisited = "REVISITED", "已回访", "revisited";
        Closed = "CLOSED", "已办结", "closed";
    }
}

crate::wire_enum! {
    /// What happens to a bad-rating case; also the action's name (§3.9).
    pub enum BadEventKind {
        Open = "OPEN", "立案", "open";
        Contact = "CONTACT", "联系核实", "contact the rater";
        Appeal = "APPEAL", "申诉", "appeal";
        Decide = "DECIDE", "裁定申诉", "decide the appeal";
        Explain = "EXPLAIN", "书面说明", "explain";
        Accept = "ACCEPT", "受理整改", "accept and rectify";
        ReportBack = "REPORT_BACK", "反馈结果", "report back";
        Revisit = "REVISIT", "回访", "revisit";
        RaterAnswers = "RATER_ANSWERS", "评价人答复", "the rater answers";
        Lapse = "LAPSE", "评价人未答复", "the rater did not answer";
        SendBack = "SEND_BACK", "退回整改", "send back";
        Close = "CLOSE", "办结", "close";
    }
}

crate::wire_enum! {
    /// Ground of an appeal against a bad rating (§3.9).
    pub enum AppealGround {
        WrongUnit = "WRONG_UNIT", "评价对象有误", "wrong unit";
        WrongItem = "WRONG_ITEM", "评价事项有误", "wrong item";
        Mistaken = "MISTAKEN", "误评", "mistaken";
        Malicious = "MALICIOUS", "恶意评价", "malicious";
    }
}

impl AppealGround {
    /// Whether it can be judged without knowing the level: then those who decide do not see it (§3.9).
    pub fn is_mechanical(self) -> bool {
        matches!(self, Self::WrongUnit | Self::WrongItem)
    }
}

crate::wire_enum! {
    /// What a revisit found (§3.9).
    pub enum RevisitResult {
        Satisfied = "SATISFIED", "满意", "satisfied";
        NotSatisfied = "NOT_SATISFIED", "不满意", "not satisfied";
        NoAnswer = "NO_ANSWER", "未答复", "no answer";
    }
}
