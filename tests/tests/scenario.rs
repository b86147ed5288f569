//! Scenarios that read like `docs/domain.md` §9, each on both engines.

#![recursion_limit = "256"]

#[cfg(test)]
mod scenario {
    mod appointment;
    mod expert_session;
    mod integrity;
    mod pushed_problem;
    mod rating;
    mod refusals;
    mod suggestion;
}
