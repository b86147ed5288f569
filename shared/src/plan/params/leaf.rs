//! The parameters one by one, each under a key such as `prior_k.B21` or `level_points.0`.

use core::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;

use super::PlanParams;
use super::spec::{self, Spec};
use crate::refusal::{Refusal, RefusalCode};

/// One value with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What it means, in which range.
    pub spec: &'static Spec,
    /// The value in force.
    pub value: Decimal,
    /// The default of §5.13.
    pub default: Decimal,
}

/// Every value of a set of parameters, in the order of [`spec::all`].
pub fn leaves(params: &PlanParams) -> Vec<Leaf> {
    let (now, start) = (tree(params), tree(&PlanParams::default()));
    spec::all()
        .filter_map(|spec| {
            Some(Leaf {
                spec,
                value: number(at(&now, spec.key)?)?,
                default: number(at(&start, spec.key)?)?,
            })
        })
        .collect()
}

/// Every key that the parameters have, found by walking them; a test holds [`spec::all`] to it.
pub fn keys() -> Vec<String> {
    let mut keys = Vec::new();
    walk(&tree(&PlanParams::default()), "", &mut keys);
    keys
}

fn walk(value: &Value, path: &str, keys: &mut Vec<String>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                walk(value, &below(name), keys);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                walk(value, &below(&index.to_string()), keys);
            }
        }
        _ => keys.push(path.to_owned()),
    }
}

/// The parameters with one value replaced.
pub(super) fn with(params: &PlanParams, key: &str, text: &str) -> Result<PlanParams, Refusal> {
    let spec = spec::find(key).ok_or_else(|| unknown(key))?;
    let value = Decimal::from_str(text.trim())
        .map_err(|_| not_a_number(spec))?
        .normalize();
    spec.within(value)?;
    let mut tree = tree(params);
    let place = key.split('.').try_fold(&mut tree, |value, step| match value {
        Value::Object(fields) => fields.get_mut(step),
        Value::Array(items) => step.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
        _ => None,
    });
    match place {
        Some(place @ Value::Number(_)) => {
            *place = Value::from(u64::from_str(&value.to_string()).map_err(|_| not_a_number(spec))?);
        }
        Some(place) => *place = Value::from(value.to_string()),
        None => return Err(unknown(key)),
    }
    serde_json::from_value(tree).map_err(|_| not_a_number(spec))
}

fn tree(params: &PlanParams) -> Value {
    serde_json::to_value(params).unwrap_or_default()
}

fn at<'a>(tree: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(tree, |value, step| match value {
        Value::Object(fields) => fields.get(step),
        Value::Array(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
        _ => None,
    })
}

/// Decimals lie in JSON as text, whole numbers as numbers.
fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => Decimal::from_str(text).ok(),
        Value::Number(number) => number.as_u64().map(Decimal::from),
        _ => None,
    }
}

fn unknown(key: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        format!("没有名为“{key}”的方案参数，请从参数表中选择。"),
        format!("There is no parameter called {key}; choose one from the list."),
    )
    .on("params")
}

fn not_a_number(spec: &Spec) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        format!("参数“{}”应填写数字。", spec.key),
        format!("The parameter {} must be a number.", spec.key),
    )
    .on("params")
}
