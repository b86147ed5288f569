//! The parameters of §5.13.

use std::collections::BTreeSet;

use remit_shared::plan::params::{PlanParams, keys, leaves, spec};
use remit_shared::problem::{Deadlines, Severity};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;
use rust_decimal::Decimal;

#[test]
fn every_parameter_has_one_meaning_in_both_languages() {
    let known: BTreeSet<String> = keys().into_iter().collect();
    let told: BTreeSet<String> = spec::all().map(|spec| spec.key.to_owned()).collect();
    assert_eq!(known, told);
    assert_eq!(spec::all().count(), told.len());
    for spec in spec::all() {
        assert!(
            !spec.zh.is_empty() && spec.en.is_ascii() && spec.min < spec.max,
            "{}",
            spec.key
        );
    }
    for group in spec::ParamGroup::ALL {
        assert!(spec::all().any(|spec| spec.group == *group), "{group}");
    }
}

#[test]
fn the_defaults_are_those_of_the_specification_and_within_their_ranges() {
    let params = PlanParams::default();
    assert_eq!(params.check(), Ok(()));
    let value = |key: &str| {
        let leaf = leaves(&params)
            .into_iter()
            .find(|leaf| leaf.spec.key == key)
            .unwrap();
        assert_eq!(leaf.value, leaf.default);
        leaf.value.to_string()
    };
    for (key, expected) in [
        ("level_points.0", "100"),
        ("level_points.3", "30"),
        ("quality_points.GOOD", "85"),
        ("appraisal_points.D", "0"),
        ("prior_k.B21", "30"),
        ("topic_weights.TERRITORIAL_LISTS", "30"),
        ("trim_share", "0.05"),
        ("unreceipted_floor", "10"),
        ("coverage_min", "0.02"),
        ("limit_net_window_hour", "20"),
        ("deduct_base.MINOR", "0.5"),
        ("cap_total", "15"),
        ("bad_overdue", "0.05"),
        ("grade_cuts.1", "80"),
        ("band_share", "0.25"),
        ("mc_draws", "10000"),
        ("mc_seed", "20220101"),
        ("export_weight", "0.04"),
        ("deadlines_wd.problem_verify", "5"),
        ("deadlines_wd.case_decide", "30"),
        ("deadlines_wd.bad_complex", "15"),
        ("deadlines_wd.appeal", "5"),
    ] {
        assert_eq!(value(key), expected, "{key}");
    }
}

#[test]
fn a_changed_deadline_reaches_the_machines() {
    let changed = PlanParams::default()
        .with("deadlines_wd.rectify_minor", "25")
        .unwrap();
    let deadlines: Deadlines = changed.deadlines_wd;
    assert_eq!(deadlines.rectify(Severity::Minor), 25);
    assert_eq!(deadlines.rectify(Severity::Severe), 40);
}

#[test]
fn what_is_written_reads_back_the_same_and_missing_keys_take_their_default() {
    let params = PlanParams::default().with("prior_k.B21", "12.5").unwrap();
    assert_eq!(PlanParams::read(&params.write()), Ok(params));
    assert_eq!(PlanParams::read("{}"), Ok(PlanParams::default()));
}

#[test]
fn unknown_keys_values_out_of_range_and_values_that_do_not_fit_are_refused() {
    let params = PlanParams::default();
    let code = |key: &str, text: &str| {
        params
            .with(key, text)
            .and_then(|params| params.check())
            .map_err(|r| r.code)
    };
    for (key, text, expected) in [
        ("trim_shore", "0.05", RefusalCode::Input),
        ("prior_k", "3", RefusalCode::Input),
        ("level_points.7", "3", RefusalCode::Input),
        ("trim_share", "five", RefusalCode::Input),
        ("trim_share", "1.01", RefusalCode::Input),
        ("trim_share", "-0.1", RefusalCode::Input),
        ("trim_min_n", "2.5", RefusalCode::Input),
        ("trim_min_n", "0", RefusalCode::Input),
        ("min_cell", "4", RefusalCode::Input),
        ("level_points.0", "70", RefusalCode::Input),
        ("grade_cuts.2", "85", RefusalCode::Input),
        ("topic_weights.BURDEN", "24", RefusalCode::Weights),
        ("cap_c11", "16", RefusalCode::Input),
        ("subcap_bad", "11", RefusalCode::Input),
        ("deadlines_wd.appeal", "0", RefusalCode::Input),
    ] {
        assert_eq!(code(key, text), Err(expected), "{key} = {text}");
    }
    for json in [
        r#"{"trim_shore": "0.05"}"#,
        r#"{"prior_k": {"Z9": "1"}}"#,
        r#"{"trim_share": "2"}"#,
        "x",
    ] {
        assert_eq!(
            PlanParams::read(json).map_err(|r| r.code),
            Err(RefusalCode::Input),
            "{json}"
        );
    }
    assert_eq!(code("trim_share", " 0.10 "), Ok(()));
    assert_eq!(
        params.with("trim_share", "0.10").unwrap().trim_share,
        Decimal::new(1, 1)
    );
}
