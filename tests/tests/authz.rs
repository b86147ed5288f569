//! Every root field of the GraphQL schema, called as nobody and under each role. The list of fields comes from
//! the schema itself, so a new field cannot be forgotten; the outcome matrix is a snapshot, reviewed as a diff.

// The roots are merged of many nouns, one type inside the other.
#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of a test fail it")]

use std::fmt::Write;

use async_graphql::{Request, Schema};
use remit_graphql::context::RequestContext;
use remit_graphql::session_slot::SessionSlot;
use remit_service::context::OpCtx;
use remit_store::Engine;
use remit_tests::City;
use serde_json::Value;

/// One account of each role that signs in.
const PEOPLE: [(&str, &str); 13] = [
    ("OL", "ol01"),
    ("OV", "ov01"),
    ("OS", "os05"),
    ("DL", "dl.minzheng"),
    ("DC", "dc.minzheng"),
    ("EX", "ex01"),
    ("IO", "io.jiayue02"),
    ("LK", "lk06"),
    ("CL", "cl01"),
    ("RA", "ra01"),
    ("SA", "sa01"),
    ("SE", "se01"),
    ("AU", "au01"),
];

/// What a stranger may ask: who he is, how to sign in, what this is.
const OPEN_TO_ALL: [&str; 10] = [
    "query appInfo",
    "query me",
    "query ballotPaper",
    "query ballotBox",
    "mutation drawBallotCredential",
    "mutation castBallot",
    "mutation signIn",
    "mutation refreshSession",
    "mutation signOut",
    "query __typename",
];

const INTROSPECTION: &str = "{ __schema { queryType { name } mutationType { name } types { kind name
    fields { name args { name type { ...T } defaultValue } type { ...T } }
    inputFields { name type { ...T } defaultValue }
    enumValues { name } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The schema's description of itself.
struct Described(Value);

impl Described {
    fn kind(&self, name: &str) -> &Value {
        let types = self.0["__schema"]["types"].as_array().expect("types");
        types
            .iter()
            .find(|kind| kind["name"] == name)
            .unwrap_or_else(|| panic!("no type {name}"))
    }

    fn root(&self, which: &str) -> Vec<Value> {
        let name = self.0["__schema"][which]["name"].as_str().expect("a root type");
        self.kind(name)["fields"].as_array().expect("fields").clone()
    }

    /// A value that is well-formed and names nothing that exists; `None` for what may be left out.
    fn value(&self, root: &str, kind: &Value, field: &str) -> Option<String> {
        match kind["kind"].as_str().expect("a kind") {
            "NON_NULL" => Some(self.given(root, &kind["ofType"], field)),
            _ => None,
        }
    }

    fn given(&self, root: &str, kind: &Value, field: &str) -> String {
        let name = kind["name"].as_str().unwrap_or_default();
        match kind["kind"].as_str().expect("a kind") {
            "LIST" => "[]".to_owned(),
            "ENUM" => self.kind(name)["enumValues"][0]["name"]
                .as_str()
                .expect("a value")
                .to_owned(),
            "INPUT_OBJECT" => {
                let fields = self.kind(name)["inputFields"]
                    .as_array()
                    .expect("input fields")
                    .clone();
                let given = fields.iter().filter_map(|field| {
                    let name = field["name"].as_str().expect("a name");
                    self.value(root, &field["type"], name)
                        .map(|value| format!("{name}: {value}"))
                });
                format!("{{ {} }}", given.collect::<Vec<_>>().join(", "))
            }
            _ => scalar(root, name, field),
        }
    }
}

fn scalar(root: &str, name: &str, field: &str) -> String {
    match (name, field) {
        ("ID", "clientId") => "\"00000000-0000-4000-8000-000000000001\"".to_owned(),
        ("ID", field) => format!("\"{}_00000000000070008000000000000001\"", prefix(root, field)),
        ("String", "publicKey") => "\"-----BEGIN PUBLIC KEY-----\"".to_owned(),
        ("Int" | "Float", "year") => "2022".to_owned(),
        ("Int" | "Float", _) => "1".to_owned(),
        ("Boolean", _) => "true".to_owned(),
        ("NaiveDate", _) => "\"2023-05-12\"".to_owned(),
        _ => "\"abc\"".to_owned(),
    }
}

