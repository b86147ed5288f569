//! The audit record's shape and its chain (K42).

crate::wire_enum! {
    /// How an audited attempt ended.
    pub enum Outcome {
        Done = "DONE", "成功", "done";
        Refused = "REFUSED", "被拒绝", "refused";
        Failed = "FAILED", "失败", "failed";
    }
}
