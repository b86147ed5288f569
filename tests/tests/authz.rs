//! Every root field of the GraphQL schema, called as nobody and under each role. The list of fields comes from
//! the schema itself, so a new field cannot be forgotten; the outcome matrix is a snapshot, reviewed as a diff.

// The roots are merged of many nouns, one type inside the other.
#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of a test fail it")]

use std::collections::{BTreeMap, BTreeSet};
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

/// What stands for an id that names nothing in [`scalar`].
const NOTHING: &str = "_00000000000070008000000000000001";

/// What is published to everybody who is signed in: decisions as precedents (K11).
const PUBLISHED: [&str; 1] = ["publishedDecision"];

/// Lists whose rows are harvested: every connection that needs no argument. Units are known to everybody.
fn lists(described: &Described) -> Vec<String> {
    let fields = described.root("queryType");
    let lists = fields.iter().filter(|field| {
        let mut kind = &field["type"];
        while !kind["ofType"].is_null() {
            kind = &kind["ofType"];
        }
        let needed = field["args"].as_array().into_iter().flatten();
        let needs = needed
            .into_iter()
            .any(|arg| arg["type"]["kind"] == "NON_NULL" && arg["defaultValue"].is_null());
        kind["name"]
            .as_str()
            .is_some_and(|name| name.ends_with("Connection"))
            && !needs
    });
    let names = lists.filter_map(|field| field["name"].as_str());
    names.filter(|name| *name != "orgs").map(str::to_owned).collect()
}

/// Ids that somebody's own lists show, by the kind of record.
async fn harvest<Q, M, S>(
    schema: &Schema<Q, M, S>,
    city: &City,
    op: &OpCtx,
    lists: &[String],
) -> BTreeMap<String, BTreeSet<String>>
where
    Q: async_graphql::ObjectType + 'static,
    M: async_graphql::ObjectType + 'static,
    S: async_graphql::SubscriptionType + 'static,
{
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for list in lists {
        let context = RequestContext::new(city.app.clone(), op.clone(), SessionSlot::default());
        let query = format!("{{ {list}(first: 200) {{ nodes {{ id }} }} }}");
        let answer = schema.execute(Request::new(query).data(context)).await;
        let Ok(data) = answer.data.into_json() else {
            continue;
        };
        for node in data[list]["nodes"].as_array().into_iter().flatten() {
            let id = node["id"].as_str().expect("an id");
            let kind = id.split('_').next().unwrap_or_default();
            found.entry(kind.to_owned()).or_default().insert(id.to_owned());
        }
    }
    found
}

/// Out of scope is not found: a real record of somebody else's answers as one that does not exist.
#[tokio::test]
async fn ids_of_others_are_like_ids_of_nothing() {
    let city = City::open(Engine::Sqlite, "2023-03-31").await;
    let schema = remit_graphql::schema::schema();
    let context = RequestContext::new(city.app.clone(), city.nobody(), SessionSlot::default());
    let answer = schema.execute(Request::new(INTROSPECTION).data(context)).await;
    let described = Described(answer.data.into_json().expect("data"));
    let lists = lists(&described);
    let officer = city.person("ov01").await;
    let all = harvest(&schema, &city, &officer, &lists).await;
    assert!(
        all.len() >= 8,
        "records of many kinds are known: {:?}",
        all.keys()
    );
    let (mut tried, mut told) = (0, Vec::new());
    for login in [
        "dc.minzheng",
        "dl.jiaotong",
        "os05",
        "lk05",
        "io.jiayue02",
        "ex01",
    ] {
        let person = city.person(login).await;
        let own = harvest(&schema, &city, &person, &lists).await;
        for (operation, which) in [("query", "queryType"), ("mutation", "mutationType")] {
            for field in described.root(which) {
                let document = document(&described, operation, &field);
                let foreign = all.iter().find_map(|(kind, ids)| {
                    let stands = format!("{kind}{NOTHING}");
                    let mine = own.get(kind);
                    let id = ids
                        .iter()
                        .find(|id| mine.is_none_or(|mine| !mine.contains(*id)))?;
                    document.contains(&stands).then(|| document.replace(&stands, id))
                });
                let Some(foreign) = foreign else { continue };
                tried += 1;
                let nothing = outcome(&schema, &city, person.clone(), &document).await;
                let real = outcome(&schema, &city, person.clone(), &foreign).await;
                let is_published = field["name"]
                    .as_str()
                    .is_some_and(|name| PUBLISHED.contains(&name));
                if nothing != real && !is_published {
                    told.push(format!(
                        "{login}: {} says {real} instead of {nothing}",
                        field["name"]
                    ));
                }
            }
        }
    }
    assert!(tried > 300, "only {tried} were tried");
    assert_eq!(told, Vec::<String>::new());
}
