//! Stub.
crate::wire_enum! {
    /// Stub.
    pub enum Capability { ProblemRead = "problem.read", "查看履职问题", "read problems"; }
}
