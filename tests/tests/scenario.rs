//! Scenarios that read like `docs/domain.md` §9, each on both engines.

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
