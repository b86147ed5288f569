//! Every field, argument and value of the schema says what it is.

use async_graphql::Request;
use serde_json::Value;

const INTROSPECTION: &str = "{ __schema { types { name kind description
    fields(includeDeprecated: true) { name description args { name description } }
    inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";

fn is_blank(described: &Value) -> bool {
    described["description"]
        .as_str()
        .is_none_or(|text| text.trim().is_empty())
}

#[tokio::test]
async fn everything_in_the_schema_has_a_description() {
    let schema = remit_graphql::schema::schema();
    let answer = schema.execute(Request::new(INTROSPECTION)).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let data = answer.data.into_json().expect("data");
    let types = data["__schema"]["types"].as_array().expect("types");
    let (mut looked_at, mut missing) = (0, Vec::new());
    for kind in types {
        let name = kind["name"].as_str().expect("a name");
        if name.starts_with("__") || kind["kind"] == "SCALAR" {
            continue;
        }
        for part in ["fields", "inputFields", "enumValues"] {
            for member in kind[part].as_array().into_iter().flatten() {
                looked_at += 1;
                if is_blank(member) {
                    missing.push(format!("{name}.{}", member["name"]));
                }
                for argument in member["args"].as_array().into_iter().flatten() {
                    if is_blank(argument) {
                        missing.push(format!("{name}.{}({})", member["name"], argument["name"]));
                    }
                }
            }
        }
    }
    assert!(looked_at > 1_000, "only {looked_at} members were found");
    assert_eq!(missing, Vec::<String>::new());
}
