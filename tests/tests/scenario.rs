//! Scenarios that read like `docs/domain.md` §9, each on both engines.

#![recursion_limit = "256"] // the merged roots of the schema are deeply nested types
#![recursion_limit = "256"]

#[cfg(test)]
mod scenario {
    mod appointment;
    mod campaign;
    mod expert_session;
    mod integrity;
    mod plan;
    mod points;
    mod linkage;
    mod pushed_problem;
    mod rating;
    mod refusals;
    mod regulation;
    mod suggestion;
    mod yearly_result;
}
