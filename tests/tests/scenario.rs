//! Scenarios that read like `docs/domain.md` §9, each on both engines.

#[cfg(test)]
mod scenario {
    mod appointment;
    mod campaign;
    mod expert_session;
    mod integrity;
    mod plan;
    mod pushed_problem;
    mod refusals;
    mod regulation;
    mod suggestion;
    mod yearly_result;
}
