//! Scenarios that read like `docs/domain.md` §9, each on both engines.

#![recursion_limit = "512"]

#[cfg(test)]
mod scenario {
    mod appointment;
    mod expert_session;
    mod integrity;
    mod linkage;
    mod pushed_problem;
    mod refusals;
    mod suggestion;
}