/// The kind of record that an id argument names: by the argument, or by the noun of the root field.
fn prefix(root: &str, field: &str) -> &'static str {
    let root = root.to_lowercase();
    let by_noun = [
        ("putfindings", "act"),
        ("activity", "act"),
        ("finding", "fnd"),
        ("voice", "vow"),
        ("violation", "vio"),
        ("listtrigger", "ltr"),
        ("powerlisthistory", "pli"),
        ("adjustment", "adj"),
        ("listchange", "adj"),
        ("legalopinion", "adj"),
        ("updatelists", "adj"),
        ("dutytasklist", "adj"),
        ("consultation", "csl"),
        ("coordination", "cas"),
        ("case", "cas"),
        ("decision", "cas"),
        ("sheet", "psh"),
        ("suggestion", "sug"),
        ("appointment", "apt"),
        ("point", "ept"),
        ("recusal", "rcs"),
        ("expertreview", "exr"),
        ("expertsession", "exs"),
        ("staffing", "stf"),
        ("score", "run"),
        ("appeal", "apl"),
        ("campaign", "cmp"),
        ("evaluator", "evp"),
        ("linkagewindow", "lkw"),
        ("countermeasure", "ctm"),
        ("client", "cli"),
        ("linkage", "lks"),
        ("session", "ses"),
        ("grant", "grt"),
        ("account", "acc"),
        ("password", "acc"),
        ("leftover", "led"),
        ("totp", "acc"),
        ("org", "org"),
        ("supervised", "org"),
        ("problem", "prb"),
        ("giveplan", "pln"),
        ("opinion", "pop"),
        ("applicability", "pln"),
        ("indicator", "pln"),
        ("duties", "org"),
        ("plan", "pln"),
        ("regulation", "reg"),
        ("flag", "flg"),
        ("window", "win"),
        ("rating", "bad"),
    ];
    match field {
        "orgId" | "orgIds" | "sourceOrgId" | "townId" | "aboutOrgId" | "responsibleOrgId" | "targetIds"
        | "townIds" | "unitIds" | "leadOrgId" | "assistOrgIds" => "org",
        "activityId" => "act",
        "itemId" => "pli",
        "changeId" => "lch",
        "fromId" | "toId" => "dtl",
        "consultationId" => "csl",
        "countermeasureId" => "ctm",
        "supersedesId" => "reg",
        "duplicateOfId" => "sug",
        "dutyIds" => "dut",
        "appointmentId" | "expertIds" | "attendedIds" => "apt",
        "runId" => "run",
        "campaignId" => "cmp",
        "groupId" => "cst",
        "problemId" | "findingIds" => "prb",
        "sectionId" => "sec",
        "accountId" | "ownerAccountId" => "acc",
        "grantId" => "grt",
        "extensionId" => "ext",
        _ => by_noun
            .iter()
            .find(|(noun, _)| root.contains(noun))
            .map_or("prb", |(_, prefix)| prefix),
    }
}

fn document(described: &Described, operation: &str, field: &Value) -> String {
    let root = field["name"].as_str().expect("a name");
    let args = field["args"].as_array().expect("arguments");
    let given = args.iter().filter_map(|arg| {
        let name = arg["name"].as_str().expect("a name");
        described
            .value(root, &arg["type"], name)
            .map(|value| format!("{name}: {value}"))
    });
    let given: Vec<_> = given.collect();
    let args = if given.is_empty() {
        String::new()
    } else {
        format!("({})", given.join(", "))
    };
    let mut leaf = &field["type"];
    while !leaf["ofType"].is_null() {
        leaf = &leaf["ofType"];
    }
    let selection = match leaf["kind"].as_str() {
        Some("OBJECT") if operation == "mutation" => " { problems { code } }",
        Some("OBJECT") => " { __typename }",
        _ => "",
    };
    format!("{operation} {{ {root}{args}{selection} }}")
}

async fn outcome<Q, M, S>(schema: &Schema<Q, M, S>, city: &City, op: OpCtx, document: &str) -> String
where
    Q: async_graphql::ObjectType + 'static,
    M: async_graphql::ObjectType + 'static,
    S: async_graphql::SubscriptionType + 'static,
{
    let context = RequestContext::new(city.app.clone(), op, SessionSlot::default());
    let answer = schema.execute(Request::new(document).data(context)).await;
    if let Some(error) = answer.errors.first() {
        let code = error
            .extensions
            .as_ref()
            .and_then(|extensions| extensions.get("code"));
        return match code {
            Some(code) => code.to_string().trim_matches('"').to_owned(),
            None => panic!("{document}: an error without a code: {error:?}"),
        };
    }
    let data = answer.data.into_json().expect("data");
    let field = data
        .as_object()
        .and_then(|object| object.values().next())
        .cloned()
        .unwrap_or_default();
    match field["problems"][0]["code"].as_str() {
        Some(code) => code.to_owned(),
        None if field.is_null() => "null".to_owned(),
        None => "ok".to_owned(),
    }
}

#[tokio::test]
async fn every_root_field_under_every_role() {
    let city = City::open(Engine::Sqlite, "2023-03-31").await;
    let schema = remit_graphql::schema::schema();
    let answer = schema
        .execute(Request::new(INTROSPECTION).data(RequestContext::new(
            city.app.clone(),
            city.nobody(),
            SessionSlot::default(),
        )))
        .await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let described = Described(answer.data.into_json().expect("data"));
    let mut matrix = String::new();
    for (operation, which) in [("query", "queryType"), ("mutation", "mutationType")] {
        for field in described.root(which) {
            let name = format!("{operation} {}", field["name"].as_str().expect("a name"));
            let document = document(&described, operation, &field);
            let nobody = outcome(&schema, &city, city.nobody(), &document).await;
            if !OPEN_TO_ALL.contains(&name.as_str()) {
                assert_eq!(nobody, "E_UNAUTHENTICATED", "{name} is open to strangers");
            }
            write!(matrix, "{name:<34} -:{nobody}").expect("a string takes it");
            let machine = city.machine("市信访局信访信息系统").await;
            for (role, person) in PEOPLE
                .map(|(role, login)| (role, Some(login)))
                .into_iter()
                .chain([("PC", None)])
            {
                let person = match person {
                    Some(login) => city.person(login).await,
                    None => machine.clone(),
                };
                let result = outcome(&schema, &city, person, &document).await;
                assert_ne!(result, "INTERNAL", "{name} faults under {role}: {document}");
                write!(matrix, " {role}:{result}").expect("a string takes it");
            }
            matrix.push('\n');
        }
    }
    insta::assert_snapshot!("access_matrix", matrix);
}
