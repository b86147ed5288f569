//! One row a trick. Every row is refused with the code that names it, in a short answer without the document.

use async_graphql::Variables;

use super::{admit_as, types};
use crate::guard::{Code, Limits, Tier, admit};

/// Longest refusal, bytes; the answer around it is not much longer.
const SENTENCE_MAX: usize = 200;

fn many(count: usize, one: &dyn Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn fragment_doubling(levels: usize) -> String {
    let links = many(levels, &|i| {
        format!("fragment f{i} on Problem {{ ...f{n} ...f{n} }} ", n = i + 1)
    });
    format!("{{ problem(id: \"x\") {{ ...f0 }} }} {links} fragment f{levels} on Problem {{ id }}")
}

fn field_doubling(levels: usize) -> String {
    let links = many(levels, &|i| {
        format!(
            "fragment f{i} on Problem {{ a: mergedInto {{ ...f{n} }} b: mergedInto {{ ...f{n} }} }} ",
            n = i + 1
        )
    });
    format!("{{ problem(id: \"x\") {{ ...f0 }} }} {links} fragment f{levels} on Problem {{ id }}")
}

fn fragment_chain(length: usize) -> String {
    let links = many(length, &|i| {
        format!("fragment f{i} on Query {{ ...f{} }} ", i + 1)
    });
    format!("{{ ...f0 }} {links} fragment f{length} on Query {{ me {{ login }} }}")
}

fn nested_inline(levels: usize) -> String {
    format!("{{ {} id {} }}", "... { ".repeat(levels), "}".repeat(levels))
}

fn table() -> Vec<(&'static str, String, Code)> {
    vec![
        ("alias bomb of 129 KB", format!("{{ {} }}", many(10_000, &|i| format!("a{i}: appInfo {{ name }} "))), Code::TooLarge),
        ("alias bomb within the bytes", format!("{{ {} }}", many(800, &|i| format!("a{i}: me {{ login }} "))), Code::TooManyAliases),
        ("one key ten thousand times", format!("{{ {} }}", "me{login}".repeat(3_600)), Code::TooLarge),
        ("braces ten thousand deep", "{a".repeat(10_000), Code::TooDeep),
        ("lists ten thousand deep", format!("{{ a(b: {}", "[".repeat(10_000)), Code::TooDeep),
        ("objects ten thousand deep", format!("{{ a(b: {}", "{c:".repeat(9_000)), Code::TooDeep),
        ("types ten thousand deep", format!("query($a: {}Int", "[".repeat(10_000)), Code::TooDeep),
        ("inline fragments in each other", nested_inline(30), Code::TooDeep),
        ("fields in each other", format!("{{ problem(id: \"x\") {} id {} }}", "{ mergedInto ".repeat(14), "}".repeat(14)), Code::TooDeep),
        ("a fragment of itself", "{ ...a } fragment a on Query { me { login } ...a }".into(), Code::Invalid),
        ("a cycle of three", "{ me { login } } fragment a on Viewer { ...b } fragment b on Viewer { ...c } fragment c on Viewer { ...a }".into(), Code::Invalid),
        ("fragments that double", fragment_doubling(40), Code::TooDeep),
        ("fragments that double, shallow", fragment_doubling(25), Code::TooLarge),
        ("fields that double", field_doubling(20), Code::TooDeep),
        ("fields that double, shallow", field_doubling(10), Code::TooLarge),
        ("a chain of fragments", fragment_chain(55), Code::TooDeep),
        ("a flood of definitions", format!("{{ me {{ login }} }} {}", many(500, &|i| format!("fragment f{i} on Viewer {{ login }} "))), Code::TooLarge),
        ("a flood of operations", many(500, &|i| format!("query q{i} {{ me {{ login }} }} ")), Code::TooLarge),
        ("a flood of directives", format!("{{ me {} {{ login }} }}", "@include(if: true) ".repeat(800)), Code::TooManyDirectives),
        ("directives on a variable", format!("query($a: Int {}) {{ me {{ login }} }}", "@x ".repeat(100)), Code::TooManyDirectives),
        ("a flood of variables", format!("query({}) {{ me {{ login }} }}", many(1_600, &|i| format!("$a{i}: Int "))), Code::TooLarge),
        ("pages of pages", "{ accounts(first: 200) { nodes { grants { account { grants { account { login } } } } } } }".into(), Code::TooCostly),
        ("a page too large", "{ problems(first: 100000) { nodes { id } } }".into(), Code::TooCostly),
        ("a page beyond all numbers", "{ problems(first: 18446744073709551615) { nodes { events { at } } } }".into(), Code::TooCostly),
        ("many roots", format!("{{ {} }}", many(30, &|i| format!("a{i}: appInfo {{ name }} "))), Code::TooManyRootFields),
        ("many acts", format!("mutation {{ {} }}", many(6, &|i| format!("a{i}: signOut {{ done }} "))), Code::TooManyRootFields),
        ("two subscriptions at once", "subscription { myQueueChanged { unread } alertRaised { code } }".into(), Code::TooManyRootFields),
        ("the schema itself", "{ __schema { types { name } } }".into(), Code::Introspection),
        ("the schema through a fragment", "{ ...a } fragment a on Query { __type(name: \"Query\") { name } }".into(), Code::Introspection),
        ("the schema in a mutation", "mutation { __schema { types { name } } }".into(), Code::Introspection),
        ("not GraphQL", "SELECT * FROM account".into(), Code::Syntax),
        ("cut off", "{ me { login".into(), Code::Syntax),
        ("empty", String::new(), Code::Syntax),
        ("nothing to run", "fragment a on Query { me { login } }".into(), Code::Operation),
        ("two anonymous operations", "{ me { login } } { me { login } }".into(), Code::Invalid),
        ("two of one name", "query a { me { login } } query a { me { login } }".into(), Code::Invalid),
        ("two and none named", "query a { me { login } } query b { me { login } }".into(), Code::Operation),
        ("an unknown fragment", "{ ...nowhere }".into(), Code::Invalid),
        ("a condition that is none", "{ me @include(if: 1) { login } }".into(), Code::Invalid),
        ("a condition without value", "query($a: Boolean) { me @include(if: $a) { login } }".into(), Code::Invalid),
        (
            "a required variable without value",
            "mutation($i: MarkReadInput!) { signOut { done } markRead(input: $i) { done } }".into(),
            Code::Invalid,
        ),
        ("a strange directive on a fragment", "{ ...a @x } fragment a on Query { me { login } }".into(), Code::Invalid),
    ]
}

#[test]
fn each_trick_is_refused_by_name() {
    let got: Vec<_> = table()
        .into_iter()
        .map(|(name, source, _)| {
            (
                name,
                admit_as(Tier::SignedIn, &source)
                    .map(|admitted| admitted.cost)
                    .map_err(|r| r.code),
            )
        })
        .collect();
    let expected: Vec<_> = table()
        .into_iter()
        .map(|(name, _, code)| (name, Err(code)))
        .collect();
    for (got, expected) in got.iter().zip(&expected) {
        assert_eq!(got, expected);
    }
}

#[test]
fn a_refusal_is_short_and_says_nothing_of_the_document() {
    for (name, source, _) in table() {
        let Err(rejection) = admit_as(Tier::Anonymous, &source) else {
            continue;
        };
        assert!(
            rejection.message.len() + rejection.message_zh.len() < SENTENCE_MAX,
            "{name}"
        );
        for word in ["appInfo", "login", "mergedInto", "SELECT", "nowhere", "account"] {
            assert!(!rejection.message.contains(word), "{name}: {}", rejection.message);
        }
    }
}

#[test]
fn a_tier_that_shows_the_schema_shows_no_more_than_it() {
    let limits = Limits {
        introspection: true,
        ..Limits::of(Tier::SignedIn)
    };
    let admit =
        |source: &str| admit(source, None, Variables::default(), &types(), &limits).map_err(|r| r.code);
    let usual =
        "{ __schema { queryType { name } types { kind name fields(includeDeprecated: true) { name args { name
        type { kind name ofType { kind name ofType { kind name ofType { name } } } } } type { name } } } } }";
    assert!(admit(usual).is_ok());
    let exploding =
        "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }";
    assert_eq!(admit(exploding).unwrap_err(), Code::TooDeep);
    let repeated = many(8, &|i| format!("a{i}: __schema {{ types {{ name }} }} "));
    assert_eq!(admit(&format!("{{ {repeated} }}")).unwrap_err(), Code::TooCostly);
}

#[test]
fn strangers_guess_one_password_at_a_time() {
    let twice = "mutation { a: signIn(input: { login: \"x\", password: \"1\" }) { needsTotp }
        b: signIn(input: { login: \"x\", password: \"2\" }) { needsTotp } }";
    assert_eq!(
        admit_as(Tier::Anonymous, twice).unwrap_err().code,
        Code::TooManyRootFields
    );
    assert!(admit_as(Tier::SignedIn, twice).is_ok());
}
