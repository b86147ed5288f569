//! Scenarios that read like `docs/domain.md` §9, each on both engines.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

#[cfg(test)]
mod scenario {
    mod activity;
    mod adjustment;
    mod appointment;
    mod burden;
    mod campaign;
    mod coordination;
    mod cut_off;
    mod expert_session;
    mod integrity;
    mod leftover;
    mod linkage;
    mod official_result;
    mod plan;
    mod points;
    mod pushed_problem;
    mod rating;
    mod refusals;
    mod regulation;
    mod score_inputs;
    mod staffing;
    mod suggestion;
    mod voice;
    mod yearly_result;
}
