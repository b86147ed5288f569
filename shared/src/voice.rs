//! The other voices (其他评价): city leaders' comments (K25), mutual ballots of departments (K26), appraisals of public
//! institutions (K29), and the negative records that C21 counts (§5.7).
//!
//! [`window`] is the life of a year's window for comments or ballots, [`comment`] and [`mutual`] say what may be written
//! and what may be read of it (F6, F7), [`appraisal`] reads a row of the yearly appraisal, [`violation`] is the life of a
//! negative record.

pub mod appraisal;
pub mod comment;
pub mod mutual;
pub mod violation;
pub mod window;

pub use crate::scoring::input::record::{AppraisalMark, ViolationKind};

crate::wire_enum! {
    /// What a window collects.
    pub enum VoiceKind {
        Comment = "COMMENT", "市级领导点评", "city leaders' comments";
        Mutual = "MUTUAL", "部门互评", "mutual evaluation of departments";
    }
}

crate::wire_enum! {
    /// State of a window.
    pub enum VoiceWindowState {
        Scheduled = "SCHEDULED", "未开放", "scheduled";
        Open = "OPEN", "进行中", "open";
        Closed = "CLOSED", "已截止", "closed";
        Published = "PUBLISHED", "已公布", "published";
    }
}

crate::wire_enum! {
    /// What happens to a window; also the name of the action.
    pub enum VoiceWindowEventKind {
        Set = "SET", "安排时间", "set its days";
        Open = "OPEN", "开放", "open";
        Remind = "REMIND", "提醒未完成者", "remind those who have not finished";
        Close = "CLOSE", "截止", "close";
        Publish = "PUBLISH", "公布", "publish";
    }
}

crate::wire_enum! {
    /// State of a department's ballot (K26).
    pub enum MutualState {
        Draft = "DRAFT", "暂存", "draft";
        Cast = "CAST", "已提交", "cast";
    }
}

crate::wire_enum! {
    /// What a mutual ballot asks about a unit (§2 `MutualBallot`).
    pub enum MutualAspect {
        Attitude = "ATTITUDE", "协作态度", "attitude";
        Timeliness = "TIMELINESS", "办理时效", "timeliness";
        Effect = "EFFECT", "办理成效", "effect";
    }
}

crate::wire_enum! {
    /// What an imported list holds (§2 `ImportBatch.kind`).
    pub enum ImportKind {
        Appraisal = "APPRAISAL", "事业单位绩效考核", "institution appraisals";
    }
}

crate::wire_enum! {
    /// State of a negative record.
    pub enum ViolationState {
        Recorded = "RECORDED", "待复核", "recorded";
        Confirmed = "CONFIRMED", "已认定", "confirmed";
        Contested = "CONTESTED", "申辩中", "contested";
        Upheld = "UPHELD", "维持认定", "upheld";
        Revoked = "REVOKED", "已撤销", "revoked";
    }
}

crate::wire_enum! {
    /// What happens to a negative record; also the name of the action.
    pub enum ViolationEventKind {
        Record = "RECORD", "登记", "record";
        Confirm = "CONFIRM", "认定", "confirm";
        Reject = "REJECT", "不予认定", "reject";
        Contest = "CONTEST", "申辩", "contest";
        Uphold = "UPHOLD", "维持认定", "uphold";
        Revoke = "REVOKE", "撤销认定", "revoke";
    }
}
